//! Periodic functions, and those of no family.

use super::{Family, Kernel, Parameter, Parameters, Spec};
use super::{bounded, hypotenuse};
use crate::simd::Real;

/// The identity: what a network without activation functions has.
pub struct Linear;

impl Kernel for Linear {
    const SPEC: Spec = Spec { id: "linear", aliases: &["identity"], family: Family::Other, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        x
    }

    #[inline(always)]
    fn derivative<V: Real>(_: V, _: V, _: Parameters<V>) -> V {
        V::one()
    }
}

/// Sine (Sitzmann et al. 2020 for its use in networks); NaN at ±∞, where it has no limit.
pub struct Sin;

impl Kernel for Sin {
    const SPEC: Spec = Spec { id: "sin", aliases: &["sine"], family: Family::Periodic, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        x.sin()
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        x.cos()
    }
}

/// x + sin²(α x) / α (Ziyin, Hartwig and Ueda 2020).
pub struct Snake;

impl Kernel for Snake {
    const SPEC: Spec = Spec {
        id: "snake",
        aliases: &[],
        family: Family::Periodic,
        parameters: &[Parameter { name: "alpha", default: 1.0, min: 0.05, max: 10.0, step: 0.05 }],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [alpha, _]: Parameters<V>) -> V {
        let sine = (alpha * bounded(x)).sin();
        x + sine * sine / alpha
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, [alpha, _]: Parameters<V>) -> V {
        V::one() + (V::splat(2.0) * alpha * bounded(x)).sin()
    }

    #[inline(always)]
    fn parameter_gradient<V: Real>(_: usize, x: V, _: V, [alpha, _]: Parameters<V>) -> V {
        let t = alpha * bounded(x);
        let sine = t.sin();
        (t * (V::splat(2.0) * t).sin() - sine * sine) / (alpha * alpha)
    }
}

/// e to the power -x².
pub struct Gaussian;

impl Kernel for Gaussian {
    const SPEC: Spec = Spec { id: "gaussian", aliases: &[], family: Family::Other, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        (-(x * x)).exp()
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, y: V, _: Parameters<V>) -> V {
        V::splat(-2.0) * bounded(x) * y
    }
}

/// The identity with a bend at 0.
pub struct BentIdentity;

impl Kernel for BentIdentity {
    const SPEC: Spec = Spec { id: "bent_identity", aliases: &[], family: Family::Other, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        let root = hypotenuse(x, V::one());
        // √(x² + 1) - 1 cancels near 0, where it is x² / (√(x² + 1) + 1).
        let bend = bounded(x) / (root + V::one()) * x;
        let bend = V::select(x.abs().gt(V::one()), root - V::one(), bend) * V::splat(0.5);
        // Far out the bend is |x| / 2, and ∞ - ∞ at -∞.
        V::select(V::splat(-1e9).gt(x), x * V::splat(0.5), x + bend)
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        let x = bounded(x);
        x * V::splat(0.5) / hypotenuse(x, V::one()) + V::one()
    }
}

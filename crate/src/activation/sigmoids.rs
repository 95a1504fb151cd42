//! S-shaped, bounded functions.

use super::bounded;
use super::{Family, Kernel, Parameter, Parameters, Spec};
use crate::simd::Real;

/// Logistic function.
pub struct Sigmoid;

impl Kernel for Sigmoid {
    const SPEC: Spec = Spec { id: "sigmoid", aliases: &["logistic"], family: Family::Sigmoid, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        x.logistic(V::one())
    }

    #[inline(always)]
    fn derivative<V: Real>(_: V, y: V, _: Parameters<V>) -> V {
        y * (V::one() - y)
    }
}

/// Straight line clipped to [0, 1]; 0.2 x + 0.5 in Keras 2, x / 6 + 0.5 in Keras 3 and PyTorch. At the two kinks
/// f′ = 0.
pub struct HardSigmoid;

impl Kernel for HardSigmoid {
    const SPEC: Spec = Spec {
        id: "hard_sigmoid",
        aliases: &["hardsigmoid"],
        family: Family::Sigmoid,
        parameters: &[Parameter { name: "slope", default: 0.2, min: 0.01, max: 1.0, step: 0.01 }],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [slope, _]: Parameters<V>) -> V {
        (slope * x + V::splat(0.5)).max(V::zero()).min(V::one())
    }

    #[inline(always)]
    fn derivative<V: Real>(_: V, y: V, [slope, _]: Parameters<V>) -> V {
        slope * (y * (V::one() - y)).heaviside()
    }

    #[inline(always)]
    fn parameter_gradient<V: Real>(_: usize, x: V, y: V, _: Parameters<V>) -> V {
        V::select((y * (V::one() - y)).gt(V::zero()), x, V::zero())
    }
}

/// Hyperbolic tangent.
pub struct Tanh;

impl Kernel for Tanh {
    const SPEC: Spec = Spec { id: "tanh", aliases: &[], family: Family::Sigmoid, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        x.tanh()
    }

    #[inline(always)]
    fn derivative<V: Real>(_: V, y: V, _: Parameters<V>) -> V {
        V::one() - y * y
    }
}

/// x / (1 + |x|): like tanh, but it approaches its limits polynomially (Bergstra et al. 2009).
pub struct Softsign;

impl Kernel for Softsign {
    const SPEC: Spec = Spec { id: "softsign", aliases: &[], family: Family::Sigmoid, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        // It is NaN at ±∞ as it stands, where the limit is ±1.
        let bounded = x.max(V::splat(-1e30)).min(V::splat(1e30));
        bounded / (V::one() + bounded.abs())
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        let root = V::one() / (V::one() + x.abs());
        root * root
    }
}

/// The identity clipped to [min, max]; f′ = 0 at both kinks.
pub struct HardTanh;

impl Kernel for HardTanh {
    const SPEC: Spec = Spec {
        id: "hard_tanh",
        aliases: &["hardtanh"],
        family: Family::Sigmoid,
        parameters: &[
            Parameter { name: "min", default: -1.0, min: -10.0, max: 0.0, step: 0.1 },
            Parameter { name: "max", default: 1.0, min: 0.01, max: 10.0, step: 0.01 },
        ],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [min, max]: Parameters<V>) -> V {
        x.max(min).min(max)
    }

    #[inline(always)]
    fn derivative<V: Real>(_: V, y: V, [min, max]: Parameters<V>) -> V {
        ((y - min) * (max - y)).heaviside()
    }

    #[inline(always)]
    fn parameter_gradient<V: Real>(index: usize, x: V, _: V, [min, max]: Parameters<V>) -> V {
        if index == 0 { (min - x).heaviside() } else { (x - max).heaviside() }
    }
}

/// Straight line from 0 at -1 to 1 at 1; f′ = 0 at both kinks.
pub struct SparseSigmoid;

impl Kernel for SparseSigmoid {
    const SPEC: Spec = Spec { id: "sparse_sigmoid", aliases: &[], family: Family::Sigmoid, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        ((x + V::one()) * V::splat(0.5)).max(V::zero()).min(V::one())
    }

    #[inline(always)]
    fn derivative<V: Real>(_: V, y: V, _: Parameters<V>) -> V {
        V::splat(0.5) * (y * (V::one() - y)).heaviside()
    }
}

/// Arc tangent.
pub struct Arctan;

impl Kernel for Arctan {
    const SPEC: Spec = Spec { id: "arctan", aliases: &["atan"], family: Family::Sigmoid, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        x.atan()
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        V::one() / (V::one() + x * x)
    }
}

/// Inverse square root unit (Carlile et al. 2017).
pub struct Isru;

impl Kernel for Isru {
    const SPEC: Spec = Spec {
        id: "isru",
        aliases: &[],
        family: Family::Sigmoid,
        parameters: &[Parameter { name: "alpha", default: 1.0, min: 0.01, max: 10.0, step: 0.01 }],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [alpha, _]: Parameters<V>) -> V {
        let x = bounded(x);
        x / (V::one() + alpha * x * x).sqrt()
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, [alpha, _]: Parameters<V>) -> V {
        let x = bounded(x);
        let root = V::one() / (V::one() + alpha * x * x).sqrt();
        root * root * root
    }

    #[inline(always)]
    fn parameter_gradient<V: Real>(_: usize, _: V, y: V, _: Parameters<V>) -> V {
        V::splat(-0.5) * y * y * y
    }
}

/// Hyperbolic tangent scaled so that f(±1) = ±1 (LeCun et al. 1998).
pub struct LecunTanh;

impl Kernel for LecunTanh {
    const SPEC: Spec = Spec { id: "lecun_tanh", aliases: &[], family: Family::Sigmoid, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        V::splat(1.7159) * (x * V::splat(2.0 / 3.0)).tanh()
    }

    #[inline(always)]
    fn derivative<V: Real>(_: V, y: V, _: Parameters<V>) -> V {
        let tanh = y * V::splat(1.0 / 1.7159);
        V::splat(1.7159 * 2.0 / 3.0) * (V::one() - tanh * tanh)
    }
}

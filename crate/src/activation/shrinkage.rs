//! Functions that are 0, or nearly so, around 0.

use super::{Family, Kernel, Parameter, Parameters, Spec};
use crate::simd::Real;

/// Soft thresholding (Donoho 1995): moves towards 0 by λ; f′ = 0 at both kinks.
pub struct SoftShrink;

impl Kernel for SoftShrink {
    const SPEC: Spec = Spec {
        id: "soft_shrink",
        aliases: &["softshrink"],
        family: Family::Shrinkage,
        parameters: &[Parameter { name: "lambda", default: 0.5, min: 0.0, max: 5.0, step: 0.05 }],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [lambda, _]: Parameters<V>) -> V {
        x - x.max(-lambda).min(lambda)
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, [lambda, _]: Parameters<V>) -> V {
        x.abs().step(lambda, V::one(), V::zero())
    }

    #[inline(always)]
    fn parameter_gradient<V: Real>(_: usize, x: V, _: V, [lambda, _]: Parameters<V>) -> V {
        (-lambda - x).heaviside() - (x - lambda).heaviside()
    }
}

/// Hard thresholding (Donoho and Johnstone 1994): 0 up to λ; f′ = 0 where it jumps.
pub struct HardShrink;

impl Kernel for HardShrink {
    const SPEC: Spec = Spec {
        id: "hard_shrink",
        aliases: &["hardshrink"],
        family: Family::Shrinkage,
        parameters: &[Parameter { name: "lambda", default: 0.5, min: 0.0, max: 5.0, step: 0.05 }],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [lambda, _]: Parameters<V>) -> V {
        x.abs().step(lambda, x, V::zero())
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, [lambda, _]: Parameters<V>) -> V {
        x.abs().step(lambda, V::one(), V::zero())
    }
}

/// x - tanh x.
pub struct TanhShrink;

impl Kernel for TanhShrink {
    const SPEC: Spec = Spec { id: "tanh_shrink", aliases: &["tanhshrink"], family: Family::Shrinkage, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        x.tanh_shrink()
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        let tanh = x.tanh();
        tanh * tanh
    }
}

//! Piecewise linear functions with a kink at or near 0, and smooth versions of them.

use super::sigmoids::Isru;
use super::{Family, Kernel, Parameter, Parameters, Spec};
use super::{bounded, hypotenuse};
use crate::simd::Real;

/// `a · x`, and 0 for a = 0 even where x is infinite.
#[inline(always)]
pub(super) fn scaled<V: Real>(a: V, x: V) -> V {
    let limit = V::select(a.abs().gt(V::zero()), V::splat(f64::INFINITY), V::one());
    a * x.max(-limit).min(limit)
}

/// Rectified linear unit (Nair and Hinton 2010); f′(0) = 0, as in Keras and PyTorch.
pub struct Relu;

impl Kernel for Relu {
    const SPEC: Spec = Spec { id: "relu", aliases: &[], family: Family::Rectifier, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        x.max(V::zero())
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        x.heaviside()
    }
}

/// Leaky rectified linear unit (Maas, Hannun and Ng 2013); f′(0) is the negative slope.
pub struct LeakyRelu;

impl Kernel for LeakyRelu {
    const SPEC: Spec = Spec {
        id: "leaky_relu",
        aliases: &["leakyrelu"],
        family: Family::Rectifier,
        parameters: &[Parameter { name: "negative_slope", default: 0.3, min: 0.0, max: 1.0, step: 0.01 }],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [slope, _]: Parameters<V>) -> V {
        // Slopes are at most 1, and 0 · -∞ would be no number.
        let lowest = V::select(slope.abs().gt(V::zero()), V::splat(f64::NEG_INFINITY), V::splat(f64::from(f32::MIN)));
        x.max(slope * x.max(lowest))
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, [slope, _]: Parameters<V>) -> V {
        x.step(V::zero(), V::one(), slope)
    }

    #[inline(always)]
    fn parameter_gradient<V: Real>(_: usize, x: V, _: V, _: Parameters<V>) -> V {
        x.min(V::zero())
    }
}

/// Leaky rectified linear unit whose slope is learned (He et al. 2015).
pub struct Prelu;

impl Kernel for Prelu {
    const SPEC: Spec = Spec {
        id: "prelu",
        aliases: &[],
        family: Family::Rectifier,
        parameters: &[Parameter { name: "negative_slope", default: 0.25, min: -1.0, max: 1.0, step: 0.01 }],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, p: Parameters<V>) -> V {
        LeakyRelu::forward(x, p)
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, y: V, p: Parameters<V>) -> V {
        LeakyRelu::derivative(x, y, p)
    }

    #[inline(always)]
    fn parameter_gradient<V: Real>(index: usize, x: V, y: V, p: Parameters<V>) -> V {
        LeakyRelu::parameter_gradient(index, x, y, p)
    }
}

/// The identity above a threshold, 0 up to it (Konda, Memisevic and Krueger 2014); it jumps there, f′(θ) = 0.
pub struct ThresholdedRelu;

impl Kernel for ThresholdedRelu {
    const SPEC: Spec = Spec {
        id: "thresholded_relu",
        aliases: &[],
        family: Family::Rectifier,
        parameters: &[Parameter { name: "theta", default: 1.0, min: 0.0, max: 5.0, step: 0.05 }],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [theta, _]: Parameters<V>) -> V {
        x.step(theta, x, V::zero())
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, [theta, _]: Parameters<V>) -> V {
        x.step(theta, V::one(), V::zero())
    }
}

/// The identity above a threshold, a constant up to it; f′(threshold) = 0.
pub struct Threshold;

impl Kernel for Threshold {
    const SPEC: Spec = Spec {
        id: "threshold",
        aliases: &[],
        family: Family::Rectifier,
        parameters: &[
            Parameter { name: "threshold", default: 0.5, min: -5.0, max: 5.0, step: 0.05 },
            Parameter { name: "value", default: 0.0, min: -5.0, max: 5.0, step: 0.05 },
        ],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [threshold, value]: Parameters<V>) -> V {
        x.step(threshold, x, value)
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, [threshold, _]: Parameters<V>) -> V {
        x.step(threshold, V::one(), V::zero())
    }

    #[inline(always)]
    fn parameter_gradient<V: Real>(index: usize, x: V, _: V, [threshold, _]: Parameters<V>) -> V {
        if index == 1 { x.step(threshold, V::zero(), V::one()) } else { V::zero() }
    }
}

/// Rectified linear unit cut at 6 (Krizhevsky 2010); f′ = 0 at both kinks.
pub struct Relu6;

impl Kernel for Relu6 {
    const SPEC: Spec = Spec { id: "relu6", aliases: &[], family: Family::Rectifier, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        x.max(V::zero()).min(V::splat(6.0))
    }

    #[inline(always)]
    fn derivative<V: Real>(_: V, y: V, _: Parameters<V>) -> V {
        (y * (V::splat(6.0) - y)).heaviside()
    }
}

/// Smooth rectifier without exponentials (Barron 2021).
pub struct Squareplus;

impl Kernel for Squareplus {
    const SPEC: Spec = Spec {
        id: "squareplus",
        aliases: &[],
        family: Family::Rectifier,
        parameters: &[Parameter { name: "b", default: 4.0, min: 0.01, max: 20.0, step: 0.01 }],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [b, _]: Parameters<V>) -> V {
        let root = hypotenuse(x, b);
        // The sum cancels for negative x; there it is b over the difference of the same terms.
        let half = V::splat(0.5);
        x.step(V::zero(), x * half + root * half, half * b / (root + x.abs()))
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, [b, _]: Parameters<V>) -> V {
        let x = bounded(x);
        V::splat(0.5) * (V::one() + x / hypotenuse(x, b))
    }

    #[inline(always)]
    fn parameter_gradient<V: Real>(_: usize, x: V, _: V, [b, _]: Parameters<V>) -> V {
        V::splat(0.25) / hypotenuse(x, b)
    }
}

/// Rectifier with a parabola between -1 and 1, the integral of sparse_sigmoid.
pub struct SparsePlus;

impl Kernel for SparsePlus {
    const SPEC: Spec = Spec { id: "sparse_plus", aliases: &[], family: Family::Rectifier, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        let above = x.max(-V::one()).min(V::one()) + V::one();
        V::select(x.ge(V::one()), x, above * above * V::splat(0.25))
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        (x.max(-V::one()).min(V::one()) + V::one()) * V::splat(0.5)
    }
}

/// Inverse square root linear unit (Carlile et al. 2017).
pub struct Isrlu;

impl Kernel for Isrlu {
    const SPEC: Spec = Spec {
        id: "isrlu",
        aliases: &[],
        family: Family::Rectifier,
        parameters: &[Parameter { name: "alpha", default: 1.0, min: 0.01, max: 10.0, step: 0.01 }],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, p: Parameters<V>) -> V {
        V::select(x.gt(V::zero()), x, Isru::forward(x, p))
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, y: V, p: Parameters<V>) -> V {
        V::select(x.gt(V::zero()), V::one(), Isru::derivative(x, y, p))
    }

    #[inline(always)]
    fn parameter_gradient<V: Real>(index: usize, x: V, y: V, p: Parameters<V>) -> V {
        V::select(x.gt(V::zero()), V::zero(), Isru::parameter_gradient(index, x, y, p))
    }
}

/// Square of the rectified linear unit (So et al. 2021).
pub struct ReluSquared;

impl Kernel for ReluSquared {
    const SPEC: Spec = Spec { id: "relu_squared", aliases: &["relu2"], family: Family::Rectifier, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        let above = x.max(V::zero());
        above * above
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        V::splat(2.0) * x.max(V::zero())
    }
}

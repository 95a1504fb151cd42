//! The input times a gate.

use super::bounded;
use super::rectifiers::scaled;
use super::{Family, Kernel, Parameter, Parameters, Spec};
use crate::simd::Real;

/// `x · gate`; 0 at -∞, where the gate is shut.
#[inline(always)]
fn gated<V: Real>(x: V, gate: V) -> V {
    x.max(V::splat(f64::from(f32::MIN))) * gate
}

/// x where its gate may be open; beyond, a number that times 0 is 0.
#[inline(always)]
fn finite<V: Real>(x: V) -> V {
    x.max(V::splat(-1e4)).min(V::splat(1e4))
}

/// Logistic function and its derivative, neither of which cancels in either tail.
#[inline(always)]
fn sigmoid<V: Real>(x: V) -> (V, V) {
    // e stays finite, as 0 · ∞ is not a number.
    let e = (-x).min(V::splat(87.0)).exp();
    let gate = V::one() / (V::one() + e);
    (gate, e * gate * gate)
}

/// Twice the argument of tanh in gelu_tanh, `√(8/π) (x + 0.044715 x³)`: (1 + tanh u) / 2 is the logistic function of 2u.
#[inline(always)]
fn gelu_argument<V: Real>(x: V) -> V {
    V::splat(GELU_SCALE) * (x + V::splat(0.044_715) * x * x * x)
}

/// √(8/π).
const GELU_SCALE: f64 = 1.595_769_121_605_730_7;
/// √(1/2π), the density of the normal distribution at 0.
const NORMAL_DENSITY: f64 = 0.398_942_280_401_432_7;
/// Scale of the sigmoid that resembles the normal distribution.
const QUICK_GELU_BETA: f64 = 1.702;

/// Sigmoid-weighted linear unit, swish for β ≠ 1 (Hendrycks and Gimpel 2016; Elfwing et al. 2017; Ramachandran et al.
/// 2017).
pub struct Silu;

impl Kernel for Silu {
    const SPEC: Spec = Spec {
        id: "silu",
        aliases: &["swish"],
        family: Family::Gated,
        parameters: &[Parameter { name: "beta", default: 1.0, min: 0.0, max: 10.0, step: 0.1 }],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [beta, _]: Parameters<V>) -> V {
        // 0 · ∞ would be no number, and the least number is 0 to every finite x.
        gated(x, x.logistic(beta.max(V::splat(f64::from(f32::from_bits(1))))))
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, [beta, _]: Parameters<V>) -> V {
        let t = finite(scaled(beta, x));
        let (gate, slope) = sigmoid(t);
        gate + t * slope
    }

    #[inline(always)]
    fn parameter_gradient<V: Real>(_: usize, x: V, _: V, [beta, _]: Parameters<V>) -> V {
        let (_, slope) = sigmoid(scaled(beta, x));
        let x = bounded(x);
        x * x * slope
    }
}

/// Gaussian error linear unit (Hendrycks and Gimpel 2016).
pub struct Gelu;

impl Kernel for Gelu {
    const SPEC: Spec = Spec { id: "gelu", aliases: &[], family: Family::Gated, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        gated(x, x.normal_cdf())
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        let x = finite(x);
        x.normal_cdf() + x * V::splat(NORMAL_DENSITY) * (x * x * V::splat(-0.5)).exp()
    }
}

/// gelu with the approximation of the paper by tanh, within 4.8e-4.
pub struct GeluTanh;

impl Kernel for GeluTanh {
    const SPEC: Spec = Spec { id: "gelu_tanh", aliases: &[], family: Family::Gated, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        gated(x, gelu_argument(x).logistic(V::one()))
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        let x = finite(x);
        let (gate, slope) = sigmoid(gelu_argument(x));
        let inner = V::splat(GELU_SCALE) * (V::one() + V::splat(3.0 * 0.044_715) * x * x);
        gate + x * slope * inner
    }
}

/// gelu with the approximation of the paper by a sigmoid, within 2.1e-2.
pub struct QuickGelu;

impl Kernel for QuickGelu {
    const SPEC: Spec = Spec { id: "quick_gelu", aliases: &[], family: Family::Gated, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        Silu::forward(x, [V::splat(QUICK_GELU_BETA); 2])
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, y: V, _: Parameters<V>) -> V {
        Silu::derivative(x, y, [V::splat(QUICK_GELU_BETA); 2])
    }
}

/// x · tanh(softplus(x)) (Misra 2019).
pub struct Mish;

impl Kernel for Mish {
    const SPEC: Spec = Spec { id: "mish", aliases: &[], family: Family::Gated, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        // tanh(ln(1 + e)) = n / (n + 2) with n = e (e + 2); it is 1 to the last bit above 20.
        let e = x.min(V::splat(20.0)).exp();
        let n = e * (e + V::splat(2.0));
        gated(x, n / (n + V::splat(2.0)))
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        let e = x.min(V::splat(20.0)).exp();
        let n = e * (e + V::splat(2.0));
        let inverse = V::one() / (n + V::splat(2.0));
        // d/dx of the gate: 4 e (e + 1) / (n + 2)².
        let slope = V::splat(4.0) * e * (e + V::one()) * inverse * inverse;
        n * inverse + x.max(V::splat(-1e4)).min(V::splat(20.0)) * slope
    }
}

/// x times a straight line clipped to [0, 1] (Howard et al. 2019); f′(-3) = 0 and f′(3) = 1.
pub struct HardSilu;

impl Kernel for HardSilu {
    const SPEC: Spec =
        Spec { id: "hard_silu", aliases: &["hard_swish", "hardswish"], family: Family::Gated, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        let gate = (x * V::splat(1.0 / 6.0) + V::splat(0.5)).max(V::zero()).min(V::one());
        x.max(V::splat(-3.0)) * gate
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        let inside = x * V::splat(1.0 / 3.0) + V::splat(0.5);
        x.step(V::splat(-3.0), V::select(x.ge(V::splat(3.0)), V::one(), inside), V::zero())
    }
}

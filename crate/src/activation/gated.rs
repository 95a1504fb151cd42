//! The input times a gate.

use super::bounded;
use super::rectifiers::scaled;
use super::{Family, Kernel, Parameter, Parameters, Range, Spec};
use crate::simd::Real;

/// `x · gate`, and 0 where the gate is shut, even to an infinite x.
#[inline(always)]
fn gated<V: Real>(x: V, gate: V) -> V {
    gate.step(V::zero(), x * gate, V::zero())
}

/// x where its gate may be open; beyond, a number that times 0 is 0.
#[inline(always)]
fn finite<V: Real>(x: V) -> V {
    x.max(V::splat(-1e4)).min(V::splat(1e4))
}

/// Logistic function and its derivative, neither of which cancels in either tail.
#[inline(always)]
fn sigmoid<V: Real>(x: V) -> (V, V) {
    let e = (-x.abs()).exp();
    let larger = V::one() / (V::one() + e);
    let smaller = e * larger;
    (V::select(x.gt(V::zero()), larger, smaller), larger * smaller)
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
        formula: r"\frac{x}{1 + e^{-\beta x}}",
        derivative: r"\sigma(\beta x)\,\bigl(1 + \beta x\,(1 - \sigma(\beta x))\bigr)",
        range: Range { min: Some(-0.278_464_542_761_073_8), max: None, min_closed: true, max_closed: false },
        kinks: &[],
        keras: Some("silu"),
        pytorch: Some("SiLU"),
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [beta, _]: Parameters<V>) -> V {
        gated(x, sigmoid(scaled(beta, x)).0)
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
    const SPEC: Spec = Spec {
        id: "gelu",
        aliases: &[],
        family: Family::Gated,
        parameters: &[],
        formula: r"x\,\Phi(x) = \frac{x}{2} \left(1 + \operatorname{erf} \frac{x}{\sqrt{2}}\right)",
        derivative: r"\Phi(x) + x\,\varphi(x)",
        range: Range { min: Some(-0.169_971_207_479_903_66), max: None, min_closed: true, max_closed: false },
        kinks: &[],
        keras: Some("gelu"),
        pytorch: Some("GELU"),
    };

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
    const SPEC: Spec = Spec {
        id: "gelu_tanh",
        aliases: &[],
        family: Family::Gated,
        parameters: &[],
        formula: r"\frac{x}{2} \left(1 + \tanh u\right), \quad u = \sqrt{\tfrac{2}{\pi}}\,(x + 0.044715\,x^3)",
        derivative: r"\frac{1 + \tanh u}{2} + \frac{x}{2} (1 - \tanh^2 u) \sqrt{\tfrac{2}{\pi}}\,(1 + 0.134145\,x^2)",
        range: Range { min: Some(-0.170_040_750_571_254_06), max: None, min_closed: true, max_closed: false },
        kinks: &[],
        keras: None,
        pytorch: Some("GELU(approximate='tanh')"),
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        gated(x, sigmoid(gelu_argument(x)).0)
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
    const SPEC: Spec = Spec {
        id: "quick_gelu",
        aliases: &[],
        family: Family::Gated,
        parameters: &[],
        formula: r"x\,\sigma(1.702\,x)",
        derivative: r"\sigma(1.702\,x)\,\bigl(1 + 1.702\,x\,(1 - \sigma(1.702\,x))\bigr)",
        range: Range { min: Some(-0.163_610_189_636_353_57), max: None, min_closed: true, max_closed: false },
        kinks: &[],
        keras: None,
        pytorch: None,
    };

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
    const SPEC: Spec = Spec {
        id: "mish",
        aliases: &[],
        family: Family::Gated,
        parameters: &[],
        formula: r"x \tanh(\ln(1 + e^x))",
        derivative: r"\tanh s + x\,\sigma(x)\,(1 - \tanh^2 s), \quad s = \ln(1 + e^x)",
        range: Range { min: Some(-0.308_843_413_017_250_43), max: None, min_closed: true, max_closed: false },
        kinks: &[],
        keras: Some("mish"),
        pytorch: Some("Mish"),
    };

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
    const SPEC: Spec = Spec {
        id: "hard_silu",
        aliases: &["hard_swish", "hardswish"],
        family: Family::Gated,
        parameters: &[],
        formula: r"x \min(1, \max(0, \tfrac{x}{6} + \tfrac{1}{2}))",
        derivative: r"\begin{cases} 0 & x \le -3 \\ \frac{2x + 3}{6} & -3 < x < 3 \\ 1 & x \ge 3 \end{cases}",
        range: Range { min: Some(-0.375), max: None, min_closed: true, max_closed: false },
        kinks: &[-3.0, 3.0],
        keras: Some("hard_silu"),
        pytorch: Some("Hardswish"),
    };

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

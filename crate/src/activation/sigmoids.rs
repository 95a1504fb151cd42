//! S-shaped, bounded functions.

use super::{Family, Kernel, Parameter, Parameters, Range, Spec};
use crate::simd::Real;

/// Logistic function.
pub struct Sigmoid;

impl Kernel for Sigmoid {
    const SPEC: Spec = Spec {
        id: "sigmoid",
        family: Family::Sigmoid,
        parameters: &[],
        formula: r"\frac{1}{1 + e^{-x}}",
        derivative: r"f(x)\,(1 - f(x))",
        range: Range::open(0.0, 1.0),
        kinks: &[],
        keras: Some("sigmoid"),
        pytorch: Some("Sigmoid"),
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        V::one() / (V::one() + (-x).exp())
    }

    #[inline(always)]
    fn derivative<V: Real>(_: V, y: V, _: Parameters<V>) -> V {
        y * (V::one() - y)
    }
}

/// Straight line clipped to [0, 1]; 0.2 x + 0.5 in Keras 2. At the two kinks f′ = 0.
pub struct HardSigmoid;

impl Kernel for HardSigmoid {
    const SPEC: Spec = Spec {
        id: "hard_sigmoid",
        family: Family::Sigmoid,
        parameters: &[Parameter { name: "slope", default: 0.2, min: 0.01, max: 1.0, step: 0.01 }],
        formula: r"\min(1, \max(0, s x + \tfrac{1}{2}))",
        derivative: r"\begin{cases} s & |x| < \frac{1}{2s} \\ 0 & |x| \ge \frac{1}{2s} \end{cases}",
        range: Range::closed(0.0, 1.0),
        kinks: &[-2.5, 2.5],
        keras: Some("hard_sigmoid"),
        pytorch: Some("Hardsigmoid"),
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
    const SPEC: Spec = Spec {
        id: "tanh",
        family: Family::Sigmoid,
        parameters: &[],
        formula: r"\tanh x = \frac{e^x - e^{-x}}{e^x + e^{-x}}",
        derivative: r"1 - f(x)^2",
        range: Range::open(-1.0, 1.0),
        kinks: &[],
        keras: Some("tanh"),
        pytorch: Some("Tanh"),
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        x.tanh()
    }

    #[inline(always)]
    fn derivative<V: Real>(_: V, y: V, _: Parameters<V>) -> V {
        V::one() - y * y
    }
}

/// x / (1 + |x|): like tanh, but it approaches its limits polynomially.
pub struct Softsign;

impl Kernel for Softsign {
    const SPEC: Spec = Spec {
        id: "softsign",
        family: Family::Sigmoid,
        parameters: &[],
        formula: r"\frac{x}{1 + |x|}",
        derivative: r"\frac{1}{(1 + |x|)^2}",
        range: Range::open(-1.0, 1.0),
        kinks: &[],
        keras: Some("softsign"),
        pytorch: Some("Softsign"),
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        // As 1 - 1/(1 + |x|) it would cancel near 0; as x/(1 + |x|) it is NaN at ±∞, where the limit is ±1.
        let bounded = x.max(V::splat(-1e30)).min(V::splat(1e30));
        bounded / (V::one() + bounded.abs())
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        let root = V::one() / (V::one() + x.abs());
        root * root
    }
}

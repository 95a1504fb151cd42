//! Piecewise linear functions.

use super::{Family, Kernel, Parameters, Range, Spec};
use crate::simd::Real;

/// The identity: what a network without activation functions has.
pub struct Linear;

impl Kernel for Linear {
    const SPEC: Spec = Spec {
        id: "linear",
        family: Family::Other,
        parameters: &[],
        formula: "x",
        derivative: "1",
        range: Range::REAL,
        kinks: &[],
        keras: Some("linear"),
        pytorch: Some("Identity"),
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        x
    }

    #[inline(always)]
    fn derivative<V: Real>(_: V, _: V, _: Parameters<V>) -> V {
        V::one()
    }
}

/// Rectified linear unit; f′(0) = 0, as in Keras and PyTorch.
pub struct Relu;

impl Kernel for Relu {
    const SPEC: Spec = Spec {
        id: "relu",
        family: Family::Rectifier,
        parameters: &[],
        formula: r"\max(0, x)",
        derivative: r"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
        range: Range::NON_NEGATIVE,
        kinks: &[0.0],
        keras: Some("relu"),
        pytorch: Some("ReLU"),
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        x.max(V::zero())
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        x.heaviside()
    }
}

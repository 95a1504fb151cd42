//! Functions with an exponential or logarithmic branch.

use super::{Family, Kernel, Parameter, Parameters, Spec};
use crate::simd::Real;

/// Scale of selu, λ of the paper: with it, mean 0 and variance 1 reproduce themselves.
const SELU_SCALE: f64 = 1.050_700_987_355_480_5;
/// α of the paper.
const SELU_ALPHA: f64 = 1.673_263_242_354_377_2;

/// Exponential linear unit (Clevert, Unterthiner and Hochreiter 2015); f′(0) = α.
pub struct Elu;

impl Kernel for Elu {
    const SPEC: Spec = Spec {
        id: "elu",
        aliases: &[],
        family: Family::Exponential,
        parameters: &[Parameter { name: "alpha", default: 1.0, min: 0.0, max: 5.0, step: 0.05 }],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [alpha, _]: Parameters<V>) -> V {
        x.max(V::zero()) + alpha * x.min(V::zero()).exp_m1()
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, y: V, [alpha, _]: Parameters<V>) -> V {
        V::select(x.gt(V::zero()), V::one(), y + alpha)
    }

    #[inline(always)]
    fn parameter_gradient<V: Real>(_: usize, x: V, _: V, _: Parameters<V>) -> V {
        x.min(V::zero()).exp_m1()
    }
}

/// Continuously differentiable exponential linear unit (Barron 2017).
pub struct Celu;

impl Kernel for Celu {
    const SPEC: Spec = Spec {
        id: "celu",
        aliases: &[],
        family: Family::Exponential,
        parameters: &[Parameter { name: "alpha", default: 1.0, min: 0.05, max: 5.0, step: 0.05 }],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [alpha, _]: Parameters<V>) -> V {
        x.max(V::zero()) + alpha * (x.min(V::zero()) * (V::one() / alpha)).exp_m1()
    }

    #[inline(always)]
    fn derivative<V: Real>(_: V, y: V, [alpha, _]: Parameters<V>) -> V {
        (y.min(V::zero()) * (V::one() / alpha) + V::one()).max(V::zero())
    }

    #[inline(always)]
    fn parameter_gradient<V: Real>(_: usize, x: V, _: V, [alpha, _]: Parameters<V>) -> V {
        // Bounded below, where its exponential is 0 already: else 0 · ∞.
        let t = (x.min(V::zero()) / alpha).max(V::splat(-1e4));
        t.exp_m1() - t * t.exp()
    }
}

/// Scaled exponential linear unit (Klambauer et al. 2017); f′(0) is that of the left side.
pub struct Selu;

impl Kernel for Selu {
    const SPEC: Spec = Spec { id: "selu", aliases: &[], family: Family::Exponential, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        V::splat(SELU_SCALE) * x.max(V::zero()) + V::splat(SELU_SCALE * SELU_ALPHA) * x.min(V::zero()).exp_m1()
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, y: V, _: Parameters<V>) -> V {
        V::select(x.gt(V::zero()), V::splat(SELU_SCALE), y + V::splat(SELU_SCALE * SELU_ALPHA))
    }
}

/// ln(1 + eᵝˣ) / β (Dugas et al. 2001). PyTorch cuts it off at β x > 20, where we differ by 2e-9.
pub struct Softplus;

impl Kernel for Softplus {
    const SPEC: Spec = Spec {
        id: "softplus",
        aliases: &[],
        family: Family::Exponential,
        parameters: &[Parameter { name: "beta", default: 1.0, min: 0.1, max: 10.0, step: 0.1 }],
    };

    #[inline(always)]
    fn forward<V: Real>(x: V, [beta, _]: Parameters<V>) -> V {
        let t = beta * x;
        x.max(V::zero()) + (-t.abs()).exp().ln_1p() / beta
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, [beta, _]: Parameters<V>) -> V {
        x.logistic(beta)
    }

    #[inline(always)]
    fn parameter_gradient<V: Real>(_: usize, x: V, _: V, [beta, _]: Parameters<V>) -> V {
        // (x σ(βx) - f) / β, both of whose terms grow with x: with the linear part taken out, neither does.
        let t = (beta * x).abs();
        let e = (-t).exp();
        -(t.min(V::splat(1e4)) * e / (V::one() + e) + e.ln_1p()) / (beta * beta)
    }
}

/// eˣ.
pub struct Exponential;

impl Kernel for Exponential {
    const SPEC: Spec = Spec { id: "exponential", aliases: &["exp"], family: Family::Exponential, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        x.exp()
    }

    #[inline(always)]
    fn derivative<V: Real>(_: V, y: V, _: Parameters<V>) -> V {
        y
    }
}

/// Logarithm of the logistic function.
pub struct LogSigmoid;

impl Kernel for LogSigmoid {
    const SPEC: Spec =
        Spec { id: "log_sigmoid", aliases: &["logsigmoid"], family: Family::Exponential, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, _: Parameters<V>) -> V {
        x.min(V::zero()) - (-x.abs()).exp().ln_1p()
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, _: V, _: Parameters<V>) -> V {
        x.logistic(-V::one())
    }
}

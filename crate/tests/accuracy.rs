//! Elementary functions and activation functions against formulas in double precision, and derivatives against
//! differences.

#[path = "shared/facts.rs"]
mod facts;

use activation_lab::activation::{Activation, Dialect, Function, Kernel, Parameter, Parameters, Visitor};
use activation_lab::simd::Real;
use proptest::prelude::*;

/// Every `stride`-th finite `f32`, both signs, and the numbers at which formulas change.
fn samples(stride: usize) -> impl Iterator<Item = f32> {
    let positive = (0..0x7f80_0000_u32).step_by(stride).map(f32::from_bits);
    let special = [0.0, 0.625, 1.0, 2.5, 86.6, 87.0, 88.0, 88.72, 88.73, 104.0, 1e3, f32::MAX, f32::MIN_POSITIVE];
    positive.chain(special).flat_map(|x| [x, -x])
}

/// Distance in units in the last place of the exact value's f32.
fn ulps(got: f32, exact: f64) -> f64 {
    let rounded = exact as f32;
    if got == rounded || got.is_nan() && exact.is_nan() {
        return 0.0;
    }
    let magnitude = rounded.abs().max(f32::MIN_POSITIVE);
    let ulp = f64::from(f32::from_bits(magnitude.to_bits() + 1)) - f64::from(magnitude);
    (f64::from(got) - exact).abs() / ulp
}

/// Holds `f` to `limit` ulps of the exact function where that is a normal number.
fn assert_ulps(name: &str, limit: f64, f: fn(f32) -> f32, exact: fn(f64) -> f64) {
    let mut worst = (0.0, 0.0);
    for x in samples(997) {
        let expected = exact(f64::from(x));
        // Below 2⁻¹²⁴ exp gives 0, so that no subnormal arises; nothing is lost in 1e-37.
        if expected.abs() < 1e-37 {
            assert!(f64::from(f(x)).abs() < 1e-37, "{name}({x}) = {}", f(x));
            continue;
        }
        let error = ulps(f(x), expected);
        if error > worst.0 {
            worst = (error, x);
        }
    }
    println!("{name}: {:.2} ulp at {}", worst.0, worst.1);
    assert!(worst.0 <= limit, "{name}({}): {} ulp", worst.1, worst.0);
}

#[test]
fn elementary_functions_keep_their_stated_error() {
    assert_ulps("exp", 1.0, Real::exp, f64::exp);
    assert_ulps("tanh", 3.5, Real::tanh, f64::tanh);
    assert_ulps("exp_m1", 10.0, |x| Real::exp_m1(-x.abs()), |x| (-x.abs()).exp_m1());
    let mut worst = (0.0_f64, 0.0_f64);
    for x in samples(997).filter(|x| *x > -87.0) {
        let exact = sigmoid(f64::from(x));
        let error = (f64::from(Real::logistic(x, 1.0)) - exact).abs();
        worst = (worst.0.max(error), worst.1.max(error / exact));
    }
    println!("logistic: off by {:.2e}, by {:.2e} of itself", worst.0, worst.1);
    assert!(worst.0 <= 1.5e-7 && worst.1 <= 1e-5, "logistic: off by {worst:?}");
    let unit = 0.0..=1.0;
    for x in samples(997).filter(|x| unit.contains(x)) {
        assert!(ulps(Real::ln_1p(x), f64::from(x).ln_1p()) <= 2.0, "ln_1p({x})");
    }
    assert_ulps("atan", 3.0, Real::atan, f64::atan);
    for x in samples(997).filter(|x| x.abs() > 1e-10) {
        let exact = exact("tanh_shrink", &[], f64::from(x)).0;
        assert!((f64::from(Real::tanh_shrink(x)) / exact - 1.0).abs() <= 2e-6, "tanh_shrink({x})");
    }
    assert_ulps(
        "ln",
        1.0,
        |x| if x < f32::MIN_POSITIVE { 0.0 } else { Real::ln(x) },
        |x| {
            if x < f64::from(f32::MIN_POSITIVE) { 0.0 } else { x.ln() }
        },
    );
}

#[test]
fn sine_cosine_and_the_normal_distribution_keep_their_stated_error() {
    for x in samples(997) {
        let exact = f64::from(x);
        for (got, exact) in [(Real::sin(x), exact.sin()), (Real::cos(x), exact.cos())] {
            assert!(ulps(got, exact) <= 2.0 || (f64::from(got) - exact).abs() <= 1e-7, "{x}: {got}, exactly {exact}");
        }
        let cdf = 0.5 * libm::erfc(-exact / 2.0_f64.sqrt());
        let error = (f64::from(Real::normal_cdf(x)) - cdf).abs();
        assert!(error <= 3e-7 && (x >= 0.0 || cdf < 1e-36 || error <= 1e-5 * cdf), "{x}: off by {error}");
    }
}

#[test]
fn elementary_functions_at_the_edges() {
    assert_eq!(Real::exp(f32::NEG_INFINITY), 0.0);
    assert_eq!(Real::exp(f32::INFINITY), f32::INFINITY);
    assert_eq!(Real::exp(0.0_f32), 1.0);
    assert!(Real::exp(f32::NAN).is_nan());
    assert_eq!(Real::ln(0.0_f32), f32::NEG_INFINITY);
    assert_eq!(Real::ln(f32::INFINITY), f32::INFINITY);
    assert!(Real::ln(-1.0_f32).is_nan() && Real::ln(f32::NAN).is_nan());
    assert_eq!(Real::tanh(f32::NEG_INFINITY), -1.0);
    assert_eq!(Real::tanh(-0.0_f32).to_bits(), (-0.0_f32).to_bits());
    assert!(Real::tanh(f32::NAN).is_nan());
    assert_eq!(Real::logistic(f32::NEG_INFINITY, 1.0), 0.0);
    assert_eq!(Real::logistic(f32::INFINITY, 1.0), 1.0);
    assert!(Real::logistic(f32::NAN, 1.0).is_nan());
    assert_eq!(Real::exp_m1(f32::NEG_INFINITY), -1.0);
    assert_eq!(Real::exp_m1(0.0_f32), 0.0);
    assert!(Real::exp_m1(f32::NAN).is_nan());
}

/// Logistic function without cancellation in either tail.
fn sigmoid(x: f64) -> f64 {
    let e = (-x.abs()).exp();
    (if x < 0.0 { e } else { 1.0 }) / (1.0 + e)
}

fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// x · gate, whose limit is 0 where the gate shuts.
fn gated(x: f64, gate: f64) -> f64 {
    if gate == 0.0 { 0.0 } else { x * gate }
}

/// f and f′ at the parameters given, in double precision, from the formulas of the papers.
#[allow(clippy::too_many_lines, reason = "a table")]
fn exact(id: &str, p: &[f64], x: f64) -> (f64, f64) {
    let positive = f64::from(u8::from(x > 0.0));
    let inside = |low: f64, high: f64| f64::from(u8::from(low < x && x < high));
    let right_of = |at: f64, right: (f64, f64), left: (f64, f64)| if x > at { right } else { left };
    match id {
        "linear" => (x, 1.0),
        "sigmoid" | "softmax" => (sigmoid(x), sigmoid(x) * sigmoid(-x)),
        "hard_sigmoid" => ((p[0] * x + 0.5).clamp(0.0, 1.0), p[0] * inside(-0.5 / p[0], 0.5 / p[0])),
        "tanh" => (x.tanh(), x.cosh().recip().powi(2)),
        "softsign" => (x.signum() * (1.0 - 1.0 / (1.0 + x.abs())), (1.0 + x.abs()).powi(-2)),
        "relu" => (x.max(0.0), positive),
        "leaky_relu" | "prelu" => right_of(0.0, (x, 1.0), (gated(x, p[0]), p[0])),
        "elu" => right_of(0.0, (x, 1.0), (p[0] * x.exp_m1(), p[0] * x.exp())),
        "celu" => right_of(0.0, (x, 1.0), (p[0] * (x / p[0]).exp_m1(), (x / p[0]).exp())),
        "selu" => {
            let (scale, alpha) = (1.050_700_987_355_480_5, 1.673_263_242_354_377_2);
            right_of(0.0, (scale * x, scale), (scale * alpha * x.exp_m1(), scale * alpha * x.exp()))
        }
        "thresholded_relu" => right_of(p[0], (x, 1.0), (0.0, 0.0)),
        "threshold" => right_of(p[0], (x, 1.0), (p[1], 0.0)),
        "relu6" => (x.clamp(0.0, 6.0), inside(0.0, 6.0)),
        "softplus" => (softplus(p[0] * x) / p[0], sigmoid(p[0] * x)),
        "exponential" => (x.exp(), x.exp()),
        "silu" | "quick_gelu" => {
            let t = p.first().unwrap_or(&1.702) * x;
            (gated(x, sigmoid(t)), sigmoid(t) + gated(gated(t, sigmoid(t)), sigmoid(-t)))
        }
        "gelu" => {
            let cdf = 0.5 * libm::erfc(-x / 2.0_f64.sqrt());
            let density = (-0.5 * x * x).exp() / (2.0 * std::f64::consts::PI).sqrt();
            (gated(x, cdf), cdf + gated(x, density))
        }
        "gelu_tanh" => {
            let scale = (8.0 / std::f64::consts::PI).sqrt();
            let u = scale * (x + 0.044_715 * x.powi(3));
            let slope = scale * (1.0 + 3.0 * 0.044_715 * x * x);
            (gated(x, sigmoid(u)), sigmoid(u) + gated(x * slope, sigmoid(u) * sigmoid(-u)))
        }
        "mish" => {
            let gate = softplus(x).tanh();
            (gated(x, gate), gate + gated(x, sigmoid(x) * softplus(x).cosh().powi(-2)))
        }
        "hard_silu" => {
            let slope = if x >= 3.0 { 1.0 } else { gated((2.0 * x + 3.0) / 6.0, inside(-3.0, 3.0)) };
            (gated(x, (x / 6.0 + 0.5).clamp(0.0, 1.0)), slope)
        }
        "hard_tanh" => (x.clamp(p[0], p[1]), inside(p[0], p[1])),
        "log_sigmoid" => (-softplus(-x), sigmoid(-x)),
        "soft_shrink" => (x.signum() * (x.abs() - p[0]).max(0.0), f64::from(u8::from(x.abs() > p[0]))),
        "hard_shrink" => right_of(p[0], (x, 1.0), if x < -p[0] { (x, 1.0) } else { (0.0, 0.0) }),
        "tanh_shrink" => {
            // The series where the difference cancels.
            let z = x * x;
            let series = x * z * (1.0 / 3.0 - z * (2.0 / 15.0 - z * (17.0 / 315.0 - z * 62.0 / 2835.0)));
            (if x.abs() < 0.02 { series } else { x - x.tanh() }, x.tanh().powi(2))
        }
        "squareplus" => {
            let root = x.hypot(p[0].sqrt());
            let value = if x > 0.0 { f64::midpoint(x, root) } else { 0.5 * p[0] / (root - x) };
            (value, if x.is_infinite() { positive } else { 0.5 + 0.5 * x / root })
        }
        "sparse_plus" => {
            (if x >= 1.0 { x } else { 0.25 * (x.max(-1.0) + 1.0).powi(2) }, (0.5 * (x + 1.0)).clamp(0.0, 1.0))
        }
        "sparse_sigmoid" => ((0.5 * x + 0.5).clamp(0.0, 1.0), 0.5 * inside(-1.0, 1.0)),
        "arctan" => (x.atan(), (1.0 + x * x).recip()),
        "sin" => (x.sin(), x.cos()),
        "gaussian" => ((-x * x).exp(), gated(-2.0 * x, (-x * x).exp())),
        "snake" => {
            // Beyond 10⁹ what is added is lost in rounding, and the slope is held.
            let near = x.clamp(-1e9, 1e9);
            (x + (p[0] * near).sin().powi(2) / p[0], 1.0 + (2.0 * p[0] * near).sin())
        }
        "isru" => {
            let value = if x == 0.0 { 0.0 } else { x.signum() / (p[0] + 1.0 / (x * x)).sqrt() };
            (value, (1.0 + p[0] * x * x).powf(-1.5))
        }
        "isrlu" => right_of(0.0, (x, 1.0), exact("isru", p, x)),
        "bent_identity" => {
            let root = x.hypot(1.0);
            let value = if x.is_infinite() { x } else { 0.5 * x * (x / (root + 1.0)) + x };
            (value, if x.is_infinite() { 1.0 + 0.5 * x.signum() } else { 1.0 + 0.5 * x / root })
        }
        "lecun_tanh" => {
            let t = x * 2.0 / 3.0;
            (1.7159 * t.tanh(), 1.7159 * 2.0 / 3.0 * t.cosh().powi(-2))
        }
        "relu_squared" => (x.max(0.0).powi(2), 2.0 * x.max(0.0)),
        _ => panic!("{id} needs a formula here"),
    }
}

/// Within 4 units in the last place or 1e-6, whichever is larger.
fn near(got: f32, exact: f64) -> bool {
    ulps(got, exact) <= 4.0 || (f64::from(got) - exact).abs() <= 1e-6
}

/// Sets of parameters for a function: the defaults, then two others inside the bounds.
fn parameter_sets(function: Function) -> Vec<Vec<(&'static str, f64)>> {
    let at = |share: Option<f64>| {
        let value = |p: &Parameter| share.map_or(p.default, |share| p.min + share * (p.max - p.min));
        function.spec().parameters.iter().map(|p| (p.name, value(p))).collect()
    };
    let count = if function.spec().parameters.is_empty() { 1 } else { 3 };
    [None, Some(0.15), Some(0.8)].into_iter().take(count).map(at).collect()
}

/// Where f or f′ jumps, at the parameters given.
fn kinks(function: Function, p: &[f64]) -> Vec<f64> {
    match function {
        Function::HardSigmoid => vec![-0.5 / p[0], 0.5 / p[0]],
        Function::ThresholdedRelu | Function::Threshold => vec![p[0]],
        Function::HardTanh => p.to_vec(),
        Function::SoftShrink | Function::HardShrink => vec![-p[0], p[0]],
        // Its two sides meet smoothly at the default alone.
        Function::Elu => vec![0.0],
        _ => facts::numbers(&facts::of(function)["kinks"]),
    }
}

#[test]
fn functions_and_derivatives_agree_with_double_precision() {
    for &function in Function::ALL {
        let id = function.spec().id;
        for set in parameter_sets(function) {
            let activation = Activation::new(id, Dialect::default(), set.iter().copied()).unwrap();
            // The parameters as the kernel has them.
            let p: Vec<f64> = set.iter().map(|(_, value)| f64::from(*value as f32)).collect();
            let kinks = kinks(function, &p);
            for x in samples(9973) {
                // A large angle times a parameter is rounded before its sine is taken.
                if id == "snake" && x.abs() > 1.0 {
                    continue;
                }
                let (y, slope) = activation.at(x);
                let (exact_y, exact_slope) = exact(id, &p, f64::from(x));
                // Rounding moves a kink by a few units in the last place.
                let at_kink = kinks.iter().any(|&kink| (f64::from(x) - kink).abs() <= 1e-6 * kink.abs());
                assert!(at_kink || near(y, exact_y), "{id}({x}) = {y}, exactly {exact_y}, {set:?}");
                assert!(at_kink || near(slope, exact_slope), "{id}'({x}) = {slope}, exactly {exact_slope}, {set:?}");
            }
        }
    }
}

#[test]
fn limits_kinks_and_nan() {
    for &function in Function::ALL {
        let spec = function.spec();
        let activation = Activation::from(function);
        let at = |x| activation.at(x);
        let defaults = &activation.parameters.map(f64::from)[..spec.parameters.len()];
        for x in [f32::NEG_INFINITY, f32::INFINITY] {
            // A sine has no limit, and snake's slope is made of one.
            if !["sin", "snake"].contains(&spec.id) {
                let ((y, slope), (limit, slope_limit)) = (at(x), exact(spec.id, defaults, f64::from(x)));
                assert!(near(y, limit), "{}({x}) = {y}, in the limit {limit}", spec.id);
                assert!(near(slope, slope_limit), "{}'({x}) = {slope}, in the limit {slope_limit}", spec.id);
            }
        }
        assert!(at(f32::NAN).0.is_nan(), "{}", spec.id);
        assert!(at(f32::NAN).1.is_nan() || spec.id == "linear", "{}'", spec.id);
    }
    assert_eq!(Activation::from(Function::Relu).at(0.0), (0.0, 0.0));
    assert_eq!(Activation::from(Function::HardSigmoid).at(-2.5), (0.0, 0.0));
    assert_eq!(Activation::from(Function::HardSigmoid).at(2.5), (1.0, 0.0));
}

/// Largest difference of f′ and of each ∂f/∂p from central differences in double precision.
struct Differences {
    x: f64,
    p: Parameters<f64>,
}

impl Visitor for Differences {
    type Output = f64;
    fn visit<K: Kernel>(self) -> f64 {
        let Self { x, p } = self;
        // Balances truncation against the rounding of f64.
        let h = 1e-5;
        let y = K::forward(x, p);
        let slope = (K::forward(x + h, p) - K::forward(x - h, p)) / (2.0 * h);
        let mut worst = (K::derivative(x, y, p) - slope).abs();
        for index in 0..K::SPEC.parameters.len() {
            // f bends the more in a parameter, the smaller it is: softplus, snake.
            let h = h * p[index].abs().max(1e-2);
            let moved = |h: f64| {
                let mut p = p;
                p[index] += h;
                K::forward(x, p)
            };
            let slope = (moved(h) - moved(-h)) / (2.0 * h);
            worst = worst.max((K::parameter_gradient(index, x, y, p) - slope).abs());
        }
        worst
    }
}

proptest! {
    #[test]
    fn derivatives_agree_with_differences(x in -8.0..8.0_f64, position in 0.0..1.0_f64) {
        for &function in Function::ALL {
            let mut p = [0.0; 2];
            for (value, parameter) in p.iter_mut().zip(function.spec().parameters) {
                *value = parameter.min + position * (parameter.max - parameter.min);
            }
            // A kink between the two points of a difference spoils it.
            let parameters = &p[..function.spec().parameters.len()];
            // Where only f″ jumps, a difference is off by about its step.
            let bends = match function {
                Function::Softsign | Function::Celu | Function::ReluSquared => vec![0.0],
                Function::SparsePlus => vec![-1.0, 1.0],
                _ => kinks(function, parameters),
            };
            if bends.iter().any(|bend| (x - bend).abs() < 1e-2) {
                continue;
            }
            let difference = function.accept(Differences { x, p });
            // f's own rounding, divided by the step, and the third derivative: of snake, the cube of its frequency.
            let y = exact(function.spec().id, parameters, x).0;
            prop_assert!(difference < 1e-7 * (1.0 + y.abs()), "{}: {difference} at {x}, {p:?}", function.spec().id);
        }
    }

    #[test]
    fn values_stay_in_the_stated_range(x in any::<f32>()) {
        for &function in Function::ALL {
            let range = &facts::of(function)["range"];
            let (min, max) = (range["min"].as_f64(), range["max"].as_f64());
            let (y, _) = Activation::from(function).at(x);
            // A bound is rounded as the value is.
            let above = min.is_none_or(|min| y >= min as f32 - 1e-6);
            prop_assert!(y.is_nan() || above, "{}({x}) = {y}", function.spec().id);
            prop_assert!(y.is_nan() || max.is_none_or(|max| y <= max as f32), "{}({x}) = {y}", function.spec().id);
        }
    }
}

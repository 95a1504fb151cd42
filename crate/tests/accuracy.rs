//! Elementary functions and activation functions against formulas in double precision, and derivatives against
//! differences.

use activation_lab::activation::{Activation, Function, Kernel, Parameters, Visitor};
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
    assert_ulps("tanh", 2.0, Real::tanh, f64::tanh);
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
}

/// f and f′ in double precision, written independently of the kernels.
fn exact(id: &str, x: f64) -> (f64, f64) {
    match id {
        "linear" => (x, 1.0),
        "sigmoid" => {
            let e = (-x.abs()).exp();
            (if x < 0.0 { e } else { 1.0 } / (1.0 + e), e / (1.0 + e).powi(2))
        }
        "hard_sigmoid" => {
            let slope = f64::from(0.2_f32);
            let inside = (-0.5..0.5).contains(&(slope * x));
            ((slope * x + 0.5).clamp(0.0, 1.0), if inside { slope } else { 0.0 })
        }
        "tanh" => (x.tanh(), x.cosh().recip().powi(2)),
        "softsign" => (x.signum() * (1.0 - 1.0 / (1.0 + x.abs())), (1.0 + x.abs()).powi(-2)),
        "relu" => {
            if x > 0.0 {
                (x, 1.0)
            } else {
                (0.0, 0.0)
            }
        }
        _ => panic!("{id} needs a formula here"),
    }
}

#[test]
fn functions_and_derivatives_agree_with_double_precision() {
    for &function in Function::ALL {
        let spec = function.spec();
        let activation = Activation::from(function);
        for x in samples(9973) {
            let (y, slope) = activation.at(x);
            let (exact_y, exact_slope) = exact(spec.id, f64::from(x));
            let near = |got: f32, exact: f64| ulps(got, exact) <= 4.0 || (f64::from(got) - exact).abs() <= 1e-6;
            assert!(near(y, exact_y), "{}({x}) = {y}, exactly {exact_y}", spec.id);
            // Rounding moves a kink by a few units in the last place.
            let at_kink = spec.kinks.iter().any(|&kink| (f64::from(x) - kink).abs() <= 1e-6 * kink.abs());
            assert!(at_kink || near(slope, exact_slope), "{}'({x}) = {slope}, exactly {exact_slope}", spec.id);
        }
    }
}

#[test]
fn limits_kinks_and_nan() {
    for &function in Function::ALL {
        let spec = function.spec();
        let at = |x| Activation::from(function).at(x);
        let limit = |end: Option<f32>, infinite| end.unwrap_or(infinite);
        assert_eq!(
            at(f32::NEG_INFINITY).0,
            limit(spec.range.min.map(|min| min as f32), f32::NEG_INFINITY),
            "{}",
            spec.id
        );
        assert_eq!(at(f32::INFINITY).0, limit(spec.range.max.map(|max| max as f32), f32::INFINITY), "{}", spec.id);
        assert!(!at(f32::INFINITY).1.is_nan() && !at(f32::NEG_INFINITY).1.is_nan(), "{}", spec.id);
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
            let kinks: Vec<f64> = match function {
                Function::HardSigmoid => vec![-0.5 / p[0], 0.5 / p[0]],
                _ => function.spec().kinks.to_vec(),
            };
            prop_assume!(kinks.iter().all(|kink| (x - kink).abs() > 1e-2));
            let difference = function.accept(Differences { x, p });
            prop_assert!(difference < 1e-8, "{}: {difference} at {x}, {p:?}", function.spec().id);
        }
    }

    #[test]
    fn values_stay_in_the_stated_range(x in any::<f32>()) {
        for &function in Function::ALL {
            let range = function.spec().range;
            let y = f64::from(Activation::from(function).at(x).0);
            prop_assert!(x.is_nan() || range.min.is_none_or(|min| y >= min) && range.max.is_none_or(|max| y <= max));
        }
    }
}

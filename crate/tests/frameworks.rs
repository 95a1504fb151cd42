//! The catalogue against the frameworks: values and slopes that Keras 3 and PyTorch computed (`goldens/make.py`), and
//! the facts collected from their sources and from the papers (`goldens/FRAMEWORKS.md`).

use activation_lab::activation::{Activation, Dialect, Function, Kernel, Visitor};
use serde_json::Value;

fn goldens(text: &str) -> Value {
    serde_json::from_str(text).expect("a golden file is JSON")
}

/// A number, or a string for the numbers that JSON lacks.
fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| value.as_str().expect("a number").parse().expect("inf, -inf or nan"))
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("an array").iter().map(number).collect()
}

fn near(got: f32, expected: f64) -> bool {
    let error = (f64::from(got) - expected).abs();
    error <= 1e-6 || error <= 1e-6 * expected.abs() || got == expected as f32
}

#[test]
fn values_and_slopes_are_those_of_keras_and_pytorch() {
    let goldens = goldens(include_str!("goldens/activations.json"));
    let mut checked = Vec::new();
    for case in goldens["cases"].as_array().expect("cases") {
        let id = case["id"].as_str().expect("an id");
        if Function::from_id(id).is_err() {
            continue;
        }
        let params: Vec<_> = case["params"].as_object().expect("params").iter().collect();
        let activation =
            Activation::new(id, Dialect::default(), params.iter().map(|(name, value)| (name.as_str(), number(value))))
                .expect("legal");
        let kinks = numbers(&case["kinks"]);
        let (call, x) = (&case["call"], numbers(&case["x"]));
        for ((&x, y), dy) in x.iter().zip(numbers(&case["y"])).zip(numbers(&case["dy"])) {
            let (got, slope) = activation.at(x as f32);
            assert!(near(got, y), "{call} at {x}: {got}, there {y}");
            // At a kink the slope is a choice: the frameworks', which ours follows, or the backend's (keras-kink-backend).
            assert!(near(slope, dy) || kinks.contains(&x) && id != "relu", "{call}' at {x}: {slope}, there {dy}");
        }
        checked.push(id);
    }
    for id in ["linear", "sigmoid", "hard_sigmoid", "tanh", "softsign", "relu"] {
        assert_eq!(checked.iter().filter(|&&c| c == id).count(), 2, "{id} in Keras and in PyTorch");
    }
}

#[test]
fn facts_are_those_collected() {
    let facts = goldens(include_str!("goldens/facts.json"));
    for function in Function::ALL {
        let spec = function.spec();
        let fact = facts.as_array().expect("facts").iter().find(|fact| fact["id"] == spec.id).expect(spec.id);
        let ours = serde_json::to_value(spec).expect("a spec is JSON");
        for field in ["family", "formula", "derivative", "aliases"] {
            assert_eq!(ours[field], fact[field], "{}: {field}", spec.id);
        }
        for field in ["min", "max"] {
            let (ours, fact) = (&ours["range"][field], &fact["range"][field]);
            assert_eq!(ours.as_f64(), fact.as_f64(), "{}: range {field}", spec.id);
        }
        for field in ["min_closed", "max_closed"] {
            assert_eq!(ours["range"][field], fact["range"][field], "{}: {field}", spec.id);
        }
        assert_eq!(numbers(&ours["kinks"]), numbers(&fact["kinks"]), "{}: kinks", spec.id);
        let parameters = fact["parameters"].as_array().expect("parameters");
        assert_eq!(spec.parameters.len(), parameters.len(), "{}", spec.id);
        for (ours, fact) in spec.parameters.iter().zip(parameters) {
            assert_eq!(ours.name, fact["name"]);
            let ours = [ours.default, ours.min, ours.max, ours.step];
            assert_eq!(ours, ["default", "min", "max", "step"].map(|key| number(&fact[key])), "{}", spec.id);
        }
    }
}

/// E[f′(z)²] for z from a standard normal distribution, by the midpoint rule in double precision.
struct MeanSquaredSlope;

impl Visitor for MeanSquaredSlope {
    type Output = f64;
    fn visit<K: Kernel>(self) -> f64 {
        let mut p = [0.0; 2];
        for (value, parameter) in p.iter_mut().zip(K::SPEC.parameters) {
            *value = parameter.default;
        }
        // Beyond ±10 the density is below 1e-22.
        let step = 1e-4;
        let term = |i: i32| {
            let z = -10.0 + (f64::from(i) + 0.5) * step;
            let density = (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
            K::derivative(z, K::forward(z, p), p).powi(2) * density * step
        };
        (0..200_000).map(term).sum()
    }
}

#[test]
fn mean_squared_slopes_are_those_computed_elsewhere() {
    let facts = goldens(include_str!("goldens/facts.json"));
    for function in Function::ALL {
        let id = function.spec().id;
        let fact = facts.as_array().expect("facts").iter().find(|fact| fact["id"] == id).expect(id);
        let (ours, theirs) = (function.accept(MeanSquaredSlope), number(&fact["mean_squared_slope"]));
        // A jump of f′ costs the midpoint rule up to one step.
        assert!((ours - theirs).abs() < 1e-4, "{id}: {ours}, elsewhere {theirs}");
    }
}

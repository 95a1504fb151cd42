//! The catalogue against the frameworks: values and slopes that Keras 3 and PyTorch computed (`goldens/make.py`).

#[path = "shared/facts.rs"]
mod facts;

use activation_lab::activation::{Activation, Dialect};
use facts::{number, numbers};
use serde_json::Value;

fn goldens(text: &str) -> Value {
    serde_json::from_str(text).expect("a golden file is JSON")
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
        let params: Vec<_> = case["params"].as_object().expect("params").iter().collect();
        let activation =
            Activation::new(id, Dialect::default(), params.iter().map(|(name, value)| (name.as_str(), number(value))))
                .expect("legal");
        let (call, x) = (&case["call"], numbers(&case["x"]));
        checked.push(id);
        if id == "softmax" {
            // A row, and the gradient that it passes on.
            let x: Vec<_> = x.iter().map(|&x| x as f32).collect();
            let (mut y, mut dx) = (vec![0.0; x.len()], numbers(&case["upstream"]));
            let mut dx: Vec<_> = dx.iter_mut().map(|g| *g as f32).collect();
            activation.forward_rows(x.len(), &x, &mut y);
            activation.backward_rows(x.len(), &x, &y, &mut dx);
            let expected = numbers(&case["y"]).into_iter().zip(numbers(&case["dy"]));
            for ((y, dx), (expected_y, expected_dx)) in y.into_iter().zip(dx).zip(expected) {
                assert!(
                    near(y, expected_y) && near(dx, expected_dx),
                    "{call}: {y} {dx}, there {expected_y} {expected_dx}"
                );
            }
            continue;
        }
        let kinks = numbers(&case["kinks"]);
        for ((&x, y), dy) in x.iter().zip(numbers(&case["y"])).zip(numbers(&case["dy"])) {
            let (got, slope) = activation.at(x as f32);
            assert!(near(got, y), "{call} at {x}: {got}, there {y}");
            // At a kink the slope is a choice: the frameworks', which ours follows, or the backend's (keras-kink-backend).
            assert!(near(slope, dy) || kinks.contains(&x) && id != "relu", "{call}' at {x}: {slope}, there {dy}");
        }
    }
    for id in ["linear", "sigmoid", "hard_sigmoid", "tanh", "softsign", "relu"] {
        assert_eq!(checked.iter().filter(|&&c| c == id).count(), 2, "{id} in Keras and in PyTorch");
    }
}

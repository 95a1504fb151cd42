//! What a step carries through the layers, against PyTorch, against the step itself, and against what mean-field theory
//! foretells of it.

mod shared;

use activation_lab::activation::{Activation, Function};
use activation_lab::nn::mean_field::{Foretold, MeanField};
use activation_lab::nn::{Hidden, Initializer, Mlp};
use activation_lab::rng::{Rng, Stream};
use activation_lab::train::{Moments, RawConfig, Signal, TrainConfig, Trainer};
use serde_json::Value;

fn hidden(id: &str) -> Hidden {
    Hidden { activation: Activation::from(Function::from_id(id).unwrap()), learn: [None; 2] }
}

/// As in `goldens/layers.py`: exact in single precision, from -0.5 to 0.5.
fn noise(start: u64) -> impl Iterator<Item = f32> {
    (start..).map(|index| ((index * 2_654_435_761) % (1 << 32) / 65_536) as f32 / 65_536.0 - 0.5)
}

#[test]
fn norms_and_moments_are_those_of_pytorch() {
    let golden: Value = serde_json::from_str(include_str!("goldens/layers.json")).expect("JSON");
    let runs = golden["runs"].as_object().expect("runs");
    assert_eq!(runs.len(), 4);
    let mut sizes = [16; 12];
    (sizes[0], sizes[11]) = (20, 10);
    for (id, run) in runs {
        let mut network = Mlp::new(&sizes, &[hidden(id); 10], Initializer::Zeros, 1);
        let mut values = noise(1);
        for layer in &mut network.layers {
            let scale = (run["gain"].as_f64().unwrap() * (12.0 / layer.weights.nrows() as f64).sqrt()) as f32;
            layer.weights.mapv_inplace(|_| values.next().unwrap() * scale);
            layer.bias.mapv_inplace(|_| values.next().unwrap() * 0.25);
        }
        let mut work = network.workspace(32);
        let mut pixels = noise(100_000).map(|value| 4.0 * value);
        for _ in 0..32 {
            work.images().push((0..20).zip(&mut pixels));
        }
        let labels: Vec<u8> = (0..32).map(|image| image * 7 % 10).collect();
        let before = network.clone();
        let mut signal = Signal::new(&network);
        let loss = signal.measure(&mut network, &labels, &mut work) / 32.0;
        assert_eq!(network, before, "{id}");
        let near = |found: f64, expected: &Value, scale: f64, what: &str| {
            let expected = expected.as_f64().expect(what);
            assert!((found - expected).abs() <= 1e-4 * scale.max(expected.abs()), "{id}, {what}: {found} {expected}");
        };
        near(loss, &run["loss"], 0.0, "loss");
        let expected = run["layers"].as_array().expect("layers");
        assert_eq!(expected.len(), signal.layers().len());
        for (index, (found, expected)) in signal.layers().iter().zip(expected).enumerate() {
            let moments = |found: Option<Moments>, expected: &Value, what: &str| {
                let Some(Moments { mean, variance }) = found else { return assert!(expected.is_null(), "{id} {what}") };
                near(variance, &expected["variance"], 0.0, what);
                // Against the size of the numbers: a mean may be about 0.
                near(mean, &expected["mean"], variance.sqrt(), what);
            };
            moments(found.pre_activations, &expected["pre_activations"], &format!("pre-activations {index}"));
            moments(found.activations, &expected["activations"], &format!("activations {index}"));
            let (gradient, expected) = (found.gradient.expect("a finite loss"), &expected["gradient"]);
            near(gradient.weights, &expected["weights"], 0.0, &format!("weights {index}"));
            near(gradient.biases, &expected["biases"], 0.0, &format!("biases {index}"));
            near(gradient.pre_activations, &expected["pre_activations"], 0.0, &format!("sums {index}"));
            assert_eq!(found.update_to_weight, None);
        }
    }
}

fn trainer(config: &RawConfig) -> Trainer {
    Trainer::new(TrainConfig::try_from(config).unwrap(), shared::synthetic()).unwrap()
}

/// Observed in every step, at times, or never: the same weights, under every rule that treats gradients in another way.
#[test]
fn observing_changes_no_bit() {
    let base = || RawConfig { learning_rate: 0.01, ..shared::config("tanh") };
    let learn = vec![("alpha".to_owned(), "unit".to_owned())];
    for config in [
        base(),
        RawConfig { optimizer: "adam".to_owned(), ..base() },
        RawConfig { global_clipnorm: Some(0.1), dropout: Some(0.3), ..base() },
        RawConfig { activation: "elu".to_owned(), learn, weight_decay: Some(0.1), ..base() },
        RawConfig { augmentation: Some(1.0), batch_size: 300, validation_split: Some(0.2), ..base() },
        RawConfig { activation: "softmax".to_owned(), hidden: vec![], ..base() },
    ] {
        let (mut plain, mut observed) = (trainer(&config), trainer(&config));
        while !plain.train_batches(3).unwrap().done {}
        let mut signal = Signal::new(observed.network());
        let mut steps = 0;
        loop {
            let before = observed.network().clone();
            let progress = observed.observe_batch(&mut signal).unwrap();
            steps += 1;
            for ((layer, before), after) in signal.layers().iter().zip(&before.layers).zip(&observed.network().layers) {
                let square = |values: &mut dyn Iterator<Item = f64>| values.map(|value| value * value).sum::<f64>();
                let weights = square(&mut before.weights.iter().map(|&w| f64::from(w)));
                let pairs = before.weights.iter().zip(&after.weights);
                let change = square(&mut pairs.map(|(b, a)| f64::from(*b) - f64::from(*a)));
                let (found, expected) = (layer.update_to_weight.unwrap(), (change / weights).sqrt());
                assert!((found / expected - 1.0).abs() < 1e-9 && found > 0.0, "{found} {expected}");
            }
            if progress.done || steps % 3 == 0 && observed.train_batches(1).unwrap().done {
                break;
            }
        }
        assert_eq!(plain.weights_hash(), observed.weights_hash(), "{config:?}");
    }
}

/// A way without asking: plain descent with a rate of 2⁵⁰ leaves nothing of the weights before it.
#[test]
fn gradients_are_those_of_a_huge_step() {
    for id in ["tanh", "relu", "sigmoid"] {
        let mut config = RawConfig { hidden: vec![16; 6], ..shared::config(id) };
        let mut observed = trainer(&config);
        let mut signal = Signal::new(observed.network());
        observed.observe_batch(&mut signal).unwrap();
        config.learning_rate = f64::from(2.0_f32.powi(50));
        let mut huge = trainer(&config);
        let before = huge.network().clone();
        // Such weights are reported as diverged at the next step.
        let _ = huge.train_batches(1);
        let norms: Vec<f64> = (huge.network().layers.iter().zip(&before.layers))
            .map(|(after, before)| {
                let change = after.weights.iter().zip(&before.weights).map(|(a, b)| f64::from(*a) - f64::from(*b));
                change.map(|change| (change / 2.0_f64.powi(50)).powi(2)).sum::<f64>().sqrt()
            })
            .collect();
        for (layer, norm) in signal.layers().iter().zip(&norms) {
            let found = layer.gradient.unwrap().weights;
            assert!((found / norm - 1.0).abs() < 1e-5, "{id}: {found} {norm}");
        }
        let ratio = signal.weight_ratio().unwrap();
        assert!((ratio / (norms[0] / norms[5]) - 1.0).abs() < 1e-5, "{id}: {ratio}");
    }
}

/// A trace of a step's images, before it, has the numbers that the step was measured by; and traces, of which there may be any
/// number, change nothing.
#[test]
fn a_trace_is_the_step_and_leaves_no_trace() {
    for config in [
        RawConfig { hidden: vec![12, 9], ..shared::config("tanh") },
        RawConfig { hidden: vec![12, 9], hidden_bias: Some(-0.5), ..shared::config("softmax") },
        RawConfig {
            learn: vec![("negative_slope".to_owned(), "unit".to_owned())],
            dropout: Some(0.4),
            ..shared::config("prelu")
        },
    ] {
        let (mut plain, mut traced) = (trainer(&config), trainer(&config));
        plain.train_batches(5).unwrap();
        assert!(traced.last_batch().is_empty());
        let mut signal = Signal::new(traced.network());
        for _ in 0..5 {
            let mut next = trainer(&config);
            let progress = traced.observe_batch(&mut signal).unwrap();
            let images = traced.last_batch().to_vec();
            next.train_batches(progress.batch.max(1) - 1).unwrap();
            let trace = next.trace(&images).unwrap();
            traced.trace(&[3]).unwrap();
            if config.dropout.is_some() {
                continue;
            }
            assert!((trace.loss - signal.loss().unwrap()).abs() < 1e-6);
            for (layer, found) in trace.layers.iter().zip(signal.layers()) {
                let length = |values: &[f32]| values.iter().map(|&v| f64::from(v).powi(2)).sum::<f64>().sqrt();
                let expected = found.gradient.unwrap();
                for (found, expected) in [
                    (layer.weight_gradient, expected.weights),
                    (layer.bias_gradient, expected.biases),
                    (length(&layer.deltas), expected.pre_activations),
                ] {
                    assert!((found / expected - 1.0).abs() < 1e-5, "{found} {expected}");
                }
            }
        }
        assert_eq!(plain.weights_hash(), traced.weights_hash());
    }
}

/// Slopes, gradients and probabilities of one image against differences of the loss and of f.
#[test]
fn a_trace_is_what_differences_say() {
    let config = RawConfig { hidden: vec![7, 6], ..shared::config("gelu") };
    let mut trainer = trainer(&config);
    trainer.train_batches(20).unwrap();
    let trace = trainer.trace(&[4]).unwrap();
    let gelu = |z: f64| {
        let mut y = [0.0_f32];
        Activation::from(Function::from_id("gelu").unwrap()).forward(&[z as f32], &mut y);
        f64::from(y[0])
    };
    for layer in &trace.layers[..2] {
        for ((&z, &y), &slope) in layer.pre_activations.iter().zip(&layer.activations).zip(&layer.slopes) {
            let z = f64::from(z);
            assert!((gelu(z) - f64::from(y)).abs() < 1e-6);
            assert!(((gelu(z + 1e-2) - gelu(z - 1e-2)) / 2e-2 - f64::from(slope)).abs() < 1e-3);
        }
    }
    let output = &trace.layers[2];
    assert!((output.activations.iter().sum::<f32>() - 1.0).abs() < 1e-5 && output.slopes.is_empty());
    let label = usize::from(trainer.dataset().train().labels()[4]);
    assert!((-f64::from(output.activations[label]).ln() - trace.loss).abs() < 1e-5);
    // The loss as the first layer's z moves, from there on in double precision.
    let network = trainer.network().clone();
    let loss = |z: &[f64]| {
        let mut y: Vec<f64> = z.iter().map(|&z| gelu(z)).collect();
        for (index, layer) in network.layers.iter().enumerate().skip(1) {
            let sums = (0..layer.bias.len()).map(|unit| {
                let along = y.iter().zip(layer.weights.column(unit)).map(|(y, &w)| y * f64::from(w));
                along.sum::<f64>() + f64::from(layer.bias[unit])
            });
            let sums: Vec<f64> = sums.collect();
            y = if index < 2 { sums.iter().map(|&z| gelu(z)).collect() } else { sums };
        }
        y.iter().map(|z| z.exp()).sum::<f64>().ln() - y[label]
    };
    let z: Vec<f64> = trace.layers[0].pre_activations.iter().map(|&z| f64::from(z)).collect();
    for (unit, &delta) in trace.layers[0].deltas.iter().enumerate() {
        let moved = |by: f64| {
            loss(&z.iter().enumerate().map(|(u, z)| z + if u == unit { by } else { 0.0 }).collect::<Vec<_>>())
        };
        let expected = (moved(1e-2) - moved(-1e-2)) / 2e-2;
        assert!((expected - f64::from(delta)).abs() < 1e-3, "{unit}: {expected} {delta}");
    }
    // ∂L/∂x = W δ.
    let gradient = trace.input_gradient.unwrap();
    for (pixel, found) in gradient.iter().enumerate() {
        let row = network.layers[0].weights.row(pixel);
        let expected: f32 = row.iter().zip(&trace.layers[0].deltas).map(|(w, delta)| w * delta).sum();
        assert!((found - expected).abs() < 1e-6);
    }
    assert!(trainer.trace(&[4, 5]).unwrap().input_gradient.is_none());
    for (images, message) in [
        (vec![], "number of images: got 0, expected 1 to 128"),
        (vec![0; 129], "number of images: got 129, expected 1 to 128"),
        (vec![0, 100_000], "index of a training image: got 100000, expected below"),
    ] {
        assert!(trainer.trace(&images).unwrap_err().to_string().contains(message));
    }
}

#[test]
fn hidden_biases_start_where_they_are_told() {
    let plain = trainer(&RawConfig { hidden: vec![5, 4], initializer: "pytorch".to_owned(), ..shared::config("relu") });
    let config = RawConfig {
        hidden_bias: Some(-0.75),
        ..RawConfig { hidden: vec![5, 4], initializer: "pytorch".to_owned(), ..shared::config("relu") }
    };
    let lowered = trainer(&config);
    for (index, (plain, lowered)) in plain.network().layers.iter().zip(&lowered.network().layers).enumerate() {
        assert_eq!(plain.weights, lowered.weights);
        let shift = if index < 2 { -0.75 } else { 0.0 };
        assert_eq!(&plain.bias + shift, lowered.bias);
    }
}

/// Two units and two images, by hand: `z = (±1, 3)`.
#[test]
fn moments_are_over_units_and_images() {
    let mut network = Mlp::new(&[1, 2, 10], &[hidden("relu")], Initializer::Zeros, 1);
    network.layers[0].weights.assign(&ndarray::arr2(&[[2.0, 0.0]]));
    network.layers[0].bias.assign(&ndarray::arr1(&[-1.0, 3.0]));
    let mut work = network.workspace(2);
    let mut signal = Signal::new(&network);
    for _ in 0..2 {
        // The second time is measured anew.
        work.images().clear();
        work.images().push(std::iter::empty());
        work.images().push([(0, 1.0)].into_iter());
        signal.measure(&mut network, &[0, 1], &mut work);
    }
    assert_eq!(signal.layers()[0].pre_activations, Some(Moments { mean: 1.5, variance: 2.75 }));
    assert_eq!(signal.layers()[0].activations, Some(Moments { mean: 1.75, variance: 1.6875 }));
    assert_eq!((signal.input_square(), signal.weight_ratio()), (0.5, None));
}

#[test]
fn what_is_not_finite_is_not_told() {
    let mut network = Mlp::new(&[3, 4, 4, 10], &[hidden("linear"); 2], Initializer::HeNormal, 1);
    network.layers[1].weights.fill(1e30);
    network.layers[2].weights.fill(1e30);
    let mut work = network.workspace(1);
    work.images().push([(0, 1.0)].into_iter());
    let mut signal = Signal::new(&network);
    assert!(!signal.measure(&mut network, &[0], &mut work).is_finite());
    let layers = signal.layers();
    assert!(layers[0].pre_activations.is_some() && layers[0].gradient.is_none());
    assert!(layers[2].pre_activations.is_none() && signal.weight_ratio().is_none() && signal.delta_ratio().is_none());
}

/// Hidden layers of a fresh network with this many units, foretold and measured for the mean image of a batch.
fn compare(id: &str, initializer: Initializer, depth: usize, units: usize, seed: u32) -> (Vec<Foretold>, Signal) {
    let mut sizes = vec![units; depth + 2];
    (sizes[0], sizes[depth + 1]) = (196, 10);
    let hidden = vec![hidden(id); depth];
    let mut network = Mlp::new(&sizes, &hidden, initializer, seed);
    let mut work = network.workspace(32);
    let mut rng = Rng::new(seed, Stream::Bench);
    for _ in 0..32 {
        work.images().push((0..196).map(|pixel| (pixel, rng.symmetric(1.0))));
    }
    let labels: Vec<u8> = (0..32).map(|image| image % 10).collect();
    let mut signal = Signal::new(&network);
    signal.measure(&mut network, &labels, &mut work);
    (MeanField::default().foretell(&sizes, &hidden, initializer, 0.0, signal.input_square()), signal)
}

/// At the recommended initialisers, wide enough for the theory: every layer of twenty within a factor 2.
#[test]
fn twenty_layers_do_what_is_foretold() {
    let mut off = Vec::new();
    for (id, initializer) in [
        ("linear", Initializer::LecunNormal),
        ("tanh", Initializer::GlorotUniform),
        ("sigmoid", Initializer::GlorotUniform),
        ("relu", Initializer::HeNormal),
    ] {
        let (foretold, signal) = compare(id, initializer, 20, 256, 1);
        let norm = |layer: usize| signal.layers()[layer].gradient.unwrap();
        for (layer, foretold) in foretold.iter().enumerate() {
            let factors = [
                foretold.delta_ratio.unwrap() / (norm(layer).pre_activations / norm(19).pre_activations),
                foretold.weight_ratio.unwrap() / (norm(layer).weights / norm(19).weights),
            ];
            off.push((id, layer, factors));
        }
    }
    for (id, layer, factors) in off {
        assert!(factors.iter().all(|factor| (0.5..2.0).contains(factor)), "{id}, layer {layer}: {factors:?}");
    }
}

/// Where the integrals are known: `E[f²]` and `E[f′²]` of linear functions, of relu, of the exponential, of sine.
#[test]
fn integrals_are_those_of_the_formulas() {
    for variance in [0.01_f64, 0.3, 1.0, 2.5] {
        let sine = (-2.0 * variance).exp();
        for (id, square, slope_square) in [
            ("linear", variance, 1.0),
            ("relu", variance / 2.0, 0.5),
            ("exponential", (2.0 * variance).exp(), (2.0 * variance).exp()),
            ("sin", (1.0 - sine) / 2.0, f64::midpoint(1.0, sine)),
            ("relu_squared", 1.5 * variance * variance, 2.0 * variance),
        ] {
            let found = MeanField::default().squares(hidden(id).activation, 0.0, variance, 32);
            for (found, expected) in [(found.0, square), (found.1, slope_square)] {
                assert!((found / expected - 1.0).abs() < 1e-4, "{id}, {variance}: {found} {expected}");
            }
        }
    }
}

/// Functions of which the few largest pre-activations give most of what comes through: 512 units do not sample them, and the
/// next layers have the error to a power.
const BY_TAILS: [&str; 5] = ["threshold", "exponential", "soft_shrink", "tanh_shrink", "relu_squared"];

/// Mean squares of every function's pre-activations and activations, layer by layer, in networks of 512 units.
#[test]
fn moments_of_every_function_are_those_that_are_foretold() {
    let mut off = Vec::new();
    for function in Function::ALL {
        let id = function.spec().id;
        let (foretold, signal) = compare(id, Initializer::GlorotNormal, 3, 512, 2);
        let layers = if BY_TAILS.contains(&id) { 1 } else { 3 };
        for (layer, (foretold, measured)) in foretold.iter().zip(signal.layers()).enumerate().take(layers) {
            let square = |moments: Option<Moments>| moments.map(|m| m.variance + m.mean * m.mean).unwrap();
            let pairs = [
                (foretold.pre_variance, square(measured.pre_activations)),
                (foretold.square, square(measured.activations)),
            ];
            for (foretold, measured) in pairs {
                if (foretold / measured - 1.0).abs() > 0.25 && foretold != measured {
                    off.push((id, layer, foretold, measured));
                }
            }
        }
    }
    assert!(off.is_empty(), "function, layer, foretold, measured: {off:?}");
}

#[test]
fn what_has_no_gradient_has_no_ratio() {
    let sizes = [196, 32, 32, 10];
    let mut theory = MeanField::default();
    let mut foretell = |id: &str, initializer| theory.foretell(&sizes, &[hidden(id); 2], initializer, 0.0, 100.0);
    // All is 0 past the first layer; and one function's numbers grow until they are infinite.
    assert!(foretell("tanh", Initializer::Zeros).iter().all(|layer| layer.weight_ratio.is_none()));
    let deep =
        MeanField::default().foretell(&[32; 42], &vec![hidden("exponential"); 40], Initializer::HeNormal, 0.0, 100.0);
    assert!(deep[0].weight_ratio.is_none() && deep[0].delta_ratio.is_none());
    let last = foretell("relu", Initializer::HeNormal)[1];
    assert_eq!((last.delta_ratio, last.weight_ratio), (Some(1.0), Some(1.0)));
    assert!(theory.foretell(&[196, 10], &[], Initializer::HeNormal, 0.0, 1.0).is_empty());
}

//! The optimizers against Keras: 50 steps from equal weights on equal batches (`goldens/optimizers.py`).

use activation_lab::activation::{Activation, Function, Sharing};
use activation_lab::nn::{Dense, Hidden, Initializer, Mlp};
use activation_lab::optim::{Optimizer, Rule};
use serde_json::Value;

const SIZES: [usize; 3] = [4, 5, 3];
const BATCH: usize = 8;

/// As in `optimizers.py`: exact in single precision, from -0.5 to 0.5.
fn noise(start: u64) -> impl Iterator<Item = f32> {
    (start..).map(|index| ((index * 2_654_435_761) % (1 << 32) / 65_536) as f32 / 65_536.0 - 0.5)
}

fn tanh() -> Hidden {
    Hidden { activation: Activation::from(Function::Tanh), learn: [None; 2] }
}

/// The network before its first step.
fn start(hidden: Hidden) -> Mlp {
    let mut network = Mlp::new(&SIZES, &[hidden], Initializer::HeNormal, 1);
    for (value, start) in network.layers.iter_mut().flat_map(Dense::values_mut).flatten().zip(noise(1)) {
        *value = start;
    }
    network.layers[0].learned.fill(hidden.activation.parameters[0]);
    network
}

fn train(mut network: Mlp, rule: Rule, learning_rate: f32, decay: Option<f32>, clipnorm: Option<f32>) -> Mlp {
    let mut gradients: Vec<_> = network.layers.iter().map(Dense::zeros_like).collect();
    let mut optimizer = Optimizer::new(rule, learning_rate, &network.layers).with(decay, clipnorm);
    let mut work = network.workspace(BATCH);
    for step in 0..50 {
        let mut values = noise(1000 + (step * BATCH * SIZES[0]) as u64).map(|value| 4.0 * value);
        work.images().clear();
        for _ in 0..BATCH {
            work.images().push((0..SIZES[0] as u32).zip(&mut values));
        }
        let labels: Vec<_> = (0..BATCH).map(|i| ((i * 7 + step) % SIZES[2]) as u8).collect();
        network.gradient(&labels, &mut gradients, &mut work);
        optimizer.step(&mut network.layers, &mut gradients);
    }
    network
}

#[test]
fn fifty_steps_end_where_keras_ends() {
    let golden: Value = serde_json::from_str(include_str!("goldens/optimizers.json")).expect("JSON");
    let start: Vec<f32> = noise(1).take(43).collect();
    let weights = golden["weights"].as_object().expect("an object");
    assert!(Rule::ALL.iter().all(|(name, ..)| weights.contains_key(*name)));
    for name in weights.keys() {
        let (rule, options) = name.split_once(", ").unwrap_or((name, ""));
        let decay = options.contains("decay").then_some(0.1);
        let clip = options.contains("clip").then_some(0.3);
        let expected: Vec<f64> = serde_json::from_value(golden["weights"][name].clone()).expect(name);
        let rate = golden["learning_rates"][name].as_f64().expect("a rate") as f32;
        let network = train(self::start(tanh()), Rule::from_name(rule).expect(name), rate, decay, clip);
        let weights: Vec<f32> = network.values().collect();
        assert_eq!(weights.len(), expected.len());
        for (index, (&weight, expected)) in weights.iter().zip(expected).enumerate() {
            assert!(
                (f64::from(weight) - expected).abs() < 1e-5,
                "{name}, weight {index}: {weight}, in Keras {expected}"
            );
        }
        assert!(weights.iter().zip(&start).any(|(end, start)| (end - start).abs() > 0.02), "{name} hardly moves");
    }
}

/// What is learned besides the weights: a slope for each unit of PReLU, in the same steps.
#[test]
fn slopes_of_prelu_end_where_keras_has_them() {
    let golden: Value = serde_json::from_str(include_str!("goldens/optimizers.json")).expect("JSON");
    let runs = golden["prelu"].as_object().expect("an object");
    assert_eq!(runs.len(), 4);
    for (name, expected) in runs {
        let (rule, slope) = name.split_once(", ").expect(name);
        let mut activation = Activation::from(Function::Prelu);
        activation.parameters[0] = slope.parse().expect(name);
        let rate = if rule == "adam" { 0.01 } else { 0.2 };
        let network = start(Hidden { activation, learn: [Some(Sharing::Unit), None] });
        let network = train(network, Rule::from_name(rule).expect(name), rate, None, None);
        let expected: Vec<f64> = serde_json::from_value(expected.clone()).expect(name);
        let weights: Vec<f32> = network.values().collect();
        assert_eq!(weights.len(), expected.len());
        for (index, (&weight, expected)) in weights.iter().zip(expected).enumerate() {
            assert!((f64::from(weight) - expected).abs() < 1e-5, "{name}, {index}: {weight}, in Keras {expected}");
        }
        let slopes = &network.layers[0].learned;
        assert_eq!(slopes.len(), SIZES[1]);
        assert!(slopes.iter().any(|end| (end - activation.parameters[0]).abs() > 0.1), "{name} hardly moves: {slopes}");
    }
}

#[test]
fn descending_at_once_ends_at_the_same_bits() {
    let mut network = Mlp::new(&[70, 21, 10], &[tanh()], Initializer::HeNormal, 1);
    let mut at_once = network.clone();
    let mut gradients: Vec<_> = network.layers.iter().map(Dense::zeros_like).collect();
    let mut optimizer = Optimizer::new(Rule::Sgd, 0.3, &network.layers);
    let mut work = network.workspace(BATCH);
    for step in 0..5 {
        let mut values = noise(step);
        work.images().clear();
        for _ in 0..BATCH {
            // Other columns are 0 in every batch.
            let row = (0..70).zip(&mut values).filter(|(column, _)| !(column + step as u32).is_multiple_of(3));
            work.images().push(row);
        }
        let labels: Vec<u8> = (0..BATCH as u8).collect();
        let loss = network.gradient(&labels, &mut gradients, &mut work);
        optimizer.step(&mut network.layers, &mut gradients);
        assert_eq!(at_once.descend(&labels, 0.3, &mut gradients, &mut work), loss);
        assert_eq!(at_once, network, "step {step}");
    }
    let plain = |rule| Optimizer::new(rule, 0.3, &network.layers);
    assert_eq!(plain(Rule::Sgd).plain_rate(), Some(0.3));
    let others = [plain(Rule::Adam), plain(Rule::Sgd).with(Some(0.1), None), plain(Rule::Sgd).with(None, Some(1.0))];
    assert!(others.iter().all(|optimizer| optimizer.plain_rate().is_none()));
}

//! The trainer: fair starts, resumption, divergence; and that networks learn MNIST.

mod shared;

use activation_lab::activation::Function;
use activation_lab::data::Dataset;
use activation_lab::nn::Initializer;
use activation_lab::train::{Model, Preset, Progress, RawConfig, RawLayer, TrainConfig, Trainer};
use activation_lab::{Divergence, ErrorCode, Reason};
use flate2::read::GzDecoder;
use std::io::Read;
use std::sync::Arc;

fn trainer(config: &RawConfig, dataset: &Arc<Dataset>) -> Trainer {
    Trainer::new(TrainConfig::try_from(config).unwrap(), Arc::clone(dataset)).unwrap()
}

#[test]
fn every_function_starts_from_the_same_weights() {
    let dataset = shared::synthetic();
    let start = |function: &Function| trainer(&shared::config(function.spec().id), &dataset).weights_hash();
    let first = start(&Function::Linear);
    assert!(Function::ALL.iter().all(|function| start(function) == first));
    let other = RawConfig { seed: 2, ..shared::config("relu") };
    assert_ne!(trainer(&other, &dataset).weights_hash(), first);
}

#[test]
fn slices_do_not_change_the_result() {
    let dataset = shared::synthetic();
    let config = RawConfig { dropout: Some(0.5), ..shared::config("tanh") };
    let mut whole = trainer(&config, &dataset);
    while !whole.train_batches(u32::MAX).unwrap().done {}
    let mut sliced = trainer(&config, &dataset);
    let mut batches = 0;
    loop {
        let progress = sliced.train_batches(1).unwrap();
        batches += 1;
        // Judging in the middle of an epoch must leave no trace either.
        sliced.evaluate().unwrap();
        if progress.done {
            break;
        }
    }
    assert_eq!(batches, 3 * 330_u32.div_ceil(32));
    assert_eq!(whole.weights_hash(), sliced.weights_hash());
}

#[test]
fn progress_counts_every_image() {
    let dataset = shared::synthetic();
    let mut trainer = trainer(&shared::config("relu"), &dataset);
    let progress = trainer.train_batches(4).unwrap();
    assert_eq!((progress.epoch, progress.batch, progress.batches_per_epoch), (0, 4, 11));
    assert_eq!((progress.samples, progress.epoch_ended, progress.done), (128, false, false));
    let progress = trainer.train_batches(u32::MAX).unwrap();
    assert_eq!((progress.epoch, progress.batch, progress.epoch_ended), (1, 0, true));
    assert_eq!(progress.samples, 330 - 128);
}

#[test]
fn the_learning_rate_follows_its_schedule() {
    let dataset = shared::synthetic();
    let config = RawConfig { warmup_epochs: Some(1), ..shared::config("relu") };
    let mut warming = trainer(&config, &dataset);
    let start = warming.weights_hash();
    warming.train_batches(1).unwrap();
    assert_eq!(warming.weights_hash(), start, "the first step has rate 0");
    warming.train_batches(1).unwrap();
    assert_ne!(warming.weights_hash(), start);

    let (schedule, decay_rate, decay_epochs) = (Some("step".to_owned()), Some(1e-30), Some(1));
    let config = RawConfig { schedule, decay_rate, decay_epochs, ..shared::config("relu") };
    let mut stepping = trainer(&config, &dataset);
    stepping.train_batches(10).unwrap();
    let before = stepping.weights_hash();
    stepping.train_batches(1).unwrap();
    let after = stepping.weights_hash();
    assert_ne!(after, before, "the last step of the first epoch");
    while !stepping.train_batches(u32::MAX).unwrap().done {}
    assert_eq!(stepping.weights_hash(), after, "steps of almost rate 0");
}

#[test]
fn judging_drops_nothing() {
    let dataset = shared::synthetic();
    let config = RawConfig { dropout: Some(0.5), ..shared::config("relu") };
    let mut dropping = trainer(&config, &dataset);
    let mut plain = trainer(&shared::config("relu"), &dataset);
    assert_eq!(dropping.evaluate(), plain.evaluate());
    dropping.train_batches(1).unwrap();
    assert_ne!(dropping.weights_hash(), plain.weights_hash());
    assert_eq!(dropping.evaluate(), dropping.evaluate());
}

#[test]
fn every_function_sees_the_same_distorted_images() {
    let dataset = shared::synthetic();
    // Without a hidden layer, the function has no part in the result.
    let hash = |activation: &str, augmentation, seed| {
        let mut trainer =
            trainer(&RawConfig { hidden: vec![], augmentation, seed, ..shared::config(activation) }, &dataset);
        while !trainer.train_batches(u32::MAX).unwrap().done {}
        trainer.weights_hash()
    };
    assert_eq!(hash("relu", Some(1.0), 1), hash("softmax", Some(1.0), 1));
    assert_ne!(hash("relu", Some(1.0), 1), hash("relu", Some(0.9), 1));
    assert_ne!(hash("relu", Some(1.0), 1), hash("relu", Some(1.0), 2));
    assert_eq!(hash("relu", Some(0.0), 1), hash("relu", None, 1));
}

#[test]
fn judging_distorts_nothing() {
    let dataset = shared::synthetic();
    // A rate that leaves the weights as they are.
    let still = |augmentation| RawConfig {
        learning_rate: 1e-30,
        validation_split: Some(0.3),
        augmentation,
        ..shared::config("relu")
    };
    let judged = |config: &RawConfig| {
        let mut trainer = trainer(config, &dataset);
        let progress = trainer.train_batches(u32::MAX).unwrap();
        let judged = (progress.validation_loss, trainer.evaluate(), trainer.inspect_part(u32::MAX));
        (progress.train_loss, format!("{judged:?}"))
    };
    let (plain, distorted) = (judged(&still(None)), judged(&still(Some(1.0))));
    assert_ne!(plain.0, distorted.0);
    assert_eq!(plain.1, distorted.1);
}

/// The configuration with one learned parameter.
fn learning(activation: &str, name: &str, sharing: &str) -> RawConfig {
    RawConfig { learn: vec![(name.to_owned(), sharing.to_owned())], ..shared::config(activation) }
}

#[test]
fn learned_parameters_start_at_their_values_and_move() {
    let dataset = shared::synthetic();
    for (sharing, counts) in [("layer", [1, 1]), ("unit", [24, 17])] {
        let config = RawConfig {
            params: vec![("negative_slope".to_owned(), 0.25)],
            ..learning("prelu", "negative_slope", sharing)
        };
        let mut trainer = trainer(&config, &dataset);
        let learned = |trainer: &Trainer| trainer.network().learned();
        let start = learned(&trainer);
        assert_eq!(start.len(), 1);
        assert_eq!(start[0].0, "negative_slope");
        assert_eq!(start[0].1.iter().map(Vec::len).collect::<Vec<_>>(), counts);
        assert!(start[0].1.iter().flatten().all(|&value| value == 0.25));
        while !trainer.train_batches(u32::MAX).unwrap().done {}
        let end = learned(&trainer);
        assert!(end[0].1.iter().flatten().all(|value| *value != 0.25 && (-1.0..=1.0).contains(value)), "{end:?}");

        let weights: Vec<f32> = trainer.network().values().collect();
        let mut model = Model::new(&config, 14, &weights).unwrap();
        assert!(model.classify(&[90; 784]).is_ok());
        let fixed = RawConfig { learn: Vec::new(), ..config };
        assert_eq!(Model::new(&fixed, 14, &weights).err().unwrap().code, ErrorCode::InvalidInput);
    }
}

#[test]
fn layers_have_functions_of_their_own() {
    let dataset = shared::synthetic();
    let hash = |layers: Option<Vec<RawLayer>>, activation: &str| {
        let mut trainer = trainer(&RawConfig { layers, ..shared::config(activation) }, &dataset);
        while !trainer.train_batches(u32::MAX).unwrap().done {}
        (trainer.weights_hash(), trainer.network().learned())
    };
    let layer = |activation: &str| RawLayer { activation: activation.to_owned(), ..RawLayer::default() };
    let layers = |one: &str, two: &str| Some(vec![layer(one), layer(two)]);
    // The same for all is the same as no list; the name of the run decides nothing.
    assert_eq!(hash(layers("tanh", "tanh"), "relu"), hash(None, "tanh"));
    let mixed = hash(layers("tanh", "relu"), "relu").0;
    assert!(
        [hash(layers("relu", "tanh"), "relu"), hash(None, "tanh"), hash(None, "relu")].iter().all(|h| h.0 != mixed)
    );
    let learn = |activation: &str, name: &str| RawLayer {
        learn: vec![(name.to_owned(), "unit".to_owned())],
        ..layer(activation)
    };
    let (_, learned) = hash(Some(vec![layer("gelu"), learn("prelu", "negative_slope")]), "gelu");
    assert_eq!(learned.len(), 1);
    assert_eq!(learned[0].1.iter().map(Vec::len).collect::<Vec<_>>(), [0, 17]);
    let (_, learned) = hash(Some(vec![learn("elu", "alpha"), learn("snake", "alpha")]), "gelu");
    assert_eq!(learned[0].1.iter().map(Vec::len).collect::<Vec<_>>(), [24, 17]);

    let refused = |layers| {
        let config = RawConfig { layers: Some(layers), ..shared::config("relu") };
        TrainConfig::try_from(&config).unwrap_err().to_string()
    };
    assert_eq!(refused(vec![layer("relu")]), "layers: got 1, expected 2, one for each hidden layer");
    assert!(refused(vec![layer("relu"), layer("rulu")]).starts_with("layer 2, activation"));
    assert!(refused(vec![learn("relu", "slope"), layer("relu")]).starts_with("layer 1, "));
}

#[test]
fn learned_parameters_stay_within_their_bounds() {
    let dataset = shared::synthetic();
    let config = RawConfig { learning_rate: 5.0, ..learning("leaky_relu", "negative_slope", "unit") };
    let mut trainer = trainer(&config, &dataset);
    let mut touched = false;
    for _ in 0..30 {
        if trainer.train_batches(1).is_err() {
            break;
        }
        let learned = trainer.network().learned();
        let mut values = learned[0].1.iter().flatten();
        assert!(values.clone().all(|value| (0.0..=1.0).contains(value)), "{learned:?}");
        touched |= values.any(|&value| value == 0.0 || value == 1.0);
    }
    assert!(touched, "the rate is too low to reach a bound");
}

#[test]
fn networks_of_every_size_and_start_can_be_trained() {
    let dataset = shared::synthetic();
    let shapes = [vec![], vec![1], vec![2048], vec![2048, 1, 2048], vec![1; 50], vec![32; 50]];
    for initializer in Initializer::NAMES {
        for hidden in &shapes {
            let config = RawConfig {
                hidden: hidden.clone(),
                initializer: initializer.to_owned(),
                epochs: 1,
                learning_rate: 1e-3,
                ..shared::config("tanh")
            };
            let mut trainer = trainer(&config, &dataset);
            let name = format!("{initializer}, {} layers, {:?} units", hidden.len(), hidden.first());
            assert!(trainer.train_batches(u32::MAX).is_ok_and(|progress| progress.done), "{name}");
            assert!(trainer.evaluate().is_ok_and(|evaluation| evaluation.loss < 4.0), "{name}");
        }
    }
}

#[test]
fn divergence_is_an_error_with_its_place_and_stays_one() {
    let dataset = shared::synthetic();
    let config = RawConfig { learning_rate: 1e20, ..shared::config("linear") };
    let mut trainer = trainer(&config, &dataset);
    let error = trainer.train_batches(u32::MAX).unwrap_err();
    assert_eq!(error.code, ErrorCode::Diverged);
    assert!(error.to_string().contains("in epoch 1, batch"), "{error}");
    assert_eq!(trainer.train_batches(1), Err(error.clone()));
    assert_eq!(trainer.evaluate(), Err(error));
}

#[test]
fn divergence_is_told_with_step_layer_and_reason() {
    let dataset = shared::synthetic();
    for (activation, optimizer, learning_rate, warmup, batch, layer, reason) in [
        ("linear", "sgd", 1e20, 0, (1, 2, 2), 2, Reason::LossNotFinite),
        ("exponential", "adam", 1.0, 0, (1, 2, 2), 2, Reason::LossNotFinite),
        ("exponential", "momentum", 1e38, 0, (1, 2, 2), 1, Reason::WeightsNotFinite),
        ("linear", "sgd", 10.0, 0, (1, 5, 5), 2, Reason::GradientExploded),
        ("linear", "sgd", 2.0, 2, (2, 4, 15), 1, Reason::GradientExploded),
    ] {
        let config = RawConfig {
            learning_rate,
            optimizer: optimizer.to_owned(),
            warmup_epochs: Some(warmup),
            ..shared::config(activation)
        };
        let mut trainer = trainer(&config, &dataset);
        let error = (0..3).find_map(|_| trainer.train_batches(u32::MAX).err()).expect("too high a rate");
        let (epoch, batch, step) = batch;
        assert_eq!(
            error.divergence.as_deref(),
            Some(&Divergence { epoch, batch, step, layer, reason }),
            "{activation} {optimizer}"
        );
        assert!(error.got.ends_with(&format!("in epoch {epoch}, batch {batch}, layer {layer} of 3")), "{error}");
    }
}

/// A configuration whose loss on what is held out falls unsteadily.
fn held_out(patience: Option<u32>, best_weights: bool) -> RawConfig {
    let (validation_split, best_weights) = (Some(0.3), Some(best_weights));
    RawConfig {
        epochs: 40,
        learning_rate: 0.3,
        dropout: Some(0.5),
        validation_split,
        patience,
        best_weights,
        ..shared::config("relu")
    }
}

/// Loss on what is held out and hash of the weights after each epoch, and the last progress.
fn epochs(config: &RawConfig, dataset: &Arc<Dataset>) -> (Vec<(f64, String)>, Progress) {
    let mut trainer = trainer(config, dataset);
    let mut seen = Vec::new();
    loop {
        let progress = trainer.train_batches(u32::MAX).unwrap();
        // As the page and the command line do.
        let _ = trainer.evaluate();
        seen.push((progress.validation_loss.unwrap(), trainer.weights_hash()));
        if progress.done {
            return (seen, progress);
        }
    }
}

#[test]
fn a_run_stops_when_it_has_ceased_to_improve_and_keeps_the_best_weights() {
    let dataset = shared::synthetic();
    let (whole, last) = epochs(&held_out(None, false), &dataset);
    assert_eq!((whole.len(), last.stopped_early, last.samples), (40, false, 330 - 99));
    let best_of = |count: usize| (0..count).min_by(|&a, &b| whole[a].0.total_cmp(&whole[b].0)).unwrap();
    assert_eq!(last.best_epoch, Some(best_of(40) as u32 + 1));
    for patience in [1, 2, 5] {
        let count = (1..40).find(|&count| count - 1 - best_of(count) >= patience).expect("the loss rises");
        let (plain, last) = epochs(&held_out(Some(patience as u32), false), &dataset);
        assert_eq!(plain, whole[..count]);
        assert!(last.stopped_early && last.epoch == count as u32 && last.done);
        let (kept, last) = epochs(&held_out(Some(patience as u32), true), &dataset);
        assert_eq!(last.best_epoch, Some(best_of(count) as u32 + 1));
        assert_eq!(kept[count - 1], (whole[count - 1].0, whole[best_of(count)].1.clone()));
        assert_ne!(kept[count - 1].1, whole[count - 1].1);
    }
    let (kept, last) = epochs(&held_out(None, true), &dataset);
    assert_eq!((kept.len(), last.stopped_early, &kept[39].1), (40, false, &whole[best_of(40)].1));
}

#[test]
fn the_test_images_decide_nothing() {
    let dataset = shared::synthetic();
    // Other pixels, and labels that are all wrong.
    let mut bytes = dataset.to_bytes();
    let header = 20;
    let test = header + dataset.train().len() * (14 * 14 + 1);
    let labels = bytes.len() - dataset.test().len();
    for (position, byte) in bytes.iter_mut().enumerate().skip(test) {
        *byte = if position < labels { 255 - *byte } else { (*byte + 3) % 10 };
    }
    let checksum = adler2::adler32_slice(&bytes[header..]);
    bytes[16..20].copy_from_slice(&checksum.to_le_bytes());
    let other = Arc::new(Dataset::from_bytes(&bytes).unwrap());
    for config in [held_out(Some(3), true), held_out(None, true), shared::config("tanh")] {
        let mut trainers = [&dataset, &other].map(|dataset| trainer(&config, dataset));
        loop {
            let [one, two] = trainers.each_mut().map(|trainer| trainer.train_batches(u32::MAX).unwrap());
            assert_eq!(one, two);
            let [one_test, two_test] = trainers.each_mut().map(|trainer| trainer.evaluate().unwrap().loss);
            assert_ne!(one_test, two_test);
            if one.done {
                break;
            }
        }
        let [one, two] = trainers.map(|trainer| trainer.weights_hash());
        assert_eq!(one, two);
    }
}

#[test]
fn a_model_answers_as_the_trainer_judged() {
    let dataset = shared::synthetic();
    let config = RawConfig { epochs: 30, ..shared::config("relu") };
    let mut trainer = trainer(&config, &dataset);
    while !trainer.train_batches(u32::MAX).unwrap().done {}
    let evaluation = trainer.evaluate().unwrap();
    assert!(evaluation.accuracy > 0.95, "{}", evaluation.accuracy);
    let weights: Vec<f32> = trainer.network().values().collect();
    let mut model = Model::new(&config, 14, &weights).unwrap();
    // Each 14 × 14 picture as 28 × 28 blocks of equal pixels, which the model reduces to the same again.
    let enlarge = |small: &[u8]| (0..784).map(|i| small[i / 56 * 14 + i % 28 / 2]).collect::<Vec<_>>();
    let test = dataset.test();
    let right = (0..test.len())
        .filter(|&i| model.classify(&enlarge(&test.image(i))).unwrap() == usize::from(test.labels()[i]))
        .count();
    assert!((right as f64 / test.len() as f64 - evaluation.accuracy).abs() < 1e-9);
}

/// The packed file that the page and the command line use.
fn mnist() -> Arc<Dataset> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../www/generated/data/mnist-14x14.bin");
    let file = std::fs::read(path).unwrap_or_else(|error| panic!("{path}: {error}; npm run build makes it"));
    let mut packed = Vec::new();
    GzDecoder::new(file.as_slice()).read_to_end(&mut packed).unwrap();
    Arc::new(Dataset::from_bytes(&packed).unwrap())
}

#[test]
fn a_judgement_in_parts_is_the_same() {
    let mut trainer = trainer(&shared::config("tanh"), &mnist());
    trainer.train_batches(50).unwrap();
    let whole = trainer.evaluate().unwrap();
    assert_eq!(trainer.evaluate_part(300), Ok(None));
    // Training begins it anew: of 1,000 images 600 would be left.
    trainer.train_batches(1).unwrap();
    assert_eq!(trainer.evaluate_part(999), Ok(Some(trainer.evaluate().unwrap())));
    assert_ne!(trainer.evaluate().unwrap(), whole);
    let parts = (1..).find_map(|part| trainer.evaluate_part(1).unwrap().map(|evaluation| (part, evaluation)));
    assert_eq!(parts, Some((8, trainer.evaluate().unwrap())));
}

#[test]
fn relu_reaches_94_percent_on_mnist_at_the_defaults() {
    let dataset = mnist();
    assert_eq!(dataset.test().len(), 1000);
    let preset = Preset::from_name("race").unwrap().config;
    let accuracy = |seed| {
        let mut trainer = trainer(&RawConfig { seed, ..preset.clone() }, &dataset);
        while !trainer.train_batches(u32::MAX).unwrap().done {}
        trainer.evaluate().unwrap().accuracy
    };
    let mean = (1..=5).map(accuracy).sum::<f64>() / 5.0;
    assert!(mean >= 0.94, "mean of five seeds: {mean}");
}

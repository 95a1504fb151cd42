//! In browsers, with and without SIMD: the same bits as natively, and the bindings as JavaScript sees them.

#![cfg(target_arch = "wasm32")]

mod shared;

use activation_lab::wasm::{
    Dataset, KernelTimer, Model, Trainer, catalogue, evaluate, ink_pictures, judge_sweep, presets, random_seed,
    refine_sweep, tune_grid, tune_positions,
};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap()
}

fn set(object: &JsValue, key: &str, value: impl Into<JsValue>) {
    Reflect::set(object, &key.into(), &value.into()).unwrap();
}

/// The code of the `Error` object that a call threw.
fn code<T>(thrown: Result<T, impl Into<JsValue>>) -> String {
    let error: JsValue = thrown.err().expect("an error").into();
    assert!(error.is_instance_of::<js_sys::Error>());
    for key in ["what", "got", "expected", "message"] {
        assert!(get(&error, key).as_string().is_some_and(|text| !text.is_empty()), "{key}");
    }
    get(&error, "code").as_string().unwrap()
}

#[wasm_bindgen_test]
fn weights_have_the_pinned_bits() {
    shared::assert_pinned_bits();
}

#[wasm_bindgen_test]
fn lanes_equal_scalars() {
    shared::assert_lanes_equal_scalars();
}

#[wasm_bindgen_test]
fn plans_of_sweeps_have_the_pinned_bits() {
    shared::assert_pinned_plan();
}

#[wasm_bindgen_test]
fn sweeps_are_planned_from_plain_objects() {
    let axis: JsValue = Object::new().into();
    set(&axis, "min", 0);
    set(&axis, "max", 1);
    set(&axis, "scale", "log");
    let values = tune_grid(&axis, &5.into()).ok().unwrap();
    assert_eq!(values, [0.0, 0.001, 0.01, 0.1, 1.0]);
    assert_eq!(tune_positions(&axis, &values[..2]).ok().unwrap(), [0.0, 0.125]);
    let points = Array::new();
    for (&value, accuracy) in values.iter().zip([0.94, 0.945, 0.95, 0.85, f64::NAN]) {
        let seeds = [0.0, 0.004, -0.003].map(|seed| accuracy + seed);
        let accuracies = seeds.map(|seed| if seed.is_nan() { JsValue::NULL } else { seed.into() });
        let point: JsValue = Object::new().into();
        set(&point, "value", value);
        set(&point, "accuracies", accuracies.into_iter().collect::<Array>());
        points.push(&point);
    }
    let verdict = judge_sweep(&axis, &points).ok().unwrap();
    assert_eq!(get(&verdict, "best"), 2);
    let judged = |index: &str, key: &str| get(&get(&get(&verdict, "points"), index), key);
    assert_eq!(
        (judged("2", "peer"), judged("3", "peer"), judged("4", "peer")),
        (true.into(), false.into(), false.into())
    );
    assert!(judged("4", "mean").is_null() && judged("3", "difference").as_f64() < Some(-0.09));
    assert_eq!(get(&get(&get(&verdict, "regions"), "0"), "1"), 0.01);
    let further = refine_sweep(&axis, &points, &3.into()).ok().unwrap();
    assert!(further.contains(&0.0316) && further.len() <= 3, "{further:?}");

    assert_eq!(code(tune_grid(&axis, &1.into())), "invalid_input");
    assert_eq!(code(tune_positions(&axis, &[2.0])), "invalid_input");
    set(&get(&points, "0"), "accuracies", Array::of1(&JsValue::NULL));
    assert_eq!(code(judge_sweep(&axis, &points)), "invalid_input");
    set(&axis, "scale", "cubic");
    assert_eq!(code(refine_sweep(&axis, &points, &3.into())), "invalid_input");
    assert_eq!(code(judge_sweep(&axis, &3.into())), "invalid_input");
}

#[wasm_bindgen_test]
fn catalogue_is_plain_objects() {
    let catalogue: Array = catalogue("keras2").ok().unwrap().unchecked_into();
    let ids: Vec<String> = catalogue.iter().map(|spec| get(&spec, "id").as_string().unwrap()).collect();
    let plain = shared::HASHES.iter().filter(|(_, learn, _)| learn.is_empty());
    assert_eq!(ids, plain.map(|(id, ..)| *id).collect::<Vec<_>>());
    let hard_sigmoid = catalogue.iter().find(|spec| get(spec, "id") == "hard_sigmoid").unwrap();
    let slope = get(&get(&hard_sigmoid, "parameters"), "0");
    assert_eq!(get(&slope, "name"), "slope");
    assert!((get(&slope, "default").as_f64().unwrap() - 0.2).abs() < 1e-7);
}

#[wasm_bindgen_test]
fn a_run_trains_and_its_weights_make_a_model() {
    let dataset = Dataset::new(&shared::synthetic().to_bytes().as_slice().into()).ok().unwrap();
    let config = get(&get(&presets(), "0"), "config");
    let mut trainer = Trainer::new(config.clone(), &dataset).ok().unwrap();
    while get(&trainer.train_batches(50).ok().unwrap(), "done") != JsValue::TRUE {}
    let evaluation = trainer.evaluate_part(u32::MAX, false).ok().unwrap();
    assert!(get(&evaluation, "accuracy").as_f64().unwrap() > 0.95);
    let part = trainer.evaluate_part(1, false).ok().unwrap();
    assert_eq!(get(&part, "accuracy"), get(&evaluation, "accuracy"));
    assert_eq!(Array::from(&get(&evaluation, "confusion")).length(), 100);

    let weights = trainer.weights().to_vec();
    let mut model = Model::new(config.clone(), 14, &weights).ok().unwrap();
    let points = [10.0, 10.0, 1.0, 20.0, 90.0, 0.5, 60.0, 40.0, 1.0];
    let pictures = ink_pictures(&points, &[2, 1]).ok().unwrap().unwrap().to_vec();
    let image = &pictures[784..];
    let probabilities = model.predict(image).ok().unwrap().to_vec();
    assert_eq!(probabilities.len(), 10);
    assert!((probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    assert_eq!(code(model.predict(&image[1..])), "invalid_input");
    assert_eq!(code(Model::new(config, 14, &weights[1..])), "invalid_input");
}

#[wasm_bindgen_test]
fn layers_have_functions_of_their_own() {
    let dataset = Dataset::new(&shared::synthetic().to_bytes().as_slice().into()).ok().unwrap();
    let config = get(&get(&presets(), "0"), "config");
    let layer: JsValue = Object::new().into();
    set(&layer, "activation", "tanh");
    set(&config, "layers", Array::of1(&layer));
    let hash = |config: &JsValue| {
        let mut trainer = Trainer::new(config.clone(), &dataset).ok().unwrap();
        assert!(trainer.train_batches(50).is_ok());
        trainer.weights_hash()
    };
    let own = hash(&config);
    set(&config, "layers", JsValue::UNDEFINED);
    assert_ne!(own, hash(&config));
    set(&config, "activation", "tanh");
    assert_eq!(own, hash(&config));
    set(&config, "layers", Array::of2(&layer, &layer));
    assert_eq!(code(Trainer::new(config.clone(), &dataset)), "invalid_config");
    set(&layer, "slope", 1);
    set(&config, "layers", Array::of1(&layer));
    assert_eq!(code(Trainer::new(config, &dataset)), "invalid_config");
}

#[wasm_bindgen_test]
fn held_out_images_are_judged() {
    let dataset = Dataset::new(&shared::synthetic().to_bytes().as_slice().into()).ok().unwrap();
    let config = get(&get(&presets(), "0"), "config");
    set(&config, "validation_split", 0.2);
    set(&config, "patience", 2);
    set(&config, "best_weights", true);
    let progress = Trainer::new(config.clone(), &dataset).ok().unwrap().train_batches(50).ok().unwrap();
    assert_eq!(get(&progress, "samples"), 264);
    assert_eq!((get(&progress, "best_epoch"), get(&progress, "stopped_early")), (1.into(), false.into()));
    assert!(get(&progress, "validation_loss").as_f64() > Some(0.0));
    set(&config, "best_weights", "yes");
    assert_eq!(code(Trainer::new(config, &dataset)), "invalid_config");
}

#[wasm_bindgen_test]
fn divergence_is_on_the_error() {
    let dataset = Dataset::new(&shared::synthetic().to_bytes().as_slice().into()).ok().unwrap();
    let config = get(&get(&presets(), "0"), "config");
    set(&config, "activation", "linear");
    set(&config, "learning_rate", 1e20);
    let mut trainer = Trainer::new(config, &dataset).ok().unwrap();
    let error: JsValue = trainer.train_batches(50).err().unwrap().into();
    let divergence = get(&error, "divergence");
    assert_eq!(get(&divergence, "reason"), "loss_not_finite");
    assert!(["epoch", "batch", "step", "layer"].iter().all(|key| get(&divergence, key).as_f64() >= Some(1.0)));
    assert_eq!(code(trainer.train_batches(1)), "diverged");
}

#[wasm_bindgen_test]
fn a_model_tells_what_it_is_of() {
    let dataset = Dataset::new(&shared::synthetic().to_bytes().as_slice().into()).ok().unwrap();
    let config = get(&get(&presets(), "0"), "config");
    let mut trainer = Trainer::new(config.clone(), &dataset).ok().unwrap();
    assert!(trainer.train_batches(50).is_ok());
    let weights = trainer.weights().to_vec();
    let model = Model::new(config, 14, &weights).ok().unwrap();
    assert_eq!((model.weights().to_vec(), model.input_side()), (weights, 14));
}

#[wasm_bindgen_test]
fn curves_have_every_derivative() {
    let params: JsValue = Object::new().into();
    set(&params, "min", -0.5);
    let curve = evaluate("hard_tanh", &params, &[-2.0, 0.25, 3.0]).ok().unwrap();
    assert_eq!(curve.y().to_vec(), [-0.5, 0.25, 1.0]);
    assert_eq!(curve.dy().to_vec(), [0.0, 1.0, 0.0]);
    assert_eq!(curve.dp().to_vec(), [1.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    let relu = evaluate("relu", &JsValue::UNDEFINED, &[-2.0, 3.0]).ok().unwrap();
    assert_eq!((relu.dy().to_vec(), relu.dp().length()), (vec![0.0, 1.0], 0));
}

#[wasm_bindgen_test]
fn parameters_are_learned() {
    let dataset = Dataset::new(&shared::synthetic().to_bytes().as_slice().into()).ok().unwrap();
    let config = get(&get(&presets(), "0"), "config");
    let learn: JsValue = Object::new().into();
    set(&learn, "alpha", "layer");
    set(&config, "activation", "elu");
    set(&config, "learn", learn.clone());
    let mut trainer = Trainer::new(config.clone(), &dataset).ok().unwrap();
    assert!(trainer.train_batches(50).is_ok());
    let learned = get(&trainer.learned().ok().unwrap(), "0");
    assert_eq!(get(&learned, "0"), "alpha");
    let value = get(&get(&get(&learned, "1"), "0"), "0").as_f64().unwrap();
    assert!(value.is_finite() && value != 1.0, "{value}");
    set(&learn, "alpha", "network");
    assert_eq!(code(Trainer::new(config.clone(), &dataset)), "invalid_config");
    set(&config, "learn", "all");
    assert_eq!(code(Trainer::new(config, &dataset)), "invalid_config");
}

#[wasm_bindgen_test]
fn a_data_set_goes_on_to_another_instance() {
    let dataset = Dataset::new(&shared::synthetic().to_bytes().as_slice().into()).ok().unwrap();
    let received = Dataset::new(&dataset.to_bytes()).ok().unwrap();
    assert_eq!((received.side(), received.train_count()), (14, dataset.train_count()));
    assert_eq!(received.test_image(3).ok().unwrap().to_vec(), dataset.test_image(3).ok().unwrap().to_vec());
    assert_eq!(code(dataset.downsample(7)), "invalid_input");
}

#[wasm_bindgen_test]
fn errors_carry_their_code() {
    assert_eq!(code(catalogue("theano")), "unknown_dialect");
    assert_eq!(code(evaluate("rulu", &JsValue::UNDEFINED, &[0.0])), "unknown_activation");
    let params: JsValue = Object::new().into();
    set(&params, "slope", 7.0);
    assert_eq!(code(evaluate("hard_sigmoid", &params, &[0.0])), "invalid_parameter");
    assert_eq!(code(evaluate("relu", &params, &[0.0])), "unknown_parameter");
    set(&params, "slope", "steep");
    assert_eq!(code(evaluate("hard_sigmoid", &params, &[0.0])), "invalid_config");
    assert_eq!(code(KernelTimer::new("relu", &JsValue::UNDEFINED, 0)), "invalid_input");
    assert_eq!(code(Dataset::new(&[1_u8, 2, 3].as_slice().into())), "data_format");
    assert_eq!(code(ink_pictures(&[1.0, 2.0, 1.0, 3.0], &[2])), "invalid_input");

    let dataset = Dataset::new(&shared::synthetic().to_bytes().as_slice().into()).ok().unwrap();
    assert_eq!(code(dataset.test_image(110)), "invalid_input");
    let preset = || get(&get(&presets(), "0"), "config");
    for (key, value, expected) in [
        ("learning_rate", JsValue::from(-1.0), "invalid_config"),
        ("hidden", JsValue::from("64"), "invalid_config"),
        ("epochs", JsValue::from(2.5), "invalid_config"),
        ("momentum", JsValue::from(0.9), "invalid_config"),
        ("optimizer", JsValue::from("adm"), "invalid_config"),
        ("activation", JsValue::from("rulu"), "unknown_activation"),
        ("schedule", JsValue::from("linear"), "invalid_config"),
        ("schedule", JsValue::from(2), "invalid_config"),
        ("warmup_epochs", JsValue::from(20), "invalid_config"),
        ("decay_rate", JsValue::from(0.5), "invalid_config"),
        ("weight_decay", JsValue::from(-1), "invalid_config"),
        ("dropout", JsValue::from(1), "invalid_config"),
        ("augmentation", JsValue::from(3), "invalid_config"),
        ("hidden_bias", JsValue::from("low"), "invalid_config"),
        ("global_clipnorm", JsValue::from(0), "invalid_config"),
    ] {
        let config = preset();
        set(&config, key, value);
        assert_eq!(code(Trainer::new(config, &dataset)), expected, "{key}");
    }
    let config = preset();
    set(&config, "learning_rate", 1e30);
    let mut trainer = Trainer::new(config, &dataset).ok().unwrap();
    let diverged = (0..10).find_map(|_| trainer.train_batches(100).err());
    assert_eq!(code(diverged.map_or(Ok(()), Err)), "diverged");
}

/// The same weights whatever is measured, and the numbers in their places.
#[wasm_bindgen_test]
fn what_is_measured_changes_no_bit() {
    let dataset = Dataset::new(&shared::synthetic().to_bytes().as_slice().into()).ok().unwrap();
    let trainer = || {
        let config = get(&get(&presets(), "0"), "config");
        set(&config, "epochs", 2);
        set(&config, "batch_size", 8);
        Trainer::new(config, &dataset).ok().unwrap()
    };
    let train =
        |trainer: &mut Trainer| while !trainer.train_batches(3).ok().is_some_and(|p| get(&p, "done").is_truthy()) {};
    let (mut plain, mut watched) = (trainer(), trainer());
    train(&mut plain);
    watched.observe_every(4);
    watched.count_units(10, 4.0).ok().unwrap();
    train(&mut watched);
    watched.evaluate_part(1000, true).ok().unwrap();
    assert_eq!(plain.weights_hash(), watched.weights_hash());
    let batches = dataset.train_count().div_ceil(8) * 2;
    let steps: Vec<u32> = watched.take_steps().iter().map(|step| get(&step, "step").as_f64().unwrap() as u32).collect();
    assert_eq!(steps, (1..=batches as u32).step_by(4).collect::<Vec<_>>());
    assert_eq!(watched.take_steps().length(), 0);
    let units = watched.units();
    let histogram = js_sys::Uint32Array::from(get(&units.get(0), "histogram")).to_vec();
    assert_eq!((units.length(), histogram.len()), (1, 64 * 10));
    assert_eq!(histogram.iter().sum::<u32>() as usize, dataset.train_count() * 64);

    let mut fresh = trainer();
    assert_eq!(fresh.signal().length(), 0);
    fresh.observe_batch().ok().unwrap();
    let signal = fresh.signal().to_vec();
    assert_eq!(signal.len(), 3 + 2 * 8);
    // Of one hidden layer, the first is the last.
    assert!(signal[0] > 0.0 && signal[1..3] == [1.0, 1.0] && signal[7..11].iter().all(|&norm| norm > 0.0));
    assert_eq!((fresh.last_batch().length(), js_sys::Array::from(&fresh.foretold().ok().unwrap()).length()), (8, 1));
    let trace = fresh.trace(&[0, 1]).ok().unwrap();
    let layers = js_sys::Array::from(&get(&trace, "layers"));
    assert_eq!((layers.length(), get(&layers.get(1), "units").as_f64()), (2, Some(10.0)));
    assert_eq!(code(fresh.trace(&[])), "invalid_input");
    assert_eq!(code(fresh.count_units(0, 1.0)), "invalid_input");
    assert!(fresh.train_image(0).is_ok() && code(fresh.train_label(dataset.train_count())) == "invalid_input");
}

#[wasm_bindgen_test]
fn seeds_come_from_the_platform() {
    let seeds: Vec<u32> = (0..4).map(|_| random_seed().ok().unwrap()).collect();
    assert!(seeds.windows(2).any(|pair| pair[0] != pair[1]));
}

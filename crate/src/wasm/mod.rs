//! The core as JavaScript sees it: handles, typed arrays, plain objects for configurations.
//!
//! Numbers cross as typed arrays, copied; failures are `Error` objects with `code`, `what`, `got` and `expected`,
//! and `divergence` where a run diverged.

#![allow(clippy::missing_errors_doc, reason = "every function throws what the core returns")]

mod convert;
mod measured;

use crate::activation::{Activation, Dialect, Entry, Function, MAX_PARAMETERS, Partials};
use crate::data::{self, ink, preprocess};
use crate::nn::Initializer;
use crate::optim::Rule;
use crate::rng::{Rng, Stream};
use crate::train::{self, Counting, Preset, Signal, TrainConfig};
use crate::tune;
use convert::{Thrown, activation_from, axis_from, config_from, integer, points_from, preset_to, strokes_from, to_js};
use js_sys::{Float32Array, Float64Array, Uint8Array, Uint32Array};
use measured::{packed_signal, step_to, trace_to, units_to};
use std::sync::Arc;
use wasm_bindgen::prelude::*;

type Result<T> = std::result::Result<T, Thrown>;

/// Every function with the dialect's defaults: an array of `FunctionSpec`.
#[wasm_bindgen(unchecked_return_type = "any[]")]
pub fn catalogue(dialect: &str) -> Result<JsValue> {
    let dialect = Dialect::from_id(dialect)?;
    to_js(&Function::ALL.iter().map(|&function| Entry::new(function, dialect)).collect::<Vec<_>>())
}

/// Every preset: an array of `{name, config, images}`.
#[wasm_bindgen(unchecked_return_type = "any[]")]
pub fn presets() -> js_sys::Array {
    Preset::all().iter().map(preset_to).collect()
}

/// The learning rate that goes with each optimizer, in Keras: an array of `[name, rate]`.
#[wasm_bindgen(unchecked_return_type = "[string, number][]")]
pub fn optimizers() -> Result<JsValue> {
    to_js(&Rule::ALL.map(|(name, _, rate)| (name, rate)))
}

/// Names of the schemes for the initial weights.
#[wasm_bindgen(unchecked_return_type = "string[]")]
pub fn initializers() -> Result<JsValue> {
    to_js(&Initializer::NAMES)
}

/// A function and its derivatives at some points.
#[wasm_bindgen]
pub struct Curve {
    y: Vec<f32>,
    dy: Vec<f32>,
    dp: Vec<f32>,
}

#[wasm_bindgen]
impl Curve {
    /// f(x).
    #[wasm_bindgen(getter)]
    pub fn y(&self) -> Float32Array {
        self.y.as_slice().into()
    }

    /// f′(x).
    #[wasm_bindgen(getter)]
    pub fn dy(&self) -> Float32Array {
        self.dy.as_slice().into()
    }

    /// ∂f/∂p: (parameters, points), parameter by parameter.
    #[wasm_bindgen(getter)]
    pub fn dp(&self) -> Float32Array {
        self.dp.as_slice().into()
    }
}

/// f, f′ and ∂f/∂p at `x`; parameters left out have their defaults.
#[wasm_bindgen]
pub fn evaluate(id: &str, params: &JsValue, x: &[f32]) -> Result<Curve> {
    let Activation { function, parameters } = activation_from(id, params)?;
    let length = x.len();
    let (mut y, mut slope, mut dp) = (vec![0.0; length], vec![0.0; length], vec![0.0; MAX_PARAMETERS * length]);
    let parameters = parameters.map(|value| vec![value; length]);
    let (first, second) = dp.split_at_mut(length);
    let out = Partials { y: &mut y, slope: &mut slope, gradients: [first, second] };
    function.partials(x, parameters.each_ref().map(Vec::as_slice), out);
    dp.truncate(function.spec().parameters.len() * length);
    Ok(Curve { y, dy: slope, dp })
}

/// A seed from the platform's entropy.
#[wasm_bindgen(js_name = randomSeed)]
pub fn random_seed() -> Result<u32> {
    Ok(getrandom::u32().map_err(|error| {
        crate::Error::new(crate::ErrorCode::InvalidInput, "random seed", error, "entropy from the platform")
    })?)
}

/// What becomes of strokes, or undefined where nothing was drawn: two pictures of 28 × 28, the digit fitted into its box, and
/// that centred by mass. `points`: x, y and width, as a multiple of the usual pen's, of one after the other; `lengths`: number
/// of points of each stroke.
#[wasm_bindgen(js_name = inkPictures)]
pub fn ink_pictures(points: &[f32], lengths: &[u32]) -> Result<Option<Uint8Array>> {
    let strokes = strokes_from(points, lengths)?;
    let strokes: Vec<_> = strokes.iter().map(Vec::as_slice).collect();
    Ok(ink::picture(&strokes).map(|picture| [picture.fitted, picture.centred].concat().as_slice().into()))
}

/// A 28 × 28 picture reduced to `side` × `side`: what a network of that input side sees.
#[wasm_bindgen]
pub fn downsample(image: &[u8], side: usize) -> Result<Uint8Array> {
    Ok(preprocess::downsample(image, side)?.as_slice().into())
}

/// `count` values along an axis `{min, max, scale}`, ascending.
#[wasm_bindgen(js_name = tuneGrid)]
pub fn tune_grid(axis: &JsValue, count: &JsValue) -> Result<Vec<f64>> {
    Ok(axis_from(axis)?.grid(integer("count", count)? as usize)?)
}

/// Where values lie along an axis, 0 to 1.
#[wasm_bindgen(js_name = tunePositions)]
pub fn tune_positions(axis: &JsValue, values: &[f64]) -> Result<Vec<f64>> {
    Ok(axis_from(axis)?.positions(values)?)
}

/// Which values are as good as the best: `SweepVerdict`. `points`: an array of `{value, accuracies}`.
#[wasm_bindgen(js_name = judgeSweep, unchecked_return_type = "any")]
pub fn judge_sweep(axis: &JsValue, points: &JsValue) -> Result<JsValue> {
    to_js(&tune::judge(&axis_from(axis)?, &points_from(points)?)?)
}

/// Up to `count` further values.
#[wasm_bindgen(js_name = refineSweep)]
pub fn refine_sweep(axis: &JsValue, points: &JsValue, count: &JsValue) -> Result<Vec<f64>> {
    Ok(tune::refine(&axis_from(axis)?, &points_from(points)?, integer("count", count)? as usize)?)
}

/// Training and test images.
#[wasm_bindgen]
pub struct Dataset(Arc<data::Dataset>);

#[wasm_bindgen]
impl Dataset {
    /// Reads a decompressed data file.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &Uint8Array) -> Result<Self> {
        // In parts: as a whole the file never is in this memory, which cannot shrink.
        let fill = |at: usize, part: &mut [u8]| bytes.subarray(at as u32, (at + part.len()) as u32).copy_to(part);
        Ok(Self(Arc::new(data::Dataset::read(bytes.length() as usize, fill)?)))
    }

    /// The same pictures reduced to `side` × `side`.
    pub fn downsample(&self, side: usize) -> Result<Self> {
        Ok(Self(Arc::new(self.0.downsample(side)?)))
    }

    /// The packed form, decompressed: another instance may read it.
    #[wasm_bindgen(js_name = toBytes)]
    pub fn to_bytes(&self) -> Uint8Array {
        self.0.to_bytes().as_slice().into()
    }

    /// Side of the pictures, in pixels.
    #[wasm_bindgen(getter)]
    pub fn side(&self) -> usize {
        self.0.side()
    }

    /// Number of training images.
    #[wasm_bindgen(getter, js_name = trainCount)]
    pub fn train_count(&self) -> usize {
        self.0.train().len()
    }

    /// Number of test images.
    #[wasm_bindgen(getter, js_name = testCount)]
    pub fn test_count(&self) -> usize {
        self.0.test().len()
    }

    /// Pixels of a test image, side × side.
    #[wasm_bindgen(js_name = testImage)]
    pub fn test_image(&self, index: usize) -> Result<Uint8Array> {
        check_index("index of a test image", index, self.test_count())?;
        Ok(self.0.test().image(index).as_slice().into())
    }

    /// Label of a test image.
    #[wasm_bindgen(js_name = testLabel)]
    pub fn test_label(&self, index: usize) -> Result<u8> {
        check_index("index of a test image", index, self.test_count())?;
        Ok(self.0.test().labels()[index])
    }
}

impl Trainer {
    fn observe(&mut self) -> crate::Result<train::Progress> {
        let signal = self.signal.get_or_insert_with(|| Signal::new(self.inner.network()));
        let result = self.inner.observe_batch(signal);
        self.done += 1;
        result
    }

    fn train(&mut self, count: u32) -> crate::Result<train::Progress> {
        let (mut left, mut samples) = (count, 0);
        loop {
            let position = self.done.checked_rem(self.every);
            let progress = if position == Some(0) && left > 0 {
                let result = self.observe();
                let packed = self.signal.as_ref().map(packed_signal).unwrap_or_default();
                self.steps.push((self.done, packed));
                left -= 1;
                result?
            } else {
                let batches = position.map_or(left, |position| left.min(self.every - position));
                let progress = self.inner.train_batches(batches)?;
                // Fewer at the end of an epoch, which ends this call as well.
                self.done = progress.epoch * progress.batches_per_epoch + progress.batch;
                left -= batches;
                progress
            };
            samples += progress.samples;
            if left == 0 || progress.epoch_ended || progress.done {
                return Ok(train::Progress { samples, ..progress });
            }
        }
    }
}

fn check_index(what: &str, index: usize, count: usize) -> Result<()> {
    if index < count {
        return Ok(());
    }
    Err(crate::Error::new(crate::ErrorCode::InvalidInput, what, index, format!("below {count}")).into())
}

/// A network in training.
#[wasm_bindgen]
pub struct Trainer {
    inner: train::Trainer,
    /// Once a step was observed.
    signal: Option<Signal>,
    /// Every how many steps one is; 0 for none.
    every: u32,
    /// Finished.
    done: u32,
    steps: Vec<(u32, Vec<f64>)>,
}

#[wasm_bindgen]
impl Trainer {
    /// A fresh network of this configuration for the data set.
    #[wasm_bindgen(constructor)]
    pub fn new(config: JsValue, dataset: &Dataset) -> Result<Self> {
        let config = TrainConfig::try_from(&config_from(&config)?)?;
        Ok(Self {
            inner: train::Trainer::new(config, Arc::clone(&dataset.0))?,
            signal: None,
            every: 0,
            done: 0,
            steps: Vec::new(),
        })
    }

    /// Trains on up to `count` batches, stopping early at the end of an epoch; returns `Progress`.
    #[wasm_bindgen(js_name = trainBatches, unchecked_return_type = "any")]
    pub fn train_batches(&mut self, count: u32) -> Result<JsValue> {
        to_js(&self.train(count)?)
    }

    /// From now on measures every so many steps, the first of the run among them; 0 for none.
    #[wasm_bindgen(js_name = observeEvery)]
    pub fn observe_every(&mut self, every: u32) {
        self.every = every;
    }

    /// What was measured since this was last called: an array of `WatchedStep`.
    #[wasm_bindgen(js_name = takeSteps, unchecked_return_type = "any[]")]
    pub fn take_steps(&mut self) -> js_sys::Array {
        std::mem::take(&mut self.steps).into_iter().map(step_to).collect()
    }

    /// Judges the network on at least so many more of the test images, or of those that it is trained on, which tell of its
    /// units as well; returns `Evaluation` once it has seen all.
    #[wasm_bindgen(js_name = evaluatePart, unchecked_return_type = "any")]
    pub fn evaluate_part(&mut self, images: u32, training: bool) -> Result<JsValue> {
        self.inner.judge_part(images, training)?.map_or(Ok(JsValue::UNDEFINED), |evaluation| to_js(&evaluation))
    }

    /// The class that each test image was taken for when the network was last judged on all of them.
    pub fn predictions(&self) -> Uint8Array {
        self.inner.predictions().into()
    }

    /// Subnormal numbers that the last batch left.
    pub fn subnormals(&self) -> usize {
        self.inner.subnormals()
    }

    /// Classifies so many test images one by one; returns how many answers are right.
    pub fn classify(&mut self, count: u32) -> Result<u32> {
        Ok(self.inner.classify(count)?)
    }

    /// The values learned for each parameter: an array of `[name, layers]`, layers with one value or one for each unit.
    #[wasm_bindgen(unchecked_return_type = "[string, number[][]][]")]
    pub fn learned(&self) -> Result<JsValue> {
        to_js(&self.inner.network().learned())
    }

    /// All that is trained, layer by layer: weights (fan_in × fan_out) by rows, biases, learned parameters.
    pub fn weights(&self) -> Float32Array {
        self.inner.network().values().collect::<Vec<_>>().as_slice().into()
    }

    /// Hash of all that is trained.
    #[wasm_bindgen(js_name = weightsHash)]
    pub fn weights_hash(&self) -> String {
        self.inner.weights_hash()
    }

    /// Trains on one batch and measures it; returns `Progress`. What was measured is there even if it diverges.
    #[wasm_bindgen(js_name = observeBatch, unchecked_return_type = "any")]
    pub fn observe_batch(&mut self) -> Result<JsValue> {
        to_js(&self.observe()?)
    }

    /// What the last step that was observed was, as www/src/core/signal.ts unpacks it; none before.
    pub fn signal(&self) -> Float64Array {
        self.signal.as_ref().map(packed_signal).unwrap_or_default().as_slice().into()
    }

    /// What mean-field theory says of the network at initialisation: an array of `Foretold`; none before a step was observed.
    #[wasm_bindgen(unchecked_return_type = "any[]")]
    pub fn foretold(&self) -> Result<JsValue> {
        let input_square = self.signal.as_ref().map(Signal::input_square);
        to_js(&input_square.map(|square| self.inner.foretell(square)).unwrap_or_default())
    }

    /// Indices of the training images of the last step.
    #[wasm_bindgen(js_name = lastBatch)]
    pub fn last_batch(&self) -> Uint32Array {
        self.inner.last_batch().into()
    }

    /// Some training images forward and back through the network as it is now: `Trace`.
    #[wasm_bindgen(unchecked_return_type = "any")]
    pub fn trace(&mut self, images: &[u32]) -> Result<JsValue> {
        Ok(trace_to(&self.inner.trace(images)?))
    }

    /// From now on looks into each unit whenever the network is judged on the images that it is trained on: their
    /// pre-activations are counted in equal parts of [-reach, reach].
    #[wasm_bindgen(js_name = countUnits)]
    pub fn count_units(&mut self, parts: usize, reach: f32) -> Result<()> {
        Ok(self.inner.count_units(Counting { parts, reach })?)
    }

    /// What was found: an array of `UnitsOfLayer`.
    #[wasm_bindgen(unchecked_return_type = "any[]")]
    pub fn units(&self) -> js_sys::Array {
        self.inner
            .units()
            .iter()
            .zip(&self.inner.network().layers)
            .map(|(units, layer)| units_to(units, layer))
            .collect()
    }

    /// Pixels of a training image, side × side.
    #[wasm_bindgen(js_name = trainImage)]
    pub fn train_image(&self, index: usize) -> Result<Uint8Array> {
        let train = self.inner.dataset().train();
        check_index("index of a training image", index, train.len())?;
        Ok(train.image(index).as_slice().into())
    }

    /// Label of a training image.
    #[wasm_bindgen(js_name = trainLabel)]
    pub fn train_label(&self, index: usize) -> Result<u8> {
        let train = self.inner.dataset().train();
        check_index("index of a training image", index, train.len())?;
        Ok(train.labels()[index])
    }
}

/// A trained network that classifies pictures.
#[wasm_bindgen]
pub struct Model(train::Model);

#[wasm_bindgen]
impl Model {
    /// From a configuration, the side of the network's pictures and its weights.
    #[wasm_bindgen(constructor)]
    pub fn new(config: JsValue, input_side: usize, weights: &[f32]) -> Result<Self> {
        Ok(Self(train::Model::new(&config_from(&config)?, input_side, weights)?))
    }

    /// Side of the network's pictures, in pixels.
    #[wasm_bindgen(getter, js_name = inputSide)]
    pub fn input_side(&self) -> usize {
        self.0.side()
    }

    /// Probability of each of the ten digits for a 28 × 28 picture.
    pub fn predict(&mut self, image: &[u8]) -> Result<Float32Array> {
        Ok(self.0.predict(image)?.as_slice().into())
    }

    /// The gradient of a digit's log-odds in the pixels of the picture that the network sees of a 28 × 28 one.
    #[wasm_bindgen(js_name = inputGradient)]
    pub fn input_gradient(&mut self, image: &[u8], digit: usize) -> Result<Float32Array> {
        Ok(self.0.input_gradient(image, digit)?.as_slice().into())
    }

    /// All that was trained, as [`Trainer::weights`] gives it.
    pub fn weights(&self) -> Float32Array {
        self.0.network().values().collect::<Vec<_>>().as_slice().into()
    }
}

/// One function's kernel on inputs from a standard normal distribution, for the caller to time.
#[wasm_bindgen]
pub struct KernelTimer {
    activation: Activation,
    units: usize,
    x: Vec<f32>,
    y: Vec<f32>,
    gradient: Vec<f32>,
}

/// Units of a layer, for a function that works on rows, where they divide the inputs.
const TIMED_UNITS: usize = 64;

/// The most inputs of a [`KernelTimer`].
const MAX_TIMED: usize = 1 << 22;

#[wasm_bindgen]
impl KernelTimer {
    /// A function at `length` points.
    #[wasm_bindgen(constructor)]
    pub fn new(id: &str, params: &JsValue, length: usize) -> Result<Self> {
        let activation = activation_from(id, params)?;
        if !(1..=MAX_TIMED).contains(&length) {
            let expected = format!("1 to {MAX_TIMED}");
            return Err(crate::Error::new(crate::ErrorCode::InvalidInput, "length", length, expected).into());
        }
        let mut rng = Rng::new(1, Stream::Bench);
        let x: Vec<f32> = (0..length).map(|_| rng.normal()).collect();
        let units = if length.is_multiple_of(TIMED_UNITS) { TIMED_UNITS } else { length };
        let mut timer = Self { activation, units, x, y: vec![0.0; length], gradient: vec![1.0; length] };
        timer.forward(1);
        Ok(timer)
    }

    /// Computes f `repeats` times.
    pub fn forward(&mut self, repeats: u32) {
        for _ in 0..repeats {
            self.activation.forward_rows(self.units, std::hint::black_box(&self.x), &mut self.y);
        }
    }

    /// Computes the gradient's product with f′ `repeats` times, from gradients that neither vanish nor explode.
    pub fn backward(&mut self, repeats: u32) {
        for _ in 0..repeats {
            self.gradient.fill(1.0);
            self.activation.backward_rows(self.units, std::hint::black_box(&self.x), &self.y, &mut self.gradient);
        }
    }
}

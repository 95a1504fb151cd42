//! What a run is: checked once, here, then trusted.

use super::schedule::Schedule;
use crate::activation::{Activation, Dialect, Learn, Sharing};
use crate::error::{Error, ErrorCode, Result, decimal};
use crate::nn::{Hidden, Initializer};
use crate::optim::Rule;
use serde::{Serialize, Serializer};
use std::fmt::Arguments;

/// The function of a hidden layer as it stands in JSON, before it is checked.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "cli", derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RawLayer {
    /// As in [`RawConfig`].
    pub activation: String,
    /// As in [`RawConfig`].
    #[serde(serialize_with = "as_map")]
    #[cfg_attr(feature = "cli", serde(default, deserialize_with = "from_map"))]
    pub params: Vec<(String, f64)>,
    /// As in [`RawConfig`].
    #[serde(serialize_with = "as_map")]
    #[cfg_attr(feature = "cli", serde(default, deserialize_with = "from_map"))]
    pub learn: Vec<(String, String)>,
}

/// A configuration as it stands in JSON, before it is checked.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "cli", derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RawConfig {
    /// Id of the activation function.
    pub activation: String,
    /// Values of its parameters; those left out have their defaults.
    #[serde(serialize_with = "as_map")]
    #[cfg_attr(feature = "cli", serde(default, deserialize_with = "from_map"))]
    pub params: Vec<(String, f64)>,
    /// Which of its parameters are learned with the weights, and whether by `layer` or by `unit`.
    #[serde(serialize_with = "as_map")]
    #[cfg_attr(feature = "cli", serde(default, deserialize_with = "from_map"))]
    pub learn: Vec<(String, String)>,
    /// A function for each hidden layer, instead of the one above, which is then a name for the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layers: Option<Vec<RawLayer>>,
    /// What the biases of the hidden layers start at, besides what the initializer gives them: Keras's
    /// `bias_initializer=Constant(…)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden_bias: Option<f64>,
    /// Units of each hidden layer.
    pub hidden: Vec<u32>,
    /// Name of the scheme for the initial weights.
    pub initializer: String,
    /// Name of the optimizer.
    pub optimizer: String,
    /// Step size.
    pub learning_rate: f64,
    /// Images of a step.
    pub batch_size: u32,
    /// Passes over the training images.
    pub epochs: u32,
    /// Seed of the initial weights and of the order of the images.
    pub seed: u32,
    /// How the step size decays: constant (unless told), cosine or step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<String>,
    /// By what the schedule `step` multiplies the step size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decay_rate: Option<f64>,
    /// Every how many epochs the schedule `step` does so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decay_epochs: Option<u32>,
    /// First epochs, over which the step size rises from 0; the schedule follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warmup_epochs: Option<u32>,
    /// Of the weights and all that is trained besides, what each step takes away, times the step size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight_decay: Option<f64>,
    /// The length to which the gradient of the whole network is shortened if it is longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub global_clipnorm: Option<f64>,
    /// Share of the activations of each hidden layer that are dropped in training.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dropout: Option<f64>,
    /// How much training images are distorted, each time anew; 1 for as much as [`crate::data::Augmenter`] says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub augmentation: Option<f64>,
    /// Share of the training images that is held out, drawn under the seed, and judged after each epoch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validation_split: Option<f64>,
    /// After how many epochs without a lower loss on the held-out images the run stops.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patience: Option<u32>,
    /// Whether the run ends with the weights of the epoch with the lowest loss on the held-out images.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best_weights: Option<bool>,
}

/// Pairs as an object.
///
/// # Errors
/// The serializer's.
pub fn as_map<S: Serializer, N: Serialize, T: Serialize>(
    pairs: &[(N, T)],
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(name, value)| (name, value)))
}

/// An object as pairs.
#[cfg(feature = "cli")]
fn from_map<'de, D: serde::Deserializer<'de>, T: serde::Deserialize<'de>>(
    deserializer: D,
) -> std::result::Result<Vec<(String, T)>, D::Error> {
    let map: std::collections::BTreeMap<String, T> = serde::Deserialize::deserialize(deserializer)?;
    Ok(map.into_iter().collect())
}

/// A configuration that is known to be usable.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainConfig {
    /// Names the run; that of all hidden layers, unless they have their own.
    pub activation: Activation,
    /// What each hidden layer does with its sums.
    pub functions: Vec<Hidden>,
    /// Added to the biases of the hidden layers at initialisation.
    pub hidden_bias: f32,
    /// Units of each hidden layer.
    pub hidden: Vec<usize>,
    /// Scheme for the initial weights.
    pub initializer: Initializer,
    /// Update rule.
    pub optimizer: Rule,
    /// Step size.
    pub learning_rate: f32,
    /// What it is multiplied by.
    pub schedule: Schedule,
    /// Of what is trained, what a step of size 1 would take away, if not the rule's own.
    pub weight_decay: Option<f32>,
    /// The length that the gradient of the whole network may have.
    pub global_clipnorm: Option<f32>,
    /// Share of the activations of each hidden layer that are dropped in training.
    pub dropout: f32,
    /// How much training images are distorted; 0 for not at all.
    pub augmentation: f32,
    /// Share of the training images that is held out; 0 for none.
    pub validation_split: f64,
    /// After how many epochs without a lower loss on them the run stops.
    pub patience: Option<u32>,
    /// Whether the run ends with the weights of the epoch with the lowest loss on them.
    pub best_weights: bool,
    /// Images of a step; the last step of an epoch takes what is left.
    pub batch_size: usize,
    /// Passes over the training images.
    pub epochs: u32,
    /// Seed of the initial weights and of the order of the images.
    pub seed: u32,
}

/// More hidden layers than anyone trains here.
const MAX_LAYERS: usize = 50;
const MAX_UNITS: u32 = 2048;
const MAX_BATCH: u32 = 4096;
const MAX_EPOCHS: u32 = 1000;

pub(super) fn check(name: &str, ok: bool, got: Arguments, expected: Arguments) -> Result<()> {
    if ok { Ok(()) } else { Err(Error::new(ErrorCode::InvalidConfig, name, got, expected.to_string())) }
}

pub(super) fn check_number(name: &str, ok: bool, got: f64, expected: &str) -> Result<()> {
    // Printing a number is for the error alone.
    if ok { Ok(()) } else { check(name, ok, format_args!("{}", decimal(got)), format_args!("{expected}")) }
}

fn check_count(name: &str, count: u32, max: u32) -> Result<()> {
    check(name, (1..=max).contains(&count), format_args!("{count}"), format_args!("1 to {max}"))
}

/// A function by its id, with these parameters, of which some are learned.
fn hidden(id: &str, params: &[(String, f64)], learn: &[(String, String)]) -> Result<Hidden> {
    let params = params.iter().map(|(name, value)| (name.as_str(), *value));
    let activation = Activation::new(id, Dialect::default(), params)?;
    let mut learned = Learn::default();
    for (name, sharing) in learn {
        let index = activation.function.parameter_index(name)?;
        learned[index] = Some(Sharing::from_name(sharing, &format!("learn.{name}"))?);
    }
    Ok(Hidden { activation, learn: learned })
}

impl TryFrom<&RawConfig> for TrainConfig {
    type Error = Error;

    fn try_from(raw: &RawConfig) -> Result<Self> {
        let own = hidden(&raw.activation, &raw.params, &raw.learn)?;
        let count = raw.hidden.len();
        check(
            "hidden",
            count <= MAX_LAYERS,
            format_args!("{count} layers"),
            format_args!("at most {MAX_LAYERS} layers"),
        )?;
        let mut functions = vec![own; count];
        if let Some(layers) = &raw.layers {
            let expected = format_args!("{count}, one for each hidden layer");
            check("layers", layers.len() == count, format_args!("{}", layers.len()), expected)?;
            for ((function, layer), number) in functions.iter_mut().zip(layers).zip(1..) {
                let of_layer = |error: Error| Error { what: format!("layer {number}, {}", error.what), ..error };
                *function = hidden(&layer.activation, &layer.params, &layer.learn).map_err(of_layer)?;
            }
        }
        for units in &raw.hidden {
            check(
                "hidden",
                (1..=MAX_UNITS).contains(units),
                format_args!("{units}"),
                format_args!("1 to {MAX_UNITS} units in each layer"),
            )?;
        }
        let bias = raw.hidden_bias.unwrap_or(0.0);
        check_number("hidden_bias", (bias as f32).is_finite(), bias, "a finite number")?;
        let rate = raw.learning_rate as f32;
        let usable = rate.is_finite() && rate > 0.0;
        check_number("learning_rate", usable, raw.learning_rate, "a finite number above 0")?;
        let (batch, epochs) = (raw.batch_size, raw.epochs);
        check_count("batch_size", batch, MAX_BATCH)?;
        check_count("epochs", epochs, MAX_EPOCHS)?;
        let decay = raw.weight_decay.unwrap_or(0.0);
        check_number("weight_decay", (0.0..=1.0).contains(&decay), decay, "a number from 0 to 1")?;
        let norm = raw.global_clipnorm.unwrap_or(1.0);
        let usable = norm as f32 > 0.0 && (norm as f32).is_finite();
        check_number("global_clipnorm", usable, norm, "a finite number above 0")?;
        let dropout = raw.dropout.unwrap_or(0.0);
        check_number("dropout", (0.0..=0.99).contains(&dropout), dropout, "a number from 0 to 0.99")?;
        let augmentation = raw.augmentation.unwrap_or(0.0);
        check_number("augmentation", (0.0..=2.0).contains(&augmentation), augmentation, "a number from 0 to 2")?;
        let split = raw.validation_split.unwrap_or(0.0);
        check_number("validation_split", (0.0..=0.5).contains(&split), split, "a number from 0 to 0.5")?;
        let unused = split == 0.0;
        let (patience, best_weights) = (raw.patience, raw.best_weights.unwrap_or(false));
        check("patience", patience != Some(0), format_args!("0"), format_args!("at least 1"))?;
        let (epochs, none) = (patience.unwrap_or(0), format_args!("none, as validation_split is 0"));
        check("patience", !unused || patience.is_none(), format_args!("{epochs}"), none)?;
        check("best_weights", !unused || !best_weights, format_args!("true"), none)?;
        Ok(Self {
            activation: own.activation,
            functions,
            hidden_bias: bias as f32,
            hidden: raw.hidden.iter().map(|&units| units as usize).collect(),
            initializer: Initializer::from_name(&raw.initializer)?,
            optimizer: Rule::from_name(&raw.optimizer)?,
            learning_rate: rate,
            schedule: Schedule::new(raw)?,
            weight_decay: raw.weight_decay.map(|value| value as f32),
            global_clipnorm: raw.global_clipnorm.map(|value| value as f32),
            dropout: dropout as f32,
            augmentation: augmentation as f32,
            validation_split: split,
            patience,
            best_weights,
            batch_size: batch as usize,
            epochs: raw.epochs,
            seed: raw.seed,
        })
    }
}

impl TrainConfig {
    /// Sizes of the network for pictures of this side: inputs, hidden units, classes.
    ///
    /// # Errors
    /// `invalid_config` if its training takes too much memory, with the figure.
    pub fn sizes(&self, input_side: usize) -> Result<Vec<usize>> {
        let mut sizes = vec![input_side * input_side];
        sizes.extend(&self.hidden);
        sizes.push(crate::data::CLASSES);
        self.check_memory(&sizes)?;
        Ok(sizes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::Preset;

    fn refused(change: impl Fn(&mut RawConfig)) -> String {
        let mut raw = Preset::from_name("race").unwrap().config;
        assert!(TrainConfig::try_from(&raw).is_ok());
        change(&mut raw);
        TrainConfig::try_from(&raw).unwrap_err().to_string()
    }

    #[test]
    fn every_field_is_checked() {
        assert_eq!(refused(|c| c.learning_rate = -0.1), "learning_rate: got -0.1, expected a finite number above 0");
        assert!(refused(|c| c.learning_rate = f64::NAN).contains("got NaN"));
        for decay in [-0.1, 1.5, f64::NAN] {
            assert!(refused(|c| c.weight_decay = Some(decay)).starts_with("weight_decay: got"));
        }
        for dropout in [-0.1, 1.0, f64::NAN] {
            assert!(refused(|c| c.dropout = Some(dropout)).starts_with("dropout: got"));
        }
        for augmentation in [-0.1, 2.1, f64::NAN] {
            assert!(refused(|c| c.augmentation = Some(augmentation)).starts_with("augmentation: got"));
        }
        for split in [-0.1, 0.6, f64::NAN] {
            assert!(refused(|c| c.validation_split = Some(split)).starts_with("validation_split: got"));
        }
        assert_eq!(refused(|c| c.patience = Some(3)), "patience: got 3, expected none, as validation_split is 0");
        assert_eq!(
            refused(|c| (c.patience, c.validation_split) = (Some(0), Some(0.1))),
            "patience: got 0, expected at least 1"
        );
        assert!(refused(|c| c.best_weights = Some(true)).starts_with("best_weights: got true, expected none"));
        assert!(refused(|c| c.hidden_bias = Some(f64::NAN)).starts_with("hidden_bias: got NaN"));
        for norm in [0.0, -1.0, f64::INFINITY, f64::NAN] {
            assert!(refused(|c| c.global_clipnorm = Some(norm)).starts_with("global_clipnorm: got"));
        }
        assert!(refused(|c| c.learning_rate = 1e300).contains("finite"));
        assert!(refused(|c| c.learning_rate = 1e-60).contains("above 0"));
        assert!(refused(|c| c.batch_size = 0).starts_with("batch_size: got 0"));
        assert!(refused(|c| c.epochs = 100_000).contains("1 to 1000"));
        assert!(refused(|c| c.hidden = vec![64, 0]).contains("1 to 2048 units"));
        assert!(refused(|c| c.hidden = vec![1; 51]).contains("51 layers"));
        assert!(refused(|c| c.initializer = "ones".to_owned()).contains("glorot_uniform"));
        assert!(refused(|c| c.optimizer = "adm".to_owned()).contains("adam, adamw"));
        assert!(refused(|c| c.activation = "rulu".to_owned()).contains("softsign, relu"));
        assert!(refused(|c| c.params = vec![("slope".to_owned(), 0.1)]).contains("no parameter"));
        assert!(refused(|c| c.learn = vec![("slope".to_owned(), "unit".to_owned())]).contains("no parameter"));
        assert_eq!(
            refused(|c| {
                c.activation = "elu".to_owned();
                c.learn = vec![("alpha".to_owned(), "network".to_owned())];
            }),
            "learn.alpha: got \"network\", expected one of layer, unit"
        );
    }
}

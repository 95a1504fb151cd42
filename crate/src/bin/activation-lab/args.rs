//! What may stand on the command line, and the configurations that it asks for.

use crate::Failure;
use crate::signal::SignalArgs;
use crate::sweep::SweepArgs;
use activation_lab::activation::{Dialect, Entry, Function};
use activation_lab::data::Dataset;
use activation_lab::optim::Rule;
use activation_lab::train::{Images, Preset, RawConfig, RawLayer, TrainConfig};
use clap::{Args, Parser, Subcommand};
use flate2::read::GzDecoder;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Compare activation functions: values, training on MNIST, drawn digits.
#[derive(Parser)]
#[command(name = "activation-lab", version)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// List every function with its family, its names in Keras and PyTorch, and its parameters.
    List {
        #[command(flatten)]
        dialect: DialectArg,
        /// Print all that is known, as JSON, instead of a table.
        #[arg(long)]
        json: bool,
    },
    /// Read numbers from standard input; print x, f(x) and f'(x), separated by tabs. For softmax a line is a row.
    Eval {
        /// Id of the function.
        id: String,
        #[command(flatten)]
        dialect: DialectArg,
        /// A parameter, e.g. slope=0.2; may be repeated.
        #[arg(long = "param", value_name = "NAME=VALUE", value_parser = parse_parameter)]
        parameters: Vec<(String, f64)>,
    },
    /// Train one network for each function and report on it.
    Train {
        #[command(flatten)]
        run: RunArgs,
        /// Print JSON instead of a table.
        #[arg(long)]
        json: bool,
        /// Keep the trained network of one function as .safetensors, .onnx or .json; may be repeated.
        #[arg(long, value_name = "FILE")]
        save: Vec<PathBuf>,
    },
    /// Train a function with several values of a parameter, and say which are as good as the best.
    Sweep(SweepArgs),
    /// Say how gradients vanish or explode in fresh networks of several depths, and what theory foretells of it.
    Signal(SignalArgs),
    /// Train, then classify pen strokes from standard input: one {"label", "strokes"} a line; print JSON.
    Ink {
        #[command(flatten)]
        run: RunArgs,
        /// Take this network, .safetensors or .json, instead of training.
        #[arg(long, value_name = "FILE", conflicts_with = "activations")]
        load: Option<PathBuf>,
    },
    /// Judge a trained network on the test images; print JSON.
    Evaluate {
        /// The network, .safetensors or .json.
        #[arg(long, value_name = "FILE")]
        load: PathBuf,
        #[command(flatten)]
        data: DataArg,
        /// Print the logits of each test image as well.
        #[arg(long)]
        logits: bool,
    },
}

#[derive(Args)]
pub struct DialectArg {
    /// Whose defaults apply: keras2, keras3 or pytorch.
    #[arg(long, default_value = "keras2")]
    dialect: String,
}

impl DialectArg {
    pub fn get(&self) -> Result<Dialect, Failure> {
        Ok(Dialect::from_id(&self.dialect)?)
    }
}

#[derive(Args)]
pub struct RunArgs {
    /// Ids separated by commas, or "all".
    #[arg(long)]
    activations: Option<String>,
    /// Ids for the hidden layers, one for each, separated by commas, instead of the same for all.
    #[arg(long, value_name = "IDS", value_delimiter = ',', conflicts_with = "activations")]
    layer_activations: Option<Vec<String>>,
    /// A parameter's value, or its start where it is learned, e.g. leaky_relu.negative_slope=0.1; may be repeated.
    #[arg(long = "param", value_name = "ID.NAME=VALUE", value_parser = parse_own_parameter)]
    parameters: Vec<(String, String, f64)>,
    #[command(flatten)]
    settings: SettingArgs,
}

/// What a run may have besides its function.
#[derive(Args)]
pub struct SettingArgs {
    /// What to start from: race, deep (20 layers), keras-mlp (mnist_mlp of Keras), full (all images, 14 x 14) or
    /// handwriting (all images, distorted, 28 x 28).
    #[arg(long, default_value = "race")]
    preset: String,
    /// Seed of the initial weights and of the order of the images, instead of the preset's.
    #[arg(long)]
    seed: Option<u32>,
    #[command(flatten)]
    dialect: DialectArg,
    /// How a parameter is learned with the weights, e.g. elu.alpha=unit; may be repeated. Unless told, as the dialect does.
    #[arg(long, value_name = "ID.NAME=layer|unit|none", value_parser = parse_own_text)]
    learn: Vec<(String, String, String)>,
    /// Units of each hidden layer, separated by commas, instead of the preset's; nothing for no hidden layer.
    #[arg(long, value_delimiter = ',', num_args = 0..)]
    hidden: Option<Vec<u32>>,
    /// Scheme for the initial weights, instead of the preset's: zeros, orthogonal, pytorch, or glorot, he or lecun with
    /// _uniform or _normal.
    #[arg(long)]
    initializer: Option<String>,
    /// What the biases of the hidden layers start at, besides what the initializer gives them.
    #[arg(long, allow_negative_numbers = true)]
    hidden_bias: Option<f64>,
    /// Update rule, instead of the preset's: sgd, momentum, nesterov, rmsprop, adagrad, adadelta, adam, adamw or nadam.
    #[arg(long)]
    optimizer: Option<String>,
    /// Step size, instead of the preset's; unless told, another optimizer than the preset's has the one of Keras.
    #[arg(long)]
    learning_rate: Option<f64>,
    /// How the step size decays after the warm-up: constant, cosine (to 0 at the end) or step.
    #[arg(long)]
    schedule: Option<String>,
    /// By what the schedule "step" multiplies the step size, above 0 and up to 1.
    #[arg(long)]
    decay_rate: Option<f64>,
    /// Every how many epochs the schedule "step" does so.
    #[arg(long)]
    decay_epochs: Option<u32>,
    /// First epochs, over which the step size rises from 0.
    #[arg(long)]
    warmup_epochs: Option<u32>,
    /// Of all that is trained, what each step takes away, times the step size; adamw has 0.004 unless told.
    #[arg(long)]
    weight_decay: Option<f64>,
    /// The length to which the gradient of the whole network is shortened if it is longer.
    #[arg(long)]
    global_clipnorm: Option<f64>,
    /// Share of the activations of each hidden layer that are dropped in training, 0 to 0.99.
    #[arg(long)]
    dropout: Option<f64>,
    /// How much training images are distorted, each time anew, 0 to 2: turned, sheared, bent, larger or smaller, by another
    /// pen, with strokes added; 1 for as much as drawn digits need.
    #[arg(long)]
    augmentation: Option<f64>,
    /// Share of the training images that is held out, 0 to 0.5; the test images decide nothing.
    #[arg(long)]
    validation_split: Option<f64>,
    /// After how many epochs without a lower loss on them the run stops.
    #[arg(long)]
    patience: Option<u32>,
    /// End with the weights of the epoch with the lowest such loss.
    #[arg(long)]
    best_weights: bool,
    /// Images of a step, instead of the preset's.
    #[arg(long)]
    batch_size: Option<u32>,
    /// Passes over the training images, instead of the preset's.
    #[arg(long)]
    epochs: Option<u32>,
    #[command(flatten)]
    data: DataArg,
}

#[derive(Args)]
pub struct DataArg {
    /// The packed data set, instead of the preset's, which is one of two that `npm run build` makes.
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// To what side pictures of 28 x 28 are reduced: 14, 7, 4, 2 or 1.
    #[arg(long)]
    side: Option<usize>,
}

impl DataArg {
    /// The data set of a preset, unless told otherwise.
    pub fn load(&self, images: Images) -> Result<Arc<Dataset>, Failure> {
        let packed = |name| Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/generated/data").join(name);
        let (file, side) = match images {
            Images::Subset => ("mnist-14x14.bin", None),
            Images::All14 => ("mnist-28x28.bin", Some(14)),
            Images::All => ("mnist-28x28.bin", None),
        };
        let (path, side) = self.data.clone().map_or_else(|| (packed(file), side), |path| (path, None));
        let dataset = load(&path)?;
        Ok(Arc::new(match self.side.or(side) {
            Some(side) if side != dataset.side() => dataset.downsample(side)?,
            _ => dataset,
        }))
    }
}

/// The functions of a list of ids, or all.
pub fn parse_functions(ids: &str) -> Result<Vec<Function>, Failure> {
    if ids == "all" {
        return Ok(Function::ALL.to_vec());
    }
    Ok(ids.split(',').map(|id| Function::from_id(id.trim())).collect::<Result<_, _>>()?)
}

fn parse_parameter(argument: &str) -> Result<(String, f64), String> {
    let (name, value) = argument.split_once('=').ok_or("expected NAME=VALUE")?;
    let value = value.parse().map_err(|_| format!("{value:?} is no number"))?;
    Ok((name.to_owned(), value))
}

/// `ID.NAME=VALUE` in its three parts.
fn parse_own_text(argument: &str) -> Result<(String, String, String), String> {
    let parts = argument.split_once('=').and_then(|(owner, value)| Some((owner.split_once('.')?, value)));
    let ((id, name), value) = parts.ok_or("expected ID.NAME=VALUE")?;
    Ok((id.to_owned(), name.to_owned(), value.to_owned()))
}

fn parse_own_parameter(argument: &str) -> Result<(String, String, f64), String> {
    let (id, name, value) = parse_own_text(argument)?;
    let value = value.parse().map_err(|_| format!("{value:?} is no number"))?;
    Ok((id, name, value))
}

impl RunArgs {
    pub fn load(&self) -> Result<Arc<Dataset>, Failure> {
        self.settings.load()
    }

    /// A configuration for each function.
    pub fn configs(&self) -> Result<Vec<RawConfig>, Failure> {
        let base = self.settings.base()?;
        let functions = match (&self.layer_activations, &self.activations) {
            (Some(ids), _) => ids.iter().map(|id| Function::from_id(id.trim())).collect::<Result<_, _>>()?,
            (None, Some(ids)) => parse_functions(ids)?,
            (None, None) => {
                return Err(Failure::Usage("--activations is missing: ids separated by commas, or \"all\"".to_owned()));
            }
        };
        // Settings of functions that are not trained are checked as well: a wrong name must not go unnoticed.
        for (id, name, _) in &self.parameters {
            Function::from_id(id)?.parameter_index(name)?;
        }
        let config = |function: Function| {
            let own = self.parameters.iter().filter(|(id, ..)| Function::from_id(id) == Ok(function));
            self.settings.config(&base, function, own.map(|(_, name, value)| (name.as_str(), *value)))
        };
        let mut configs = functions.into_iter().map(config).collect::<Result<Vec<_>, _>>()?;
        if self.layer_activations.is_some() {
            // One run, named after its first layer.
            let layer = |config: &RawConfig| {
                let RawConfig { activation, params, learn, .. } = config.clone();
                RawLayer { activation, params, learn }
            };
            let layers = configs.iter().map(layer).collect();
            configs.truncate(1);
            configs[0].layers = Some(layers);
        }
        for config in &configs {
            TrainConfig::try_from(config)?;
        }
        Ok(configs)
    }
}

impl SettingArgs {
    pub fn load(&self) -> Result<Arc<Dataset>, Failure> {
        self.data.load(Preset::from_name(&self.preset)?.images)
    }

    /// The configuration of all functions.
    pub fn base(&self) -> Result<RawConfig, Failure> {
        let mut base = Preset::from_name(&self.preset)?.config;
        if let Some(name) = self.optimizer.as_ref().filter(|name| **name != base.optimizer) {
            Rule::from_name(name)?;
            let keras = Rule::ALL.iter().find(|(known, ..)| known == name);
            base.learning_rate = keras.map_or(base.learning_rate, |(_, _, rate)| *rate);
            base.optimizer.clone_from(name);
        }
        base.hidden = self.hidden.clone().unwrap_or(base.hidden);
        base.hidden_bias = self.hidden_bias.or(base.hidden_bias);
        base.initializer = self.initializer.clone().unwrap_or(base.initializer);
        base.learning_rate = self.learning_rate.unwrap_or(base.learning_rate);
        base.schedule = self.schedule.clone().or(base.schedule);
        base.decay_rate = self.decay_rate.or(base.decay_rate);
        base.decay_epochs = self.decay_epochs.or(base.decay_epochs);
        base.warmup_epochs = self.warmup_epochs.or(base.warmup_epochs);
        base.weight_decay = self.weight_decay.or(base.weight_decay);
        base.global_clipnorm = self.global_clipnorm.or(base.global_clipnorm);
        base.dropout = self.dropout.or(base.dropout);
        base.augmentation = self.augmentation.or(base.augmentation);
        base.validation_split = self.validation_split.or(base.validation_split);
        base.patience = self.patience.or(base.patience);
        base.best_weights = self.best_weights.then_some(true).or(base.best_weights);
        base.batch_size = self.batch_size.unwrap_or(base.batch_size);
        base.epochs = self.epochs.unwrap_or(base.epochs);
        base.seed = self.seed.unwrap_or(base.seed);
        for (id, name, _) in &self.learn {
            Function::from_id(id)?.parameter_index(name)?;
        }
        Ok(base)
    }

    /// The configuration of a function, every parameter spelled out.
    pub fn config<'a>(
        &self,
        base: &RawConfig,
        function: Function,
        own: impl Iterator<Item = (&'a str, f64)>,
    ) -> Result<RawConfig, Failure> {
        let entry = Entry::new(function, self.dialect.get()?);
        let mut params: Vec<_> = entry.parameters.iter().map(|p| (p.name.to_owned(), p.default)).collect();
        for (name, value) in own {
            params[function.parameter_index(name)?].1 = value;
        }
        let mut learn: Vec<_> =
            entry.parameters.iter().filter_map(|p| Some((p.name.to_owned(), p.learned?.name().to_owned()))).collect();
        for (_, name, how) in self.learn.iter().filter(|(id, ..)| Function::from_id(id) == Ok(function)) {
            learn.retain(|(learned, _)| learned != name);
            if how != "none" {
                learn.push((name.clone(), how.clone()));
            }
        }
        Ok(RawConfig { activation: entry.id.to_owned(), params, learn, ..base.clone() })
    }
}

fn load(path: &Path) -> Result<Dataset, Failure> {
    let failed = |error: &dyn std::fmt::Display| {
        Failure::Other(format!("{}: {error}; `npm run cli` packs the data set", path.display()))
    };
    let file = std::fs::read(path).map_err(|error| failed(&error))?;
    let mut packed = Vec::new();
    GzDecoder::new(file.as_slice()).read_to_end(&mut packed).map_err(|error| failed(&error))?;
    Dataset::from_bytes(&packed).map_err(|error| failed(&error))
}

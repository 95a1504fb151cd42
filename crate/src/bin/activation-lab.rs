//! Activation Lab on the command line: the page's core, natively.

use activation_lab::activation::{Activation, Dialect, Entry, Function};
use activation_lab::data::{Dataset, ink};
use activation_lab::optim::Rule;
use activation_lab::train::{Evaluation, Preset, Progress, RawConfig, TrainConfig, Trainer, as_map};
use clap::{Args, Parser, Subcommand};
use flate2::read::GzDecoder;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

/// Compare activation functions: values, training on MNIST, drawn digits.
#[derive(Parser)]
#[command(name = "activation-lab", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
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
    },
    /// Train, then classify pen strokes from standard input: one {"label", "strokes"} a line; print JSON.
    Ink {
        #[command(flatten)]
        run: RunArgs,
    },
}

#[derive(Args)]
struct DialectArg {
    /// Whose defaults apply: keras2, keras3 or pytorch.
    #[arg(long, default_value = "keras2")]
    dialect: String,
}

impl DialectArg {
    fn get(&self) -> Result<Dialect, Failure> {
        Ok(Dialect::from_id(&self.dialect)?)
    }
}

#[derive(Args)]
struct RunArgs {
    /// Ids separated by commas, or "all".
    #[arg(long)]
    activations: String,
    /// Name of the configuration to start from.
    #[arg(long, default_value = "race")]
    preset: String,
    /// Seed of the initial weights and of the order of the images, instead of the preset's.
    #[arg(long)]
    seed: Option<u32>,
    #[command(flatten)]
    dialect: DialectArg,
    /// A parameter's value, or its start where it is learned, e.g. leaky_relu.negative_slope=0.1; may be repeated.
    #[arg(long = "param", value_name = "ID.NAME=VALUE", value_parser = parse_own_parameter)]
    parameters: Vec<(String, String, f64)>,
    /// How a parameter is learned with the weights, e.g. elu.alpha=unit; may be repeated. Unless told, as the dialect does.
    #[arg(long, value_name = "ID.NAME=layer|unit|none", value_parser = parse_own_text)]
    learn: Vec<(String, String, String)>,
    /// Units of each hidden layer, separated by commas, instead of the preset's.
    #[arg(long, value_delimiter = ',')]
    hidden: Option<Vec<u32>>,
    /// Scheme for the initial weights, instead of the preset's: zeros, orthogonal, pytorch, or glorot, he or lecun with
    /// _uniform or _normal.
    #[arg(long)]
    initializer: Option<String>,
    /// Update rule, instead of the preset's: sgd, momentum, nesterov, rmsprop, adagrad, adadelta, adam, adamw or nadam.
    #[arg(long)]
    optimizer: Option<String>,
    /// Step size, instead of the preset's; unless told, an optimizer given here has the one of Keras.
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
    /// Images of a step, instead of the preset's.
    #[arg(long)]
    batch_size: Option<u32>,
    /// Passes over the training images, instead of the preset's.
    #[arg(long)]
    epochs: Option<u32>,
    /// The packed data set.
    #[arg(long, value_name = "FILE", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../www/generated/data/mnist-14x14.bin"))]
    data: PathBuf,
}

/// Why the program ends early: a wrong argument (exit code 2) or anything else (1).
enum Failure {
    Usage(String),
    Other(String),
}

impl From<activation_lab::Error> for Failure {
    fn from(error: activation_lab::Error) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Other(error.to_string())
    }
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::List { dialect, json } => list(&dialect, json),
        Command::Eval { id, dialect, parameters } => eval(&id, &dialect, &parameters),
        Command::Train { run, json } => train(&run, json),
        Command::Ink { run } => classify_ink(&run),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Usage(message)) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
        Err(Failure::Other(message)) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
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

fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::Other(error.to_string()))?;
    Ok(writeln!(io::stdout(), "{text}")?)
}

/// What is known about each function: what the core has to know, merged with the facts of `facts.json`.
fn known(dialect: Dialect) -> Result<Vec<Value>, Failure> {
    let failed = |error: serde_json::Error| Failure::Other(error.to_string());
    let mut facts: Vec<Value> = serde_json::from_str(include_str!("../activation/facts.json")).map_err(failed)?;
    let merged = |&function: &Function| {
        let mut all = serde_json::to_value(Entry::new(function, dialect)).map_err(failed)?;
        if let Some(index) = facts.iter().position(|entry| entry["id"] == all["id"]) {
            merge(&mut all, facts.swap_remove(index));
        }
        Ok(all)
    };
    Function::ALL.iter().map(merged).collect()
}

/// Adds what `from` has and `into` lacks; arrays of both go entry by entry.
fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (Value::Array(into), Value::Array(from)) => {
            for (into, from) in into.iter_mut().zip(from) {
                merge(into, from);
            }
        }
        (into @ Value::Null, from) => *into = from,
        _ => {}
    }
}

fn list(dialect: &DialectArg, json: bool) -> Result<(), Failure> {
    let dialect = dialect.get()?;
    let all = known(dialect)?;
    if json {
        return print_json(&all);
    }
    let mut out = io::stdout().lock();
    let frameworks = [if dialect == Dialect::Keras2 { "keras2" } else { "keras3" }, "pytorch"];
    for function in all {
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let [id, family] = [&function["id"], &function["family"]].map(text);
        let [keras, pytorch] = frameworks.map(|framework| text(&function["names"][framework]["api"]));
        let parameters = function["parameters"].as_array().into_iter().flatten();
        let defaults: Vec<_> = parameters.map(|p| format!("{}={}", text(&p["name"]), p["default"])).collect();
        writeln!(out, "{id:<18}{family:<13}{keras:<35}{pytorch:<36}{}", defaults.join(" "))?;
    }
    Ok(())
}

fn eval(id: &str, dialect: &DialectArg, parameters: &[(String, f64)]) -> Result<(), Failure> {
    let parameters = parameters.iter().map(|(name, value)| (name.as_str(), *value));
    let activation = Activation::new(id, dialect.get()?, parameters)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let parse = |word: &str| {
            let failed = |_| Failure::Usage(format!("line {}: got {word:?}, expected a number", number + 1));
            word.parse::<f32>().map_err(failed)
        };
        let row = line?.split_whitespace().map(parse).collect::<Result<Vec<_>, _>>()?;
        let (mut values, mut slopes) = (vec![0.0; row.len()], vec![1.0; row.len()]);
        activation.forward_rows(row.len().max(1), &row, &mut values);
        if activation.function == Function::Softmax {
            // How each moves with its own input.
            slopes = values.iter().map(|y| y * (1.0 - y)).collect();
        } else {
            activation.backward(&row, &values, &mut slopes);
        }
        for ((x, y), slope) in row.iter().zip(values).zip(slopes) {
            // Display of f32 is the shortest decimal that reads back as the same number.
            writeln!(out, "{x}\t{y}\t{slope}")?;
        }
    }
    Ok(out.flush()?)
}

impl RunArgs {
    fn load(&self) -> Result<Arc<Dataset>, Failure> {
        Ok(Arc::new(load(&self.data)?))
    }

    /// A configuration for each function.
    fn configs(&self) -> Result<Vec<RawConfig>, Failure> {
        let mut base = Preset::from_name(&self.preset)?.config;
        if let Some(name) = &self.optimizer {
            Rule::from_name(name)?;
            let keras = Rule::ALL.iter().find(|(known, ..)| known == name);
            base.learning_rate = keras.map_or(base.learning_rate, |(_, _, rate)| *rate);
            base.optimizer.clone_from(name);
        }
        base.hidden = self.hidden.clone().unwrap_or(base.hidden);
        base.initializer = self.initializer.clone().unwrap_or(base.initializer);
        base.learning_rate = self.learning_rate.unwrap_or(base.learning_rate);
        base.schedule = self.schedule.clone().or(base.schedule);
        base.decay_rate = self.decay_rate.or(base.decay_rate);
        base.decay_epochs = self.decay_epochs.or(base.decay_epochs);
        base.warmup_epochs = self.warmup_epochs.or(base.warmup_epochs);
        base.weight_decay = self.weight_decay.or(base.weight_decay);
        base.global_clipnorm = self.global_clipnorm.or(base.global_clipnorm);
        base.dropout = self.dropout.or(base.dropout);
        base.batch_size = self.batch_size.unwrap_or(base.batch_size);
        base.epochs = self.epochs.unwrap_or(base.epochs);
        base.seed = self.seed.unwrap_or(base.seed);
        let functions = if self.activations == "all" {
            Function::ALL.to_vec()
        } else {
            self.activations.split(',').map(|id| Function::from_id(id.trim())).collect::<Result<_, _>>()?
        };
        let dialect = self.dialect.get()?;
        // Settings of functions that are not trained are checked as well: a wrong name must not go unnoticed.
        for (id, name) in self.parameters.iter().map(|p| (&p.0, &p.1)).chain(self.learn.iter().map(|l| (&l.0, &l.1))) {
            Function::from_id(id)?.parameter_index(name)?;
        }
        let configs = functions.into_iter().map(|function| self.config(&base, function, dialect));
        let configs = configs.collect::<Result<Vec<_>, activation_lab::Error>>()?;
        for config in &configs {
            TrainConfig::try_from(config)?;
        }
        Ok(configs)
    }

    /// The configuration of a function, every parameter spelled out.
    fn config(&self, base: &RawConfig, function: Function, dialect: Dialect) -> activation_lab::Result<RawConfig> {
        let entry = Entry::new(function, dialect);
        let own = |id: &str| Function::from_id(id) == Ok(function);
        let mut params: Vec<_> = entry.parameters.iter().map(|p| (p.name.to_owned(), p.default)).collect();
        for (_, name, value) in self.parameters.iter().filter(|(id, ..)| own(id)) {
            params[function.parameter_index(name)?].1 = *value;
        }
        let mut learn: Vec<_> =
            entry.parameters.iter().filter_map(|p| Some((p.name.to_owned(), p.learned?.name().to_owned()))).collect();
        for (_, name, how) in self.learn.iter().filter(|(id, ..)| own(id)) {
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

/// The report of one run.
#[derive(Serialize)]
struct Run {
    activation: String,
    #[serde(serialize_with = "as_map")]
    params: Vec<(String, f64)>,
    #[serde(serialize_with = "as_map")]
    learn: Vec<(String, String)>,
    seed: u32,
    train_loss: Vec<f64>,
    test_accuracy: Vec<f64>,
    /// Of training alone, without judging.
    seconds: f64,
    samples_per_second: f64,
    weights_hash: String,
    /// The values learned for each parameter, hidden layer by hidden layer.
    #[serde(serialize_with = "as_map", skip_serializing_if = "Vec::is_empty")]
    learned: Vec<(&'static str, Vec<Vec<f32>>)>,
    /// Why the run ended early.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// Trains to the end and reports; epochs appear on standard error as they finish.
fn run(config: &RawConfig, dataset: &Arc<Dataset>) -> Result<(Run, Trainer), Failure> {
    let mut trainer = Trainer::new(TrainConfig::try_from(config)?, Arc::clone(dataset))?;
    let mut run = Run {
        activation: config.activation.clone(),
        params: config.params.clone(),
        learn: config.learn.clone(),
        learned: Vec::new(),
        seed: config.seed,
        train_loss: Vec::new(),
        test_accuracy: Vec::new(),
        seconds: 0.0,
        samples_per_second: 0.0,
        weights_hash: String::new(),
        error: None,
    };
    let mut samples = 0_u32;
    loop {
        let start = Instant::now();
        let trained = trainer.train_batches(u32::MAX);
        run.seconds += start.elapsed().as_secs_f64();
        let judged: Result<(Progress, Evaluation), _> =
            trained.and_then(|progress| Ok((progress, trainer.evaluate()?)));
        match judged {
            Ok((progress, evaluation)) => {
                samples += progress.samples;
                run.train_loss.push(progress.train_loss);
                run.test_accuracy.push(evaluation.accuracy);
                let (loss, accuracy) = (progress.train_loss, 100.0 * evaluation.accuracy);
                let (epoch, epochs) = (progress.epoch, progress.epochs);
                eprintln!("{} epoch {epoch}/{epochs}: loss {loss:.4}, test {accuracy:.2} %", run.activation);
                if progress.done {
                    break;
                }
            }
            Err(error) => {
                eprintln!("{error}");
                run.error = Some(error.to_string());
                break;
            }
        }
    }
    run.samples_per_second = f64::from(samples) / run.seconds;
    run.weights_hash = trainer.weights_hash();
    run.learned = trainer.network().learned();
    Ok((run, trainer))
}

fn train(args: &RunArgs, json: bool) -> Result<(), Failure> {
    let configs = args.configs()?;
    let dataset = args.load()?;
    let runs = configs.iter().map(|config| Ok(run(config, &dataset)?.0)).collect::<Result<Vec<_>, Failure>>()?;
    if json {
        // The configuration is the same for all runs but for the function and its parameters, which each run names.
        let mut config = serde_json::to_value(&configs[0]).map_err(|error| Failure::Other(error.to_string()))?;
        if let Some(fields) = config.as_object_mut() {
            fields.retain(|name, _| !["activation", "params", "learn"].contains(&name.as_str()));
        }
        return print_json(&serde_json::json!({ "config": config, "runs": runs }));
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{:<18}{:>10}{:>12}{:>10}{:>14}  weights", "function", "test", "loss", "seconds", "samples/s")?;
    for run in &runs {
        let accuracy = run.test_accuracy.last().map_or("-".to_owned(), |a| format!("{:.2} %", 100.0 * a));
        let loss = run.train_loss.last().map_or("-".to_owned(), |loss| format!("{loss:.4}"));
        let (name, seconds, rate) = (&run.activation, run.seconds, run.samples_per_second);
        writeln!(out, "{name:<18}{accuracy:>10}{loss:>12}{seconds:>10.2}{rate:>14.0}  {}", run.weights_hash)?;
    }
    Ok(())
}

/// A digit drawn with a pen: points x0, y0, x1, y1, … of each stroke.
#[derive(Deserialize)]
struct Drawing {
    label: Option<u8>,
    strokes: Vec<Vec<f32>>,
}

impl Drawing {
    fn image(&self) -> Option<Vec<u8>> {
        let points = |stroke: &Vec<f32>| stroke.as_chunks::<2>().0.iter().map(|&[x, y]| (x, y)).collect::<Vec<_>>();
        let strokes: Vec<_> = self.strokes.iter().map(points).collect();
        ink::image(&strokes.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }
}

/// What a network made of the drawings.
#[derive(Serialize)]
struct InkRun {
    activation: String,
    /// Share of right answers among drawings with a label; null if there is none.
    accuracy: Option<f64>,
    /// The answer to each drawing; null where nothing was drawn.
    predictions: Vec<Option<usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

fn classify_ink(args: &RunArgs) -> Result<(), Failure> {
    let configs = args.configs()?;
    let mut drawings = Vec::new();
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let drawing: Drawing =
            serde_json::from_str(&line).map_err(|error| Failure::Usage(format!("line {}: {error}", number + 1)))?;
        drawings.push(drawing);
    }
    let images: Vec<_> = drawings.iter().map(Drawing::image).collect();
    let dataset = args.load()?;
    let mut runs = Vec::new();
    for config in &configs {
        let (run, trainer) = run(config, &dataset)?;
        let (mut accuracy, mut predictions) = (None, Vec::new());
        if run.error.is_none() {
            let mut model = trainer.into_model();
            for image in &images {
                predictions.push(image.as_ref().map(|image| model.classify(image)).transpose()?);
            }
            let labelled = drawings.iter().zip(&predictions).filter_map(|(d, p)| Some((usize::from(d.label?), p)));
            let (right, total) = labelled.fold((0_u32, 0_u32), |(right, total), (label, answer)| {
                (right + u32::from(*answer == Some(label)), total + 1)
            });
            accuracy = (total > 0).then(|| f64::from(right) / f64::from(total));
        }
        runs.push(InkRun { activation: run.activation, accuracy, predictions, error: run.error });
    }
    print_json(&serde_json::json!({ "runs": runs }))
}

//! `train` and `ink`.

use crate::args::RunArgs;
use crate::{Failure, files, print_json};
use activation_lab::Divergence;
use activation_lab::data::{CLASSES, Dataset, ink};
use activation_lab::export::Saved;
use activation_lab::train::{Evaluation, Model, Progress, RawConfig, TrainConfig, Trainer, as_map};
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Write};
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// The report of one run.
#[derive(Serialize)]
pub struct Run {
    pub activation: String,
    #[serde(serialize_with = "as_map")]
    params: Vec<(String, f64)>,
    #[serde(serialize_with = "as_map")]
    learn: Vec<(String, String)>,
    pub seed: u32,
    train_loss: Vec<f64>,
    pub test_accuracy: Vec<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    validation_loss: Vec<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    validation_accuracy: Vec<f64>,
    /// The epoch with the lowest loss on the held-out images, from 1 on.
    #[serde(skip_serializing_if = "Option::is_none")]
    best_epoch: Option<u32>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    stopped_early: bool,
    /// Of training alone, without judging on the test images.
    pub seconds: f64,
    samples_per_second: f64,
    pub weights_hash: String,
    /// The values learned for each parameter, hidden layer by hidden layer.
    #[serde(serialize_with = "as_map", skip_serializing_if = "Vec::is_empty")]
    pub learned: Vec<(&'static str, Vec<Vec<f32>>)>,
    /// Why the run ended early.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub divergence: Option<Divergence>,
}

/// Trains to the end and reports; epochs appear on standard error as they finish.
fn run(config: &RawConfig, dataset: &Arc<Dataset>) -> Result<(Run, Trainer), Failure> {
    let started = Instant::now();
    let trained = run_watched(config, dataset, |run, progress| {
        let (epoch, epochs) = (progress.epoch, progress.epochs);
        let elapsed = started.elapsed().as_secs_f64();
        let left = elapsed / f64::from(epoch) * f64::from(epochs - epoch);
        let name = &run.activation;
        let held =
            progress.validation_accuracy.map_or(String::new(), |held| format!("held out {:.2} %, ", 100.0 * held));
        let (loss, accuracy) = (progress.train_loss, 100.0 * run.test_accuracy.last().unwrap_or(&0.0));
        eprintln!(
            "{name} epoch {epoch}/{epochs}: loss {loss:.4}, {held}test {accuracy:.2} %, {elapsed:.1} s, {left:.0} s left"
        );
        true
    })?;
    if let Some(error) = &trained.0.error {
        eprintln!("{error}");
    }
    Ok(trained)
}

/// Trains to the end, or until whoever is told of each epoch has seen enough.
pub fn run_watched(
    config: &RawConfig,
    dataset: &Arc<Dataset>,
    mut goes_on: impl FnMut(&Run, &Progress) -> bool,
) -> Result<(Run, Trainer), Failure> {
    let mut trainer = Trainer::new(TrainConfig::try_from(config)?, Arc::clone(dataset))?;
    let mut run = Run {
        activation: config.activation.clone(),
        params: config.params.clone(),
        learn: config.learn.clone(),
        learned: Vec::new(),
        seed: config.seed,
        train_loss: Vec::new(),
        test_accuracy: Vec::new(),
        validation_loss: Vec::new(),
        validation_accuracy: Vec::new(),
        best_epoch: None,
        stopped_early: false,
        seconds: 0.0,
        samples_per_second: 0.0,
        weights_hash: String::new(),
        error: None,
        divergence: None,
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
                run.validation_loss.extend(progress.validation_loss);
                run.validation_accuracy.extend(progress.validation_accuracy);
                (run.best_epoch, run.stopped_early) = (progress.best_epoch, progress.stopped_early);
                if !goes_on(&run, &progress) || progress.done {
                    break;
                }
            }
            Err(error) => {
                run.error = Some(error.to_string());
                run.divergence = error.divergence.map(|divergence| *divergence);
                break;
            }
        }
    }
    run.samples_per_second = f64::from(samples) / run.seconds;
    run.weights_hash = trainer.weights_hash();
    run.learned = trainer.network().learned();
    Ok((run, trainer))
}

pub fn train(args: &RunArgs, json: bool, save: &[PathBuf]) -> Result<(), Failure> {
    let configs = args.configs()?;
    files::check_save(save, configs.len())?;
    let dataset = args.load()?;
    for config in &configs {
        // None is trained if one of them cannot be.
        TrainConfig::try_from(config)?.sizes(dataset.side())?;
    }
    let mut runs = Vec::new();
    for config in &configs {
        let (run, trainer) = run(config, &dataset)?;
        // A run that diverged is reported, but has nothing worth keeping.
        if run.error.is_none() && !save.is_empty() {
            let weights = trainer.network().values().collect();
            let saved = Saved { config: config.clone(), input_side: dataset.side(), weights };
            let results = serde_json::to_value(&run).map_err(|error| Failure::Other(error.to_string()))?;
            save.iter().try_for_each(|path| files::save(path, &saved, results.clone()))?;
        }
        runs.push(run);
    }
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
    /// Of the stroke at each point, as a multiple of the usual pen's; 1 where there are none.
    #[serde(default)]
    widths: Vec<Vec<f32>>,
}

impl Drawing {
    fn check(&self) -> Result<(), String> {
        if let Some(label) = self.label.filter(|label| usize::from(*label) >= CLASSES) {
            return Err(format!("label: got {label}, expected 0 to 9"));
        }
        if let Some(odd) = self.strokes.iter().find(|stroke| stroke.len() % 2 == 1) {
            return Err(format!("strokes: got one of {} numbers, expected two for each point", odd.len()));
        }
        let counts = |stroke: &Vec<f32>| stroke.len() / 2;
        let widths: Vec<usize> = self.widths.iter().map(Vec::len).collect();
        if !widths.is_empty() && !self.strokes.iter().map(counts).eq(widths.iter().copied()) {
            return Err(format!("widths: got strokes of {widths:?}, expected one for each point of the strokes"));
        }
        Ok(())
    }

    fn image(&self) -> Option<Vec<u8>> {
        let points = |(index, stroke): (usize, &Vec<f32>)| {
            let widths = self.widths.get(index).map_or(&[][..], Vec::as_slice).iter().copied().chain(iter::repeat(1.0));
            let points = stroke.as_chunks::<2>().0.iter().zip(widths);
            points.map(|(&[x, y], width)| ink::Point { x, y, width }).collect::<Vec<_>>()
        };
        let strokes: Vec<_> = self.strokes.iter().enumerate().map(points).collect();
        Some(ink::picture(&strokes.iter().map(Vec::as_slice).collect::<Vec<_>>())?.centred)
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
    /// Of drawings with a label: a row for each label, a column for each answer.
    confusion: [[u32; CLASSES]; CLASSES],
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

pub fn classify_ink(args: &RunArgs, load: Option<&Path>) -> Result<(), Failure> {
    let loaded = load.map(files::load).transpose()?;
    let configs = if loaded.is_some() { Vec::new() } else { args.configs()? };
    let mut drawings = Vec::new();
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let wrong = |error: String| Failure::Usage(format!("line {}: {error}", number + 1));
        let drawing: Drawing = serde_json::from_str(&line).map_err(|error| wrong(error.to_string()))?;
        drawing.check().map_err(wrong)?;
        drawings.push(drawing);
    }
    let mut runs = Vec::new();
    if let Some((saved, model)) = loaded {
        runs.push(answers(saved.config.activation, None, model, &drawings)?);
    } else {
        let dataset = args.load()?;
        for config in &configs {
            let (run, trainer) = run(config, &dataset)?;
            runs.push(answers(run.activation, run.error, trainer.into_model(), &drawings)?);
        }
    }
    print_json(&serde_json::json!({ "runs": runs }))
}

/// What a network makes of the drawings, unless its training failed.
fn answers(
    activation: String,
    error: Option<String>,
    mut model: Model,
    drawings: &[Drawing],
) -> Result<InkRun, Failure> {
    let (mut accuracy, mut predictions, mut confusion) = (None, Vec::new(), [[0; CLASSES]; CLASSES]);
    if error.is_none() {
        let (mut right, mut labelled) = (0_u32, 0_u32);
        for drawing in drawings {
            let answer = drawing.image().map(|image| model.classify(&image)).transpose()?;
            predictions.push(answer);
            let Some(label) = drawing.label else { continue };
            labelled += 1;
            if let Some(answer) = answer {
                confusion[usize::from(label)][answer] += 1;
                right += u32::from(answer == usize::from(label));
            }
        }
        accuracy = (labelled > 0).then(|| f64::from(right) / f64::from(labelled));
    }
    Ok(InkRun { activation, accuracy, predictions, confusion, error })
}

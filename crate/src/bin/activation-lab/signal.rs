//! `signal`: what the first step carries through fresh networks, function by function and depth by depth.

use crate::args::{DataArg, DialectArg, parse_functions};
use crate::{Failure, functions, print_json};
use activation_lab::activation::{Entry, Function};
use activation_lab::data::Dataset;
use activation_lab::nn::mean_field::Foretold;
use activation_lab::train::{Images, LayerSignal, Preset, RawConfig, Signal, TrainConfig, Trainer};
use clap::Args;
use serde::Serialize;
use std::io::{self, Write};
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Stands for the initialiser that is recommended with a function.
const RECOMMENDED: &str = "recommended";

#[derive(Args)]
pub struct SignalArgs {
    /// Ids separated by commas, or "all".
    #[arg(long)]
    activations: String,
    /// Numbers of hidden layers, separated by commas.
    #[arg(long, value_delimiter = ',', default_value = "1,2,5,10,20,50")]
    depths: Vec<usize>,
    /// Units of each hidden layer.
    #[arg(long, default_value_t = 32)]
    units: u32,
    /// Schemes for the initial weights, separated by commas; "recommended" for the function's own.
    #[arg(long, value_delimiter = ',', default_value = "glorot_uniform")]
    initializer: Vec<String>,
    /// Seed of the initial weights and of the choice of the images.
    #[arg(long, default_value_t = 1)]
    seed: u32,
    /// Images of the step.
    #[arg(long, default_value_t = 32)]
    batch_size: u32,
    #[command(flatten)]
    dialect: DialectArg,
    #[command(flatten)]
    data: DataArg,
    /// Print JSON instead of a table.
    #[arg(long)]
    json: bool,
    /// Tell of each layer as well, in JSON.
    #[arg(long, requires = "json")]
    layers: bool,
}

/// One network. Ratios are of lengths of gradients, the first hidden layer's over the last one's.
#[derive(Serialize)]
struct Cell {
    activation: String,
    initializer: String,
    depth: usize,
    /// Of the gradients in the weights; null where the loss or a gradient is not finite, or the last layer's is 0.
    ratio: Option<f64>,
    /// What mean-field theory says of it; null where it says nothing.
    predicted: Option<f64>,
    /// Of the gradients in the pre-activations.
    pre_activation_ratio: Option<f64>,
    predicted_pre_activation_ratio: Option<f64>,
    /// Why the step came to nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    layers: Vec<Layer>,
}

#[derive(Serialize)]
struct Layer {
    #[serde(flatten)]
    measured: LayerSignal,
    /// Of a hidden layer.
    #[serde(skip_serializing_if = "Option::is_none")]
    predicted: Option<Foretold>,
}

/// What a cell is made of.
struct Job {
    config: RawConfig,
    depth: usize,
}

impl Job {
    fn run(&self, dataset: &Arc<Dataset>, layers: bool) -> Result<Cell, Failure> {
        let mut trainer = Trainer::new(TrainConfig::try_from(&self.config)?, Arc::clone(dataset))?;
        let mut signal = Signal::new(trainer.network());
        let error = trainer.observe_batch(&mut signal).err().map(|error| error.to_string());
        let foretold = trainer.foretell(signal.input_square());
        let Foretold { weight_ratio, delta_ratio, .. } = foretold[0];
        let mut predicted = foretold.into_iter();
        let layer = |measured: &LayerSignal| Layer { measured: measured.clone(), predicted: predicted.next() };
        Ok(Cell {
            activation: self.config.activation.clone(),
            initializer: self.config.initializer.clone(),
            depth: self.depth,
            ratio: signal.weight_ratio(),
            predicted: weight_ratio,
            pre_activation_ratio: signal.delta_ratio(),
            predicted_pre_activation_ratio: delta_ratio,
            error,
            layers: if layers { signal.layers().iter().map(layer).collect() } else { Vec::new() },
        })
    }
}

/// A job for each cell: functions, then initialisers, then depths.
fn jobs(args: &SignalArgs) -> Result<Vec<Job>, Failure> {
    if let Some(depth) = args.depths.iter().find(|depth| **depth == 0) {
        return Err(Failure::Usage(format!("--depths: got {depth}, expected at least one hidden layer")));
    }
    let (recommended, dialect) = (functions::recommended()?, args.dialect.get()?);
    let race = RawConfig { seed: args.seed, batch_size: args.batch_size, ..Preset::from_name("race")?.config };
    let mut jobs = Vec::new();
    for function in parse_functions(&args.activations)? {
        let entry = Entry::new(function, dialect);
        let params: Vec<_> = entry.parameters.iter().map(|p| (p.name.to_owned(), p.default)).collect();
        let own = Function::ALL.iter().position(|known| *known == function).and_then(|index| recommended.get(index));
        for initializer in &args.initializer {
            let initializer = own.filter(|_| initializer == RECOMMENDED).unwrap_or(initializer);
            for &depth in &args.depths {
                let config = RawConfig {
                    activation: entry.id.to_owned(),
                    params: params.clone(),
                    initializer: initializer.clone(),
                    hidden: vec![args.units; depth],
                    ..race.clone()
                };
                TrainConfig::try_from(&config)?;
                jobs.push(Job { config, depth });
            }
        }
    }
    Ok(jobs)
}

pub fn signal(args: &SignalArgs) -> Result<(), Failure> {
    let jobs = jobs(args)?;
    let dataset = args.data.load(Images::Subset)?;
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(index) else { return Ok(done) };
            done.push((index, job.run(&dataset, args.layers)?));
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(jobs.len());
    let parts = thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().map(|thread| thread.join().expect("a thread that does not panic")).collect::<Vec<_>>()
    });
    let mut cells: Vec<(usize, Cell)> =
        parts.into_iter().collect::<Result<Vec<_>, Failure>>()?.into_iter().flatten().collect();
    cells.sort_by_key(|(index, _)| *index);
    let cells: Vec<Cell> = cells.into_iter().map(|(_, cell)| cell).collect();
    if args.json {
        let SignalArgs { units, seed, batch_size, .. } = args;
        let config =
            serde_json::json!({ "units": units, "seed": seed, "batch_size": batch_size, "input_side": dataset.side() });
        return print_json(&serde_json::json!({ "config": config, "cells": cells }));
    }
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{:<18}{:<16}{:>5}{:>12}{:>12}{:>10}",
        "function", "initializer", "depth", "ratio", "predicted", "off by"
    )?;
    let text = |number: Option<f64>| number.map_or("-".to_owned(), |number| format!("{number:.3e}"));
    for Cell { activation, initializer, depth, ratio, predicted, .. } in &cells {
        let off = predicted.zip(*ratio).map(|(predicted, ratio)| predicted / ratio).filter(|off| off.is_finite());
        let off = off.map_or("-".to_owned(), |off| format!("{off:.2}"));
        let (ratio, predicted) = (text(*ratio), text(*predicted));
        writeln!(out, "{activation:<18}{initializer:<16}{depth:>5}{ratio:>12}{predicted:>12}{off:>10}")?;
    }
    Ok(())
}

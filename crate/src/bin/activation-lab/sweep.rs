//! `sweep`: a function trained with several values of a parameter, or of the learning rate, on all cores.

use crate::args::SettingArgs;
use crate::pool::{Pool, Trained};
use crate::{Failure, functions, print_json};
use activation_lab::activation::{Dialect, Entry, Function};
use activation_lab::data::Dataset;
use activation_lab::optim::Rule;
use activation_lab::train::{RawConfig, TrainConfig};
use activation_lab::tune::{Axis, Judged, Point, Scale, Verdict, judge, refine};
use clap::Args;
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::sync::Arc;

const RATE: &str = "learning_rate";
/// Further values that are asked for at once, as on the page: the next ones know of these.
const AT_A_TIME: usize = 2;

#[derive(Args)]
pub struct SweepArgs {
    /// Id of the function.
    #[arg(long)]
    activation: String,
    /// The parameter, or learning_rate, and its values: v1,v2,… or MIN:MAX:SCALE:COUNT with linear, log (from 0 as well) or
    /// signed as the scale. With a single value, the value of another parameter; may be repeated.
    #[arg(long = "param", value_name = "NAME=VALUES", value_parser = parse_values, required = true)]
    parameters: Vec<(String, Values)>,
    /// With how many seeds: that of the preset, or --seed, and those that follow it.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=100))]
    seeds: u32,
    /// Up to so many further values: frameworks' defaults, then where they tell most of optimum and edges.
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    refine: usize,
    /// Networks that are trained at once, instead of one for each core.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Go on even if it takes more than an hour.
    #[arg(long)]
    yes: bool,
    /// Print JSON instead of a table.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    settings: SettingArgs,
}

/// What stands behind a parameter's name.
#[derive(Clone)]
enum Values {
    List(Vec<f64>),
    Along { min: f64, max: f64, scale: Scale, count: usize },
}

fn parse_values(argument: &str) -> Result<(String, Values), String> {
    let expected = "expected NAME=v1,v2,… or NAME=MIN:MAX:SCALE:COUNT";
    let (name, text) = argument.split_once('=').ok_or(expected)?;
    let number = |word: &str| word.trim().parse::<f64>().map_err(|_| format!("{word:?} is no number; {expected}"));
    let values = if let [min, max, scale, count] = text.split(':').collect::<Vec<_>>()[..] {
        let scale = Scale::from_name(scale).map_err(|error| error.to_string())?;
        let count = count.parse().map_err(|_| format!("{count:?} is no number of values; {expected}"))?;
        Values::Along { min: number(min)?, max: number(max)?, scale, count }
    } else {
        Values::List(text.split(',').map(number).collect::<Result<_, _>>()?)
    };
    Ok((name.to_owned(), values))
}

/// What is swept, and where.
struct Plan {
    function: Function,
    parameter: String,
    axis: Axis,
    values: Vec<f64>,
    base: RawConfig,
    seeds: Vec<u32>,
}

impl Plan {
    fn new(args: &SweepArgs) -> Result<Self, Failure> {
        let function = Function::from_id(&args.activation)?;
        let (mut swept, mut fixed) = (None, Vec::new());
        for (name, values) in &args.parameters {
            if name != RATE {
                function.parameter_index(name)?;
            }
            match values {
                Values::List(list) if list.len() == 1 && name != RATE => fixed.push((name.as_str(), list[0])),
                _ if swept.is_none() => swept = Some((name.clone(), values.clone())),
                _ => return Err(Failure::Usage(format!("--param {name}: got a second sweep, expected one"))),
            }
        }
        let (parameter, values) = swept
            .ok_or_else(|| Failure::Usage("--param: got a single value, expected two or more to compare".to_owned()))?;
        let (axis, values) = match values {
            Values::Along { min, max, scale, count } => {
                let axis = Axis::new(min, max, scale)?;
                let values = axis.grid(count)?;
                (axis, values)
            }
            Values::List(mut list) => {
                list.sort_by(f64::total_cmp);
                (Axis::new(list[0], list[list.len() - 1], Scale::Linear)?, list)
            }
        };
        // Refuses a value that is there twice, before any training.
        let points = values.iter().map(|&value| Point { value, accuracies: vec![None] });
        judge(&axis, &points.collect::<Vec<_>>())?;
        let base = args.settings.config(&args.settings.base()?, function, fixed.into_iter())?;
        let seed = |index: u32| {
            base.seed.checked_add(index).ok_or_else(|| {
                Failure::Usage(format!("--seeds: got {} from {} on, expected all below 2^32", args.seeds, base.seed))
            })
        };
        let seeds = (0..args.seeds).map(seed).collect::<Result<_, _>>()?;
        Ok(Self { function, parameter, axis, values, base, seeds })
    }

    fn config(&self, value: f64, seed: u32) -> RawConfig {
        let mut config = RawConfig { seed, ..self.base.clone() };
        match config.params.iter_mut().find(|(name, _)| *name == self.parameter) {
            Some(parameter) => parameter.1 = value,
            None => config.learning_rate = value,
        }
        config
    }

    /// Of each framework that has the function, or of the optimizer.
    fn defaults(&self) -> Result<Vec<(&'static str, f64)>, Failure> {
        if self.parameter == RATE {
            let rate = Rule::ALL.iter().find(|(name, ..)| *name == self.base.optimizer).map(|(.., rate)| *rate);
            return Ok(rate.map(|rate| ("Keras", rate)).into_iter().collect());
        }
        let mut defaults = Vec::new();
        for (name, id, dialect) in [
            ("Keras 2.2", "keras2", Dialect::Keras2),
            ("Keras 3", "keras3", Dialect::Keras3),
            ("PyTorch", "pytorch", Dialect::Pytorch),
        ] {
            let entry = Entry::new(self.function, dialect);
            let setting = entry.parameters.iter().find(|setting| setting.name == self.parameter);
            if let Some(setting) = setting
                && functions::has(id, entry.id)?
            {
                defaults.push((name, setting.default));
            }
        }
        Ok(defaults)
    }
}

/// A value and its runs, seed by seed.
struct Tried {
    value: f64,
    runs: Vec<Trained>,
}

impl Tried {
    fn point(&self) -> Point {
        Point { value: self.value, accuracies: self.runs.iter().map(Trained::accuracy).collect() }
    }
}

pub fn sweep(args: &SweepArgs) -> Result<(), Failure> {
    let plan = Plan::new(args)?;
    let dataset = args.settings.load()?;
    let defaults = plan.defaults()?;
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let planned = (plan.values.len() + args.refine) * plan.seeds.len();
    let mut pool = Pool::new(args.threads.map_or_else(cores, usize::from), planned, args.yes);
    let mut tried = Vec::new();
    let mut values = plan.values.clone();
    let mut left = args.refine;
    while !values.is_empty() {
        tried.extend(train(&plan, &values, &dataset, &mut pool)?);
        let points: Vec<Point> = tried.iter().map(Tried::point).collect();
        let new =
            |value: &f64| plan.axis.positions(&[*value]).is_ok() && points.iter().all(|point| point.value != *value);
        values = defaults.iter().map(|(_, value)| *value).filter(new).collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        values.truncate(left);
        if values.is_empty() && left > 0 {
            values = refine(&plan.axis, &points, left.min(AT_A_TIME))?;
        }
        left -= values.len();
    }
    tried.sort_by(|a, b| a.value.total_cmp(&b.value));
    let verdict = judge(&plan.axis, &tried.iter().map(Tried::point).collect::<Vec<_>>())?;
    if args.json {
        return print_json(&report(&plan, &tried, &verdict, &defaults)?);
    }
    Ok(print(&plan, &tried, &verdict, &defaults)?)
}

/// Seed by seed, and within a seed value by value: whatever has finished is a fair comparison.
fn train(plan: &Plan, values: &[f64], dataset: &Arc<Dataset>, pool: &mut Pool) -> Result<Vec<Tried>, Failure> {
    let jobs = plan.seeds.iter().flat_map(|&seed| values.iter().map(move |&value| (value, seed)));
    let jobs: Vec<_> = jobs
        .map(|(value, seed)| {
            let name = format!("{} {}={value}, seed {seed}", plan.base.activation, plan.parameter);
            (name, plan.config(value, seed))
        })
        .collect();
    for (_, config) in &jobs {
        // None is trained if one of them cannot be.
        TrainConfig::try_from(config)?.sizes(dataset.side())?;
    }
    let mut runs = pool.train(&jobs, dataset)?;
    let mut tried: Vec<_> = values.iter().map(|&value| Tried { value, runs: Vec::new() }).collect();
    for (index, run) in runs.drain(..).enumerate() {
        tried[index % values.len()].runs.push(run);
    }
    Ok(tried)
}

fn value(of: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(of).map_err(|error| Failure::Other(error.to_string()))
}

fn report(plan: &Plan, tried: &[Tried], verdict: &Verdict, defaults: &[(&str, f64)]) -> Result<Value, Failure> {
    let mut config = value(&plan.base)?;
    if let Some(fields) = config.as_object_mut() {
        fields.retain(|name, _| name != "seed" && *name != plan.parameter);
        if let Some(params) = fields.get_mut("params").and_then(Value::as_object_mut) {
            params.remove(&plan.parameter);
        }
    }
    let points = tried.iter().map(|tried| Ok(json!({ "value": tried.value, "runs": value(&tried.runs)? })));
    Ok(json!({
        "config": config,
        "parameter": plan.parameter,
        "axis": value(&plan.axis)?,
        "seeds": plan.seeds,
        "defaults": defaults.iter().map(|(name, value)| json!({ "framework": name, "value": value })).collect::<Vec<_>>(),
        "points": points.collect::<Result<Vec<_>, Failure>>()?,
        "verdict": value(verdict)?,
    }))
}

fn print(plan: &Plan, tried: &[Tried], verdict: &Verdict, defaults: &[(&str, f64)]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{:<14}{:>10}{:>9}  {:<12}to 90 %", plan.parameter, "test", "±", "")?;
    for (index, (Tried { value, runs }, judged)) in tried.iter().zip(&verdict.points).enumerate() {
        let Judged { mean, high, peer, .. } = judged;
        let percent = |number: f64, unit: &str| format!("{:.2}{unit}", 100.0 * number);
        let test = mean.map_or("-".to_owned(), |mean| percent(mean, " %"));
        let half = high.zip(*mean).map_or("-".to_owned(), |(high, mean)| percent(high - mean, ""));
        let mark = match verdict.best {
            Some(best) if best == index => "best",
            // One seed does not tell.
            _ if *peer && plan.seeds.len() > 1 => "as good",
            _ => "",
        };
        let reached: Option<Vec<_>> = runs.iter().map(|run| run.to_90).collect();
        let end = reached.map_or("-".to_owned(), |reached| {
            let mean =
                |of: fn(&crate::pool::Reached) -> f64| reached.iter().map(of).sum::<f64>() / reached.len() as f64;
            format!("{:.1} epochs, {:.2} s", mean(|reached| f64::from(reached.epochs)), mean(|reached| reached.seconds))
        });
        let failed = runs.iter().find_map(|run| Some((run.run.seed, run.run.error.as_ref()?, run.run.divergence)));
        let why = failed.map_or(String::new(), |(seed, error, divergence)| match divergence {
            Some(at) => format!("  diverged: {}, seed {seed}, epoch {}", at.reason.as_str(), at.epoch),
            None => format!("  {error}, seed {seed}"),
        });
        writeln!(out, "{value:<14}{test:>10}{half:>9}  {mark:<12}{end}{why}")?;
    }
    writeln!(out, "\n{}", answer(plan, tried, verdict))?;
    let learned = plan.base.learn.iter().find(|(name, _)| *name == plan.parameter);
    if let Some((name, sharing)) = learned {
        let id = &plan.base.activation;
        writeln!(
            out,
            "{name} is learned by {sharing}: values are where it starts (--learn {id}.{name}=none keeps them)."
        )?;
    }
    if !defaults.is_empty() {
        let texts: Vec<_> = defaults.iter().map(|(name, value)| format!("{name} {value}")).collect();
        writeln!(out, "Defaults: {}.", texts.join(", "))?;
    }
    Ok(())
}

/// What the sweep says, in a sentence.
fn answer(plan: &Plan, tried: &[Tried], verdict: &Verdict) -> String {
    let what = format!("{}, {}", plan.base.activation, plan.parameter);
    let Some(best) = verdict.best else { return format!("{what}: no value got through with all seeds.") };
    let (value, mean) = (tried[best].value, 100.0 * verdict.points[best].mean.unwrap_or_default());
    let best = format!("the best, {value} ({mean:.2} %)");
    if plan.seeds.len() == 1 {
        return format!("{what}: {best}; one seed does not tell which others are as good.");
    }
    if verdict.points.iter().filter(|point| point.mean.is_some()).count() == 1 {
        return format!("{what}: {best}; no other value got through with all seeds.");
    }
    let range = |[from, to]: &[f64; 2]| {
        if from == to { from.to_string() } else { format!("what was tried from {from} to {to}") }
    };
    let ranges: Vec<_> = verdict.regions.iter().map(range).collect();
    let seeds = plan.seeds.len();
    if verdict.points.iter().filter(|point| point.peer).count() == 1 {
        return format!("{what}: {best}, is better than all others that were tried ({seeds} seeds, 95 %).");
    }
    format!("{what}: {} cannot be told apart from {best} ({seeds} seeds, 95 %).", ranges.join(" and "))
}

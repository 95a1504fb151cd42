//! Which values are as good as the best.

use super::axis::{Axis, MOST, invalid};
use super::student::critical_value;
use crate::error::{Result, decimal};
use serde::{Serialize, Serializer};

/// What is known of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Of the parameter.
    pub value: f64,
    /// 0 to 1, seed by seed, the same seeds for all points; none where a run is missing or has diverged.
    pub accuracies: Vec<Option<f64>>,
}

/// What the accuracies of a value say. All but `peer` is missing for a value that lacks a seed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Judged {
    /// Over seeds.
    pub mean: Option<f64>,
    /// From here …
    pub low: Option<f64>,
    /// … to here it lies with 95 %, by itself: Student's interval.
    pub high: Option<f64>,
    /// Mean minus the best mean.
    pub difference: Option<f64>,
    /// From here …
    pub difference_low: Option<f64>,
    /// … to here the difference to the best of the others lies with 95 %, for all values at once (Hsu 1984); 0 where a value
    /// is worse.
    pub difference_high: Option<f64>,
    /// Whether it cannot be told apart from the best.
    pub peer: bool,
}

/// What a sweep says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// Index of the point with the highest mean.
    #[serde(serialize_with = "or_minus_one")]
    pub best: Option<usize>,
    /// In the order given.
    pub points: Vec<Judged>,
    /// Peers without another between them, first and last value of each row, along the axis.
    pub regions: Vec<[f64; 2]>,
}

#[allow(clippy::ref_option, reason = "serde calls it so")]
fn or_minus_one<S: Serializer>(index: &Option<usize>, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    match *index {
        Some(index) => serializer.serialize_u32(index as u32),
        None => serializer.serialize_i32(-1),
    }
}

/// Judges what is known of some values.
///
/// The best is chosen by the data, so that its mean is too good by chance. All values within a margin of it contain the one
/// that is best in truth with 95 %, whatever the truth is, if the margin is that of a one-sided comparison of one value with all
/// others (Gupta, Technometrics 7, 1965; Hsu, Annals of Statistics 12, 1984): the best in truth falls behind another only by
/// chance. Bonferroni's t, for the number of others, is a little more than the exact one.
///
/// # Errors
///
/// A value is outside the axis or there twice, an accuracy is not 0 to 1, points have different numbers of seeds or none, or
/// there are too many.
pub fn judge(axis: &Axis, points: &[Point]) -> Result<Verdict> {
    let order = along(axis, points)?;
    let seeds = points.first().map_or(0, |point| point.accuracies.len());
    let rows: Vec<Row> = order.iter().filter_map(|&index| Row::new(index, &points[index])).collect();
    let step = step(&rows);
    // Rounding to a step has the variance step² / 12, and no less is believed: see www/src/statistics/intervals.ts.
    let floor = step * step / 12.0;
    // Of equal means the first along the axis is the best.
    let rows: Vec<&Row> =
        ascending(rows.len(), |index| -rows[index].mean).into_iter().map(|index| &rows[index]).collect();
    let yardstick = (seeds > 1 && rows.len() > 1).then(|| Yardstick::new(&rows, seeds, floor));
    let student = (seeds > 1).then(|| critical_value(0.05, seeds - 1));
    let mut judged = vec![Judged::default(); points.len()];
    for &row in &rows {
        let half = student.map(|student| student * (variance(&row.accuracies).max(floor) / seeds as f64).sqrt());
        let difference = row.mean - rows[0].mean;
        let best = row.index == rows[0].index;
        let reach = if best { Some(0.0) } else { yardstick.as_ref().map(|yardstick| yardstick.margin(row, rows[0])) };
        judged[row.index] = Judged {
            mean: Some(row.mean),
            low: half.map(|half| row.mean - half),
            high: half.map(|half| row.mean + half),
            difference: Some(difference),
            difference_low: reach.map(|reach| difference - reach),
            difference_high: reach.map(|reach| (difference + reach).max(0.0)),
            peer: reach.is_none_or(|reach| difference + reach >= 0.0),
        };
    }
    let mut regions: Vec<[f64; 2]> = Vec::new();
    for run in order.chunk_by(|&a, &b| judged[a].peer == judged[b].peer).filter(|run| judged[run[0]].peer) {
        regions.push([points[run[0]].value, points[run[run.len() - 1]].value]);
    }
    Ok(Verdict { best: rows.first().map(|row| row.index), points: judged, regions })
}

/// The points along the axis, once they have been checked.
pub(super) fn along(axis: &Axis, points: &[Point]) -> Result<Vec<usize>> {
    if points.len() > 2 * MOST {
        return Err(invalid("points", points.len(), format!("at most {}", 2 * MOST)));
    }
    let seeds = points.first().map_or(1, |point| point.accuracies.len());
    for Point { value, accuracies } in points {
        axis.check(*value)?;
        if accuracies.len() != seeds || !(1..=MOST).contains(&seeds) {
            let expected = format!("{}, the same seeds for all values", seeds.clamp(1, MOST));
            return Err(invalid("seeds", accuracies.len(), expected));
        }
        if let Some(wrong) = accuracies.iter().flatten().find(|accuracy| !(0.0..=1.0).contains(*accuracy)) {
            return Err(invalid("accuracy", decimal(*wrong), "0 to 1"));
        }
    }
    let order = ascending(points.len(), |index| points[index].value);
    match order.windows(2).find(|pair| points[pair[0]].value == points[pair[1]].value) {
        Some(pair) => Err(invalid("value", format!("{} twice", decimal(points[pair[0]].value)), "each value once")),
        None => Ok(order),
    }
}

/// A value with all its seeds.
struct Row {
    index: usize,
    accuracies: Vec<f64>,
    mean: f64,
}

impl Row {
    fn new(index: usize, point: &Point) -> Option<Self> {
        let accuracies = point.accuracies.iter().copied().collect::<Option<Vec<f64>>>()?;
        let mean = mean(&accuracies);
        Some(Self { index, accuracies, mean })
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn variance(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (values.len() - 1) as f64
}

/// Indices below `count` in the order of their keys, those of equal keys in their own. (By insertion: the standard library's
/// sorting would be a tenth of the module.)
pub(super) fn ascending(count: usize, key: impl Fn(usize) -> f64) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(count);
    for index in 0..count {
        let later = order.iter().rev().take_while(|other| key(**other) > key(index)).count();
        order.insert(index - later, index);
    }
    order
}

/// The step that accuracies come in, one test image: the least by which two of them differ; where all are the same, of a
/// thousand images.
fn step(rows: &[Row]) -> f64 {
    let all: Vec<f64> = rows.iter().flat_map(|row| row.accuracies.iter().copied()).collect();
    let mut least = f64::INFINITY;
    for (index, a) in all.iter().enumerate() {
        for b in &all[index + 1..] {
            let difference = (a - b).abs();
            if difference > 1e-9 && difference < least {
                least = difference;
            }
        }
    }
    if least.is_finite() { least } else { 1e-3 }
}

/// By how much a value must fall short of the best to be worse.
///
/// Three seeds alone do not tell how two values scatter, and all values together are blurred by those that collapsed, which
/// scatter fifty times as much. So the variance is that of the residuals of value and seed, both of which have effects, among
/// the values that are still in the running: at first the better half, then whatever is within the margin, until that stays
/// the same, but at least three. Two values that scatter more against each other have a margin of their own, up to three
/// times as wide: a setting that fails with one seed of three is not as good as the best because nobody knows how good it is.
struct Yardstick {
    /// Bonferroni's t.
    critical: f64,
    /// Of one accuracy.
    variance: f64,
    seeds: usize,
}

impl Yardstick {
    /// `rows` come best first.
    fn new(rows: &[&Row], seeds: usize, floor: f64) -> Self {
        let least = rows.len().min(3);
        let mut pool = rows.len().div_ceil(2).max(least);
        let mut direction = None;
        loop {
            let variance = residual_variance(&rows[..pool], seeds).max(floor);
            let critical = critical_value(0.1 / (rows.len() - 1) as f64, (pool - 1) * (seeds - 1));
            let yardstick = Self { critical, variance, seeds };
            let margin = yardstick.of(variance);
            let running = rows.iter().take_while(|row| row.mean + margin >= rows[0].mean).count().max(least);
            let change = running.cmp(&pool);
            // It either grows or shrinks, or it might go to and fro for ever.
            if change.is_eq() || direction.is_some_and(|direction| direction != change) {
                return yardstick;
            }
            (pool, direction) = (running, Some(change));
        }
    }

    /// The margin of a difference between means of accuracies of this variance.
    fn of(&self, variance: f64) -> f64 {
        self.critical * (2.0 * variance / self.seeds as f64).sqrt()
    }

    fn margin(&self, row: &Row, best: &Row) -> f64 {
        let differences: Vec<f64> = row.accuracies.iter().zip(&best.accuracies).map(|(a, b)| a - b).collect();
        // Not clamp, whose panic would bring the printing of floats into the module.
        self.of((0.5 * variance(&differences)).max(self.variance).min(9.0 * self.variance))
    }
}

/// What is left of the variance when every value and every seed has an effect.
fn residual_variance(rows: &[&Row], seeds: usize) -> f64 {
    let effects: Vec<f64> = (0..seeds)
        .map(|seed| mean(&rows.iter().map(|row| row.accuracies[seed] - row.mean).collect::<Vec<_>>()))
        .collect();
    let residual = |row: &&Row| -> f64 {
        let residuals = row.accuracies.iter().zip(&effects).map(|(accuracy, effect)| accuracy - row.mean - effect);
        residuals.map(|residual| residual * residual).sum()
    };
    rows.iter().map(residual).sum::<f64>() / ((rows.len() - 1) * (seeds - 1)) as f64
}

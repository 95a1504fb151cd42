//! Tuning: axes, and simulated sweeps whose truth is known.

#![cfg(not(target_arch = "wasm32"))]

use activation_lab::rng::{Rng, Stream};
use activation_lab::tune::{Axis, Point, Scale, Verdict, critical_value, judge, refine, two_sided};
use proptest::prelude::*;
use serde_json::Value;

fn axis(min: f64, max: f64, scale: Scale) -> Axis {
    Axis::new(min, max, scale).unwrap()
}

fn unit() -> Axis {
    axis(0.0, 1.0, Scale::Linear)
}

/// Points of an axis from accuracies in percent; below 0 for a run that diverged.
fn points(values: &[f64], percent: &[&[f64]]) -> Vec<Point> {
    let point = |(value, row): (&f64, &&[f64])| Point {
        value: *value,
        accuracies: row.iter().map(|percent| (*percent >= 0.0).then_some(percent / 100.0)).collect(),
    };
    values.iter().zip(percent).map(point).collect()
}

#[test]
fn grids_are_what_a_reader_would_write() {
    let grid = |min, max, scale, count| axis(min, max, scale).grid(count).unwrap();
    assert_eq!(grid(0.0, 1.0, Scale::Linear, 5), [0.0, 0.25, 0.5, 0.75, 1.0]);
    assert_eq!(grid(0.0, 0.3, Scale::Linear, 4), [0.0, 0.1, 0.2, 0.3]);
    assert_eq!(grid(0.001, 1.0, Scale::Log, 4), [0.001, 0.01, 0.1, 1.0]);
    assert_eq!(grid(0.0, 1.0, Scale::Log, 5), [0.0, 0.001, 0.01, 0.1, 1.0]);
    assert_eq!(grid(0.0, 1.0, Scale::Log, 9), [0.0, 0.001, 0.00268, 0.0072, 0.0193, 0.0518, 0.139, 0.373, 1.0]);
    assert_eq!(grid(-1.0, 1.0, Scale::Signed, 3), [-1.0, 0.0, 1.0]);
    let signed = grid(-2.0, 2.0, Scale::Signed, 9);
    assert!(signed.iter().rev().map(|value| -value).eq(signed.iter().copied()), "{signed:?}");
    assert_eq!(grid(0.0, 1.0, Scale::Log, 2), [0.0, 1.0]);
    // Three digits do not tell these apart, and the bounds stay as they are.
    assert_eq!(grid(1.0, 1.001_23, Scale::Linear, 4), [1.0, 1.0004, 1.0008, 1.001_23]);
}

#[test]
fn positions_are_where_the_scale_has_them() {
    let at = |axis: Axis, value| axis.positions(&[value]).unwrap()[0];
    assert_eq!(at(axis(-1.0, 3.0, Scale::Linear), 1.0), 0.5);
    assert!((at(axis(0.01, 100.0, Scale::Log), 1.0) - 0.5).abs() < 1e-15);
    let zero = axis(0.0, 10.0, Scale::Log);
    assert_eq!([0.0, 0.01, 10.0].map(|value| at(zero, value)), [0.0, 0.125, 1.0]);
    let signed = axis(-10.0, 10.0, Scale::Signed);
    assert_eq!([-10.0, 0.0, 10.0].map(|value| at(signed, value)), [0.0, 0.5, 1.0]);
    assert!((at(signed, 0.3) + at(signed, -0.3) - 1.0).abs() < 1e-15);
}

#[test]
fn unusable_axes_and_points_are_refused() {
    let refused = |min, max, scale| Axis::new(min, max, scale).unwrap_err().to_string();
    assert!(refused(1.0, 0.0, Scale::Linear).contains("got 1 to 0"));
    assert!(refused(1.0, 1.0, Scale::Log).contains("smaller bound first"));
    assert!(refused(-1.0, 1.0, Scale::Log).contains("below 0"));
    assert!(refused(0.0, 1.0, Scale::Signed).contains("both sides"));
    for bound in [f64::NAN, f64::INFINITY, 1e13, 1e-13] {
        assert!(refused(-1.0, bound, Scale::Linear).contains("finite"), "{bound}");
    }
    assert!(Scale::from_name("cubic").unwrap_err().to_string().contains("got cubic"));
    for count in [0, 1, 101] {
        assert!(unit().grid(count).unwrap_err().to_string().contains("2 to 100"), "{count}");
    }
    assert!(axis(1.0, 1.000_001, Scale::Linear).grid(9).unwrap_err().to_string().contains("seven digits"));
    assert!(unit().positions(&[0.5, 1.5]).unwrap_err().to_string().contains("got 1.5, expected 0 to 1"));
    assert!(unit().positions(&[f64::NAN]).is_err());

    let refused = |points: Vec<Point>| {
        let error = judge(&unit(), &points).unwrap_err();
        assert_eq!(refine(&unit(), &points, 3).unwrap_err(), error);
        error.to_string()
    };
    assert!(refused(points(&[0.5, 2.0], &[&[90.0], &[90.0]])).contains("got 2,"));
    assert!(refused(points(&[0.5, 0.5], &[&[90.0], &[90.0]])).contains("0.5 twice"));
    assert!(refused(points(&[0.1, 0.5], &[&[90.0, 91.0], &[90.0]])).contains("seeds: got 1, expected 2"));
    assert!(refused(points(&[0.5], &[&[]])).contains("seeds: got 0"));
    assert!(refused(points(&[0.5], &[&[9000.0]])).contains("accuracy: got 90"));
    let not_a_number = Point { value: 0.5, accuracies: vec![Some(f64::NAN)] };
    assert!(refused(vec![not_a_number]).contains("accuracy: got NaN"));
}

/// What SciPy says, of which the page has the same list.
#[test]
fn students_distribution_agrees_with_scipy() {
    let goldens: Value = serde_json::from_str(include_str!("../../www/test/goldens/statistics.json")).unwrap();
    let number = |golden: &Value, key: &str| golden[key].as_f64().unwrap();
    let mut checked = 0;
    for golden in goldens["tails"].as_array().unwrap() {
        let (df, t, p) = (number(golden, "df"), number(golden, "t"), number(golden, "p"));
        let ours = two_sided(t, df as usize);
        assert!((ours - p).abs() <= 1e-11 * p, "df {df}, t {t}: {ours}, SciPy {p}");
        checked += 1;
    }
    for golden in goldens["critical"].as_array().unwrap() {
        let (df, p, t) = (number(golden, "df"), number(golden, "p"), number(golden, "t"));
        let ours = critical_value(p, df as usize);
        assert!((ours - t).abs() <= 1e-9 * t, "df {df}, p {p}: {ours}, SciPy {t}");
        checked += 1;
    }
    assert!(checked > 100);
}

#[test]
fn a_verdict_names_best_peers_and_regions() {
    let values = [0.5, 0.1, 0.3, 0.9, 0.7];
    let accuracies: [&[f64]; 5] =
        [&[94.0, 94.4, 94.1], &[60.1, 59.2, 62.3], &[94.3, 94.6, 94.3], &[94.1, 94.3, 94.3], &[94.0, -1.0, 94.0]];
    let verdict = judge(&unit(), &points(&values, &accuracies)).unwrap();
    assert_eq!(verdict.best, Some(2));
    assert_eq!(verdict.points.iter().map(|point| point.peer).collect::<Vec<_>>(), [true, false, true, true, false]);
    // Between 0.5 and 0.9 one diverged.
    assert_eq!(verdict.regions, [[0.3, 0.5], [0.9, 0.9]]);
    assert_eq!(verdict.points[4], activation_lab::tune::Judged::default());
    let low = &verdict.points[1];
    // Student's interval by hand: 60.533 ± 4.302653 · 1.594783 / √3.
    for (got, want) in
        [(low.mean, 0.605_333), (low.low, 0.565_717), (low.high, 0.644_950), (low.difference, -0.338_667)]
    {
        assert!((got.unwrap() - want).abs() < 1e-6, "{got:?}, {want}");
    }
    assert_eq!(low.difference_high, Some(0.0));
    let best = &verdict.points[2];
    assert_eq!([best.difference, best.difference_low, best.difference_high], [Some(0.0); 3]);
}

#[test]
fn little_is_judged_carefully() {
    let none = judge(&unit(), &[]).unwrap();
    assert_eq!((none.best, none.points.len(), none.regions.len()), (None, 0, 0));
    assert!(refine(&unit(), &[], 5).unwrap().is_empty());
    let diverged = points(&[0.1, 0.9], &[&[-1.0, 90.0], &[90.0, -1.0]]);
    assert_eq!(judge(&unit(), &diverged).unwrap().best, None);
    assert!(refine(&unit(), &diverged, 5).unwrap().is_empty());
    // One seed tells nothing of how seeds scatter.
    let verdict = judge(&unit(), &points(&[0.1, 0.9], &[&[90.0], &[50.0]])).unwrap();
    assert_eq!((verdict.best, &verdict.regions[..]), (Some(0), &[[0.1, 0.9]][..]));
    assert!(verdict.points.iter().all(|point| point.peer && point.low.is_none() && point.mean.is_some()));
    // Equal accuracies are not known exactly: a test image is a step.
    let verdict = judge(&unit(), &points(&[0.1, 0.9], &[&[90.0, 90.0], &[90.0, 90.0]])).unwrap();
    assert!(verdict.points.iter().all(|point| point.peer && point.high.unwrap() - point.low.unwrap() > 1e-3));
}

/// What accuracy a setting has in truth, in percent, at a position of the axis, and how it scatters.
struct World {
    name: &'static str,
    mean: fn(f64) -> f64,
    scatter: fn(f64) -> f64,
    /// The settings that are peers at most, on average, of 9 with 3 seeds.
    peers: f64,
}

const WORLDS: [World; 8] = [
    World { name: "flat", mean: |_| 94.0, scatter: |_| 0.4, peers: 9.0 },
    World { name: "flat, scatter below a test image", mean: |_| 94.0, scatter: |_| 0.03, peers: 9.0 },
    World { name: "flat, unequal scatter", mean: |_| 94.0, scatter: |x| 0.2 + 0.4 * x, peers: 9.0 },
    // Of nine, four are within half a point of the best.
    World { name: "smooth", mean: |x| 94.5 - 12.0 * (x - 0.4) * (x - 0.4), scatter: |_| 0.4, peers: 5.5 },
    World { name: "narrow", mean: |x| 94.5 - 30.0 * (x - 0.5).abs(), scatter: |x| 0.3 + (x - 0.5).abs(), peers: 1.1 },
    World {
        name: "plateau with a cliff",
        mean: |x| if x < 0.6 { 94.5 - 0.2 * x } else { 40.0 - 30.0 * x },
        scatter: |x| if x < 0.6 { 0.4 } else { 20.0 },
        peers: 5.1,
    },
    World { name: "at the bound", mean: |x| 94.5 - 4.0 * x, scatter: |x| 0.3 + x, peers: 5.5 },
    World { name: "the best scatters most", mean: |x| 94.0 + 0.3 * x, scatter: |x| 0.3 + 0.6 * x, peers: 9.0 },
];

impl World {
    /// The setting that is best in truth; of equal ones the last, which scatters most.
    fn best(&self, positions: &[f64]) -> usize {
        let accuracy = |index: &usize| (self.mean)(positions[*index]);
        (0..positions.len()).max_by(|a, b| accuracy(a).total_cmp(&accuracy(b))).unwrap()
    }

    /// Accuracies of a thousand images for seeds that each have an effect on all settings.
    fn point(&self, value: f64, x: f64, effects: &[f64], rng: &mut Rng) -> Point {
        let accuracy = |effect: &f64| {
            let percent = (self.mean)(x) + effect + (self.scatter)(x) * f64::from(rng.normal());
            Some((10.0 * percent).round().clamp(0.0, 1000.0) / 1000.0)
        };
        Point { value, accuracies: effects.iter().map(accuracy).collect() }
    }
}

fn seed_effects(seeds: usize, rng: &mut Rng) -> Vec<f64> {
    (0..seeds).map(|_| 0.3 * f64::from(rng.normal())).collect()
}

/// The setting that is best in truth is among the peers with 95 %, and there are few others where that can be.
#[test]
fn the_best_in_truth_is_a_peer() {
    const SWEEPS: u32 = 1000;
    let axis = axis(0.0, 1.0, Scale::Log);
    for world in &WORLDS {
        for (count, seeds) in [(9, 3), (17, 3), (9, 5), (17, 5)] {
            let values = axis.grid(count).unwrap();
            let positions = axis.positions(&values).unwrap();
            let best = world.best(&positions);
            let mut rng = Rng::new(1, Stream::Bench);
            let (mut covered, mut peers) = (0, 0);
            for _ in 0..SWEEPS {
                let effects = seed_effects(seeds, &mut rng);
                let points =
                    values.iter().zip(&positions).map(|(&value, &x)| world.point(value, x, &effects, &mut rng));
                let verdict: Verdict = judge(&axis, &points.collect::<Vec<_>>()).unwrap();
                covered += u32::from(verdict.points[best].peer);
                peers += verdict.points.iter().filter(|point| point.peer).count();
            }
            let (share, peers) = (f64::from(covered) / f64::from(SWEEPS), peers as f64 / f64::from(SWEEPS));
            println!("{}, {count} settings, {seeds} seeds: {share}, {peers} peers", world.name);
            // Less three standard errors.
            let least = 0.95 - 3.0 * (0.95 * 0.05 / f64::from(SWEEPS)).sqrt();
            assert!(share >= least, "{}, {count} settings, {seeds} seeds: {share}", world.name);
            assert!((count, seeds) != (9, 3) || peers <= world.peers, "{}: {peers} peers", world.name);
        }
    }
}

/// Of the runs beyond the first grid at least half go where the answer is: to the final region's edges or to the optimum.
#[test]
fn refinement_goes_where_the_answer_is() {
    let curves = [&WORLDS[5], &WORLDS[3], &WORLDS[6]];
    for world in curves {
        for (min, scale) in [(0.0, Scale::Linear), (0.001, Scale::Log), (0.0, Scale::Log)] {
            let axis = axis(min, 1.0, scale);
            let grid = axis.grid(9).unwrap();
            let (mut near, mut spent) = (0, 0);
            for seed in 0..50 {
                let mut rng = Rng::new(seed, Stream::Bench);
                let effects = seed_effects(3, &mut rng);
                let mut points: Vec<Point> = Vec::new();
                let mut values = grid.clone();
                for _ in 0..6 {
                    for (&value, x) in values.iter().zip(axis.positions(&values).unwrap()) {
                        points.push(world.point(value, x, &effects, &mut rng));
                    }
                    values = refine(&axis, &points, 3).unwrap();
                }
                let verdict = judge(&axis, &points).unwrap();
                let middle = points[verdict.best.unwrap()].value;
                let region = verdict.regions.iter().find(|region| (region[0]..=region[1]).contains(&middle)).unwrap();
                // As near to an edge of it, to the best or to the true optimum as half a step of the first grid.
                let fine: Vec<f64> = (0..=1000).map(|step| f64::from(step) / 1000.0).collect();
                let mut aims = axis.positions(&[region[0], region[1], middle]).unwrap();
                aims.push(fine[world.best(&fine)]);
                for point in &points[grid.len()..] {
                    let x = axis.positions(&[point.value]).unwrap()[0];
                    near += u32::from(aims.iter().any(|aim| (x - aim).abs() <= 0.0625));
                    spent += 1;
                }
            }
            println!("{}, {scale:?} from {min}: {near} of {spent}", world.name);
            assert!(spent >= 50 && 2 * near >= spent, "{}, {scale:?} from {min}: {near} of {spent}", world.name);
        }
    }
}

/// The edge of a cliff is found to a hundredth of the axis, and then there is nothing left to ask.
#[test]
fn refinement_ends_at_the_edge() {
    let axis = unit();
    let mut rng = Rng::new(1, Stream::Bench);
    let accuracies = |value: f64, rng: &mut Rng| -> Vec<Option<f64>> {
        let accuracy = |_| Some(if value < 0.437 { 0.94 + f64::from(rng.below(5)) / 1000.0 } else { 0.1 });
        (0..3).map(accuracy).collect()
    };
    let mut points: Vec<Point> = Vec::new();
    let mut values = axis.grid(5).unwrap();
    while !values.is_empty() {
        points.extend(values.iter().map(|&value| Point { value, accuracies: accuracies(value, &mut rng) }));
        assert!(points.len() < 60, "{points:?}");
        values = refine(&axis, &points, 4).unwrap();
    }
    let region = judge(&axis, &points).unwrap().regions[0];
    assert!(region[1] < 0.437 && region[1] > 0.417, "{region:?}");
}

fn scales() -> impl Strategy<Value = (f64, f64, Scale)> {
    prop_oneof![
        (-1e6..1e6_f64, 1e-3..1e6_f64).prop_map(|(min, span)| (min, min + span, Scale::Linear)),
        (1e-9..1.0_f64, 1.01..1e6_f64).prop_map(|(min, factor)| (min, min * factor, Scale::Log)),
        (1e-6..1e6_f64).prop_map(|max| (0.0, max, Scale::Log)),
        (1e-6..1e6_f64, 1e-6..1e6_f64).prop_map(|(below, above)| (-below, above, Scale::Signed)),
    ]
}

proptest! {
    /// Any axis: values ascend from bound to bound, positions from 0 to 1, and what is asked for lies between.
    #[test]
    fn axes_hold((min, max, scale) in scales(), count in 2_usize..40, seed in 0_u32..1000) {
        let axis = Axis::new(min, max, scale).unwrap();
        let Ok(values) = axis.grid(count) else { return Ok(()) };
        prop_assert_eq!((values.len(), values[0], values[count - 1]), (count, min, max));
        let positions = axis.positions(&values).unwrap();
        prop_assert_eq!((positions[0], positions[count - 1]), (0.0, 1.0));
        prop_assert!(values.is_sorted() && positions.windows(2).all(|pair| pair[0] < pair[1]));
        let mut rng = Rng::new(seed, Stream::Bench);
        let points: Vec<Point> = values.iter().map(|&value| {
            let accuracies = (0..3).map(|_| (rng.below(20) > 0).then(|| f64::from(rng.below(1000)) / 1000.0)).collect();
            Point { value, accuracies }
        }).collect();
        let further = refine(&axis, &points, 5).unwrap();
        prop_assert!(further.len() <= 5 && further.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(further.iter().all(|value| min < *value && *value < max && !values.contains(value)));
        let verdict = judge(&axis, &points).unwrap();
        let peers = points.iter().zip(&verdict.points).filter(|(_, judged)| judged.peer);
        for (point, judged) in peers {
            prop_assert!(verdict.regions.iter().any(|region| (region[0]..=region[1]).contains(&point.value)));
            prop_assert!(judged.low <= judged.mean && judged.mean <= judged.high);
            prop_assert!(judged.difference_low <= judged.difference && judged.difference <= judged.difference_high);
        }
        // The order in which points are given changes nothing.
        let mut reversed = points.clone();
        reversed.reverse();
        prop_assert_eq!(judge(&axis, &reversed).unwrap().regions, verdict.regions);
    }
}

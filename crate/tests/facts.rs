//! `facts.json` against the kernels in double precision: every fact that can be derived from a function's values is.
//! What it says of frameworks and papers is explained in `goldens/FRAMEWORKS.md`.

#[path = "shared/facts.rs"]
mod facts;

use activation_lab::activation::{Dialect, Function, Kernel, Parameters, Visitor};
use facts::{number, numbers};
use serde_json::Value;
use std::f64::consts::{FRAC_PI_2, PI};

/// f, f′ and the gradients of the parameters as plain functions.
struct Curves {
    f: fn(f64, Parameters<f64>) -> f64,
    slope: fn(f64, Parameters<f64>) -> f64,
    gradient: fn(usize, f64, Parameters<f64>) -> f64,
}

struct Extract;

impl Visitor for Extract {
    type Output = Curves;
    fn visit<K: Kernel>(self) -> Curves {
        Curves {
            f: |x, p| K::forward(x, p),
            slope: |x, p| K::derivative(x, K::forward(x, p), p),
            gradient: |index, x, p| K::parameter_gradient(index, x, K::forward(x, p), p),
        }
    }
}

/// A function at the defaults of its `Spec`, beside what `facts.json` says of it.
struct Case {
    function: Function,
    id: &'static str,
    facts: &'static Value,
    curves: Curves,
    p: Parameters<f64>,
}

impl Case {
    fn f(&self, x: f64) -> f64 {
        (self.curves.f)(x, self.p)
    }

    fn slope(&self, x: f64) -> f64 {
        (self.curves.slope)(x, self.p)
    }

    fn flag(&self, name: &str) -> bool {
        self.facts[name].as_bool().unwrap_or_else(|| panic!("{}: {name}", self.id))
    }

    fn bound(&self, name: &str) -> Option<f64> {
        self.facts["range"][name].as_f64()
    }
}

fn cases() -> impl Iterator<Item = Case> {
    Function::ALL.iter().map(|&function| {
        let mut p = [0.0; 2];
        for (value, parameter) in p.iter_mut().zip(function.spec().parameters) {
            *value = parameter.default;
        }
        Case { function, id: function.spec().id, facts: facts::of(function), curves: function.accept(Extract), p }
    })
}

/// From -12 to 12: the numbers where formulas change are among them, and nothing has rounded to its limit yet.
fn grid() -> impl Iterator<Item = f64> {
    (-12_000..=12_000).map(|i| f64::from(i) / 1000.0)
}

#[test]
fn every_function_has_an_entry_and_every_parameter_a_letter() {
    for entry in facts::ALL.iter() {
        let id = entry["id"].as_str().expect("an id");
        assert!(Function::from_id(id).is_ok_and(|f| f.spec().id == id), "{id} is no function");
    }
    for case in cases() {
        let parameters = case.facts["parameters"].as_array().expect("parameters");
        let names: Vec<_> = parameters.iter().map(|p| p["name"].as_str().expect("a name")).collect();
        assert_eq!(names, case.function.spec().parameters.iter().map(|p| p.name).collect::<Vec<_>>(), "{}", case.id);
        let formula = case.facts["formula"].as_str().expect("a formula");
        for parameter in parameters {
            let symbol = parameter["symbol"].as_str().expect("a symbol");
            assert!(formula.contains(symbol), "{}: no {symbol} in {formula}", case.id);
        }
    }
}

/// Facts hold at the defaults of `Spec`; an entry says which these are where the default dialect has others.
#[test]
fn what_holds_elsewhere_than_at_the_defaults_says_where() {
    for case in cases() {
        for (index, parameter) in case.function.spec().parameters.iter().enumerate() {
            let stated = &case.facts["at"][parameter.name];
            let usual = Dialect::default().default_of(case.function, index) == parameter.default;
            assert!(if usual { stated.is_null() } else { number(stated) == parameter.default }, "{}", case.id);
        }
    }
}

#[test]
fn defaults_are_those_of_the_dialects() {
    for case in cases() {
        for &(name, dialect) in Dialect::ALL {
            // Keras 3 has it as an option of ReLU, whose default is 0: no threshold.
            if (case.id, name) == ("thresholded_relu", "keras3") {
                continue;
            }
            for (index, parameter) in case.function.spec().parameters.iter().enumerate() {
                let ours = dialect.default_of(case.function, index);
                let stated = &case.facts["names"][name]["defaults"][parameter.name];
                assert!(stated.is_null() || number(stated) == ours, "{} in {name}: {ours}, stated {stated}", case.id);
            }
        }
    }
}

/// What frameworks offer under a function's name, where that differs: the first of a dialect is what ours is.
#[test]
fn variants_are_legal_and_begin_with_the_dialects_own() {
    for case in cases() {
        let mut seen = Vec::new();
        for variant in case.facts["variants"].as_array().into_iter().flatten() {
            let text = |field: &str| variant[field].as_str().expect(field);
            let (dialect, api) = (Dialect::from_id(text("dialect")).expect("a dialect"), text("api"));
            let function = Function::from_id(text("function")).expect("a function");
            let values = variant["parameters"].as_object().expect("parameters");
            assert_eq!(values.len(), function.spec().parameters.len(), "{api}");
            for parameter in function.spec().parameters {
                let value = number(&values[parameter.name]);
                assert!((parameter.min..=parameter.max).contains(&value), "{api}: {} {value}", parameter.name);
            }
            if !seen.contains(&dialect) {
                seen.push(dialect);
                assert_eq!((case.function, api), (function, api_of(case.facts, dialect)), "{}", case.id);
                for (index, parameter) in function.spec().parameters.iter().enumerate() {
                    assert_eq!(number(&values[parameter.name]), dialect.default_of(function, index), "{api}");
                }
            }
        }
    }
}

/// The name of a function in a dialect.
fn api_of(facts: &Value, dialect: Dialect) -> &str {
    let (id, _) = Dialect::ALL.iter().find(|(_, one)| *one == dialect).expect("an id");
    facts["names"][id]["api"].as_str().unwrap_or("-")
}

#[test]
fn limits_are_those_of_the_kernels() {
    for case in cases() {
        let (f, slope): (&dyn Fn(f64) -> f64, &dyn Fn(f64) -> f64) = (&|x| case.f(x), &|x| case.slope(x));
        for (name, of) in [("f", f), ("slope", slope)] {
            for (side, end) in [("minus_infinity", f64::NEG_INFINITY), ("infinity", f64::INFINITY)] {
                let limit = &case.facts["limits"][format!("{name}_at_{side}")];
                if limit.is_null() {
                    let late: Vec<_> = (0..100).map(|i| of((1e3 + f64::from(i)).copysign(end))).collect();
                    let spread =
                        late.iter().fold(f64::MIN, |a, b| a.max(*b)) - late.iter().fold(f64::MAX, |a, b| a.min(*b));
                    assert!(spread > 0.5, "{}: {name} has a limit at {end}", case.id);
                    continue;
                }
                let (got, limit) = (of(end), number(limit));
                assert!(got == limit || (got - limit).abs() < 1e-8, "{}: {name} at {end} is {got}", case.id);
            }
        }
    }
}

#[test]
fn ranges_are_those_of_the_kernels() {
    for case in cases() {
        let minimum_at = case.facts["minimum_at"].as_f64();
        let turns = [-FRAC_PI_2, FRAC_PI_2].into_iter().chain(minimum_at);
        let near: Vec<_> = grid().chain(turns).map(|x| case.f(x)).collect();
        let far: Vec<_> = [-1e12, -700.0, 700.0, 1e12].into_iter().map(|x| case.f(x)).collect();
        // The largest of f is the smallest of -f.
        for (end, closed, sign) in [("min", "min_closed", 1.0), ("max", "max_closed", -1.0)] {
            let lowest = |values: &[f64]| values.iter().map(|y| sign * y).fold(f64::INFINITY, f64::min);
            let (near, all) = (lowest(&near), lowest(&near).min(lowest(&far)));
            let closed = case.facts["range"][closed].as_bool().expect("a flag");
            let Some(bound) = case.bound(end).map(|bound| sign * bound) else {
                assert!(all < -600.0 && !closed, "{}: {end} {all}", case.id);
                continue;
            };
            assert!((all - bound).abs() < 1e-6, "{}: {end} is {all}, stated {bound}", case.id);
            // Near the origin a closed end is reached, but for rounding, and an open one is not.
            let reached = near <= bound + 1e-12 * bound.abs();
            assert_eq!(closed, reached, "{}: {end} {near}", case.id);
        }
        assert_eq!(case.flag("bounded"), case.bound("min").is_some() && case.bound("max").is_some(), "{}", case.id);
        if let Some(x) = minimum_at {
            assert!(case.slope(x).abs() < 1e-9, "{}: f′ is {} at its minimum", case.id, case.slope(x));
            assert!((case.f(x) - case.bound("min").expect("a minimum")).abs() < 1e-12, "{}", case.id);
        }
    }
}

/// - `monotone`: f never falls.
/// - `zero_centred`: f takes values of both signs, so that a layer's output need not lean to one side.
/// - `saturating`: the sides on which f′ tends to 0.
/// - `can_die`: f′ is exactly 0 on a whole half-line, where a unit gets no gradient to return by.
#[test]
fn properties_are_those_of_the_kernels() {
    for case in cases() {
        let y: Vec<_> = grid().map(|x| case.f(x)).collect();
        assert_eq!(case.flag("monotone"), y.is_sorted(), "{}: monotone", case.id);
        let both_signs = y.iter().any(|&y| y < -0.01) && y.iter().any(|&y| y > 0.01);
        assert_eq!(case.flag("zero_centred"), both_signs, "{}: zero-centred", case.id);
        let flat = |side: f64| [1e2, 3e2, 1e12].into_iter().all(|x| case.slope(x * side).abs() < 0.01);
        let saturating = match (flat(-1.0), flat(1.0)) {
            (true, true) => "both",
            (true, false) => "left",
            (false, true) => "right",
            (false, false) => "none",
        };
        assert_eq!(case.facts["saturating"], saturating, "{}: saturating", case.id);
        let dead = |side: f64| grid().filter(|x| *x >= 7.0).all(|x| case.slope(x * side) == 0.0);
        assert_eq!(case.flag("can_die"), dead(-1.0) || dead(1.0), "{}: can die", case.id);
    }
}

/// Where neighbouring values, `step` apart, differ by much more than a slope explains.
fn jumps(of: &dyn Fn(f64) -> f64, step: f64) -> Vec<f64> {
    let places = (-8_000..4_000).map(|i| (f64::from(i) + 0.5) * 2e-3).filter(|x| *x < 6.5);
    places
        .filter(|&x| {
            let (left, right) = (of(x - step), of(x + step));
            (right - left).abs() > 0.1 * (1.0 + left.abs().min(right.abs()))
        })
        .collect()
}

#[test]
fn kinks_and_smoothness_are_those_of_the_kernels() {
    const H: f64 = 1e-3;
    for case in cases() {
        let derivatives: [(&str, &dyn Fn(f64) -> f64); 4] = [
            ("discontinuous", &|x| case.f(x)),
            ("C0", &|x| case.slope(x)),
            ("C1", &|x| (case.slope(x + H) - case.slope(x - H)) / (2.0 * H)),
            ("C2", &|x| (case.slope(x + H) - 2.0 * case.slope(x) + case.slope(x - H)) / (H * H)),
        ];
        // The first of f, f′, f″ and f‴ that jumps tells how smooth f is.
        let first = derivatives.iter().map(|(name, of)| (*name, jumps(of, 2.0 * H))).find(|(_, at)| !at.is_empty());
        let (continuity, at) = first.unwrap_or(("Cinf", Vec::new()));
        assert_eq!(case.facts["continuity"], continuity, "{}: jumps at {at:?}", case.id);
        let kinked = ["discontinuous", "C0"].contains(&continuity);
        assert_eq!(case.flag("smooth"), !kinked, "{}: smooth", case.id);

        let kinks = numbers(&case.facts["kinks"]);
        let near = |a: f64, b: f64| (a - b).abs() < 4.0 * H;
        if kinked {
            assert!(at.iter().all(|&x| kinks.iter().any(|&kink| near(x, kink))), "{}: also at {at:?}", case.id);
        }
        assert!(kinks.iter().all(|&kink| kinked && at.iter().any(|&x| near(x, kink))), "{}: not at {kinks:?}", case.id);
        let stated = numbers(&case.facts["derivative_at_kinks"]["ours"]);
        assert_eq!(stated.len(), kinks.len(), "{}", case.id);
        for (&kink, stated) in kinks.iter().zip(stated) {
            let slope = case.slope(kink);
            assert!((slope - stated).abs() < 1e-12, "{}: f′({kink}) is {slope}, stated {stated}", case.id);
        }
    }
}

#[test]
fn parameters_that_cannot_be_trained_are_marked() {
    for case in cases() {
        for (index, parameter) in case.facts["parameters"].as_array().expect("parameters").iter().enumerate() {
            let zero = grid().all(|x| (case.curves.gradient)(index, x, case.p) == 0.0);
            let name = &parameter["name"];
            assert_eq!(parameter["gradient_is_zero_almost_everywhere"], zero, "{}: {name}", case.id);
        }
    }
}

/// E[f′(z)²] for z from a standard normal distribution: the midpoint rule between the kinks.
#[test]
fn mean_squared_slopes_are_those_of_the_kernels() {
    const PARTS: u32 = 100_000;
    for case in cases() {
        // Beyond ±10 the density is below 1e-22.
        let mut ends = vec![-10.0, 10.0];
        ends.extend(numbers(&case.facts["kinks"]));
        ends.sort_by(f64::total_cmp);
        let term = |z: f64| case.slope(z).powi(2) * (-z * z / 2.0).exp() / (2.0 * PI).sqrt();
        let piece = |ends: &[f64]| {
            let step = (ends[1] - ends[0]) / f64::from(PARTS);
            (0..PARTS).map(|i| term(ends[0] + (f64::from(i) + 0.5) * step) * step).sum::<f64>()
        };
        let mean: f64 = ends.windows(2).map(piece).sum();
        let stated = number(&case.facts["mean_squared_slope"]);
        // It is stated with 8 decimals.
        assert!((mean - stated).abs() < 2e-8, "{}: {mean}, stated {stated}", case.id);
    }
}

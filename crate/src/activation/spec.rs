//! What is known about an activation function, as data.

use serde::Serialize;

/// The most parameters that a function has.
pub const MAX_PARAMETERS: usize = 2;

/// Kind of function; the page gives each a hue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Piecewise linear with a kink at or near 0, or a smooth version of that.
    Rectifier,
    /// S-shaped and bounded.
    Sigmoid,
    /// With an exponential or logarithmic branch.
    Exponential,
    /// The input times a gate.
    Gated,
    /// Zero on an interval around 0.
    Shrinkage,
    /// Periodic or nearly so.
    Periodic,
    /// None of these.
    Other,
}

/// A parameter: where it starts and what is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Parameter {
    /// Name, in the frameworks' spelling where they have it.
    pub name: &'static str,
    /// Value unless told otherwise.
    pub default: f64,
    /// Smallest legal value.
    pub min: f64,
    /// Largest legal value.
    pub max: f64,
    /// Step of a slider.
    pub step: f64,
}

/// The values that a function takes; `None` where it is unbounded.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Range {
    /// Infimum.
    pub min: Option<f64>,
    /// Supremum.
    pub max: Option<f64>,
    /// Whether the infimum is attained.
    pub min_closed: bool,
    /// Whether the supremum is attained.
    pub max_closed: bool,
}

impl Range {
    /// All real numbers.
    pub const REAL: Self = Self::half_open(None, None);
    /// [0, ∞).
    pub const NON_NEGATIVE: Self = Self { min: Some(0.0), max: None, min_closed: true, max_closed: false };

    /// (min, max), neither end attained.
    pub const fn open(min: f64, max: f64) -> Self {
        Self::half_open(Some(min), Some(max))
    }

    /// [min, max], both ends attained.
    pub const fn closed(min: f64, max: f64) -> Self {
        Self { min: Some(min), max: Some(max), min_closed: true, max_closed: true }
    }

    const fn half_open(min: Option<f64>, max: Option<f64>) -> Self {
        Self { min, max, min_closed: false, max_closed: false }
    }
}

/// The facts about one function.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spec {
    /// Identifier in URLs, on the command line and in results.
    pub id: &'static str,
    /// Other names that are understood for it.
    pub aliases: &'static [&'static str],
    /// Kind of function.
    pub family: Family,
    /// Its parameters, at most [`MAX_PARAMETERS`].
    pub parameters: &'static [Parameter],
    /// f(x) in LaTeX.
    pub formula: &'static str,
    /// f′(x) in LaTeX.
    pub derivative: &'static str,
    /// Values taken, at the default parameters.
    pub range: Range,
    /// Points where f′ jumps, with the parameters' default values.
    pub kinks: &'static [f64],
    /// Name in Keras.
    pub keras: Option<&'static str>,
    /// Name in PyTorch.
    pub pytorch: Option<&'static str>,
}

//! What the core has to know about an activation function, as data.

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

/// A function as the core has to know it. What else is known about it is in `facts.json`, an entry for each function,
/// which is not part of the module.
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
}

//! Frameworks whose defaults differ, and where they do.

use super::{Family, Function, MAX_PARAMETERS, Spec};
use crate::error::{Error, ErrorCode, Result};
use serde::Serialize;

/// The framework whose defaults apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// Keras 2.2.
    #[default]
    Keras2,
    /// Keras 3.
    Keras3,
    /// PyTorch.
    Pytorch,
}

/// How many values a learned parameter has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sharing {
    /// One for all units of a layer.
    Layer,
    /// One for each unit.
    Unit,
}

/// The value with this name.
fn by_name<T: Copy>(all: &[(&str, T)], name: &str, code: ErrorCode, what: &str) -> Result<T> {
    if let Some((_, value)) = all.iter().find(|(known, _)| *known == name) {
        return Ok(*value);
    }
    let names: Vec<_> = all.iter().map(|(name, _)| *name).collect();
    Err(Error::new(code, what, format_args!("\"{name}\""), format!("one of {}", names.join(", "))))
}

impl Dialect {
    /// Every dialect, by id.
    pub const ALL: &[(&str, Self)] = &[("keras2", Self::Keras2), ("keras3", Self::Keras3), ("pytorch", Self::Pytorch)];

    /// The dialect with this id.
    ///
    /// # Errors
    /// `unknown_dialect`, with the list of ids.
    pub fn from_id(id: &str) -> Result<Self> {
        by_name(Self::ALL, id, ErrorCode::UnknownDialect, "dialect")
    }

    /// The default of a function's parameter. [`Spec`] has Keras 2.2's, or that of the first framework with the
    /// function; here is what differs from it. (PReLU's is only a start, and at Keras' it is ReLU: its facts are stated
    /// at PyTorch's.)
    pub fn default_of(self, function: Function, index: usize) -> f64 {
        match (self, function) {
            (Self::Keras3 | Self::Pytorch, Function::HardSigmoid) => 1.0 / 6.0,
            (Self::Pytorch, Function::LeakyRelu) => 0.01,
            (Self::Keras2 | Self::Keras3, Function::Prelu) => 0.0,
            _ => function.spec().parameters[index].default,
        }
    }

    /// How the framework learns the function's parameter, if it does.
    pub fn learned(self, function: Function) -> Option<Sharing> {
        match (self, function) {
            (Self::Keras2 | Self::Keras3, Function::Prelu) => Some(Sharing::Unit),
            (Self::Pytorch, Function::Prelu) => Some(Sharing::Layer),
            _ => None,
        }
    }
}

/// How each parameter of a function is learned; `None` where it stays as it is.
pub type Learn = [Option<Sharing>; MAX_PARAMETERS];

impl Sharing {
    /// Its name in configurations.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// Number of values in a layer of so many units.
    pub fn count(self, units: usize) -> usize {
        match self {
            Self::Layer => 1,
            Self::Unit => units,
        }
    }

    /// Either way, by name.
    pub const ALL: &[(&str, Self)] = &[("layer", Self::Layer), ("unit", Self::Unit)];

    /// The way with this name.
    ///
    /// # Errors
    /// `invalid_config`, with the list of names.
    pub fn from_name(name: &str, what: &str) -> Result<Self> {
        by_name(Self::ALL, name, ErrorCode::InvalidConfig, what)
    }
}

/// A function as a dialect has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// Identifier.
    pub id: &'static str,
    /// Other names that are understood for it.
    pub aliases: &'static [&'static str],
    /// Kind of function.
    pub family: Family,
    /// Its parameters.
    pub parameters: Vec<Setting>,
}

/// A parameter as a dialect has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Setting {
    /// Name, in the frameworks' spelling where they have it.
    pub name: &'static str,
    /// Value unless told otherwise; where it is learned, at the start.
    pub default: f64,
    /// Smallest legal value.
    pub min: f64,
    /// Largest legal value.
    pub max: f64,
    /// Step of a slider.
    pub step: f64,
    /// How it is learned unless told otherwise.
    pub learned: Option<Sharing>,
}

impl Entry {
    /// The function in the dialect.
    pub fn new(function: Function, dialect: Dialect) -> Self {
        let &Spec { id, aliases, family, parameters } = function.spec();
        let learned = dialect.learned(function);
        let settings = parameters.iter().enumerate().map(|(index, p)| Setting {
            name: p.name,
            default: dialect.default_of(function, index),
            min: p.min,
            max: p.max,
            step: p.step,
            learned,
        });
        Self { id, aliases, family, parameters: settings.collect() }
    }
}

//! The one error type: what was wrong, what was got, what was expected, and a stable code.

use serde::{Serialize, Serializer};
use std::fmt;

/// Stable, language-neutral name of a kind of failure; the page maps it to a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// No activation function has this id.
    UnknownActivation,
    /// No dialect has this id.
    UnknownDialect,
    /// The function has no parameter of this name.
    UnknownParameter,
    /// A parameter value is not finite or out of its bounds.
    InvalidParameter,
    /// A training configuration cannot be used.
    InvalidConfig,
    /// No preset has this name.
    UnknownPreset,
    /// A data file ends early.
    DataTruncated,
    /// A data file's checksum disagrees with its content.
    DataChecksum,
    /// A data file has a version that this program does not read.
    DataVersion,
    /// A file is not a data file of the kind expected.
    DataFormat,
    /// A file of a trained network is damaged, or none of ours.
    ModelFile,
    /// Loss or weights stopped being finite.
    Diverged,
    /// Any other unusable argument.
    InvalidInput,
}

impl ErrorCode {
    /// The code as it appears in JSON and on JavaScript errors.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnknownActivation => "unknown_activation",
            Self::UnknownDialect => "unknown_dialect",
            Self::UnknownParameter => "unknown_parameter",
            Self::InvalidParameter => "invalid_parameter",
            Self::InvalidConfig => "invalid_config",
            Self::UnknownPreset => "unknown_preset",
            Self::DataTruncated => "data_truncated",
            Self::DataChecksum => "data_checksum",
            Self::DataVersion => "data_version",
            Self::DataFormat => "data_format",
            Self::ModelFile => "model_file",
            Self::Diverged => "diverged",
            Self::InvalidInput => "invalid_input",
        }
    }
}

/// What was wrong with a run that diverged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The loss is infinite or no number.
    LossNotFinite,
    /// A weight, a bias or a learned parameter is infinite or no number.
    WeightsNotFinite,
    /// The gradient is beyond all use, though the loss is still finite.
    GradientExploded,
}

impl Reason {
    /// The reason as it appears in JSON and on JavaScript errors.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LossNotFinite => "loss_not_finite",
            Self::WeightsNotFinite => "weights_not_finite",
            Self::GradientExploded => "gradient_exploded",
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Where and why a run diverged. All numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Divergence {
    /// Epoch of the run.
    pub epoch: u32,
    /// Batch of the epoch.
    pub batch: u32,
    /// Step of the run.
    pub step: u32,
    /// Layer in which it began, from the input on; the output layer is the last.
    pub layer: u32,
    /// What was found there.
    pub reason: Reason,
}

/// What was wrong (`what`), the value found (`got`) and what would have been right (`expected`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Kind of failure.
    pub code: ErrorCode,
    /// The field, file or argument concerned.
    pub what: String,
    /// What was found there.
    pub got: String,
    /// What is accepted.
    pub expected: String,
    /// Where a run diverged, if that is what went wrong.
    pub divergence: Option<Box<Divergence>>,
}

impl Error {
    /// Builds an error from its four parts.
    pub fn new(code: ErrorCode, what: impl Into<String>, got: impl fmt::Display, expected: impl Into<String>) -> Self {
        Self { code, what: what.into(), got: got.to_string(), expected: expected.into(), divergence: None }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: got {}, expected {}", self.what, self.got, self.expected)
    }
}

impl std::error::Error for Error {}

/// A number in the fewest decimals that read back as the same.
pub(crate) fn decimal(number: f64) -> String {
    // In a page JavaScript prints it: Rust's printing of floats would be a sixth of the module.
    #[cfg(target_arch = "wasm32")]
    return js_sys::Number::from(number).to_string_with_radix(10).map(String::from).unwrap_or_default();
    #[cfg(not(target_arch = "wasm32"))]
    return number.to_string();
}

/// Result with the crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

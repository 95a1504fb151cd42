//! Training: configuration, a resumable trainer, what is measured.

mod config;
mod diagnostics;
mod divergence;
mod evaluate;
mod inspect;
mod memory;
mod metrics;
mod model;
mod preset;
mod schedule;
mod trainer;
mod validation;

pub use config::{RawConfig, RawLayer, TrainConfig, as_map};
pub use diagnostics::{GradientNorms, LayerSignal, LayerTrace, Moments, Signal, Trace};
pub use inspect::{Counting, UnitStates};
pub use metrics::{Evaluation, Slopes, weights_hash};
pub use model::Model;
pub use preset::{Images, Preset};
pub use trainer::{Progress, Trainer};

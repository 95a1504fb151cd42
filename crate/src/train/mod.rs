//! Training: configuration, a resumable trainer, what is measured.

mod config;
mod divergence;
mod metrics;
mod model;
mod schedule;
mod trainer;

pub use config::{Preset, RawConfig, TrainConfig, as_map};
pub use metrics::{Evaluation, weights_hash};
pub use model::Model;
pub use trainer::{Progress, Trainer};

//! Training: configuration, a resumable trainer, what is measured.

mod config;
mod metrics;
mod schedule;
mod trainer;

pub use config::{Preset, RawConfig, TrainConfig, as_map};
pub use metrics::{Evaluation, weights_hash};
pub use trainer::{Model, Progress, Trainer};

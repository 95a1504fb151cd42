//! Images and labels: MNIST's files, our packed form, and one way from a picture to the network's input.

mod augment;
mod dataset;
mod flourish;
pub mod idx;
pub mod ink;
pub mod preprocess;

pub use augment::Augmenter;
pub use dataset::{Dataset, Split};

/// Classes: the digits 0 to 9.
pub const CLASSES: usize = 10;

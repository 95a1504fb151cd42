//! The network: initial weights, dense layers, the loss.

mod dense;
mod dropout;
pub mod init;
mod learning;
pub mod loss;
mod mlp;

use ndarray::{Array, Dimension};

pub use dense::Dense;
pub use init::Initializer;
pub use mlp::{Mlp, Workspace};

/// The numbers of an array of this module's, all of which lie in one piece.
fn slice<D: Dimension>(array: &Array<f32, D>) -> &[f32] {
    array.as_slice().expect("arrays are contiguous")
}

/// As [`slice`], to be changed.
fn slice_mut<D: Dimension>(array: &mut Array<f32, D>) -> &mut [f32] {
    array.as_slice_mut().expect("arrays are contiguous")
}

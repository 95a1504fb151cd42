//! The network: initial weights, dense layers, the loss.

mod dense;
mod dropout;
pub mod init;
mod learning;
pub mod loss;
pub mod mean_field;
mod mlp;

use ndarray::{Array, Dimension};

pub use dense::Dense;
pub use init::Initializer;
pub use mlp::{Hidden, Mlp, Workspace};

/// Whether a number is larger than this in magnitude, or none at all.
#[inline(never)]
pub(crate) fn exceeds(values: &[f32], most: f32) -> bool {
    // Without their sign, bits are in the order of the numbers, with NaN above all; and compilers take lanes for integers only.
    let magnitude = |value: f32| (value.to_bits() & 0x7fff_ffff).cast_signed();
    values.iter().fold(false, |found, &value| found | (magnitude(value) > magnitude(most)))
}

/// How many numbers are subnormal: smaller in magnitude than [`f32::MIN_POSITIVE`], but not 0.
#[inline(never)]
fn subnormals(values: &[f32]) -> usize {
    values.iter().filter(|value| value.is_subnormal()).count()
}

/// The numbers of an array of this module's, all of which lie in one piece.
fn slice<D: Dimension>(array: &Array<f32, D>) -> &[f32] {
    array.as_slice().expect("arrays are contiguous")
}

/// As [`slice`], to be changed.
fn slice_mut<D: Dimension>(array: &mut Array<f32, D>) -> &mut [f32] {
    array.as_slice_mut().expect("arrays are contiguous")
}

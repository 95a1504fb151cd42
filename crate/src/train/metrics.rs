//! What a trained network is judged by.

use crate::data::CLASSES;
use serde::Serialize;

/// A network's answers to a set of images, against the truth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// Share of right answers, 0 to 1.
    pub accuracy: f64,
    /// Mean cross-entropy, in nats.
    pub loss: f64,
    /// How often class `row` was called `column`: `CLASSES` × `CLASSES`, by rows.
    pub confusion: Vec<u32>,
    /// Of each hidden layer, from the input on, on the images of training; none on others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<Slopes>,
}

/// How the activation function works at the sums z of a hidden layer's units; f′(z) is ∂yᵢ/∂zᵢ for softmax.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Slopes {
    /// Number of units.
    pub units: u32,
    /// Units with |f′(z)| < 10⁻⁶ for every image.
    pub dead: u32,
    /// Share of pairs of a unit and an image with |f′(z)| < 0.01, 0 to 1.
    pub saturated: f64,
    /// Units that are nearly linear: the best line through their points (z, f(z)), of all images, misses f(z) by less than a
    /// tenth of its standard deviation (R² > 0.99). What a unit of a constant f(z) does is no line.
    pub linear: u32,
}

impl Evaluation {
    /// From counts and the sum of the losses.
    pub(crate) fn new(confusion: Vec<u32>, loss_sum: f64, layers: Vec<Slopes>) -> Self {
        let total: u32 = confusion.iter().sum();
        let right: u32 = confusion.iter().step_by(CLASSES + 1).sum();
        let total = f64::from(total.max(1));
        Self { accuracy: f64::from(right) / total, loss: loss_sum / total, confusion, layers }
    }
}

/// The class of the largest score; the first among equals.
pub(crate) fn best_class(scores: &[f32]) -> usize {
    let better = |best: usize, class: usize| if scores[class] > scores[best] { class } else { best };
    (1..scores.len()).fold(0, better)
}

/// 64-bit FNV-1a of the bytes of some numbers, in 16 hexadecimal digits: equal for equal bits, on every platform.
pub fn weights_hash(values: impl Iterator<Item = f32>) -> String {
    let bytes = values.flat_map(f32::to_le_bytes);
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accuracy_is_the_diagonal() {
        let mut confusion = vec![0; 100];
        (confusion[0], confusion[11], confusion[13]) = (3, 4, 1);
        let evaluation = Evaluation::new(confusion, 16.0, Vec::new());
        assert!((evaluation.accuracy - 0.875).abs() < 1e-12);
        assert!((evaluation.loss - 2.0).abs() < 1e-12);
    }

    #[test]
    fn hash_is_fnv() {
        // The published value for the four bytes "abcd" (Fowler, Noll and Vo's reference, 64-bit FNV-1a).
        let value = f32::from_le_bytes(*b"abcd");
        assert_eq!(weights_hash([value].into_iter()), "fc179f83ee0724dd");
        assert_ne!(weights_hash([0.0].into_iter()), weights_hash([-0.0].into_iter()));
    }

    #[test]
    fn best_class_is_the_first_of_the_largest() {
        assert_eq!(best_class(&[0.1, 0.7, 0.7, 0.2]), 1);
        assert_eq!(best_class(&[0.9, 0.7]), 0);
    }
}

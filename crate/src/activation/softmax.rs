//! Softmax, the one function that looks at more than its own element: over the units of a layer, row by row.

use super::{Activation, Family, Function, Kernel, Parameters, Sigmoid, Spec};
use crate::simd::{Lanes, Real, WIDTH};

/// Softmax over a layer's units (Bridle 1989). As a [`Kernel`] it is what the first of two units gives while the other
/// is held at 0, `softmax((x, 0))₁ = σ(x)`: its curve. A network goes through [`Activation::forward_rows`].
pub struct Softmax;

impl Kernel for Softmax {
    const SPEC: Spec = Spec { id: "softmax", aliases: &[], family: Family::Other, parameters: &[] };

    #[inline(always)]
    fn forward<V: Real>(x: V, p: Parameters<V>) -> V {
        Sigmoid::forward(x, p)
    }

    #[inline(always)]
    fn derivative<V: Real>(x: V, y: V, p: Parameters<V>) -> V {
        Sigmoid::derivative(x, y, p)
    }
}

/// Softmax of one row, in place; returns `ln Σ exp(x)` less the largest x, and that x.
pub(crate) fn softmax_row(row: &mut [f32]) -> (f32, f32) {
    let largest = row.iter().copied().fold(f32::NEG_INFINITY, |a, b| Real::max(b, a));
    let (blocks, rest) = row.as_chunks_mut::<WIDTH>();
    for block in blocks {
        (Lanes::load(block) - Lanes::broadcast(largest)).exp().store(block);
    }
    for value in rest {
        *value = Real::exp(*value - largest);
    }
    // One after the other, however wide the lanes are.
    let sum = row.iter().fold(0.0, |sum, value| sum + value);
    for value in row.iter_mut() {
        *value /= sum;
    }
    (Real::ln(sum), largest)
}

impl Activation {
    /// `y = f(x)` for rows of `units` numbers each: elementwise, or over the row where the function is softmax.
    ///
    /// # Panics
    /// If the lengths differ or are no multiple of `units`.
    pub fn forward_rows(&self, units: usize, x: &[f32], y: &mut [f32]) {
        if self.function != Function::Softmax {
            return self.forward(x, y);
        }
        y.copy_from_slice(x);
        let rows = y.chunks_exact_mut(units);
        assert!(x.len().is_multiple_of(units));
        rows.for_each(|row| {
            softmax_row(row);
        });
    }

    /// The gradient of the loss in x from that in y, in its place, given x and `y = f(x)`, for rows of `units` numbers.
    ///
    /// # Panics
    /// As [`Self::forward_rows`].
    pub fn backward_rows(&self, units: usize, x: &[f32], y: &[f32], gradient: &mut [f32]) {
        if self.function != Function::Softmax {
            return self.backward(x, y, gradient);
        }
        assert!(y.len() == gradient.len() && y.len().is_multiple_of(units));
        for (y, gradient) in y.chunks_exact(units).zip(gradient.chunks_exact_mut(units)) {
            // ∂yᵢ/∂xⱼ = yᵢ (δᵢⱼ − yⱼ)
            let mean: f32 = y.iter().zip(gradient.iter()).map(|(y, g)| y * g).sum();
            for (g, y) in gradient.iter_mut().zip(y) {
                *g = y * (*g - mean);
            }
        }
    }
}

//! A dense layer.

use super::{Initializer, slice, slice_mut};
use crate::simd::gemm::Gemm;
use ndarray::{Array1, Array2, ArrayView2, ArrayViewMut2};

/// Weights and biases of a dense layer, or their gradients: `z = x · weights + bias`.
#[derive(Clone, Debug, PartialEq)]
pub struct Dense {
    /// (`fan_in`, `fan_out`), as Keras has it.
    pub weights: Array2<f32>,
    /// (`fan_out`).
    pub bias: Array1<f32>,
}

impl Dense {
    /// A fresh layer at the given index of a network.
    pub fn new(fan_in: usize, fan_out: usize, initializer: Initializer, seed: u32, layer: u16) -> Self {
        Self { weights: initializer.weights(fan_in, fan_out, seed, layer), bias: Array1::zeros(fan_out) }
    }

    /// A layer of this one's shape, filled with zeros.
    pub fn zeros_like(&self) -> Self {
        Self { weights: Array2::zeros(self.weights.dim()), bias: Array1::zeros(self.bias.dim()) }
    }

    /// x: (batch, `fan_in`) → z: (batch, `fan_out`).
    pub fn forward(&self, x: ArrayView2<f32>, mut z: ArrayViewMut2<f32>, gemm: &mut Gemm) {
        gemm.multiply(x, self.weights.view(), z.view_mut());
        let bias = slice(&self.bias);
        for row in z.as_slice_mut().expect("outputs are contiguous").chunks_exact_mut(bias.len()) {
            add(row, bias);
        }
    }

    /// The gradient of the weights and biases from dz: (batch, `fan_out`), summed over the batch and scaled.
    pub fn gradient(x: ArrayView2<f32>, dz: ArrayView2<f32>, scale: f32, gradient: &mut Self, gemm: &mut Gemm) {
        gemm.multiply(x.t(), dz, gradient.weights.view_mut());
        let bias = slice_mut(&mut gradient.bias);
        bias.fill(0.0);
        for row in dz.to_slice().expect("gradients are contiguous").chunks_exact(bias.len()) {
            add(bias, row);
        }
        for value in slice_mut(&mut gradient.weights).iter_mut().chain(bias) {
            *value *= scale;
        }
    }

    /// dx: (batch, `fan_in`) from dz: (batch, `fan_out`).
    pub fn backward(&self, dz: ArrayView2<f32>, dx: ArrayViewMut2<f32>, gemm: &mut Gemm) {
        gemm.multiply(dz, self.weights.t(), dx);
    }

    /// All numbers of the layer: the weights by rows, then the biases.
    pub fn values(&self) -> [&[f32]; 2] {
        [slice(&self.weights), slice(&self.bias)]
    }

    /// As [`Self::values`], to be changed.
    pub fn values_mut(&mut self) -> [&mut [f32]; 2] {
        [slice_mut(&mut self.weights), slice_mut(&mut self.bias)]
    }
}

/// `sum += terms`, elementwise.
fn add(sum: &mut [f32], terms: &[f32]) {
    for (sum, term) in sum.iter_mut().zip(terms) {
        *sum += term;
    }
}

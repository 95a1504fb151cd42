//! A dense layer.

use super::Initializer;
use crate::simd::gemm::Gemm;
use ndarray::{Array1, Array2, ArrayView2, ArrayViewMut2, Axis};

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
        for mut row in z.rows_mut() {
            row += &self.bias;
        }
    }

    /// The gradient of the weights and biases from dz: (batch, `fan_out`), summed over the batch and scaled.
    pub fn gradient(x: ArrayView2<f32>, dz: ArrayView2<f32>, scale: f32, gradient: &mut Self, gemm: &mut Gemm) {
        gemm.multiply(x.t(), dz, gradient.weights.view_mut());
        gradient.weights *= scale;
        gradient.bias.fill(0.0);
        for row in dz.axis_iter(Axis(0)) {
            gradient.bias += &row;
        }
        gradient.bias *= scale;
    }

    /// dx: (batch, `fan_in`) from dz: (batch, `fan_out`).
    pub fn backward(&self, dz: ArrayView2<f32>, dx: ArrayViewMut2<f32>, gemm: &mut Gemm) {
        gemm.multiply(dz, self.weights.t(), dx);
    }

    /// All numbers of the layer: the weights by rows, then the biases.
    pub fn values(&self) -> impl Iterator<Item = f32> + '_ {
        self.weights.iter().chain(&self.bias).copied()
    }

    /// As [`Self::values`], to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut f32> + '_ {
        self.weights.iter_mut().chain(&mut self.bias)
    }
}

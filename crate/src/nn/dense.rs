//! A dense layer.

use super::{Initializer, slice, slice_mut};
use crate::simd::gemm::{Gemm, Part, Then};
use ndarray::{Array1, Array2, ArrayView2, ArrayViewMut2};

/// Weights and biases of a dense layer, `z = x · weights + bias`, and what its activation function learns; or the
/// gradients of all these.
#[derive(Clone, Debug, PartialEq)]
pub struct Dense {
    /// (`fan_in`, `fan_out`), as Keras has it.
    pub weights: Array2<f32>,
    /// (`fan_out`).
    pub bias: Array1<f32>,
    /// Learned parameters of the layer's activation function, one after the other, each with one value or `fan_out`.
    pub learned: Array1<f32>,
}

impl Dense {
    /// A fresh layer at the given index of a network; its activation function learns nothing.
    pub fn new(fan_in: usize, fan_out: usize, initializer: Initializer, seed: u32, layer: u16) -> Self {
        let (weights, bias) = initializer.draw(fan_in, fan_out, seed, layer);
        Self { weights, bias, learned: Array1::zeros(0) }
    }

    /// A layer of this one's shape, filled with zeros.
    pub fn zeros_like(&self) -> Self {
        let Self { weights, bias, learned } = self;
        Self {
            weights: Array2::zeros(weights.dim()),
            bias: Array1::zeros(bias.dim()),
            learned: Array1::zeros(learned.dim()),
        }
    }

    /// x: (batch, `fan_in`) → z: (batch, `fan_out`). `live`: the columns of x that are not 0 throughout, where known.
    pub fn forward(&self, x: ArrayView2<f32>, live: Option<&[u32]>, z: ArrayViewMut2<f32>, gemm: &mut Gemm) {
        let part = Part { terms: live, rows: None };
        gemm.multiply_part(x, self.weights.view(), z, part, Then::Bias(slice(&self.bias)));
    }

    /// The mean gradient of the weights and biases, not of what is learned besides, from dz: (batch, `fan_out`). `live`: as
    /// in [`Self::forward`]. If there is a rate, the weights make a step instead of giving their gradient.
    pub fn gradient(
        &mut self,
        x: ArrayView2<f32>,
        live: Option<&[u32]>,
        dz: ArrayView2<f32>,
        rate: Option<f32>,
        gradient: &mut Self,
        gemm: &mut Gemm,
    ) {
        let scale = 1.0 / x.nrows() as f32;
        let part = Part { terms: None, rows: live };
        if let Some(rate) = rate {
            // Weights of columns that are 0 throughout stay as they are.
            gemm.multiply_part(x.t(), dz, self.weights.view_mut(), part, Then::Descend { factor: scale, rate });
        } else {
            if let Some(live) = live {
                let mut live = live.iter().copied().peekable();
                for (row, index) in gradient.weights.rows_mut().into_iter().zip(0..) {
                    if live.next_if_eq(&index).is_none() {
                        row.into_slice().expect("rows are contiguous").fill(0.0);
                    }
                }
            }
            gemm.multiply_part(x.t(), dz, gradient.weights.view_mut(), part, Then::Scale(scale));
        }
        let bias = slice_mut(&mut gradient.bias);
        bias.fill(0.0);
        for row in dz.to_slice().expect("gradients are contiguous").chunks_exact(bias.len()) {
            for (sum, term) in bias.iter_mut().zip(row) {
                *sum += term;
            }
        }
        for value in bias {
            *value *= scale;
        }
    }

    /// dx: (batch, `fan_in`) from dz: (batch, `fan_out`).
    pub fn backward(&self, dz: ArrayView2<f32>, dx: ArrayViewMut2<f32>, gemm: &mut Gemm) {
        gemm.multiply(dz, self.weights.t(), dx);
    }

    /// All numbers of the layer: the weights by rows, the biases, what is learned of the activation function.
    pub fn values(&self) -> [&[f32]; 3] {
        [slice(&self.weights), slice(&self.bias), slice(&self.learned)]
    }

    /// As [`Self::values`], to be changed.
    pub fn values_mut(&mut self) -> [&mut [f32]; 3] {
        [slice_mut(&mut self.weights), slice_mut(&mut self.bias), slice_mut(&mut self.learned)]
    }
}

//! A dense layer.

use super::{Initializer, slice, slice_mut, subnormals};
use crate::simd::gemm::{Gemm, Then};
use crate::simd::sparse::Sparse;
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

    /// x: (batch, `fan_in`) → z: (batch, `fan_out`).
    pub fn forward(&self, x: ArrayView2<f32>, z: ArrayViewMut2<f32>, gemm: &mut Gemm) {
        gemm.multiply(x, self.weights.view(), z, Then::Bias(slice(&self.bias)));
    }

    /// As [`Self::forward`], for images.
    pub fn forward_images(&self, x: &mut Sparse, z: &mut [f32]) {
        x.multiply(slice(&self.weights), z, self.bias.len(), Then::Bias(slice(&self.bias)));
    }

    /// The mean gradient of the weights and biases, not of what is learned besides, from dz: (batch, `fan_out`). If there
    /// is a rate, the weights make a step instead of giving their gradient.
    pub fn gradient(
        &mut self,
        x: ArrayView2<f32>,
        dz: ArrayView2<f32>,
        rate: Option<f32>,
        gradient: &mut Self,
        gemm: &mut Gemm,
    ) {
        let (weights, then) = self.weights_gradient(x.nrows(), rate, gradient);
        gemm.multiply(x.t(), dz, weights.view_mut(), then);
        bias_gradient(dz.to_slice().expect("gradients are contiguous"), slice_mut(&mut gradient.bias));
    }

    /// As [`Self::gradient`], for images, given with rows for pixels: (`fan_in`, batch).
    pub fn gradient_images(&mut self, x: &mut Sparse, dz: &[f32], rate: Option<f32>, gradient: &mut Self) {
        let units = self.bias.len();
        let (weights, then) = self.weights_gradient(x.columns(), rate, gradient);
        x.multiply(dz, slice_mut(weights), units, then);
        bias_gradient(dz, slice_mut(&mut gradient.bias));
    }

    /// Where the gradient of the weights goes, and how.
    fn weights_gradient<'a>(
        &'a mut self,
        batch: usize,
        rate: Option<f32>,
        gradient: &'a mut Self,
    ) -> (&'a mut Array2<f32>, Then<'static>) {
        let factor = 1.0 / batch as f32;
        match rate {
            Some(rate) => (&mut self.weights, Then::Descend { factor, rate }),
            None => (&mut gradient.weights, Then::Scale(factor)),
        }
    }

    /// dx: (batch, `fan_in`) from dz: (batch, `fan_out`).
    pub fn backward(&self, dz: ArrayView2<f32>, dx: ArrayViewMut2<f32>, gemm: &mut Gemm) {
        gemm.multiply(dz, self.weights.t(), dx, Then::Store);
    }

    /// Takes over the numbers of a layer of the same shape.
    pub fn copy(&mut self, layer: &Self) {
        for (values, from) in self.values_mut().into_iter().zip(layer.values()) {
            values.copy_from_slice(from);
        }
    }

    /// All numbers of the layer: the weights by rows, the biases, what is learned of the activation function.
    pub fn values(&self) -> [&[f32]; 3] {
        [slice(&self.weights), slice(&self.bias), slice(&self.learned)]
    }

    /// Subnormal ones among them.
    pub fn subnormals(&self) -> usize {
        self.values().map(subnormals).iter().sum()
    }

    /// As [`Self::values`], to be changed.
    pub fn values_mut(&mut self) -> [&mut [f32]; 3] {
        [slice_mut(&mut self.weights), slice_mut(&mut self.bias), slice_mut(&mut self.learned)]
    }
}

/// The mean of dz: (batch, units).
fn bias_gradient(dz: &[f32], bias: &mut [f32]) {
    bias.fill(0.0);
    for row in dz.chunks_exact(bias.len()) {
        for (sum, term) in bias.iter_mut().zip(row) {
            *sum += term;
        }
    }
    let factor = 1.0 / (dz.len() / bias.len()) as f32;
    for value in bias {
        *value *= factor;
    }
}

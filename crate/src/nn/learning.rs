//! Parameters of an activation function that are trained with the weights.

use super::{Dense, slice, slice_mut};
use crate::activation::{Activation, Learn, MAX_PARAMETERS, Partials};
use ndarray::Array2;

/// The learned parameters, and how many values each has in a layer of so many units.
pub(super) fn learned(learn: Learn, units: usize) -> impl Iterator<Item = (usize, usize)> {
    learn.into_iter().enumerate().filter_map(move |(index, sharing)| Some((index, sharing?.count(units))))
}

/// What a hidden layer whose activation function learns keeps from the way forward.
pub(super) struct Learning {
    /// The function's parameters, a value for each unit.
    parameters: [Vec<f32>; MAX_PARAMETERS],
    /// f′. (batch, units)
    slopes: Array2<f32>,
    /// ∂f/∂p for each parameter. (batch, units)
    gradients: [Array2<f32>; MAX_PARAMETERS],
    /// Sum over the batch for each unit.
    sums: Vec<f32>,
}

impl Learning {
    pub(super) fn new(batch: usize, units: usize) -> Self {
        let zeros = || Array2::zeros((batch, units));
        Self {
            parameters: std::array::from_fn(|_| vec![0.0; units]),
            slopes: zeros(),
            gradients: std::array::from_fn(|_| zeros()),
            sums: vec![0.0; units],
        }
    }

    /// `y = f(x)` with the layer's parameters. x, y: (batch, units)
    pub(super) fn forward(&mut self, activation: Activation, learn: Learn, layer: &Dense, x: &[f32], y: &mut [f32]) {
        let units = self.sums.len();
        for (values, &start) in self.parameters.iter_mut().zip(&activation.parameters) {
            values.fill(start);
        }
        let mut rest = slice(&layer.learned);
        for (index, count) in learned(learn, units) {
            let (values, after) = rest.split_at(count);
            rest = after;
            if count == 1 {
                self.parameters[index].fill(values[0]);
            } else {
                self.parameters[index].copy_from_slice(values);
            }
        }
        let parameters = self.parameters.each_ref().map(Vec::as_slice);
        let [g0, g1] = &mut self.gradients;
        let slopes = slice_mut(&mut self.slopes).chunks_exact_mut(units);
        let gradients = slice_mut(g0).chunks_exact_mut(units).zip(slice_mut(g1).chunks_exact_mut(units));
        let rows = x.chunks_exact(units).zip(y.chunks_exact_mut(units));
        for (((x, y), slope), (g0, g1)) in rows.zip(slopes).zip(gradients) {
            activation.function.partials(x, parameters, Partials { y, slope, gradients: [g0, g1] });
        }
    }

    /// f′ at the sums of the last way forward. (batch, units)
    pub(super) fn slopes(&self) -> &[f32] {
        slice(&self.slopes)
    }

    /// From the gradient of the loss in y: that of the learned parameters, the mean over the batch, into `gradient`, and
    /// that in x in its place. delta: (batch, units)
    pub(super) fn backward(&mut self, learn: Learn, batch: usize, delta: &mut [f32], gradient: &mut Dense) {
        let units = self.sums.len();
        let mut rest = slice_mut(&mut gradient.learned);
        for (index, count) in learned(learn, units) {
            self.sums.fill(0.0);
            let slopes = slice(&self.gradients[index]).chunks_exact(units);
            for (delta, slopes) in delta.chunks_exact(units).zip(slopes) {
                for ((sum, delta), slope) in self.sums.iter_mut().zip(delta).zip(slopes) {
                    *sum += delta * slope;
                }
            }
            let (values, after) = rest.split_at_mut(count);
            rest = after;
            if count == 1 {
                values[0] = self.sums.iter().sum();
            } else {
                values.copy_from_slice(&self.sums);
            }
            for value in values {
                *value *= 1.0 / batch as f32;
            }
        }
        for (delta, slope) in delta.iter_mut().zip(slice(&self.slopes)) {
            *delta *= slope;
        }
    }
}

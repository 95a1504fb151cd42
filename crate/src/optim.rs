//! Optimisers: how a gradient changes the weights.

use crate::nn::Dense;

/// Stochastic gradient descent: `w -= learning_rate · gradient`.
#[derive(Clone, Copy, Debug)]
pub struct Sgd {
    /// Step size.
    pub learning_rate: f32,
}

impl Sgd {
    /// Applies one step to a layer.
    pub fn update(&self, layer: &mut Dense, gradient: &Dense) {
        for (values, slopes) in layer.values_mut().into_iter().zip(gradient.values()) {
            for (value, slope) in values.iter_mut().zip(slopes) {
                *value -= self.learning_rate * slope;
            }
        }
    }
}

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
        layer.weights.scaled_add(-self.learning_rate, &gradient.weights);
        layer.bias.scaled_add(-self.learning_rate, &gradient.bias);
    }
}

//! Dropout (Srivastava et al. 2014), inverted as in Keras: what is kept is scaled up, so that the mean stays.

use super::slice_mut;
use crate::rng::{Rng, Stream};
use ndarray::Array2;

/// What is dropped after each hidden layer.
pub(super) struct Dropout {
    rate: f32,
    rng: Rng,
    layers: Vec<Layer>,
}

struct Layer {
    /// The activations before dropout, which their derivative may need. (batch, units)
    outputs: Array2<f32>,
    /// 0 where an activation is dropped, 1 / (1 - rate) elsewhere. (batch, units)
    factors: Array2<f32>,
}

impl Dropout {
    /// For layers of these activations.
    pub(super) fn new(rate: f32, seed: u32, activations: &[Array2<f32>]) -> Self {
        let layer = |like: &Array2<f32>| Layer { outputs: like.clone(), factors: like.clone() };
        Self { rate, rng: Rng::new(seed, Stream::Dropout), layers: activations.iter().map(layer).collect() }
    }

    /// Drops some of the activations of a hidden layer.
    pub(super) fn forward(&mut self, layer: usize, y: &mut [f32]) {
        let Layer { outputs, factors } = &mut self.layers[layer];
        slice_mut(outputs)[..y.len()].copy_from_slice(y);
        let kept = 1.0 / (1.0 - self.rate);
        for (y, factor) in y.iter_mut().zip(slice_mut(factors)) {
            *factor = if self.rng.unit() < self.rate { 0.0 } else { kept };
            *y *= *factor;
        }
    }

    /// From the gradient in what [`Self::forward`] left: that in the activations, which are returned, in its place.
    pub(super) fn backward(&mut self, layer: usize, delta: &mut [f32]) -> &[f32] {
        let Layer { outputs, factors } = &mut self.layers[layer];
        for (delta, factor) in delta.iter_mut().zip(slice_mut(factors)) {
            *delta *= *factor;
        }
        &slice_mut(outputs)[..delta.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_kept_and_the_share_is_dropped() {
        for rate in [0.1, 0.2, 0.5, 0.9] {
            let (batch, units) = (400, 500);
            let mut y = Array2::from_elem((batch, units), 3.0);
            let mut dropout = Dropout::new(rate, 1, &[y.clone()]);
            dropout.forward(0, slice_mut(&mut y));
            let count = (batch * units) as f32;
            let dropped = y.iter().filter(|&&y| y == 0.0).count() as f32 / count;
            // Five standard deviations of a share of so many.
            let bound = 5.0 * (rate * (1.0 - rate) / count).sqrt();
            assert!((dropped - rate).abs() < bound, "{rate}: {dropped}");
            let mean = y.mapv(f64::from).mean().unwrap();
            assert!((mean - 3.0).abs() < f64::from(3.0 * bound / (1.0 - rate)), "{rate}: mean {mean}");

            let mut delta = vec![1.0; batch * units];
            assert!(dropout.backward(0, &mut delta).iter().all(|&before| before == 3.0));
            assert!(delta.iter().zip(&y).all(|(delta, y)| (delta * 3.0 - y).abs() < 1e-5));
        }
    }

    #[test]
    fn draws_go_on_from_batch_to_batch() {
        let zeros = Array2::zeros((1, 64));
        let mut dropout = Dropout::new(0.5, 1, &[zeros]);
        let mut drawn = || {
            let mut y = [1.0; 64];
            dropout.forward(0, &mut y);
            y
        };
        assert_ne!(drawn(), drawn());
    }
}

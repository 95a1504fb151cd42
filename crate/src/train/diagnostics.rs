//! What a step carries through the layers: the signal forward, the gradient back, and the change of the weights.
//!
//! All is read from what a step leaves behind, so that whoever does not ask pays nothing, and whoever does gets the same
//! bits of the weights. The memory for it is made once.

use super::Trainer;
use super::trainer::Progress;
use crate::error::{Reason, Result};
use crate::nn::{Dense, Mlp, Workspace};
use serde::Serialize;

/// Mean and variance over all units of a layer and all images of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Moments {
    /// Mean.
    pub mean: f64,
    /// Mean square distance from it.
    pub variance: f64,
}

/// Euclidean lengths of gradients of the mean loss of a batch, before any clipping or decay.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct GradientNorms {
    /// In the layer's weights.
    pub weights: f64,
    /// In its biases.
    pub biases: f64,
    /// In its pre-activations, of all units and images.
    pub pre_activations: f64,
}

/// What a step was in one layer.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LayerSignal {
    /// Of the pre-activations; none if they are not finite.
    pub pre_activations: Option<Moments>,
    /// Of what the next layer got; none for the output layer, and if it is not finite.
    pub activations: Option<Moments>,
    /// None if the loss or one of them was not finite.
    pub gradient: Option<GradientNorms>,
    /// Length of the change of the weights over the length of the weights before it; none if nothing was changed, or if all
    /// weights were 0.
    pub update_to_weight: Option<f64>,
    /// How many pre-activations lie in each of equal parts of [`Signal::with_histograms`]' range, those beyond it in the first
    /// and the last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub histogram: Vec<u32>,
}

/// What was measured of the last step that was observed, and the memory for it.
pub struct Signal {
    layers: Vec<LayerSignal>,
    /// The weights before the step, then the gradients.
    scratch: Vec<Dense>,
    /// Histograms go from minus this to this.
    reach: f32,
    input_square: f64,
}

impl Signal {
    /// Memory for the steps of a network.
    pub fn new(network: &Mlp) -> Self {
        Self {
            layers: vec![LayerSignal::default(); network.layers.len()],
            scratch: network.layers.iter().map(Dense::zeros_like).collect(),
            reach: 0.0,
            input_square: 0.0,
        }
    }

    /// Counts pre-activations in so many equal parts of [-reach, reach] as well.
    #[must_use]
    pub fn with_histograms(mut self, parts: usize, reach: f32) -> Self {
        self.layers.iter_mut().for_each(|layer| layer.histogram = vec![0; parts]);
        self.reach = reach;
        self
    }

    /// What was measured, layer by layer from the input on.
    pub fn layers(&self) -> &[LayerSignal] {
        &self.layers
    }

    /// Mean over the batch of the sum of the squares of an image's pixels.
    pub fn input_square(&self) -> f64 {
        self.input_square
    }

    /// Length of the gradient in the first layer's weights over that in the last hidden layer's: below 1 it vanishes on its
    /// way back, above it explodes. None if either is not known, or the last one is 0; 0 if single precision has no number
    /// as small as the first one's, below 1e-45.
    pub fn weight_ratio(&self) -> Option<f64> {
        self.ratio(|gradient| gradient.weights)
    }

    /// As [`Self::weight_ratio`], of the gradients in the pre-activations.
    pub fn delta_ratio(&self) -> Option<f64> {
        self.ratio(|gradient| gradient.pre_activations)
    }

    fn ratio(&self, length: impl Fn(&GradientNorms) -> f64) -> Option<f64> {
        let (_, hidden) = self.layers.split_last()?;
        let [first, last] = [hidden.first()?, hidden.last()?].map(|layer| layer.gradient.as_ref().map(&length));
        Some(first? / last?).filter(|ratio| ratio.is_finite())
    }

    /// Measures a network on the images of [`Workspace::images`], forward and back, without a step; returns the sum of the
    /// losses.
    ///
    /// # Panics
    /// If there are fewer labels than images, or the memory is another network's.
    pub fn measure(&mut self, network: &mut Mlp, labels: &[u8], work: &mut Workspace) -> f64 {
        let loss = network.gradient(labels, &mut self.scratch, work);
        self.layers.iter_mut().for_each(|layer| layer.update_to_weight = None);
        self.read(work, loss.is_finite());
        loss
    }

    /// Before a step.
    fn remember(&mut self, network: &Mlp) {
        for (kept, layer) in self.scratch.iter_mut().zip(&network.layers) {
            kept.copy(layer);
        }
    }

    /// After it. What is left of the gradients depends on the rule and on clipping, so they are made anew.
    fn compare(&mut self, network: &mut Mlp, work: &mut Workspace, finite: bool) {
        for ((layer, before), after) in self.layers.iter_mut().zip(&self.scratch).zip(&network.layers) {
            let [before, after] = [before, after].map(|layer| layer.values()[0]);
            let changes = before.iter().zip(after).map(|(before, after)| f64::from(*after) - f64::from(*before));
            let update = length(changes) / length(before.iter().map(|&weight| f64::from(weight)));
            layer.update_to_weight = Some(update).filter(|update| finite && update.is_finite());
        }
        if finite {
            network.gradient_again(&mut self.scratch, work);
        }
        self.read(work, finite);
    }

    /// From what a step left, and the gradients; `finite`: whether its loss was.
    fn read(&mut self, work: &mut Workspace, finite: bool) {
        let images = work.images().rows() as f64;
        self.input_square = work.images().squares() / images;
        let hidden = self.layers.len() - 1;
        let of = |values: &[f32]| length(values.iter().map(|&value| f64::from(value)));
        for (index, (layer, gradients)) in self.layers.iter_mut().zip(&self.scratch).enumerate() {
            let sums = work.pre_activations(index);
            layer.pre_activations = moments(sums);
            layer.activations = (index < hidden).then(|| moments(work.activations(index))).flatten();
            let [weights, biases, _] = gradients.values();
            let pre_activations = of(work.deltas(index)) / images;
            let norms = GradientNorms { weights: of(weights), biases: of(biases), pre_activations };
            let all = norms.weights + norms.biases + norms.pre_activations;
            layer.gradient = Some(norms).filter(|_| finite && all.is_finite());
            count(sums, self.reach, &mut layer.histogram);
        }
    }
}

impl Trainer {
    /// As [`Self::train_batches`] of one batch, and measures its step: the first one of a run tells of the network at
    /// initialisation. What was measured is in `signal` even if the run diverges in that step.
    ///
    /// # Errors
    /// As [`Self::train_batches`].
    ///
    /// # Panics
    /// If the memory is another network's.
    pub fn observe_batch(&mut self, signal: &mut Signal) -> Result<Progress> {
        self.train(1, Some(signal))
    }

    pub(super) fn observed_step(&mut self, signal: &mut Signal) -> Result<u32> {
        signal.remember(&self.network);
        let result = self.step();
        let finite = match &result {
            Ok(_) => true,
            // The loss was fine, and so is what came of it.
            Err(error) => error.divergence.as_ref().is_some_and(|at| at.reason == Reason::GradientExploded),
        };
        signal.compare(&mut self.network, &mut self.work, finite);
        result
    }
}

fn length(values: impl Iterator<Item = f64>) -> f64 {
    values.map(|value| value * value).sum::<f64>().sqrt()
}

fn moments(values: &[f32]) -> Option<Moments> {
    let count = values.len() as f64;
    let mean = values.iter().map(|&value| f64::from(value)).sum::<f64>() / count;
    let variance = values.iter().map(|&value| (f64::from(value) - mean).powi(2)).sum::<f64>() / count;
    variance.is_finite().then_some(Moments { mean, variance })
}

fn count(values: &[f32], reach: f32, histogram: &mut [u32]) {
    histogram.fill(0);
    let Some(last) = histogram.len().checked_sub(1) else { return };
    let scale = histogram.len() as f32 / (2.0 * reach);
    for value in values.iter().filter(|value| !value.is_nan()) {
        // To an integer it saturates: what lies below is in part 0.
        histogram[(((value + reach) * scale) as usize).min(last)] += 1;
    }
}

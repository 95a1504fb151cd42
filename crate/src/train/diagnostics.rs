//! What a step carries through the layers: the signal forward, the gradient back, and the change of the weights.
//!
//! All is read from what a step leaves behind, so that whoever does not ask pays nothing, and whoever does gets the same
//! bits of the weights. The memory for it is made once.

use super::trainer::Progress;
use super::{TrainConfig, Trainer};
use crate::error::{Error, ErrorCode, Reason, Result};
use crate::nn::mean_field::{Foretold, MeanField};
use crate::nn::{Dense, Mlp, Workspace};
use ndarray::ArrayView1;
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
}

/// What was measured of the last step that was observed, and the memory for it.
pub struct Signal {
    layers: Vec<LayerSignal>,
    /// The weights before the step, then the gradients.
    scratch: Vec<Dense>,
    input_square: f64,
    loss: Option<f64>,
}

impl Signal {
    /// Memory for the steps of a network.
    pub fn new(network: &Mlp) -> Self {
        Self {
            layers: vec![LayerSignal::default(); network.layers.len()],
            scratch: network.layers.iter().map(Dense::zeros_like).collect(),
            input_square: 0.0,
            loss: None,
        }
    }

    /// What was measured, layer by layer from the input on.
    pub fn layers(&self) -> &[LayerSignal] {
        &self.layers
    }

    /// Mean loss of the batch, in nats; none if the run diverged in this step.
    pub fn loss(&self) -> Option<f64> {
        self.loss
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
        self.loss = Some(loss / work.images().rows() as f64).filter(|loss| loss.is_finite());
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
            let changes = sum(before, after, |before, after| (after - before) * (after - before)).sqrt();
            let update = changes / length(before);
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
        for (index, (layer, gradients)) in self.layers.iter_mut().zip(&self.scratch).enumerate() {
            let sums = work.pre_activations(index);
            layer.pre_activations = moments(sums);
            layer.activations = (index < hidden).then(|| moments(work.activations(index))).flatten();
            let [weights, biases, _] = gradients.values();
            let pre_activations = length(work.deltas(index)) / images;
            let norms = GradientNorms { weights: length(weights), biases: length(biases), pre_activations };
            let all = norms.weights + norms.biases + norms.pre_activations;
            layer.gradient = Some(norms).filter(|_| finite && all.is_finite());
        }
    }
}

/// All numbers of a batch on its way forward and back through a layer. (images, units)
#[derive(Clone, Debug, PartialEq)]
pub struct LayerTrace {
    /// z.
    pub pre_activations: Vec<f32>,
    /// f(z); of the output layer the probabilities.
    pub activations: Vec<f32>,
    /// f′(z), of softmax ∂yᵢ/∂zᵢ; of the output layer none.
    pub slopes: Vec<f32>,
    /// Gradient of the mean loss in z.
    pub deltas: Vec<f32>,
    /// Length of the gradient of the mean loss in the weights.
    pub weight_gradient: f64,
    /// And in the biases.
    pub bias_gradient: f64,
}

/// Some images on their way forward and back.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// Their number.
    pub images: usize,
    /// Mean loss, in nats.
    pub loss: f64,
    /// From the input on; the output layer is the last.
    pub layers: Vec<LayerTrace>,
    /// Gradient of the loss in the pixels, 0 to 1, of a single image.
    pub input_gradient: Option<Vec<f32>>,
}

impl Trainer {
    /// What mean-field theory says of this network at initialisation, given [`Signal::input_square`] of its first step.
    pub fn foretell(&self, input_square: f64) -> Vec<Foretold> {
        let sizes: Vec<usize> = std::iter::once(self.network.layers[0].weights.nrows())
            .chain(self.network.layers.iter().map(|layer| layer.bias.len()))
            .collect();
        let TrainConfig { functions, hidden_bias, initializer, .. } = &self.config;
        MeanField::default().foretell(&sizes, functions, *initializer, f64::from(*hidden_bias), input_square)
    }

    /// These of the training images forward and back through the network as it is now. Nothing is dropped or distorted, and
    /// nothing changes.
    ///
    /// # Errors
    /// `invalid_input` if there are no images, more than 128 and than a batch has, or one that there is not; `diverged` if the
    /// loss is not finite.
    pub fn trace(&mut self, images: &[u32]) -> Result<Trace> {
        let (train, most) = (self.dataset.train(), self.labels.len());
        let bad = |what, got: usize, expected| Err(Error::new(ErrorCode::InvalidInput, what, got, expected));
        if !(1..=most).contains(&images.len()) {
            return bad("number of images", images.len(), format!("1 to {most}"));
        }
        if let Some(&index) = images.iter().find(|&&index| index as usize >= train.len()) {
            return bad("index of a training image", index as usize, format!("below {}", train.len()));
        }
        self.work.images().clear();
        let labels: Vec<u8> = images.iter().map(|&index| train.labels()[index as usize]).collect();
        for &index in images {
            self.work.images().push(train.ink(index as usize));
        }
        let (network, work, gradients) = (&mut self.network, &mut self.work, &mut self.gradients);
        let loss = work.without_dropout(|work| network.gradient(&labels, gradients, work));
        if !loss.is_finite() {
            let layer = self.work.not_finite().unwrap_or(self.network.hidden.len());
            return Err(self.divergence((Reason::LossNotFinite, layer)));
        }
        let (count, hidden) = (images.len(), network.hidden.len());
        let first = work.deltas(0);
        let input_gradient = (count == 1).then(|| {
            let along = |row: ArrayView1<f32>| row.iter().zip(first).map(|(weight, delta)| weight * delta).sum();
            network.layers[0].weights.rows().into_iter().map(along).collect()
        });
        let layer = |(index, gradient): (usize, &Dense)| {
            let deltas = work.deltas(index);
            let activations = if index < hidden {
                work.activations(index).to_vec()
            } else {
                // Of softmax and cross-entropy, p − 1 for the right class and p for others.
                let classes = deltas.len() / count;
                let right = |at: usize| usize::from(labels[at / classes]) == at % classes;
                deltas.iter().enumerate().map(|(at, delta)| delta + f32::from(u8::from(right(at)))).collect()
            };
            let [weights, biases, _] = gradient.values();
            LayerTrace {
                pre_activations: work.pre_activations(index).to_vec(),
                activations,
                deltas: deltas.iter().map(|delta| delta / count as f32).collect(),
                slopes: Vec::new(),
                weight_gradient: length(weights),
                bias_gradient: length(biases),
            }
        };
        let mut layers: Vec<LayerTrace> = gradients.iter().enumerate().map(layer).collect();
        for (index, layer) in layers[..hidden].iter_mut().enumerate() {
            layer.slopes = network.slopes(index, work).to_vec();
        }
        Ok(Trace { images: count, loss: loss / count as f64, layers, input_gradient })
    }

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
        let before = self.loss_sum;
        let result = self.step();
        signal.loss = result.as_ref().ok().map(|&images| (self.loss_sum - before) / f64::from(images));
        let finite = match &result {
            Ok(_) => true,
            // The loss was fine, and so is what came of it.
            Err(error) => error.divergence.as_ref().is_some_and(|at| at.reason == Reason::GradientExploded),
        };
        signal.compare(&mut self.network, &mut self.work, finite);
        result
    }
}

/// Sums a function of pairs of numbers, in double precision and in as many parts as keep lanes busy.
fn sum(first: &[f32], second: &[f32], of: impl Fn(f64, f64) -> f64) -> f64 {
    let ((first, first_rest), (second, second_rest)) = (first.as_chunks::<8>(), second.as_chunks::<8>());
    let mut sums = [0.0; 8];
    for (first, second) in first.iter().zip(second) {
        for ((sum, &a), &b) in sums.iter_mut().zip(first).zip(second) {
            *sum += of(f64::from(a), f64::from(b));
        }
    }
    let rest: f64 = first_rest.iter().zip(second_rest).map(|(&a, &b)| of(f64::from(a), f64::from(b))).sum();
    sums.iter().sum::<f64>() + rest
}

fn length(values: &[f32]) -> f64 {
    sum(values, values, |value, _| value * value).sqrt()
}

fn moments(values: &[f32]) -> Option<Moments> {
    let count = values.len() as f64;
    let mean = sum(values, values, |value, _| value) / count;
    let variance = sum(values, values, |value, _| (value - mean) * (value - mean)) / count;
    variance.is_finite().then_some(Moments { mean, variance })
}

//! A run that can be stopped and taken up again between any two batches. It has no clock.

use super::diagnostics::Signal;
use super::evaluate::{EVALUATION_BATCH, Judgement, evaluate};
use super::metrics::{Evaluation, weights_hash};
use super::validation::Validation;
use super::{Counting, Model, TrainConfig, UnitStates, divergence};
use crate::data::{Augmenter, Dataset};
use crate::error::{Divergence, Error, Reason, Result};
use crate::nn::{Dense, Mlp, Workspace};
use crate::optim::Optimizer;
use crate::rng::{Rng, Stream};
use crate::simd::gemm::Gemm;
use serde::Serialize;
use std::sync::Arc;

/// Every how many steps, and at the end of an epoch, all weights are checked: a small network's take 3 % of a step.
const WEIGHTS_CHECK: usize = 64;

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Progress {
    /// Finished epochs.
    pub epoch: u32,
    /// Finished batches of the present epoch.
    pub batch: u32,
    /// Batches of an epoch.
    pub batches_per_epoch: u32,
    /// Epochs of the run.
    pub epochs: u32,
    /// Whether the last call finished an epoch.
    pub epoch_ended: bool,
    /// Whether the run is over.
    pub done: bool,
    /// Mean loss of the present epoch so far, or of the one just ended, in nats.
    pub train_loss: f64,
    /// Images that the last call trained on.
    pub samples: u32,
    /// Mean loss on the held-out images after the epoch just ended, in nats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validation_loss: Option<f64>,
    /// Share of right answers on them, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validation_accuracy: Option<f64>,
    /// The epoch with the lowest such loss so far, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best_epoch: Option<u32>,
    /// Whether the run is over because that was too long ago.
    pub stopped_early: bool,
}

/// A network in training on a data set.
pub struct Trainer {
    pub(super) config: TrainConfig,
    pub(super) dataset: Arc<Dataset>,
    pub(super) network: Mlp,
    pub(super) gradients: Vec<Dense>,
    pub(super) optimizer: Optimizer,
    pub(super) work: Workspace,
    augmenter: Option<Augmenter>,
    /// How the units are looked into; not one by one unless told.
    pub(super) counting: Option<Counting>,
    pub(super) units: Vec<UnitStates>,
    pub(super) labels: Vec<u8>,
    pub(super) order: Vec<u32>,
    validation: Option<Validation>,
    shuffle: Rng,
    epoch: u32,
    batch: usize,
    pub(super) loss_sum: f64,
    pub(super) diverged: Option<Error>,
    /// On the test images, and on those of training.
    judgements: [Option<Judgement>; 2],
    /// To the test images, when the network was last judged on all of them.
    pub(super) answers: Vec<u8>,
}

impl Trainer {
    /// A fresh network for the data set. Configurations that differ in the activation function alone start from the
    /// same weights and see the same batches.
    ///
    /// # Errors
    /// `invalid_config` if training would take too much memory, or if no image would be held out though some are to be.
    pub fn new(config: TrainConfig, dataset: Arc<Dataset>) -> Result<Self> {
        let sizes = config.sizes(dataset.side())?;
        let mut network = Mlp::new(&sizes, &config.functions, config.initializer, config.seed);
        if config.hidden_bias != 0.0 {
            let hidden = network.hidden.len();
            network.layers[..hidden].iter_mut().for_each(|layer| layer.bias += config.hidden_bias);
        }
        let (order, validation) = Validation::new(&config, dataset.train().len(), &network.layers)?;
        Ok(Self {
            optimizer: Optimizer::new(config.optimizer, config.learning_rate, &network.layers)
                .with(config.weight_decay, config.global_clipnorm),
            gradients: network.layers.iter().map(Dense::zeros_like).collect(),
            work: network.workspace(config.batch_size.max(EVALUATION_BATCH)).with_dropout(config.dropout, config.seed),
            augmenter: (config.augmentation > 0.0)
                .then(|| Augmenter::new(dataset.side(), config.augmentation, config.seed)),
            counting: None,
            units: Vec::new(),
            labels: vec![0; config.batch_size.max(EVALUATION_BATCH)],
            order,
            validation,
            shuffle: Rng::new(config.seed, Stream::Shuffle),
            epoch: 0,
            batch: 0,
            loss_sum: 0.0,
            diverged: None,
            judgements: [None, None],
            answers: Vec::new(),
            config,
            dataset,
            network,
        })
    }

    /// Trains on up to `count` batches and stops early at the end of an epoch. Does nothing once the run is over.
    ///
    /// # Errors
    /// `diverged` as soon as the loss or the weights are not finite or the gradient explodes, and at every call after that.
    pub fn train_batches(&mut self, count: u32) -> Result<Progress> {
        self.train(count, None)
    }

    /// As [`Self::train_batches`], measuring the signal of every step, if told.
    pub(super) fn train(&mut self, count: u32, mut signal: Option<&mut Signal>) -> Result<Progress> {
        if let Some(error) = &self.diverged {
            return Err(error.clone());
        }
        self.judgements = [None, None];
        let mut samples = 0;
        let mut epoch_ended = false;
        let mut train_loss = 0.0;
        let mut judged = None;
        for _ in 0..count {
            if self.done() {
                break;
            }
            if self.batch == 0 {
                self.shuffle.shuffle(&mut self.order);
                self.loss_sum = 0.0;
            }
            samples += match &mut signal {
                Some(signal) => self.observed_step(signal)?,
                None => self.step()?,
            };
            let seen = (self.batch * self.config.batch_size).min(self.order.len());
            train_loss = self.loss_sum / seen as f64;
            if seen == self.order.len() {
                self.epoch += 1;
                self.batch = 0;
                epoch_ended = true;
                judged = self.validate()?;
                break;
            }
        }
        let validation = self.validation.as_ref();
        Ok(Progress {
            epoch: self.epoch,
            batch: self.batch as u32,
            batches_per_epoch: self.order.len().div_ceil(self.config.batch_size) as u32,
            epochs: self.config.epochs,
            epoch_ended,
            done: self.done(),
            train_loss,
            samples,
            validation_loss: judged.as_ref().map(|judged| judged.loss),
            validation_accuracy: judged.as_ref().map(|judged| judged.accuracy),
            best_epoch: validation.map(|validation| validation.best_epoch).filter(|&epoch| epoch > 0),
            stopped_early: self.epoch < self.config.epochs && self.done(),
        })
    }

    fn done(&self) -> bool {
        self.epoch == self.config.epochs || self.validation.as_ref().is_some_and(|validation| validation.stopped)
    }

    /// Judges the network on the held-out images, if there are any, at the end of an epoch; at that of the run, takes up
    /// the best weights.
    fn validate(&mut self) -> Result<Option<Evaluation>> {
        let Some(validation) = &mut self.validation else { return Ok(None) };
        match evaluate(&self.network, self.dataset.train(), Some(&validation.images), &mut self.work) {
            Ok(judged) => {
                validation.note(self.epoch, &judged, &self.network.layers);
                if self.done() {
                    self.validation.iter_mut().for_each(|validation| validation.restore(&mut self.network.layers));
                }
                Ok(Some(judged))
            }
            Err(layer) => {
                let error = self.divergence((Reason::LossNotFinite, layer));
                self.diverged = Some(error.clone());
                Err(error)
            }
        }
    }

    /// One step; returns its number of images.
    pub(super) fn step(&mut self) -> Result<u32> {
        let batches = self.order.len().div_ceil(self.config.batch_size);
        let factor = self.config.schedule.factor(self.epoch as usize * batches + self.batch, batches);
        self.optimizer.learning_rate = self.config.learning_rate * factor;
        let start = self.batch * self.config.batch_size;
        let end = (start + self.config.batch_size).min(self.order.len());
        let indices = &self.order[start..end];
        let train = self.dataset.train();
        self.work.images().clear();
        for (&index, label) in indices.iter().zip(&mut self.labels) {
            let (images, ink) = (self.work.images(), train.ink(index as usize));
            match &mut self.augmenter {
                Some(augmenter) => images.push(augmenter.augment(ink)),
                None => images.push(ink),
            }
            *label = train.labels()[index as usize];
        }
        let (batch, labels, gradients, work) = (end - start, &self.labels, &mut self.gradients, &mut self.work);
        let loss = match self.optimizer.plain_rate() {
            Some(rate) if batch <= Gemm::MAX_DESCENT => self.network.descend(labels, rate, gradients, work),
            _ => {
                let loss = self.network.gradient(labels, gradients, work);
                if loss.is_finite() {
                    self.optimizer.step(&mut self.network.layers, gradients);
                }
                loss
            }
        };
        self.network.project();
        self.batch += 1;
        let weights = end == self.order.len() || self.batch.is_multiple_of(WEIGHTS_CHECK);
        if let Some(found) = divergence::find(loss, &self.network, gradients, work, weights) {
            let error = self.divergence(found);
            self.diverged = Some(error.clone());
            return Err(error);
        }
        self.loss_sum += loss;
        Ok((end - start) as u32)
    }

    /// The error for what was found after the last step.
    pub(super) fn divergence(&self, (reason, layer): (Reason, usize)) -> Error {
        let batches = self.order.len().div_ceil(self.config.batch_size);
        let steps = self.epoch as usize * batches + self.batch;
        let last = steps.saturating_sub(1);
        let (epoch, batch) = ((last / batches) as u32 + 1, (last % batches) as u32 + 1);
        let at = Divergence { epoch, batch, step: steps as u32, layer: layer as u32 + 1, reason };
        divergence::error(self.config.activation.function.spec().id, at, self.network.layers.len())
    }

    /// Judges the network on the test images.
    ///
    /// # Errors
    /// `diverged` if it has, or if the loss on the test images is not finite, of which training takes no notice.
    pub fn evaluate(&mut self) -> Result<Evaluation> {
        self.judgements[0] = None;
        Ok(self.evaluate_part(u32::MAX)?.expect("all images are judged"))
    }

    /// As [`Self::evaluate`] by at least so many images at a time: none until all are judged. Training begins it anew.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    pub fn evaluate_part(&mut self, images: u32) -> Result<Option<Evaluation>> {
        self.judge_part(images, false)
    }

    /// Goes on by at least so many images, either the test images or those of training, which tell of the units as well.
    pub(crate) fn judge_part(&mut self, images: u32, training: bool) -> Result<Option<Evaluation>> {
        if let Some(error) = &self.diverged {
            return Err(error.clone());
        }
        let (split, some, hidden) = if training {
            (self.dataset.train(), Some(&*self.order), self.network.hidden.len())
        } else {
            (self.dataset.test(), None, 0)
        };
        let slot = &mut self.judgements[usize::from(training)];
        let mut judgement =
            slot.take().unwrap_or_else(|| Judgement::new(&self.network.layers[..hidden], self.counting));
        match judgement.go_on(images as usize, &self.network, split, some, &mut self.work) {
            Ok(true) => {
                if !training {
                    self.answers = std::mem::take(&mut judgement.answers);
                } else if self.counting.is_some() {
                    self.units = judgement.units();
                }
                Ok(Some(judgement.evaluation()))
            }
            Ok(false) => {
                *slot = Some(judgement);
                Ok(None)
            }
            Err(layer) => Err(self.divergence((Reason::LossNotFinite, layer))),
        }
    }

    /// The images of the last step; before the first one, none.
    pub fn last_batch(&self) -> &[u32] {
        let size = self.config.batch_size;
        let (start, end) = match (self.batch, self.epoch) {
            (0, 0) => (0, 0),
            (0, _) => ((self.order.len() - 1) / size * size, self.order.len()),
            (batch, _) => ((batch - 1) * size, (batch * size).min(self.order.len())),
        };
        &self.order[start..end]
    }

    /// The images that it is trained and tested on.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// The network as it is now.
    pub fn network(&self) -> &Mlp {
        &self.network
    }

    /// Hash of all that is trained as it is now.
    pub fn weights_hash(&self) -> String {
        weights_hash(self.network.values())
    }

    /// The trained network, ready for pictures.
    pub fn into_model(self) -> Model {
        Model::of(self.network, self.dataset.side())
    }
}

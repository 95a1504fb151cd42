//! A trained network at work.

use super::evaluate::{EVALUATION_BATCH, evaluate};
use super::metrics::{Evaluation, best_class, weights_hash};
use super::{RawConfig, TrainConfig};
use crate::activation::softmax_row;
use crate::data::{CLASSES, Dataset, preprocess};
use crate::error::{Error, ErrorCode, Result, decimal};
use crate::nn::{Dense, Initializer, Mlp, Workspace};

/// A trained network that classifies pictures.
pub struct Model {
    network: Mlp,
    side: usize,
    work: Workspace,
}

impl Model {
    /// From a configuration, the side of the pictures and the weights in the order of [`Mlp::values`].
    ///
    /// # Errors
    /// `invalid_config`; `invalid_input` for another number of weights or weights that are not finite;
    /// `invalid_parameter` for learned parameters out of their bounds.
    pub fn new(config: &RawConfig, side: usize, weights: &[f32]) -> Result<Self> {
        preprocess::check_side(side)?;
        let config = TrainConfig::try_from(config)?;
        let sizes = config.sizes(side)?;
        let count = Mlp::parameter_count(&sizes, &config.functions);
        if weights.len() != count {
            let got = format!("{} numbers", weights.len());
            return Err(Error::new(ErrorCode::InvalidInput, "weights", got, count.to_string()));
        }
        if let Some(index) = weights.iter().position(|w| !w.is_finite()) {
            let got = if weights[index].is_nan() { "NaN" } else { "infinite" };
            return Err(Error::new(ErrorCode::InvalidInput, format!("weight {index}"), got, "a finite number"));
        }
        // They are replaced at once.
        let mut network = Mlp::new(&sizes, &config.functions, Initializer::Zeros, config.seed);
        for (value, weight) in network.layers.iter_mut().flat_map(Dense::values_mut).flatten().zip(weights) {
            *value = *weight;
        }
        network.project();
        if let Some((bound, weight)) = network.values().zip(weights).find(|(value, weight)| value != *weight) {
            let what = format!("learned parameter of {}", config.activation.function.spec().id);
            let (got, bound) = (decimal(f64::from(*weight)), decimal(f64::from(bound)));
            let expected = format!("a number within its bounds, of which {bound} is the nearest");
            return Err(Error::new(ErrorCode::InvalidParameter, what, got, expected));
        }
        Ok(Self::of(network, side))
    }

    /// A network for pictures of this side.
    pub(super) fn of(network: Mlp, side: usize) -> Self {
        Self { work: network.workspace(1), side, network }
    }

    /// The logits of a picture of the network's own size.
    ///
    /// # Panics
    /// If it is of another size.
    pub fn logits(&mut self, pixels: &[u8]) -> [f32; CLASSES] {
        assert_eq!(pixels.len(), self.side * self.side);
        self.work.images().clear();
        self.work.images().push(preprocess::to_input(pixels));
        let scores = self.network.forward(&mut self.work);
        std::array::from_fn(|class| scores[[0, class]])
    }

    /// The probability of each class for a 28 × 28 picture.
    ///
    /// # Errors
    /// `invalid_input` if the picture is not 28 × 28.
    pub fn predict(&mut self, image: &[u8]) -> Result<[f32; CLASSES]> {
        let mut scores = self.logits(&preprocess::downsample(image, self.side)?);
        softmax_row(&mut scores);
        Ok(scores)
    }

    /// The most probable class for a 28 × 28 picture.
    ///
    /// # Errors
    /// As [`Self::predict`].
    pub fn classify(&mut self, image: &[u8]) -> Result<usize> {
        Ok(best_class(&self.predict(image)?))
    }

    /// Judges the network on a data set's test images.
    ///
    /// # Errors
    /// `invalid_input` if they are of another size, or if the loss is not finite.
    pub fn evaluate(&self, dataset: &Dataset) -> Result<Evaluation> {
        let wrong = |what, got, expected| Err(Error::new(ErrorCode::InvalidInput, what, got, expected));
        if dataset.side() != self.side {
            return wrong("side of the test images", dataset.side().to_string(), self.side.to_string());
        }
        let mut work = self.network.workspace(EVALUATION_BATCH);
        evaluate(&self.network, dataset.test(), None, &mut work).or_else(|_| {
            wrong("loss on the test images", "one that is not finite".to_owned(), "a finite loss".to_owned())
        })
    }

    /// Hash of all that was trained.
    pub fn weights_hash(&self) -> String {
        weights_hash(self.network.values())
    }

    /// Side of its pictures, in pixels.
    pub fn side(&self) -> usize {
        self.side
    }

    /// The network.
    pub fn network(&self) -> &Mlp {
        &self.network
    }
}

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

    /// Where the network looks: the gradient of the log-odds of a class in each pixel of the picture that it is given, side ×
    /// side, pixels from 0 to 1. Log-odds, as the probability of an answer that is sure hardly changes with anything.
    ///
    /// # Errors
    /// `invalid_input` if the picture is not 28 × 28 or there is no such class.
    pub fn input_gradient(&mut self, image: &[u8], class: usize) -> Result<Vec<f32>> {
        if class >= CLASSES {
            return Err(Error::new(ErrorCode::InvalidInput, "class", class, "0 to 9"));
        }
        let mut others = self.logits(&preprocess::downsample(image, self.side)?);
        others[class] = f32::NEG_INFINITY;
        softmax_row(&mut others);
        let mut odds = others.map(|share| -share);
        odds[class] = 1.0;
        Ok(self.network.input_gradient(&odds, &self.work))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Rng, Stream};
    use crate::train::Preset;

    /// A network of random weights for pictures of this side.
    fn model(side: usize) -> Model {
        let config = RawConfig { activation: "tanh".to_owned(), ..Preset::from_name("race").unwrap().config };
        let count = (side * side + 1) * 64 + 65 * 10;
        let mut rng = Rng::new(2, Stream::Bench);
        let weights: Vec<f32> = (0..count).map(|_| rng.symmetric(0.1)).collect();
        Model::new(&config, side, &weights).unwrap()
    }

    #[test]
    fn input_gradient_is_that_of_the_log_odds() {
        let mut model = model(14);
        let image: Vec<u8> = (0..784).map(|pixel| (pixel * 37 % 251) as u8).collect();
        let reduced = preprocess::downsample(&image, 14).unwrap();
        let mut log_odds = |place: usize, level: i32| {
            let mut pixels = reduced.clone();
            pixels[place] = (i32::from(pixels[place]) + level) as u8;
            let logits = model.logits(&pixels).map(f64::from);
            let others: f64 = (0..10).filter(|&class| class != 3).map(|class| logits[class].exp()).sum();
            logits[3] - others.ln()
        };
        let places = [20, 57, 100, 195];
        assert!(places.iter().all(|&place| (20..=235).contains(&reduced[place])));
        let differences = places.map(|place| (log_odds(place, 20) - log_odds(place, -20)) / (40.0 / 255.0));
        let gradient = model.input_gradient(&image, 3).unwrap();
        for (place, difference) in places.into_iter().zip(differences) {
            assert!((f64::from(gradient[place]) - difference).abs() < 1e-3, "{} {difference}", gradient[place]);
        }
        assert_eq!(gradient.len(), 196);
        assert!(model.input_gradient(&image, 10).is_err() && model.input_gradient(&image[1..], 3).is_err());
    }
}

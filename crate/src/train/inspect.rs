//! What became of a trained network's units, and what its steps are made of.

use super::Trainer;
use super::evaluate::Judgement;
use super::metrics::{Evaluation, Slopes};
use crate::error::{Reason, Result};
use crate::nn::Dense;

/// A unit is dead if |f′(z)| is below this for every image: it no longer learns from any.
const DEAD: f32 = 1e-6;
/// A unit is saturated for an image if |f′(z)| is below this: of the error that comes back, less than a hundredth goes on.
const SATURATED: f32 = 0.01;

/// What is known so far of the units of a hidden layer.
pub(super) struct Units {
    alive: Vec<bool>,
    /// Pairs of a unit and an image.
    saturated: u64,
}

impl Units {
    pub(super) fn new(layer: &Dense) -> Self {
        Self { alive: vec![false; layer.bias.len()], saturated: 0 }
    }

    /// Takes note of f′ for some images. (images, units)
    pub(super) fn note(&mut self, slopes: &[f32]) {
        for row in slopes.chunks_exact(self.alive.len()) {
            for (slope, alive) in row.iter().zip(&mut self.alive) {
                *alive |= slope.abs() >= DEAD;
                self.saturated += u64::from(slope.abs() < SATURATED);
            }
        }
    }

    pub(super) fn slopes(&self, images: usize) -> Slopes {
        let units = self.alive.len();
        let dead = self.alive.iter().filter(|&&alive| !alive).count();
        Slopes { units: units as u32, dead: dead as u32, saturated: self.saturated as f64 / (units * images) as f64 }
    }
}

impl Trainer {
    /// Judges the network on the images that it is trained on, those held out excepted, and looks into its units: by at least
    /// so many images at a time, none until all are seen. Nothing is dropped out. Training begins it anew.
    ///
    /// # Errors
    /// `diverged` if it has, or if the loss on these images is not finite.
    pub fn inspect_part(&mut self, images: u32) -> Result<Option<Evaluation>> {
        self.judge_part(images, true)
    }

    /// The class that each test image was taken for when the network was last judged on all of them; before that, none.
    pub fn predictions(&self) -> &[u8] {
        &self.answers
    }

    /// Subnormal numbers that the last batch left in sums, activations, gradients and weights, and in what the optimizer
    /// keeps: processors may be slow with them. Plain gradient descent keeps no gradient of the weights.
    pub fn subnormals(&self) -> usize {
        let layers = [&self.network.layers, &self.gradients].into_iter().chain(self.optimizer.kept()).flatten();
        layers.fold(self.work.subnormals(), |count, layer| count + layer.subnormals())
    }

    /// Classifies so many test images one by one, from the first one on and over again if there are fewer; returns how many
    /// answers are right. It is there to be timed.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    pub fn classify(&mut self, count: u32) -> Result<u32> {
        let (test, mut right) = (self.dataset.test(), 0);
        let mut left = count as usize;
        while left > 0 {
            let mut judgement = Judgement::new(&[]);
            judgement.batch = 1;
            judgement
                .go_on(left, &self.network, test, None, &mut self.work)
                .map_err(|layer| self.divergence((Reason::LossNotFinite, layer)))?;
            right += judgement.answers.iter().zip(test.labels()).filter(|(answer, label)| answer == label).count();
            left -= judgement.answers.len();
        }
        Ok(right as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Dataset;
    use crate::train::{Preset, RawConfig, TrainConfig};
    use std::sync::Arc;

    /// Ten images: in image i, the first i pixels of the first row of 4 × 4 are full. Labels 0 to 9, but for the test images 0.
    fn dataset() -> Arc<Dataset> {
        let images = [0, 0, 8, 3]
            .into_iter()
            .chain([10_u32, 28, 28].iter().flat_map(|n| n.to_be_bytes()))
            .chain((0..10).flat_map(|image| (0..784).map(move |pixel| if pixel < image * 2 { 255 } else { 0 })));
        let images: Vec<u8> = images.collect();
        let labels =
            |label: fn(u8) -> u8| [0, 0, 8, 1, 0, 0, 0, 10].into_iter().chain((0..10).map(label)).collect::<Vec<_>>();
        let dataset = Dataset::from_idx(&images, &labels(|i| i), &images, &labels(|_| 0)).unwrap();
        Arc::new(dataset)
    }

    /// A network of one hidden layer whose unit u has the sum `bias[u] + slope[u]` · (ink of the image, 0 to 18).
    fn trainer(activation: &str, units: &[(f32, f32)], change: impl Fn(&mut RawConfig)) -> Trainer {
        let race = Preset::from_name("race").unwrap().config;
        let mut raw = RawConfig { activation: activation.to_owned(), hidden: vec![units.len() as u32], ..race };
        change(&mut raw);
        let mut trainer = Trainer::new(TrainConfig::try_from(&raw).unwrap(), dataset()).unwrap();
        let layer = &mut trainer.network.layers[0];
        for (unit, &(bias, slope)) in units.iter().enumerate() {
            layer.bias[unit] = bias;
            layer.weights.column_mut(unit).fill(slope);
        }
        trainer
    }

    fn inspect(mut trainer: Trainer) -> Slopes {
        let evaluation = trainer.inspect_part(u32::MAX).unwrap().unwrap();
        assert_eq!(evaluation.layers.len(), 1);
        evaluation.layers[0].clone()
    }

    fn assert_slopes(found: &Slopes, units: u32, dead: u32, saturated: f64) {
        assert_eq!((found.units, found.dead), (units, dead));
        assert!((found.saturated - saturated).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn relu_is_dead_where_no_sum_is_positive() {
        // Never positive; always; from the sixth image on (10 > 9); never, as 0 has the slope 0 of its left.
        let units = [(-1.0, 0.0), (1.0, 0.0), (-9.0, 1.0), (0.0, -1.0)];
        assert_slopes(&inspect(trainer("relu", &units, |_| ())), 4, 2, (10.0 + 0.0 + 5.0 + 10.0) / 40.0);
        // What leaks lives.
        assert_slopes(&inspect(trainer("leaky_relu", &units, |_| ())), 4, 0, 0.0);
    }

    #[test]
    fn sigmoid_saturates_before_it_dies() {
        // Slopes 1/4; 6.6e-3; 2e-9; from the sixth image on below 0.01: σ′(5) and less, but above 1e-6 at first.
        let units = [(0.0, 0.0), (5.0, 0.0), (20.0, 0.0), (-5.0, 1.0)];
        let sums: Vec<f64> = (0..10).map(|image| f64::from(image) * 2.0 - 5.0).collect();
        let slope = |z: f64| (1.0 / (1.0 + (-z).exp())) * (1.0 - 1.0 / (1.0 + (-z).exp()));
        let flat = sums.iter().filter(|&&z| slope(z) < 0.01).count();
        assert_slopes(&inspect(trainer("sigmoid", &units, |_| ())), 4, 1, (20 + flat) as f64 / 40.0);
    }

    #[test]
    fn softmax_is_judged_by_its_diagonal() {
        // One unit takes all: y (1 − y) is 0 for it as for the others.
        assert_slopes(&inspect(trainer("softmax", &[(60.0, 0.0), (0.0, 0.0), (0.0, 0.0)], |_| ())), 3, 3, 1.0);
        assert_slopes(&inspect(trainer("softmax", &[(0.0, 0.0), (0.0, 0.0), (0.0, 0.0)], |_| ())), 3, 0, 0.0);
    }

    #[test]
    fn learned_parameters_count() {
        let mut trainer = trainer("prelu", &[(-1.0, 0.0), (-1.0, 0.0)], |config| {
            config.learn = vec![("negative_slope".to_owned(), "unit".to_owned())];
        });
        trainer.network.layers[0].learned.assign(&ndarray::arr1(&[0.0, 0.5]));
        assert_slopes(&inspect(trainer), 2, 1, 0.5);
    }

    #[test]
    fn nothing_is_dropped_and_held_out_images_are_not_seen() {
        let units = [(1.0, 0.0); 8];
        assert_slopes(&inspect(trainer("relu", &units, |config| config.dropout = Some(0.9))), 8, 0, 0.0);
        let mut trainer = trainer("relu", &units, |config| config.validation_split = Some(0.3));
        let seen: u32 = trainer.inspect_part(u32::MAX).unwrap().unwrap().confusion.iter().sum();
        assert_eq!(seen, 7);
    }

    #[test]
    fn answers_are_those_of_the_confusion() {
        let mut trainer = trainer("tanh", &[(0.1, 0.3), (-0.2, 0.1)], |_| ());
        assert!(trainer.predictions().is_empty());
        let evaluation = trainer.evaluate().unwrap();
        let answers = trainer.predictions().to_vec();
        let counts: Vec<u32> = (0..10).map(|class| answers.iter().filter(|&&a| a == class).count() as u32).collect();
        // All test images have the label 0.
        assert_eq!(counts, evaluation.confusion[..10]);
        let right = counts[0];
        assert_eq!(trainer.classify(10).unwrap(), right);
        assert_eq!(trainer.classify(25).unwrap(), 2 * right + answers[..5].iter().filter(|&&a| a == 0).count() as u32);
        // Judging on the images of training leaves them.
        trainer.inspect_part(u32::MAX).unwrap();
        assert_eq!(trainer.predictions(), answers);
    }

    #[test]
    fn subnormals_are_counted() {
        let normal = trainer("relu", &[(1.0, 0.0)], |_| ());
        let before = normal.subnormals();
        let mut small = normal;
        small.network.layers[0].bias[0] = 1e-40;
        assert_eq!(small.subnormals(), before + 1);
    }
}

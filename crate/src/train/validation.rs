//! Training images that are held out: they tell when to stop, and which weights were the best.

use super::config::{TrainConfig, check};
use super::metrics::Evaluation;
use crate::error::{Result, decimal};
use crate::nn::Dense;
use crate::rng::{Rng, Stream};

/// What the held-out images say of a run.
pub(super) struct Validation {
    /// Which of the training images are held out.
    pub images: Vec<u32>,
    patience: Option<u32>,
    /// The weights of the best epoch, where they are to be kept.
    best: Option<Vec<Dense>>,
    lowest: f64,
    /// The epoch of the lowest loss so far, counted from 1.
    pub best_epoch: u32,
    /// Whether the loss has not fallen for too long.
    pub stopped: bool,
}

impl Validation {
    /// Divides the first `count` training images into those to train on and those held out, drawn under the seed.
    ///
    /// # Errors
    /// `invalid_config` if there are too few images to hold one out.
    pub fn new(config: &TrainConfig, count: usize, layers: &[Dense]) -> Result<(Vec<u32>, Option<Self>)> {
        let mut order: Vec<u32> = (0..count as u32).collect();
        if config.validation_split == 0.0 {
            return Ok((order, None));
        }
        let held = (count as f64 * config.validation_split) as usize;
        let share = decimal(config.validation_split);
        check(
            "validation_split",
            held > 0,
            format_args!("{share} of {count} images"),
            format_args!("at least one image"),
        )?;
        Rng::new(config.seed, Stream::Validation).shuffle(&mut order);
        let images = order[count - held..].to_vec();
        order.truncate(count - held);
        let best = config.best_weights.then(|| layers.iter().map(Dense::zeros_like).collect());
        let (patience, lowest) = (config.patience, f64::INFINITY);
        Ok((order, Some(Self { images, patience, best, lowest, best_epoch: 0, stopped: false })))
    }

    /// Takes note of what the images said after an epoch, counted from 1.
    pub fn note(&mut self, epoch: u32, evaluation: &Evaluation, layers: &[Dense]) {
        if evaluation.loss < self.lowest {
            (self.lowest, self.best_epoch) = (evaluation.loss, epoch);
            if let Some(best) = &mut self.best {
                for (best, layer) in best.iter_mut().zip(layers) {
                    best.copy(layer);
                }
            }
        }
        self.stopped = self.patience.is_some_and(|patience| epoch - self.best_epoch >= patience);
    }

    /// Puts the best weights back, if they were kept.
    pub fn restore(&mut self, layers: &mut Vec<Dense>) {
        if let Some(best) = self.best.take() {
            *layers = best;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::{Preset, RawConfig};

    fn division(split: f64, seed: u32, count: usize) -> Result<(Vec<u32>, Option<Validation>)> {
        let raw = Preset::from_name("race").unwrap().config;
        let raw = RawConfig { validation_split: Some(split), seed, ..raw };
        Validation::new(&TrainConfig::try_from(&raw).unwrap(), count, &[])
    }

    #[test]
    fn every_image_is_trained_on_or_held_out() {
        for (split, held) in [(0.5, 50), (0.25, 25), (0.019, 1)] {
            let (trained, validation) = division(split, 1, 101).unwrap();
            let images = validation.unwrap().images;
            assert_eq!(images.len(), held);
            let mut all = [trained, images].concat();
            all.sort_unstable();
            assert!(all.into_iter().eq(0..101));
        }
    }

    #[test]
    fn the_seed_draws_them() {
        let images = |seed| division(0.3, seed, 100).unwrap().1.unwrap().images;
        assert_eq!(images(1), images(1));
        assert_ne!(images(1), images(2));
        assert!(!images(1).into_iter().eq(0..30) && !images(1).into_iter().eq(70..100));
        let (order, none) = division(0.0, 1, 100).unwrap();
        assert!(order.into_iter().eq(0..100) && none.is_none());
    }

    #[test]
    fn too_few_images_are_refused() {
        let error = division(0.01, 1, 99).err().unwrap().to_string();
        assert_eq!(error, "validation_split: got 0.01 of 99 images, expected at least one image");
    }
}

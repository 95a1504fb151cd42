//! What became of a trained network's units, and what its steps are made of.

use super::Trainer;
use super::evaluate::Judgement;
use super::metrics::{Evaluation, Slopes};
use crate::error::{Error, ErrorCode, Reason, Result, decimal};
use crate::nn::Dense;

/// A unit is dead if |f′(z)| is below this for every image: it no longer learns from any.
const DEAD: f32 = 1e-6;
/// A unit is saturated for an image if |f′(z)| is below this: of the error that comes back, less than a hundredth goes on.
const SATURATED: f32 = 0.01;
/// A unit is nearly linear if the best line leaves less than this share of the variance of f(z) over the images: a network
/// that had the line instead would be off by less than a tenth of what the unit tells. The line is the linear part of
/// Bussgang's decomposition (1952), in which this is a distortion of -20 dB. Unlike a bound on f′ it does not depend on the
/// scale of f, and few images beyond a kink do not count as much as many.
const NONLINEAR: f64 = 0.01;
/// The most parts that pre-activations are counted in.
const MOST_PARTS: usize = 1024;
/// A variance below this share of the mean square is rounding: a constant.
const CONSTANT: f64 = 1e-12;

/// Into what pre-activations are counted, unit by unit: equal parts of [-reach, reach], those beyond it in the first and the
/// last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counting {
    /// Their number.
    pub parts: usize,
    /// How far they go.
    pub reach: f32,
}

/// How the units of a hidden layer are over all images that the network is trained on; a number for each unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitStates {
    /// |f′(z)| < 10⁻⁶ for every image.
    pub dead: Vec<bool>,
    /// Share of the images with |f′(z)| < 0.01, 0 to 1.
    pub saturated: Vec<f32>,
    /// R² of the best line through the points (z, f(z)): nearly linear above 0.99; not a number where either is constant.
    pub linearity: Vec<f32>,
    /// Mean of z.
    pub mean: Vec<f32>,
    /// Its standard deviation.
    pub deviation: Vec<f32>,
    /// Its least value.
    pub least: Vec<f32>,
    /// Its greatest value.
    pub greatest: Vec<f32>,
    /// How many images have z in each part. (units, parts)
    pub histogram: Vec<u32>,
}

/// What is known so far of the units of a hidden layer.
pub(super) struct Units {
    /// Of each unit, the greatest |f′| so far.
    steepest: Vec<f32>,
    /// Of each unit, images.
    saturated: Vec<u32>,
    sums: Sums,
    counts: Option<Counts>,
}

/// Over the points (z, y = f(z)) of each unit: apart, so that a row of units fills lanes.
struct Sums {
    z: Vec<f64>,
    y: Vec<f64>,
    zz: Vec<f64>,
    zy: Vec<f64>,
    yy: Vec<f64>,
}

/// Means over a unit's points.
struct Means {
    z: f64,
    y: f64,
    zz: f64,
    zy: f64,
    yy: f64,
}

/// Pre-activations, unit by unit.
struct Counts {
    counting: Counting,
    least: Vec<f32>,
    greatest: Vec<f32>,
    histogram: Vec<u32>,
}

impl Sums {
    fn new(units: usize) -> Self {
        let zeros = || vec![0.0; units];
        Self { z: zeros(), y: zeros(), zz: zeros(), zy: zeros(), yy: zeros() }
    }

    /// A row of units.
    fn note(&mut self, z: &[f32], y: &[f32]) {
        let Self { z: sums_z, y: sums_y, zz, zy, yy } = self;
        for ((sum, square), &z) in sums_z.iter_mut().zip(zz).zip(z) {
            *sum += f64::from(z);
            *square += f64::from(z) * f64::from(z);
        }
        for ((sum, square), &y) in sums_y.iter_mut().zip(yy).zip(y) {
            *sum += f64::from(y);
            *square += f64::from(y) * f64::from(y);
        }
        for ((sum, &z), &y) in zy.iter_mut().zip(z).zip(y) {
            *sum += f64::from(z) * f64::from(y);
        }
    }

    fn means(&self, images: usize) -> impl Iterator<Item = Means> + '_ {
        let mean = move |sums: &[f64], unit: usize| sums[unit] / images as f64;
        (0..self.z.len()).map(move |unit| Means {
            z: mean(&self.z, unit),
            y: mean(&self.y, unit),
            zz: mean(&self.zz, unit),
            zy: mean(&self.zy, unit),
            yy: mean(&self.yy, unit),
        })
    }
}

impl Means {
    /// R² of the best line; not a number where z or y is constant.
    fn linearity(&self) -> f64 {
        let Self { z, y, zz, zy, yy } = self;
        let (z_variance, y_variance, covariance) = (zz - z * z, yy - y * y, zy - z * y);
        if z_variance > CONSTANT * zz && y_variance > CONSTANT * yy {
            covariance * covariance / (z_variance * y_variance)
        } else {
            f64::NAN
        }
    }
}

impl Units {
    pub(super) fn new(layer: &Dense, counting: Option<Counting>) -> Self {
        let units = layer.bias.len();
        let counts = counting.map(|counting| Counts {
            counting,
            least: vec![f32::INFINITY; units],
            greatest: vec![f32::NEG_INFINITY; units],
            histogram: vec![0; units * counting.parts],
        });
        Self { steepest: vec![0.0; units], saturated: vec![0; units], sums: Sums::new(units), counts }
    }

    /// Takes note of f′ for some images. (images, units)
    pub(super) fn note_slopes(&mut self, slopes: &[f32]) {
        for row in slopes.chunks_exact(self.steepest.len()) {
            for (slope, saturated) in row.iter().zip(&mut self.saturated) {
                *saturated += u32::from(slope.abs() < SATURATED);
            }
            for (slope, greatest) in row.iter().zip(&mut self.steepest) {
                *greatest = if slope.abs() > *greatest { slope.abs() } else { *greatest };
            }
        }
    }

    /// Takes note of z and f(z) for some images. (images, units)
    pub(super) fn note_points(&mut self, z: &[f32], y: &[f32]) {
        let units = self.steepest.len();
        for (z, y) in z.chunks_exact(units).zip(y.chunks_exact(units)) {
            self.sums.note(z, y);
        }
        if let Some(counts) = &mut self.counts {
            z.chunks_exact(units).for_each(|row| counts.note(row));
        }
    }

    pub(super) fn slopes(&self, images: usize) -> Slopes {
        let units = self.steepest.len();
        let dead = self.steepest.iter().filter(|&&slope| slope < DEAD).count();
        let linear = self.sums.means(images).filter(|means| means.linearity() > 1.0 - NONLINEAR).count();
        let saturated = self.saturated.iter().map(|&count| f64::from(count)).sum::<f64>() / (units * images) as f64;
        Slopes { units: units as u32, dead: dead as u32, saturated, linear: linear as u32 }
    }

    /// Of each unit; nothing unless it was counted.
    pub(super) fn states(&self, images: usize) -> UnitStates {
        let Some(Counts { least, greatest, histogram, .. }) = &self.counts else { return UnitStates::default() };
        let of = |value: fn(Means) -> f64| self.sums.means(images).map(|means| value(means) as f32).collect();
        UnitStates {
            dead: self.steepest.iter().map(|&slope| slope < DEAD).collect(),
            saturated: self.saturated.iter().map(|&count| count as f32 / images as f32).collect(),
            linearity: of(|means| means.linearity()),
            mean: of(|means| means.z),
            deviation: of(|means| (means.zz - means.z * means.z).max(0.0).sqrt()),
            least: least.clone(),
            greatest: greatest.clone(),
            histogram: histogram.clone(),
        }
    }
}

impl Counts {
    /// An image's pre-activations.
    fn note(&mut self, row: &[f32]) {
        let Counting { parts, reach } = self.counting;
        let scale = parts as f32 / (2.0 * reach);
        for ((least, greatest), &z) in self.least.iter_mut().zip(&mut self.greatest).zip(row) {
            *least = if z < *least { z } else { *least };
            *greatest = if z > *greatest { z } else { *greatest };
        }
        for (histogram, &z) in self.histogram.chunks_exact_mut(parts).zip(row) {
            // To an integer it saturates: what lies below is in part 0.
            histogram[(((z + reach) * scale) as usize).min(parts - 1)] += 1;
        }
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

    /// From now on looks into the units one by one whenever the network is judged on the images that it is trained on.
    ///
    /// # Errors
    /// `invalid_input` unless there are 1 to 1024 parts, and the reach is a finite number above 0.
    pub fn count_units(&mut self, counting: Counting) -> Result<()> {
        let Counting { parts, reach } = counting;
        let bad = |what, got: String, expected| Err(Error::new(ErrorCode::InvalidInput, what, got, expected));
        if !(1..=MOST_PARTS).contains(&parts) {
            return bad("parts", parts.to_string(), format!("1 to {MOST_PARTS}"));
        }
        if !(reach > 0.0 && reach.is_finite()) {
            return bad("reach", decimal(f64::from(reach)), "a finite number above 0".to_owned());
        }
        self.counting = Some(counting);
        Ok(())
    }

    /// The units of each hidden layer when the network was last judged on all of those images; none before
    /// [`Self::count_units`].
    pub fn units(&self) -> &[UnitStates] {
        &self.units
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
            let mut judgement = Judgement::new(&[], None);
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

    /// R² of the points, by residuals of the line instead of by sums.
    fn explained(points: &[(f64, f64)]) -> f64 {
        let count = points.len() as f64;
        let mean = |of: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
        let (z, y) = (mean(&|point| point.0), mean(&|point| point.1));
        let slope = mean(&|point| (point.0 - z) * point.1) / mean(&|point| (point.0 - z).powi(2));
        let left = mean(&|point| (point.1 - y - slope * (point.0 - z)).powi(2));
        1.0 - left / mean(&|point| (point.1 - y).powi(2))
    }

    #[test]
    fn nearly_linear_is_what_a_line_explains() {
        let linear = |activation, units: &[_]| inspect(trainer(activation, units, |_| ())).linear;
        // Constant; never positive; always; one image of ten beyond the kink, by half a step; half of them.
        assert_eq!(linear("relu", &[(1.0, 0.0), (-1.0, -1.0), (1.0, 1.0)]), 1);
        assert_eq!(linear("relu", &[(-1.0, 1.0), (-9.0, 1.0)]), 1);
        assert_eq!(linear("linear", &[(0.0, 1e-3), (-7.0, 0.2), (0.3, 0.0)]), 2);
        // To both sides of the bound: what the formula says of a parabola of which the ten points are a longer or shorter piece.
        for (activation, f) in [
            ("tanh", f64::tanh as fn(f64) -> f64),
            ("sigmoid", |z| 1.0 / (1.0 + (-z).exp())),
            ("bent_identity", |z| (z.mul_add(z, 1.0).sqrt() - 1.0) / 2.0 + z),
        ] {
            let mut answers = [0; 2];
            for step in 1..60 {
                let (bias, slope) = (0.3, step as f32 * 0.02);
                let points: Vec<(f64, f64)> =
                    (0..10).map(|image| f64::from(bias + slope * (2 * image) as f32)).map(|z| (z, f(z))).collect();
                let expected = explained(&points) > 0.99;
                answers[usize::from(expected)] += 1;
                assert_eq!(linear(activation, &[(bias, slope)]), u32::from(expected), "{activation}, {slope}");
            }
            assert!(answers[1] > 0 && (activation == "bent_identity" || answers[0] > 0), "{activation}: {answers:?}");
        }
        // A scale of the function changes nothing.
        let mut learning = trainer("prelu", &[(-9.0, 1.0), (-9.0, 1.0)], |config| {
            config.learn = vec![("negative_slope".to_owned(), "unit".to_owned())];
        });
        learning.network.layers[0].learned.assign(&ndarray::arr1(&[0.9, 0.5]));
        let points = |slope: f64| (0..10).map(|i| 2.0 * f64::from(i) - 9.0).map(|z| (z, z.max(slope * z))).collect();
        let explained = [0.9, 0.5].map(|slope| explained(&Vec::from_iter::<Vec<_>>(points(slope))));
        assert!(explained[0] > 0.99 && explained[1] < 0.99, "{explained:?}");
        assert_eq!(inspect(learning).linear, 1);
    }

    #[test]
    fn each_unit_is_told_of() {
        // The units of the first test; z is constant, or 0, 2, … 18 less 9, or 0, −2, … −18.
        let units = [(-1.0, 0.0), (1.0, 0.0), (-9.0, 1.0), (0.0, -1.0)];
        let mut trainer = trainer("relu", &units, |_| ());
        assert!(trainer.units().is_empty());
        trainer.count_units(Counting { parts: 4, reach: 10.0 }).unwrap();
        assert!(trainer.units().is_empty());
        trainer.inspect_part(u32::MAX).unwrap();
        let UnitStates { dead, saturated, linearity, mean, deviation, least, greatest, histogram } =
            &trainer.units()[0];
        assert_eq!(*dead, [true, false, false, true]);
        assert_eq!(*saturated, [1.0, 0.0, 0.5, 1.0]);
        let points: Vec<(f64, f64)> = (0..10).map(|i| 2.0 * f64::from(i) - 9.0).map(|z| (z, z.max(0.0))).collect();
        assert!((f64::from(linearity[2]) - explained(&points)).abs() < 1e-6);
        assert!([0, 1, 3].iter().all(|&unit| linearity[unit].is_nan()));
        assert_eq!(
            (&**mean, &**least, &**greatest),
            (&[-1.0, 1.0, 0.0, -9.0][..], &[-1.0, 1.0, -9.0, -18.0][..], &[-1.0, 1.0, 9.0, 0.0][..])
        );
        assert!((deviation[0], deviation[1]) == (0.0, 0.0) && (deviation[2] - 33.0_f32.sqrt()).abs() < 1e-5);
        // Parts from −10, −5, 0 and 5 on; −18 … −12 are in the first one.
        assert_eq!(*histogram, [0, 10, 0, 0, 0, 0, 10, 0, 2, 3, 2, 3, 7, 2, 1, 0]);
        // Training and judging anew counts anew.
        trainer.train_batches(1).unwrap();
        trainer.inspect_part(u32::MAX).unwrap();
        assert_eq!(trainer.units()[0].histogram.iter().sum::<u32>(), 40);
        for (parts, reach) in [(0, 1.0), (2000, 1.0), (8, 0.0), (8, f32::NAN)] {
            assert!(trainer.count_units(Counting { parts, reach }).is_err());
        }
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

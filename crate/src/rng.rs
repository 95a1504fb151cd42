//! Seeded randomness: the only source of it in the core.
//!
//! A seed opens several independent streams, one for each purpose, so that drawing more numbers for one purpose (more
//! layers, say) leaves the others (the order of the images) as they were.

use crate::simd::Real;
use rand_core::{Rng as _, SeedableRng};
use rand_xoshiro::Xoshiro128PlusPlus;

/// What a stream of random numbers is used for.
#[derive(Clone, Copy, Debug)]
pub enum Stream {
    /// Initial weights of the layer with this index.
    Weights(u16),
    /// The order of the training images.
    Shuffle,
    /// Which images belong to a subset.
    Subset,
    /// Which activations are dropped.
    Dropout,
    /// How training images are distorted.
    Augment,
    /// Which training images are held out.
    Validation,
    /// Inputs of a benchmark.
    Bench,
}

/// A stream of random numbers: Xoshiro128++ (Blackman and Vigna 2019), the same on every platform.
#[derive(Clone, Debug)]
pub struct Rng(Xoshiro128PlusPlus);

impl Rng {
    /// Opens the stream for one purpose under a seed.
    pub fn new(seed: u32, stream: Stream) -> Self {
        let stream = match stream {
            Stream::Shuffle => 1,
            Stream::Subset => 2,
            Stream::Bench => 3,
            Stream::Dropout => 4,
            Stream::Validation => 5,
            Stream::Augment => 6,
            Stream::Weights(layer) => 0x1_0000 + u64::from(layer),
        };
        Self(Xoshiro128PlusPlus::seed_from_u64(stream << 32 | u64::from(seed)))
    }

    /// Uniform on [0, 1), in steps of 2⁻²⁴.
    pub fn unit(&mut self) -> f32 {
        (self.0.next_u32() >> 8) as f32 * (1.0 / 16_777_216.0)
    }

    /// Uniform on [-limit, limit).
    pub fn symmetric(&mut self, limit: f32) -> f32 {
        (2.0 * self.unit() - 1.0) * limit
    }

    /// Uniform on 0..bound, by multiplication and shift; the bias is below bound / 2³².
    pub fn below(&mut self, bound: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(bound)) >> 32) as u32
    }

    /// Standard normal.
    pub fn normal(&mut self) -> f32 {
        self.normals()[0]
    }

    /// Two of them, independent, by Marsaglia's polar method (1964).
    #[inline(never)]
    pub fn normals(&mut self) -> [f32; 2] {
        loop {
            let (u, v) = (self.symmetric(1.0), self.symmetric(1.0));
            let s = u * u + v * v;
            if s > 0.0 && s < 1.0 {
                return [u, v].map(|uniform| uniform * (-2.0 * Real::ln(s) / s).sqrt());
            }
        }
    }

    /// Fisher–Yates shuffle in place.
    pub fn shuffle(&mut self, items: &mut [u32]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i as u32 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_pins_its_stream() {
        let mut rng = Rng::new(1, Stream::Shuffle);
        let drawn: Vec<u32> = (0..4).map(|_| rng.below(1000)).collect();
        assert_eq!(drawn, [623, 802, 153, 914]);
    }

    #[test]
    fn streams_and_seeds_differ() {
        let first = |seed, stream| Rng::new(seed, stream).unit().to_bits();
        assert_ne!(first(1, Stream::Shuffle), first(2, Stream::Shuffle));
        assert_ne!(first(1, Stream::Shuffle), first(1, Stream::Subset));
        assert_ne!(first(1, Stream::Weights(0)), first(1, Stream::Weights(1)));
    }

    #[test]
    fn normal_has_mean_zero_and_variance_one() {
        let mut rng = Rng::new(3, Stream::Bench);
        let n = 100_000;
        let (mut sum, mut squares) = (0.0_f64, 0.0_f64);
        for _ in 0..n {
            let z = f64::from(rng.normal());
            sum += z;
            squares += z * z;
        }
        let (mean, variance) = (sum / f64::from(n), squares / f64::from(n));
        // Five standard errors of the mean and of the variance.
        assert!(mean.abs() < 5.0 / f64::from(n).sqrt(), "mean {mean}");
        assert!((variance - 1.0).abs() < 5.0 * (2.0 / f64::from(n)).sqrt(), "variance {variance}");
    }

    #[test]
    fn shuffle_keeps_every_item() {
        let mut items: Vec<u32> = (0..1000).collect();
        Rng::new(5, Stream::Shuffle).shuffle(&mut items);
        assert_ne!(items[..10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        items.sort_unstable();
        assert!(items.iter().copied().eq(0..1000));
    }
}

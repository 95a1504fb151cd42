//! Initial weights. For the same seed the uniform schemes draw the same numbers and only scale them, and so do the normal
//! ones.

use crate::error::{Error, ErrorCode, Result};
use crate::rng::{Rng, Stream};
use ndarray::{Array1, Array2};
use serde::Serialize;

/// Scheme for the initial weights; biases start at 0 unless it says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Initializer {
    /// Variance 2 / (`fan_in` + `fan_out`), uniform (Glorot and Bengio 2010). Keras's default.
    GlorotUniform,
    /// Variance 2 / (`fan_in` + `fan_out`), normal cut at two standard deviations.
    GlorotNormal,
    /// Variance 2 / `fan_in`, uniform (He et al. 2015).
    HeUniform,
    /// Variance 2 / `fan_in`, normal cut at two standard deviations.
    HeNormal,
    /// Variance 1 / `fan_in`, uniform (LeCun et al. 1998).
    LecunUniform,
    /// Variance 1 / `fan_in`, normal cut at two standard deviations.
    LecunNormal,
    /// Orthonormal columns, or rows where there are fewer of them, of every direction alike (Saxe et al. 2014).
    Orthogonal,
    /// Zeros: all units of a layer stay alike.
    Zeros,
    /// Weights and biases uniform within 1 / √`fan_in`, as `torch.nn.Linear` draws them.
    Pytorch,
}

/// Standard deviation of a standard normal cut at ±2.
const CUT_NORMAL_DEVIATION: f32 = 0.879_625_7;

impl Initializer {
    /// Names as in configurations.
    pub const NAMES: [&str; 9] = [
        "glorot_uniform",
        "glorot_normal",
        "he_uniform",
        "he_normal",
        "lecun_uniform",
        "lecun_normal",
        "orthogonal",
        "zeros",
        "pytorch",
    ];
    const ALL: [Self; 9] = [
        Self::GlorotUniform,
        Self::GlorotNormal,
        Self::HeUniform,
        Self::HeNormal,
        Self::LecunUniform,
        Self::LecunNormal,
        Self::Orthogonal,
        Self::Zeros,
        Self::Pytorch,
    ];

    /// The scheme of this name.
    ///
    /// # Errors
    /// `invalid_config`, with the list of names.
    pub fn from_name(name: &str) -> Result<Self> {
        let index = Self::NAMES.iter().position(|n| *n == name).ok_or_else(|| {
            let expected = format!("one of {}", Self::NAMES.join(", "));
            Error::new(ErrorCode::InvalidConfig, "initializer", format_args!("\"{name}\""), expected)
        })?;
        Ok(Self::ALL[index])
    }

    /// Variance of the weights of a layer.
    pub fn variance(self, fan_in: usize, fan_out: usize) -> f32 {
        let (fan_in_f, fan_out_f) = (fan_in as f32, fan_out as f32);
        match self {
            Self::GlorotUniform | Self::GlorotNormal => 2.0 / (fan_in_f + fan_out_f),
            Self::HeUniform | Self::HeNormal => 2.0 / fan_in_f,
            Self::LecunUniform | Self::LecunNormal => 1.0 / fan_in_f,
            Self::Pytorch => 1.0 / (3.0 * fan_in_f),
            Self::Orthogonal => 1.0 / fan_in_f.max(fan_out_f),
            Self::Zeros => 0.0,
        }
    }

    /// Variance of its biases.
    pub fn bias_variance(self, fan_in: usize) -> f32 {
        if self == Self::Pytorch { self.variance(fan_in, 0) } else { 0.0 }
    }

    /// Weights (`fan_in`, `fan_out`) and biases of the layer with this index.
    pub fn draw(self, fan_in: usize, fan_out: usize, seed: u32, layer: u16) -> (Array2<f32>, Array1<f32>) {
        let variance = self.variance(fan_in, fan_out);
        let mut rng = Rng::new(seed, Stream::Weights(layer));
        let mut draw: Box<dyn FnMut() -> f32> = match self {
            Self::GlorotUniform | Self::HeUniform | Self::LecunUniform | Self::Pytorch => {
                let limit = (3.0 * variance).sqrt();
                Box::new(move || rng.symmetric(limit))
            }
            Self::GlorotNormal | Self::HeNormal | Self::LecunNormal => {
                let deviation = variance.sqrt() / CUT_NORMAL_DEVIATION;
                Box::new(move || {
                    loop {
                        let z = rng.normal();
                        if z.abs() <= 2.0 {
                            return z * deviation;
                        }
                    }
                })
            }
            Self::Orthogonal => {
                let mut values = orthogonal(fan_in, fan_out, rng);
                Box::new(move || values.next().unwrap_or_default())
            }
            Self::Zeros => Box::new(|| 0.0),
        };
        let weights = Array2::from_shape_simple_fn((fan_in, fan_out), &mut draw);
        let bias = || if self == Self::Pytorch { draw() } else { 0.0 };
        (weights, Array1::from_shape_simple_fn(fan_out, bias))
    }
}

/// By rows, the Q of a matrix of normal draws whose R has a positive diagonal; by modified Gram–Schmidt, vector by vector.
fn orthogonal(fan_in: usize, fan_out: usize, mut rng: Rng) -> impl Iterator<Item = f32> {
    let (length, size) = (fan_in.max(fan_out), fan_in * fan_out);
    let mut done: Vec<f64> = Vec::with_capacity(size);
    let mut vector = vec![0.0; length];
    while done.len() < size {
        vector.fill_with(|| f64::from(rng.normal()));
        for unit in done.chunks_exact(length) {
            let along = dot(unit, &vector);
            for (x, u) in vector.iter_mut().zip(unit) {
                *x -= along * u;
            }
        }
        let norm = dot(&vector, &vector).sqrt();
        // Of a vector that was almost a sum of the ones before, little but rounding is left: draw another.
        if norm > 1e-6 {
            done.extend(vector.iter().map(|x| x / norm));
        }
    }
    (0..size).map(move |at| {
        let transposed = at % fan_out * length + at / fan_out;
        done[if fan_in < fan_out { at } else { transposed }] as f32
    })
}

/// In eight sums, which a compiler can keep side by side without a choice of order.
#[inline(never)]
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 8];
    for (a, b) in a.chunks(8).zip(b.chunks(8)) {
        for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variance_is_the_one_of_the_paper() {
        let (fan_in, fan_out) = (400, 300);
        let expected = [2.0 / 700.0, 2.0 / 700.0, 2.0 / 400.0, 2.0 / 400.0, 1.0 / 400.0, 1.0 / 400.0, 1.0 / 400.0];
        let schemes = Initializer::ALL.into_iter().zip(expected);
        for (scheme, expected) in schemes.chain([(Initializer::Pytorch, 1.0_f64 / 1200.0)]) {
            let weights = scheme.draw(fan_in, fan_out, 1, 0).0.mapv(f64::from);
            // The standard error of the variance of 120,000 draws is below 0.5 %; mean: 5 standard errors.
            let variance = weights.mapv(|w| w * w).mean().unwrap();
            assert!((variance / expected - 1.0).abs() < 0.02, "{scheme:?}: {variance}");
            let told = f64::from(scheme.variance(fan_in, fan_out));
            assert!((told / expected - 1.0).abs() < 1e-6, "{scheme:?}: {told}");
            assert!(weights.mean().unwrap().abs() < 5.0 * (expected / 120_000.0).sqrt(), "{scheme:?}");
        }
    }

    #[test]
    fn uniform_schemes_share_their_draws() {
        let glorot = Initializer::GlorotUniform.draw(30, 20, 7, 1).0;
        let he = Initializer::HeUniform.draw(30, 20, 7, 1).0;
        let ratio = (50.0_f32 / 30.0).sqrt();
        for (g, h) in glorot.iter().zip(&he) {
            assert!((g * ratio - h).abs() < 1e-6);
        }
    }

    #[test]
    fn only_pytorch_draws_biases() {
        for scheme in Initializer::ALL {
            let (weights, biases) = scheme.draw(100, 80, 3, 0);
            assert_eq!(weights.iter().all(|&w| w == 0.0), scheme == Initializer::Zeros, "{scheme:?}");
            if scheme == Initializer::Pytorch {
                assert!(weights.iter().chain(&biases).all(|w| w.abs() <= 0.1));
                let variance = biases.mapv(|b| b * b).mean().unwrap();
                assert!((variance * 300.0 - 1.0).abs() < 0.3, "{variance}");
                assert_ne!(biases[0], weights[(0, 0)]);
            } else {
                assert!(biases.iter().all(|&b| b == 0.0), "{scheme:?}");
            }
        }
    }

    #[test]
    fn orthogonal_vectors_are_orthonormal() {
        for (fan_in, fan_out) in [(196, 64), (64, 196), (60, 60), (7, 1), (1, 7), (1, 1)] {
            let weights = Initializer::Orthogonal.draw(fan_in, fan_out, 5, 0).0.mapv(f64::from);
            let product = if fan_in < fan_out { weights.dot(&weights.t()) } else { weights.t().dot(&weights) };
            for ((i, j), &value) in product.indexed_iter() {
                let expected = if i == j { 1.0 } else { 0.0 };
                assert!((value - expected).abs() < 1e-6, "{fan_in} × {fan_out}, ({i}, {j}): {value}");
            }
        }
    }

    #[test]
    fn orthogonal_vectors_have_no_favourite_direction() {
        // The sign fix: a QR decomposition as it comes gives entries of one sign on the diagonal.
        let diagonal = |seed| Initializer::Orthogonal.draw(3, 3, seed, 0).0.diag().to_owned();
        let positive = (0..400).flat_map(diagonal).filter(|&w| w > 0.0).count();
        // Of 1200, within five standard deviations.
        assert!((515..685).contains(&positive), "{positive}");
    }

    #[test]
    fn names_resolve() {
        for (name, scheme) in Initializer::NAMES.into_iter().zip(Initializer::ALL) {
            assert_eq!(Initializer::from_name(name), Ok(scheme));
            assert_eq!(serde_json::to_value(scheme).unwrap(), name);
        }
        assert!(Initializer::from_name("he").unwrap_err().to_string().contains("he_normal"));
    }
}

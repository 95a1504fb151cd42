//! Initial weights. Every scheme draws the same numbers for the same seed and only scales them.

use crate::error::{Error, ErrorCode, Result};
use crate::rng::{Rng, Stream};
use ndarray::Array2;
use serde::Serialize;

/// Scheme for the initial weights; biases start at 0.
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
}

/// Standard deviation of a standard normal cut at ±2.
const CUT_NORMAL_DEVIATION: f32 = 0.879_625_7;

impl Initializer {
    /// Names as in configurations.
    pub const NAMES: [&str; 6] =
        ["glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform", "lecun_normal"];
    const ALL: [Self; 6] = [
        Self::GlorotUniform,
        Self::GlorotNormal,
        Self::HeUniform,
        Self::HeNormal,
        Self::LecunUniform,
        Self::LecunNormal,
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

    /// Weights (`fan_in`, `fan_out`) of the layer with this index.
    pub fn weights(self, fan_in: usize, fan_out: usize, seed: u32, layer: u16) -> Array2<f32> {
        let (fan_in_f, fan_out_f) = (fan_in as f32, fan_out as f32);
        let variance = match self {
            Self::GlorotUniform | Self::GlorotNormal => 2.0 / (fan_in_f + fan_out_f),
            Self::HeUniform | Self::HeNormal => 2.0 / fan_in_f,
            Self::LecunUniform | Self::LecunNormal => 1.0 / fan_in_f,
        };
        let mut rng = Rng::new(seed, Stream::Weights(layer));
        let mut draw: Box<dyn FnMut() -> f32> = match self {
            Self::GlorotUniform | Self::HeUniform | Self::LecunUniform => {
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
        };
        Array2::from_shape_simple_fn((fan_in, fan_out), &mut draw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variance_is_the_one_of_the_paper() {
        let (fan_in, fan_out) = (400, 300);
        let expected = [2.0_f64 / 700.0, 2.0 / 700.0, 2.0 / 400.0, 2.0 / 400.0, 1.0 / 400.0, 1.0 / 400.0];
        for (scheme, expected) in Initializer::ALL.into_iter().zip(expected) {
            let weights = scheme.weights(fan_in, fan_out, 1, 0).mapv(f64::from);
            // The standard error of the variance of 120,000 draws is below 0.5 %; mean: 5 standard errors.
            let variance = weights.mapv(|w| w * w).mean().unwrap();
            assert!((variance / expected - 1.0).abs() < 0.02, "{scheme:?}: {variance}");
            assert!(weights.mean().unwrap().abs() < 5.0 * (expected / 120_000.0).sqrt(), "{scheme:?}");
        }
    }

    #[test]
    fn uniform_schemes_share_their_draws() {
        let glorot = Initializer::GlorotUniform.weights(30, 20, 7, 1);
        let he = Initializer::HeUniform.weights(30, 20, 7, 1);
        let ratio = (50.0_f32 / 30.0).sqrt();
        for (g, h) in glorot.iter().zip(&he) {
            assert!((g * ratio - h).abs() < 1e-6);
        }
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

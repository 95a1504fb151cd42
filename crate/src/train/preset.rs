//! Configurations with a name.

use super::RawConfig;
use crate::error::{Error, ErrorCode, Result};

/// Which images a network is trained on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Images {
    /// 10,000 and 1,000 for tests, 14 × 14.
    Subset,
    /// All 60,000 and 10,000 for tests, reduced to 14 × 14.
    All14,
    /// All, 28 × 28.
    All,
}

impl Images {
    /// As in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Subset => "subset",
            Self::All14 => "all14",
            Self::All => "all",
        }
    }
}

/// A named configuration to start from.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    /// Name, as in `--preset`.
    pub name: &'static str,
    /// The configuration; its activation function is to be replaced.
    pub config: RawConfig,
    /// What it is meant for.
    pub images: Images,
}

/// Enough layers for the gradient to vanish where slopes are small: sigmoid stays at one class for all images.
const DEEP: [u32; 20] = [32; 20];

fn config(hidden: &[u32], initializer: &str, optimizer: &str, learning_rate: f64) -> RawConfig {
    RawConfig {
        activation: "relu".to_owned(),
        hidden: hidden.to_vec(),
        initializer: initializer.to_owned(),
        optimizer: optimizer.to_owned(),
        learning_rate,
        batch_size: 32,
        epochs: 20,
        seed: 1,
        ..RawConfig::default()
    }
}

impl Preset {
    /// Every preset, the default first.
    pub fn all() -> Vec<Self> {
        let race = config(&[64], "glorot_uniform", "sgd", 0.2);
        let deep = config(&DEEP, "he_normal", "adam", 0.001);
        // Keras's example of this name, to the last setting.
        let mut keras = config(&[512, 512], "glorot_uniform", "rmsprop", 0.001);
        (keras.batch_size, keras.dropout) = (128, Some(0.2));
        // Chosen on 10,000 of the training images.
        let mut full = config(&[128, 64], "he_normal", "adamw", 0.003);
        (full.batch_size, full.epochs, full.dropout, full.weight_decay) = (128, 40, Some(0.15), Some(0.1));
        (full.schedule, full.warmup_epochs) = (Some("cosine".to_owned()), Some(2));
        // Chosen on digits drawn with a stylus, for digits drawn by others.
        let mut handwriting = config(&[512, 256], "he_normal", "adamw", 0.003);
        (handwriting.batch_size, handwriting.epochs, handwriting.augmentation) = (128, 30, Some(1.0));
        (handwriting.dropout, handwriting.weight_decay) = (Some(0.1), Some(0.1));
        (handwriting.schedule, handwriting.warmup_epochs) = (Some("cosine".to_owned()), Some(2));
        vec![
            Self { name: "race", config: race, images: Images::Subset },
            Self { name: "deep", config: deep, images: Images::Subset },
            Self { name: "keras-mlp", config: keras, images: Images::All },
            Self { name: "full", config: full, images: Images::All14 },
            Self { name: "handwriting", config: handwriting, images: Images::All },
        ]
    }

    /// The preset of this name.
    ///
    /// # Errors
    /// `unknown_preset`, with the list of names.
    pub fn from_name(name: &str) -> Result<Self> {
        let mut presets = Self::all();
        if let Some(index) = presets.iter().position(|preset| preset.name == name) {
            return Ok(presets.swap_remove(index));
        }
        let names: Vec<_> = presets.iter().map(|preset| preset.name).collect();
        let expected = format!("one of {}", names.join(", "));
        Err(Error::new(ErrorCode::UnknownPreset, "preset", format_args!("\"{name}\""), expected))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::TrainConfig;

    #[test]
    fn every_preset_can_be_used() {
        for Preset { name, config, images } in Preset::all() {
            let side = if images == Images::All { 28 } else { 14 };
            let checked = TrainConfig::try_from(&config).and_then(|config| config.sizes(side));
            assert!(checked.is_ok(), "{name}: {checked:?}");
        }
    }

    #[test]
    fn unknown_presets_list_the_known() {
        let error = Preset::from_name("sprint").unwrap_err().to_string();
        assert!(error.ends_with("one of race, deep, keras-mlp, full, handwriting"), "{error}");
    }
}

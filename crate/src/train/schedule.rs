//! How the learning rate moves in the course of a run.

use super::config::{RawConfig, check, check_number};
use crate::error::{Error, ErrorCode, Result};
use crate::simd::Real;
use std::f32::consts::FRAC_PI_2;

/// From what the learning rate is multiplied by: a rise from 0 over the first epochs, then a decay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Schedule {
    warmup_epochs: usize,
    epochs: usize,
    decay: Decay,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Decay {
    Constant,
    /// Half a cosine from 1 to 0 (Loshchilov and Hutter 2017), Keras's `CosineDecay`.
    Cosine,
    /// Times `rate` after every so many epochs, Keras's `ExponentialDecay` with `staircase`.
    Step {
        rate: f64,
        epochs: usize,
    },
}

const NAMES: &str = "one of constant, cosine, step";

impl Schedule {
    /// From the fields of a configuration whose epochs are checked.
    ///
    /// # Errors
    /// `invalid_config`.
    pub fn new(raw: &RawConfig) -> Result<Self> {
        let (warmup, most) = (raw.warmup_epochs.unwrap_or(0), raw.epochs - 1);
        check(
            "warmup_epochs",
            warmup <= most,
            format_args!("{warmup}"),
            format_args!("0 to {most}, fewer than epochs"),
        )?;
        let decay = match raw.schedule.as_deref().unwrap_or("constant") {
            "constant" => Decay::Constant,
            "cosine" => Decay::Cosine,
            "step" => {
                let (rate, epochs) = (raw.decay_rate.unwrap_or(0.0), raw.decay_epochs.unwrap_or(0));
                let expected = "a number above 0 and up to 1, as schedule is step";
                check_number("decay_rate", rate > 0.0 && rate <= 1.0, rate, expected)?;
                check(
                    "decay_epochs",
                    epochs > 0,
                    format_args!("{epochs}"),
                    format_args!("at least 1, as schedule is step"),
                )?;
                return Ok(Self::of(raw, warmup, Decay::Step { rate, epochs: epochs as usize }));
            }
            other => return Err(Error::new(ErrorCode::InvalidConfig, "schedule", format_args!("\"{other}\""), NAMES)),
        };
        let unused = raw.decay_rate.is_none() && raw.decay_epochs.is_none();
        check(
            "decay_rate and decay_epochs",
            unused,
            format_args!("a value"),
            format_args!("none, as schedule is not step"),
        )?;
        Ok(Self::of(raw, warmup, decay))
    }

    fn of(raw: &RawConfig, warmup_epochs: u32, decay: Decay) -> Self {
        Self { warmup_epochs: warmup_epochs as usize, epochs: raw.epochs as usize, decay }
    }

    /// By what the learning rate is multiplied at a step of the run, the first being 0, given the steps of an epoch.
    pub fn factor(self, step: usize, per_epoch: usize) -> f32 {
        let fraction = |part: usize, whole: usize| (part as f64 / whole as f64) as f32;
        let warmup = self.warmup_epochs * per_epoch;
        if step < warmup {
            return fraction(step, warmup);
        }
        let step = step - warmup;
        match self.decay {
            Decay::Constant => 1.0,
            Decay::Cosine => {
                // (1 + cos 2a) / 2 = cos² a, which rounding cannot take below 0.
                let cosine = Real::cos(FRAC_PI_2 * fraction(step, self.epochs * per_epoch - warmup));
                cosine * cosine
            }
            // Not `powi`, whose last bit is the platform's.
            Decay::Step { rate, epochs } => (0..step / per_epoch / epochs).fold(1.0, |factor, _| factor * rate) as f32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::Preset;

    const PER_EPOCH: usize = 11;

    fn raw(schedule: &str, warmup: u32) -> RawConfig {
        let preset = Preset::from_name("race").unwrap().config;
        RawConfig { schedule: Some(schedule.to_owned()), warmup_epochs: Some(warmup), ..preset }
    }

    fn holds(raw: &RawConfig, expected: impl Fn(f64) -> f64) {
        let schedule = Schedule::new(raw).unwrap();
        let warmup = raw.warmup_epochs.unwrap() as usize * PER_EPOCH;
        for step in 0..raw.epochs as usize * PER_EPOCH {
            let expected = if step < warmup {
                step as f64 / warmup as f64
            } else {
                expected((step - warmup) as f64 / PER_EPOCH as f64)
            };
            let factor = f64::from(schedule.factor(step, PER_EPOCH));
            assert!((factor - expected).abs() < 2e-7 && factor >= 0.0, "step {step}: {factor}, expected {expected}");
        }
    }

    #[test]
    fn factors_are_those_of_the_closed_forms() {
        for warmup in [0, 1, 7] {
            holds(&raw("constant", warmup), |_| 1.0);
            let epochs = 20.0 - f64::from(warmup);
            holds(&raw("cosine", warmup), |epoch| 0.5 * (1.0 + (std::f64::consts::PI * epoch / epochs).cos()));
            let step = RawConfig { decay_rate: Some(0.3), decay_epochs: Some(4), ..raw("step", warmup) };
            holds(&step, |epoch| 0.3_f64.powf((epoch / 4.0).floor()));
        }
    }

    #[test]
    fn fields_that_do_not_fit_are_refused() {
        let refused = |raw: &RawConfig| Schedule::new(raw).unwrap_err().to_string();
        assert!(Schedule::new(&Preset::from_name("race").unwrap().config).is_ok());
        assert_eq!(refused(&raw("linear", 0)), format!("schedule: got \"linear\", expected {NAMES}"));
        assert!(refused(&raw("cosine", 20)).starts_with("warmup_epochs: got 20, expected 0 to 19"));
        assert!(refused(&raw("step", 0)).starts_with("decay_rate: got 0"));
        for rate in [f64::NAN, -0.5, 1.5] {
            let step = RawConfig { decay_rate: Some(rate), decay_epochs: Some(1), ..raw("step", 0) };
            assert!(refused(&step).starts_with("decay_rate: got"));
        }
        assert!(refused(&RawConfig { decay_rate: Some(0.5), ..raw("step", 0) }).starts_with("decay_epochs: got 0"));
        assert!(refused(&RawConfig { decay_rate: Some(0.5), ..raw("cosine", 0) }).contains("not step"));
    }
}

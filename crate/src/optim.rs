//! Optimisers: how gradients change what is trained. Update rules and constants are those of Keras 3.

use crate::error::{Error, ErrorCode, Result};
use crate::nn::Dense;

/// An optimiser's update rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Stochastic gradient descent: `w -= rate · g`.
    Sgd,
    /// With momentum 0.9 (Polyak 1964).
    Momentum,
    /// With Nesterov's momentum 0.9 (Sutskever et al. 2013).
    Nesterov,
    /// Divides by a running root mean square, ρ = 0.9 (Hinton 2012).
    RmsProp,
    /// Divides by the root of the sum of squares, which starts at 0.1 (Duchi et al. 2011).
    Adagrad,
    /// Ratio of two running root mean squares, ρ = 0.95 (Zeiler 2012).
    Adadelta,
    /// Running mean and root mean square, β₁ = 0.9 and β₂ = 0.999, corrected for their start (Kingma and Ba 2015).
    Adam,
    /// Adam with decoupled weight decay, 0.004 unless told (Loshchilov and Hutter 2019).
    AdamW,
    /// Adam with Nesterov's momentum (Dozat 2016).
    Nadam,
}

const MOMENTUM: f32 = 0.9;
const RMSPROP_RHO: f32 = 0.9;
const ADADELTA_RHO: f32 = 0.95;
const ADAGRAD_START: f32 = 0.1;
const BETA_1: f64 = 0.9;
const BETA_2: f64 = 0.999;
const WEIGHT_DECAY: f32 = 0.004;
const EPSILON: f32 = 1e-7;

impl Rule {
    /// Every rule by its name in configurations, with the learning rate that Keras gives it.
    pub const ALL: [(&str, Self, f64); 9] = [
        ("sgd", Self::Sgd, 0.01),
        ("momentum", Self::Momentum, 0.01),
        ("nesterov", Self::Nesterov, 0.01),
        ("rmsprop", Self::RmsProp, 0.001),
        ("adagrad", Self::Adagrad, 0.001),
        ("adadelta", Self::Adadelta, 0.001),
        ("adam", Self::Adam, 0.001),
        ("adamw", Self::AdamW, 0.001),
        ("nadam", Self::Nadam, 0.001),
    ];

    /// The rule of this name.
    ///
    /// # Errors
    /// `invalid_config`, with the list of names.
    pub fn from_name(name: &str) -> Result<Self> {
        let found = Self::ALL.iter().find(|(known, ..)| *known == name);
        found.map(|(_, rule, _)| *rule).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|(name, ..)| *name).collect();
            let expected = format!("one of {}", names.join(", "));
            Error::new(ErrorCode::InvalidConfig, "optimizer", format_args!("\"{name}\""), expected)
        })
    }

    /// Numbers that it keeps for each weight.
    pub fn slots(self) -> usize {
        match self {
            Self::Sgd => 0,
            Self::Momentum | Self::Nesterov | Self::RmsProp | Self::Adagrad => 1,
            Self::Adadelta | Self::Adam | Self::AdamW | Self::Nadam => 2,
        }
    }
}

/// A rule at work on a network.
#[derive(Debug)]
pub struct Optimizer {
    rule: Rule,
    /// Step size of the next step.
    pub learning_rate: f32,
    /// Of what is trained, what a step of size 1 would take away.
    weight_decay: f32,
    /// The length that the gradient of the whole network may have.
    global_clipnorm: Option<f32>,
    /// What the rule keeps, each in the shape of the network's layers.
    slots: Vec<Vec<Dense>>,
    /// β₁ᵗ and β₂ᵗ after t steps.
    powers: (f64, f64),
    /// 0.96ᵗ and the product of Nadam's momenta so far.
    nadam: (f64, f64),
}

impl Optimizer {
    /// For a network of these layers.
    pub fn new(rule: Rule, learning_rate: f32, layers: &[Dense]) -> Self {
        let zeros = || layers.iter().map(Dense::zeros_like).collect::<Vec<_>>();
        let mut slots: Vec<_> = (0..rule.slots()).map(|_| zeros()).collect();
        if rule == Rule::Adagrad {
            for values in slots.iter_mut().flatten().flat_map(Dense::values_mut) {
                values.fill(ADAGRAD_START);
            }
        }
        let weight_decay = if rule == Rule::AdamW { WEIGHT_DECAY } else { 0.0 };
        let (powers, nadam) = ((1.0, 1.0), (1.0, 1.0));
        Self { rule, learning_rate, weight_decay, global_clipnorm: None, slots, powers, nadam }
    }

    /// With weight decay other than the rule's own, and a bound to the gradient's length.
    #[must_use]
    pub fn with(self, weight_decay: Option<f32>, global_clipnorm: Option<f32>) -> Self {
        Self { weight_decay: weight_decay.unwrap_or(self.weight_decay), global_clipnorm, ..self }
    }

    /// The rate, if a step is `w -= rate · g` and nothing else.
    pub fn plain_rate(&self) -> Option<f32> {
        let plain = self.rule == Rule::Sgd && self.weight_decay == 0.0 && self.global_clipnorm.is_none();
        plain.then_some(self.learning_rate)
    }

    /// What the rule keeps, each in the shape of the network's layers.
    pub fn kept(&self) -> &[Vec<Dense>] {
        &self.slots
    }

    /// Applies one step to a network, given the gradients of all its layers, which are shortened if they are too long.
    pub fn step(&mut self, layers: &mut [Dense], gradients: &mut [Dense]) {
        let rate = self.learning_rate;
        if let Some(most) = self.global_clipnorm {
            clip(gradients, f64::from(most));
        }
        if self.weight_decay > 0.0 {
            for value in layers.iter_mut().flat_map(Dense::values_mut).flatten() {
                *value -= *value * self.weight_decay * rate;
            }
        }
        self.powers = (self.powers.0 * BETA_1, self.powers.1 * BETA_2);
        // As the exponents of their corrections are known, the means need no division.
        let adam_rate = (f64::from(rate) * (1.0 - self.powers.1).sqrt() / (1.0 - self.powers.0)) as f32;
        let nadam = self.nadam_scales();
        let (first_rate, second_rate) = ((1.0 - BETA_1) as f32, (1.0 - BETA_2) as f32);
        let adam = |w: &mut f32, g: f32, m: &mut f32, v: &mut f32| {
            *m += (g - *m) * first_rate;
            *v += (g * g - *v) * second_rate;
            *w -= *m * adam_rate / (v.sqrt() + EPSILON);
        };
        let Self { rule, slots, .. } = self;
        for (index, (layer, gradient)) in layers.iter_mut().zip(gradients).enumerate() {
            let mut kept = slots.iter_mut().map(|slot| slot[index].values_mut());
            let (a, b) = (kept.next(), kept.next());
            let weights = layer.values_mut().into_iter().zip(gradient.values());
            match (a, b) {
                (Some(a), Some(b)) => {
                    for ((w, g), (a, b)) in weights.zip(a.into_iter().zip(b)) {
                        match rule {
                            Rule::Adadelta => pairs(w, g, a, b, |w, g, square, change| {
                                *square = ADADELTA_RHO * *square + (1.0 - ADADELTA_RHO) * g * g;
                                let delta = -(*change + EPSILON).sqrt() * g / (*square + EPSILON).sqrt();
                                *change = ADADELTA_RHO * *change + (1.0 - ADADELTA_RHO) * delta * delta;
                                *w += rate * delta;
                            }),
                            Rule::Nadam => pairs(w, g, a, b, |w, g, m, v| {
                                *m += (g - *m) * first_rate;
                                *v += (g * g - *v) * second_rate;
                                let mean = *m * nadam.mean + g * nadam.gradient;
                                *w -= mean * rate / ((*v * nadam.square).sqrt() + EPSILON);
                            }),
                            _ => pairs(w, g, a, b, adam),
                        }
                    }
                }
                (Some(a), None) => {
                    for ((w, g), a) in weights.zip(a) {
                        match rule {
                            Rule::Momentum => singles(w, g, a, |w, g, m| {
                                *m = *m * MOMENTUM - g * rate;
                                *w += *m;
                            }),
                            Rule::Nesterov => singles(w, g, a, |w, g, m| {
                                *m = *m * MOMENTUM - g * rate;
                                *w += *m * MOMENTUM - g * rate;
                            }),
                            Rule::RmsProp => singles(w, g, a, |w, g, square| {
                                *square = RMSPROP_RHO * *square + (1.0 - RMSPROP_RHO) * g * g;
                                *w -= rate * g / (*square + EPSILON).sqrt();
                            }),
                            _ => singles(w, g, a, |w, g, sum| {
                                *sum += g * g;
                                *w -= rate * g / (*sum + EPSILON).sqrt();
                            }),
                        }
                    }
                }
                _ => {
                    for (w, g) in weights {
                        for (w, g) in w.iter_mut().zip(g) {
                            *w -= rate * g;
                        }
                    }
                }
            }
        }
    }

    /// How much of the mean, the gradient and the mean square goes into Nadam's next step.
    fn nadam_scales(&mut self) -> NadamScales {
        let momentum = |decay: f64| BETA_1 * (1.0 - 0.5 * decay);
        let decay = self.nadam.0 * 0.96;
        let (now, next) = (momentum(decay), momentum(decay * 0.96));
        let product = self.nadam.1 * now;
        self.nadam = (decay, product);
        NadamScales {
            mean: (next / (1.0 - product * next)) as f32,
            gradient: ((1.0 - now) / (1.0 - product)) as f32,
            square: (1.0 / (1.0 - self.powers.1)) as f32,
        }
    }
}

#[derive(Clone, Copy)]
struct NadamScales {
    mean: f32,
    gradient: f32,
    square: f32,
}

/// Shortens gradients whose common length is above this.
fn clip(gradients: &mut [Dense], most: f64) {
    // Eight sums in a fixed order, which a compiler can keep side by side.
    let mut sums = [0.0; 8];
    for chunk in gradients.iter().flat_map(Dense::values).flat_map(|values| values.chunks(8)) {
        for (sum, value) in sums.iter_mut().zip(chunk) {
            *sum += f64::from(*value) * f64::from(*value);
        }
    }
    let norm = sums.iter().sum::<f64>().sqrt();
    if norm > most {
        let scale = (most / norm) as f32;
        for value in gradients.iter_mut().flat_map(Dense::values_mut).flatten() {
            *value *= scale;
        }
    }
}

/// A rule that keeps one number for each weight.
#[inline(always)]
fn singles(w: &mut [f32], g: &[f32], a: &mut [f32], rule: impl Fn(&mut f32, f32, &mut f32)) {
    for ((w, g), a) in w.iter_mut().zip(g).zip(a) {
        rule(w, *g, a);
    }
}

/// A rule that keeps two numbers for each weight.
#[inline(always)]
fn pairs(w: &mut [f32], g: &[f32], a: &mut [f32], b: &mut [f32], rule: impl Fn(&mut f32, f32, &mut f32, &mut f32)) {
    for ((w, g), (a, b)) in w.iter_mut().zip(g).zip(a.iter_mut().zip(b)) {
        rule(w, *g, a, b);
    }
}

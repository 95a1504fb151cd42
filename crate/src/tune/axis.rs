//! The values of a parameter as an axis: where they lie, and which to begin with.

use crate::error::{Error, ErrorCode, Result, decimal};
use serde::Serialize;

/// How values are spread along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// Evenly.
    Linear,
    /// By their logarithm. An axis from 0 has 0 itself and, from a thousandth of its end on, logarithms.
    Log,
    /// The same on both sides of 0.
    Signed,
}

impl Scale {
    /// The names, in the order of the type.
    pub const NAMES: [(&str, Self); 3] = [("linear", Self::Linear), ("log", Self::Log), ("signed", Self::Signed)];

    /// The scale of a name.
    ///
    /// # Errors
    ///
    /// There is none of this name.
    pub fn from_name(name: &str) -> Result<Self> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, scale)| *scale).ok_or_else(|| invalid("scale", name, "linear, log or signed"))
    }
}

/// Where a parameter may lie, and on what scale.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Axis {
    min: f64,
    max: f64,
    scale: Scale,
    /// The magnitude from which on a scale is logarithmic, and the largest.
    #[serde(skip)]
    decades: [f64; 2],
    /// Share of the way outward that the magnitudes below take.
    #[serde(skip)]
    gap: f64,
}

/// As far as the next of eight decades' parts: nine values from 0 on are evenly spread.
const GAP: f64 = 0.125;
/// Largest magnitude, and one over the smallest: their decimals are exact.
const LARGEST: f64 = 1e12;
/// Most values along an axis.
pub(super) const MOST: usize = 100;
/// In how many significant digits values are written, and in how many at most: more than `f32` tells apart are of no use.
const DIGITS: std::ops::RangeInclusive<i32> = 3..=7;

impl Axis {
    /// An axis from `min` to `max`.
    ///
    /// # Errors
    ///
    /// The bounds are not finite, not in order, too large or too small, or not such as the scale can have.
    pub fn new(min: f64, max: f64, scale: Scale) -> Result<Self> {
        for bound in [min, max] {
            let usable = bound.abs() <= LARGEST && (bound == 0.0 || bound.abs() >= LARGEST.recip());
            if !usable {
                return Err(invalid("axis", decimal(bound), "finite bounds: 0, or 1e-12 to 1e12 in magnitude"));
            }
        }
        let expected = match scale {
            _ if min >= max => "the smaller bound first",
            Scale::Log if min < 0.0 => "no bound below 0 on a logarithmic axis",
            Scale::Signed if min >= 0.0 || max <= 0.0 => "bounds on both sides of 0 on a signed axis",
            _ => "",
        };
        if !expected.is_empty() {
            return Err(invalid("axis", format!("{} to {}", decimal(min), decimal(max)), expected));
        }
        let reach = max.max(-min);
        let (smallest, gap) = if scale == Scale::Log && min > 0.0 { (min, 0.0) } else { (reach / 1000.0, GAP) };
        Ok(Self { min, max, scale, decades: [smallest, reach], gap })
    }

    /// `count` values, ascending, from bound to bound; those between in three significant digits, or as many more as tell
    /// them apart.
    ///
    /// # Errors
    ///
    /// There are to be fewer than two or more than a hundred, or the bounds are too close to each other.
    pub fn grid(&self, count: usize) -> Result<Vec<f64>> {
        if !(2..=MOST).contains(&count) {
            return Err(invalid("count", count, format!("2 to {MOST} values")));
        }
        let share = |index: usize| match self.scale {
            Scale::Log if self.min == 0.0 => GAP + (1.0 - GAP) * (index - 1) as f64 / (count - 2) as f64,
            _ => index as f64 / (count - 1) as f64,
        };
        let within: Vec<f64> = (1..count - 1).map(|index| self.value(share(index))).collect();
        for digits in DIGITS {
            let rounded = within.iter().map(|&value| self.rounded(value, digits));
            let values: Vec<f64> = [self.min].into_iter().chain(rounded).chain([self.max]).collect();
            if values.windows(2).all(|pair| pair[0] < pair[1]) {
                return Ok(values);
            }
        }
        let got = format!("{} to {}", decimal(self.min), decimal(self.max));
        Err(invalid("axis", got, format!("room for {count} values of seven digits")))
    }

    /// Where values lie, 0 to 1.
    ///
    /// # Errors
    ///
    /// A value is outside the axis.
    pub fn positions(&self, values: &[f64]) -> Result<Vec<f64>> {
        values.iter().map(|&value| self.check(value).map(|()| self.position(value))).collect()
    }

    pub(super) fn check(&self, value: f64) -> Result<()> {
        if (self.min..=self.max).contains(&value) {
            return Ok(());
        }
        Err(invalid("value", decimal(value), format!("{} to {}", decimal(self.min), decimal(self.max))))
    }

    pub(super) fn position(&self, value: f64) -> f64 {
        let [low, high] = [self.min, self.max].map(|bound| self.outward(bound));
        (self.outward(value) - low) / (high - low)
    }

    fn value(&self, position: f64) -> f64 {
        let [low, high] = [self.min, self.max].map(|bound| self.outward(bound));
        self.inward(low + position * (high - low))
    }

    /// A value strictly between two others, halfway along the axis, in few digits; none where they are too close.
    pub(super) fn between(&self, low: f64, high: f64) -> Option<f64> {
        let middle = self.value(0.5 * (self.position(low) + self.position(high)));
        DIGITS.map(|digits| self.rounded(middle, digits)).find(|value| low < *value && *value < high)
    }

    /// How far from 0 a value is on this scale: 1 at the largest magnitude, negative on the other side.
    fn outward(&self, value: f64) -> f64 {
        let [smallest, reach] = self.decades;
        let magnitude = value.abs();
        let far = if self.scale == Scale::Linear {
            magnitude / reach
        } else if magnitude < smallest {
            self.gap * (magnitude / smallest)
        } else {
            self.gap + (1.0 - self.gap) * (libm::log(magnitude / smallest) / libm::log(reach / smallest))
        };
        far.copysign(value)
    }

    /// The value of which [`Self::outward`] is `far`.
    fn inward(&self, far: f64) -> f64 {
        let [smallest, reach] = self.decades;
        let share = far.abs();
        let magnitude = if self.scale == Scale::Linear {
            share * reach
        } else if share < self.gap {
            share / self.gap * smallest
        } else {
            smallest * libm::exp((share - self.gap) / (1.0 - self.gap) * libm::log(reach / smallest))
        };
        magnitude.copysign(far)
    }

    /// The decimal of so many significant digits next to a value: the very number that its digits are read as.
    fn rounded(&self, value: f64, digits: i32) -> f64 {
        let mut scaled = value.abs();
        // What is left of 0 after rounding.
        if scaled < 1e-9 * self.decades[1] {
            return 0.0;
        }
        let (low, high) = (power_of_ten(digits - 1), power_of_ten(digits));
        let mut shift = 0;
        while scaled < low {
            scaled *= 10.0;
            shift += 1;
        }
        while scaled >= high {
            scaled /= 10.0;
            shift -= 1;
        }
        let whole = (scaled + 0.5).floor();
        // Both are exact, so that their quotient is what reading the decimal gives.
        let magnitude = if shift < 0 { whole * power_of_ten(-shift) } else { whole / power_of_ten(shift) };
        magnitude.copysign(value)
    }
}

fn power_of_ten(exponent: i32) -> f64 {
    (0..exponent).fold(1.0, |power, _| power * 10.0)
}

/// The error for an argument that cannot be used.
pub(super) fn invalid(what: &str, got: impl std::fmt::Display, expected: impl Into<String>) -> Error {
    Error::new(ErrorCode::InvalidInput, what, got, expected)
}

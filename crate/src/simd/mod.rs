//! Numbers on which a formula is written once and evaluated as `f32`, as four `f32` lanes, and as `f64`.
//!
//! [`Real`] is what an activation function's formula may use. `f32` and [`F32x4`] share one body for each elementary
//! function ([`math`]), so a lane equals the scalar bit for bit; `f64` uses the standard library and serves gradient
//! checks and tables.

/// The elementary functions of [`math`] as methods of a single-precision type.
macro_rules! elementary {
    ($($name:ident),+) => {
        $(
            #[inline(always)]
            fn $name(self) -> Self {
                $crate::simd::math::$name(self)
            }
        )+
    };
}

mod compact;
pub mod gemm;
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod lanes;
pub mod math;
pub mod sparse;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm32;

/// Four `f32` side by side.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub type F32x4 = lanes::Array<4>;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use wasm32::F32x4;

/// What the loops over kernels take at a time: four lanes, or one number in wasm without SIMD, where four would only be
/// four times the code.
#[cfg(not(all(target_arch = "wasm32", not(target_feature = "simd128"))))]
pub type Lanes = F32x4;
#[cfg(all(target_arch = "wasm32", not(target_feature = "simd128")))]
#[allow(missing_docs, reason = "documented above")]
pub type Lanes = lanes::Array<1>;

/// Numbers in [`Lanes`].
pub const WIDTH: usize = size_of::<Lanes>() / size_of::<f32>();

/// The numbers of [`Lanes`] in memory.
pub type Block = [f32; WIDTH];

pub use compact::Compact;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A real number, or several side by side, with the operations that formulas need.
///
/// Comparisons with NaN are false. Where a choice is made, `NaN` follows the operand documented.
pub trait Real:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> + Neg<Output = Self>
{
    /// Result of a comparison, one truth value for each lane.
    type Mask: Copy;

    /// The constant nearest to `value`, in every lane.
    fn splat(value: f64) -> Self;
    /// `self > other`.
    fn gt(self, other: Self) -> Self::Mask;
    /// `self >= other`.
    fn ge(self, other: Self) -> Self::Mask;
    /// `yes` where the mask holds, else `no`.
    fn select(mask: Self::Mask, yes: Self, no: Self) -> Self;
    /// Absolute value.
    fn abs(self) -> Self;
    /// Square root, correctly rounded.
    fn sqrt(self) -> Self;
    /// eˣ.
    fn exp(self) -> Self;
    /// 1 / (1 + e⁻ᵃˣ) with a = `scale`.
    fn logistic(self, scale: Self) -> Self;
    /// Natural logarithm.
    fn ln(self) -> Self;
    /// eˣ - 1 for x ≤ 0, accurate near 0.
    fn exp_m1(self) -> Self;
    /// ln(1 + x) for 0 ≤ x ≤ 1, accurate near 0.
    fn ln_1p(self) -> Self;
    /// Hyperbolic tangent.
    fn tanh(self) -> Self;
    /// x - tanh x, accurate near 0.
    fn tanh_shrink(self) -> Self;
    /// Cumulative distribution function of the standard normal distribution.
    fn normal_cdf(self) -> Self;
    /// Sine.
    fn sin(self) -> Self;
    /// Cosine.
    fn cos(self) -> Self;
    /// Arc tangent.
    fn atan(self) -> Self;

    /// `self < other`.
    #[inline(always)]
    fn lt(self, other: Self) -> Self::Mask {
        other.gt(self)
    }

    /// The larger of the two; NaN if `self` is.
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self::select(other.gt(self), other, self)
    }

    /// The smaller of the two; NaN if `self` is.
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self::select(self.gt(other), other, self)
    }

    /// `above` where `self > at`, `below` where `self <= at`, NaN where `self` is.
    #[inline(always)]
    fn step(self, at: Self, above: Self, below: Self) -> Self {
        Self::select(self.gt(at), above, Self::select(at.ge(self), below, self))
    }

    /// 1 where `self > 0`, 0 where `self <= 0`, NaN where `self` is.
    #[inline(always)]
    fn heaviside(self) -> Self {
        self.step(Self::zero(), Self::one(), Self::zero())
    }

    /// The constant 1.
    #[inline(always)]
    fn one() -> Self {
        Self::splat(1.0)
    }

    /// The constant 0.
    #[inline(always)]
    fn zero() -> Self {
        Self::splat(0.0)
    }
}

/// Single precision, scalar or in lanes: [`Real`] with access to the bits that [`math`] works on.
pub trait Single: Real {
    /// 2ⁿ from `n + 127 + 1.5 · 2²³`, for integers -127 < n < 128; 0 for -127 and ∞ for 128.
    fn power_of_two(shifted: Self) -> Self;
    /// `(m, e)` with `self = m · 2ᵉ` and √½ ≤ m < √2, for positive normal numbers.
    fn split_exponent(self) -> (Self, Self);
    /// `f` of each lane.
    fn each(self, f: fn(f32) -> f32) -> Self;
    /// Whether the mask holds in any lane.
    fn any(mask: Self::Mask) -> bool;
    /// The magnitude of `self` with the sign of `sign`.
    fn copysign(self, sign: Self) -> Self;
}

impl Real for f32 {
    type Mask = bool;

    #[inline(always)]
    fn splat(value: f64) -> Self {
        value as f32
    }
    #[inline(always)]
    fn gt(self, other: Self) -> bool {
        self > other
    }
    #[inline(always)]
    fn ge(self, other: Self) -> bool {
        self >= other
    }
    #[inline(always)]
    fn select(mask: bool, yes: Self, no: Self) -> Self {
        if mask { yes } else { no }
    }
    #[inline(always)]
    fn abs(self) -> Self {
        f32::abs(self)
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        f32::sqrt(self)
    }
    #[inline(always)]
    fn logistic(self, scale: Self) -> Self {
        math::logistic(self, scale)
    }
    elementary!(exp, ln, exp_m1, ln_1p, tanh, tanh_shrink, normal_cdf, sin, cos, atan);
}

impl Single for f32 {
    #[inline(always)]
    fn power_of_two(shifted: Self) -> Self {
        f32::from_bits(shifted.to_bits() << 23)
    }
    #[inline(always)]
    fn split_exponent(self) -> (Self, Self) {
        let offset = self.to_bits().wrapping_sub(math::SQRT_HALF_BITS);
        let mantissa = f32::from_bits((offset & 0x007f_ffff) + math::SQRT_HALF_BITS);
        (mantissa, (offset.cast_signed() >> 23) as f32)
    }
    #[inline(always)]
    fn each(self, f: fn(f32) -> f32) -> Self {
        f(self)
    }
    #[inline(always)]
    fn any(mask: bool) -> bool {
        mask
    }
    #[inline(always)]
    fn copysign(self, sign: Self) -> Self {
        f32::copysign(self, sign)
    }
}

impl Real for f64 {
    type Mask = bool;

    fn splat(value: f64) -> Self {
        value
    }
    fn gt(self, other: Self) -> bool {
        self > other
    }
    fn ge(self, other: Self) -> bool {
        self >= other
    }
    fn select(mask: bool, yes: Self, no: Self) -> Self {
        if mask { yes } else { no }
    }
    fn abs(self) -> Self {
        f64::abs(self)
    }
    fn sqrt(self) -> Self {
        f64::sqrt(self)
    }
    fn exp(self) -> Self {
        f64::exp(self)
    }
    fn logistic(self, scale: Self) -> Self {
        1.0 / (1.0 + f64::exp(-scale * self))
    }
    fn ln(self) -> Self {
        f64::ln(self)
    }
    fn exp_m1(self) -> Self {
        f64::exp_m1(self)
    }
    fn ln_1p(self) -> Self {
        f64::ln_1p(self)
    }
    fn tanh(self) -> Self {
        f64::tanh(self)
    }
    fn tanh_shrink(self) -> Self {
        self - f64::tanh(self)
    }
    fn normal_cdf(self) -> Self {
        0.5 * libm::erfc(-self * std::f64::consts::FRAC_1_SQRT_2)
    }
    fn sin(self) -> Self {
        f64::sin(self)
    }
    fn cos(self) -> Self {
        f64::cos(self)
    }
    fn atan(self) -> Self {
        f64::atan(self)
    }
}

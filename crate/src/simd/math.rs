//! Elementary functions in single precision, written once over scalar and lanes.
//!
//! They are part of the module instead of the platform's library so that every machine computes the same bits. No
//! fused multiply-add, a fixed order of operations. Coefficients are those of Moshier's Cephes library (1984–1992,
//! `expf.c`, `logf.c`, `tanhf.c`); the stated errors were measured over every finite `f32` against `f64`
//! (`tests/accuracy.rs`).

use super::Single;

/// Bits of √½ rounded down: where [`Single::split_exponent`] cuts a binade.
pub const SQRT_HALF_BITS: u32 = 0x3f35_04f3;

/// Horner's scheme, highest coefficient first.
#[inline(always)]
pub(crate) fn polynomial<V: Single>(x: V, coefficients: &[f64]) -> V {
    let mut sum = V::splat(coefficients[0]);
    for &c in &coefficients[1..] {
        sum = sum * x + V::splat(c);
    }
    sum
}

/// `eʳ = 1 + r + r² · P(r)` on |r| ≤ ln 2 / 2.
const EXP: [f64; 6] = [
    1.987_569_15e-4,
    1.398_199_950_7e-3,
    8.333_451_907_3e-3,
    4.166_579_589_4e-2,
    1.666_666_545_9e-1,
    5.000_000_120_1e-1,
];

/// eˣ, within 1 ulp; 0 below -86.6 (where eˣ < 2⁻¹²⁴, so that no subnormal arises), ∞ above 88.72.
#[inline(always)]
pub fn exp<V: Single>(x: V) -> V {
    // x = n·ln 2 + r: adding 1.5 · 2²³ rounds x/ln 2 to an integer n, which then stands in the low bits. ln 2 is split
    // in two so that n·ln 2 is subtracted without rounding.
    let shift = V::splat(12_582_912.0);
    let clamped = x.max(V::splat(-87.0)).min(V::splat(89.0));
    let shifted = clamped * V::splat(std::f64::consts::LOG2_E) + shift;
    let n = shifted - shift;
    let r = clamped - n * V::splat(0.693_359_375) - n * V::splat(-2.121_944_4e-4);
    let e = polynomial(r, &EXP) * (r * r) + r + V::one();
    // 2¹²⁸ is no f32: scale by 2ⁿ⁻¹ and double.
    let scaled = e * V::half_power_of_two(shifted) * V::splat(2.0);
    V::select(V::splat(-86.6).gt(x), V::zero(), scaled)
}

/// `ln(1 + f) = f - f²/2 + f³ · P(f)` on √½ ≤ 1 + f < √2.
const LN: [f64; 9] = [
    7.037_683_629_2e-2,
    -1.151_461_031_0e-1,
    1.167_699_874_0e-1,
    -1.242_014_084_6e-1,
    1.424_932_278_7e-1,
    -1.666_805_766_5e-1,
    2.000_071_476_5e-1,
    -2.499_999_399_3e-1,
    3.333_333_117_4e-1,
];

/// Natural logarithm of positive normal numbers, within 1 ulp; -∞ at 0 and below the normal range, NaN below 0.
#[inline(always)]
pub fn ln<V: Single>(x: V) -> V {
    let (m, e) = x.split_exponent();
    let f = m - V::one();
    let z = f * f;
    let p = polynomial(f, &LN);
    let low = f * z * p + e * V::splat(-2.121_944_4e-4) - z * V::splat(0.5);
    let y = low + f + e * V::splat(0.693_359_375);
    let infinity = V::splat(f64::INFINITY);
    let y = V::select(x.ge(infinity), infinity, y);
    let y = V::select(x.ge(V::splat(f64::from(f32::MIN_POSITIVE))), y, -infinity);
    // Catches negative numbers and NaN alike.
    V::select(x.ge(V::zero()), y, V::splat(f64::NAN))
}

/// `tanh x = x + x³ · P(x²)` on |x| < 0.625.
const TANH: [f64; 5] =
    [-5.704_988_727_45e-3, 2.063_908_879_54e-2, -5.373_971_555_31e-2, 1.333_144_220_36e-1, -3.333_328_194_22e-1];

/// Hyperbolic tangent, within 2 ulp: an odd polynomial below 0.625, `1 - 2 / (e²ˣ + 1)` above.
#[inline(always)]
pub fn tanh<V: Single>(x: V) -> V {
    let magnitude = x.abs();
    let z = x * x;
    let small = polynomial(z, &TANH) * z * magnitude + magnitude;
    let large = V::one() - V::splat(2.0) / (exp(magnitude + magnitude) + V::one());
    V::select(magnitude.ge(V::splat(0.625)), large, small).copysign(x)
}

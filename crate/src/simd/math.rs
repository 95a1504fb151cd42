//! Elementary functions in single precision, written once over scalar and lanes.
//!
//! They are part of the module instead of the platform's library so that every machine computes the same bits. No
//! fused multiply-add, a fixed order of operations. Coefficients are those of Moshier's Cephes library (1984–1992,
//! `expf.c`, `logf.c`, `tanhf.c`, `sinf.c`, `atanf.c`); the stated errors were measured over every finite `f32` against `f64`
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

/// eˣ - 1, within 4 ulp: `x + x² · P(x)` below 0.35, `eˣ - 1` above.
#[inline(always)]
pub fn exp_m1<V: Single>(x: V) -> V {
    let small = polynomial(x, &EXP) * (x * x) + x;
    V::select(x.abs().gt(V::splat(0.35)), exp(x) - V::one(), small)
}

/// ln(1 + x) for 0 ≤ x ≤ 1, within 2 ulp: 1 + x is never formed, so nothing of a small x is lost.
#[inline(always)]
pub fn ln_1p<V: Single>(x: V) -> V {
    // 1 + x = 2ᵏ (1 + f) with k = 1 above √2 - 1; (x - 1) / 2 is exact there.
    let halved = x.gt(V::splat(0.414_213_56));
    let f = V::select(halved, (x - V::one()) * V::splat(0.5), x);
    let ln_2 = V::select(halved, V::splat(std::f64::consts::LN_2), V::zero());
    let z = f * f;
    (f * z * polynomial(f, &LN) - z * V::splat(0.5)) + f + ln_2
}

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

/// x - tanh x, within 2e-6 of itself: the polynomial of [`tanh`] without its first term below 0.625.
#[inline(always)]
pub fn tanh_shrink<V: Single>(x: V) -> V {
    let z = x * x;
    let small = -(polynomial(z, &TANH) * z * x);
    V::select(x.abs().ge(V::splat(0.625)), x - tanh(x), small)
}

/// `erfc z = t · exp(-z² + P(t))`, t = 1 / (1 + z/2), z ≥ 0, within 1.2e-7 of itself (Press et al., Numerical Recipes,
/// 2nd ed. 1992, §6.2).
const ERFC: [f64; 10] = [
    0.170_872_77,
    -0.822_152_23,
    1.488_515_87,
    -1.135_203_98,
    0.278_868_07,
    -0.186_288_06,
    0.096_784_18,
    0.374_091_96,
    1.000_023_68,
    -1.265_512_23,
];

/// Cumulative distribution function of the standard normal distribution, within 3e-7; below 0 within 1e-5 of itself.
#[inline(always)]
pub fn normal_cdf<V: Single>(x: V) -> V {
    let magnitude = x.abs();
    let t = V::one() / (V::one() + magnitude * V::splat(0.5 * std::f64::consts::FRAC_1_SQRT_2));
    let tail = V::splat(0.5) * t * exp(polynomial(t, &ERFC) - V::splat(0.5) * magnitude * magnitude);
    // Where t is 0 its product with exp(-∞) is what is meant; NaN passes through both branches.
    V::select(x.gt(V::zero()), V::one() - tail, tail)
}

/// Beyond this, π/2 in three parts is not enough.
const LARGEST_ANGLE: f64 = 8192.0;

/// `sin r = r + r³ · P(r²)` on |r| ≤ π/4.
const SIN: [f64; 3] = [-1.951_529_589_1e-4, 8.332_160_873_6e-3, -1.666_665_461_1e-1];
/// `cos r = 1 - r²/2 + r⁴ · P(r²)` on |r| ≤ π/4.
const COS: [f64; 3] = [2.443_315_711_809_948e-5, -1.388_731_625_493_765e-3, 4.166_664_568_298_827e-2];

/// Sine of x + `quarters` · π/2 for |x| up to [`LARGEST_ANGLE`].
#[inline(always)]
fn sine_of_near<V: Single>(x: V, quarters: f64) -> V {
    let shift = V::splat(12_582_912.0);
    let n = (x * V::splat(std::f64::consts::FRAC_2_PI) + shift) - shift;
    // π/2 in three parts of which the first two have few bits, so that their products with n are exact.
    let r =
        x - n * V::splat(1.570_312_5) - n * V::splat(4.837_512_969_970_703e-4) - n * V::splat(7.549_789_954_891_89e-8);
    let z = r * r;
    let sine = polynomial(z, &SIN) * z * r + r;
    let cosine = polynomial(z, &COS) * z * z - V::splat(0.5) * z + V::one();
    // The quarter of the circle, 0 to 3: n modulo 4, with numbers alone.
    let n = n + V::splat(quarters);
    let quarter = n - V::splat(4.0) * ((n * V::splat(0.25) - V::splat(0.375) + shift) - shift);
    let odd =
        V::select(quarter.gt(V::splat(0.5)), V::select(V::splat(1.5).gt(quarter), V::one(), V::zero()), V::zero());
    let odd = V::select(quarter.gt(V::splat(2.5)), V::one(), odd);
    let value = V::select(odd.gt(V::zero()), cosine, sine);
    V::select(quarter.gt(V::splat(1.5)), -value, value)
}

/// Sine, within 2 ulp or 1e-7; NaN at ±∞. Angles beyond 8192 take a slower way (the crate libm).
#[inline(always)]
pub fn sin<V: Single>(x: V) -> V {
    sine_or(x, 0.0, libm::sinf)
}

/// Cosine, as [`sin`].
#[inline(always)]
pub fn cos<V: Single>(x: V) -> V {
    sine_or(x, 1.0, libm::cosf)
}

#[inline(always)]
fn sine_or<V: Single>(x: V, quarters: f64, far: fn(f32) -> f32) -> V {
    let large = x.abs().gt(V::splat(LARGEST_ANGLE));
    let near = sine_of_near(x, quarters);
    if V::any(large) { V::select(large, x.each(far), near) } else { near }
}

/// `atan x = x + x³ · P(x²)` on |x| ≤ tan(π/8).
const ATAN: [f64; 4] = [8.053_744_495_38e-2, -1.387_768_560_32e-1, 1.997_771_064_78e-1, -3.333_294_915_39e-1];

/// Arc tangent, within 3 ulp.
#[inline(always)]
pub fn atan<V: Single>(x: V) -> V {
    let magnitude = x.abs();
    // atan m = π/2 + atan(-1/m) = π/4 + atan((m - 1) / (m + 1)).
    let (steep, middle) = (magnitude.gt(V::splat(2.414_213_5)), magnitude.gt(V::splat(0.414_213_56)));
    let turned = V::select(middle, (magnitude - V::one()) / (magnitude + V::one()), magnitude);
    let turned = V::select(steep, -(V::one() / magnitude), turned);
    let base = V::select(middle, V::splat(std::f64::consts::FRAC_PI_4), V::zero());
    let base = V::select(steep, V::splat(std::f64::consts::FRAC_PI_2), base);
    let z = turned * turned;
    (base + (polynomial(z, &ATAN) * z * turned + turned)).copysign(x)
}

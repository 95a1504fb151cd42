//! Elementary functions in single precision, written once over scalar and lanes.
//!
//! They are part of the module instead of the platform's library so that every machine computes the same bits. No
//! fused multiply-add, a fixed order of operations. Coefficients are those of Moshier's Cephes library (1984–1992,
//! `logf.c`, `tanhf.c`, `sinf.c`, `atanf.c`) where nothing else is said; the stated errors were measured over every finite `f32` against `f64`
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

/// Adding it rounds to the nearest integer n, which then stands in the low bits together with the exponent's bias: shifted
/// to the exponent's place, these bits are 2ⁿ. What was added is subtracted as `ROUND - …`, because `… - ROUND` would
/// become the addition of another constant, for which a register is needed.
const ROUND: f64 = 12_582_912.0 + 127.0;

/// `eʳ = 1 + r + r² · P(r)` on |r| ≤ ln 2 / 2, by Remez' algorithm, within 3.1e-9 of itself.
const EXP: [f64; 5] =
    [1.381_454_017_68e-3, 8.368_745_108_94e-3, 4.166_839_078_35e-2, 1.666_652_039_9e-1, 4.999_999_343_21e-1];

/// eˣ, within 1 ulp; 0 below -86.98 (where eˣ < 2⁻¹²⁵, so that no subnormal arises), ∞ above 88.72.
#[inline(always)]
pub fn exp<V: Single>(x: V) -> V {
    // x = n·ln 2 + r, and ln 2 is split in two so that n·ln 2 is subtracted without rounding.
    let clamped = x.max(V::splat(-87.3)).min(V::splat(89.0));
    // 2¹²⁸ is no f32: scale 2eʳ by 2ⁿ⁻¹, which is 0 for the smallest n.
    let shift = V::splat(ROUND - 1.0);
    let shifted = clamped * V::splat(std::f64::consts::LOG2_E) + shift;
    let minus_n = shift - shifted;
    let r = clamped + minus_n * V::splat(0.693_359_375) + minus_n * V::splat(-2.121_944_4e-4);
    let e = polynomial(r, &EXP) * (r * r) + r + V::one();
    (e + e) * V::power_of_two(shifted)
}

/// `2ᶠ - 1 = f · P(f)` on |f| ≤ 1/2, by Remez' algorithm, within 4.4e-7 of itself.
const POWER: [f64; 5] =
    [1.333_353_870_33e-3, 9.666_283_910_49e-3, 5.550_500_356_44e-2, 2.402_235_086_51e-1, 6.931_471_434_15e-1];

/// 1 / (1 + e⁻ᵃˣ), within 1.5e-7; below 0 within 1e-5 of itself, down to 0 where a·x is below -88.
///
/// As 1 / (1 + 2ᵗ), which forgives what the rounding of t costs: a two-step reduction as in [`exp`] would be wasted.
#[inline(always)]
pub fn logistic<V: Single>(x: V, a: V) -> V {
    let t = (x * (a * V::splat(-std::f64::consts::LOG2_E))).max(V::splat(-127.0)).min(V::splat(128.0));
    let shift = V::splat(ROUND);
    let shifted = t + shift;
    let f = t + (shift - shifted);
    // 2¹²⁸ is ∞ here, and 2⁻¹²⁷ is 0.
    let power = (polynomial(f, &POWER) * f + V::one()) * V::power_of_two(shifted);
    V::one() / (V::one() + power)
}

/// eˣ - 1 for x ≤ 0, within 10 ulp and 2e-7.
#[inline(always)]
pub fn exp_m1<V: Single>(x: V) -> V {
    exp_m1_by(x, &POWER)
}

/// eˣ - 1 for x ≤ 0 as 2ⁿ · f · P(f) + (2ⁿ - 1), so that nothing of a small x is lost.
#[inline(always)]
fn exp_m1_by<V: Single>(x: V, coefficients: &[f64]) -> V {
    // Below, it is -1 to the last bit.
    let t = x.max(V::splat(-17.5)) * V::splat(std::f64::consts::LOG2_E);
    let shift = V::splat(ROUND);
    let shifted = t + shift;
    let f = t + (shift - shifted);
    let power = V::power_of_two(shifted);
    polynomial(f, coefficients) * (f * power) + (power - V::one())
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

/// As [`POWER`], within 1.1e-8 of itself.
const POWER_FINE: [f64; 6] = [
    1.540_351_235_25e-4,
    1.339_078_121_18e-3,
    9.618_237_668_37e-3,
    5.550_357_348_25e-2,
    2.402_264_979_28e-1,
    6.931_471_879_44e-1,
];

/// Hyperbolic tangent, within 3.5 ulp: -m / (m + 2) with m = e⁻²ˣ - 1.
#[inline(always)]
pub fn tanh<V: Single>(x: V) -> V {
    let m = exp_m1_by(V::splat(-2.0) * x.abs(), &POWER_FINE);
    (-m / (m + V::splat(2.0))).copysign(x)
}

/// `tanh x = x + x³ · P(x²)` on |x| < 0.625.
const TANH: [f64; 5] =
    [-5.704_988_727_45e-3, 2.063_908_879_54e-2, -5.373_971_555_31e-2, 1.333_144_220_36e-1, -3.333_328_194_22e-1];

/// x - tanh x, within 2e-6 of itself: a polynomial below 0.625.
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

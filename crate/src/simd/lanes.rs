//! Lanes without any platform's instructions: the compiler vectorises what it can.

use super::{Real, Single, math};
use std::array::from_fn;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// `N` numbers side by side.
#[derive(Clone, Copy, Debug)]
pub struct Array<const N: usize>([f32; N]);

impl<const N: usize> Array<N> {
    /// Reads `N` numbers.
    #[inline(always)]
    pub fn load(from: &[f32; N]) -> Self {
        Self(*from)
    }

    /// Writes the lanes.
    #[inline(always)]
    pub fn store(self, to: &mut [f32; N]) {
        *to = self.0;
    }

    /// The same number in every lane.
    #[inline(always)]
    pub fn broadcast(value: f32) -> Self {
        Self([value; N])
    }

    #[inline(always)]
    fn map(self, f: impl Fn(f32) -> f32) -> Self {
        Self(from_fn(|i| f(self.0[i])))
    }

    #[inline(always)]
    fn zip(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
        Self(from_fn(|i| f(self.0[i], other.0[i])))
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident) => {
        impl<const N: usize> $trait for Array<N> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                self.zip(other, f32::$method)
            }
        }
    };
}
operator!(Add, add);
operator!(Sub, sub);
operator!(Mul, mul);
operator!(Div, div);

impl<const N: usize> Neg for Array<N> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        self.map(f32::neg)
    }
}

impl<const N: usize> Real for Array<N> {
    type Mask = [bool; N];

    #[inline(always)]
    fn splat(value: f64) -> Self {
        Self::broadcast(value as f32)
    }
    #[inline(always)]
    fn gt(self, other: Self) -> Self::Mask {
        from_fn(|i| self.0[i] > other.0[i])
    }
    #[inline(always)]
    fn ge(self, other: Self) -> Self::Mask {
        from_fn(|i| self.0[i] >= other.0[i])
    }
    #[inline(always)]
    fn select(mask: Self::Mask, yes: Self, no: Self) -> Self {
        Self(from_fn(|i| if mask[i] { yes.0[i] } else { no.0[i] }))
    }
    #[inline(always)]
    fn abs(self) -> Self {
        self.map(f32::abs)
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        self.map(f32::sqrt)
    }
    #[inline(always)]
    fn logistic(self, scale: Self) -> Self {
        math::logistic(self, scale)
    }
    elementary!(exp, ln, exp_m1, ln_1p, tanh, tanh_shrink, normal_cdf, sin, cos, atan);
}

impl<const N: usize> Single for Array<N> {
    #[inline(always)]
    fn power_of_two(shifted: Self) -> Self {
        shifted.map(f32::power_of_two)
    }
    #[inline(always)]
    fn split_exponent(self) -> (Self, Self) {
        (self.map(|x| x.split_exponent().0), self.map(|x| x.split_exponent().1))
    }
    #[inline(always)]
    fn each(self, f: fn(f32) -> f32) -> Self {
        self.map(f)
    }
    #[inline(always)]
    fn any(mask: [bool; N]) -> bool {
        mask.contains(&true)
    }
    #[inline(always)]
    fn copysign(self, sign: Self) -> Self {
        self.zip(sign, f32::copysign)
    }
}

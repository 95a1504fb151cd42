//! Lanes whose elementary functions are calls.
//!
//! Inlined they are faster by the cost of a call, but the module has them once for each place. This is
//! for places where size counts more. The bits are the same.

use super::{Lanes, Real};
use std::ops::{Add, Div, Mul, Neg, Sub};

/// As [`Lanes`], smaller in code.
#[derive(Clone, Copy)]
pub struct Compact(pub Lanes);

macro_rules! operator {
    ($($trait:ident $method:ident),+) => {
        $(impl $trait for Compact {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self(self.0.$method(other.0))
            }
        })+
    };
}
operator!(Add add, Sub sub, Mul mul, Div div);

impl Neg for Compact {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

macro_rules! called {
    ($($name:ident),+) => {
        $(fn $name(self) -> Self {
            #[inline(never)]
            fn $name(x: Lanes) -> Lanes {
                x.$name()
            }
            Self($name(self.0))
        })+
    };
}

impl Real for Compact {
    type Mask = <Lanes as Real>::Mask;

    #[inline(always)]
    fn splat(value: f64) -> Self {
        Self(Lanes::splat(value))
    }
    #[inline(always)]
    fn gt(self, other: Self) -> Self::Mask {
        self.0.gt(other.0)
    }
    #[inline(always)]
    fn ge(self, other: Self) -> Self::Mask {
        self.0.ge(other.0)
    }
    #[inline(always)]
    fn select(mask: Self::Mask, yes: Self, no: Self) -> Self {
        Self(Lanes::select(mask, yes.0, no.0))
    }
    #[inline(always)]
    fn abs(self) -> Self {
        Self(self.0.abs())
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        Self(self.0.sqrt())
    }
    fn logistic(self, scale: Self) -> Self {
        #[inline(never)]
        fn logistic(x: Lanes, scale: Lanes) -> Lanes {
            x.logistic(scale)
        }
        Self(logistic(self.0, scale.0))
    }
    called!(exp, ln, exp_m1, ln_1p, tanh, tanh_shrink, normal_cdf, sin, cos, atan);
}

//! Four lanes in a `v128` of WebAssembly's simd128.

use super::{Real, Single, math};
use core::arch::wasm32::{
    f32x4_abs, f32x4_add, f32x4_convert_i32x4, f32x4_div, f32x4_ge, f32x4_gt, f32x4_mul, f32x4_neg, f32x4_pmax,
    f32x4_pmin, f32x4_splat, f32x4_sqrt, f32x4_sub, i32x4_add, i32x4_shl, i32x4_shr, i32x4_splat, i32x4_sub, v128,
    v128_and, v128_any_true, v128_bitselect, v128_load, v128_store,
};
use std::alloc::{GlobalAlloc, Layout, System};
use std::ops::{Add, Div, Mul, Neg, Sub};

/// Four `f32` side by side.
#[derive(Clone, Copy, Debug)]
pub struct F32x4(v128);

impl F32x4 {
    /// Reads four numbers.
    #[inline(always)]
    pub fn load(from: &[f32; 4]) -> Self {
        // SAFETY: the reference is valid for 16 bytes; v128_load has no alignment requirement.
        Self(unsafe { v128_load(from.as_ptr().cast()) })
    }

    /// Writes the four lanes.
    #[inline(always)]
    pub fn store(self, to: &mut [f32; 4]) {
        // SAFETY: the reference is valid for 16 bytes; v128_store has no alignment requirement.
        unsafe { v128_store(to.as_mut_ptr().cast(), self.0) }
    }

    /// The same number in every lane.
    #[inline(always)]
    pub fn broadcast(value: f32) -> Self {
        Self(f32x4_splat(value))
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $instruction:ident) => {
        impl $trait for F32x4 {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self($instruction(self.0, other.0))
            }
        }
    };
}
operator!(Add, add, f32x4_add);
operator!(Sub, sub, f32x4_sub);
operator!(Mul, mul, f32x4_mul);
operator!(Div, div, f32x4_div);

impl Neg for F32x4 {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self(f32x4_neg(self.0))
    }
}

impl Real for F32x4 {
    type Mask = v128;

    #[inline(always)]
    fn splat(value: f64) -> Self {
        Self::broadcast(value as f32)
    }
    #[inline(always)]
    fn gt(self, other: Self) -> v128 {
        f32x4_gt(self.0, other.0)
    }
    #[inline(always)]
    fn ge(self, other: Self) -> v128 {
        f32x4_ge(self.0, other.0)
    }
    #[inline(always)]
    fn select(mask: v128, yes: Self, no: Self) -> Self {
        Self(v128_bitselect(yes.0, no.0, mask))
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        // One instruction: pmax(a, b) is b where a < b, else a.
        Self(f32x4_pmax(self.0, other.0))
    }
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self(f32x4_pmin(self.0, other.0))
    }
    #[inline(always)]
    fn abs(self) -> Self {
        Self(f32x4_abs(self.0))
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        Self(f32x4_sqrt(self.0))
    }
    #[inline(always)]
    fn logistic(self, scale: Self) -> Self {
        math::logistic(self, scale)
    }
    elementary!(exp, ln, exp_m1, ln_1p, tanh, tanh_shrink, normal_cdf, sin, cos, atan);
}

impl Single for F32x4 {
    #[inline(always)]
    fn power_of_two(shifted: Self) -> Self {
        Self(i32x4_shl(shifted.0, 23))
    }
    #[inline(always)]
    fn split_exponent(self) -> (Self, Self) {
        let base = i32x4_splat(math::SQRT_HALF_BITS.cast_signed());
        let offset = i32x4_sub(self.0, base);
        let mantissa = i32x4_add(v128_and(offset, i32x4_splat(0x007f_ffff)), base);
        (Self(mantissa), Self(f32x4_convert_i32x4(i32x4_shr(offset, 23))))
    }
    #[inline(always)]
    fn each(self, f: fn(f32) -> f32) -> Self {
        let mut lanes = [0.0; 4];
        self.store(&mut lanes);
        Self::load(&lanes.map(f))
    }
    #[inline(always)]
    fn any(mask: v128) -> bool {
        v128_any_true(mask)
    }
    #[inline(always)]
    fn copysign(self, sign: Self) -> Self {
        Self(v128_bitselect(sign.0, self.0, i32x4_splat(i32::MIN)))
    }
}

/// Rust's allocator with blocks that begin at multiples of 16. At its own multiples of 8 every fourth access of four
/// lanes is to two lines of the cache.
struct Aligned;

#[global_allocator]
static ALLOCATOR: Aligned = Aligned;

fn aligned(layout: Layout) -> Layout {
    layout.align_to(16).unwrap_or(layout)
}

// SAFETY: everything is left to `System`, which is asked for a stricter alignment, the same for a block every time.
unsafe impl GlobalAlloc for Aligned {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller promises.
        unsafe { System.alloc(aligned(layout)) }
    }
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises; the block was asked for with this layout.
        unsafe { System.dealloc(block, aligned(layout)) }
    }
}

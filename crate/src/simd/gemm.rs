//! Matrix product in blocks that fit the registers of a browser.
//!
//! Every element of the product is the sum over k = 0, 1, 2, … of `a[i,k] · b[k,j]` in that order, restarted every
//! `KC` terms, whatever the tile: the bits depend on the operands alone.

use super::{F32x4, Real};
use ndarray::{ArrayView2, ArrayViewMut2};
use std::array::from_fn;
use std::ops::Range;

/// Rows of a tile. 2 × 16 was the fastest of nine shapes in Chromium: 8 accumulators, 4 columns of B and 2 of A fill
/// the 16 registers of x86-64.
const MR: usize = 2;
/// Columns of a tile.
const NR: usize = 16;
/// Terms summed before a partial sum is stored: a panel of B of this depth stays in the first-level cache.
const KC: usize = 256;
/// Rows of A that pass over one panel of B before the next one.
const MC: usize = 128;

/// What becomes of an element of the product, `v`.
#[derive(Clone, Copy, Debug)]
pub enum Then<'a> {
    /// `c = v`.
    Store,
    /// `c = v + bias[column]`.
    Bias(&'a [f32]),
    /// `c = v · factor`.
    Scale(f32),
    /// `c = c - rate · (v · factor)`.
    Descend {
        /// Of the product.
        factor: f32,
        /// Of the step.
        rate: f32,
    },
}

impl Then<'_> {
    /// Writes a part of a row of the product, from `column` on, over what stands in `c` or, to `add`, to it.
    #[inline(always)]
    pub(super) fn write(self, sums: &[F32x4], c: &mut [f32], column: usize, add: bool) {
        // Each a loop of its own, with nothing left to be decided in it.
        match self {
            Then::Store => Then::Store.write_each(sums, c, column, add),
            Then::Bias(bias) => Then::Bias(bias).write_each(sums, c, column, add),
            Then::Scale(factor) => Then::Scale(factor).write_each(sums, c, column, add),
            Then::Descend { factor, rate } => Then::Descend { factor, rate }.write_each(sums, c, column, add),
        }
    }

    #[inline(always)]
    fn write_each(self, sums: &[F32x4], c: &mut [f32], column: usize, add: bool) {
        let bias = if let Then::Bias(bias) = self { &bias[column..][..c.len()] } else { &[] };
        let (bias, bias_rest) = bias.as_chunks::<4>();
        let (c, rest) = c.as_chunks_mut::<4>();
        for (i, (c, &sum)) in c.iter_mut().zip(sums).enumerate() {
            let bias = bias.get(i).map_or(F32x4::zero(), F32x4::load);
            self.apply(sum, F32x4::load(c), bias, add).store(c);
        }
        if !rest.is_empty() {
            let mut last = [0.0; 4];
            sums[c.len()].store(&mut last);
            // One by one: four lanes of what was just written number by number would have to wait for it.
            for (i, (c, sum)) in rest.iter_mut().zip(last).enumerate() {
                *c = self.apply(sum, *c, bias_rest.get(i).copied().unwrap_or_default(), add);
            }
        }
    }

    #[inline(always)]
    fn apply<V: Real>(self, sum: V, c: V, bias: V, add: bool) -> V {
        let sum = if add { c + sum } else { sum };
        let number = |value: f32| V::splat(f64::from(value));
        match self {
            Then::Store => sum,
            Then::Bias(_) => sum + bias,
            Then::Scale(factor) => sum * number(factor),
            Then::Descend { factor, rate } => c - number(rate) * (sum * number(factor)),
        }
    }
}

/// Working memory of [`Gemm::multiply`], kept between calls so that a training step allocates nothing.
#[derive(Default)]
pub struct Gemm {
    a: Vec<f32>,
    b: Vec<f32>,
}

impl Gemm {
    /// The most terms for which [`Then::Descend`] is possible.
    pub const MAX_DESCENT: usize = KC;

    /// `c = a · b`, shapes (m, k) · (k, n) → (m, n), and something done to it.
    ///
    /// `a` and `b` are contiguous, by rows or by columns (a transposed view costs nothing); `c` is contiguous by rows.
    ///
    /// # Panics
    /// If the shapes do not fit, an operand is not contiguous, or there are more terms than can be descended by.
    #[inline(never)]
    pub fn multiply(&mut self, a: ArrayView2<f32>, b: ArrayView2<f32>, mut c: ArrayViewMut2<f32>, then: Then) {
        let ((m, k), n) = (a.dim(), b.ncols());
        assert!(b.nrows() == k && c.dim() == (m, n), "({m}, {k}) · {:?} → {:?}", b.dim(), c.dim());
        assert!(k <= Self::MAX_DESCENT || !matches!(then, Then::Descend { .. }), "{k} terms");
        let c = c.as_slice_mut().expect("the product is contiguous by rows");
        let Self { a: panels_a, b: panels_b } = self;
        for start in (0..k).step_by(KC) {
            let terms = start..k.min(start + KC);
            let depth = terms.len();
            let then = if terms.end == k { then } else { Then::Store };
            let add = start > 0;
            pack::<NR>(b, terms.clone(), panels_b);
            if n <= NR {
                thin(a, terms, panels_b, c, add, then);
                continue;
            }
            // Packed by the same code: a panel is a strip of MR rows of A or NR columns of B, depth first.
            pack::<MR>(a.t(), terms, panels_a);
            for rows in (0..m).step_by(MC) {
                let c = &mut c[rows * n..m.min(rows + MC) * n];
                for (b, column) in panels_b.chunks_exact(depth * NR).zip((0..n).step_by(NR)) {
                    let panels = panels_a[rows * depth..].chunks_exact(depth * MR);
                    for (c, a) in c.chunks_mut(MR * n).zip(panels) {
                        Tile { c, n, column, add, then }.write(&tile::<4>(a.as_chunks().0.iter().copied(), b));
                    }
                }
            }
        }
    }
}

/// A product of few columns, for which each row of A is needed once: not worth packing.
fn thin(a: ArrayView2<f32>, terms: Range<usize>, b: &[f32], c: &mut [f32], add: bool, then: Then) {
    let (m, k) = a.dim();
    let n = c.len() / m;
    let elements = a.to_slice_memory_order().expect("operands are contiguous");
    for (c, first) in c.chunks_mut(MR * n).zip((0..m).step_by(MR)) {
        // Behind the last row it stands in for one more, which is not written.
        let second = (first + 1).min(m - 1);
        let to = Tile { c, n, column: 0, add, then };
        if a.is_standard_layout() {
            let row = |row: usize| &elements[row * k..][terms.clone()];
            to.write(&thin_tile(row(first).iter().zip(row(second)).map(|(first, second)| [*first, *second]), b, n));
        } else {
            let columns = elements[terms.start * m..terms.end * m].chunks_exact(m);
            to.write(&thin_tile(columns.map(|column| [column[first], column[second]]), b, n));
        }
    }
}

/// Some rows of a (k, n) matrix as panels of `W` columns, padded with zeros.
fn pack<const W: usize>(matrix: ArrayView2<f32>, rows: Range<usize>, panels: &mut Vec<f32>) {
    let (k, n) = matrix.dim();
    let by_rows = matrix.is_standard_layout();
    let elements = matrix.to_slice_memory_order().expect("operands are contiguous");
    // Only a larger matrix than any before makes the buffer grow.
    panels.resize(n.div_ceil(W) * W * rows.len(), 0.0);
    for (panel, start) in panels.chunks_exact_mut(W * rows.len()).zip((0..n).step_by(W)) {
        let (panel, _) = panel.as_chunks_mut::<W>();
        let width = W.min(n - start);
        if width < W {
            panel.fill([0.0; W]);
        }
        if by_rows && width == W {
            for (to, from) in panel.iter_mut().zip(elements.chunks_exact(n).skip(rows.start)) {
                to.copy_from_slice(&from[start..start + W]);
            }
        } else if by_rows {
            for (to, from) in panel.iter_mut().zip(elements.chunks_exact(n).skip(rows.start)) {
                to[..width].copy_from_slice(&from[start..start + width]);
            }
        } else {
            let mut columns = elements.chunks_exact(k).skip(start).map(|column| &column[rows.clone()]);
            // Two at a time: they share the index.
            let mut i = 0;
            while i + 1 < width {
                let (first, second) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
                for (to, (first, second)) in panel.iter_mut().zip(first.iter().zip(second)) {
                    to[i..i + 2].copy_from_slice(&[*first, *second]);
                }
                i += 2;
            }
            if i < width {
                for (to, from) in panel.iter_mut().zip(columns.next().unwrap_or_default()) {
                    to[i] = *from;
                }
            }
        }
    }
}

/// A tile of `n` columns; for the classes of the last layer three vectors will do.
#[inline(always)]
fn thin_tile(a: impl Iterator<Item = [f32; MR]>, b: &[f32], n: usize) -> [[F32x4; NR / 4]; MR] {
    if n.div_ceil(4) == 3 { tile::<3>(a, b) } else { tile::<4>(a, b) }
}

/// Where a tile goes.
struct Tile<'a> {
    /// Rows of the product, as many as a tile has or less.
    c: &'a mut [f32],
    /// Columns of the product.
    n: usize,
    /// The first that is meant.
    column: usize,
    /// To what stands there.
    add: bool,
    then: Then<'a>,
}

/// The product of some rows of A, term by term, and the first `4 · V` columns of a panel of B (depth × NR).
#[inline(always)]
fn tile<const V: usize>(a: impl Iterator<Item = [f32; MR]>, b: &[f32]) -> [[F32x4; NR / 4]; MR] {
    let zero = F32x4::splat(0.0);
    let mut sums = [[zero; V]; MR];
    for (a, b) in a.zip(b.as_chunks::<NR>().0) {
        let (b, _) = b.as_chunks::<4>();
        for (sums, a) in sums.iter_mut().zip(a) {
            let a = F32x4::broadcast(a);
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum = *sum + a * F32x4::load(b);
            }
        }
    }
    sums.map(|sums| from_fn(|i| sums.get(i).copied().unwrap_or(zero)))
}

impl Tile<'_> {
    #[inline(always)]
    fn write(self, tile: &[[F32x4; NR / 4]; MR]) {
        let Self { c, n, column, add, then } = self;
        let end = n.min(column + NR);
        for (sums, c) in tile.iter().zip(c.chunks_exact_mut(n)) {
            then.write(sums, &mut c[column..end], column, add);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Rng, Stream};
    use ndarray::{Array2, s};
    use proptest::prelude::*;

    fn random(rows: usize, columns: usize, rng: &mut Rng) -> Array2<f32> {
        Array2::from_shape_simple_fn((rows, columns), || rng.symmetric(1.0))
    }

    proptest! {
        #[test]
        fn equals_the_naive_product(
            (m, k, n) in (1..70_usize, 1..600_usize, 1..70_usize),
            (a_by_columns, b_by_columns) in any::<(bool, bool)>(),
            then in 0..4,
            seed in any::<u32>(),
        ) {
            let mut rng = Rng::new(seed, Stream::Bench);
            let a = if a_by_columns { random(k, m, &mut rng).reversed_axes() } else { random(m, k, &mut rng) };
            let b = if b_by_columns { random(n, k, &mut rng).reversed_axes() } else { random(k, n, &mut rng) };
            let start = random(m, n, &mut rng);
            let bias: Vec<f32> = (0..n).map(|_| rng.symmetric(1.0)).collect();
            let then = match then {
                0 => Then::Bias(&bias),
                1 => Then::Scale(0.3),
                2 if k <= KC => Then::Descend { factor: 0.3, rate: 0.7 },
                _ => Then::Store,
            };
            let mut c = start.clone();
            let mut gemm = Gemm::default();
            // A workspace that has served a larger product before.
            let larger = (Array2::ones((9, 700)), Array2::ones((700, 90)), Array2::zeros((9, 90)));
            let (x, y, mut z) = larger;
            gemm.multiply(x.view(), y.view(), z.view_mut(), Then::Store);
            gemm.multiply(a.view(), b.view(), c.view_mut(), then);
            for i in 0..m {
                for j in 0..n {
                    // The documented order of summation, term by term.
                    let mut v = 0.0;
                    for start in (0..k).step_by(KC) {
                        let terms = a.slice(s![i, start..k.min(start + KC)]).into_iter().zip(b.slice(s![start.., j]));
                        let partial = terms.fold(0.0, |sum, (a, b)| sum + a * b);
                        v = if start == 0 { partial } else { v + partial };
                    }
                    let expected = match then {
                        Then::Store => v,
                        Then::Bias(bias) => v + bias[j],
                        Then::Scale(factor) => v * factor,
                        Then::Descend { factor, rate } => start[[i, j]] - rate * (v * factor),
                    };
                    prop_assert_eq!(c[[i, j]].to_bits(), expected.to_bits(), "element ({}, {})", i, j);
                }
            }
        }
    }
}

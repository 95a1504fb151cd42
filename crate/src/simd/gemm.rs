//! Matrix product in blocks that fit the registers of a browser.
//!
//! Every element of the product is the sum over k = 0, 1, 2, … of `a[i,k] · b[k,j]` in that order, restarted every
//! `KC` terms, whatever the tile: the bits depend on the operands alone.

use super::{F32x4, Real};
use ndarray::{ArrayView2, ArrayViewMut2};

/// Rows of a tile. 2 × 16 was the fastest of nine shapes in Chromium: 8 accumulators, 4 columns of B and 2 of A fill
/// the 16 registers of x86-64.
const MR: usize = 2;
/// Columns of a tile.
const NR: usize = 16;
/// Terms summed before a partial sum is stored: a panel of B of this depth stays in the first-level cache.
const KC: usize = 256;
/// Rows of A that pass over one panel of B before the next one.
const MC: usize = 128;

/// Working memory of [`Gemm::multiply`], kept between calls so that a training step allocates nothing.
#[derive(Default)]
pub struct Gemm {
    a: Vec<f32>,
    b: Vec<f32>,
}

impl Gemm {
    /// `c = a · b`, shapes (m, k) · (k, n) → (m, n).
    ///
    /// `a` and `b` are contiguous, by rows or by columns (a transposed view costs nothing); `c` is contiguous by rows.
    ///
    /// # Panics
    /// If the shapes do not fit or an operand is not contiguous.
    pub fn multiply(&mut self, a: ArrayView2<f32>, b: ArrayView2<f32>, mut c: ArrayViewMut2<f32>) {
        let ((m, k), n) = (a.dim(), b.ncols());
        assert!(b.nrows() == k && c.dim() == (m, n), "({m}, {k}) · {:?} → {:?}", b.dim(), c.dim());
        let c = c.as_slice_mut().expect("the product is contiguous by rows");
        if k == 0 {
            c.fill(0.0);
        }
        for start in (0..k).step_by(KC) {
            let depth = KC.min(k - start);
            // Both are packed by the same code: a panel is a strip of MR rows of A or NR columns of B, depth first.
            pack::<MR>(a.t(), start, depth, &mut self.a);
            pack::<NR>(b, start, depth, &mut self.b);
            for rows in (0..m).step_by(MC) {
                for (j, b) in self.b.chunks_exact(depth * NR).enumerate() {
                    let width = NR.min(n - j * NR);
                    let panels = &self.a[rows * depth..];
                    for (i, a) in panels.chunks_exact(depth * MR).take(MC / MR).enumerate() {
                        let row = rows + i * MR;
                        let tile = tile(a, b);
                        let c = &mut c[row * n..];
                        for (r, tile) in tile.iter().enumerate().take(m - row) {
                            store(tile, &mut c[r * n + j * NR..][..width], start > 0);
                        }
                    }
                }
            }
        }
    }
}

/// Rows `start .. start + depth` of a (k, n) matrix as panels of `W` columns, each depth × `W`, padded with zeros.
fn pack<const W: usize>(matrix: ArrayView2<f32>, start: usize, depth: usize, panels: &mut Vec<f32>) {
    let n = matrix.ncols();
    let by_rows = matrix.is_standard_layout();
    let stride = if by_rows { n } else { matrix.nrows() };
    let elements = matrix.to_slice_memory_order().expect("operands are contiguous");
    // Only a larger matrix than any before makes the buffer grow.
    panels.resize(n.div_ceil(W) * W * depth, 0.0);
    for (panel, first) in panels.chunks_exact_mut(W * depth).zip((0..n).step_by(W)) {
        let width = W.min(n - first);
        let (panel, _) = panel.as_chunks_mut::<W>();
        if width < W {
            panel.fill([0.0; W]);
        }
        if by_rows {
            for (k, to) in panel.iter_mut().enumerate() {
                let from = &elements[(start + k) * stride + first..];
                if let Some(from) = from.first_chunk::<W>().filter(|_| width == W) {
                    *to = *from;
                } else {
                    to[..width].copy_from_slice(&from[..width]);
                }
            }
        } else {
            for column in 0..width {
                let from = &elements[(first + column) * stride + start..][..depth];
                for (to, from) in panel.iter_mut().zip(from) {
                    to[column] = *from;
                }
            }
        }
    }
}

/// The product of a panel of A (depth × MR) and a panel of B (depth × NR).
#[inline(always)]
fn tile(a: &[f32], b: &[f32]) -> [[F32x4; NR / 4]; MR] {
    let mut sums = [[F32x4::splat(0.0); NR / 4]; MR];
    for (a, b) in a.as_chunks::<MR>().0.iter().zip(b.as_chunks::<NR>().0) {
        let (b, _) = b.as_chunks::<4>();
        for (sums, a) in sums.iter_mut().zip(a) {
            let a = F32x4::broadcast(*a);
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum = *sum + a * F32x4::load(b);
            }
        }
    }
    sums
}

/// Writes one row of a tile, or adds it to what stands there.
#[inline(always)]
fn store(tile: &[F32x4; NR / 4], c: &mut [f32], add: bool) {
    let mut buffer = [0.0; NR];
    let (lanes, _) = buffer.as_chunks_mut::<4>();
    for (sum, to) in tile.iter().zip(lanes) {
        sum.store(to);
    }
    if let Some(c) = c.first_chunk_mut::<NR>() {
        let (c, _) = c.as_chunks_mut::<4>();
        for (sum, c) in tile.iter().zip(c) {
            if add { (F32x4::load(c) + *sum).store(c) } else { sum.store(c) }
        }
    } else {
        for (c, sum) in c.iter_mut().zip(buffer) {
            *c = if add { *c + sum } else { sum };
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
            (m, k, n) in (1..70_usize, 0..600_usize, 1..70_usize),
            (a_by_columns, b_by_columns) in any::<(bool, bool)>(),
            seed in any::<u32>(),
        ) {
            let mut rng = Rng::new(seed, Stream::Bench);
            let a = if a_by_columns { random(k, m, &mut rng).reversed_axes() } else { random(m, k, &mut rng) };
            let b = if b_by_columns { random(n, k, &mut rng).reversed_axes() } else { random(k, n, &mut rng) };
            let mut c = Array2::from_elem((m, n), f32::NAN);
            let mut gemm = Gemm::default();
            // A workspace that has served a larger product before.
            gemm.multiply(Array2::ones((9, 700)).view(), Array2::ones((700, 90)).view(), Array2::zeros((9, 90)).view_mut());
            gemm.multiply(a.view(), b.view(), c.view_mut());
            for i in 0..m {
                for j in 0..n {
                    // The documented order of summation, term by term.
                    let mut expected = 0.0;
                    for start in (0..k).step_by(KC) {
                        let terms = a.slice(s![i, start..k.min(start + KC)]).into_iter().zip(b.slice(s![start.., j]));
                        let partial = terms.fold(0.0, |sum, (a, b)| sum + a * b);
                        expected = if start == 0 { partial } else { expected + partial };
                    }
                    prop_assert_eq!(c[[i, j]].to_bits(), expected.to_bits(), "element ({}, {})", i, j);
                }
            }
        }
    }
}

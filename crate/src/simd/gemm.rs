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

/// Which part of a product is computed; all of it, unless there are ascending indices.
#[derive(Clone, Copy, Debug, Default)]
pub struct Part<'a> {
    /// Terms; where those left out have a zero in A, the sums are the same, bit for bit, as long as B is finite.
    pub terms: Option<&'a [u32]>,
    /// Rows of the product; the others are left alone.
    pub rows: Option<&'a [u32]>,
}

/// Working memory of [`Gemm::multiply`], kept between calls so that a training step allocates nothing.
#[derive(Default)]
pub struct Gemm {
    a: Vec<f32>,
    b: Vec<f32>,
    /// In whole panels.
    bias: Vec<[f32; 4]>,
    /// 0, 1, 2, …
    indices: Vec<u32>,
}

impl Gemm {
    /// The most terms for which [`Then::Descend`] is possible.
    pub const MAX_DESCENT: usize = KC;

    /// `c = a · b`, shapes (m, k) · (k, n) → (m, n).
    ///
    /// `a` and `b` are contiguous, by rows or by columns (a transposed view costs nothing); `c` is contiguous by rows.
    ///
    /// # Panics
    /// If the shapes do not fit or an operand is not contiguous.
    pub fn multiply(&mut self, a: ArrayView2<f32>, b: ArrayView2<f32>, c: ArrayViewMut2<f32>) {
        self.multiply_part(a, b, c, Part::default(), Then::Store);
    }

    /// As [`Self::multiply`], of a part, and something done to the product. There must be a term.
    ///
    /// # Panics
    /// As [`Self::multiply`], for an index that is too large, and for more terms than can be descended by.
    #[inline(never)]
    pub fn multiply_part(
        &mut self,
        a: ArrayView2<f32>,
        b: ArrayView2<f32>,
        mut c: ArrayViewMut2<f32>,
        part: Part,
        then: Then,
    ) {
        let ((m, k), n) = (a.dim(), b.ncols());
        assert!(b.nrows() == k && c.dim() == (m, n), "({m}, {k}) · {:?} → {:?}", b.dim(), c.dim());
        assert!(k <= Self::MAX_DESCENT || !matches!(then, Then::Descend { .. }), "{k} terms");
        let c = c.as_slice_mut().expect("the product is contiguous by rows");
        let Self { a: panels_a, b: panels_b, bias: panels_bias, indices } = self;
        for index in indices.len()..m.max(k).max(n) {
            indices.push(index as u32);
        }
        let rows = part.rows.unwrap_or(&indices[..m]);
        let mut terms = part.terms.unwrap_or(&indices[..k]);
        if let Then::Bias(bias) = then {
            panels_bias.resize(n.div_ceil(NR) * (NR / 4), [0.0; 4]);
            panels_bias.as_flattened_mut()[..n].copy_from_slice(bias);
        }
        assert!(!terms.is_empty(), "a product of nothing");
        let mut add = false;
        while let Some(&first) = terms.first() {
            let block = first as usize / KC;
            let (now, later) = terms.split_at(terms.partition_point(|&k| k as usize / KC == block));
            terms = later;
            let then = if terms.is_empty() { then } else { Then::Store };
            // Both are packed by the same code: a panel is a strip of MR rows of A or NR columns of B, depth first.
            pack::<MR>(a.t(), now, rows, panels_a);
            pack::<NR>(b, now, &indices[..n], panels_b);
            for (group, rows) in rows.chunks(MC).enumerate() {
                for (j, b) in panels_b.chunks_exact(now.len() * NR).enumerate() {
                    let columns = j * NR..n.min((j + 1) * NR);
                    let bias = if let Then::Bias(_) = then { &panels_bias[j * (NR / 4)..][..NR / 4] } else { &[] };
                    let panels = panels_a[group * MC * now.len()..].chunks_exact(now.len() * MR);
                    for (rows, a) in rows.chunks(MR).zip(panels) {
                        for (tile, &row) in tile(a, b).iter().zip(rows) {
                            store(tile, &mut c[row as usize * n..][columns.clone()], add, then, bias);
                        }
                    }
                }
            }
            add = true;
        }
    }
}

/// Some rows and columns of a (k, n) matrix as panels of `W` columns, padded with zeros.
fn pack<const W: usize>(matrix: ArrayView2<f32>, rows: &[u32], columns: &[u32], panels: &mut Vec<f32>) {
    let by_rows = matrix.is_standard_layout();
    let stride = if by_rows { matrix.ncols() } else { matrix.nrows() };
    let elements = matrix.to_slice_memory_order().expect("operands are contiguous");
    // Only a larger matrix than any before makes the buffer grow.
    panels.resize(columns.len().div_ceil(W) * W * rows.len(), 0.0);
    for (panel, columns) in panels.chunks_exact_mut(W * rows.len()).zip(columns.chunks(W)) {
        let (panel, _) = panel.as_chunks_mut::<W>();
        if columns.len() < W {
            panel.fill([0.0; W]);
        }
        let (first, last) = (columns[0] as usize, columns[columns.len() - 1] as usize);
        if by_rows && last - first == W - 1 {
            for (to, &row) in panel.iter_mut().zip(rows) {
                to.copy_from_slice(&elements[row as usize * stride + first..][..W]);
            }
        } else if by_rows {
            for (to, &row) in panel.iter_mut().zip(rows) {
                let from = &elements[row as usize * stride..][..stride];
                for (to, &column) in to.iter_mut().zip(columns) {
                    *to = from[column as usize];
                }
            }
        } else {
            let column = |i: usize| &elements[columns[i] as usize * stride..][..stride];
            let mut i = 0;
            // Two at a time: they share the index.
            while let [_, _, ..] = columns[i..] {
                let (first, second) = (column(i), column(i + 1));
                for (to, &row) in panel.iter_mut().zip(rows) {
                    to[i..i + 2].copy_from_slice(&[first[row as usize], second[row as usize]]);
                }
                i += 2;
            }
            if i < columns.len() {
                let from = column(i);
                for (to, &row) in panel.iter_mut().zip(rows) {
                    to[i] = from[row as usize];
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

/// Finishes one row of a tile with what stands in `c`.
#[inline(always)]
fn store(tile: &[F32x4; NR / 4], c: &mut [f32], add: bool, then: Then, bias: &[[f32; 4]]) {
    let mut buffer = [0.0; NR];
    let (width, whole) = (c.len(), c.len() == NR);
    let target = if let Some(c) = c.first_chunk_mut::<NR>() {
        c
    } else {
        buffer[..width].copy_from_slice(c);
        &mut buffer
    };
    finish(tile, target, add, then, bias);
    if !whole {
        c.copy_from_slice(&buffer[..width]);
    }
}

#[inline(always)]
fn finish(tile: &[F32x4; NR / 4], c: &mut [f32; NR], add: bool, then: Then, bias: &[[f32; 4]]) {
    let mut tile = *tile;
    let (c, _) = c.as_chunks_mut::<4>();
    if add {
        update(&mut tile, c, |sum, c| c + sum);
    }
    match then {
        Then::Store => {}
        Then::Bias(_) => update(&mut tile, bias, |sum, bias| sum + bias),
        Then::Scale(factor) => update(&mut tile, c, |sum, _| sum * F32x4::broadcast(factor)),
        Then::Descend { factor, rate } => {
            let (factor, rate) = (F32x4::broadcast(factor), F32x4::broadcast(rate));
            update(&mut tile, c, |sum, c| c - rate * (sum * factor));
        }
    }
    for (sum, c) in tile.iter().zip(c) {
        sum.store(c);
    }
}

#[inline(always)]
fn update(tile: &mut [F32x4; NR / 4], operand: &[[f32; 4]], f: impl Fn(F32x4, F32x4) -> F32x4) {
    for (sum, operand) in tile.iter_mut().zip(operand) {
        *sum = f(*sum, F32x4::load(operand));
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
            let mut a = a;
            let mut indices = |n: usize| (0..n as u32).filter(|_| rng.unit() < 0.7).collect::<Vec<_>>();
            let (mut terms, rows) = (indices(k), indices(m));
            if terms.is_empty() {
                terms = (0..k as u32).collect();
            }
            for k in (0..k).filter(|&k| !terms.contains(&(k as u32))) {
                a.column_mut(k).fill(0.0);
            }
            let (mut c, mut part) = (start.clone(), start.clone());
            let mut gemm = Gemm::default();
            // A workspace that has served a larger product before.
            gemm.multiply(Array2::ones((9, 700)).view(), Array2::ones((700, 90)).view(), Array2::zeros((9, 90)).view_mut());
            gemm.multiply_part(a.view(), b.view(), c.view_mut(), Part::default(), then);
            let of = Part { terms: Some(&terms), rows: Some(&rows) };
            gemm.multiply_part(a.view(), b.view(), part.view_mut(), of, then);
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
                    let expected = if rows.contains(&(i as u32)) { expected } else { start[[i, j]] };
                    prop_assert_eq!(part[[i, j]].to_bits(), expected.to_bits(), "element ({}, {}) of a part", i, j);
                }
            }
        }
    }
}

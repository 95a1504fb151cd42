//! Products of a matrix that is mostly zeros: only its other numbers are multiplied.
//!
//! Every element of the product is the sum of `a[i,k] · b[k,j]` over the k with `a[i,k] ≠ 0`, in ascending order. As long
//! as `b` is finite these are the bits of the sum over all k.

use super::F32x4;
use super::gemm::Then;

/// Vectors of a block of columns: the accumulators, a vector of B and one of A leave some of 16 registers free.
const VECTORS: usize = 8;
/// Columns of such a block.
const COLUMNS: usize = 4 * VECTORS;
/// Columns up to which blocks of B are used where they are. The rows of a wider matrix compete for few lines of the cache
/// if they lie a power of two apart.
const UNPACKED: usize = 128;

/// A number that is not 0, and its column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Entry {
    column: u32,
    value: f32,
}

/// A matrix as lists of what is not 0, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sparse {
    columns: usize,
    /// Longer than what is used of it.
    entries: Vec<Entry>,
    /// Where each row ends.
    ends: Vec<u32>,
    /// A block of columns of B.
    panel: Vec<f32>,
}

impl Sparse {
    /// No rows yet.
    pub fn new(columns: usize) -> Self {
        Self { columns, ..Self::default() }
    }

    /// Room for this many rows without further allocation.
    #[must_use]
    pub fn with_rows(mut self, rows: usize) -> Self {
        self.make_room(rows * self.columns);
        self.ends.reserve(rows);
        self
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.ends.len()
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Forgets all rows.
    pub fn clear(&mut self) {
        self.ends.clear();
    }

    /// Number of entries.
    fn used(&self) -> usize {
        self.ends.last().map_or(0, |&end| end as usize)
    }

    fn make_room(&mut self, entries: usize) {
        if self.entries.len() < entries {
            self.entries.resize(entries, Entry::default());
        }
    }

    /// Adds a row: the columns of what is not 0, ascending, and the numbers.
    pub fn push(&mut self, row: impl Iterator<Item = (u32, f32)>) {
        let start = self.used();
        self.make_room(start + self.columns);
        let mut end = start;
        for (to, (column, value)) in self.entries[start..][..self.columns].iter_mut().zip(row) {
            *to = Entry { column, value };
            end += 1;
        }
        self.ends.push(end as u32);
    }

    /// Sum of the squares of all numbers.
    pub fn squares(&self) -> f64 {
        self.entries[..self.used()].iter().map(|entry| f64::from(entry.value).powi(2)).sum()
    }

    /// Makes this the transpose of another.
    pub fn transpose_of(&mut self, other: &Self) {
        self.columns = other.rows();
        // Where each row starts, moved on as it fills, is in the end where it ends.
        self.ends.clear();
        self.ends.resize(other.columns, 0);
        for entry in &other.entries[..other.used()] {
            self.ends[entry.column as usize] += 1;
        }
        let mut start = 0;
        for end in &mut self.ends {
            start += std::mem::replace(end, start);
        }
        self.make_room(other.used());
        for (row, index) in other.lists().zip(0..) {
            for entry in row {
                let end = &mut self.ends[entry.column as usize];
                self.entries[*end as usize] = Entry { column: index, value: entry.value };
                *end += 1;
            }
        }
    }

    /// The entries of each row.
    fn lists(&self) -> impl Iterator<Item = &[Entry]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let list = &self.entries[start..end as usize];
            start = end as usize;
            list
        })
    }

    /// `c = self · b`, and something done to it; b and c by rows, of `n` columns. Rows that are 0 are left alone by
    /// [`Then::Descend`].
    ///
    /// # Panics
    /// If the lengths do not fit.
    #[inline(never)]
    pub fn multiply(&mut self, b: &[f32], c: &mut [f32], n: usize, then: Then) {
        assert!(b.len() == self.columns * n && c.len() == self.rows() * n);
        let whole = n - n % COLUMNS;
        let mut to = Block { c, n, column: 0, then };
        if n == whole && n <= UNPACKED {
            self.blocks::<COLUMNS, VECTORS>(b.as_chunks().0, n / COLUMNS, &mut to);
            return;
        }
        let mut panel = std::mem::take(&mut self.panel);
        while to.column < whole {
            pack::<COLUMNS>(b, n, to.column, &mut panel);
            self.blocks::<COLUMNS, VECTORS>(panel.as_chunks().0, 1, &mut to);
            to.column += COLUMNS;
        }
        while to.column < n {
            pack::<4>(b, n, to.column, &mut panel);
            self.blocks::<4, 1>(panel.as_chunks().0, 1, &mut to);
            to.column += 4;
        }
        self.panel = panel;
    }

    /// Some columns of the product: `count` blocks of them, which B has side by side.
    #[inline(never)]
    fn blocks<const W: usize, const V: usize>(&self, b: &[[f32; W]], count: usize, to: &mut Block) {
        let Block { ref mut c, n, column, then } = *to;
        for (list, c) in self.lists().zip(c.chunks_exact_mut(n)) {
            if list.is_empty() && matches!(then, Then::Descend { .. }) {
                continue;
            }
            for (index, c) in c[column..].chunks_mut(W).take(count).enumerate() {
                let mut sums = [F32x4::broadcast(0.0); V];
                for entry in list {
                    let (b, _) = b[entry.column as usize * count + index].as_chunks::<4>();
                    let value = F32x4::broadcast(entry.value);
                    for (sum, b) in sums.iter_mut().zip(b) {
                        *sum = *sum + value * F32x4::load(b);
                    }
                }
                let column = column + index * W;
                if W == COLUMNS {
                    then.write(&sums, c.first_chunk_mut::<W>().expect("a whole block"), column, false);
                } else {
                    then.write(&sums, c, column, false);
                }
            }
        }
    }
}

/// Where blocks of columns of the product go.
struct Block<'a> {
    c: &'a mut [f32],
    /// Columns of c.
    n: usize,
    /// The first that is meant.
    column: usize,
    then: Then<'a>,
}

/// `W` columns of a matrix of `n`, padded with zeros.
fn pack<const W: usize>(matrix: &[f32], n: usize, column: usize, panel: &mut Vec<f32>) {
    let width = W.min(n - column);
    panel.resize(matrix.len() / n * W, 0.0);
    for (to, from) in panel.as_chunks_mut::<W>().0.iter_mut().zip(matrix.chunks_exact(n)) {
        if width == W {
            to.copy_from_slice(&from[column..column + W]);
        } else {
            *to = [0.0; W];
            to[..width].copy_from_slice(&from[column..column + width]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Rng, Stream};
    use ndarray::Array2;
    use proptest::prelude::*;

    fn sparse(matrix: &Array2<f32>) -> Sparse {
        let mut sparse = Sparse::new(matrix.ncols());
        for row in matrix.rows() {
            sparse.push((0..).zip(row).filter(|(_, value)| **value != 0.0).map(|(column, &value)| (column, value)));
        }
        sparse
    }

    proptest! {
        #[test]
        fn equals_the_sum_over_all_terms(
            (m, k, n) in (1..40_usize, 1..60_usize, 1..200_usize),
            then in 0..4,
            density in 0.0..1.0_f32,
            seed in any::<u32>(),
        ) {
            let mut rng = Rng::new(seed, Stream::Bench);
            let value = |rng: &mut Rng| if rng.unit() < density { rng.symmetric(1.0) } else { 0.0 };
            let a = Array2::from_shape_simple_fn((m, k), || value(&mut rng));
            let b = Array2::from_shape_simple_fn((k, n), || rng.symmetric(1.0));
            let start = Array2::from_shape_simple_fn((m, n), || rng.symmetric(1.0));
            let bias: Vec<f32> = (0..n).map(|_| rng.symmetric(1.0)).collect();
            let then = match then {
                0 => Then::Bias(&bias),
                1 => Then::Scale(0.3),
                2 => Then::Descend { factor: 0.3, rate: 0.7 },
                _ => Then::Store,
            };
            let (mut by_rows, mut twice) = (sparse(&a), Sparse::new(1));
            let mut transposed = Sparse::new(3);
            // A workspace that has served before.
            transposed.push([(0, 1.0), (2, 3.0)].into_iter());
            transposed.transpose_of(&by_rows);
            twice.transpose_of(&transposed);
            for a_again in [&mut by_rows, &mut twice] {
                let mut c = start.clone();
                a_again.multiply(b.as_slice().unwrap(), c.as_slice_mut().unwrap(), n, then);
                for ((i, j), c) in c.indexed_iter() {
                    let v = a.row(i).iter().zip(b.column(j)).fold(0.0, |sum, (a, b)| sum + a * b);
                    let expected = match then {
                        Then::Store => v,
                        Then::Bias(bias) => v + bias[j],
                        Then::Scale(factor) => v * factor,
                        Then::Descend { factor, rate } => start[[i, j]] - rate * (v * factor),
                    };
                    prop_assert_eq!(c.to_bits(), expected.to_bits(), "element ({}, {})", i, j);
                }
            }
            prop_assert_eq!((transposed.rows(), transposed.columns()), (k, m));
        }
    }
}

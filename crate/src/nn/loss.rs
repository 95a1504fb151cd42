//! Softmax and cross-entropy, fused on the logits so that neither overflows nor takes the logarithm of 0.

use crate::activation::softmax_row;
use ndarray::ArrayViewMut2;

/// Replaces logits (batch, classes) by the gradient of the cross-entropy in them, `softmax - one_hot(label)`, not
/// divided by the batch; returns the sum of the losses, in nats.
///
/// # Panics
/// If there are fewer labels than rows or a label is no class.
pub fn cross_entropy(mut logits: ArrayViewMut2<f32>, labels: &[u8]) -> f64 {
    assert!(labels.len() >= logits.nrows());
    let mut sum = 0.0;
    for (mut row, &label) in logits.rows_mut().into_iter().zip(labels) {
        let row = row.as_slice_mut().expect("rows are contiguous");
        let logit = row[usize::from(label)];
        let (log_sum, largest) = softmax_row(row);
        row[usize::from(label)] -= 1.0;
        sum += f64::from(log_sum + (largest - logit));
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn huge_logits_neither_overflow_nor_vanish() {
        let mut logits = array![[1000.0, 0.0, -1000.0], [0.0, 0.0, 0.0]];
        let loss = cross_entropy(logits.view_mut(), &[2, 1]);
        assert!((loss - (2000.0 + 3.0_f64.ln())).abs() < 1e-3, "{loss}");
        assert_eq!(logits.row(0).to_vec(), [1.0, 0.0, -1.0]);
        assert!((logits[[1, 1]] + 2.0 / 3.0).abs() < 1e-6);
    }

    #[test]
    fn nan_stays_nan() {
        let mut logits = array![[0.0, f32::NAN, 1.0]];
        assert!(cross_entropy(logits.view_mut(), &[0]).is_nan());
    }

    #[test]
    fn agrees_with_the_formula_in_double_precision() {
        let mut logits = array![[0.3, -1.2, 2.0, 0.0]];
        let exact: Vec<f64> = logits.iter().map(|&z: &f32| f64::from(z).exp()).collect();
        let total: f64 = exact.iter().sum();
        let loss = cross_entropy(logits.view_mut(), &[1]);
        assert!((loss - -(exact[1] / total).ln()).abs() < 1e-6);
        for (j, (gradient, exact)) in logits.iter().zip(&exact).enumerate() {
            let expected = exact / total - f64::from(u8::from(j == 1));
            assert!((f64::from(*gradient) - expected).abs() < 1e-6);
        }
    }
}

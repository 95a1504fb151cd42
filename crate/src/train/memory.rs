//! What a run takes of memory, before it does.

use super::TrainConfig;
use super::evaluate::EVALUATION_BATCH;
use crate::error::{Error, ErrorCode, Result};
use crate::nn::Mlp;
use crate::simd::gemm::Gemm;

/// The most that a run may take: a browser's page has a few times that.
const MOST: u64 = 512 << 20;
const MIB: u64 = 1 << 20;

impl TrainConfig {
    /// Bytes that training a network of these sizes takes, the images apart. In 64 bits, as it may be more than there is.
    pub fn bytes(&self, sizes: &[usize]) -> u64 {
        let sum = |sizes: &[usize]| sizes.iter().map(|&size| size as u64).sum::<u64>();
        let (batch, pixels) = (self.batch_size.max(EVALUATION_BATCH) as u64, sizes[0] as u64);
        let (units, hidden) = (sum(&sizes[1..]), sum(&sizes[1..sizes.len() - 1]));
        // Weights, their gradient, what the optimizer keeps, the best weights.
        let copies = 2 + self.optimizer.slots() as u64 + u64::from(self.best_weights);
        let parameters = copies * Mlp::parameter_count(sizes, &self.functions) as u64;
        // Each pixel of a batch with its place, by images and by pixels; sums, activations and gradients of each layer.
        let mut rows = 4 * pixels + 2 * units + hidden;
        if self.dropout > 0.0 {
            rows += 2 * hidden;
        }
        for (function, &units) in self.functions.iter().zip(&self.hidden) {
            rows += if function.learns() { 3 * units as u64 } else { 0 };
        }
        // A padded picture twice, what becomes of it, and places along its sides.
        let scratch = if self.augmentation > 0.0 { 5 * pixels } else { 0 };
        // Two panels of a matrix product.
        let widest = sizes.iter().fold(batch, |widest, &size| widest.max(size as u64));
        4 * (parameters + batch * rows + 2 * Gemm::MAX_DESCENT as u64 * widest + scratch)
    }

    /// Refuses what takes too much.
    pub(super) fn check_memory(&self, sizes: &[usize]) -> Result<()> {
        let bytes = self.bytes(sizes);
        if bytes <= MOST {
            return Ok(());
        }
        let (got, most) = (format!("{} MiB", bytes.div_ceil(MIB)), format!("at most {} MiB", MOST / MIB));
        Err(Error::new(ErrorCode::InvalidConfig, "memory for training", got, most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::{Preset, RawConfig};

    fn sizes(change: impl Fn(&mut RawConfig), side: usize) -> Result<Vec<usize>> {
        let mut raw = Preset::from_name("race").unwrap().config;
        change(&mut raw);
        TrainConfig::try_from(&raw).unwrap().sizes(side)
    }

    #[test]
    fn too_large_a_network_is_refused_with_its_size() {
        // 206,045,194 weights and biases and as many gradients, 308,004 numbers for each of 128 images, two panels of 256 rows.
        let error = sizes(|c| c.hidden = vec![2048; 50], 14).unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidConfig);
        assert!(
            error.to_string().starts_with("memory for training: got 1727 MiB, expected at most 512 MiB"),
            "{error}"
        );
        // Without leaving 64 bits where an address has 32.
        let adam = |c: &mut RawConfig| {
            (c.hidden, c.optimizer, c.batch_size) = (vec![2048; 50], "adam".into(), 4096);
            c.dropout = Some(0.5);
        };
        let got = sizes(adam, 28).unwrap_err().got;
        assert!(got.trim_end_matches(" MiB").parse::<u64>().unwrap() > 4096, "{got}");
    }

    #[test]
    fn what_fits_is_taken() {
        assert!(sizes(|c| c.hidden = vec![1024; 50], 28).is_ok());
        assert!(sizes(|c| (c.hidden, c.optimizer) = (vec![1024; 50], "adam".into()), 28).is_err());
        assert!(sizes(|c| (c.hidden, c.optimizer) = (vec![2048; 7], "adam".into()), 28).is_ok());
        assert!(sizes(|c| (c.hidden, c.batch_size) = (vec![2048; 2], 4096), 28).is_ok());
    }
}

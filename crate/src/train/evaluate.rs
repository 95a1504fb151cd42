//! Judging a network, in parts if need be: ten thousand images take a large one longer than a page may wait.

use super::metrics::{Evaluation, best_class};
use crate::data::{CLASSES, Split};
use crate::nn::{Mlp, Workspace, loss};

/// Images that are evaluated together.
pub(super) const EVALUATION_BATCH: usize = 128;

/// What is known of a network's answers so far.
pub(super) struct Judgement {
    images: usize,
    confusion: Vec<u32>,
    loss_sum: f64,
}

impl Judgement {
    pub(super) fn new() -> Self {
        Self { images: 0, confusion: vec![0; CLASSES * CLASSES], loss_sum: 0.0 }
    }

    /// Goes on by at least so many images. True once all are judged; fails with the layer where the loss of some batch
    /// ceases to be finite.
    pub(super) fn go_on(
        &mut self,
        count: usize,
        network: &Mlp,
        split: &Split,
        work: &mut Workspace,
    ) -> Result<bool, usize> {
        let target = self.images.saturating_add(count).min(split.len());
        while self.images < target {
            // The same batches whatever the parts, for the same bits of the loss.
            let batch = self.images..split.len().min(self.images + EVALUATION_BATCH);
            let labels = &split.labels()[batch.clone()];
            work.images().clear();
            for index in batch.clone() {
                work.images().push(split.ink(index));
            }
            let mut logits = network.forward(work);
            for (row, &label) in logits.rows().into_iter().zip(labels) {
                let answer = best_class(row.to_slice().expect("rows are contiguous"));
                self.confusion[usize::from(label) * CLASSES + answer] += 1;
            }
            self.loss_sum += loss::cross_entropy(logits.view_mut(), labels);
            if !self.loss_sum.is_finite() {
                return Err(work.not_finite().unwrap_or(network.layers.len() - 1));
            }
            self.images = batch.end;
        }
        Ok(self.images == split.len())
    }

    pub(super) fn evaluation(self) -> Evaluation {
        Evaluation::new(self.confusion, self.loss_sum)
    }
}

/// Judges a network; fails with the layer where the loss of some batch ceases to be finite.
pub(super) fn evaluate(network: &Mlp, split: &Split, work: &mut Workspace) -> Result<Evaluation, usize> {
    let mut judgement = Judgement::new();
    judgement.go_on(split.len(), network, split, work)?;
    Ok(judgement.evaluation())
}

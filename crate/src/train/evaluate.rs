//! Judging a network, in parts if need be: ten thousand images take a large one longer than a page may wait.

use super::inspect::{Counting, UnitStates, Units};
use super::metrics::{Evaluation, best_class};
use crate::data::{CLASSES, Split};
use crate::nn::{Dense, Mlp, Workspace, loss};

/// Images that are evaluated together.
pub(super) const EVALUATION_BATCH: usize = 128;

/// What is known of a network's answers so far.
pub(super) struct Judgement {
    /// Images that go through the network together, at most [`EVALUATION_BATCH`].
    pub batch: usize,
    images: usize,
    confusion: Vec<u32>,
    loss_sum: f64,
    /// The class that each image was taken for.
    pub answers: Vec<u8>,
    /// Of the layers that are looked into.
    units: Vec<Units>,
}

impl Judgement {
    /// That looks into these of the network's layers, unit by unit if told.
    pub(super) fn new(layers: &[Dense], counting: Option<Counting>) -> Self {
        let units = layers.iter().map(|layer| Units::new(layer, counting)).collect();
        let confusion = vec![0; CLASSES * CLASSES];
        Self { batch: EVALUATION_BATCH, images: 0, confusion, loss_sum: 0.0, answers: Vec::new(), units }
    }

    /// Goes on by at least so many images, of all or of some. True once all are judged; fails with the layer where the loss
    /// of some batch ceases to be finite.
    pub(super) fn go_on(
        &mut self,
        count: usize,
        network: &Mlp,
        split: &Split,
        some: Option<&[u32]>,
        work: &mut Workspace,
    ) -> Result<bool, usize> {
        let all = some.map_or(split.len(), <[u32]>::len);
        let target = self.images.saturating_add(count).min(all);
        let mut labels = [0; EVALUATION_BATCH];
        while self.images < target {
            // The same batches whatever the parts, for the same bits of the loss.
            let batch = self.images..all.min(self.images + self.batch);
            work.images().clear();
            for (position, label) in batch.clone().zip(&mut labels) {
                let index = some.map_or(position, |some| some[position] as usize);
                work.images().push(split.ink(index));
                *label = split.labels()[index];
            }
            let mut logits = network.forward(work);
            for (row, &label) in logits.rows().into_iter().zip(&labels) {
                let answer = best_class(row.to_slice().expect("rows are contiguous"));
                self.confusion[usize::from(label) * CLASSES + answer] += 1;
                self.answers.push(answer as u8);
            }
            self.loss_sum += loss::cross_entropy(logits.view_mut(), &labels);
            if !self.loss_sum.is_finite() {
                return Err(work.not_finite().unwrap_or(network.layers.len() - 1));
            }
            for (layer, units) in self.units.iter_mut().enumerate() {
                units.note_slopes(network.slopes(layer, work));
                units.note_points(work.pre_activations(layer), work.activations(layer));
            }
            self.images = batch.end;
        }
        Ok(self.images == all)
    }

    /// Of each layer that is looked into.
    pub(super) fn units(&self) -> Vec<UnitStates> {
        self.units.iter().map(|units| units.states(self.images)).collect()
    }

    pub(super) fn evaluation(self) -> Evaluation {
        let layers = self.units.iter().map(|units| units.slopes(self.images)).collect();
        Evaluation::new(self.confusion, self.loss_sum, layers)
    }
}

/// Judges a network on all images of a split or some of them; fails with the layer where the loss of some batch ceases to be
/// finite.
pub(super) fn evaluate(
    network: &Mlp,
    split: &Split,
    some: Option<&[u32]>,
    work: &mut Workspace,
) -> Result<Evaluation, usize> {
    let mut judgement = Judgement::new(&[], None);
    judgement.go_on(usize::MAX, network, split, some, work)?;
    Ok(judgement.evaluation())
}

//! A multi-layer perceptron: dense layers with one activation function between them, logits at the end.

use super::{Dense, Initializer, loss, slice, slice_mut};
use crate::activation::Activation;
use crate::simd::gemm::Gemm;
use ndarray::{Array2, ArrayViewMut2, s};

/// The network's layers and the activation function of the hidden ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Mlp {
    /// The layers, from the input on.
    pub layers: Vec<Dense>,
    /// Applied after every layer but the last.
    pub activation: Activation,
}

/// Memory for one batch through a network; allocated once.
pub struct Workspace {
    /// Input of each layer: the images, then the activations. (batch, `fan_in`)
    inputs: Vec<Array2<f32>>,
    /// Pre-activation of each layer, at last the logits. (batch, `fan_out`)
    outputs: Vec<Array2<f32>>,
    /// Gradient of the loss in each layer's pre-activation. (batch, `fan_out`)
    deltas: Vec<Array2<f32>>,
    gemm: Gemm,
}

impl Mlp {
    /// A fresh network of these sizes: `sizes[0]` inputs, then each layer's units.
    pub fn new(sizes: &[usize], activation: Activation, initializer: Initializer, seed: u32) -> Self {
        let layers = sizes.windows(2).zip(0..);
        let layers = layers.map(|(size, layer)| Dense::new(size[0], size[1], initializer, seed, layer)).collect();
        Self { layers, activation }
    }

    /// Number of weights and biases.
    pub fn parameter_count(sizes: &[usize]) -> usize {
        sizes.windows(2).map(|size| (size[0] + 1) * size[1]).sum()
    }

    /// All weights and biases, layer by layer: the weights by rows, then the biases.
    pub fn values(&self) -> impl Iterator<Item = f32> + '_ {
        self.layers.iter().flat_map(Dense::values).flatten().copied()
    }

    /// Memory for batches of up to `batch` images.
    pub fn workspace(&self, batch: usize) -> Workspace {
        let shape = |layer: &Dense| layer.weights.dim();
        Workspace {
            inputs: self.layers.iter().map(|l| Array2::zeros((batch, shape(l).0))).collect(),
            outputs: self.layers.iter().map(|l| Array2::zeros((batch, shape(l).1))).collect(),
            deltas: self.layers.iter().map(|l| Array2::zeros((batch, shape(l).1))).collect(),
            gemm: Gemm::default(),
        }
    }

    /// Logits (batch, classes) of the first `batch` rows of [`Workspace::input`].
    ///
    /// # Panics
    /// If the workspace is smaller or another network's.
    pub fn forward<'a>(&self, batch: usize, work: &'a mut Workspace) -> ArrayViewMut2<'a, f32> {
        let rows = s![..batch, ..];
        for (i, layer) in self.layers.iter().enumerate() {
            let output = &mut work.outputs[i];
            layer.forward(work.inputs[i].slice(rows), output.slice_mut(rows), &mut work.gemm);
            if let Some(next) = work.inputs.get_mut(i + 1) {
                let used = batch * output.ncols();
                self.activation.forward(&slice(output)[..used], &mut slice_mut(next)[..used]);
            }
        }
        let logits = work.outputs.last_mut().expect("a network has a layer");
        logits.slice_mut(rows)
    }

    /// One step forward and back over the first `batch` rows of [`Workspace::input`]: fills `gradients` with the mean
    /// gradient and returns the sum of the losses.
    ///
    /// # Panics
    /// If there are fewer than `batch` labels.
    pub fn gradient(&self, batch: usize, labels: &[u8], gradients: &mut [Dense], work: &mut Workspace) -> f64 {
        self.forward(batch, work);
        let rows = s![..batch, ..];
        let last = self.layers.len() - 1;
        let used = batch * work.deltas[last].ncols();
        slice_mut(&mut work.deltas[last])[..used].copy_from_slice(&slice(&work.outputs[last])[..used]);
        let loss = loss::cross_entropy(work.deltas[last].slice_mut(rows), labels);
        for i in (0..=last).rev() {
            let (before, deltas) = work.deltas.split_at_mut(i);
            let dz = deltas[0].slice(rows);
            Dense::gradient(work.inputs[i].slice(rows), dz, 1.0 / batch as f32, &mut gradients[i], &mut work.gemm);
            if let Some(delta) = before.last_mut() {
                self.layers[i].backward(dz, delta.slice_mut(rows), &mut work.gemm);
                let used = batch * delta.ncols();
                let (x, y) = (&slice(&work.outputs[i - 1])[..used], &slice(&work.inputs[i])[..used]);
                self.activation.backward(x, y, &mut slice_mut(delta)[..used]);
            }
        }
        loss
    }
}

impl Workspace {
    /// Where the images of a batch go: (batch, inputs).
    pub fn input(&mut self) -> ArrayViewMut2<'_, f32> {
        self.inputs[0].view_mut()
    }
}

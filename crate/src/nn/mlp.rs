//! A multi-layer perceptron: dense layers with one activation function between them, logits at the end.

use super::dropout::Dropout;
use super::learning::{Learning, learned};
use super::{Dense, Initializer, exceeds, loss, slice, slice_mut, subnormals};
use crate::activation::{Activation, Learn};
use crate::simd::Real;
use crate::simd::gemm::Gemm;
use crate::simd::sparse::Sparse;
use ndarray::{Array2, ArrayViewMut2, s};

/// What a hidden layer does with its sums.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hidden {
    /// The activation function; its learned parameters are where they start.
    pub activation: Activation,
    /// Which of its parameters are learned.
    pub learn: Learn,
}

/// The network's layers and the activation functions of the hidden ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Mlp {
    /// The layers, from the input on.
    pub layers: Vec<Dense>,
    /// For every layer but the last.
    pub hidden: Vec<Hidden>,
}

/// Memory for one batch through a network; allocated once.
pub struct Workspace {
    /// The images: (batch, pixels).
    images: Sparse,
    /// The same with rows for pixels.
    pixels: Sparse,
    /// What each hidden layer gives. (batch, units)
    activations: Vec<Array2<f32>>,
    /// Pre-activation of each layer, at last the logits. (batch, `fan_out`)
    outputs: Vec<Array2<f32>>,
    /// Gradient of the loss in each layer's pre-activation. (batch, `fan_out`)
    deltas: Vec<Array2<f32>>,
    /// Of each hidden layer; none where nothing is learned but weights and biases.
    learning: Vec<Option<Learning>>,
    dropout: Option<Dropout>,
    gemm: Gemm,
}

impl Hidden {
    /// Whether any parameter is learned.
    pub fn learns(&self) -> bool {
        self.learn.iter().any(Option::is_some)
    }
}

impl Mlp {
    /// A fresh network of these sizes: `sizes[0]` inputs, then each layer's units.
    ///
    /// # Panics
    /// If there is not one of `hidden` for each layer but the last.
    pub fn new(sizes: &[usize], hidden: &[Hidden], initializer: Initializer, seed: u32) -> Self {
        assert_eq!(hidden.len() + 2, sizes.len());
        let layers = sizes.windows(2).zip(0..);
        let mut layers: Vec<_> =
            layers.map(|(size, layer)| Dense::new(size[0], size[1], initializer, seed, layer)).collect();
        for (layer, &Hidden { activation, learn }) in layers.iter_mut().zip(hidden) {
            let units = layer.bias.len();
            layer.learned =
                learned(learn, units).flat_map(|(index, n)| vec![activation.parameters[index]; n]).collect();
        }
        Self { layers, hidden: hidden.to_vec() }
    }

    /// Number of weights, biases and learned parameters.
    pub fn parameter_count(sizes: &[usize], hidden: &[Hidden]) -> usize {
        let dense: usize = sizes.windows(2).map(|size| (size[0] + 1) * size[1]).sum();
        let learned = sizes[1..].iter().zip(hidden).flat_map(|(&units, hidden)| learned(hidden.learn, units));
        dense + learned.map(|(_, count)| count).sum::<usize>()
    }

    /// All that is trained, layer by layer: the weights by rows, the biases, what is learned of the activation function.
    pub fn values(&self) -> impl Iterator<Item = f32> + '_ {
        self.layers.iter().flat_map(Dense::values).flatten().copied()
    }

    /// Memory for batches of up to `batch` images.
    pub fn workspace(&self, batch: usize) -> Workspace {
        let shape = |layer: &Dense| layer.weights.dim();
        Workspace {
            images: Sparse::new(shape(&self.layers[0]).0).with_rows(batch),
            pixels: Sparse::new(batch).with_rows(shape(&self.layers[0]).0),
            activations: self.layers[1..].iter().map(|l| Array2::zeros((batch, shape(l).0))).collect(),
            outputs: self.layers.iter().map(|l| Array2::zeros((batch, shape(l).1))).collect(),
            deltas: self.layers.iter().map(|l| Array2::zeros((batch, shape(l).1))).collect(),
            learning: self
                .hidden
                .iter()
                .zip(&self.layers)
                .map(|(h, l)| h.learns().then(|| Learning::new(batch, shape(l).1)))
                .collect(),
            dropout: None,
            gemm: Gemm::default(),
        }
    }

    /// The values learned for each parameter, hidden layer by hidden layer; none for a layer without it.
    pub fn learned(&self) -> Vec<(&'static str, Vec<Vec<f32>>)> {
        let mut found: Vec<(&str, Vec<Vec<f32>>)> = Vec::new();
        for (position, (hidden, layer)) in self.hidden.iter().zip(&self.layers).enumerate() {
            let mut rest = slice(&layer.learned);
            for (index, count) in learned(hidden.learn, layer.bias.len()) {
                let (values, after) = rest.split_at(count);
                rest = after;
                let name = hidden.activation.function.spec().parameters[index].name;
                let known = found.iter().position(|(known, _)| *known == name).unwrap_or(found.len());
                if known == found.len() {
                    found.push((name, vec![Vec::new(); self.hidden.len()]));
                }
                found[known].1[position] = values.to_vec();
            }
        }
        found
    }

    /// Puts learned parameters that a step took out of their bounds back onto them.
    pub fn project(&mut self) {
        for (hidden, layer) in self.hidden.iter().zip(&mut self.layers) {
            let bounds = hidden.activation.function.spec().parameters;
            let units = layer.bias.len();
            let mut rest = slice_mut(&mut layer.learned);
            for (index, count) in learned(hidden.learn, units) {
                let (values, after) = rest.split_at_mut(count);
                rest = after;
                for value in values {
                    // Unlike `clamp`, this keeps NaN, which is then reported as divergence.
                    *value = Real::min(Real::max(*value, bounds[index].min as f32), bounds[index].max as f32);
                }
            }
        }
    }

    /// Logits (batch, classes) of the images of [`Workspace::images`].
    ///
    /// # Panics
    /// If the workspace is smaller or another network's.
    pub fn forward<'a>(&self, work: &'a mut Workspace) -> ArrayViewMut2<'a, f32> {
        self.run(work, false)
    }

    /// f′ at the sums of a hidden layer for the images of the last [`Self::forward`]; of softmax ∂yᵢ/∂xᵢ. (batch, units)
    pub fn slopes<'a>(&self, layer: usize, work: &'a mut Workspace) -> &'a [f32] {
        let (x, y, slopes) = (&work.outputs[layer], &work.activations[layer], &mut work.deltas[layer]);
        let used = work.images.rows() * x.ncols();
        if let Some(learning) = &work.learning[layer] {
            return &learning.slopes()[..used];
        }
        let slopes = &mut slice_mut(slopes)[..used];
        slopes.fill(1.0);
        // Elementwise, softmax's kernel is the logistic function, whose slope is y (1 − y), too.
        self.hidden[layer].activation.backward(&slice(x)[..used], &slice(y)[..used], slopes);
        slopes
    }

    /// The gradient of some function of the logits in the input, for the one image of the last [`Self::forward`]; `dz` is the
    /// gradient of the function in the logits.
    pub fn input_gradient(&self, dz: &[f32], work: &Workspace) -> Vec<f32> {
        let mut gradient = dz.to_vec();
        for (i, layer) in self.layers.iter().enumerate().rev() {
            let rows = slice(&layer.weights).chunks_exact(gradient.len());
            gradient = rows.map(|row| row.iter().zip(&gradient).map(|(w, dz)| w * dz).sum()).collect();
            let Some(before) = i.checked_sub(1) else { break };
            let (x, y) = (&work.outputs[before], &work.activations[before]);
            let units = gradient.len();
            match &work.learning[before] {
                Some(learning) => gradient.iter_mut().zip(learning.slopes()).for_each(|(dx, slope)| *dx *= slope),
                None => self.hidden[before].activation.backward_rows(
                    units,
                    &slice(x)[..units],
                    &slice(y)[..units],
                    &mut gradient,
                ),
            }
        }
        gradient
    }

    fn run<'a>(&self, work: &'a mut Workspace, training: bool) -> ArrayViewMut2<'a, f32> {
        let batch = work.images.rows();
        let rows = s![..batch, ..];
        for (i, layer) in self.layers.iter().enumerate() {
            let output = &mut work.outputs[i];
            let (units, used) = (output.ncols(), batch * output.ncols());
            if i == 0 {
                layer.forward_images(&mut work.images, &mut slice_mut(output)[..used]);
            } else {
                layer.forward(work.activations[i - 1].slice(rows), output.slice_mut(rows), &mut work.gemm);
            }
            if let Some(next) = work.activations.get_mut(i) {
                let (x, y) = (&slice(output)[..used], &mut slice_mut(next)[..used]);
                let Hidden { activation, learn } = self.hidden[i];
                match &mut work.learning[i] {
                    Some(learning) => learning.forward(activation, learn, layer, x, y),
                    None => activation.forward_rows(units, x, y),
                }
                if let Some(dropout) = work.dropout.as_mut().filter(|_| training) {
                    dropout.forward(i, y);
                }
            }
        }
        let logits = work.outputs.last_mut().expect("a network has a layer");
        logits.slice_mut(rows)
    }

    /// One step forward and back over the images of [`Workspace::images`]: fills `gradients` with the mean gradient and
    /// returns the sum of the losses. If that is not finite, all else is left as it was.
    ///
    /// # Panics
    /// If there are fewer labels than images.
    pub fn gradient(&mut self, labels: &[u8], gradients: &mut [Dense], work: &mut Workspace) -> f64 {
        self.back(labels, None, gradients, work)
    }

    /// One step of plain gradient descent: changes the weights as they come out of the product, so that their gradient never
    /// is in memory. Otherwise as [`Self::gradient`], to the same bits as a step after it; of up to
    /// [`Gemm::MAX_DESCENT`] images.
    pub fn descend(&mut self, labels: &[u8], rate: f32, gradients: &mut [Dense], work: &mut Workspace) -> f64 {
        let loss = self.back(labels, Some(rate), gradients, work);
        if !loss.is_finite() {
            return loss;
        }
        for (layer, gradient) in self.layers.iter_mut().zip(gradients) {
            let rest = layer.values_mut().into_iter().zip(gradient.values()).skip(1);
            for (value, gradient) in rest.flat_map(|(values, gradients)| values.iter_mut().zip(gradients)) {
                *value -= rate * gradient;
            }
        }
        loss
    }

    /// The mean gradients of weights and biases anew, from what the last step left: its loss must have been finite. Whatever
    /// rule made the step, and whatever became of its gradients.
    pub fn gradient_again(&mut self, gradients: &mut [Dense], work: &mut Workspace) {
        let rows = s![..work.images.rows(), ..];
        let further = self.layers.iter_mut().zip(gradients.iter_mut()).zip(&work.deltas).skip(1);
        for (((layer, gradient), dz), x) in further.zip(&work.activations) {
            layer.gradient(x.slice(rows), dz.slice(rows), None, gradient, &mut work.gemm);
        }
        let used = work.images.rows() * work.deltas[0].ncols();
        self.layers[0].gradient_images(&mut work.pixels, &slice(&work.deltas[0])[..used], None, &mut gradients[0]);
    }

    /// Fills `gradients`; if there is a rate, steps with the weights instead.
    #[inline(never)]
    fn back(&mut self, labels: &[u8], rate: Option<f32>, gradients: &mut [Dense], work: &mut Workspace) -> f64 {
        self.run(work, true);
        let batch = work.images.rows();
        let rows = s![..batch, ..];
        let last = self.layers.len() - 1;
        let used = batch * work.deltas[last].ncols();
        slice_mut(&mut work.deltas[last])[..used].copy_from_slice(&slice(&work.outputs[last])[..used]);
        let loss = loss::cross_entropy(work.deltas[last].slice_mut(rows), labels);
        if !loss.is_finite() {
            return loss;
        }
        for i in (1..=last).rev() {
            let (before, deltas) = work.deltas.split_at_mut(i);
            let (delta, dz) = (&mut before[i - 1], deltas[0].slice(rows));
            self.layers[i].backward(dz, delta.slice_mut(rows), &mut work.gemm);
            let (units, used) = (delta.ncols(), batch * delta.ncols());
            let delta = &mut slice_mut(delta)[..used];
            let x = &slice(&work.outputs[i - 1])[..used];
            let y = match &mut work.dropout {
                Some(dropout) => dropout.backward(i - 1, delta),
                None => &slice(&work.activations[i - 1])[..used],
            };
            let Hidden { activation, learn } = self.hidden[i - 1];
            match &mut work.learning[i - 1] {
                Some(learning) => learning.backward(learn, batch, delta, &mut gradients[i - 1]),
                None => activation.backward_rows(units, x, y, delta),
            }
            // Last, as the way back needs the weights of the way forward.
            let x = work.activations[i - 1].slice(rows);
            self.layers[i].gradient(x, dz, rate, &mut gradients[i], &mut work.gemm);
        }
        let used = batch * work.deltas[0].ncols();
        work.pixels.transpose_of(&work.images);
        self.layers[0].gradient_images(&mut work.pixels, &slice(&work.deltas[0])[..used], rate, &mut gradients[0]);
        loss
    }
}

impl Workspace {
    /// Drops this share of the activations of each hidden layer in training, drawn under a seed.
    #[must_use]
    pub fn with_dropout(mut self, rate: f32, seed: u32) -> Self {
        self.dropout = (rate > 0.0).then(|| Dropout::new(rate, seed, &self.activations));
        self
    }

    /// Does something in which nothing is dropped, nor drawn.
    pub fn without_dropout<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> T {
        let dropout = self.dropout.take();
        let result = act(self);
        self.dropout = dropout;
        result
    }

    /// The first layer whose output, or its activation, is not finite for some image of the last batch.
    pub fn not_finite(&self) -> Option<usize> {
        let overflows = |array: &Array2<f32>| exceeds(self.used(array), f32::MAX);
        (0..self.outputs.len()).find(|&i| overflows(&self.outputs[i]) || self.activations.get(i).is_some_and(overflows))
    }

    /// Subnormal numbers among sums, activations and their gradients of the last batch: processors may be slow with them.
    pub fn subnormals(&self) -> usize {
        let mut count = 0;
        for arrays in [&self.outputs, &self.activations, &self.deltas] {
            for array in arrays {
                count += subnormals(self.used(array));
            }
        }
        count
    }

    /// Pre-activations of a layer for the last batch. (batch, `fan_out`)
    pub fn pre_activations(&self, layer: usize) -> &[f32] {
        self.used(&self.outputs[layer])
    }

    /// What the next layer got of a hidden layer for the last batch: f(z), less what was dropped. (batch, units)
    pub fn activations(&self, layer: usize) -> &[f32] {
        self.used(&self.activations[layer])
    }

    /// Gradient of the sum of the losses in a layer's pre-activations, after a step. (batch, `fan_out`)
    pub fn deltas(&self, layer: usize) -> &[f32] {
        self.used(&self.deltas[layer])
    }

    fn used<'a>(&self, array: &'a Array2<f32>) -> &'a [f32] {
        &slice(array)[..self.images.rows() * array.ncols()]
    }

    /// Where the images of a batch go: (batch, inputs).
    pub fn images(&mut self) -> &mut Sparse {
        &mut self.images
    }
}

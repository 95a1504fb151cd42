//! Whether a run has left all that is useful, where, and why.

use crate::error::{Divergence, Error, ErrorCode, Reason};
use crate::nn::{Dense, Mlp, Workspace, exceeds};

/// A gradient beyond this is on its way to infinity: the squares that some rules keep overflow at 2⁶⁴, and no network gets
/// here that still learns.
const EXPLODED: f32 = 1e10;

/// What is wrong after a step with this loss, and in which layer it began. The gradients of the biases, which are those of
/// the sums that go into the activation functions, tell of all that explodes on the way back, and are few. Weights are many:
/// they are looked at if the loss is not finite, and when told.
pub(super) fn find(
    loss: f64,
    network: &Mlp,
    gradients: &[Dense],
    work: &Workspace,
    weights: bool,
) -> Option<(Reason, usize)> {
    let broken = |layer: &Dense| layer.values().into_iter().any(|values| exceeds(values, f32::MAX));
    let broken_layer = || Some((Reason::WeightsNotFinite, network.layers.iter().position(broken)?));
    if !loss.is_finite() {
        // Where all is finite, the loss itself overflowed.
        let output = network.layers.len() - 1;
        return broken_layer().or_else(|| Some((Reason::LossNotFinite, work.not_finite().unwrap_or(output))));
    }
    match gradients.iter().rposition(|gradient| exceeds(gradient.values()[1], EXPLODED)) {
        // Its own gradient is fine: these weights were broken before, and broke what came back through them.
        Some(layer) if network.layers.get(layer + 1).is_some_and(broken) => Some((Reason::WeightsNotFinite, layer + 1)),
        Some(layer) => Some((Reason::GradientExploded, layer)),
        None if weights => broken_layer(),
        None => None,
    }
}

/// The error that tells of it.
pub(super) fn error(function: &str, divergence: Divergence, layers: usize) -> Error {
    let (got, expected) = match divergence.reason {
        Reason::LossNotFinite => ("a loss that is not finite", "a finite loss (try a lower learning rate)"),
        Reason::WeightsNotFinite => ("weights that are not finite", "finite weights (try a lower learning rate)"),
        Reason::GradientExploded => {
            ("an exploding gradient", "one below 1e10 (try a lower learning rate or other initial weights)")
        }
    };
    let Divergence { epoch, batch, layer, .. } = divergence;
    let got = format!("{got} in epoch {epoch}, batch {batch}, layer {layer} of {layers}");
    let error = Error::new(ErrorCode::Diverged, format!("training of {function}"), got, expected);
    Error { divergence: Some(Box::new(divergence)), ..error }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::{Activation, Function, Learn};
    use crate::nn::{Hidden, Initializer};

    /// One step of a network of four layers, changed; nothing is to be found before.
    fn after(function: Function, change: impl Fn(&mut Mlp)) -> (f64, Option<(Reason, usize)>) {
        let sizes = [6, 5, 5, 5, 10];
        let hidden = Hidden { activation: Activation::from(function), learn: Learn::default() };
        let mut network = Mlp::new(&sizes, &[hidden; 3], Initializer::GlorotUniform, 1);
        let mut work = network.workspace(3);
        let mut gradients: Vec<_> = network.layers.iter().map(Dense::zeros_like).collect();
        let mut step = |network: &mut Mlp| {
            work.images().clear();
            for _ in 0..3 {
                work.images().push((0..6).map(|pixel| (pixel, 0.5)));
            }
            let loss = network.gradient(&[1, 2, 3], &mut gradients, &mut work);
            (loss, find(loss, network, &gradients, &work, true))
        };
        let (loss, found) = step(&mut network);
        assert!(loss.is_finite() && found.is_none(), "{found:?}");
        change(&mut network);
        step(&mut network)
    }

    #[test]
    fn an_overflow_is_found_in_its_layer() {
        for layer in 1..4 {
            let (loss, found) = after(Function::Linear, |network| {
                network.layers[0].weights.fill(1e30);
                network.layers[layer].weights.fill(1e30);
            });
            assert!(!loss.is_finite());
            assert_eq!(found, Some((Reason::LossNotFinite, layer)));
        }
        // The activation, not the sum that goes into it.
        let (_, found) = after(Function::Exponential, |network| network.layers[1].weights.fill(100.0));
        assert_eq!(found, Some((Reason::LossNotFinite, 1)));
        // All is finite but the loss.
        let (loss, found) = after(Function::Linear, |network| {
            network.layers[3].bias.fill(-3e38);
            network.layers[3].bias[0] = 3e38;
        });
        assert_eq!((loss, found), (f64::INFINITY, Some((Reason::LossNotFinite, 3))));
    }

    #[test]
    fn broken_weights_are_found_though_the_loss_is_finite() {
        for (layer, value) in [(0, f32::INFINITY), (1, f32::NEG_INFINITY), (2, f32::INFINITY)] {
            let (loss, found) = after(Function::Sigmoid, |network| network.layers[layer].weights.fill(value));
            assert!(loss.is_finite());
            assert_eq!(found, Some((Reason::WeightsNotFinite, layer)));
        }
        for layer in 0..4 {
            let (loss, found) = after(Function::Tanh, |network| network.layers[layer].bias[2] = f32::NAN);
            assert!(loss.is_nan());
            assert_eq!(found, Some((Reason::WeightsNotFinite, layer)));
        }
    }

    #[test]
    fn an_explosion_is_found_where_it_begins() {
        for (layer, weight) in [(0, 1e12), (1, 1e12), (2, 1e12), (2, 1e30)] {
            let (loss, found) = after(Function::Linear, |network| {
                // What goes forward is 0; what comes back is not.
                network.layers[0].weights.fill(0.0);
                network.layers[layer + 1].weights.slice_mut(ndarray::s![.., 1..]).fill(weight);
            });
            assert!(loss.is_finite());
            assert_eq!(found, Some((Reason::GradientExploded, layer)), "{layer} {weight}");
        }
    }
}

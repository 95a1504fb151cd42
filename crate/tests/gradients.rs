//! The network's gradient against a plain implementation in double precision that shares no code with it.

use activation_lab::activation::{Activation, Dialect, Sharing};
use activation_lab::nn::{Dense, Hidden, Initializer, Mlp};
use activation_lab::rng::{Rng, Stream};

/// The functions under test, with parameters.
fn f(id: &str, x: f64, p: [f64; 2]) -> f64 {
    match id {
        "tanh" => x.tanh(),
        "relu" => x.max(0.0),
        "softmax" => x.exp(), // to be divided by the row's sum
        "softsign" => x / (1.0 + x.abs()),
        "prelu" => x.max(0.0) + p[0] * x.min(0.0),
        "elu" => x.max(0.0) + p[0] * x.min(0.0).exp_m1(),
        "softplus" => (p[0] * x).exp().ln_1p() / p[0],
        "hard_tanh" => x.clamp(p[0], p[1]),
        _ => unreachable!("{id}"),
    }
}

/// Mean cross-entropy of the network on a batch, every weight, bias and learned parameter in the order of `Mlp::values`.
fn loss(network: &Mlp, sizes: &[usize], values: &[f64], images: &[Vec<f64>], labels: &[u8]) -> f64 {
    let mut sum = 0.0;
    for (image, &label) in images.iter().zip(labels) {
        let mut x = image.clone();
        let mut rest = values;
        for (layer, size) in sizes.windows(2).enumerate() {
            let (weights, after) = rest.split_at(size[0] * size[1]);
            let (bias, after) = after.split_at(size[1]);
            rest = after;
            let z = (0..size[1]).map(|j| bias[j] + (0..size[0]).map(|i| x[i] * weights[i * size[1] + j]).sum::<f64>());
            if layer + 2 == sizes.len() {
                x = z.collect();
                break;
            }
            let Hidden { activation: Activation { function, parameters }, learn } = network.hidden[layer];
            let id = function.spec().id;
            // Each unit's parameters: its own, the layer's or the constant.
            let mut p = vec![parameters.map(f64::from); size[1]];
            for (index, sharing) in learn.iter().enumerate() {
                let Some(sharing) = sharing else { continue };
                let (learned, after) = rest.split_at(if *sharing == Sharing::Unit { size[1] } else { 1 });
                rest = after;
                for (unit, p) in p.iter_mut().enumerate() {
                    p[index] = learned[unit % learned.len()];
                }
            }
            x = z.zip(p).map(|(z, p)| f(id, z, p)).collect();
            if id == "softmax" {
                let sum: f64 = x.iter().sum();
                x = x.into_iter().map(|y| y / sum).collect();
            }
        }
        sum += x.iter().map(|z| z.exp()).sum::<f64>().ln() - x[usize::from(label)];
    }
    sum / images.len() as f64
}

#[test]
fn gradient_agrees_with_differences_of_the_loss() {
    let sizes = [9, 7, 5, 10];
    let batch = 6;
    let labels = [3, 0, 9, 3, 7, 1];
    let (layer, unit) = (Some(Sharing::Layer), Some(Sharing::Unit));
    let of = |id, parameters, learn| Hidden {
        activation: Activation::new(id, Dialect::Pytorch, parameters).unwrap(),
        learn,
    };
    for hidden in [
        [of("tanh", vec![], [None, None]); 2],
        [of("relu", vec![], [None, None]); 2],
        [of("softsign", vec![], [None, None]); 2],
        [of("softmax", vec![], [None, None]); 2],
        [of("prelu", vec![("negative_slope", 0.1)], [unit, None]); 2],
        [of("prelu", vec![], [layer, None]); 2],
        [of("elu", vec![("alpha", 0.7)], [layer, None]); 2],
        [of("softplus", vec![("beta", 1.5)], [unit, None]); 2],
        [of("hard_tanh", vec![("min", -0.4), ("max", 0.3)], [unit, layer]); 2],
        [of("hard_tanh", vec![("min", -0.4), ("max", 0.3)], [None, unit]); 2],
        // A function for each layer: with and without learning, the same name for the parameters of two.
        [of("elu", vec![("alpha", 0.7)], [None, None]), of("prelu", vec![], [unit, None])],
        [of("hard_tanh", vec![("min", -0.4), ("max", 0.3)], [layer, unit]), of("tanh", vec![], [None, None])],
        [of("softmax", vec![], [None, None]), of("softplus", vec![("beta", 1.5)], [layer, None])],
    ] {
        let id = hidden.map(|hidden| hidden.activation.function.spec().id).join(", ");
        let mut network = Mlp::new(&sizes, &hidden, Initializer::HeNormal, 4);
        let mut rng = Rng::new(9, Stream::Bench);
        for layer in &mut network.layers {
            layer.bias.mapv_inplace(|_| rng.symmetric(0.5));
            layer.learned.mapv_inplace(|p| p + rng.symmetric(0.05));
        }
        let mut work = network.workspace(8);
        let mut images = vec![vec![0.0; sizes[0]]; batch];
        for image in &mut images {
            let pixels: Vec<f32> = (0..sizes[0]).map(|_| rng.symmetric(1.0)).collect();
            work.images().push((0..).zip(pixels.iter().copied()));
            *image = pixels.into_iter().map(f64::from).collect();
        }
        let mut gradients: Vec<_> = network.layers.iter().map(Dense::zeros_like).collect();
        let loss_sum = network.gradient(&labels, &mut gradients, &mut work);

        let values: Vec<f64> = network.values().map(f64::from).collect();
        let exact = loss(&network, &sizes, &values, &images, &labels);
        assert!((loss_sum / batch as f64 - exact).abs() < 1e-6, "{id}: {loss_sum} {exact}");
        assert_eq!(values.len(), Mlp::parameter_count(&sizes, &hidden), "{id}");
        for (index, gradient) in gradients.iter().flat_map(Dense::values).flatten().enumerate() {
            let moved = |h: f64| {
                let mut values = values.clone();
                values[index] += h;
                loss(&network, &sizes, &values, &images, &labels)
            };
            let difference = (moved(1e-5) - moved(-1e-5)) / 2e-5;
            assert!((f64::from(*gradient) - difference).abs() < 2e-6, "{id}, {index}: {gradient} {difference}");
        }

        // That of the loss in the input, for one image.
        work.images().clear();
        work.images().push((0..).zip(images[0].iter().map(|&pixel| pixel as f32)));
        let logits: Vec<f64> = network.forward(&mut work).row(0).iter().map(|&z| f64::from(z)).collect();
        let sum: f64 = logits.iter().map(|z| z.exp()).sum();
        let wanted = |class: usize| f64::from(u8::from(class == usize::from(labels[0])));
        let dz: Vec<f32> = logits.iter().enumerate().map(|(class, z)| (z.exp() / sum - wanted(class)) as f32).collect();
        let gradient = network.input_gradient(&dz, &work);
        assert_eq!(gradient.len(), sizes[0], "{id}");
        for (pixel, gradient) in gradient.iter().enumerate() {
            let moved = |h: f64| {
                let mut image = images[0].clone();
                image[pixel] += h;
                loss(&network, &sizes, &values, &[image], &labels[..1])
            };
            let difference = (moved(1e-5) - moved(-1e-5)) / 2e-5;
            assert!((f64::from(*gradient) - difference).abs() < 2e-6, "{id}, pixel {pixel}: {gradient} {difference}");
        }
    }
}

#[test]
fn gradient_under_dropout_agrees_with_differences_of_the_loss() {
    let labels = [3, 0, 9, 3, 7, 1];
    let (layer, none) = (Some(Sharing::Layer), None);
    for (id, learn) in [("tanh", [none; 2]), ("sigmoid", [none; 2]), ("softmax", [none; 2]), ("elu", [layer, none])] {
        let activation = Activation::new(id, Dialect::Pytorch, []).unwrap();
        let mut network = Mlp::new(&[9, 7, 5, 10], &[Hidden { activation, learn }; 2], Initializer::GlorotUniform, 4);
        let mut gradients: Vec<_> = network.layers.iter().map(Dense::zeros_like).collect();
        // A fresh workspace drops the same activations every time.
        let run = |network: &mut Mlp, gradients: &mut Vec<Dense>| {
            let mut rng = Rng::new(9, Stream::Bench);
            let mut work = network.workspace(8).with_dropout(0.4, 1);
            for _ in labels {
                work.images().push((0..9).map(|pixel| (pixel, rng.symmetric(1.0))));
            }
            network.gradient(&labels, gradients, &mut work) / labels.len() as f64
        };
        run(&mut network, &mut gradients);
        let found: Vec<f32> = gradients.iter().flat_map(Dense::values).flatten().copied().collect();
        for (index, gradient) in found.into_iter().enumerate() {
            let mut moved = |h: f32| {
                *network.layers.iter_mut().flat_map(Dense::values_mut).flatten().nth(index).unwrap() += h;
                run(&mut network, &mut gradients)
            };
            let difference = (moved(1e-2) - moved(-2e-2)) / 2e-2;
            moved(1e-2);
            // What is left is the rounding of a loss in single precision over such a step.
            assert!((f64::from(gradient) - difference).abs() < 1e-4, "{id}, {index}: {gradient} {difference}");
        }
    }
}

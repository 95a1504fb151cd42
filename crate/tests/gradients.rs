//! The network's gradient against a plain implementation in double precision that shares no code with it.

use activation_lab::activation::{Activation, Function};
use activation_lab::nn::{Dense, Initializer, Mlp};
use activation_lab::rng::{Rng, Stream};

/// f and f′ of the functions under test.
fn f(id: &str, x: f64) -> (f64, f64) {
    match id {
        "tanh" => (x.tanh(), 1.0 - x.tanh().powi(2)),
        "relu" => (x.max(0.0), f64::from(u8::from(x > 0.0))),
        "softsign" => (x / (1.0 + x.abs()), (1.0 + x.abs()).powi(-2)),
        _ => unreachable!("{id}"),
    }
}

/// Mean cross-entropy of the network on a batch, every weight and bias in the order of `Mlp::values`.
fn loss(id: &str, sizes: &[usize], values: &[f64], images: &[Vec<f64>], labels: &[u8]) -> f64 {
    let mut sum = 0.0;
    for (image, &label) in images.iter().zip(labels) {
        let mut x = image.clone();
        let mut rest = values;
        for (layer, size) in sizes.windows(2).enumerate() {
            let (weights, after) = rest.split_at(size[0] * size[1]);
            let (bias, after) = after.split_at(size[1]);
            rest = after;
            let z = (0..size[1]).map(|j| bias[j] + (0..size[0]).map(|i| x[i] * weights[i * size[1] + j]).sum::<f64>());
            x = if layer + 2 == sizes.len() { z.collect() } else { z.map(|z| f(id, z).0).collect() };
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
    for function in [Function::Tanh, Function::Relu, Function::Softsign] {
        let id = function.spec().id;
        let mut network = Mlp::new(&sizes, Activation::from(function), Initializer::HeNormal, 4);
        let mut rng = Rng::new(9, Stream::Bench);
        for layer in &mut network.layers {
            layer.bias.mapv_inplace(|_| rng.symmetric(0.5));
        }
        let mut work = network.workspace(8);
        work.input().mapv_inplace(|_| rng.symmetric(1.0));
        let images: Vec<Vec<f64>> = work
            .input()
            .rows()
            .into_iter()
            .take(batch)
            .map(|row| row.iter().map(|&x| f64::from(x)).collect())
            .collect();
        let mut gradients: Vec<_> = network.layers.iter().map(Dense::zeros_like).collect();
        let loss_sum = network.gradient(batch, &labels, &mut gradients, &mut work);

        let values: Vec<f64> = network.values().map(f64::from).collect();
        let exact = loss(id, &sizes, &values, &images, &labels);
        assert!((loss_sum / batch as f64 - exact).abs() < 1e-6, "{id}: {loss_sum} {exact}");
        for (index, gradient) in gradients.iter().flat_map(Dense::values).flatten().enumerate() {
            let moved = |h: f64| {
                let mut values = values.clone();
                values[index] += h;
                loss(id, &sizes, &values, &images, &labels)
            };
            let difference = (moved(1e-5) - moved(-1e-5)) / 2e-5;
            assert!((f64::from(*gradient) - difference).abs() < 2e-6, "{id}, {index}: {gradient} {difference}");
        }
    }
}

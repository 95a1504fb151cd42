//! Native benchmarks: each function's kernels, the matrix product beside ndarray's, and a training step.
//!
//! `npm run bench -- native` runs them all, `npm run bench -- native product` those with this word in the name.

use activation_lab::activation::{Activation, Function};
use activation_lab::data::Dataset;
use activation_lab::data::ink::{self, Point};
use activation_lab::rng::{Rng, Stream};
use activation_lab::simd::gemm::{Gemm, Then};
use activation_lab::simd::sparse::Sparse;
use activation_lab::train::{Preset, RawConfig, Signal, TrainConfig, Trainer};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ndarray::Array2;
use std::hint::black_box;
use std::sync::Arc;

/// Floats of a kernel's benchmark: input, output and gradient together stay in the second-level cache.
const LENGTH: usize = 65_536;

fn kernels(c: &mut Criterion) {
    let mut rng = Rng::new(1, Stream::Bench);
    let x: Vec<f32> = (0..LENGTH).map(|_| rng.normal()).collect();
    let (mut y, mut gradient) = (vec![0.0; LENGTH], vec![1.0; LENGTH]);
    for &function in Function::ALL {
        let activation = Activation::from(function);
        let mut group = c.benchmark_group(format!("kernel {}", function.spec().id));
        group.throughput(Throughput::Elements(LENGTH as u64));
        group.bench_function("forward", |b| b.iter(|| activation.forward(black_box(&x), &mut y)));
        group.bench_function("backward", |b| {
            b.iter(|| {
                gradient.fill(1.0);
                activation.backward(black_box(&x), &y, &mut gradient);
            });
        });
    }
}

/// The products of a step of both networks: forward, back to the layer before, and the gradient of the weights.
fn products(c: &mut Criterion) {
    let mut rng = Rng::new(1, Stream::Bench);
    for (batch, inputs, units) in [(32, 64, 10), (128, 512, 512)] {
        let mut random = |rows, columns| Array2::from_shape_simple_fn((rows, columns), || rng.symmetric(1.0));
        let (x, w, z) = (random(batch, inputs), random(inputs, units), random(batch, units));
        for (name, a, b) in [("forward", x.view(), w.view()), ("back", z.view(), w.t()), ("weights", x.t(), z.view())] {
            let mut product = Array2::zeros((a.nrows(), b.ncols()));
            let mut gemm = Gemm::default();
            let mut group = c.benchmark_group(format!("product {name}, {batch} images, {inputs}-{units}"));
            group.throughput(Throughput::Elements(2 * (batch * inputs * units) as u64));
            group.bench_function("ours", |bench| {
                bench.iter(|| gemm.multiply(a, b, product.view_mut(), Then::Store));
            });
            group.bench_function("ndarray", |bench| {
                bench.iter(|| ndarray::linalg::general_mat_mul(1.0, &a, &b, 0.0, &mut product));
            });
        }
    }
    // A quarter of the numbers is not 0, as in MNIST's reduced images.
    let (batch, pixels, units) = (32, 196, 64);
    let weights: Vec<f32> = (0..pixels * units).map(|_| rng.symmetric(1.0)).collect();
    let mut images = Sparse::new(pixels);
    for _ in 0..batch {
        images.push((0..pixels as u32).filter(|_| rng.unit() < 0.25).map(|pixel| (pixel, 0.5)));
    }
    let mut product = vec![0.0; batch * units];
    let mut group = c.benchmark_group(format!("product of images, {batch} images, {pixels}-{units}"));
    group.bench_function("ours", |bench| bench.iter(|| images.multiply(&weights, &mut product, units, Then::Store)));
}

/// Noise with labels: the work of a step does not depend on what the images show.
fn noise(images: usize) -> Arc<Dataset> {
    let mut rng = Rng::new(1, Stream::Bench);
    let mut idx = |shape: &[u32], below: u32| {
        let mut file = vec![0, 0, 8, shape.len() as u8];
        file.extend(shape.iter().flat_map(|n| n.to_be_bytes()));
        file.extend((0..shape.iter().product::<u32>()).map(|_| rng.below(below) as u8));
        file
    };
    let count = images as u32;
    let (train, labels) = (idx(&[count, 28, 28], 256), idx(&[count], 10));
    let (test, test_labels) = (idx(&[10, 28, 28], 256), idx(&[10], 10));
    let dataset = Dataset::from_idx(&train, &labels, &test, &test_labels).expect("whole files");
    Arc::new(dataset.downsample(14).expect("28 is even"))
}

fn training(c: &mut Criterion) {
    let images = 1024;
    let dataset = noise(images);
    let mut group = c.benchmark_group("training 196-64-10, batch 32");
    group.throughput(Throughput::Elements(images as u64));
    for &function in Function::ALL {
        let id = function.spec().id;
        let config = RawConfig {
            activation: id.to_owned(),
            epochs: 1000,
            learning_rate: 1e-3,
            ..Preset::all().swap_remove(0).config
        };
        let config = TrainConfig::try_from(&config).expect("a preset");
        let fresh = || Trainer::new(config.clone(), Arc::clone(&dataset)).expect("a small network");
        let mut trainer = fresh();
        group.bench_function(id, |b| {
            b.iter(|| {
                if trainer.train_batches(u32::MAX).expect("a low learning rate").done {
                    trainer = fresh();
                }
            });
        });
    }
}

/// What measuring each step adds to it, in a shallow, a deep and a wide network.
fn observing(c: &mut Criterion) {
    let dataset = noise(1024);
    let networks = [("race", vec![64], 32), ("deep", vec![32; 20], 32), ("race", vec![512, 512], 128)];
    for (preset, hidden, batch_size) in networks {
        let base = Preset::from_name(preset).expect("a preset").config;
        let name = format!("observing {} layers of {}, {}", hidden.len(), hidden[0], base.optimizer);
        let config = RawConfig { epochs: 1000, learning_rate: 1e-6, hidden, batch_size, ..base };
        let config = TrainConfig::try_from(&config).expect("a usable configuration");
        let fresh = || Trainer::new(config.clone(), Arc::clone(&dataset)).expect("a small network");
        let mut group = c.benchmark_group(name);
        for observed in ["not", "observed"] {
            let mut trainer = fresh();
            let mut signal = Signal::new(trainer.network());
            group.bench_function(observed, |b| {
                b.iter(|| {
                    let progress =
                        if observed == "not" { trainer.train_batches(1) } else { trainer.observe_batch(&mut signal) };
                    if progress.expect("a low learning rate").done {
                        trainer = fresh();
                    }
                });
            });
        }
    }
}

/// What a drawing takes before it is answered: its picture, and what forty untrained networks make of it.
fn drawing(c: &mut Criterion) {
    let mut rng = Rng::new(1, Stream::Bench);
    let mut scribble = |points: usize| -> Vec<Point> {
        let random = |_| Point { x: rng.unit(), y: rng.unit(), width: 1.0 };
        (0..points).map(random).collect()
    };
    // A ring, as from a screen that samples closely.
    let turn = |step: u16| f32::from(step) * 0.05;
    let ring: Vec<_> =
        (0..125).map(|step| Point { x: turn(step).cos(), y: 1.4 * turn(step).sin(), width: 1.0 }).collect();
    let mut group = c.benchmark_group("drawing");
    for (name, stroke) in [("a digit", &ring), ("5,000 points across the surface", &scribble(5_000))] {
        group.bench_function(format!("picture of {name}"), |b| b.iter(|| ink::picture(&[stroke.as_slice()])));
    }
    let image = ink::picture(&[ring.as_slice()]).expect("ink").centred;
    let mut models: Vec<_> = Function::ALL
        .iter()
        .map(|function| {
            let config = RawConfig { activation: function.spec().id.to_owned(), ..Preset::all().swap_remove(0).config };
            let config = TrainConfig::try_from(&config).expect("a preset");
            Trainer::new(config, noise(10)).expect("a small network").into_model()
        })
        .collect();
    group.bench_function(format!("answers of {} networks", models.len()), |b| {
        b.iter(|| models.iter_mut().map(|model| model.classify(&image).expect("a picture")).sum::<usize>());
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = kernels, products, training, observing, drawing
}
criterion_main!(benches);

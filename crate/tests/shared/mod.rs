//! What the native tests and the tests in browsers both run: the same bits are expected of both.

#![allow(dead_code, reason = "each test program uses a part")]

use activation_lab::activation::{Activation, Function, Kernel, Parameters, Visitor};
use activation_lab::data::Dataset;
use activation_lab::rng::{Rng, Stream};
use activation_lab::simd::{F32x4, Real};
use activation_lab::train::{Preset, RawConfig, TrainConfig, Trainer};
use activation_lab::tune::{Axis, Judged, Point, Scale, judge, refine};
use std::sync::Arc;

/// Images of noise around a mark that tells the class: learnable, and the same everywhere.
pub fn synthetic() -> Arc<Dataset> {
    let mut rng = Rng::new(1, Stream::Bench);
    let mut idx = |count: u32| {
        let mut images = [0, 0, 8, 3].to_vec();
        images.extend([count, 28, 28].iter().flat_map(|n| n.to_be_bytes()));
        let mut labels = [0, 0, 8, 1].to_vec();
        labels.extend(count.to_be_bytes());
        for index in 0..count {
            let label = (index % 10) as usize;
            let mark = |pixel: usize| if pixel / 28 / 3 == label { 128 } else { 0 };
            images.extend((0..784).map(|pixel| rng.below(128) as u8 + mark(pixel)));
            labels.push(label as u8);
        }
        (images, labels)
    };
    let ((train_images, train_labels), (test_images, test_labels)) = (idx(330), idx(110));
    let dataset = Dataset::from_idx(&train_images, &train_labels, &test_images, &test_labels).unwrap();
    Arc::new(dataset.downsample(14).unwrap())
}

/// The default race's configuration, made short.
pub fn config(activation: &str) -> RawConfig {
    RawConfig {
        activation: activation.to_owned(),
        hidden: vec![24, 17],
        epochs: 3,
        ..Preset::from_name("race").unwrap().config
    }
}

/// Short runs end in the weights, and in what is learned besides, whose hashes are pinned; 17 units make lanes and
/// remainders both work.
pub fn assert_pinned_bits() {
    let dataset = synthetic();
    let run = |config: RawConfig| {
        // At the race's rate the exponential diverges on this noise.
        let config = RawConfig { learning_rate: 0.01, ..config };
        let mut trainer = Trainer::new(TrainConfig::try_from(&config).unwrap(), Arc::clone(&dataset)).unwrap();
        while !trainer.train_batches(7).unwrap().done {}
        trainer.weights_hash()
    };
    let learning = |id: &str, learn: &str| {
        let pairs = learn.split(' ').filter_map(|pair| pair.split_once('='));
        let learn = pairs.map(|(name, sharing)| (name.to_owned(), sharing.to_owned())).collect();
        RawConfig { learn, ..config(id) }
    };
    let runs = HASHES.iter().map(|&(id, learn, hash)| (id, learn, hash, run(learning(id, learn))));
    let settings = SETTINGS.iter().map(|&(name, change, hash)| {
        let mut config = config("tanh");
        change(&mut config);
        (name, "", hash, run(config))
    });
    let ran: Vec<_> = runs.chain(settings).collect();
    let other: Vec<_> = ran.iter().filter(|(_, _, pinned, hash)| pinned != hash).collect();
    assert!(other.is_empty(), "function, learned, pinned, found: {other:#?}");
}

/// Sweeps are planned and judged with the same bits: all numbers of some, hashed.
pub fn assert_pinned_plan() {
    let mut bits = Vec::new();
    let mut rng = Rng::new(7, Stream::Bench);
    for (min, max, scale) in
        [(-0.3, 2.0, Scale::Linear), (0.0, 1.0, Scale::Log), (0.02, 7.0, Scale::Log), (-1.0, 1.0, Scale::Signed)]
    {
        let axis = Axis::new(min, max, scale).unwrap();
        let values = axis.grid(11).unwrap();
        bits.extend(axis.positions(&values).unwrap());
        let accuracy =
            |index: usize, rng: &mut Rng| Some(0.9 - 0.002 * index as f64 + f64::from(rng.below(9)) / 1000.0);
        let points = values
            .iter()
            .enumerate()
            .map(|(index, &value)| Point { value, accuracies: (0..4).map(|_| accuracy(index, &mut rng)).collect() });
        let points: Vec<Point> = points.collect();
        for judged in judge(&axis, &points).unwrap().points {
            let Judged { mean, low, high, difference, difference_low, difference_high, peer } = judged;
            bits.extend([mean, low, high, difference, difference_low, difference_high].map(Option::unwrap));
            bits.push(f64::from(u8::from(peer)));
        }
        bits.extend(refine(&axis, &points, 4).unwrap());
        bits.extend(values);
    }
    // FNV-1a.
    let hash = bits
        .iter()
        .flat_map(|number| number.to_bits().to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    assert_eq!(format!("{hash:016x}"), "2b3cfe91bb095643");
}

/// Function, learned parameters and the bits that every platform is held to. A change of these is a change of results: say so in the commit.
pub const HASHES: &[(&str, &str, &str)] = &[
    ("linear", "", "98afa41c637814a7"),
    ("sigmoid", "", "63e2572885d9dc73"),
    ("hard_sigmoid", "", "28735510faa28aa6"),
    ("tanh", "", "644bdd0de6cb78ba"),
    ("softsign", "", "1b476c5b2c34ed7d"),
    ("relu", "", "49f2f3c3ce290426"),
    ("leaky_relu", "", "880c5befc94f2455"),
    ("prelu", "", "49f2f3c3ce290426"),
    ("elu", "", "3c607d6327e73931"),
    ("celu", "", "3c607d6327e73931"),
    ("selu", "", "efc139f9dd476a20"),
    ("thresholded_relu", "", "9e221ceab0549da1"),
    ("threshold", "", "9a6c7936cc889629"),
    ("relu6", "", "49f2f3c3ce290426"),
    ("softplus", "", "6eb0704c74bcabc8"),
    ("exponential", "", "cecbaf9c24b5070d"),
    ("silu", "", "6dc0216f5bf14b12"),
    ("gelu", "", "848db3ded2246442"),
    ("gelu_tanh", "", "d8dbd0084dce94e9"),
    ("quick_gelu", "", "599932d19fdb6fbf"),
    ("mish", "", "e91c95c60b806cb9"),
    ("hard_silu", "", "f8d2a88d017f3ba8"),
    ("hard_tanh", "", "8d8578ce8e9ae02e"),
    ("log_sigmoid", "", "f5eff76b4c265415"),
    ("soft_shrink", "", "2b80a61d2220b309"),
    ("hard_shrink", "", "55551e7430a12947"),
    ("tanh_shrink", "", "409a0be856efd056"),
    ("squareplus", "", "1380528724d01d38"),
    ("sparse_plus", "", "c9c26913ea5e677a"),
    ("sparse_sigmoid", "", "d0fc091c0d4106fa"),
    ("arctan", "", "7c82c628b2d61153"),
    ("sin", "", "6659394c43b0458d"),
    ("gaussian", "", "895d3a9e0aff2a7c"),
    ("snake", "", "16c5bc92b733496d"),
    ("isru", "", "4eff611f7364e016"),
    ("isrlu", "", "85321894f056e2a2"),
    ("bent_identity", "", "2dacaf497636060e"),
    ("lecun_tanh", "", "d176e2e5c9086781"),
    ("relu_squared", "", "10491866a3a0164a"),
    ("softmax", "", "95f63a6a410ec106"),
    ("prelu", "negative_slope=unit", "a5e3dc58a93d8aa1"),
    ("snake", "alpha=layer", "d462e176a0b23c9d"),
    ("hard_tanh", "min=unit max=layer", "00367188aa87e15f"),
    ("softplus", "beta=unit", "a609c89ff25ef48b"),
];

/// What it is called, how it changes the configuration, and the bits.
type Setting = (&'static str, fn(&mut RawConfig), &'static str);

/// As [`HASHES`], for tanh with other settings.
const SETTINGS: &[Setting] = &[
    ("he_normal", |c| c.initializer = "he_normal".into(), "2e6c87a6e57748aa"),
    ("orthogonal", |c| c.initializer = "orthogonal".into(), "ccf4283dfb36c47d"),
    ("pytorch", |c| c.initializer = "pytorch".into(), "53767a727272119d"),
    ("cosine", |c| (c.schedule, c.warmup_epochs) = (Some("cosine".into()), Some(1)), "20413ea72594e91a"),
    ("decay, clip", |c| (c.weight_decay, c.global_clipnorm) = (Some(0.1), Some(0.5)), "d3697ad0fa14b3f0"),
    ("augmentation", |c| c.augmentation = Some(1.0), "83b8af815cf2a31c"),
    ("dropout", |c| c.dropout = Some(0.2), "d373b04e61fb4b67"),
];

/// f and f′ at a number, by the kernel's scalar form.
struct Scalar(f32, Parameters<f32>);

impl Visitor for Scalar {
    type Output = (f32, f32);
    fn visit<K: Kernel>(self) -> (f32, f32) {
        let Self(x, p) = self;
        let y = K::forward(x, p);
        (y, K::derivative(x, y, p))
    }
}

/// Every function on four lanes equals the scalar bit for bit, on numbers of every size.
pub fn assert_lanes_equal_scalars() {
    let mut rng = Rng::new(2, Stream::Bench);
    let mut x: Vec<f32> = (0..40_000).map(|_| f32::from_bits((rng.unit() * 4_294_967_040.0) as u32)).collect();
    x.extend((0..40_000).map(|_| rng.normal() * 4.0));
    x.extend([
        0.0,
        -0.0,
        2.5,
        -2.5,
        f32::INFINITY,
        f32::NEG_INFINITY,
        f32::NAN,
        f32::MIN_POSITIVE,
        88.72,
        -86.6,
        1e-40,
    ]);
    for &function in Function::ALL {
        let activation = Activation::from(function);
        let (mut y, mut slope) = (vec![0.0; x.len()], vec![1.0; x.len()]);
        activation.forward(&x, &mut y);
        activation.backward(&x, &y, &mut slope);
        for ((&x, y), slope) in x.iter().zip(y).zip(slope) {
            let (scalar, scalar_slope) = function.accept(Scalar(x, activation.parameters));
            let id = function.spec().id;
            assert!(same(y, scalar), "{id}({x}): lanes {y}, scalar {scalar}");
            assert!(same(slope, scalar_slope), "{id}'({x}): lanes {slope}, scalar {scalar_slope}");
        }
    }
    for chunk in x.as_chunks::<4>().0 {
        let mut lanes = [0.0; 4];
        F32x4::load(chunk).ln().store(&mut lanes);
        for (x, y) in chunk.iter().zip(lanes) {
            assert!(same(y, Real::ln(*x)), "ln {x}");
        }
    }
}

/// Equal bits, or both NaN: the payload of NaN is the platform's.
fn same(a: f32, b: f32) -> bool {
    a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
}

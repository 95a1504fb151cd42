//! What the native tests and the tests in browsers both run: the same bits are expected of both.

#![allow(dead_code, reason = "each test program uses a part")]

use activation_lab::activation::{Activation, Function, Kernel, Parameters, Visitor};
use activation_lab::data::Dataset;
use activation_lab::rng::{Rng, Stream};
use activation_lab::simd::{F32x4, Real};
use activation_lab::train::{Preset, RawConfig, TrainConfig, Trainer};
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
    let run = |id: &str, learn: &str| {
        let pairs = learn.split(' ').filter_map(|pair| pair.split_once('='));
        let learn = pairs.map(|(name, sharing)| (name.to_owned(), sharing.to_owned())).collect();
        // At the race's rate the exponential diverges on this noise.
        let config = RawConfig { learning_rate: 0.01, learn, ..config(id) };
        let mut trainer = Trainer::new(TrainConfig::try_from(&config).unwrap(), Arc::clone(&dataset)).unwrap();
        while !trainer.train_batches(7).unwrap().done {}
        trainer.weights_hash()
    };
    let ran: Vec<_> = HASHES.iter().map(|&(id, learn, hash)| (id, learn, hash, run(id, learn))).collect();
    let other: Vec<_> = ran.iter().filter(|(_, _, pinned, hash)| pinned != hash).collect();
    assert!(other.is_empty(), "function, learned, pinned, found: {other:#?}");
}

/// Function, learned parameters and the bits that every platform is held to. A change of these is a change of results: say so in the commit.
pub const HASHES: &[(&str, &str, &str)] = &[
    ("linear", "", "7beb7a39484f86bb"),
    ("sigmoid", "", "7d844e8cda244493"),
    ("hard_sigmoid", "", "48934974d29716e0"),
    ("tanh", "", "dca0587f1b44e98d"),
    ("softsign", "", "ba14541cd99ee117"),
    ("relu", "", "99a634d0d15c25b3"),
    ("leaky_relu", "", "5b60f9206c6fbab3"),
    ("prelu", "", "99a634d0d15c25b3"),
    ("elu", "", "1e2d368e4b931107"),
    ("celu", "", "1e2d368e4b931107"),
    ("selu", "", "c5929572d50ec067"),
    ("thresholded_relu", "", "9e221ceab0549da1"),
    ("threshold", "", "92f945df24fd2228"),
    ("relu6", "", "99a634d0d15c25b3"),
    ("softplus", "", "028e4fbe95e7c42d"),
    ("exponential", "", "a39830b5e91df4be"),
    ("silu", "", "c55b61effa40fd48"),
    ("gelu", "", "7795c6f67a61c895"),
    ("gelu_tanh", "", "0233bc7722e47a5a"),
    ("quick_gelu", "", "943fb059784b8f08"),
    ("mish", "", "f4e547fe1cb06825"),
    ("hard_silu", "", "0ad5713aa02a43bc"),
    ("hard_tanh", "", "b1ebc866b1b023c8"),
    ("log_sigmoid", "", "8290460c41dcca36"),
    ("soft_shrink", "", "2b80a61d2220b309"),
    ("hard_shrink", "", "833478675353b5b9"),
    ("tanh_shrink", "", "5d6d02d0375052fe"),
    ("squareplus", "", "c03588d5bc4da6ec"),
    ("sparse_plus", "", "fe64e3fbe92518bc"),
    ("sparse_sigmoid", "", "c19e819872a11c6b"),
    ("arctan", "", "56bd80d226662c9e"),
    ("sin", "", "fabcd7a0a66f8b8d"),
    ("gaussian", "", "38542d7b01da6556"),
    ("snake", "", "65e16d90686aa219"),
    ("isru", "", "cba3c060c6322043"),
    ("isrlu", "", "81a180f7c4823cd6"),
    ("bent_identity", "", "ea9ff4cfbe7b7212"),
    ("lecun_tanh", "", "bd142bce685dbe9d"),
    ("relu_squared", "", "47b1cb82b04ecd4e"),
    ("softmax", "", "da1f0d0bbec1b6c3"),
    ("prelu", "negative_slope=unit", "905d2253e7c10d13"),
    ("snake", "alpha=layer", "ef906ef20fe2760e"),
    ("hard_tanh", "min=unit max=layer", "9980222d28199e81"),
    ("softplus", "beta=unit", "879a44bb8453d219"),
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

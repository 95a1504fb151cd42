//! A training step allocates nothing.

mod shared;

use activation_lab::optim::Rule;
use activation_lab::train::{RawConfig, Signal, TrainConfig, Trainer};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, counting. This file has one test only: others would allocate at the same time.
struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: everything is left to `System`.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(block, layout) }
    }
}

#[test]
fn a_training_step_allocates_nothing() {
    let dataset = shared::synthetic();
    let mut runs: Vec<(&str, RawConfig)> = Rule::ALL
        .iter()
        .map(|&(name, ..)| (name, RawConfig { optimizer: name.to_owned(), ..config("gelu") }))
        .collect();
    let learn = |sharing: &str| vec![("alpha".to_owned(), sharing.to_owned())];
    runs.extend([
        ("more images than a block of the product", RawConfig { batch_size: 300, ..config("relu") }),
        ("softmax", config("softmax")),
        ("learned by unit", RawConfig { learn: learn("unit"), ..config("elu") }),
        ("learned by layer", RawConfig { learn: learn("layer"), ..config("snake") }),
        ("dropout", RawConfig { dropout: Some(0.5), ..config("relu") }),
        ("augmentation", RawConfig { augmentation: Some(1.0), ..config("relu") }),
        ("clipping", RawConfig { global_clipnorm: Some(0.01), ..config("relu") }),
        ("decay", RawConfig { weight_decay: Some(0.01), ..config("relu") }),
        ("cosine", RawConfig { schedule: Some("cosine".to_owned()), warmup_epochs: Some(1), ..config("relu") }),
    ]);
    for (name, config) in runs {
        let config = TrainConfig::try_from(&config).expect("a usable configuration");
        let mut trainer = Trainer::new(config, Arc::clone(&dataset)).expect("a small network");
        // Working memory grows to its size in the first batches of each size: those of the first epoch.
        trainer.train_batches(u32::MAX).expect("a low learning rate");
        let before = ALLOCATIONS.load(Relaxed);
        let progress = trainer.train_batches(u32::MAX).expect("a low learning rate");
        let count = ALLOCATIONS.load(Relaxed) - before;
        assert!(progress.samples == 330 && count == 0, "{name}: {count} allocations");
        let mut signal = Signal::new(trainer.network());
        // The first measurement may need room for the products that plain descent does without.
        trainer.observe_batch(&mut signal).expect("a low learning rate");
        let before = ALLOCATIONS.load(Relaxed);
        while !trainer.observe_batch(&mut signal).expect("a low learning rate").done {}
        let count = ALLOCATIONS.load(Relaxed) - before;
        assert!(count == 0, "{name}, observed: {count} allocations");
    }
}

fn config(activation: &str) -> RawConfig {
    RawConfig { learning_rate: 0.01, ..shared::config(activation) }
}

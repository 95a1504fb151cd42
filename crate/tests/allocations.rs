//! A training step allocates nothing.

mod shared;

use activation_lab::train::{RawConfig, TrainConfig, Trainer};
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
    let learn = vec![("negative_slope".to_owned(), "unit".to_owned())];
    let runs = [
        ("relu", "sgd", 32, Vec::new()),
        ("relu", "sgd", 300, Vec::new()),
        ("gelu", "adam", 32, Vec::new()),
        ("softmax", "momentum", 32, Vec::new()),
        ("prelu", "sgd", 32, learn),
    ];
    for (activation, optimizer, batch_size, learn) in runs {
        let config =
            RawConfig { optimizer: optimizer.to_owned(), batch_size, learn, epochs: 3, ..shared::config(activation) };
        let config = TrainConfig::try_from(&config).expect("a usable configuration");
        let mut trainer = Trainer::new(config, Arc::clone(&dataset)).expect("a small network");
        // Working memory grows to its size in the first batches of each size: those of the first epoch.
        trainer.train_batches(u32::MAX).expect("a low learning rate");
        let before = ALLOCATIONS.load(Relaxed);
        let progress = trainer.train_batches(u32::MAX).expect("a low learning rate");
        let count = ALLOCATIONS.load(Relaxed) - before;
        assert!(progress.samples == 330 && count == 0, "{activation}, {optimizer}, {batch_size}: {count} allocations");
    }
}

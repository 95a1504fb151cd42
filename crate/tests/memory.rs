//! What a run is said to take of memory is what it takes.

mod shared;

use activation_lab::train::{RawConfig, TrainConfig, Trainer};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

static BYTES: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, adding up. This file has one test only: others would allocate at the same time.
struct Adding;

#[global_allocator]
static ALLOCATOR: Adding = Adding;

// SAFETY: everything is left to `System`.
unsafe impl GlobalAlloc for Adding {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        BYTES.fetch_add(layout.size(), Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        BYTES.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(block, layout) }
    }
}

/// What changes a configuration.
type Change = fn(&mut RawConfig);

#[test]
fn a_run_takes_what_was_said() {
    let dataset = shared::synthetic();
    let changes: [Change; 8] = [
        |_| {},
        |c| c.hidden = vec![],
        |c| (c.hidden, c.optimizer) = (vec![700, 300], "adam".into()),
        |c| (c.hidden, c.validation_split, c.best_weights) = (vec![600, 300], Some(0.1), Some(true)),
        |c| (c.hidden, c.batch_size, c.dropout) = (vec![40, 60], 300, Some(0.2)),
        |c| (c.hidden, c.batch_size, c.augmentation) = (vec![8], 1, Some(1.0)),
        |c| (c.optimizer, c.learn) = ("momentum".into(), vec![("negative_slope".into(), "unit".into())]),
        |c| (c.hidden, c.optimizer) = (vec![32; 50], "rmsprop".into()),
    ];
    for change in changes {
        let mut raw = RawConfig { epochs: 2, learning_rate: 0.001, ..shared::config("prelu") };
        change(&mut raw);
        let config = TrainConfig::try_from(&raw).expect("a usable configuration");
        let said = config.bytes(&config.sizes(14).expect("a small network"));
        let before = BYTES.load(Relaxed);
        let mut trainer = Trainer::new(config, Arc::clone(&dataset)).expect("a small network");
        while !trainer.train_batches(u32::MAX).expect("a low learning rate").done {}
        trainer.evaluate().expect("a low learning rate");
        let taken = (BYTES.load(Relaxed) - before) as f64;
        let ratio = taken / said as f64;
        assert!((0.5..=1.05).contains(&ratio), "{:?}: {taken} taken, {said} said", raw.hidden);
        println!("{ratio}");
    }
}

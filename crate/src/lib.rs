//! The core of Activation Lab: activation functions, a small multi-layer perceptron and its training.
//!
//! A tour in the direction of the data: [`data`] reads MNIST or pen strokes and brings both to the network's input;
//! [`nn`] holds the network, with the functions of [`activation`] between its layers; [`optim`] and [`train`] fit it;
//! [`tune`] says which settings to try and what they tell;
//! `export` makes files of it; `wasm` hands it to a page. Formulas are written once over [`simd::Real`].
//!
//! The same seed and configuration give the same bits natively and in WebAssembly, with and without SIMD: there is no
//! clock and no entropy in here, no platform's mathematics, and sums have a fixed order.

pub mod activation;
pub mod data;
pub mod error;
#[cfg(feature = "cli")]
pub mod export;
pub mod nn;
pub mod optim;
pub mod rng;
pub mod simd;
pub mod train;
pub mod tune;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use error::{Divergence, Error, ErrorCode, Reason, Result};

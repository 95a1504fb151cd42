//! The network: initial weights, dense layers, the loss.

mod dense;
pub mod init;
pub mod loss;
mod mlp;

pub use dense::Dense;
pub use init::Initializer;
pub use mlp::{Mlp, Workspace};

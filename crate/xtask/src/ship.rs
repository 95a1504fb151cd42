//! The networks that the page ships, so that a drawing is answered before anything has been trained: what the default race
//! comes to under its seed, to the bit.

use activation_lab::data::Dataset;
use activation_lab::train::{Preset, RawConfig, TrainConfig, Trainer};
use libdeflater::Decompressor;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The functions of the articles that the page comes from.
const FUNCTIONS: [&str; 6] = ["linear", "sigmoid", "hard_sigmoid", "tanh", "softsign", "relu"];

/// Trains them on the packed data set at `from` and writes `<function>.bin` to `to`: all that is trained, 32-bit floats in
/// little-endian order, layer by layer: weights (`fan_in` × `fan_out`) by rows, then biases.
pub fn ship(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let dataset = Arc::new(Dataset::from_bytes(&unpack(&fs::read(from)?)?)?);
    fs::create_dir_all(to)?;
    for function in FUNCTIONS {
        let config = RawConfig { activation: function.to_owned(), ..Preset::from_name("race")?.config };
        let mut trainer = Trainer::new(TrainConfig::try_from(&config)?, Arc::clone(&dataset))?;
        while !trainer.train_batches(u32::MAX)?.done {}
        let bytes: Vec<u8> = trainer.network().values().flat_map(f32::to_le_bytes).collect();
        let path = to.join(function).with_extension("bin");
        fs::write(&path, bytes).map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
        let accuracy = 100.0 * trainer.evaluate()?.accuracy;
        println!("{}: {accuracy:.1} %, {}", path.display(), trainer.weights_hash());
    }
    Ok(())
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    // A gzip stream ends in the length of what it holds.
    let length = packed.last_chunk().map_or(0, |&length| u32::from_le_bytes(length) as usize);
    let mut bytes = vec![0; length];
    Decompressor::new().gzip_decompress(packed, &mut bytes)?;
    Ok(bytes)
}

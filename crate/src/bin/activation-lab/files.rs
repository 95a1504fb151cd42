//! Trained networks as files: `--save`, `--load` and `evaluate`.

use crate::args::DataArg;
use crate::{Failure, print_json};
use activation_lab::export::{self, Format, Saved};
use activation_lab::train::{Images, Model};
use std::fs;
use std::path::Path;

/// How a network is written.
#[derive(Clone, Copy)]
enum Kind {
    Binary(Format),
    Json,
}

/// What the name's ending says.
fn kind(path: &Path) -> Result<Kind, Failure> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("json") => Ok(Kind::Json),
        Some(ending @ ("safetensors" | "onnx")) => Ok(Kind::Binary(Format::from_name(ending)?)),
        _ => Err(Failure::Usage(format!("{}: expected a name ending in .safetensors, .onnx or .json", path.display()))),
    }
}

/// Refuses before any training what could not be saved after it.
pub fn check_save(save: &[impl AsRef<Path>], configs: usize) -> Result<(), Failure> {
    for path in save {
        kind(path.as_ref())?;
        if configs != 1 {
            return Err(Failure::Usage(format!("--save: got {configs} activations, expected one")));
        }
    }
    Ok(())
}

pub fn save(path: &Path, saved: &Saved, results: serde_json::Value) -> Result<(), Failure> {
    let Saved { config, input_side, weights } = saved;
    let bytes = match kind(path)? {
        Kind::Json => export::to_json(saved, results).into_bytes(),
        Kind::Binary(format) => {
            let json = serde_json::to_string(config).map_err(|error| Failure::Other(error.to_string()))?;
            export::write(format, config, &json, *input_side, weights)?
        }
    };
    fs::write(path, bytes).map_err(|error| Failure::Other(format!("{}: {error}", path.display())))
}

pub fn load(path: &Path) -> Result<(Saved, Model), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Other(format!("{}: {error}", path.display()));
    let kind = kind(path)?;
    let bytes = fs::read(path).map_err(|error| failed(&error))?;
    let saved = match kind {
        Kind::Binary(Format::Safetensors) => export::from_safetensors(&bytes),
        Kind::Json => export::from_json(&String::from_utf8_lossy(&bytes)),
        Kind::Binary(Format::Onnx) => {
            return Err(Failure::Usage(format!("{}: expected .safetensors or .json", path.display())));
        }
    };
    let saved = saved.map_err(|error| failed(&error))?;
    let model = Model::new(&saved.config, saved.input_side, &saved.weights)?;
    Ok((saved, model))
}

pub fn evaluate(path: &Path, data: &DataArg, logits: bool) -> Result<(), Failure> {
    let (saved, mut model) = load(path)?;
    let dataset = data.load(Images::Subset)?;
    let mut report = serde_json::json!({
        "config": saved.config,
        "weights_hash": model.weights_hash(),
        "test": model.evaluate(&dataset)?,
    });
    if logits {
        let test = dataset.test();
        report["logits"] = (0..test.len()).map(|index| model.logits(&test.image(index)).to_vec()).collect();
    }
    print_json(&report)
}

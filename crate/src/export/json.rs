//! What needs a JSON parser: the header of a safetensors file, and trained networks as JSON.

use super::{Entry, FORMAT, Header, Saved, VERSION, split};
use crate::error::{Error, ErrorCode, Result};
use crate::train::{Model, RawConfig, weights_hash};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

fn parse<T: DeserializeOwned>(what: &str, json: &str) -> Result<T> {
    serde_json::from_str(json)
        .map_err(|error| Error::new(ErrorCode::ModelFile, what, error, "what this program writes"))
}

/// A header as it stands in a file.
#[derive(Deserialize)]
struct Raw {
    #[serde(default, rename = "__metadata__")]
    metadata: BTreeMap<String, String>,
    #[serde(flatten)]
    arrays: BTreeMap<String, RawEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    dtype: String,
    shape: Vec<u32>,
    data_offsets: Vec<u32>,
}

/// A network from the content of a safetensors file.
///
/// # Errors
/// `model_file`, or what the configuration and the weights are refused for.
pub fn from_safetensors(bytes: &[u8]) -> Result<Saved> {
    let (json, data) = split(bytes)?;
    let Raw { metadata, arrays } = parse("header", json)?;
    let entry = |(name, RawEntry { dtype, shape, data_offsets })| Entry { name, dtype, shape, data_offsets };
    let header = Header { metadata: metadata.into_iter().collect(), entries: arrays.into_iter().map(entry).collect() };
    let config = parse("config", header.config()?)?;
    header.read(config, data)
}

/// A trained network as JSON.
#[derive(Deserialize, Serialize)]
struct Document {
    format: String,
    version: u32,
    config: RawConfig,
    input_side: usize,
    weights_hash: String,
    /// In the order of [`crate::nn::Mlp::values`].
    weights: Vec<f32>,
    /// What was measured of it; of no account here.
    #[serde(default)]
    results: serde_json::Value,
}

/// A network and what was measured of it, as JSON.
pub fn to_json(saved: &Saved, results: serde_json::Value) -> String {
    let document = Document {
        format: FORMAT.to_owned(),
        version: VERSION.parse().expect("a number"),
        config: saved.config.clone(),
        input_side: saved.input_side,
        weights_hash: weights_hash(saved.weights.iter().copied()),
        weights: saved.weights.clone(),
        results,
    };
    serde_json::to_string(&document).expect("strings are its only keys")
}

/// A network from JSON as [`to_json`] and the page write it.
///
/// # Errors
/// As [`from_safetensors`].
pub fn from_json(json: &str) -> Result<Saved> {
    let Document { format, version, config, input_side, weights_hash: expected, weights, .. } = parse("file", json)?;
    let wrong = |what, got, expected| Err(Error::new(ErrorCode::ModelFile, what, got, expected));
    if format != FORMAT || version.to_string() != VERSION {
        return wrong("format", format!("{format} {version}"), format!("{FORMAT} {VERSION}"));
    }
    let hash = weights_hash(weights.iter().copied());
    if hash != expected {
        return wrong("weights", format!("hash {hash}"), expected);
    }
    Model::new(&config, input_side, &weights)?;
    Ok(Saved { config, input_side, weights })
}

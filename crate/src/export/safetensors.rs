//! safetensors: a length (u64), a JSON header that names each array's type, shape and place, and the arrays; little-endian.
//!
//! The JSON is parsed elsewhere; all that follows from it is checked here.

use super::{Array, FORMAT, Saved, VERSION, arrays};
use crate::data::preprocess::check_side;
use crate::error::{Error, ErrorCode, Result};
use crate::nn::Mlp;
use crate::train::{Model, RawConfig, TrainConfig, weights_hash};
use std::fmt::{Display, Write};

/// Longer headers than any network of ours has are not even parsed.
const MAX_HEADER: usize = 1 << 20;

/// The header of a file, parsed but not checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// `__metadata__`.
    pub metadata: Vec<(String, String)>,
    /// The arrays.
    pub entries: Vec<Entry>,
}

/// An array in a header.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Type of its numbers.
    pub dtype: String,
    /// Lengths of its dimensions.
    pub shape: Vec<u32>,
    /// Where its bytes begin and end, counted from the end of the header.
    pub data_offsets: Vec<u32>,
}

fn wrong(what: &str, got: impl Display, expected: impl Into<String>) -> Error {
    Error::new(ErrorCode::ModelFile, what, got, expected)
}

pub(super) fn write(about: &[(&str, String)], arrays: &[Array], weights: &[f32]) -> Vec<u8> {
    let mut header = "{\"__metadata__\":{".to_owned();
    for (index, (key, value)) in about.iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        // JSON inside of JSON: there are no control characters in it.
        let _ = write!(header, "{comma}\"{key}\":\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
    }
    header.push('}');
    let mut begin = 0;
    for array in arrays {
        let end = begin + 4 * array.count();
        let name = &array.name;
        let _ = write!(header, ",\"{name}\":{{\"dtype\":\"F32\",\"shape\":[{}", array.units);
        if let Some(inputs) = array.inputs {
            let _ = write!(header, ",{inputs}");
        }
        let _ = write!(header, "],\"data_offsets\":[{begin},{end}]}}");
        begin = end;
    }
    header.push('}');
    // So that the numbers are aligned.
    while !header.len().is_multiple_of(8) {
        header.push(' ');
    }
    let mut bytes = Vec::with_capacity(8 + header.len() + begin);
    bytes.extend((header.len() as u64).to_le_bytes());
    bytes.extend(header.as_bytes());
    bytes.extend(arrays.iter().flat_map(|array| array.bytes(weights)));
    bytes
}

/// The header's JSON and the arrays' bytes.
///
/// # Errors
/// `model_file` if the header is cut off, too long or not UTF-8.
pub fn split(file: &[u8]) -> Result<(&str, &[u8])> {
    let (length, rest) = file.split_first_chunk().ok_or_else(|| wrong("file", bytes(file.len()), "8 bytes or more"))?;
    let length = u64::from_le_bytes(*length);
    if length > MAX_HEADER as u64 {
        return Err(wrong("header", bytes(length), format!("at most {MAX_HEADER} bytes")));
    }
    let (header, data) = rest
        .split_at_checked(length as usize)
        .ok_or_else(|| wrong("file", bytes(file.len()), format!("{} bytes", 8 + length)))?;
    let header = str::from_utf8(header).map_err(|_| wrong("header", "other bytes", "UTF-8"))?;
    Ok((header, data))
}

impl Header {
    fn about(&self, key: &str) -> &str {
        self.metadata.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value)
    }

    /// The configuration's JSON.
    ///
    /// # Errors
    /// `model_file` if the file is none of ours.
    pub fn config(&self) -> Result<&str> {
        for (key, expected) in [("format", FORMAT), ("version", VERSION)] {
            let got = self.about(key);
            if got != expected {
                return Err(wrong(
                    &format!("__metadata__.{key}"),
                    format_args!("\"{got}\""),
                    format!("\"{expected}\""),
                ));
            }
        }
        Ok(self.about("config"))
    }

    /// The network that the header describes, with its configuration and the arrays' bytes.
    ///
    /// # Errors
    /// `model_file` where the header does not fit the configuration or the data; else as [`Model::new`].
    pub fn read(&self, config: RawConfig, data: &[u8]) -> Result<Saved> {
        let input_side = self.about("input_side").parse().unwrap_or(0);
        let weights = self.weights(data, &config, input_side)?;
        Model::new(&config, input_side, &weights)?;
        let hash = weights_hash(weights.iter().copied());
        let expected = self.about("weights_hash");
        // None in a file whose weights were changed on purpose.
        if !expected.is_empty() && expected != hash {
            return Err(wrong("weights", format_args!("hash {hash}"), expected));
        }
        Ok(Saved { config, input_side, weights })
    }

    /// The weights, in the core's order.
    fn weights(&self, data: &[u8], config: &RawConfig, side: usize) -> Result<Vec<f32>> {
        check_side(side)?;
        let config = TrainConfig::try_from(config)?;
        let sizes = config.sizes(side)?;
        // What the configuration promises has to be there before anything is allocated for it.
        let length = 4 * Mlp::parameter_count(&sizes, &config.functions);
        if data.len() != length {
            return Err(wrong("arrays", bytes(data.len()), bytes(length)));
        }
        let arrays = arrays(&config, &sizes);
        if let Some(entry) = self.entries.iter().find(|entry| arrays.iter().all(|array| array.name != entry.name)) {
            return Err(wrong(&entry.name, "an array", "none of this name"));
        }
        let mut weights = vec![0.0; length / 4];
        let mut places = Vec::new();
        for array in &arrays {
            let mut named = self.entries.iter().filter(|entry| entry.name == array.name);
            let (Some(entry), None) = (named.next(), named.next()) else {
                return Err(wrong(&array.name, "none or several", "one array"));
            };
            if entry.dtype != "F32" {
                return Err(wrong(&array.name, &entry.dtype, "F32"));
            }
            if entry.shape != array.shape() {
                return Err(wrong(&array.name, list(&entry.shape), list(&array.shape())));
            }
            let place = match entry.data_offsets[..] {
                [begin, end] => begin as usize..end as usize,
                _ => 0..0,
            };
            let inside = data.get(place.clone()).filter(|bytes| bytes.len() == 4 * array.count());
            let inside = inside.ok_or_else(|| {
                let expected = format!("{} of {}", bytes(4 * array.count()), data.len());
                wrong(&array.name, format_args!("data_offsets {}", list(&entry.data_offsets)), expected)
            })?;
            for (position, number) in array.positions().zip(inside.as_chunks().0) {
                weights[position] = f32::from_le_bytes(*number);
            }
            places.push(place);
        }
        let mut begin = 0;
        for _ in &places {
            let next = places.iter().find(|place| place.start == begin);
            begin = next.ok_or_else(|| wrong("data_offsets", format_args!("nothing at {begin}"), "an array"))?.end;
        }
        Ok(weights)
    }
}

fn bytes(count: impl Display) -> String {
    format!("{count} bytes")
}

/// As JSON has it.
fn list(numbers: &[u32]) -> String {
    let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    format!("[{}]", numbers.join(", "))
}

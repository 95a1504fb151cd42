//! A trained network as a file: safetensors and JSON, which are read as well, and ONNX. Natively only: the page has writers
//! and a reader of its own in `www/src/export`, loaded when they are wanted, as 13 KB of the module would not be. A test
//! compares what they write with what this writes.
//!
//! Both name its arrays as PyTorch's state dictionaries do: `layers.0.weight` (units, inputs), `layers.0.bias` (units),
//! and after them what the layer's function learns, such as `layers.0.alpha` (units, or 1).

mod json;
mod onnx;
mod safetensors;

use crate::activation::{Activation, Learn};
use crate::error::{Error, ErrorCode, Result};
use crate::nn::Hidden;
use crate::train::{Model, RawConfig, TrainConfig, weights_hash};

pub use json::{from_json, from_safetensors, to_json};
pub use safetensors::{Entry, Header, split};

/// What files say they are, and the version of what they hold.
pub const FORMAT: &str = "activation-lab";
/// Version of what files hold.
pub const VERSION: &str = "1";

/// Kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Arrays by name, and the configuration.
    Safetensors,
    /// The network as a graph of operators.
    Onnx,
}

impl Format {
    /// The kind with this name.
    ///
    /// # Errors
    /// `invalid_input`, with the names.
    pub fn from_name(name: &str) -> Result<Self> {
        match name {
            "safetensors" => Ok(Self::Safetensors),
            "onnx" => Ok(Self::Onnx),
            _ => {
                let got = format_args!("\"{name}\"");
                Err(Error::new(ErrorCode::InvalidInput, "format", got, "one of safetensors, onnx"))
            }
        }
    }
}

/// What a file says of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// How it was trained.
    pub config: RawConfig,
    /// Side of its pictures, in pixels.
    pub input_side: usize,
    /// In the order of [`crate::nn::Mlp::values`].
    pub weights: Vec<f32>,
}

/// A trained network as the content of a file. `json`: the configuration once more, as it is to stand in the file;
/// `weights`: in the order of [`crate::nn::Mlp::values`].
///
/// # Errors
/// As [`Model::new`].
pub fn write(format: Format, raw: &RawConfig, json: &str, input_side: usize, weights: &[f32]) -> Result<Vec<u8>> {
    Model::new(raw, input_side, weights)?;
    let config = TrainConfig::try_from(raw)?;
    let arrays = arrays(&config, &config.sizes(input_side)?);
    let about = [
        ("format", FORMAT.to_owned()),
        ("version", VERSION.to_owned()),
        ("config", json.to_owned()),
        ("input_side", input_side.to_string()),
        ("seed", raw.seed.to_string()),
        ("weights_hash", weights_hash(weights.iter().copied())),
    ];
    Ok(match format {
        Format::Safetensors => safetensors::write(&about, &arrays, weights),
        Format::Onnx => onnx::write(&about, &config, &arrays, weights),
    })
}

/// The function of a hidden layer, and which of its parameters are learned.
fn function_of(config: &TrainConfig, layer: usize) -> (Activation, Learn) {
    let Hidden { activation, learn } = config.functions[layer];
    (activation, learn)
}

/// An array as files have it.
struct Array {
    name: String,
    /// Rows, or numbers where it is a vector.
    units: usize,
    /// Numbers of a row; `None` for a vector.
    inputs: Option<usize>,
    /// Where it begins in the weights.
    start: usize,
}

impl Array {
    fn shape(&self) -> Vec<u32> {
        [self.units].into_iter().chain(self.inputs).map(|length| length as u32).collect()
    }

    fn count(&self) -> usize {
        self.units * self.inputs.unwrap_or(1)
    }

    /// Where its numbers are in the weights, in the file's order: a unit's weights stand together there, here an input's.
    fn positions(&self) -> impl Iterator<Item = usize> + use<> {
        let Self { units, start, .. } = *self;
        let inputs = self.inputs.unwrap_or(1);
        (0..units).flat_map(move |unit| (0..inputs).map(move |input| start + input * units + unit))
    }

    /// Its numbers as files have them.
    fn bytes(&self, weights: &[f32]) -> impl Iterator<Item = u8> {
        self.positions().flat_map(|position| weights[position].to_le_bytes())
    }
}

/// The arrays of a network of these sizes, in the order of its weights.
fn arrays(config: &TrainConfig, sizes: &[usize]) -> Vec<Array> {
    let mut arrays = Vec::new();
    let mut start = 0;
    let mut add = |name: String, units: usize, inputs: Option<usize>| {
        let array = Array { name, units, inputs, start };
        start += array.count();
        arrays.push(array);
    };
    for (layer, size) in sizes.windows(2).enumerate() {
        let (inputs, units) = (size[0], size[1]);
        add(format!("layers.{layer}.weight"), units, Some(inputs));
        add(format!("layers.{layer}.bias"), units, None);
        if layer + 2 < sizes.len() {
            let (activation, learn) = function_of(config, layer);
            for (parameter, sharing) in activation.function.spec().parameters.iter().zip(learn) {
                if let Some(sharing) = sharing {
                    add(format!("layers.{layer}.{}", parameter.name), sharing.count(units), None);
                }
            }
        }
    }
    arrays
}

//! ONNX: the network as a graph of operators, in Protocol Buffers.
//!
//! Input `pixels`: (batch, side²), 0 to 1; output `logits`: (batch, 10). Opset 17, which has been there since 2022.

use super::{Array, function_of};
use crate::train::TrainConfig;
use std::collections::BTreeMap;

const IR_VERSION: u64 = 8;
const OPSET: u64 = 17;
/// `TensorProto.DataType.FLOAT`.
const FLOAT: u64 = 1;

/// Each function in ONNX's operators, by id: `x`, names of parameters, numbers and calls. Attributes have their defaults.
/// The page's own writer has the same.
fn formulas() -> BTreeMap<String, String> {
    serde_json::from_str(include_str!("onnx.json")).expect("an object of text")
}

/// A message of Protocol Buffers.
#[derive(Default)]
struct Message(Vec<u8>);

impl Message {
    fn varint(&mut self, mut value: u64) {
        while value > 0x7f {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    fn integer(&mut self, field: u64, value: u64) {
        self.varint(field << 3);
        self.varint(value);
    }

    fn bytes(&mut self, field: u64, bytes: &[u8]) {
        self.varint(field << 3 | 2);
        self.varint(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    fn message(&mut self, field: u64, fill: impl FnOnce(&mut Self)) {
        let mut inner = Self::default();
        fill(&mut inner);
        self.bytes(field, &inner.0);
    }
}

/// `GraphProto`, as it grows.
struct Graph {
    message: Message,
    /// Constants that are there already.
    constants: Vec<String>,
}

impl Graph {
    /// `TensorProto`. `bytes`: little-endian.
    fn tensor(&mut self, name: &str, shape: &[u32], bytes: &[u8]) {
        self.message.message(5, |tensor| {
            for &length in shape {
                tensor.integer(1, length.into());
            }
            tensor.integer(2, FLOAT);
            tensor.bytes(8, name.as_bytes());
            tensor.bytes(9, bytes);
        });
    }

    /// `NodeProto`.
    fn node(&mut self, operator: &str, inputs: &[String], output: &str, attribute: Option<&str>) {
        self.message.message(1, |node| {
            for input in inputs {
                node.bytes(1, input.as_bytes());
            }
            node.bytes(2, output.as_bytes());
            node.bytes(3, output.as_bytes());
            node.bytes(4, operator.as_bytes());
            if let Some(name) = attribute {
                // `AttributeProto`, the integer 1.
                node.message(5, |attribute| {
                    attribute.bytes(1, name.as_bytes());
                    attribute.integer(3, 1);
                    attribute.integer(20, 2);
                });
            }
        });
    }

    /// `ValueInfoProto` of numbers (batch, `length`).
    fn value(&mut self, field: u64, name: &str, length: usize) {
        self.message.message(field, |value| {
            value.bytes(1, name.as_bytes());
            value.message(2, |kind| {
                kind.message(1, |tensor| {
                    tensor.integer(1, FLOAT);
                    tensor.message(2, |shape| {
                        shape.message(1, |dimension| dimension.bytes(2, b"batch"));
                        shape.message(1, |dimension| dimension.integer(1, length as u64));
                    });
                });
            });
        });
    }

    /// Adds the nodes of a formula, the first of `text`, which is left with the rest; returns the name of its value.
    /// `names`: what the formula's names stand for. `output`: what the value's name begins with.
    fn formula(&mut self, text: &mut &str, names: &dyn Fn(&str) -> Option<String>, output: &str) -> String {
        let end = text.find(['(', ',', ')']).unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        *text = rest;
        if !text.starts_with('(') {
            return names(word).unwrap_or_else(|| self.constant(word));
        }
        let mut inputs = Vec::new();
        while !text.starts_with(')') {
            *text = &text[1..];
            let inner = format!("{output}.{}", inputs.len());
            inputs.push(self.formula(text, names, &inner));
        }
        *text = &text[1..];
        self.node(word, &inputs, output, None);
        output.to_owned()
    }

    /// A number of a formula, by its own name.
    fn constant(&mut self, decimal: &str) -> String {
        let name = decimal.to_owned();
        if !self.constants.contains(&name) {
            self.tensor(decimal, &[], &decimal.parse::<f32>().expect("a number").to_le_bytes());
            self.constants.push(name.clone());
        }
        name
    }
}

/// `ModelProto`.
pub(super) fn write(about: &[(&str, String)], config: &TrainConfig, arrays: &[Array], weights: &[f32]) -> Vec<u8> {
    let mut graph = Graph { message: Message::default(), constants: Vec::new() };
    graph.message.bytes(2, b"network");
    for array in arrays {
        graph.tensor(&array.name, &array.shape(), &array.bytes(weights).collect::<Vec<_>>());
    }
    let dense: Vec<_> = arrays.iter().filter_map(|array| Some((array.inputs?, array.units))).collect();
    let formulas = formulas();
    let mut input = "pixels".to_owned();
    for (layer, (_, _)) in dense.iter().enumerate() {
        let own = |name: &str| format!("layers.{layer}.{name}");
        let last = layer + 1 == dense.len();
        let z = if last { "logits".to_owned() } else { own("z") };
        graph.node("Gemm", &[input, own("weight"), own("bias")], &z, Some("transB"));
        input = z;
        if !last {
            let (activation, learn) = function_of(config, layer);
            let parameters = activation.function.spec().parameters;
            for ((parameter, value), learned) in parameters.iter().zip(activation.parameters).zip(learn) {
                if learned.is_none() {
                    graph.tensor(&own(parameter.name), &[], &value.to_le_bytes());
                }
            }
            let known = |name: &str| parameters.iter().any(|parameter| parameter.name == name);
            let names = |name: &str| if name == "x" { Some(input.clone()) } else { known(name).then(|| own(name)) };
            input = graph.formula(&mut formulas[activation.function.spec().id].as_str(), &names, &own("y"));
        }
    }
    graph.value(11, "pixels", dense[0].0);
    graph.value(12, "logits", dense[dense.len() - 1].1);

    let mut model = Message::default();
    model.integer(1, IR_VERSION);
    model.bytes(2, b"Activation Lab");
    model.bytes(7, &graph.message.0);
    model.message(8, |opset| opset.integer(2, OPSET));
    for (key, value) in about {
        model.message(14, |entry| {
            entry.bytes(1, key.as_bytes());
            entry.bytes(2, value.as_bytes());
        });
    }
    model.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Function;

    #[test]
    fn every_function_has_a_formula() {
        let ids: Vec<_> = Function::ALL.iter().map(|function| function.spec().id.to_owned()).collect();
        let mut formulas: Vec<_> = formulas().into_keys().collect();
        formulas.sort_by_key(|id| ids.iter().position(|known| known == id));
        assert_eq!(formulas, ids);
    }
}

//! `list` and `eval`.

use crate::args::DialectArg;
use crate::{Failure, print_json};
use activation_lab::activation::{Activation, Dialect, Entry, Function};
use serde_json::Value;
use std::io::{self, BufRead, Write};

/// What is known about each function: what the core has to know, merged with the facts of `facts.json`.
fn known(dialect: Dialect) -> Result<Vec<Value>, Failure> {
    let failed = |error: serde_json::Error| Failure::Other(error.to_string());
    let mut facts: Vec<Value> = serde_json::from_str(include_str!("../../activation/facts.json")).map_err(failed)?;
    let merged = |&function: &Function| {
        let mut all = serde_json::to_value(Entry::new(function, dialect)).map_err(failed)?;
        if let Some(index) = facts.iter().position(|entry| entry["id"] == all["id"]) {
            merge(&mut all, facts.swap_remove(index));
        }
        Ok(all)
    };
    Function::ALL.iter().map(merged).collect()
}

/// Adds what `from` has and `into` lacks; arrays of both go entry by entry.
fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (Value::Array(into), Value::Array(from)) => {
            for (into, from) in into.iter_mut().zip(from) {
                merge(into, from);
            }
        }
        (into @ Value::Null, from) => *into = from,
        _ => {}
    }
}

pub fn list(dialect: &DialectArg, json: bool) -> Result<(), Failure> {
    let dialect = dialect.get()?;
    let all = known(dialect)?;
    if json {
        return print_json(&all);
    }
    let mut out = io::stdout().lock();
    let frameworks = [if dialect == Dialect::Keras2 { "keras2" } else { "keras3" }, "pytorch"];
    for function in all {
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let [id, family] = [&function["id"], &function["family"]].map(text);
        let [keras, pytorch] = frameworks.map(|framework| text(&function["names"][framework]["api"]));
        let parameters = function["parameters"].as_array().into_iter().flatten();
        let defaults: Vec<_> = parameters.map(|p| format!("{}={}", text(&p["name"]), p["default"])).collect();
        writeln!(out, "{id:<18}{family:<13}{keras:<35}{pytorch:<36}{}", defaults.join(" "))?;
    }
    Ok(())
}

pub fn eval(id: &str, dialect: &DialectArg, parameters: &[(String, f64)]) -> Result<(), Failure> {
    let parameters = parameters.iter().map(|(name, value)| (name.as_str(), *value));
    let activation = Activation::new(id, dialect.get()?, parameters)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let parse = |word: &str| {
            let failed = |_| Failure::Usage(format!("line {}: got {word:?}, expected a number", number + 1));
            word.parse::<f32>().map_err(failed)
        };
        let row = line?.split_whitespace().map(parse).collect::<Result<Vec<_>, _>>()?;
        let (mut values, mut slopes) = (vec![0.0; row.len()], vec![1.0; row.len()]);
        activation.forward_rows(row.len().max(1), &row, &mut values);
        if activation.function == Function::Softmax {
            // How each moves with its own input.
            slopes = values.iter().map(|y| y * (1.0 - y)).collect();
        } else {
            activation.backward(&row, &values, &mut slopes);
        }
        for ((x, y), slope) in row.iter().zip(values).zip(slopes) {
            // Display of f32 is the shortest decimal that reads back as the same number.
            writeln!(out, "{x}\t{y}\t{slope}")?;
        }
    }
    Ok(out.flush()?)
}

/// Whether a framework has a function.
pub fn has(framework: &str, id: &str) -> Result<bool, Failure> {
    let all = known(Dialect::default())?;
    Ok(all.iter().any(|function| function["id"] == id && function["names"][framework]["api"].is_string()))
}

/// The initialiser that is recommended with each function, in the catalogue's order.
pub fn recommended() -> Result<Vec<String>, Failure> {
    let name = |function: &Value| function["recommended_initializer"]["name"].as_str().map(str::to_owned);
    Ok(known(Dialect::default())?.iter().filter_map(name).collect())
}

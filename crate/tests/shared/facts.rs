//! `facts.json`, for the tests that hold the kernels to it.

#![allow(dead_code, reason = "each test program uses a part")]

use activation_lab::activation::Function;
use serde_json::Value;
use std::sync::LazyLock;

/// An entry for each function.
pub static ALL: LazyLock<Vec<Value>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../src/activation/facts.json")).expect("facts.json is an array")
});

/// What is known about a function.
pub fn of(function: Function) -> &'static Value {
    let id = function.spec().id;
    ALL.iter().find(|entry| entry["id"] == id).unwrap_or_else(|| panic!("facts.json lacks {id}"))
}

/// A number, or a string for the numbers that JSON lacks.
pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| value.as_str().expect("a number").parse().expect("inf, -inf or nan"))
}

/// An array of numbers.
pub fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("an array").iter().map(number).collect()
}

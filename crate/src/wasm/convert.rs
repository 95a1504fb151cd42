//! Between JavaScript's values and the core's.

use crate::activation::Activation;
use crate::error::{Error, ErrorCode};
use js_sys::{Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

/// An error on its way to JavaScript.
pub struct Thrown(Error);

impl From<Error> for Thrown {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<Thrown> for JsValue {
    fn from(Thrown(error): Thrown) -> Self {
        let object = js_sys::Error::new(&error.to_string());
        for (key, value) in
            [("code", error.code.as_str()), ("what", &error.what), ("got", &error.got), ("expected", &error.expected)]
        {
            // A fresh object takes every property.
            let _ = Reflect::set(&object, &key.into(), &value.into());
        }
        object.into()
    }
}

/// Any value as a plain object.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, Thrown> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    let failed = |error| Thrown(Error::new(ErrorCode::InvalidInput, "result", error, "a serialisable value"));
    value.serialize(&serializer).map_err(failed)
}

/// A plain object as a value; wrong types, missing and unknown fields are named.
pub(super) fn from_js<T: DeserializeOwned>(what: &str, value: JsValue) -> Result<T, Thrown> {
    let failed = |error| Thrown(Error::new(ErrorCode::InvalidConfig, what, error, "the fields and types documented"));
    serde_wasm_bindgen::from_value(value).map_err(failed)
}

/// A function with parameters from an object of numbers, or from undefined.
pub(super) fn activation_from(id: &str, params: JsValue) -> Result<Activation, Thrown> {
    let params = if params.is_undefined() { Object::new().into() } else { params };
    let params: BTreeMap<String, f64> = from_js("parameters", params)?;
    Ok(Activation::new(id, params.iter().map(|(name, &value)| (name.as_str(), value)))?)
}

/// Strokes from their points in one row and the number of points of each.
pub(super) fn strokes_from(points: &[f32], lengths: &[u32]) -> Result<Vec<Vec<(f32, f32)>>, Thrown> {
    let expected = 2 * lengths.iter().map(|&n| n as usize).sum::<usize>();
    if points.len() != expected {
        let got = format!("{} numbers", points.len());
        return Err(
            Error::new(ErrorCode::InvalidInput, "points", got, format!("{expected}, two for each point")).into()
        );
    }
    let mut pairs = points.as_chunks::<2>().0.iter().map(|&[x, y]| (x, y));
    Ok(lengths.iter().map(|&n| pairs.by_ref().take(n as usize).collect()).collect())
}

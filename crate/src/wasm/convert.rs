//! Between JavaScript's values and the core's.

use crate::activation::{Activation, Dialect};
use crate::data::ink::Point;
use crate::error::{Error, ErrorCode};
use crate::train::{Preset, RawConfig, RawLayer};
use crate::tune::{self, Axis, Scale};
use js_sys::{Array, Number, Object, Reflect};
use serde::Serialize;
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
            set(&object, key, value.into());
        }
        if let Some(at) = &error.divergence {
            let divergence = Object::new();
            for (key, value) in [("epoch", at.epoch), ("batch", at.batch), ("step", at.step), ("layer", at.layer)] {
                set(&divergence, key, value.into());
            }
            set(&divergence, "reason", at.reason.as_str().into());
            set(&object, "divergence", divergence.into());
        }
        object.into()
    }
}

#[inline(never)]
pub(super) fn set(object: &Object, key: &str, value: JsValue) {
    // A fresh object takes every property.
    let _ = Reflect::set(object, &key.into(), &value);
}

/// Any value as a plain object.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, Thrown> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    let failed = |error| Thrown(Error::new(ErrorCode::InvalidInput, "result", error, "a serialisable value"));
    value.serialize(&serializer).map_err(failed)
}

/// A plain object whose fields are read one by one, so that an error names the field. (Through serde it would not, and
/// the formatting of floats that serde's messages need is a sixth of the module.)
struct Fields {
    what: &'static str,
    object: Object,
}

impl Fields {
    fn new(what: &'static str, value: &JsValue) -> Result<Self, Thrown> {
        match value.dyn_ref::<Object>() {
            Some(object) if !Array::is_array(value) => Ok(Self { what, object: object.clone() }),
            _ => Err(wrong(what, value, "an object")),
        }
    }

    fn names(&self) -> Vec<String> {
        Object::keys(&self.object).iter().filter_map(|key| key.as_string()).collect()
    }

    /// Refuses fields with other names.
    fn only(&self, known: &[&str]) -> Result<(), Thrown> {
        match self.names().into_iter().find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(wrong(self.what, &name.into(), &format!("only {}", known.join(", ")))),
            None => Ok(()),
        }
    }

    /// A field; undefined if it is missing.
    fn get(&self, name: &str) -> JsValue {
        Reflect::get(&self.object, &name.into()).unwrap_or_default()
    }

    #[inline(never)]
    fn text(&self, name: &str) -> Result<String, Thrown> {
        let value = self.get(name);
        value.as_string().ok_or_else(|| wrong(name, &value, "a string"))
    }

    #[inline(never)]
    fn number(&self, name: &str) -> Result<f64, Thrown> {
        let value = self.get(name);
        value.as_f64().ok_or_else(|| wrong(name, &value, "a number"))
    }

    #[inline(never)]
    fn integer(&self, name: &str) -> Result<u32, Thrown> {
        integer(name, &self.get(name))
    }

    /// A field that may be missing.
    #[inline(never)]
    fn optional<T>(&self, name: &str, read: impl Fn(&Self, &str) -> Result<T, Thrown>) -> Result<Option<T>, Thrown> {
        if self.get(name).is_undefined() { Ok(None) } else { read(self, name).map(Some) }
    }
}

pub(super) fn integer(name: &str, value: &JsValue) -> Result<u32, Thrown> {
    let whole = value.as_f64().filter(|number| f64::from(*number as u32) == *number);
    whole.map(|number| number as u32).ok_or_else(|| wrong(name, value, "an integer from 0 to 4294967295"))
}

/// The error for a value of the wrong type.
#[inline(never)]
fn wrong(what: &str, value: &JsValue, expected: &str) -> Thrown {
    let number = value.dyn_ref::<Number>().and_then(|number| number.to_string_with_radix(10).ok());
    let shown = number.map(String::from).or_else(|| value.as_string()).or_else(|| value.js_typeof().as_string());
    Error::new(ErrorCode::InvalidConfig, what, shown.unwrap_or_default(), expected).into()
}

/// The fields of a layer.
const LAYER: [&str; 3] = ["activation", "params", "learn"];

fn layer_from(fields: &Fields) -> Result<RawLayer, Thrown> {
    Ok(RawLayer {
        activation: fields.text(LAYER[0])?,
        params: parameters_from(&fields.get(LAYER[1]))?,
        learn: entries(LAYER[2], &fields.get(LAYER[2]), Fields::text)?,
    })
}

/// A configuration from an object with the fields of [`RawConfig`].
pub(super) fn config_from(value: &JsValue) -> Result<RawConfig, Thrown> {
    let fields = Fields::new("configuration", value)?;
    fields.only(&[
        "activation",
        "params",
        "learn",
        "layers",
        "hidden",
        "hidden_bias",
        "initializer",
        "optimizer",
        "learning_rate",
        "batch_size",
        "epochs",
        "seed",
        "schedule",
        "decay_rate",
        "decay_epochs",
        "warmup_epochs",
        "weight_decay",
        "global_clipnorm",
        "dropout",
        "augmentation",
        "validation_split",
        "patience",
        "best_weights",
    ])?;
    // Field by field into one value: an error then drops that, not whatever was read before.
    let mut config = RawConfig::default();
    RawLayer { activation: config.activation, params: config.params, learn: config.learn } = layer_from(&fields)?;
    let layers = fields.get("layers");
    if !layers.is_undefined() {
        let list = layers.dyn_ref::<Array>().ok_or_else(|| wrong("layers", &layers, "an array of objects"))?;
        let mut functions = Vec::new();
        for layer in list.iter() {
            let layer = Fields::new("layers", &layer)?;
            layer.only(&LAYER)?;
            functions.push(layer_from(&layer)?);
        }
        config.layers = Some(functions);
    }
    let hidden = fields.get("hidden");
    for units in hidden.dyn_ref::<Array>().ok_or_else(|| wrong("hidden", &hidden, "an array of integers"))?.iter() {
        config.hidden.push(integer("hidden", &units)?);
    }
    config.hidden_bias = fields.optional("hidden_bias", Fields::number)?;
    config.initializer = fields.text("initializer")?;
    config.optimizer = fields.text("optimizer")?;
    config.learning_rate = fields.number("learning_rate")?;
    config.batch_size = fields.integer("batch_size")?;
    config.epochs = fields.integer("epochs")?;
    config.seed = fields.integer("seed")?;
    config.schedule = fields.optional("schedule", Fields::text)?;
    config.decay_rate = fields.optional("decay_rate", Fields::number)?;
    config.decay_epochs = fields.optional("decay_epochs", Fields::integer)?;
    config.warmup_epochs = fields.optional("warmup_epochs", Fields::integer)?;
    config.weight_decay = fields.optional("weight_decay", Fields::number)?;
    config.global_clipnorm = fields.optional("global_clipnorm", Fields::number)?;
    config.dropout = fields.optional("dropout", Fields::number)?;
    config.augmentation = fields.optional("augmentation", Fields::number)?;
    config.validation_split = fields.optional("validation_split", Fields::number)?;
    config.patience = fields.optional("patience", Fields::integer)?;
    let best_weights = fields.get("best_weights");
    if !best_weights.is_undefined() {
        config.best_weights =
            Some(best_weights.as_bool().ok_or_else(|| wrong("best_weights", &best_weights, "true or false"))?);
    }
    Ok(config)
}

/// A preset as an object, field by field as it would be read: through serde it would be twice the code. Its function has no
/// settings.
pub(super) fn preset_to(preset: &Preset) -> JsValue {
    let Preset { name, config, images } = preset;
    let object = Object::new();
    let texts =
        [("activation", &config.activation), ("initializer", &config.initializer), ("optimizer", &config.optimizer)];
    for (key, text) in texts.into_iter().chain(config.schedule.iter().map(|schedule| ("schedule", schedule))) {
        set(&object, key, text.into());
    }
    set(&object, "params", Object::new().into());
    set(&object, "learn", Object::new().into());
    set(&object, "hidden", config.hidden.iter().map(|&units| JsValue::from(units)).collect::<Array>().into());
    for (key, number) in [
        ("learning_rate", Some(config.learning_rate)),
        ("batch_size", Some(config.batch_size.into())),
        ("epochs", Some(config.epochs.into())),
        ("seed", Some(config.seed.into())),
        ("decay_rate", config.decay_rate),
        ("decay_epochs", config.decay_epochs.map(f64::from)),
        ("warmup_epochs", config.warmup_epochs.map(f64::from)),
        ("weight_decay", config.weight_decay),
        ("global_clipnorm", config.global_clipnorm),
        ("dropout", config.dropout),
        ("augmentation", config.augmentation),
        ("validation_split", config.validation_split),
        ("patience", config.patience.map(f64::from)),
    ] {
        if let Some(number) = number {
            set(&object, key, number.into());
        }
    }
    let preset = Object::new();
    set(&preset, "name", (*name).into());
    set(&preset, "config", object.into());
    set(&preset, "images", images.as_str().into());
    preset.into()
}

/// Values of parameters by name, from an object of numbers or from undefined.
fn parameters_from(value: &JsValue) -> Result<Vec<(String, f64)>, Thrown> {
    entries("params", value, Fields::number)
}

/// The fields of an object, all of one kind; none if it is undefined.
fn entries<T>(
    what: &'static str,
    value: &JsValue,
    read: impl Fn(&Fields, &str) -> Result<T, Thrown>,
) -> Result<Vec<(String, T)>, Thrown> {
    if value.is_undefined() {
        return Ok(Vec::new());
    }
    let fields = Fields::new(what, value)?;
    fields.names().into_iter().map(|name| read(&fields, &name).map(|value| (name, value))).collect()
}

/// A function with parameters from an object of numbers, or from undefined.
pub(super) fn activation_from(id: &str, params: &JsValue) -> Result<Activation, Thrown> {
    let params = parameters_from(params)?;
    Ok(Activation::new(id, Dialect::default(), params.iter().map(|(name, value)| (name.as_str(), *value)))?)
}

/// Strokes from x, y and width of their points in one row and the number of points of each.
pub(super) fn strokes_from(points: &[f32], lengths: &[u32]) -> Result<Vec<Vec<Point>>, Thrown> {
    let expected = 3 * lengths.iter().map(|&n| n as usize).sum::<usize>();
    if points.len() != expected {
        let got = format!("{} numbers", points.len());
        return Err(
            Error::new(ErrorCode::InvalidInput, "points", got, format!("{expected}, three for each point")).into()
        );
    }
    let mut points = points.as_chunks::<3>().0.iter().map(|&[x, y, width]| Point { x, y, width });
    Ok(lengths.iter().map(|&n| points.by_ref().take(n as usize).collect()).collect())
}

/// An axis from an object with its bounds and its scale.
pub(super) fn axis_from(value: &JsValue) -> Result<Axis, Thrown> {
    let fields = Fields::new("axis", value)?;
    Ok(Axis::new(fields.number("min")?, fields.number("max")?, Scale::from_name(&fields.text("scale")?)?)?)
}

/// Points from an array of objects with a value and accuracies, numbers or null.
pub(super) fn points_from(value: &JsValue) -> Result<Vec<tune::Point>, Thrown> {
    let point = |point: JsValue| {
        let fields = Fields::new("point", &point)?;
        let accuracies = fields.get("accuracies");
        let accuracy = |value: JsValue| match value.as_f64() {
            None if !value.is_null() => Err(wrong("accuracy", &value, "a number or null")),
            number => Ok(number),
        };
        let accuracies = array("accuracies", &accuracies)?.iter().map(accuracy).collect::<Result<_, _>>()?;
        Ok(tune::Point { value: fields.number("value")?, accuracies })
    };
    array("points", value)?.iter().map(point).collect()
}

fn array<'a>(what: &str, value: &'a JsValue) -> Result<&'a Array, Thrown> {
    value.dyn_ref::<Array>().ok_or_else(|| wrong(what, value, "an array"))
}

//! What was measured of a network in training, as JavaScript gets it: typed arrays, packed where there are many.

use super::convert::set;
use crate::nn::Dense;
use crate::train::{Moments, Signal, Trace, UnitStates};
use js_sys::{Array, Float32Array, Float64Array, Object, Uint8Array, Uint32Array};
use wasm_bindgen::JsValue;

/// Loss, both ratios, then eight numbers for each layer; not a number where there is none. `www/src/core/signal.ts` unpacks it.
pub(super) fn packed_signal(signal: &Signal) -> Vec<f64> {
    let or_nan = |value: Option<f64>| value.unwrap_or(f64::NAN);
    let moments = |value: &Option<Moments>| value.as_ref().map_or([f64::NAN; 2], |m| [m.mean, m.variance]);
    let mut packed = [signal.loss(), signal.weight_ratio(), signal.delta_ratio()].map(or_nan).to_vec();
    for layer in signal.layers() {
        packed.extend(moments(&layer.pre_activations));
        packed.extend(moments(&layer.activations));
        let lengths = layer.gradient.as_ref().map(|norms| [norms.weights, norms.biases, norms.pre_activations]);
        packed.extend(lengths.unwrap_or([f64::NAN; 3]));
        packed.push(or_nan(layer.update_to_weight));
    }
    packed
}

fn floats(values: &[f32]) -> JsValue {
    Float32Array::from(values).into()
}

/// A `WatchedStep` of www/src/worker/protocol.ts.
pub(super) fn step_to((step, packed): (u32, Vec<f64>)) -> JsValue {
    let object = Object::new();
    set(&object, "step", step.into());
    set(&object, "signal", Float64Array::from(packed.as_slice()).into());
    object.into()
}

/// A `Trace` of www/src/core/types.ts.
pub(super) fn trace_to(trace: &Trace) -> JsValue {
    let layers = trace.layers.iter().map(|layer| {
        let object = Object::new();
        set(&object, "units", (layer.deltas.len() / trace.images).into());
        set(&object, "pre_activations", floats(&layer.pre_activations));
        set(&object, "activations", floats(&layer.activations));
        set(&object, "slopes", floats(&layer.slopes));
        set(&object, "deltas", floats(&layer.deltas));
        set(&object, "weight_gradient", layer.weight_gradient.into());
        set(&object, "bias_gradient", layer.bias_gradient.into());
        JsValue::from(object)
    });
    let object = Object::new();
    set(&object, "images", trace.images.into());
    set(&object, "loss", trace.loss.into());
    set(&object, "layers", layers.collect::<Array>().into());
    if let Some(gradient) = &trace.input_gradient {
        set(&object, "input_gradient", floats(gradient));
    }
    object.into()
}

/// A `UnitsOfLayer` of www/src/core/types.ts.
pub(super) fn units_to(units: &UnitStates, layer: &Dense) -> JsValue {
    let object = Object::new();
    let dead: Vec<u8> = units.dead.iter().map(|&dead| u8::from(dead)).collect();
    set(&object, "dead", Uint8Array::from(dead.as_slice()).into());
    for (key, values) in [
        ("saturated", &units.saturated),
        ("linearity", &units.linearity),
        ("mean", &units.mean),
        ("deviation", &units.deviation),
        ("least", &units.least),
        ("greatest", &units.greatest),
    ] {
        set(&object, key, floats(values));
    }
    set(&object, "histogram", Uint32Array::from(units.histogram.as_slice()).into());
    let [weights, bias, _] = layer.values();
    set(&object, "weights", floats(weights));
    set(&object, "bias", floats(bias));
    object.into()
}

//! Files of trained networks: what is written is read again, and nothing else is taken for one. (That other programs
//! read them is tested in Python, `models.py`.)

#![cfg(feature = "cli")]

mod shared;

use activation_lab::export::{Format, Saved, from_json, from_safetensors, to_json, write};
use activation_lab::train::{Model, RawConfig, TrainConfig, Trainer};
use activation_lab::{Error, ErrorCode};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A small network of every kind of array: matrices, vectors, a learned parameter of a layer and one of its units.
fn trained() -> Saved {
    let learn = [("max", "layer"), ("min", "unit")].map(|(name, how)| (name.to_owned(), how.to_owned()));
    let config = RawConfig { hidden: vec![5, 3], epochs: 1, learn: learn.to_vec(), ..shared::config("hard_tanh") };
    let mut trainer = Trainer::new(TrainConfig::try_from(&config).unwrap(), shared::synthetic()).unwrap();
    trainer.train_batches(4).unwrap();
    Saved { config, input_side: 14, weights: trainer.network().values().collect() }
}

fn safetensors(saved: &Saved) -> Vec<u8> {
    let json = serde_json::to_string(&saved.config).unwrap();
    write(Format::Safetensors, &saved.config, &json, saved.input_side, &saved.weights).unwrap()
}

/// A file's header, and its arrays.
fn parts(file: &[u8]) -> (Value, Vec<u8>) {
    let length = u64::from_le_bytes(file[..8].try_into().unwrap()) as usize;
    (serde_json::from_slice(&file[8..8 + length]).unwrap(), file[8 + length..].to_vec())
}

fn joined(header: &str, data: &[u8]) -> Vec<u8> {
    [&(header.len() as u64).to_le_bytes(), header.as_bytes(), data].concat()
}

fn refused(file: &[u8]) -> Error {
    from_safetensors(file).expect_err("a file to be refused")
}

#[test]
fn what_is_written_is_read() {
    let saved = trained();
    assert!(from_safetensors(&safetensors(&saved)).unwrap() == saved);
    assert!(from_json(&to_json(&saved, Value::Null)).unwrap() == saved);
}

#[test]
fn arrays_are_as_pytorch_has_them() {
    let saved = trained();
    let (header, data) = parts(&safetensors(&saved));
    let number = |name: &str, index: usize| {
        let begin = header[name]["data_offsets"][0].as_u64().unwrap() as usize + 4 * index;
        f32::from_le_bytes(data[begin..begin + 4].try_into().unwrap())
    };
    assert_eq!(header["layers.0.weight"]["shape"], json!([5, 196]));
    assert_eq!(header["layers.0.min"]["shape"], json!([5]));
    assert_eq!(header["layers.1.max"]["shape"], json!([1]));
    assert_eq!(header["layers.2.weight"]["shape"], json!([10, 3]));
    let model = Model::new(&saved.config, 14, &saved.weights).unwrap();
    for (layer, dense) in model.network().layers.iter().enumerate() {
        for ((input, unit), weight) in dense.weights.indexed_iter() {
            assert_eq!(number(&format!("layers.{layer}.weight"), unit * dense.weights.nrows() + input), *weight);
        }
        assert_eq!(number(&format!("layers.{layer}.bias"), 2), dense.bias[2]);
    }
    assert_eq!(header["__metadata__"]["weights_hash"], model.weights_hash());
    assert_eq!(header["__metadata__"]["seed"], "1");
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_refused() {
    let file = safetensors(&trained());
    let (header, data) = parts(&file);
    for length in 0..file.len() {
        assert_eq!(refused(&file[..length]).code, ErrorCode::ModelFile, "{length}");
    }
    let longer = [&file[..], &[0]].concat();
    assert_eq!(refused(&longer).what, "arrays");
    // The same at the end of the header: it is not JSON then.
    let text = header.to_string();
    for length in 0..text.len() {
        assert_eq!(refused(&joined(&text[..length], &data)).code, ErrorCode::ModelFile, "{length}");
    }
}

#[test]
fn any_other_byte_is_refused_or_makes_no_difference_to_the_weights() {
    let saved = trained();
    let file = safetensors(&saved);
    let data = file.len() - 4 * saved.weights.len();
    for at in 0..file.len() {
        for flip in [0x01, 0x20, 0x80, 0xff] {
            let mut other = file.clone();
            other[at] ^= flip;
            if let Ok(read) = from_safetensors(&other) {
                assert!(at < data, "byte {at} of {} is a weight's", file.len());
                Model::new(&read.config, read.input_side, &read.weights).unwrap();
            }
        }
    }
}

#[test]
fn hostile_headers_are_refused_with_what_is_wrong() {
    let saved = trained();
    let (header, data) = parts(&safetensors(&saved));
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut header = header.clone();
        change(&mut header);
        refused(&joined(&header.to_string(), &data))
    };
    let is = |error: Error, expected: &str| assert_eq!(error.to_string(), expected);
    let array = "layers.0.bias";
    is(changed(&|h| h[array]["dtype"] = json!("F64")), "layers.0.bias: got F64, expected F32");
    is(changed(&|h| h[array]["shape"] = json!([6])), "layers.0.bias: got [6], expected [5]");
    is(changed(&|h| h[array]["shape"] = json!([5, 1])), "layers.0.bias: got [5, 1], expected [5]");
    is(
        changed(&|h| h["layers.0.weight"]["shape"] = json!([196, 5])),
        "layers.0.weight: got [196, 5], expected [5, 196]",
    );
    is(changed(&|h| h["more"] = h[array].clone()), "more: got an array, expected none of this name");
    let lacking = changed(&|h| {
        h.as_object_mut().unwrap().remove(array);
    });
    is(lacking, "layers.0.bias: got none or several, expected one array");

    // Offsets: out of range, the wrong way round, of another length, over another array's, not two.
    let all = data.len();
    for offsets in [[all, all + 20], [20, 0], [3920, 3936], [4_294_967_280, 4_294_967_295]] {
        let error = changed(&|h| h[array]["data_offsets"] = json!(offsets));
        assert_eq!((error.code, error.what.as_str()), (ErrorCode::ModelFile, array), "{offsets:?}");
    }
    is(changed(&|h| h[array]["data_offsets"] = json!([0, 20])), "data_offsets: got nothing at 3920, expected an array");
    assert_eq!(changed(&|h| h[array]["data_offsets"] = json!([3920])).what, array);
    for offsets in [json!([-4, 16]), json!([0.5, 20.5]), json!("all"), json!([0, 1e300]), json!([0, u64::MAX])] {
        assert_eq!(changed(&|h| h[array]["data_offsets"] = offsets.clone()).what, "header");
    }

    for (key, value) in [("format", "pt"), ("version", "2"), ("weights_hash", "0"), ("config", "{"), ("config", "[]")] {
        assert_eq!(changed(&|h| h["__metadata__"][key] = json!(value)).code, ErrorCode::ModelFile, "{key}");
    }
    for side in ["", "13", "-14", "1e1", "99999999999999999999"] {
        let error = changed(&|h| h["__metadata__"]["input_side"] = json!(side));
        assert_eq!(error.code, ErrorCode::InvalidInput, "{side}");
    }
    assert_eq!(changed(&|h| h["__metadata__"] = json!({ "config": 1 })).what, "header");
    assert!(refused(&joined("{}", &data)).what.contains("format"));
    assert_eq!(refused(&joined("[]", &data)).what, "header");
    assert_eq!(refused(&joined(&"[".repeat(100_000), &data)).what, "header");
    assert_eq!(
        refused(&[&9_u64.to_le_bytes()[..], b"{\"a\":\"\xff\"}"].concat()).to_string(),
        "header: got other bytes, expected UTF-8"
    );
}

#[test]
fn promises_are_not_believed() {
    // A header of all addresses, and one that is just too long: neither is read.
    for length in [u64::MAX, 1 << 40, (1 << 20) + 1] {
        let error = refused(&[&length.to_le_bytes()[..], b"{}"].concat());
        assert_eq!((error.code, error.what.as_str()), (ErrorCode::ModelFile, "header"), "{length}");
    }
    // A configuration of 16 million weights in a file of a few.
    let saved = trained();
    let (mut header, data) = parts(&safetensors(&saved));
    let large = RawConfig { hidden: vec![2048, 2048, 2048, 1500], ..saved.config };
    header["__metadata__"]["config"] = json!(serde_json::to_string(&large).unwrap());
    let error = refused(&joined(&header.to_string(), &data));
    assert_eq!((error.code, error.what.as_str()), (ErrorCode::ModelFile, "arrays"));
    // One too many.
    let huge = RawConfig { hidden: vec![2048; 50], ..large };
    header["__metadata__"]["config"] = json!(serde_json::to_string(&huge).unwrap());
    assert_eq!(refused(&joined(&header.to_string(), &data)).code, ErrorCode::InvalidConfig);
}

#[test]
fn weights_that_no_network_has_are_refused() {
    let saved = trained();
    let (mut header, data) = parts(&safetensors(&saved));
    let with = |header: &Value, name: &str, value: f32| {
        let begin = header[name]["data_offsets"][0].as_u64().unwrap() as usize;
        let mut data = data.clone();
        data[begin..begin + 4].copy_from_slice(&value.to_le_bytes());
        from_safetensors(&joined(&header.to_string(), &data))
    };
    assert_eq!(with(&header, "layers.1.bias", 0.5).unwrap_err().what, "weights");
    // Without the hash, a file says that its weights were changed.
    header["__metadata__"].as_object_mut().unwrap().remove("weights_hash");
    assert!(with(&header, "layers.1.bias", 0.5).unwrap().weights.contains(&0.5));
    for (name, value, code) in [
        ("layers.1.bias", f32::NAN, ErrorCode::InvalidInput),
        ("layers.1.weight", f32::INFINITY, ErrorCode::InvalidInput),
        ("layers.0.min", 0.5, ErrorCode::InvalidParameter),
        ("layers.1.max", -1.0, ErrorCode::InvalidParameter),
    ] {
        assert_eq!(with(&header, name, value).unwrap_err().code, code, "{name} {value}");
    }
}

#[test]
fn other_json_is_refused() {
    let saved = trained();
    let text = to_json(&saved, Value::Null);
    let document: Value = serde_json::from_str(&text).unwrap();
    let changed = |key: &str, value: Value| {
        let mut document = document.clone();
        document[key] = value;
        from_json(&document.to_string()).unwrap_err().code
    };
    for (key, value) in [
        ("format", json!("keras")),
        ("version", json!(2)),
        ("weights_hash", json!("0")),
        ("weights", json!([])),
        ("weights", json!("AAAA")),
        ("weights", json!([1e300])),
        ("config", json!({ "activation": "relu" })),
        ("input_side", json!(-1)),
    ] {
        assert_eq!(changed(key, value), ErrorCode::ModelFile, "{key}");
    }
    assert_eq!(changed("input_side", json!(28)), ErrorCode::InvalidInput);
    for length in (0..text.len()).step_by(97) {
        assert_eq!(from_json(&text[..length]).unwrap_err().code, ErrorCode::ModelFile);
    }
}

proptest! {
    #[test]
    fn noise_is_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), length in 0_u64..200) {
        prop_assert!(from_safetensors(&bytes).is_err());
        prop_assert!(from_safetensors(&[&length.to_le_bytes()[..], &bytes].concat()).is_err());
    }
}

//! The command line, as a program.

use activation_lab::activation::{Activation, Function};
use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(args: &[&str], input: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_activation-lab");
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments does not read: its closed pipe is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Standard error of a run that must end with exit code 2.
fn refused(args: &[&str], input: &str) -> String {
    let output = run(args, input);
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    assert!(output.stdout.is_empty(), "{args:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn list_names_every_function() {
    let list = json(&run(&["list", "--json"], ""));
    let ids: Vec<_> = list.as_array().unwrap().iter().map(|spec| spec["id"].as_str().unwrap()).collect();
    for id in ["linear", "sigmoid", "hard_sigmoid", "tanh", "softsign", "relu"] {
        assert!(ids.contains(&id), "{id}");
    }
    let hard_sigmoid = list.as_array().unwrap().iter().find(|spec| spec["id"] == "hard_sigmoid").unwrap();
    let slope = &hard_sigmoid["parameters"][0];
    assert_eq!(slope["name"], "slope");
    assert_eq!(slope["default"], 0.2);
    assert_eq!(slope["symbol"], "s");
    assert_eq!(hard_sigmoid["family"], "sigmoid");
    assert_eq!(hard_sigmoid["names"]["pytorch"]["api"], "torch.nn.Hardsigmoid");
    assert_eq!(hard_sigmoid["range"]["max"], 1);
    let table = String::from_utf8(run(&["list"], "").stdout).unwrap();
    assert_eq!(table.lines().count(), ids.len());
    let line = table.lines().find(|line| line.starts_with("hard_sigmoid ")).unwrap();
    let words: Vec<_> = line.split_whitespace().collect();
    let names = ["keras.activations.hard_sigmoid", "torch.nn.Hardsigmoid"];
    assert_eq!(words, ["hard_sigmoid", "sigmoid", names[0], names[1], "slope=0.2"]);
}

#[test]
fn a_dialect_sets_the_defaults() {
    let slope = |dialect: &str, id: &str| {
        let list = json(&run(&["list", "--json", "--dialect", dialect], ""));
        let parameter = &list.as_array().unwrap().iter().find(|spec| spec["id"] == id).unwrap()["parameters"][0];
        let text = String::from_utf8(run(&["eval", id, "--dialect", dialect], "-1 0 1").stdout).unwrap();
        let slope: f64 = text.lines().next().unwrap().rsplit('\t').next().unwrap().parse().unwrap();
        assert!((slope - parameter["default"].as_f64().unwrap()).abs() < 1e-7, "{id}: {slope} {parameter}");
        (slope, parameter["learned"].as_str().map(str::to_owned))
    };
    let close = |(slope, learned): (f64, Option<String>), expected: f64, how: Option<&str>| {
        (slope - expected).abs() < 1e-7 && learned.as_deref() == how
    };
    for (id, [keras2, keras3, pytorch], [in_keras, in_pytorch]) in [
        ("hard_sigmoid", [0.2, 1.0 / 6.0, 1.0 / 6.0], [None, None]),
        ("leaky_relu", [0.3, 0.3, 0.01], [None, None]),
        ("prelu", [0.0, 0.0, 0.25], [Some("unit"), Some("layer")]),
    ] {
        assert!(close(slope("keras2", id), keras2, in_keras), "{id}");
        assert!(close(slope("keras3", id), keras3, in_keras), "{id}");
        assert!(close(slope("pytorch", id), pytorch, in_pytorch), "{id}");
    }
}

#[test]
fn aliases_resolve() {
    for (alias, id) in [("swish", "silu"), ("identity", "linear"), ("hard_swish", "hard_silu"), ("atan", "arctan")] {
        let value = |name| run(&["eval", name], "-1.5 0 2").stdout;
        assert!(!value(alias).is_empty() && value(alias) == value(id), "{alias}");
    }
}

#[test]
fn eval_prints_x_f_and_slope() {
    let output = run(&["eval", "hard_sigmoid", "--param", "slope=0.25"], "-2 0\n1\n\n1e-3 inf NaN");
    assert!(output.status.success());
    let expected = "-2\t0\t0\n0\t0.5\t0.25\n1\t0.75\t0.25\n0.001\t0.50025\t0.25\ninf\t1\t0\nNaN\tNaN\tNaN\n";
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
}

#[test]
fn eval_takes_a_line_as_a_row_of_softmax() {
    let text = String::from_utf8(run(&["eval", "softmax"], "0 0 0 0\n5\n").stdout).unwrap();
    assert_eq!(text, "0\t0.25\t0.1875\n".repeat(4) + "5\t1\t0\n");
}

#[test]
fn eval_prints_decimals_that_read_back() {
    let output = run(&["eval", "tanh"], "0.1");
    let line = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<f32> = line.trim().split('\t').map(|word| word.parse().unwrap()).collect();
    let (y, slope) = Activation::from(Function::Tanh).at(0.1);
    assert_eq!(numbers, [0.1, y, slope]);
}

#[test]
fn the_network_and_its_training_are_as_told() {
    let args = ["train", "--activations", "tanh", "--epochs", "1", "--json", "--hidden", "20,10"];
    let more = ["--optimizer", "adam", "--batch-size", "100", "--initializer", "he_normal"];
    let decay = ["--schedule", "step", "--decay-rate", "0.5", "--decay-epochs", "2", "--weight-decay", "0.01"];
    let report = json(&run(&[&args[..], &more, &decay].concat(), ""));
    let config = &report["config"];
    assert_eq!((&config["hidden"], &config["optimizer"]), (&serde_json::json!([20, 10]), &serde_json::json!("adam")));
    assert_eq!((config["learning_rate"].as_f64(), config["batch_size"].as_u64()), (Some(0.001), Some(100)));
    assert_eq!((&config["initializer"], config["epochs"].as_u64()), (&serde_json::json!("he_normal"), Some(1)));
    assert_eq!((&config["schedule"], config["decay_rate"].as_f64()), (&serde_json::json!("step"), Some(0.5)));
    assert_eq!((config["weight_decay"].as_f64(), &config["global_clipnorm"]), (Some(0.01), &serde_json::Value::Null));
    assert_eq!((config["decay_epochs"].as_u64(), &config["warmup_epochs"]), (Some(2), &serde_json::Value::Null));
    assert!(report["runs"][0]["test_accuracy"][0].as_f64() > Some(0.5), "{report}");
    // Plain SGD is the preset's already, and so is its rate.
    let report = json(&run(&["train", "--activations", "tanh", "--epochs", "1", "--json", "--optimizer", "sgd"], ""));
    assert_eq!(report["config"]["learning_rate"].as_f64(), Some(0.2));
}

#[test]
fn parameters_are_set_and_learned_as_told() {
    let train = |more: &[&str]| {
        let args = ["train", "--activations", "leaky_relu,prelu", "--epochs", "1", "--json"];
        json(&run(&[&args[..], more].concat(), ""))["runs"].clone()
    };
    let runs = train(&["--param", "leaky_relu.negative_slope=0.1"]);
    assert_eq!(runs[0]["params"]["negative_slope"], 0.1);
    assert_eq!((&runs[0]["learn"], &runs[0]["learned"]), (&serde_json::json!({}), &serde_json::Value::Null));
    assert_eq!(runs[1]["params"]["negative_slope"], 0.0);
    assert_eq!(runs[1]["learn"]["negative_slope"], "unit");
    assert_eq!(runs[1]["learned"]["negative_slope"][0].as_array().unwrap().len(), 64);

    let runs = train(&[
        "--dialect",
        "pytorch",
        "--learn",
        "leaky_relu.negative_slope=unit",
        "--learn",
        "prelu.negative_slope=none",
    ]);
    assert_eq!(runs[0]["params"]["negative_slope"], 0.01);
    assert_eq!(runs[0]["learned"]["negative_slope"][0].as_array().unwrap().len(), 64);
    assert_eq!(
        (&runs[1]["params"]["negative_slope"], &runs[1]["learned"]),
        (&serde_json::json!(0.25), &serde_json::Value::Null)
    );
}

#[test]
fn wrong_arguments_list_what_is_valid() {
    assert!(refused(&["list", "--dialect", "theano"], "").contains("one of keras2, keras3, pytorch"));
    assert!(refused(&["eval", "relu", "--dialect", "theano"], "").contains("one of keras2, keras3, pytorch"));
    let train = |option, value| refused(&["train", "--activations", "relu", option, value], "");
    assert!(train("--optimizer", "adm").contains("adam, adamw"));
    assert!(train("--schedule", "linear").contains("one of constant, cosine, step"));
    assert!(train("--weight-decay", "2").contains("from 0 to 1"));
    assert!(train("--augmentation", "3").contains("from 0 to 2"));
    assert!(train("--dropout", "1").contains("from 0 to 0.99"));
    assert!(train("--global-clipnorm", "0").contains("above 0"));
    assert!(train("--warmup-epochs", "20").contains("0 to 19"));
    assert!(train("--hidden", "64,0").contains("1 to 2048 units"));
    assert!(train("--param", "elu.slope=1").contains("one of alpha"));
    assert!(train("--param", "relu=1").contains("ID.NAME=VALUE"));
    assert!(train("--learn", "elu.slope=unit").contains("one of alpha"));
    assert!(train("--dialect", "jax").contains("one of keras2, keras3, pytorch"));
    let elu = |option, value| refused(&["train", "--activations", "elu", option, value], "");
    assert!(elu("--param", "elu.alpha=NaN").contains("a number from"));
    assert!(elu("--learn", "elu.alpha=network").contains("one of layer, unit"));
    assert!(refused(&["eval", "rulu"], "").contains("linear, sigmoid, hard_sigmoid"));
    assert!(refused(&["eval", "hard_sigmoid", "--param", "slop=1"], "").contains("one of slope"));
    assert!(refused(&["eval", "hard_sigmoid", "--param", "slope=NaN"], "").contains("from 0.01 to 1"));
    assert!(refused(&["eval", "relu", "--param", "slope"], "").contains("NAME=VALUE"));
    assert!(refused(&["train", "--activations", "relu,rulu"], "").contains("softsign, relu"));
    assert!(refused(&["train", "--activations", "relu", "--preset", "sprint"], "").contains("race"));
    assert!(refused(&["train", "--activations", "relu", "--epochs", "0"], "").contains("1 to 1000"));
    let ink = |line: &str| refused(&["ink", "--activations", "relu"], line);
    assert!(ink("{\"strokes\": 3}").contains("line 1"));
    assert!(ink("{\"label\": 10, \"strokes\": []}").contains("line 1: label: got 10, expected 0 to 9"));
    assert!(ink("\n{\"strokes\": [[1, 2, 3]]}").contains("line 2: strokes: got one of 3 numbers"));
    assert!(ink("{\"strokes\": [[1, 2]], \"widths\": [[1, 1]]}").contains("widths: got strokes of [2]"));
}

#[test]
fn eval_names_the_line_of_a_word_that_is_no_number() {
    let output = run(&["eval", "relu"], "1\ntwo");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("line 2: got \"two\""));
}

#[test]
fn a_missing_data_file_is_named() {
    let output = run(&["train", "--activations", "relu", "--data", "no-such-file.bin"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("no-such-file.bin"));
}

#[test]
fn train_reports_each_run() {
    let args = ["train", "--activations", "relu,tanh", "--seed", "7", "--epochs", "2", "--json"];
    let report = json(&run(&args, ""));
    assert_eq!(report["config"]["seed"], 7);
    assert_eq!(report["config"]["epochs"], 2);
    let runs = report["runs"].as_array().unwrap();
    assert_eq!(runs.iter().map(|run| run["activation"].as_str().unwrap()).collect::<Vec<_>>(), ["relu", "tanh"]);
    for run in runs {
        assert_eq!(run["train_loss"].as_array().unwrap().len(), 2);
        assert!(run["test_accuracy"][1].as_f64().unwrap() > 0.8);
        assert!(run["seconds"].as_f64().unwrap() > 0.0 && run["samples_per_second"].as_f64().unwrap() > 0.0);
        assert_eq!(run["weights_hash"].as_str().unwrap().len(), 16);
    }
    let again = json(&run(&args, ""));
    assert_eq!(again["runs"][0]["weights_hash"], runs[0]["weights_hash"]);
}

#[test]
fn a_preset_brings_its_images() {
    let config = |args: &[&str]| {
        let args =
            [&["train", "--activations", "relu", "--epochs", "1", "--warmup-epochs", "0", "--json"], args].concat();
        let output = run(&args, "");
        let (report, told) = (json(&output), String::from_utf8(output.stderr).unwrap());
        assert!(told.contains("relu epoch 1/1: loss") && told.contains(" s, 0 s left"), "{told}");
        let run = &report["runs"][0];
        let samples = run["samples_per_second"].as_f64().unwrap() * run["seconds"].as_f64().unwrap();
        (report["config"].clone(), samples.round(), run["test_accuracy"][0].as_f64().unwrap())
    };
    let small = ["--hidden", "8"];
    let (keras, samples, accuracy) = config(&[&["--preset", "keras-mlp"], &small[..]].concat());
    assert_eq!(
        (keras["optimizer"].as_str(), keras["dropout"].as_f64(), samples),
        (Some("rmsprop"), Some(0.2), 60_000.0)
    );
    assert!(accuracy > 0.6, "{accuracy}");
    let (full, samples, _) = config(&[&["--preset", "full"], &small[..]].concat());
    assert_eq!((full["schedule"].as_str(), samples), (Some("cosine"), 60_000.0));
    let (deep, samples, accuracy) = config(&["--preset", "deep"]);
    assert_eq!((deep["hidden"].as_array().unwrap().len(), samples), (20, 10_000.0));
    assert!(accuracy > 0.4, "{accuracy}");
}

#[test]
fn layers_have_functions_of_their_own() {
    let args = ["train", "--layer-activations", "relu,prelu", "--hidden", "20,10", "--epochs", "1", "--json"];
    let report = json(&run(&[&args[..], &["--param", "prelu.negative_slope=0.1"]].concat(), ""));
    let layers = &report["config"]["layers"];
    assert_eq!((&layers[0]["activation"], &layers[1]["activation"]), (&"relu".into(), &"prelu".into()));
    assert_eq!(
        (layers[1]["params"]["negative_slope"].as_f64(), &layers[1]["learn"]["negative_slope"]),
        (Some(0.1), &"unit".into())
    );
    assert_eq!((report["runs"].as_array().unwrap().len(), &report["runs"][0]["activation"]), (1, &"relu".into()));
    let learned = &report["runs"][0]["learned"]["negative_slope"];
    assert_eq!((learned[0].as_array().unwrap().len(), learned[1].as_array().unwrap().len()), (0, 10));
    let told = refused(&["train", "--layer-activations", "relu,prelu", "--epochs", "1"], "");
    assert!(told.contains("layers: got 2, expected 1, one for each hidden layer"), "{told}");
}

#[test]
fn held_out_images_are_reported() {
    let args =
        ["train", "--activations", "relu", "--epochs", "2", "--validation-split", "0.1", "--best-weights", "--json"];
    let output = run(&args, "");
    let report = json(&output);
    let run = &report["runs"][0];
    assert_eq!(run["validation_loss"].as_array().unwrap().len(), 2);
    assert!(run["validation_accuracy"][1].as_f64().unwrap() > 0.8);
    assert_eq!((run["best_epoch"].as_u64(), &run["stopped_early"]), (Some(2), &serde_json::Value::Null));
    assert_eq!(
        (report["config"]["best_weights"].as_bool(), &report["config"]["patience"]),
        (Some(true), &serde_json::Value::Null)
    );
    assert!(String::from_utf8(output.stderr).unwrap().contains("held out"));
    assert!(refused(&["train", "--activations", "relu", "--patience", "3"], "").contains("validation_split is 0"));
}

#[test]
fn what_would_not_fit_is_refused_before_any_training() {
    let wide = ["2048"; 50].join(",");
    let told = refused(&["train", "--activations", "relu", "--hidden", &wide], "");
    assert!(told.contains("memory for training: got 1727 MiB, expected at most 512 MiB"), "{told}");
    assert!(refused(&["train", "--activations", "relu", "--side", "5"], "").contains("a divisor of 28"));
}

#[test]
fn a_run_that_diverges_does_not_keep_others_from_ending() {
    let args = ["train", "--activations", "linear,tanh", "--epochs", "1", "--learning-rate", "100", "--json"];
    let report = json(&run(&args, ""));
    let [linear, tanh] = [&report["runs"][0], &report["runs"][1]];
    assert!(linear["error"].as_str().unwrap().contains("layer"), "{report}");
    assert_eq!(linear["divergence"]["reason"], "gradient_exploded");
    assert_eq!((&tanh["error"], &tanh["divergence"]), (&serde_json::Value::Null, &serde_json::Value::Null));
    assert_eq!(tanh["test_accuracy"].as_array().unwrap().len(), 1);
}

#[test]
fn ink_answers_every_drawing() {
    let one = "[[250, 50, 248, 200, 251, 450]]";
    let drawings = [
        format!("{{\"label\": 1, \"strokes\": {one}}}"),
        "{\"strokes\": []}".to_owned(),
        "{\"strokes\": [[9, 9]], \"widths\": [[1.2]]}".to_owned(),
        format!("{{\"label\": 6, \"strokes\": {one}}}"),
        "{\"label\": 6, \"strokes\": []}".to_owned(),
    ];
    let report = json(&run(&["ink", "--activations", "relu"], &drawings.join("\n")));
    let run = &report["runs"][0];
    let predictions = run["predictions"].as_array().unwrap();
    assert_eq!((&predictions[0], &predictions[3]), (&1.into(), &1.into()));
    assert!(predictions[1].is_null() && predictions[2].is_u64() && predictions[4].is_null());
    // What was not drawn has not been read, and stands in no column.
    assert_eq!(run["accuracy"].as_f64(), Some(1.0 / 3.0));
    assert_eq!((&run["confusion"][1][1], &run["confusion"][6][1]), (&1.into(), &1.into()));
    let counted = run["confusion"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap());
    assert_eq!(counted.map(|count| count.as_u64().unwrap()).sum::<u64>(), 2);
}

#[test]
fn a_saved_network_answers_as_it_did() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let [safetensors, onnx, text] =
        ["relu.safetensors", "relu.onnx", "relu.json"].map(|name| folder.join(name).to_str().unwrap().to_owned());
    let network = ["--activations", "relu", "--epochs", "1", "--hidden", "10,8"];
    let save = ["--json", "--save", &safetensors, "--save", &onnx, "--save", &text];
    let trained = json(&run(&[&["train"], &network[..], &save].concat(), ""))["runs"][0].clone();
    let drawings = "{\"label\": 1, \"strokes\": [[250, 50, 248, 200, 251, 450]]}\n{\"strokes\": [[9, 9, 40, 9]]}\n";
    let answers = json(&run(&[&["ink"], &network[..]].concat(), drawings));
    for file in [&safetensors, &text] {
        let report = json(&run(&["evaluate", "--load", file], ""));
        assert_eq!(report["weights_hash"], trained["weights_hash"]);
        assert_eq!(report["test"]["accuracy"], trained["test_accuracy"][0]);
        assert_eq!(report["config"]["hidden"], serde_json::json!([10, 8]));
        assert_eq!(json(&run(&["ink", "--load", file], drawings)), answers);
    }
    let document: serde_json::Value = serde_json::from_slice(&std::fs::read(&text).unwrap()).unwrap();
    assert_eq!((&document["format"], &document["results"]), (&serde_json::json!("activation-lab"), &trained));

    assert!(refused(&["train", "--activations", "relu,tanh", "--save", &onnx], "").contains("got 2 activations"));
    assert!(refused(&["train", "--activations", "relu", "--save", "relu.h5"], "").contains(".safetensors, .onnx or"));
    assert!(refused(&["evaluate", "--load", &onnx], "").contains("expected .safetensors or .json"));
    assert!(refused(&["ink"], "").contains("--activations is missing"));
    std::fs::write(&safetensors, &std::fs::read(&safetensors).unwrap()[..5000]).unwrap();
    let output = run(&["evaluate", "--load", &safetensors], "");
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("relu.safetensors: arrays: got") && message.contains("bytes"), "{message}");
}

/// A sweep's report, made quick: a small network and one epoch.
fn swept(args: &[&str]) -> serde_json::Value {
    let common = ["sweep", "--activation", "leaky_relu", "--epochs", "1", "--hidden", "8", "--json"];
    json(&run(&[&common[..], args].concat(), ""))
}

#[test]
fn a_sweep_gives_the_numbers_of_its_runs_with_any_number_of_threads() {
    let args = ["--param", "negative_slope=0:1:log:5", "--seeds", "2", "--seed", "5", "--refine", "3"];
    let report = swept(&args);
    assert_eq!((&report["parameter"], &report["seeds"]), (&"negative_slope".into(), &serde_json::json!([5, 6])));
    assert_eq!(report["axis"], serde_json::json!({ "min": 0.0, "max": 1.0, "scale": "log" }));
    assert_eq!((&report["config"]["epochs"], &report["config"]["seed"]), (&1.into(), &serde_json::Value::Null));
    let values = |report: &serde_json::Value| -> Vec<f64> {
        report["points"].as_array().unwrap().iter().map(|point| point["value"].as_f64().unwrap()).collect()
    };
    // The frameworks' defaults come first.
    let tried = values(&report);
    assert!([0.0, 0.001, 0.01, 0.1, 0.3, 1.0].iter().all(|value| tried.contains(value)), "{tried:?}");
    assert!(tried.is_sorted() && tried.len() <= 8, "{tried:?}");
    let bits = |report: &serde_json::Value| {
        let runs = report["points"].as_array().unwrap().iter().flat_map(|point| point["runs"].as_array().unwrap());
        let bits =
            |run: &serde_json::Value| (run["seed"].clone(), run["accuracy"].clone(), run["weights_hash"].clone());
        (runs.map(bits).collect::<Vec<_>>(), report["verdict"].clone())
    };
    for threads in ["1", "3"] {
        assert_eq!(bits(&swept(&[&args[..], &["--threads", threads]].concat())), bits(&report), "{threads} threads");
    }
    let alone = ["--epochs", "1", "--hidden", "8", "--seed", "6", "--param", "leaky_relu.negative_slope=0.1", "--json"];
    let alone = json(&run(&[&["train", "--activations", "leaky_relu"], &alone[..]].concat(), ""));
    let same = &report["points"][tried.iter().position(|value| *value == 0.1).unwrap()]["runs"][1];
    assert_eq!((&same["seed"], &same["weights_hash"]), (&6.into(), &alone["runs"][0]["weights_hash"]));
    assert_eq!(same["accuracy"], alone["runs"][0]["test_accuracy"][0]);
    // The verdict is that of the accuracies.
    let verdict = &report["verdict"];
    let best = verdict["best"].as_u64().unwrap() as usize;
    let mean = |point: &serde_json::Value| {
        point["runs"].as_array().unwrap().iter().map(|run| run["accuracy"].as_f64().unwrap()).sum::<f64>() / 2.0
    };
    let means: Vec<f64> = report["points"].as_array().unwrap().iter().map(mean).collect();
    assert!(means.iter().all(|mean| *mean <= means[best] + 1e-12));
    assert!((verdict["points"][best]["mean"].as_f64().unwrap() - means[best]).abs() < 1e-12);
    assert_eq!(verdict["points"][best]["peer"], true);
    assert_eq!(verdict["points"].as_array().unwrap().len(), tried.len());
}

#[test]
fn a_sweep_answers_in_a_table_and_a_sentence() {
    let args =
        ["sweep", "--activation", "linear", "--param", "learning_rate=0.1,1000", "--epochs", "1", "--seeds", "2"];
    let output = run(&args, "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (table, told) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    let lines: Vec<_> = table.lines().collect();
    assert!(lines[1].starts_with("0.1 ") && lines[1].contains("best"), "{table}");
    assert!(
        lines[2].starts_with("1000 ") && lines[2].contains("diverged: ") && lines[2].contains("epoch 1"),
        "{table}"
    );
    let sentence = table.lines().find(|line| line.starts_with("linear, learning_rate: the best, 0.1 (")).unwrap();
    assert!(sentence.ends_with("; no other value got through with all seeds."), "{table}");
    assert!(table.contains("Defaults: Keras 0.01."), "{table}");
    assert!(told.contains("4 runs on ") && told.contains("4/4 ") && told.contains("0 s left"), "{told}");
}

#[test]
fn a_sweep_of_what_is_learned_is_one_of_its_start() {
    let sweep = |more: &[&str]| {
        let args =
            ["sweep", "--activation", "prelu", "--param", "negative_slope=-0.5,0.25", "--epochs", "1", "--seeds", "1"];
        run(&[&args[..], &["--hidden", "8"], more].concat(), "")
    };
    let report = json(&sweep(&["--json"]));
    let run = &report["points"][0]["runs"][0];
    assert_eq!((&run["params"]["negative_slope"], &run["learn"]["negative_slope"]), (&(-0.5).into(), &"unit".into()));
    assert_eq!(run["learned"]["negative_slope"][0].as_array().unwrap().len(), 8);
    let text = |more: &[&str]| String::from_utf8(sweep(more).stdout).unwrap();
    let learned = text(&[]);
    assert!(learned.contains("negative_slope is learned by unit"));
    assert!(learned.contains("one seed does not tell"), "{learned}");
    assert_eq!(learned.matches("as good").count(), 1, "{learned}");
    let fixed = ["--learn", "prelu.negative_slope=none"];
    assert!(!text(&fixed).contains("is learned"));
    let report = json(&sweep(&[&fixed[..], &["--json"]].concat()));
    assert_eq!(report["points"][0]["runs"][0]["learned"], serde_json::Value::Null);
}

#[test]
fn unusable_sweeps_are_refused() {
    let sweep = |id: &str, args: &[&str]| refused(&[&["sweep", "--activation", id], args].concat(), "");
    let slope = |values: &str| sweep("leaky_relu", &["--param", &format!("negative_slope={values}")]);
    assert!(slope("1:0:log:9").contains("got 1 to 0, expected the smaller bound first"));
    assert!(slope("0:1:log:1").contains("count: got 1, expected 2 to 100"));
    assert!(slope("0:1:cubic:9").contains("got cubic, expected linear, log or signed"));
    assert!(slope("-1:1:log:9").contains("no bound below 0"));
    assert!(slope("0.1").contains("a single value"));
    assert!(slope("0.1,0.1,0.2").contains("0.1 twice"));
    assert!(slope("0.1,NaN").contains("finite"));
    assert!(slope("0.1,x").contains("\"x\" is no number"));
    // Outside of what the function takes.
    assert!(slope("0.1,1e9").contains("negative_slope"));
    assert!(sweep("relu", &["--param", "slope=1,2"]).contains("slope"));
    assert!(sweep("elu", &["--param", "alpha=1,2", "--param", "learning_rate=0.1,0.2"]).contains("a second sweep"));
    assert!(sweep("elu", &["--param", "learning_rate=0,0.2"]).contains("learning_rate"));
    assert!(sweep("elu", &["--param", "alpha=1,2", "--seed", "4294967295"]).contains("below 2^32"));
    assert!(sweep("elu", &["--param", "alpha=1,2", "--seeds", "0"]).contains("1..=100"));
    let long = ["--param", "alpha=0.1:5:log:100", "--seeds", "100", "--epochs", "1000"];
    let told = sweep("elu", &long);
    assert!(told.contains("10000 runs that take about") && told.contains("--yes"), "{told}");
}

/// The first step of fresh networks on real images.
fn signal(args: &[&str]) -> Vec<serde_json::Value> {
    let found = json(&run(&[&["signal", "--json"], args].concat(), ""));
    found["cells"].as_array().unwrap().clone()
}

#[test]
fn signal_tells_of_every_cell_and_layer() {
    let cells =
        signal(&["--activations", "relu,tanh", "--depths", "1,7", "--initializer", "recommended,zeros", "--layers"]);
    let names = cells.iter().map(|cell| {
        let text = |key: &str| cell[key].as_str().unwrap().to_owned();
        (text("activation"), text("initializer"), cell["depth"].as_u64().unwrap())
    });
    let expected = [("relu", ["he_normal", "zeros"]), ("tanh", ["glorot_uniform", "zeros"])].into_iter().flat_map(
        |(function, initializers)| {
            initializers
                .into_iter()
                .flat_map(move |initializer| [1, 7].map(|depth| (function.to_owned(), initializer.to_owned(), depth)))
        },
    );
    assert!(names.eq(expected));
    for cell in cells {
        let (layers, depth) = (cell["layers"].as_array().unwrap(), cell["depth"].as_u64().unwrap() as usize);
        assert_eq!(layers.len(), depth + 1);
        assert!(layers[depth]["activations"].is_null() && layers[depth].get("predicted").is_none());
        let norm = |layer: usize| layers[layer]["gradient"]["weights"].as_f64().unwrap();
        if cell["initializer"] == "zeros" {
            assert!(cell["ratio"].is_null() && cell["predicted"].is_null());
            assert!(layers[0]["update_to_weight"].is_null() && norm(0) == 0.0);
            continue;
        }
        let ratio = cell["ratio"].as_f64().unwrap();
        assert!((ratio - norm(0) / norm(depth - 1)).abs() < 1e-12 * ratio);
        assert!(layers[0]["update_to_weight"].as_f64().unwrap() > 0.0);
        assert!(layers[0]["predicted"]["slope_square"].as_f64().unwrap() > 0.0);
        let foretold = layers[0]["predicted"]["pre_variance"].as_f64().unwrap();
        let measured = layers[0]["pre_activations"]["variance"].as_f64().unwrap();
        assert!((foretold / measured - 1.0).abs() < 0.5, "{foretold} {measured}");
    }
}

/// In layers as narrow as on the page, by the mean over seeds.
#[test]
fn signal_through_twenty_layers_is_within_a_factor_two_of_what_is_foretold() {
    let mut logarithms = [0.0; 4];
    for seed in ["1", "2", "3", "4", "5"] {
        let functions = "linear,tanh,sigmoid,relu";
        let args = ["--activations", functions, "--depths", "20", "--initializer", "recommended", "--seed", seed];
        for (sum, cell) in logarithms.iter_mut().zip(signal(&args)) {
            *sum += (cell["predicted"].as_f64().unwrap() / cell["ratio"].as_f64().unwrap()).log2() / 5.0;
        }
    }
    assert!(logarithms.iter().all(|logarithm| logarithm.abs() < 1.0 && *logarithm != 0.0), "{logarithms:?}");
}

#[test]
fn signal_has_something_to_say_of_every_function_at_every_depth() {
    let cells = signal(&["--activations", "all", "--depths", "1,2,10,50"]);
    assert_eq!(cells.len(), 4 * Function::ALL.len());
    for cell in &cells {
        let depth = cell["depth"].as_u64().unwrap();
        if let Some(ratio) = cell["ratio"].as_f64() {
            assert!(ratio >= 0.0 && (depth > 1 || ratio == 1.0), "{cell}");
        }
    }
    assert!(cells.iter().filter(|cell| cell["ratio"].is_number() && cell["predicted"].is_number()).count() > 130);
    let table = String::from_utf8(run(&["signal", "--activations", "all", "--depths", "50"], "").stdout).unwrap();
    assert_eq!(table.lines().count(), 1 + Function::ALL.len());
    assert!(!table.contains("NaN") && !table.contains("inf"), "{table}");
}

#[test]
fn signal_refuses_what_it_cannot_measure() {
    let refused = |more: &[&str]| refused(&[&["signal", "--activations", "relu"], more].concat(), "");
    assert!(refused(&["--depths", "1,0"]).contains("--depths: got 0, expected at least one hidden layer"));
    assert!(refused(&["--initializer", "xavier"]).contains("initializer: got \"xavier\""));
    assert!(refused(&["--units", "0"]).contains("expected"));
    assert!(refused(&["--layers"]).contains("--json"));
    assert!(self::refused(&["signal", "--activations", "swoosh"], "").contains("\"swoosh\""));
}

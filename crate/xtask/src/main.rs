//! The workspace's own tool: wasm-bindgen at the version of `Cargo.lock`, and what makes the page's data.
//!
//! ```text
//! xtask wasm-bindgen ARGS               as the program wasm-bindgen
//! xtask wasm-bindgen-test-runner ARGS   as the program of that name; cargo's runner for wasm tests
//! xtask pack IDX_DIR OUT_DIR            MNIST's four files -> the page's data files
//! xtask ship DATA OUT_DIR               a packed data set -> the trained networks that the page ships
//! ```

mod pack;
mod ship;

use std::env;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str =
    "usage: xtask wasm-bindgen ARGS | wasm-bindgen-test-runner ARGS | pack IDX_DIR OUT_DIR | ship DATA OUT_DIR";

fn main() -> ExitCode {
    // The libraries take their own name as the first argument, where this program has the subcommand.
    let args: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome: Result<(), Box<dyn Error>> = match words[..] {
        ["wasm-bindgen", ..] => wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(args).map_err(Into::into),
        ["wasm-bindgen-test-runner", ..] => {
            wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(args).map_err(Into::into)
        }
        ["pack", from, to] => pack::pack(Path::new(from), Path::new(to)),
        ["ship", from, to] => ship::ship(Path::new(from), Path::new(to)),
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

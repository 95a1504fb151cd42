//! Activation Lab on the command line: the page's core, natively.

mod args;
mod files;
mod functions;
mod pool;
mod runs;
mod signal;
mod sweep;

use args::{Cli, Command};
use clap::Parser;
use serde::Serialize;
use std::io::{self, Write};
use std::process::ExitCode;

/// Why the program ends early: a wrong argument (exit code 2) or anything else (1).
enum Failure {
    Usage(String),
    Other(String),
}

impl From<activation_lab::Error> for Failure {
    fn from(error: activation_lab::Error) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Other(error.to_string())
    }
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::List { dialect, json } => functions::list(&dialect, json),
        Command::Eval { id, dialect, parameters } => functions::eval(&id, &dialect, &parameters),
        Command::Train { run, json, save } => runs::train(&run, json, &save),
        Command::Sweep(args) => sweep::sweep(&args),
        Command::Signal(args) => signal::signal(&args),
        Command::Ink { run, load } => runs::classify_ink(&run, load.as_deref()),
        Command::Evaluate { load, data, logits } => files::evaluate(&load, &data, logits),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Usage(message)) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
        Err(Failure::Other(message)) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::Other(error.to_string()))?;
    Ok(writeln!(io::stdout(), "{text}")?)
}

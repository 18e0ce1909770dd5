//! `scrubjay`: the server and the command line around recordings.

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match cli::Arguments::parse().run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("scrubjay: {error:#}");
            ExitCode::FAILURE
        }
    }
}

//! `cargo xtask`: the commands of this repository, each doing the set-up it needs.
//!
//! No opinion on what the crates do: xtask starts programs, reads what they print and passes their verdict on.

#![allow(clippy::print_stdout, reason = "a command line talks to whoever started it")]

mod build;
mod check;
mod demo;
mod fingerprint;
mod options;
mod process;
mod repository;
mod setup;
mod test;

use std::process::ExitCode;

use anyhow::{Result, bail};
use options::Options;
use repository::Repository;

const USAGE: &str = "\
cargo xtask <command>

  setup        install what the other commands need; each step is skipped when already there
  build        pkg/recorder/dist, pkg/player/dist, www/dist and the scrubjay binary
                 --release        optimise the binary too (slower to build)
  demo         build, then serve the demo shop and the dashboard on this machine until Ctrl-C
                 --port PORT      default 7777
                 --data DIR       where recordings are kept; default target/demo-data
  test         everything; ends with `N passed, M failed`
                 --only SUITES    some of it, by comma: check,rust,wasm,npm,e2e,fuzz,delivery,packaging
  check        formatting, lints, direction of dependencies, licences and house rules
  screenshots  take docs/images anew, from the demo
";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// True when the command did what it was asked and found nothing wrong.
fn run() -> Result<bool> {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let options = Options::parse(arguments)?;
    let repository = Repository::open()?;
    match command.as_str() {
        "setup" => setup::everything(&repository).map(|()| true),
        "build" => build::everything(&repository, options.profile()).map(|_| true),
        "demo" => demo::run(&repository, &options),
        "test" => test::run(&repository, options.only.as_deref()),
        "check" => test::run(&repository, Some(&[test::Suite::Check])),
        "screenshots" => test::screenshots(&repository),
        "" | "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(true)
        }
        other => bail!("no such command: {other}\n\n{USAGE}"),
    }
}

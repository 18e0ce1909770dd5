//! `scrubjay import FILE`

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use scrubjay_format::rrweb;

use super::read::{bytes, written};

/// Arguments of `scrubjay import`.
#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// JSON with the events of rrweb (versions 1 and 2, packed or not), or `-` for the standard input.
    file: PathBuf,
    /// Where the recording goes; the standard output if not said.
    #[arg(long, short)]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &ImportArguments) -> anyhow::Result<ExitCode> {
    let json = bytes(&arguments.file)?;
    let imported =
        rrweb::import(&json).with_context(|| format!("{} is not a recording of rrweb", arguments.file.display()))?;
    for note in &imported.notes {
        eprintln!("not carried over: {note}");
    }
    let recording = imported.recording.write();
    match &arguments.output {
        Some(path) => std::fs::write(path, &recording).with_context(|| format!("cannot write {}", path.display()))?,
        None => written(std::io::stdout().lock().write_all(&recording))?,
    }
    Ok(ExitCode::SUCCESS)
}

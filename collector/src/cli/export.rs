//! `scrubjay export FILE --to json`

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use scrubjay_format::{Recording, Stream};
use serde_json::json;

use super::read::{is_whole, recording, written};

/// Arguments of `scrubjay export`.
#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    /// The recording, or `-` for the standard input.
    file: PathBuf,
    /// The form to print it in.
    #[arg(long, value_enum)]
    to: Form,
}

/// A form to print a recording in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One JSON document that holds every event with every string in it, an event to a line.
    Json,
}

pub(super) fn run(arguments: &ExportArguments) -> anyhow::Result<ExitCode> {
    let (recording, _) = recording(&arguments.file)?;
    let mut out = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    let result = match arguments.to {
        Form::Json => json(&recording, &mut out).and_then(|()| out.flush()),
    };
    written(result)?;
    Ok(if is_whole(&recording) {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(3)
    })
}

fn json(recording: &Recording, out: &mut impl Write) -> std::io::Result<()> {
    write!(
        out,
        "{{\"session\":{},\"problems\":{},\"streams\":[",
        json!(recording.session),
        texts(&recording.problems)
    )?;
    for (number, stream) in recording.streams.iter().enumerate() {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        json_stream(stream, out)?;
    }
    out.write_all(b"]}\n")
}

fn json_stream(stream: &Stream, out: &mut impl Write) -> std::io::Result<()> {
    write!(
        out,
        "{{\"stream\":{},\"started_at_ms\":{},\"parts\":{},\"ended\":{},\"problems\":{},\"notes\":{},\"events\":[",
        json!(stream.id),
        stream.started_at_ms,
        stream.parts,
        stream.ended,
        texts(&stream.problems),
        texts(&stream.notes),
    )?;
    for (number, event) in stream.events.iter().enumerate() {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, event)?;
    }
    out.write_all(b"]}")
}

fn texts(problems: &[impl std::fmt::Display]) -> serde_json::Value {
    problems.iter().map(ToString::to_string).collect()
}

//! `scrubjay audit FILE|URL`: what a recording contains, by channel, and what was masked by which rule.

mod fetch;
mod report;

use std::io::{BufWriter, Write};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, ValueEnum};
use scrubjay_format::Recording;

use super::read::{is_whole, recording, written};
use report::Report;

/// Arguments of `scrubjay audit`.
#[derive(Debug, Args)]
pub(super) struct AuditArguments {
    /// The recording: a file, `-` for the standard input, or an http:// address.
    source: String,
    /// The form of the report.
    #[arg(long, value_enum, default_value = "markdown")]
    format: Form,
    /// Most samples of each channel.
    #[arg(long, default_value_t = 3)]
    samples: usize,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people: to read, to sign, to keep.
    Markdown,
    /// For programs.
    Json,
}

pub(super) fn run(arguments: &AuditArguments) -> anyhow::Result<ExitCode> {
    let source = &arguments.source;
    let recording = if source.starts_with("http://") || source.starts_with("https://") {
        let bytes = fetch::get(source).with_context(|| format!("cannot fetch {source}"))?;
        Recording::read(&bytes).with_context(|| format!("{source} is not a recording"))?
    } else {
        recording(source.as_ref())?.0
    };
    let report = Report::of(&recording, arguments.samples);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let result = match arguments.format {
        Form::Markdown => report.write_markdown(source, &mut out),
        Form::Json => serde_json::to_writer_pretty(&mut out, &report)
            .map_err(std::io::Error::from)
            .and_then(|()| writeln!(out)),
    };
    written(result.and_then(|()| out.flush()))?;
    Ok(if is_whole(&recording) {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(3)
    })
}

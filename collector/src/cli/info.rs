//! `scrubjay info FILE`

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use scrubjay_format::{Event, Recording, Stream};

use super::kinds::kind;
use super::read::{is_whole, recording, written};

/// Arguments of `scrubjay info`.
#[derive(Debug, Args)]
pub(super) struct InfoArguments {
    /// The recording, or `-` for the standard input.
    file: PathBuf,
}

pub(super) fn run(arguments: &InfoArguments) -> anyhow::Result<ExitCode> {
    let (recording, size_bytes) = recording(&arguments.file)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    written(print(&recording, size_bytes, &mut out).and_then(|()| out.flush()))?;
    Ok(if is_whole(&recording) {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(3)
    })
}

fn print(recording: &Recording, size_bytes: usize, out: &mut impl Write) -> std::io::Result<()> {
    let parts: usize = recording.streams.iter().map(|stream| stream.parts).sum();
    let events: usize = recording.streams.iter().map(|stream| stream.events.len()).sum();
    writeln!(out, "session   {}", recording.session)?;
    writeln!(out, "size      {size_bytes} bytes in {parts} parts")?;
    writeln!(out, "events    {events} in {} streams", recording.streams.len())?;
    print_problems("", &recording.problems, out)?;
    for stream in &recording.streams {
        writeln!(out)?;
        print_stream(stream, out)?;
    }
    Ok(())
}

fn print_stream(stream: &Stream, out: &mut impl Write) -> std::io::Result<()> {
    let last_ms = stream.events.last().map_or(0, |event| event.at_ms);
    let end = if stream.ended {
        "ended"
    } else {
        "its end is not in the recording"
    };
    writeln!(out, "stream    {}", stream.id)?;
    writeln!(out, "  began   {} ms since 1970-01-01 UTC", stream.started_at_ms)?;
    writeln!(out, "  lasts   {}.{:03} s, {end}", last_ms / 1000, last_ms % 1000)?;
    writeln!(out, "  parts   {}", stream.parts)?;
    let start = stream.events.iter().find_map(|event| match &event.event {
        Event::Start(start) => Some(start),
        _ => None,
    });
    if let Some(start) = start {
        writeln!(out, "  address {}", start.url)?;
        writeln!(out, "  title   {}", start.title)?;
        writeln!(out, "  window  {} x {}", start.viewport.width, start.viewport.height)?;
    }
    writeln!(out, "  events  {}", stream.events.len())?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for event in &stream.events {
        *counts.entry(kind(&event.event)).or_default() += 1;
    }
    for (kind, count) in counts {
        writeln!(out, "    {kind:<16} {count}")?;
    }
    print_problems("  ", &stream.problems, out)?;
    for note in &stream.notes {
        writeln!(out, "  note    {note}")?;
    }
    Ok(())
}

fn print_problems(indent: &str, problems: &[impl std::fmt::Display], out: &mut impl Write) -> std::io::Result<()> {
    problems
        .iter()
        .try_for_each(|problem| writeln!(out, "{indent}problem {problem}"))
}

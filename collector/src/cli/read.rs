//! Reading a recording from a file.

use std::io::Read;
use std::path::Path;

use anyhow::Context;
use scrubjay_format::Recording;

/// The bytes of a file; `-` is the standard input.
pub(super) fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .context("cannot read the standard input")?;
        return Ok(bytes);
    }
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Reads a recording; `-` is the standard input. Gives its size in bytes with it.
pub(super) fn recording(path: &Path) -> anyhow::Result<(Recording, usize)> {
    let name = path.display();
    let bytes = bytes(path)?;
    let recording = Recording::read(&bytes).with_context(|| format!("{name} is not a recording"))?;
    Ok((recording, bytes.len()))
}

/// Whether anything in it is damaged or missing.
pub(super) fn is_whole(recording: &Recording) -> bool {
    recording.problems.is_empty() && recording.streams.iter().all(|stream| stream.problems.is_empty())
}

/// What writing to the standard output came to: whoever closed it (`| head`) has had enough, which is no failure.
pub(super) fn written(result: std::io::Result<()>) -> anyhow::Result<()> {
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(error).context("cannot write to the standard output")
        }
        _ => Ok(()),
    }
}

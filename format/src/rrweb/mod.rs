//! Recordings of rrweb, read.
//!
//! [`import`] turns rrweb's events (versions 1 and 2, packed or not; the structures are those of `@rrweb/types`) into a
//! Scrubjay recording of one stream, so that whatever plays or indexes ours does the same with theirs. What has no
//! counterpart is left out and counted in [`Imported::notes`].

mod context;
mod depth;
mod element;
mod importer;
mod input;
mod json;
mod media;
mod mirror;
mod mutation;
mod sheets;
mod snapshot;
mod style;
mod svg;
#[cfg(test)]
mod tests;
mod unpack;

use serde::Deserialize;
use serde_json::Value;

use crate::Recording;
use importer::Importer;

/// A recording that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The same as a recording of ours; [`Recording::write`] makes a file of it.
    pub recording: Recording,
    /// What could not be carried over, each with how often.
    pub notes: Vec<String>,
}

/// Why bytes are no recording of rrweb.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Not JSON at all.
    #[error("this is not JSON: {0}")]
    NotJson(#[from] serde_json::Error),
    /// Deeper than any document that a browser builds.
    #[error("at byte {at} the JSON is nested more than {max} levels deep")]
    TooDeep {
        /// Where the level begins.
        at: usize,
        /// How many are read.
        max: usize,
    },
    /// JSON, but not a list of events.
    #[error("a recording of rrweb is a list of events, or an object whose `events` is one")]
    NotAList,
    /// Nothing says what the page looked like.
    #[error("none of the {events} events is a full snapshot: there is nothing to show")]
    NoSnapshot {
        /// How many events there are.
        events: usize,
    },
}

/// Reads a recording: a JSON list of events, or an object that holds one as `events`. An event may be packed
/// (`@rrweb/packer`).
///
/// Events that are not as rrweb writes them are left out and named in the notes; only where nothing can be shown is it
/// an error.
pub fn import(json: &[u8]) -> Result<Imported, ImportError> {
    let events = list(json)?;
    let count = events.len();
    let mut importer = Importer::new();
    for (index, event) in events.into_iter().enumerate() {
        match unpack::unpack(event) {
            Ok(event) => importer.take(&event),
            Err(error) => importer.note(&format!("event {index} is packed and cannot be unpacked: {error}")),
        }
    }
    importer.finish(count)
}

/// Whether bytes look like JSON rather than like a recording of ours.
pub fn is_json(bytes: &[u8]) -> bool {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    matches!(first, Some(b'[' | b'{'))
}

fn list(json: &[u8]) -> Result<Vec<Value>, ImportError> {
    depth::check(json)?;
    let mut reader = serde_json::Deserializer::from_slice(json);
    reader.disable_recursion_limit();
    let value = Value::deserialize(&mut reader)?;
    reader.end()?;
    match value {
        Value::Array(events) => Ok(events),
        Value::Object(mut object) => match object.remove("events") {
            Some(Value::Array(events)) => Ok(events),
            _ => Err(ImportError::NotAList),
        },
        _ => Err(ImportError::NotAList),
    }
}

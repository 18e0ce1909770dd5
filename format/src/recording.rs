//! A whole recording at once.

use std::collections::BTreeMap;

use crate::error::{DecodeNote, Fault, FormatError, Problem, Section};
use crate::event::TimedEvent;
use crate::foreign::Foreign;
use crate::part::{Part, parts};
use crate::stream::StreamDecoder;
use crate::{SessionId, StreamEncoder, StreamId};

/// Raw bytes after which [`Recording::write`] cuts a part, far below the limits of one.
const PART_RAW_BYTES: usize = 256 << 10;

/// A session, decoded.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    /// The session.
    pub session: SessionId,
    /// Its streams, in the order of their start.
    pub streams: Vec<Stream>,
    /// What is wrong with bytes that could not be told to belong to a stream.
    pub problems: Vec<FormatError>,
}

/// A stream of a recording, decoded.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// The stream.
    pub id: StreamId,
    /// The moment of `at_ms` 0, in milliseconds since the Unix epoch, by the visitor's clock.
    pub started_at_ms: u64,
    /// Its events, in order.
    pub events: Vec<TimedEvent>,
    /// How many different parts there are.
    pub parts: usize,
    /// Whether its last part is there.
    pub ended: bool,
    /// What is wrong with its parts.
    pub problems: Vec<FormatError>,
    /// What the decoder went past.
    pub notes: Vec<DecodeNote>,
}

impl Recording {
    /// The recording as a file (`.sjr`): the streams one after another, each in parts from its first sequence on.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for stream in &self.streams {
            let mut encoder = StreamEncoder::new(self.session, stream.id, stream.started_at_ms);
            for timed in &stream.events {
                encoder.push(timed.at_ms, &timed.event);
                if encoder.pending_size_bytes() >= PART_RAW_BYTES || encoder.is_full() {
                    bytes.extend(encoder.finish_part(false));
                }
            }
            bytes.extend(encoder.finish_part(stream.ended));
        }
        bytes
    }

    /// Reads the parts of a session, in any order, of all its streams.
    ///
    /// Damaged, missing and repeated parts are no error as long as any part is intact; they are told in `problems` and
    /// `notes`, and the replay goes on where a stream begins afresh. Parts of a session other than the first part's are
    /// left out.
    pub fn read(bytes: &[u8]) -> Result<Recording, FormatError> {
        let mut problems = Vec::new();
        let mut session = None;
        let mut streams: BTreeMap<StreamId, Vec<Part<'_>>> = BTreeMap::new();
        for part in parts(bytes) {
            match part {
                Err(error) => problems.push(error),
                Ok(part) => match *session.get_or_insert(part.header.session) {
                    expected if expected != part.header.session => {
                        let problem = Problem::OtherSession {
                            expected,
                            found: part.header.session,
                        };
                        problems.push(Fault::new(8, problem).within(part.offset, Section::Part));
                    }
                    _ => streams.entry(part.header.stream).or_default().push(part),
                },
            }
        }
        let Some(session) = session else {
            let empty = || Fault::new(0, Problem::Empty).within(0, Section::Part);
            return Err(problems.into_iter().next().unwrap_or_else(empty));
        };
        let mut streams: Vec<Stream> = streams.into_iter().map(|(id, parts)| read_stream(id, parts)).collect();
        streams.sort_by_key(|stream| stream.started_at_ms);
        Ok(Recording {
            session,
            streams,
            problems,
        })
    }
}

fn read_stream(id: StreamId, mut parts: Vec<Part<'_>>) -> Stream {
    parts.sort_by_key(|part| part.header.sequence); // stable: of two with the same number the first stays
    let mut stream = Stream {
        id,
        started_at_ms: parts.first().map_or(0, |part| part.header.started_at_ms),
        events: Vec::new(),
        parts: 0,
        ended: false,
        problems: Vec::new(),
        notes: Vec::new(),
    };
    let mut decoder = StreamDecoder::new();
    let mut foreign = Foreign::default();
    let mut before: Option<&Part<'_>> = None;
    for part in &parts {
        let sequence = part.header.sequence;
        let expected = before.map_or(0, |part| part.header.sequence.saturating_add(1));
        match before {
            Some(first) if first.header.sequence == sequence => {
                if first.bytes != part.bytes {
                    let problem = Problem::Conflict { sequence };
                    stream
                        .problems
                        .push(Fault::new(32, problem).within(part.offset, Section::Part));
                }
                let _ = decoder.decode(part); // a duplicate gives no events, only a note
                continue;
            }
            _ if sequence > expected => {
                let problem = Problem::Missing {
                    first: expected,
                    last: sequence - 1,
                };
                stream
                    .problems
                    .push(Fault::new(32, problem).within(part.offset, Section::Part));
            }
            _ => {}
        }
        before = Some(part);
        stream.parts += 1;
        stream.ended |= part.header.last;
        match decoder.decode(part) {
            Ok(events) => stream.events.extend(foreign.expand(events, stream.started_at_ms)),
            Err(error) => {
                stream.problems.push(error);
                // The replay is lost, but the index stands alone.
                stream.events.extend(part.index_events().unwrap_or_default());
            }
        }
    }
    stream.notes = decoder.notes().to_vec();
    stream.notes.extend(foreign.into_notes());
    stream
}

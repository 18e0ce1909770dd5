//! Reading a stream.

use super::inflate::Inflater;
use super::section;
use crate::StreamId;
use crate::codec::{Reader, References};
use crate::error::{DecodeNote, Fault, FormatError, Problem, Section};
use crate::event::TimedEvent;
use crate::part::Part;

/// Turns the parts of one stream into events, part after part.
///
/// Where parts are missing, or one cannot be decoded, the replay of what follows is skipped until the stream begins
/// afresh ([`PartHeader::keyframe`](crate::PartHeader::keyframe)); index events still come. [`Self::notes`] tells.
pub struct StreamDecoder {
    stream: Option<StreamId>,
    /// Number of the part that comes next.
    expected: u32,
    /// Whether the replay can be decoded from where it stands.
    in_step: bool,
    references: References,
    inflater: Inflater,
    notes: Vec<DecodeNote>,
}

impl Default for StreamDecoder {
    fn default() -> Self {
        Self::new()
    }
}

impl StreamDecoder {
    /// A decoder for any one stream: the one whose part comes first.
    pub fn new() -> Self {
        Self {
            stream: None,
            expected: 0,
            in_step: false,
            references: References::new(),
            inflater: Inflater::new(),
            notes: Vec::new(),
        }
    }

    /// The events of the next part, in their order. A part that came already, or comes late, gives none.
    ///
    /// On an error the part is lost, and the replay of those that follow is skipped until the stream begins afresh.
    pub fn decode(&mut self, part: &Part<'_>) -> Result<Vec<TimedEvent>, FormatError> {
        let header = &part.header;
        let sequence = header.sequence;
        match self.stream {
            Some(expected) if expected != header.stream => {
                let problem = Problem::OtherStream {
                    expected,
                    found: header.stream,
                };
                return Err(Fault::new(24, problem).within(part.offset, Section::Part));
            }
            Some(_) if sequence < self.expected => {
                self.notes.push(DecodeNote::Duplicate { sequence });
                return Ok(Vec::new());
            }
            _ => self.stream = Some(header.stream),
        }
        if sequence > self.expected {
            self.notes.push(DecodeNote::Gap {
                first: self.expected,
                last: sequence - 1,
            });
            self.in_step = false;
        }
        self.expected = sequence.saturating_add(1);
        if header.keyframe {
            self.in_step = true;
            self.references = References::new();
            self.inflater.reset();
        }
        if !self.in_step {
            let index = decode_index(part)?;
            self.notes.extend(index.notes);
            self.notes.push(DecodeNote::ReplaySkipped { sequence });
            return Ok(index.events);
        }
        // If anything goes wrong from here on, table and window have lost their place.
        self.in_step = false;
        let index = decode_index(part)?;
        let replay = self.decode_replay(part)?;
        self.in_step = true;
        self.notes.extend(index.notes);
        merge(index.events, &index.order, replay)
            .map_err(|problem| Fault::new(0, problem).within(part.offset, Section::Index))
    }

    /// What was met so far that is worth knowing: gaps, duplicates, what was skipped.
    pub fn notes(&self) -> &[DecodeNote] {
        &self.notes
    }

    fn decode_replay(&mut self, part: &Part<'_>) -> Result<Vec<TimedEvent>, FormatError> {
        let declared = part.header.replay_raw_size_bytes as usize;
        let raw = self
            .inflater
            .inflate(part.replay, declared)
            .map_err(|fault| fault.within(part.offset, Section::ReplayDeflated))?;
        let mut reader = Reader::new(&raw, &mut self.references);
        section::read(&mut reader, &part.header, false, &mut self.notes)
            .map_err(|fault| fault.within(part.offset, Section::Replay))
    }
}

/// What an index section holds.
pub(crate) struct Index {
    pub(crate) events: Vec<TimedEvent>,
    /// For each of them: how many replay events came since the one before.
    order: Vec<u32>,
    notes: Vec<DecodeNote>,
}

/// Decodes the index section of a part, which stands alone.
pub(crate) fn decode_index(part: &Part<'_>) -> Result<Index, FormatError> {
    let mut index = Index {
        events: Vec::new(),
        order: Vec::new(),
        notes: Vec::new(),
    };
    let declared = part.header.index_raw_size_bytes as usize;
    if declared == 0 && part.index.is_empty() {
        return Ok(index);
    }
    let raw = Inflater::new()
        .inflate(part.index, declared)
        .map_err(|fault| fault.within(part.offset, Section::IndexDeflated))?;
    let mut references = References::new();
    let mut reader = Reader::new(&raw, &mut references);
    let mut read = || -> Result<(), Fault> {
        index.order = reader.list(|reader| reader.u32())?;
        index.events = section::read(&mut reader, &part.header, true, &mut index.notes)?;
        Ok(())
    };
    read().map_err(|fault| fault.within(part.offset, Section::Index))?;
    Ok(index)
}

/// Puts the events of both sections into their order.
fn merge(index: Vec<TimedEvent>, order: &[u32], replay: Vec<TimedEvent>) -> Result<Vec<TimedEvent>, Problem> {
    if order.len() != index.len() {
        return Err(Problem::OrderCount {
            declared: order.len(),
            present: index.len(),
        });
    }
    let (placed, present) = (order.iter().map(|count| u64::from(*count)).sum(), replay.len());
    if placed > present as u64 {
        return Err(Problem::Order { placed, present });
    }
    let mut events = Vec::with_capacity(index.len() + replay.len());
    let mut replay = replay.into_iter();
    for (event, count) in index.into_iter().zip(order) {
        events.extend(replay.by_ref().take(*count as usize));
        events.push(event);
    }
    events.extend(replay);
    Ok(events)
}

//! Writing a stream.

use super::deflate::Deflater;
use crate::codec::{self, ForestWriter, MUTATION, MutationWriter, SNAPSHOT, SectionWriter, varint};
use crate::event::Event;
use crate::part::{self, PartHeader, VERSION};
use crate::{NodeId, SessionId, StreamId, limits};

/// Turns the events of a stream into parts.
///
/// All parts share one string table and one deflate window, so they have to be decoded in order; [`Self::restart`]
/// begins anew where one was lost.
pub struct StreamEncoder {
    session: SessionId,
    stream: StreamId,
    started_at_ms: u64,
    sequence: u32,
    keyframe: bool,
    /// Time of the first event that waits; only meaningful if one does.
    first_ms: u32,
    last_ms: u32,
    index: SectionWriter,
    /// For each index event that waits: how many replay events came since the one before.
    order: Vec<u32>,
    /// How many replay events came since the last index event.
    since_index: u32,
    replay: SectionWriter,
    deflater: Deflater,
}

impl StreamEncoder {
    /// Begins a stream. `started_at_ms` is the moment of `at_ms` 0, in milliseconds since the Unix epoch.
    pub fn new(session: SessionId, stream: StreamId, started_at_ms: u64) -> Self {
        Self {
            session,
            stream,
            started_at_ms,
            sequence: 0,
            keyframe: true,
            first_ms: 0,
            last_ms: 0,
            index: SectionWriter::new(),
            order: Vec::new(),
            since_index: 0,
            replay: SectionWriter::new(),
            deflater: Deflater::new(),
        }
    }

    /// Adds an event at `at_ms` milliseconds since the stream's start; earlier than the event before it is taken for
    /// the same time.
    ///
    /// Forests are written as they read: a close token where nothing is open is left out, and what is open at the end
    /// is closed. An [`Event::Unknown`] of a kind that this version knows is left out.
    pub fn push(&mut self, at_ms: u32, event: &Event) {
        let at_ms = self.advance(at_ms);
        if !event.is_index() {
            codec::write(self.replay_section(), at_ms, event);
            return;
        }
        let before = self.index.events;
        codec::write(&mut self.index, at_ms, event);
        if self.index.events > before {
            self.order.push(std::mem::take(&mut self.since_index));
        }
    }

    /// Writes an [`Event::Snapshot`] node by node; `first` is the id of its first node. The event is complete when the
    /// writer is dropped.
    pub fn snapshot(&mut self, at_ms: u32, first: NodeId) -> ForestWriter<'_> {
        let at_ms = self.advance(at_ms);
        let section = self.replay_section();
        section.writer().node(Some(first));
        ForestWriter::new(section, first, Some((SNAPSHOT, at_ms)))
    }

    /// Writes an [`Event::Mutation`] change by change. The event is complete when the writer is dropped.
    pub fn mutation(&mut self, at_ms: u32) -> MutationWriter<'_> {
        let at_ms = self.advance(at_ms);
        MutationWriter::new(self.replay_section(), MUTATION, at_ms)
    }

    /// Bytes that wait for the next part, before deflating.
    pub fn pending_size_bytes(&self) -> usize {
        self.index.strings.records.len() + self.replay.strings.records.len() + self.deflater.raw_size_bytes
    }

    /// Whether no event waits.
    pub fn is_empty(&self) -> bool {
        self.index.events == 0 && self.replay.events == 0
    }

    /// Whether so much waits that the part should be finished before more is pushed.
    ///
    /// Readers refuse parts beyond [`limits`]. A part that is finished as soon as it is full stays within them if no
    /// event takes more than half of what they allow, whatever it holds: the rest is left as room for that.
    pub fn is_full(&self) -> bool {
        let index = self.index.strings.records.len();
        index >= limits::INDEX_RAW_MAX_BYTES / 2 || self.pending_size_bytes() >= limits::PART_MAX_BYTES / 2
    }

    /// Lets the next part begin afresh, with a new string table and window, so that it can be decoded without those
    /// before. Replay events that wait are dropped (index events are not): the caller pushes
    /// [`Event::Start`] and [`Event::Snapshot`] again.
    pub fn restart(&mut self) {
        self.keyframe = true;
        self.replay.clear_records();
        self.replay.clear_references();
        self.deflater.reset();
        self.order.fill(0);
        self.since_index = 0;
    }

    /// Deflates some of the replay that waits, at most `raw_bytes` of it, so that [`Self::finish_part`] has less to do
    /// at once. Returns whether more waits.
    pub fn deflate_some(&mut self, raw_bytes: usize) -> bool {
        let records = &mut self.replay.strings.records;
        let length = raw_bytes.min(records.len());
        self.deflater.feed(&records[..length]);
        records.drain(..length);
        !records.is_empty()
    }

    /// Everything that waits, as one part, its number counted from 0. `last`: no part follows.
    pub fn finish_part(&mut self, last: bool) -> Vec<u8> {
        self.deflater.feed(&self.replay.strings.records);
        let replay_raw_size_bytes = self.deflater.raw_size_bytes as u32;
        let replay = self.deflater.flush();
        let index_raw = self.index_raw();
        let header = PartHeader {
            version: VERSION,
            session: self.session,
            stream: self.stream,
            sequence: self.sequence,
            started_at_ms: self.started_at_ms,
            first_ms: if self.is_empty() { self.last_ms } else { self.first_ms },
            last_ms: self.last_ms,
            keyframe: self.keyframe,
            last,
            index_size_bytes: 0,
            index_raw_size_bytes: index_raw.len() as u32,
            replay_size_bytes: 0,
            replay_raw_size_bytes,
            crc32c: 0,
        };
        let part = part::assemble(header, &Deflater::whole(&index_raw), &replay);
        self.sequence = self.sequence.wrapping_add(1);
        self.keyframe = false;
        self.index.clear_records();
        self.index.clear_references();
        self.replay.clear_records();
        self.order.clear();
        self.since_index = 0;
        part
    }

    /// The index section: how its events are placed among the replay events, then its records.
    fn index_raw(&self) -> Vec<u8> {
        let mut raw = Vec::new();
        if self.index.events > 0 {
            varint::put(&mut raw, self.order.len() as u64);
            for replay_events in &self.order {
                varint::put(&mut raw, u64::from(*replay_events));
            }
            raw.extend_from_slice(&self.index.strings.records);
        }
        raw
    }

    /// Moves the clock, never backwards.
    fn advance(&mut self, at_ms: u32) -> u32 {
        let at_ms = at_ms.max(self.last_ms);
        if self.is_empty() {
            self.first_ms = at_ms;
            self.index.last_ms = at_ms;
            self.replay.last_ms = at_ms;
        }
        self.last_ms = at_ms;
        at_ms
    }

    /// The section, for one more event.
    fn replay_section(&mut self) -> &mut SectionWriter {
        self.since_index += 1;
        &mut self.replay
    }
}

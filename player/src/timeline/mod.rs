//! When is what: the streams of a session on one clock, and which of them is seen at a moment.

mod pointers;
mod streams;

use scrubjay_format::Recording;

pub(crate) use pointers::PointerTrack;
pub use pointers::{ClickMark, PointerFrame, PointerPoint};
pub(crate) use streams::StreamClock;
use streams::{Switch, switches};

/// A session on one clock: milliseconds since the start of its first stream.
#[derive(Debug)]
pub(crate) struct Timeline {
    started_at_ms: u64,
    duration_ms: u32,
    streams: Vec<StreamClock>,
    /// Ascending; the first is at 0.
    switches: Vec<Switch>,
}

/// A moment of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Index of the stream in the recording.
    pub(crate) stream: usize,
    /// How many of its events have happened.
    pub(crate) count: usize,
    /// Milliseconds since its start.
    pub(crate) local_ms: u32,
}

impl Timeline {
    /// Lays out the streams of a recording. None if it holds no page that could be shown.
    pub(crate) fn of(recording: &Recording) -> Option<Self> {
        let started_at_ms = recording.streams.iter().map(|stream| stream.started_at_ms).min()?;
        let streams: Vec<StreamClock> = recording
            .streams
            .iter()
            .map(|stream| StreamClock::of(stream, started_at_ms))
            .collect();
        let switches = switches(&recording.streams, &streams);
        if switches.is_empty() {
            return None;
        }
        let duration_ms = streams
            .iter()
            .map(|stream| stream.offset_ms.saturating_add(stream.length_ms))
            .max()?;
        Some(Self {
            started_at_ms,
            duration_ms,
            streams,
            switches,
        })
    }

    /// The moment 0, in milliseconds since the Unix epoch.
    pub(crate) fn started_at_ms(&self) -> u64 {
        self.started_at_ms
    }

    /// The time of the last thing that happened.
    pub(crate) fn duration_ms(&self) -> u32 {
        self.duration_ms
    }

    /// When a stream began.
    pub(crate) fn offset_ms(&self, stream: usize) -> u32 {
        self.streams.get(stream).map_or(0, |stream| stream.offset_ms)
    }

    /// When the last thing of a stream happened.
    pub(crate) fn end_ms(&self, stream: usize) -> u32 {
        self.streams
            .get(stream)
            .map_or(0, |stream| stream.offset_ms.saturating_add(stream.length_ms))
    }

    /// What is seen at a time.
    pub(crate) fn at(&self, recording: &Recording, at_ms: u32) -> Moment {
        let next = self.switches.partition_point(|switch| switch.at_ms <= at_ms);
        let stream = self
            .switches
            .get(next.saturating_sub(1))
            .map_or(0, |switch| switch.stream);
        let local_ms = at_ms.saturating_sub(self.offset_ms(stream));
        let count = match (self.streams.get(stream), recording.streams.get(stream)) {
            (Some(clock), Some(events)) => clock.count_at(&events.events, local_ms),
            _ => 0,
        };
        Moment {
            stream,
            count,
            local_ms,
        }
    }

    /// The times at which another page begins to be seen, with its stream.
    pub(crate) fn chapters(&self) -> impl Iterator<Item = (u32, usize)> {
        self.switches.iter().map(|switch| (switch.at_ms, switch.stream))
    }
}

//! One stream's clock, and when it is the one that is seen.

use std::ops::Range;

use scrubjay_format::Stream;
use scrubjay_format::event::{Event, LifecycleState, PointerAction, TimedEvent};

/// A stream on the session's clock.
#[derive(Debug)]
pub(crate) struct StreamClock {
    /// Its start.
    pub(crate) offset_ms: u32,
    /// From its start to its last event.
    pub(crate) length_ms: u32,
    /// Where its snapshots are taken: from the event that begins one to the event after the one that ends it.
    snapshots: Vec<Range<usize>>,
}

/// From here on this stream is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Switch {
    pub(crate) at_ms: u32,
    pub(crate) stream: usize,
}

impl StreamClock {
    pub(crate) fn of(stream: &Stream, started_at_ms: u64) -> Self {
        let offset_ms = u32::try_from(stream.started_at_ms.saturating_sub(started_at_ms)).unwrap_or(u32::MAX);
        let length_ms = stream.events.iter().map(end_ms).max().unwrap_or(0);
        Self {
            offset_ms,
            length_ms,
            snapshots: snapshots(&stream.events),
        }
    }

    /// How many events have happened at a time of the stream.
    ///
    /// A page whose snapshot is being taken counts as whole from the moment it begins: it was there, only its recording
    /// took some time. So does the first page before its snapshot.
    pub(crate) fn count_at(&self, events: &[TimedEvent], local_ms: u32) -> usize {
        let count = events.partition_point(|event| event.at_ms <= local_ms);
        match self.snapshots.iter().rev().find(|range| range.start < count) {
            Some(range) => count.max(range.end),
            None => self.snapshots.first().map_or(count, |range| range.end),
        }
    }

    /// Whether it holds a page.
    pub(crate) fn has_page(&self) -> bool {
        !self.snapshots.is_empty()
    }
}

/// The last moment an event tells of.
fn end_ms(event: &TimedEvent) -> u32 {
    let offset_ms = match &event.event {
        Event::PointerMoves(moves) => moves.samples.last().map_or(0, |sample| sample.offset_ms),
        _ => 0,
    };
    event.at_ms.saturating_add(offset_ms)
}

fn snapshots(events: &[TimedEvent]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (index, event) in events.iter().enumerate() {
        match event.event {
            Event::Snapshot(_) => {
                // One that never ended is shown as far as it came.
                ranges.push(index..index + 1);
                open = true;
            }
            Event::SnapshotEnd if open => {
                if let Some(range) = ranges.last_mut() {
                    range.end = index + 1;
                }
                open = false;
            }
            _ => {}
        }
    }
    ranges
}

/// When which stream is seen: from its start, and again when its tab is shown or used.
pub(crate) fn switches(streams: &[Stream], clocks: &[StreamClock]) -> Vec<Switch> {
    let mut candidates: Vec<Switch> = Vec::new();
    for (index, (stream, clock)) in streams.iter().zip(clocks).enumerate() {
        if !clock.has_page() {
            continue;
        }
        let at = |local_ms: u32| Switch {
            at_ms: clock.offset_ms.saturating_add(local_ms),
            stream: index,
        };
        if !starts_hidden(stream, clock) {
            candidates.push(at(0));
        }
        candidates.extend(
            stream
                .events
                .iter()
                .filter(|event| shows(&event.event))
                .map(|event| at(event.at_ms)),
        );
    }
    candidates.sort_by_key(|switch| switch.at_ms); // stable: of streams that start together the later one is seen
    candidates.dedup_by_key(|switch| switch.stream);
    match candidates.first_mut() {
        Some(first) => first.at_ms = 0,
        // Every tab stayed in the background; show the first all the same.
        None => candidates.extend(
            clocks
                .iter()
                .position(StreamClock::has_page)
                .map(|stream| Switch { at_ms: 0, stream }),
        ),
    }
    candidates
}

/// A tab opened in the background says so before its snapshot is whole.
fn starts_hidden(stream: &Stream, clock: &StreamClock) -> bool {
    let first = clock.snapshots.first().map_or(0, |range| range.end);
    let early = stream.events.iter().take(first.saturating_add(2));
    let mut seen = early.filter_map(|event| match event.event {
        Event::Visibility { visible } => Some(visible),
        _ => None,
    });
    seen.next() == Some(false)
}

fn shows(event: &Event) -> bool {
    match event {
        Event::Visibility { visible } => *visible,
        Event::Lifecycle(state) => matches!(state, LifecycleState::Restored | LifecycleState::Resumed),
        Event::Pointer(pointer) => pointer.action == PointerAction::Down,
        Event::Key(_) | Event::Click(_) => true,
        _ => false,
    }
}

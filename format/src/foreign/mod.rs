//! Frames of other origins that recorded themselves: their parts come inside of the page's own
//! ([`ForeignPart`]), and their events take the places of those.
//!
//! The document of such a frame becomes a document of the page: its nodes get ids of their own (see [`NodeId::FOREIGN`]),
//! and what is only true of a page as a whole (its address, title, viewport …) is left out. So nobody who reads events
//! has to know of frames.

mod ids;
mod remap;

use crate::event::{Event, ForeignPart, TimedEvent};
use crate::stream::StreamDecoder;
use crate::{DecodeNote, Part, StreamId, limits};

use ids::Ids;

/// How deep frames of other origins may lie in one another.
const DEPTH_MAX: usize = 4;
/// How many streams of frames a stream may hold; each needs a decoder.
const STREAMS_MAX: usize = 64;

/// The frames of one stream, and what is being read of them.
#[derive(Default)]
pub(crate) struct Foreign {
    frames: Vec<Frame>,
    ids: u32,
    notes: Vec<DecodeNote>,
}

/// The stream of a frame.
struct Frame {
    /// The frame in whose parts it came; none: in the page's own.
    holder: Option<usize>,
    stream: StreamId,
    decoder: StreamDecoder,
    /// The ids of the snapshot that its events are about.
    ids: Option<Ids>,
}

/// Where a part was found.
#[derive(Clone, Copy)]
struct Place {
    holder: Option<usize>,
    depth: usize,
    /// Of the holder's viewport, in the page's.
    x: i32,
    y: i32,
    at_ms: u32,
    /// When the page's stream began, in milliseconds since the Unix epoch.
    started_at_ms: u64,
}

impl Foreign {
    /// Puts the events of frames in the place of their parts. `events` are those of one part of the page's stream, which
    /// began at `started_at_ms`.
    pub(crate) fn expand(&mut self, events: Vec<TimedEvent>, started_at_ms: u64) -> Vec<TimedEvent> {
        if !events.iter().any(|timed| matches!(timed.event, Event::ForeignPart(_))) {
            return events;
        }
        let mut raw_bytes = limits::FOREIGN_RAW_MAX_BYTES;
        let mut out = Vec::with_capacity(events.len());
        for TimedEvent { at_ms, event } in events {
            let Event::ForeignPart(part) = event else {
                out.push(TimedEvent { at_ms, event });
                continue;
            };
            let place = Place {
                holder: None,
                depth: 0,
                x: 0,
                y: 0,
                at_ms,
                started_at_ms,
            };
            self.part(&part, place, &mut raw_bytes, &mut out);
        }
        out
    }

    /// What could not be read.
    pub(crate) fn into_notes(self) -> Vec<DecodeNote> {
        let of_frames = self.frames.into_iter().flat_map(|frame| frame.decoder.notes().to_vec());
        self.notes.into_iter().chain(of_frames).collect()
    }

    /// Reads a part; its `frame` is an id of the page already.
    fn part(&mut self, foreign: &ForeignPart, place: Place, raw_bytes: &mut usize, out: &mut Vec<TimedEvent>) {
        let at_ms = place.at_ms;
        let Ok((part, _)) = Part::parse(&foreign.bytes) else {
            return self.note(at_ms, "it is no intact part");
        };
        let header = &part.header;
        let size_bytes = header.replay_raw_size_bytes as usize + header.index_raw_size_bytes as usize;
        let Some(left) = raw_bytes.checked_sub(size_bytes) else {
            return self.note(at_ms, "there is more of its kind than may be");
        };
        *raw_bytes = left;
        let known = |frame: &Frame| frame.holder == place.holder && frame.stream == header.stream;
        let at = match self.frames.iter().position(known) {
            Some(at) => at,
            None if place.depth >= DEPTH_MAX || self.frames.len() >= STREAMS_MAX => {
                return self.note(at_ms, "there are too many frames");
            }
            None => {
                self.frames.push(Frame {
                    holder: place.holder,
                    stream: header.stream,
                    decoder: StreamDecoder::new(),
                    ids: None,
                });
                self.frames.len() - 1
            }
        };
        let began_at_ms = header.started_at_ms;
        let Ok(events) = self.frames[at].decoder.decode(&part) else {
            return self.note(at_ms, "it cannot be decoded");
        };
        let inner = Place {
            holder: Some(at),
            depth: place.depth + 1,
            x: place.x.saturating_add(foreign.x),
            y: place.y.saturating_add(foreign.y),
            ..place
        };
        for timed in events {
            // By the frame's own clock, but neither before what is there already nor after the part came.
            let own_ms = began_at_ms
                .saturating_add(u64::from(timed.at_ms))
                .saturating_sub(place.started_at_ms);
            let last_ms = out.last().map_or(0, |last| last.at_ms);
            let at_ms = u32::try_from(own_ms)
                .unwrap_or(u32::MAX)
                .max(last_ms)
                .min(place.at_ms.max(last_ms));
            self.event(at, foreign, timed.event, Place { at_ms, ..inner }, raw_bytes, out);
        }
    }

    fn event(
        &mut self,
        at: usize,
        foreign: &ForeignPart,
        event: Event,
        place: Place,
        raw_bytes: &mut usize,
        out: &mut Vec<TimedEvent>,
    ) {
        if let Event::Snapshot(_) = event {
            self.frames[at].ids = Ids::number(self.ids);
            self.ids = self.ids.saturating_add(1);
        }
        let Some(ids) = self.frames[at].ids else { return };
        if let Event::ForeignPart(part) = event {
            if let Some(frame) = ids.node(part.frame) {
                self.part(&ForeignPart { frame, ..part }, place, raw_bytes, out);
            }
            return;
        }
        let offset = (place.x, place.y);
        if let Some(event) = remap::event(event, ids, foreign.frame, offset) {
            let at_ms = place.at_ms;
            out.push(TimedEvent { at_ms, event });
        }
    }

    fn note(&mut self, at_ms: u32, reason: &'static str) {
        self.notes.push(DecodeNote::ForeignSkipped { at_ms, reason });
    }
}

#[cfg(test)]
mod tests;

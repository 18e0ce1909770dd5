//! A session being watched.

use std::ops::Range;

use scrubjay_format::event::{Event, Property, PropertyChange, Start};
use scrubjay_format::rrweb::{self, ImportError};
use scrubjay_format::{AssetHash, FormatError, Recording, Text, TimedEvent};
use scrubjay_page::{Page, diff, diff_dirty};

use crate::assets::Assets;
use crate::ops::{OpBatch, encode};
use crate::playback::Replay;
use crate::summary::{self, Marker};
use crate::timeline::{Moment, PointerFrame, PointerTrack, Timeline};

/// Why a recording can't be shown.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// Nothing in the bytes could be read.
    #[error("this is not a readable Scrubjay recording: {0}")]
    Unreadable(#[from] FormatError),
    /// There are events, but none of them says what a page looked like.
    #[error("the recording holds no page to show{}", first(.0))]
    NoPage(Vec<FormatError>),
    /// The bytes are JSON, but no recording of rrweb.
    #[error("this is not a readable recording of rrweb: {0}")]
    NotRrweb(#[from] ImportError),
}

fn first(problems: &[FormatError]) -> String {
    problems
        .first()
        .map_or_else(String::new, |problem| format!(": {problem}"))
}

/// A recording with the moment of it that the stage shows.
///
/// Every call that moves gives the operations that lead the stage there; the stage must be given all of them, in order.
#[derive(Debug)]
pub struct Session {
    recording: Recording,
    timeline: Timeline,
    streams: Vec<StreamParts>,
    assets: Assets,
    shown: Shown,
    /// What the format it was recorded in could not carry over.
    left_out: Vec<String>,
}

/// What is worked out per stream.
#[derive(Debug)]
struct StreamParts {
    replay: Replay,
    /// Whether all its keyframes are made.
    is_prepared: bool,
    pointers: PointerTrack,
}

#[derive(Debug)]
struct Shown {
    /// None: the stage is empty.
    moment: Option<Moment>,
    page: Page,
    at_ms: u32,
    page_version: u32,
}

/// A time at which another document begins to be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// When, in milliseconds of the session.
    pub at_ms: u32,
    /// Its first address.
    pub url: Text,
    /// Its first title.
    pub title: Text,
}

impl Session {
    /// Reads a recording, ours or the JSON of one that rrweb made. Damage is told in [`Self::damage`] as long as anything
    /// can be shown.
    pub fn read(bytes: &[u8]) -> Result<Self, SessionError> {
        if !rrweb::is_json(bytes) {
            return Self::of(Recording::read(bytes)?);
        }
        let imported = rrweb::import(bytes)?;
        let mut session = Self::of(imported.recording)?;
        session.left_out = imported.notes;
        Ok(session)
    }

    /// Takes a recording that is decoded already.
    pub fn of(recording: Recording) -> Result<Self, SessionError> {
        let Some(timeline) = Timeline::of(&recording) else {
            let of_streams = recording.streams.into_iter().flat_map(|stream| stream.problems);
            return Err(SessionError::NoPage(
                recording.problems.into_iter().chain(of_streams).collect(),
            ));
        };
        let streams = recording.streams.iter().map(|stream| StreamParts {
            replay: Replay::default(),
            is_prepared: false,
            pointers: PointerTrack::of(&stream.events),
        });
        let streams = streams.collect();
        Ok(Self {
            assets: Assets::of(&recording),
            recording,
            timeline,
            streams,
            shown: Shown {
                moment: None,
                page: Page::new(),
                at_ms: 0,
                page_version: 0,
            },
            left_out: Vec::new(),
        })
    }

    /// The moment 0, in milliseconds since the Unix epoch, by the visitor's clock.
    pub fn started_at_ms(&self) -> u64 {
        self.timeline.started_at_ms()
    }

    /// How long it is.
    pub fn duration_ms(&self) -> u32 {
        self.timeline.duration_ms()
    }

    /// How many documents were visited.
    pub fn stream_count(&self) -> usize {
        self.recording.streams.len()
    }

    /// Whether any animation was recorded. Where none is, nobody may have looked.
    pub fn has_animations(&self) -> bool {
        let is_animation = |change: &PropertyChange| matches!(change.property, Property::Animations(_));
        let mut events = self.recording.streams.iter().flat_map(|stream| &stream.events);
        events.any(|event| matches!(&event.event, Event::Properties(changes) if changes.iter().any(is_animation)))
    }

    /// The decoded events.
    pub fn recording(&self) -> &Recording {
        &self.recording
    }

    /// Files that the recorded pages were drawn with.
    pub fn assets(&self) -> &Assets {
        &self.assets
    }

    /// The bytes of a file, if the recording holds all of them.
    pub fn asset_bytes(&self, hash: AssetHash) -> Option<Vec<u8>> {
        self.assets.bytes(&self.recording, hash)
    }

    /// Where and on what the session began.
    pub fn start(&self) -> Option<&Start> {
        self.recording
            .streams
            .iter()
            .find_map(|stream| start_of(&stream.events))
    }

    /// When which document is seen.
    pub fn chapters(&self) -> Vec<Chapter> {
        let chapters = self.timeline.chapters().filter_map(|(at_ms, stream)| {
            let start = start_of(&self.recording.streams.get(stream)?.events);
            let (url, title) = start.map_or_else(Default::default, |start| (start.url.clone(), start.title.clone()));
            Some(Chapter { at_ms, url, title })
        });
        chapters.collect()
    }

    /// What is worth finding, in order of time.
    pub fn markers(&self) -> Vec<Marker> {
        summary::markers(&self.recording, &self.timeline)
    }

    /// Stretches in which nothing happens, in milliseconds.
    pub fn quiet_ranges(&self) -> Vec<Range<u32>> {
        summary::quiet_ranges(&self.recording, &self.timeline)
    }

    /// How much happens in each of `steps` equal stretches, from 0 to 1.
    pub fn activity(&self, steps: usize) -> Vec<f32> {
        summary::activity(&self.recording, &self.timeline, steps)
    }

    /// The offset of a stream (by its index in the recording) on the session's clock.
    pub fn offset_ms(&self, stream: usize) -> u32 {
        self.timeline.offset_ms(stream)
    }

    /// What is damaged or missing of the recording's bytes, in words.
    pub fn damage(&self) -> Vec<String> {
        let bytes = self.recording.problems.iter().map(ToString::to_string);
        let streams = self.recording.streams.iter().flat_map(|stream| {
            let name = stream.id;
            stream
                .problems
                .iter()
                .map(move |problem| format!("stream {name}: {problem}"))
        });
        let left_out = self
            .left_out
            .iter()
            .map(|what| format!("not carried over from rrweb: {what}"));
        bytes.chain(streams).chain(left_out).collect()
    }

    /// [`Self::damage`], and the events that did not fit the page, as far as it was replayed.
    pub fn problems(&self) -> Vec<String> {
        let pages = self.streams.iter().flat_map(|stream| stream.replay.problems());
        self.damage()
            .into_iter()
            .chain(pages.map(ToString::to_string))
            .collect()
    }

    /// Goes to a time, forward or backward. The cost is that of the events since the nearest keyframe and of what differs
    /// on the stage.
    pub fn seek(&mut self, at_ms: u32) -> OpBatch {
        let target = self.timeline.at(&self.recording, at_ms);
        let page = self.page_at(target);
        let operations = diff(&self.shown.page, &page);
        let batch = encode(&operations, self.timeline.offset_ms(target.stream));
        let before = std::mem::replace(&mut self.shown.page, page);
        self.shown.moment = Some(target);
        self.shown.at_ms = at_ms;
        self.note_page_change(&before);
        batch
    }

    /// Plays on to a time. The same as [`Self::seek`], but cheaper for small steps forward.
    pub fn advance(&mut self, at_ms: u32) -> OpBatch {
        let target = self.timeline.at(&self.recording, at_ms);
        let Some(here) = self
            .shown
            .moment
            .filter(|here| here.stream == target.stream && here.count <= target.count)
        else {
            return self.seek(at_ms);
        };
        self.shown.at_ms = at_ms;
        self.shown.moment = Some(target);
        if here.count == target.count {
            return OpBatch::default();
        }
        let before = self.shown.page.clone();
        let page = &mut self.shown.page;
        page.take_dirty();
        if let (Some(parts), Some(stream)) = (
            self.streams.get_mut(target.stream),
            self.recording.streams.get(target.stream),
        ) {
            parts.replay.walk(stream, here.count, target.count, page);
        }
        let dirty = page.take_dirty();
        self.note_page_change(&before);
        let operations = diff_dirty(&before, &self.shown.page, &dirty);
        encode(&operations, self.timeline.offset_ms(target.stream))
    }

    /// Everything the stage should show now, for a stage that is empty.
    pub fn rebuild(&mut self) -> OpBatch {
        self.shown.page = Page::new();
        let at_ms = self.shown.at_ms;
        self.shown.moment = None;
        self.seek(at_ms)
    }

    /// The pointers at a time, of the page that is seen then.
    pub fn pointers(&self, at_ms: u32) -> PointerFrame {
        let moment = self.timeline.at(&self.recording, at_ms);
        self.streams
            .get(moment.stream)
            .map_or_else(PointerFrame::default, |parts| parts.pointers.at(moment.local_ms))
    }

    /// Counts the changes of the address or title shown, so that one need not compare them.
    pub fn page_version(&self) -> u32 {
        self.shown.page_version
    }

    /// The address shown now.
    pub fn url(&self) -> &Text {
        self.shown.page.url()
    }

    /// The title shown now.
    pub fn title(&self) -> &Text {
        self.shown.page.title()
    }

    /// Makes keyframes for jumps to come, going through `events` events at most. Whether there is nothing left to do.
    pub fn prepare(&mut self, events: usize) -> bool {
        for (parts, stream) in self.streams.iter_mut().zip(&self.recording.streams) {
            if !parts.is_prepared {
                parts.is_prepared = parts.replay.prepare(stream, events);
                return false;
            }
        }
        true
    }

    fn note_page_change(&mut self, before: &Page) {
        let page = &self.shown.page;
        if page.url() != before.url() || page.title() != before.title() {
            self.shown.page_version = self.shown.page_version.wrapping_add(1);
        }
    }

    fn page_at(&mut self, target: Moment) -> Page {
        let near = self.shown.moment.filter(|here| here.stream == target.stream);
        let near = near.map(|here| (here.count, &self.shown.page));
        match (
            self.streams.get_mut(target.stream),
            self.recording.streams.get(target.stream),
        ) {
            (Some(parts), Some(stream)) => parts.replay.page(stream, target.count, near),
            _ => Page::new(),
        }
    }
}

fn start_of(events: &[TimedEvent]) -> Option<&Start> {
    events.iter().find_map(|event| match &event.event {
        Event::Start(start) => Some(start),
        _ => None,
    })
}

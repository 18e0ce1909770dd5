//! Goes through rrweb's events one after another.

use std::collections::BTreeMap;

use serde_json::Value;

use super::json;
use super::mirror::Mirror;
use super::{ImportError, Imported};
use crate::event::{Canvas, Event, PointerKind, Property, PropertyChange, Viewport};
use crate::{Recording, SessionId, Stream, StreamId, Text, TimedEvent};

/// `EventType`
const FULL_SNAPSHOT: u64 = 2;
const INCREMENTAL: u64 = 3;
const META: u64 = 4;
const CUSTOM: u64 = 5;
const PLUGIN: u64 = 6;

/// What has been read so far.
#[derive(Debug)]
pub(super) struct Importer {
    pub(super) mirror: Mirror,
    /// Address of the page now.
    pub(super) href: Text,
    pub(super) has_start: bool,
    pub(super) has_snapshot: bool,
    /// Epoch milliseconds of the first event.
    pub(super) first_ms: f64,
    now_ms: f64,
    events: Vec<(f64, Event)>,
    /// What follows the nodes that are being put in.
    pub(super) after: Vec<Event>,
    notes: BTreeMap<String, usize>,
}

impl Importer {
    pub(super) fn new() -> Self {
        Self {
            mirror: Mirror::default(),
            href: Text::default(),
            has_start: false,
            has_snapshot: false,
            first_ms: f64::INFINITY,
            now_ms: 0.0,
            events: Vec::new(),
            after: Vec::new(),
            notes: BTreeMap::new(),
        }
    }

    /// Counts something that is not carried over.
    pub(super) fn note(&mut self, what: &str) {
        *self.notes.entry(what.to_owned()).or_default() += 1;
    }

    /// Records something at the time of the event that is being read.
    pub(super) fn push(&mut self, event: Event) {
        self.push_at(0.0, event);
    }

    /// The same, some milliseconds later (or earlier, below 0).
    pub(super) fn push_at(&mut self, offset_ms: f64, event: Event) {
        self.events.push((self.now_ms + offset_ms, event));
    }

    /// Time of the event that is being read, on the stream's clock.
    pub(super) fn at_ms(&self) -> u32 {
        (self.now_ms - self.first_ms).max(0.0) as u32
    }

    pub(super) fn set_property(&mut self, id: i64, property: Property) {
        match self.mirror.node(id) {
            Some(node) => self.push(Event::Properties(vec![PropertyChange { node, property }])),
            None => self.note("state of an unknown node"),
        }
    }

    /// Reads one event.
    pub(super) fn take(&mut self, event: &Value) {
        let (Some(kind), Some(at_ms)) = (
            event.get("type").and_then(Value::as_u64),
            json::number(event, "timestamp"),
        ) else {
            return self.note("event without type or timestamp");
        };
        self.now_ms = at_ms;
        self.first_ms = self.first_ms.min(at_ms);
        let data = event.get("data").unwrap_or(&Value::Null);
        match kind {
            META => self.meta(data),
            FULL_SNAPSHOT => {
                if !self.has_start {
                    self.start(Viewport {
                        width: 0,
                        height: 0,
                        pixel_ratio_percent: 100,
                    });
                }
                self.snapshot(data);
            }
            INCREMENTAL if !self.has_snapshot => self.note("change before the first full snapshot"),
            INCREMENTAL => self.incremental(data),
            CUSTOM => self.custom(data),
            PLUGIN => self.plugin(data),
            0 | 1 => {} // DomContentLoaded, Load
            other => self.note(&format!("event of type {other}")),
        }
    }

    /// By `IncrementalSource`.
    fn incremental(&mut self, data: &Value) {
        match data.get("source").and_then(Value::as_u64) {
            Some(0) => self.mutation(data),
            Some(1 | 12) => self.moves(data, PointerKind::Mouse),
            Some(2) => self.interaction(data),
            Some(3) => self.scroll(data),
            Some(4) => self.resize(data),
            Some(5) => self.field(data),
            Some(6) => self.moves(data, PointerKind::Touch),
            Some(7) => self.media(data),
            Some(8) => self.rules(data),
            Some(9) => self.canvas(data),
            Some(10) => self.note("font loaded by a script"),
            Some(13) => self.declaration(data),
            Some(14) => self.selection(data),
            Some(15) => self.adopted(data),
            Some(16) => self.definition(data),
            source => self.note(&format!("change from source {source:?}")),
        }
    }

    /// `IncrementalSource.CustomElement`: all elements of the name have their definition now.
    fn definition(&mut self, data: &Value) {
        let Some(name) = data.get("define").and_then(|define| json::text(define, "name")) else {
            return;
        };
        let property = Property::Defined(true);
        let changes = self.mirror.named(name).map(|node| PropertyChange {
            node,
            property: property.clone(),
        });
        let changes: Vec<PropertyChange> = changes.collect();
        if !changes.is_empty() {
            self.push(Event::Properties(changes));
        }
    }

    /// `IncrementalSource.CanvasMutation`: whole pictures can be shown, drawing commands cannot.
    fn canvas(&mut self, data: &Value) {
        let Some(id) = json::id(data, "id") else { return };
        match json::list(data, "commands").iter().rev().find_map(picture) {
            Some(canvas) => self.set_property(id, Property::Canvas(canvas)),
            None => self.note("drawing commands of a canvas"),
        }
    }

    /// Puts the events in order. `count`: how many events of rrweb there were.
    pub(super) fn finish(mut self, count: usize) -> Result<Imported, ImportError> {
        if !self.has_snapshot {
            return Err(ImportError::NoSnapshot { events: count });
        }
        self.events.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let started_at_ms = self.first_ms.max(0.0) as u64;
        let name = fingerprint(&self);
        let first_ms = self.first_ms;
        let events = self.events.into_iter().map(|(at_ms, event)| TimedEvent {
            at_ms: (at_ms - first_ms).max(0.0) as u32,
            event,
        });
        let stream = Stream {
            id: StreamId(stream_of(name)),
            started_at_ms,
            events: events.collect(),
            parts: 0,
            ended: true,
            problems: Vec::new(),
            notes: Vec::new(),
        };
        let recording = Recording {
            session: SessionId(name),
            streams: vec![stream],
            problems: Vec::new(),
        };
        let notes = self.notes.into_iter().map(|(what, times)| match times {
            1 => what,
            _ => format!("{what} ({times} times)"),
        });
        Ok(Imported {
            recording,
            notes: notes.collect(),
        })
    }
}

/// The picture that `drawImage` is called with, where rrweb samples canvases as pictures.
fn picture(command: &Value) -> Option<Canvas> {
    if json::text(command, "property") != Some("drawImage") {
        return None;
    }
    let bitmap = json::list(command, "args").first()?;
    let blob = json::list(bitmap, "args").first().unwrap_or(bitmap);
    let buffer = json::list(blob, "data").first()?;
    Some(Canvas {
        mime_type: json::text(blob, "type").unwrap_or("image/webp").into(),
        image: super::element::base64(json::text(buffer, "base64")?)?,
    })
}

/// The same recording gets the same session: 128-bit FNV-1a (draft-eastlake-fnv) over times and address.
fn fingerprint(importer: &Importer) -> [u8; 16] {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let times = importer
        .events
        .iter()
        .flat_map(|(at_ms, _)| at_ms.to_bits().to_be_bytes());
    let hash = times
        .chain(importer.href.bytes())
        .fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    hash.to_be_bytes()
}

fn stream_of(session: [u8; 16]) -> [u8; 8] {
    let [a, b, c, d, e, f, g, h, ..] = session;
    [a, b, c, d, e, f, g, h]
}

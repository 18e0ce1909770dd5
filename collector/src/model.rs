//! The things that stores keep and the API shows.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use scrubjay_format::{AssetHash, SessionId, StreamId, Text};
use serde::Serialize;

/// A tenant. Everything kept belongs to one, and every query carries it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectId(pub Arc<str>);

impl fmt::Display for ProjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A tenant and the key by which recorders add to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Its write key: public, and good for adding only.
    pub write_key: String,
    /// Whether the key is refused by now.
    pub revoked: bool,
}

/// What names a part: sent twice, it is kept once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartKey {
    /// Whose it is.
    pub project: ProjectId,
    /// The visit.
    pub session: SessionId,
    /// The page life.
    pub stream: StreamId,
    /// Its number in the stream, from 0.
    pub sequence: u32,
}

/// A part that was found sound, with what search needs from it.
#[derive(Clone, Debug)]
pub struct NewPart {
    /// Its name.
    pub key: PartKey,
    /// Checksum from its header.
    pub crc32c: u32,
    /// The stream's start, ms since the Unix epoch by the visitor's clock.
    pub started_at_ms: i64,
    /// Its first event, ms since the stream's start.
    pub first_ms: u32,
    /// Its last event, ms since the stream's start.
    pub last_ms: u32,
    /// Whether decoding can begin here.
    pub keyframe: bool,
    /// Whether the stream ends with it.
    pub last: bool,
    /// When it arrived, by the server's clock.
    pub received_ms: i64,
    /// What its index section says.
    pub facts: Facts,
    /// The whole part, as it came.
    pub bytes: Bytes,
}

/// A part and where its bytes are.
#[derive(Clone, Debug)]
pub struct PlacedPart {
    /// The part.
    pub part: NewPart,
    /// The object.
    pub object: Arc<str>,
    /// Where in the object it begins.
    pub offset: u64,
}

/// What the index section of one part says.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// One for each event worth a row.
    pub rows: Vec<Fact>,
    /// Where and on what the stream was recorded, if the part says.
    pub start: Option<StartFacts>,
    /// The first title that is not empty.
    pub title: Option<Text>,
    /// Who it is, as said last, and when: ms since the stream's start.
    pub user: Option<(u32, Text)>,
    /// How far our clock is ahead of the visitor's, in milliseconds, as said last.
    pub clock_offset_ms: Option<i64>,
    /// What to add to the session's counters.
    pub counts: FactCounts,
    /// Tags and traits, the later of a name last.
    pub attributes: Vec<(String, String)>,
}

impl Facts {
    /// About how much memory it takes.
    pub fn size_bytes(&self) -> usize {
        let rows: usize = self
            .rows
            .iter()
            .map(|row| size_of::<Fact>() + row.name.len() + row.value.len())
            .sum();
        let attributes: usize = self.attributes.iter().map(|(key, value)| key.len() + value.len()).sum();
        rows + attributes
    }
}

/// Where and on what a stream was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartFacts {
    /// The address.
    pub url: Text,
    /// `document.referrer`
    pub referrer: Text,
    /// What it was recorded on.
    pub device: Device,
    /// Size of the viewport.
    pub viewport: ViewportSize,
}

/// One index event as a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Milliseconds since the stream's start.
    pub at_ms: u32,
    /// Its kind, such as `click`.
    pub kind: &'static str,
    /// What it is called: a label, a class of error, the name of a custom event.
    pub name: Text,
    /// What it says: an address, a message, properties as JSON.
    pub value: Text,
    /// Its number, where it has one.
    pub number: Option<f64>,
}

/// How many events of some kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FactCounts {
    /// All index events.
    pub events: u32,
    /// Addresses after the first of the stream.
    pub navigations: u32,
    /// Clicks.
    pub clicks: u32,
    /// Fields edited.
    pub edits: u32,
    /// Errors.
    pub errors: u32,
    /// Custom events.
    pub customs: u32,
}

/// A session as the API shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Session {
    /// Its public id.
    pub id: String,
    /// Where its first stream begins, ms since the Unix epoch, by our clock as far as that is known; 0 of the player's time.
    pub started_at_ms: i64,
    /// Its last event so far.
    pub ended_at_ms: i64,
    /// How far our clock was ahead of the visitor's, by which the recording's own times are; 0: less than a second, or
    /// not known.
    pub clock_offset_ms: i64,
    /// From start to end.
    pub duration_ms: i64,
    /// The address it began at.
    pub url: String,
    /// The title of that page.
    pub title: String,
    /// Who it was, as the site says.
    pub user: Option<String>,
    /// What it was recorded on.
    pub device: Device,
    /// Size of the first viewport.
    pub viewport: ViewportSize,
    /// Its counters.
    pub counts: Counts,
    /// Size of the recording.
    pub size_bytes: u64,
    /// Whether more may come: a page is open and was heard of in the last minute.
    pub live: bool,
    /// Whether a part came twice with different bytes.
    pub conflict: bool,
}

/// What a session was recorded on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Device {
    /// Browser and version.
    pub browser: String,
    /// Operating system.
    pub os: String,
    /// `desktop`, `mobile` or `tablet`.
    pub kind: String,
}

/// Size in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ViewportSize {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// Counters of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Page lives.
    pub streams: u64,
    /// Parts held.
    pub parts: u64,
    /// Index events.
    pub events: u64,
    /// Pages seen: documents and changes of address within them.
    pub pages: u64,
    /// Clicks.
    pub clicks: u64,
    /// Fields edited.
    pub edits: u64,
    /// Errors.
    pub errors: u64,
    /// Custom events.
    pub customs: u64,
}

/// A page life as the API shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stream {
    /// Its id.
    pub stream: String,
    /// The moment of its 0, ms since the Unix epoch.
    pub started_at_ms: i64,
    /// Its first event, ms since its start.
    pub first_ms: u32,
    /// Its last event so far.
    pub last_ms: u32,
    /// Parts held.
    pub parts: u64,
    /// The address it began at.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Whether its last part is there.
    pub ended: bool,
}

/// An index event as the API shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SessionEvent {
    /// Milliseconds since the session's start.
    pub at_ms: i64,
    /// In which stream.
    pub stream: String,
    /// Its kind.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// What it says.
    pub value: String,
    /// Its number, where it has one: a status, a duration in ms, how often.
    pub number: Option<f64>,
}

/// A part of a recording and where its bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPart {
    /// Its stream, in hexadecimal.
    pub stream: String,
    /// Its number in the stream.
    pub sequence: u32,
    /// Its first event, ms since the stream's start.
    pub first_ms: u32,
    /// Its last.
    pub last_ms: u32,
    /// Whether decoding can begin here.
    pub keyframe: bool,
    /// Whether the stream ends with it.
    pub last: bool,
    /// Where it begins in the recording.
    pub position: u64,
    /// The object that holds it.
    pub object: String,
    /// Where in that object it begins.
    pub offset: u64,
    /// Its length in bytes.
    pub length: u64,
}

/// A file that recorded pages were drawn with, whose bytes are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAsset {
    /// SHA-256 of its bytes.
    pub hash: AssetHash,
    /// What it was sent as.
    pub mime_type: String,
    /// Its size.
    pub size_bytes: u64,
    /// When it came, ms since the Unix epoch.
    pub received_at_ms: i64,
}

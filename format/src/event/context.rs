//! Where and on what it happened, and what the page and the site said.

use crate::Text;

/// The first event of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Start {
    /// The moment of `at_ms` 0, in milliseconds since the Unix epoch, by the visitor's clock.
    pub started_at_ms: u64,
    /// The address, scrubbed.
    pub url: Text,
    /// `document.referrer`, scrubbed.
    pub referrer: Text,
    /// `document.title`, scrubbed.
    pub title: Text,
    /// `navigator.userAgent`
    pub user_agent: Text,
    /// `navigator.language`
    pub language: Text,
    /// IANA name of the time zone.
    pub timezone: Text,
    /// The layout viewport.
    pub viewport: Viewport,
    /// The screen, in CSS pixels.
    pub screen_width: u32,
    /// The screen, in CSS pixels.
    pub screen_height: u32,
    /// The colour scheme asked for.
    pub color_scheme: ColorScheme,
    /// Whether there is a touch screen.
    pub touch: bool,
    /// Version of the recorder.
    pub recorder: Text,
}

/// Size of the layout viewport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Viewport {
    /// `innerWidth` in CSS pixels.
    pub width: u32,
    /// `innerHeight` in CSS pixels.
    pub height: u32,
    /// `devicePixelRatio` × 100.
    pub pixel_ratio_percent: u32,
}

/// Pinch zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct VisualViewport {
    /// Zoom × 1000.
    pub scale_permille: u32,
    /// Offset from the layout viewport's left, in CSS pixels.
    pub x: i32,
    /// Offset from its top.
    pub y: i32,
}

/// `prefers-color-scheme`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum ColorScheme {
    /// Light, or no preference.
    Light,
    /// Dark.
    Dark,
}

/// A change of address within a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Navigation {
    /// The address now, scrubbed.
    pub url: Text,
    /// What brought it about.
    pub cause: NavigationCause,
}

/// What changed the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum NavigationCause {
    /// The document was loaded.
    Load,
    /// `history.pushState`
    Push,
    /// `history.replaceState`
    Replace,
    /// Back or forward.
    Pop,
    /// The fragment changed.
    Hash,
}

/// A step in the life of the page (the Page Lifecycle's states, as far as events tell them).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum LifecycleState {
    /// `pagehide`: the page is being left.
    Hidden,
    /// `pageshow` with `persisted`: it came back from the back/forward cache.
    Restored,
    /// `freeze`
    Frozen,
    /// `resume`
    Resumed,
}

/// Where an error came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum ErrorKind {
    /// Thrown and not caught.
    Uncaught,
    /// A promise was rejected and nobody handled it.
    Rejection,
    /// `captureError` was called.
    Captured,
}

/// An error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ErrorReport {
    /// Where it came from.
    pub kind: ErrorKind,
    /// Its class (`TypeError`).
    pub name: Text,
    /// Its message, scrubbed.
    pub message: Text,
    /// Its stack, scrubbed; empty if there is none.
    pub stack: Text,
    /// The script's address, scrubbed.
    pub source: Text,
    /// Line in the script, from 1; 0: unknown.
    pub line: u32,
    /// Column, from 1; 0: unknown.
    pub column: u32,
}

/// Level of a console line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum ConsoleLevel {
    /// `console.debug`
    Debug,
    /// `console.log`
    Log,
    /// `console.info`
    Info,
    /// `console.warn`
    Warn,
    /// `console.error`
    Error,
}

/// A console line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Console {
    /// Its level.
    pub level: ConsoleLevel,
    /// Its text, scrubbed and cut.
    pub text: Text,
}

/// What made a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum NetworkInitiator {
    /// `fetch`
    Fetch,
    /// `XMLHttpRequest`
    Xhr,
    /// `navigator.sendBeacon`
    Beacon,
    /// `WebSocket`
    WebSocket,
    /// `EventSource`
    EventSource,
    /// A resource of the page.
    Resource,
}

/// A finished request. Its event's time is its end.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Network {
    /// What made it.
    pub initiator: NetworkInitiator,
    /// `GET`, `POST` …
    pub method: Text,
    /// The address, scrubbed.
    pub url: Text,
    /// HTTP status; 0: it failed.
    pub status: u32,
    /// How long it took.
    pub duration_ms: u32,
    /// Bytes sent, if known.
    pub request_size_bytes: Option<u64>,
    /// Bytes received, if known.
    pub response_size_bytes: Option<u64>,
}

/// Which measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum VitalName {
    /// Largest contentful paint.
    Lcp,
    /// Cumulative layout shift, × 1000 in place of milliseconds.
    Cls,
    /// Interaction to next paint.
    Inp,
    /// First contentful paint.
    Fcp,
    /// Time to first byte.
    Ttfb,
    /// A task above 50 ms; the value is its length.
    LongTask,
}

/// A web vital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Vital {
    /// Which one.
    pub name: VitalName,
    /// Milliseconds; for CLS, the score × 1000.
    pub value: u32,
}

/// A value that a site hands over.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(untagged))]
pub enum Scalar {
    /// No value.
    Null,
    /// True or false.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// Text, scrubbed.
    Text(Text),
}

/// An event reported by the site.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Custom {
    /// Its name.
    pub name: Text,
    /// Its properties.
    pub properties: Vec<(Text, Scalar)>,
}

/// Who the visitor is.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Identify {
    /// The site's own id of the person.
    pub user: Text,
    /// What else the site says of the person.
    pub traits: Vec<(Text, Scalar)>,
}

/// What the recorder has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum NoteCode {
    /// Recording was paused by the site.
    Paused,
    /// Recording went on.
    Resumed,
    /// Recording ended.
    Stopped,
    /// The recorder did less to spare the page.
    Degraded,
    /// An option was wrong, and more was masked than asked for.
    FailedClosed,
    /// Something could not be read (a sheet, a frame).
    Unreadable,
    /// The recorder met an error of its own.
    Internal,
}

/// A remark of the recorder on the recording.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Note {
    /// What it is about.
    pub code: NoteCode,
    /// In words.
    pub text: Text,
}

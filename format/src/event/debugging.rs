//! What went wrong, what the page said to developers, and how fast it was.

use crate::{NodeId, Text};

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
    /// Thrown in a script of another origin, of which browsers tell nothing but that it happened ("Script error.").
    Opaque,
    /// An image, script, style sheet or medium could not be loaded: its address is the source, its element the name.
    Resource,
}

/// An error, and how often it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ErrorReport {
    /// Where it came from.
    pub kind: ErrorKind,
    /// Its class (`TypeError`); empty if what was thrown is no error.
    pub name: Text,
    /// Its message, scrubbed.
    pub message: Text,
    /// Its stack without the message, a frame to a line, scrubbed; empty if there is none.
    pub stack: Text,
    /// The script's address, scrubbed.
    pub source: Text,
    /// Line in the script, from 1; 0: unknown.
    pub line: u32,
    /// Column, from 1; 0: unknown.
    pub column: u32,
    /// How many times it happened since it was last reported: of an error that comes in a storm, the first few are reported
    /// one by one, and the others counted.
    pub count: u32,
    /// What it says it was caused by (`Error.cause`, the errors of an `AggregateError`), the nearest first.
    pub causes: Vec<ErrorCause>,
}

/// What an error was caused by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ErrorCause {
    /// Its class; empty if it is no error.
    pub name: Text,
    /// Its message, scrubbed.
    pub message: Text,
    /// Its stack as in [`ErrorReport::stack`].
    pub stack: Text,
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

/// Why a request has no status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum NetworkFailure {
    /// It has one, or need not.
    None,
    /// The page gave it up.
    Aborted,
    /// It took longer than the page allowed.
    TimedOut,
    /// The browser was offline.
    Offline,
    /// The connection failed.
    Unreachable,
    /// A request to another origin failed: the connection, or CORS refused the page to see the answer. Browsers do not tell
    /// a page which.
    CrossOrigin,
    /// The browser refused to send it: too large, or a wrong address.
    Refused,
}

/// A finished request. It is written some time after its end, since what browsers tell of it comes late.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Network {
    /// What made it.
    pub initiator: NetworkInitiator,
    /// `GET`, `POST` …; empty for resources.
    pub method: Text,
    /// The address, scrubbed.
    pub url: Text,
    /// HTTP status, or the code with which a WebSocket was closed; 0: it failed, or is not known.
    pub status: u32,
    /// How long it took, or was open.
    pub duration_ms: u32,
    /// Bytes sent, if known.
    pub request_size_bytes: Option<u64>,
    /// Bytes received, if known.
    pub response_size_bytes: Option<u64>,
    /// When it began, since the stream's start.
    pub began_ms: u32,
    /// Why it failed.
    pub failure: NetworkFailure,
    /// For resources, what asked for it (`img`, `script`, `css` …); else the answer's MIME type.
    pub media: Text,
    /// What its time was spent on, as far as the browser says.
    pub timing: NetworkTiming,
    /// Messages of a WebSocket or EventSource.
    pub messages: NetworkMessages,
    /// Headers of the request, as far as the site asked for them.
    pub request_headers: Vec<Header>,
    /// Headers of the answer, as far as the site asked for them.
    pub response_headers: Vec<Header>,
    /// The request's body, scrubbed and cut, if the site asked for it.
    pub request_body: Option<Text>,
    /// The answer's body, scrubbed and cut, if the site asked for it.
    pub response_body: Option<Text>,
}

impl Network {
    /// A request of which nothing else is known.
    pub fn new(initiator: NetworkInitiator, method: Text, url: Text) -> Self {
        Self {
            initiator,
            method,
            url,
            status: 0,
            duration_ms: 0,
            request_size_bytes: None,
            response_size_bytes: None,
            began_ms: 0,
            failure: NetworkFailure::None,
            media: Text::from(""),
            timing: NetworkTiming::default(),
            messages: NetworkMessages::default(),
            request_headers: Vec::new(),
            response_headers: Vec::new(),
            request_body: None,
            response_body: None,
        }
    }
}

/// What a request's time was spent on, in milliseconds (Resource Timing). All 0 where the browser says nothing, as it does
/// for other origins that do not allow it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct NetworkTiming {
    /// Redirects, caches and waiting for a connection.
    pub queued_ms: u32,
    /// Looking up the name.
    pub dns_ms: u32,
    /// Connecting, TLS included.
    pub connect_ms: u32,
    /// From the request's first byte to the answer's first.
    pub waiting_ms: u32,
    /// From the answer's first byte to its last.
    pub download_ms: u32,
}

/// Messages of a connection that stays open: how many, and their sizes together; never what they say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct NetworkMessages {
    /// Messages sent.
    pub sent: u32,
    /// Bytes in them.
    pub sent_size_bytes: u64,
    /// Messages received.
    pub received: u32,
    /// Bytes in them.
    pub received_size_bytes: u64,
}

/// A header field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Header {
    /// Its name, in lower case.
    pub name: Text,
    /// Its value, scrubbed.
    pub value: Text,
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
}

/// A web vital by the definitions of the `web-vitals` library. Of several of one name the last one counts, up to a restore
/// from the back/forward cache, with which measuring begins anew.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Vital {
    /// Which one.
    pub name: VitalName,
    /// Milliseconds; for CLS, the score × 1000.
    pub value: u32,
    /// The element that it was measured on: the largest one, the one that shifted most, the one that was slow to answer.
    pub node: Option<NodeId>,
    /// A path to it, scrubbed; empty if there is none.
    pub path: Text,
}

/// A task, or a frame with its tasks, that held the main thread for more than 50 ms.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LongTask {
    /// When it began, since the stream's start.
    pub began_ms: u32,
    /// How long it took.
    pub duration_ms: u32,
    /// How long input would have had to wait for it; the duration less 50 ms where the browser does not say.
    pub blocking_ms: u32,
    /// What took longest in it, such as `BUTTON#buy.onclick` or `TimerHandler:setTimeout`, scrubbed; empty: unknown.
    pub invoker: Text,
    /// The script in which it stands, scrubbed; empty: unknown.
    pub source: Text,
    /// The function, if the browser says.
    pub function: Text,
}

/// A step of an application's state, as a plug-in reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct StateChange {
    /// The store's name.
    pub store: Text,
    /// What led to it, such as the type of a Redux action; empty: unknown.
    pub action: Text,
    /// What the action carried, as JSON, scrubbed and cut.
    pub payload: Option<Text>,
    /// What is different now. The first change of a store, and one after a change that was too large, sets the whole state,
    /// with an empty path.
    pub edits: Vec<StateEdit>,
    /// Whether there was more than is told here.
    pub cut: bool,
}

/// A value in a state that is another one now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct StateEdit {
    /// Where, as a JSON Pointer (RFC 6901), scrubbed; empty: the whole state.
    pub path: Text,
    /// The value as JSON, scrubbed; none: it is gone.
    pub value: Option<Text>,
}

//! Where and on what it happened, and what the site said.

use super::Environment;
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
    /// What else the browser says of itself and its device.
    pub environment: Environment,
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
    /// Back or forward within the document, where the browser does not tell which.
    Pop,
    /// The fragment changed.
    Hash,
    /// The document was loaded again.
    Reload,
    /// The document was loaded by going back or forward to it.
    Revisit,
    /// Back within the document.
    Back,
    /// Forward within the document.
    Forward,
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

/// What a site varies between visitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum FlagKind {
    /// A feature flag, and the value it has for the visitor.
    Flag,
    /// An experiment, and the variant that the visitor sees.
    Experiment,
}

/// A feature flag or an experiment, as the visitor has it from now on.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Flag {
    /// Which of the two.
    pub kind: FlagKind,
    /// Its name.
    pub name: Text,
    /// Its value, or the name of the variant.
    pub value: Scalar,
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

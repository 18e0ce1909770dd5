//! What is recorded: one [`Event`] for each thing that happened, at a time in milliseconds since the stream's start.
//!
//! Events fall into two groups. *Index* events are what search needs (URLs, clicks with labels, errors, custom events,
//! identity); *replay* events rebuild the page. [`Event::is_index`] tells them apart, and a part carries each group in a
//! section of its own, so that a collector can index a recording without reading its replay.

mod asset;
mod context;
mod debugging;
mod dom;
mod environment;
mod foreign;
mod gesture;
mod input;
mod motion;
mod privacy;
mod style;

pub use asset::{Asset, AssetBytes, AssetOutcome};
pub use context::{
    ColorScheme, Custom, Flag, FlagKind, Identify, LifecycleState, Navigation, NavigationCause, Note, NoteCode, Scalar,
    Start, Viewport, VisualViewport,
};
pub use debugging::{
    Console, ConsoleLevel, ErrorCause, ErrorKind, ErrorReport, Header, LongTask, Network, NetworkFailure,
    NetworkInitiator, NetworkMessages, NetworkTiming, StateChange, StateEdit, Vital, VitalName,
};
pub use dom::{
    Attribute, AttributeChange, Canvas, CompatMode, Forest, Insert, Mutation, Namespace, Property, PropertyChange,
    ShadowMode, TextChange, Token,
};
pub use environment::{Brand, Connection, Environment};
pub use foreign::ForeignPart;
pub use gesture::{ContextMenu, Drag, DragAction, FilesChosen, Orientation, Wheel};
pub use input::{
    Click, ClipboardAction, FieldEdit, FormAction, Key, KeyClass, Modifiers, Pointer, PointerAction, PointerKind,
    PointerMoves, PointerSample, Selection, SelectionRange,
};
pub use motion::{
    Animation, AnimationDirection, AnimationEffect, AnimationFill, AnimationKeyframe, AnimationSource, Animations,
    Composite, Declaration, Media, PlayState, SvgClock,
};
pub use privacy::MaskCounts;
pub use style::{AdoptedSheets, RuleChange, RuleOperation, Sheet, SheetChange, SheetContent};

use crate::{NodeId, Text};

/// An event and when it happened.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TimedEvent {
    /// Milliseconds since the stream's start.
    pub at_ms: u32,
    /// What happened.
    pub event: Event,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", content = "data", rename_all = "snake_case"))]
pub enum Event {
    /// First event of a stream: where, when and on what it was recorded. Index.
    Start(Start),
    /// The page begins anew: all nodes, sheets and properties known so far are dropped, and the forest (whose first
    /// token is the top document, [`NodeId::DOCUMENT`]) takes their place. On large pages it holds the first slice,
    /// and [`Mutation`]s bring the rest until [`Event::SnapshotEnd`].
    Snapshot(Forest),
    /// The snapshot that began with [`Event::Snapshot`] is whole.
    SnapshotEnd,
    /// All changes to nodes, texts and attributes of one frame.
    Mutation(Mutation),
    /// Changes of state that is not in the markup: values, scroll positions, media, canvases.
    Properties(Vec<PropertyChange>),
    /// A whole style sheet's content: constructed, linked, or changed beyond its markup.
    Sheet(SheetChange),
    /// A change of single rules through the CSSOM.
    Rule(RuleChange),
    /// `adoptedStyleSheets` of a document or shadow root.
    AdoptedSheets(AdoptedSheets),
    /// The pointer went along these points.
    PointerMoves(PointerMoves),
    /// The pointer was pressed, lifted, cancelled or left the page.
    Pointer(Pointer),
    /// A key was pressed (its class; never a character of a masked field).
    Key(Key),
    /// An element took the focus; none: nothing has it.
    Focus {
        /// The element, or none.
        node: Option<NodeId>,
        /// Whether `:focus-visible` matched.
        visible: bool,
    },
    /// The text selection of a document.
    Selection(Selection),
    /// A frame of another origin recorded this of itself.
    ForeignPart(ForeignPart),
    /// The wheel was turned.
    Wheel(Wheel),
    /// The screen is held another way.
    Orientation(Orientation),
    /// The size of the layout viewport.
    Viewport(Viewport),
    /// Pinch zoom: the part of the layout viewport that is seen.
    VisualViewport(VisualViewport),
    /// The colour scheme the page was asked for.
    ColorScheme(ColorScheme),
    /// Bytes of a file that the page is drawn with, where no collector keeps them.
    AssetBytes(AssetBytes),

    /// The address changed without a new document, or was found at the start. Index.
    Navigation(Navigation),
    /// `document.title`. Index.
    Title(Text),
    /// A click, tap or keyboard activation. Index.
    Click(Click),
    /// A form control was edited and left. Index.
    FieldEdit(FieldEdit),
    /// A form was sent, reset or refused. Index.
    Form {
        /// The form.
        node: NodeId,
        /// What was done to it.
        action: FormAction,
    },
    /// Copy, cut or paste happened; never what. Index.
    Clipboard {
        /// Where, if a recorded node.
        node: Option<NodeId>,
        /// Which of the three.
        action: ClipboardAction,
    },
    /// Something was dragged or dropped. Index.
    Drag(Drag),
    /// The context menu was asked for. Index.
    ContextMenu(ContextMenu),
    /// Files were chosen in a control. Index.
    FilesChosen(FilesChosen),
    /// The browser filled a control in. Index.
    Autofill {
        /// The control.
        node: NodeId,
    },
    /// The tab was shown or hidden. Index.
    Visibility {
        /// Whether the page can be seen.
        visible: bool,
    },
    /// The window gained or lost the focus. Index.
    WindowFocus {
        /// Whether it has it.
        focused: bool,
    },
    /// The page was frozen, resumed, left or restored. Index.
    Lifecycle(LifecycleState),
    /// The browser went online or offline. Index.
    Online(bool),
    /// An uncaught error, an unhandled rejection or one reported by the site. Index.
    Error(ErrorReport),
    /// A line on the console. Index.
    Console(Console),
    /// A finished network request. Index.
    Network(Network),
    /// A web vital. Index.
    Vital(Vital),
    /// An event the site reported by name. Index.
    Custom(Custom),
    /// Who the visitor is, as the site says. Index.
    Identify(Identify),
    /// A key and a value to find the session by. Index.
    Tag {
        /// The key.
        key: Text,
        /// The value.
        value: Text,
    },
    /// The recorder says something about the recording itself. Index.
    Note(Note),
    /// What was masked, by which rule. Index.
    MaskCounts(MaskCounts),
    /// The collector's clock is so many milliseconds ahead of the page's, which all other times are by (negative: behind).
    /// Index.
    ClockOffset {
        /// How far.
        offset_ms: i64,
    },
    /// A file that the page is drawn with was kept, or could not be. Index.
    Asset(Asset),
    /// A task that held the main thread for long. Index.
    LongTask(LongTask),
    /// A step of the application's state. Index.
    State(StateChange),
    /// A feature flag or an experiment's variant. Index.
    Flag(Flag),
    /// The connection is another one. Index.
    Connection(Connection),

    /// An event of a kind that a newer minor version brought. Kept as bytes, so that copying a recording loses nothing.
    Unknown {
        /// Its kind on the wire.
        kind: u32,
        /// Its payload, undecoded.
        #[cfg_attr(feature = "serde", serde(with = "crate::event::bytes"))]
        payload: Vec<u8>,
        /// Whether it stood in the index section.
        index: bool,
    },
}

impl Event {
    /// Whether the event belongs to the index section of a part; all others are replay.
    pub fn is_index(&self) -> bool {
        match self {
            Event::Start(_)
            | Event::Navigation(_)
            | Event::Title(_)
            | Event::Click(_)
            | Event::FieldEdit(_)
            | Event::Form { .. }
            | Event::Clipboard { .. }
            | Event::Drag(_)
            | Event::ContextMenu(_)
            | Event::FilesChosen(_)
            | Event::Autofill { .. }
            | Event::Visibility { .. }
            | Event::WindowFocus { .. }
            | Event::Lifecycle(_)
            | Event::Online(_)
            | Event::Error(_)
            | Event::Console(_)
            | Event::Network(_)
            | Event::Vital(_)
            | Event::Custom(_)
            | Event::Identify(_)
            | Event::Tag { .. }
            | Event::Note(_)
            | Event::MaskCounts(_)
            | Event::ClockOffset { .. }
            | Event::Asset(_)
            | Event::LongTask(_)
            | Event::State(_)
            | Event::Flag(_)
            | Event::Connection(_) => true,
            Event::Snapshot(_)
            | Event::SnapshotEnd
            | Event::Mutation(_)
            | Event::Properties(_)
            | Event::Sheet(_)
            | Event::Rule(_)
            | Event::AdoptedSheets(_)
            | Event::PointerMoves(_)
            | Event::Pointer(_)
            | Event::Key(_)
            | Event::Focus { .. }
            | Event::Selection(_)
            | Event::Wheel(_)
            | Event::ForeignPart(_)
            | Event::Orientation(_)
            | Event::Viewport(_)
            | Event::VisualViewport(_)
            | Event::ColorScheme(_)
            | Event::AssetBytes(_) => false,
            Event::Unknown { index, .. } => *index,
        }
    }
}

/// Bytes in JSON: lower-case hexadecimal.
#[cfg(feature = "serde")]
pub(crate) mod bytes {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        use std::fmt::Write;
        let mut text = String::with_capacity(bytes.len() * 2);
        for byte in bytes {
            let _ = write!(text, "{byte:02x}"); // writing to a String cannot fail
        }
        serializer.serialize_str(&text)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits: Option<Vec<u8>> = text
            .chars()
            .map(|digit| digit.to_digit(16).map(|value| value as u8))
            .collect();
        match digits {
            Some(digits) if digits.len() % 2 == 0 => {
                Ok(digits.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]).collect())
            }
            _ => Err(D::Error::custom("not pairs of hexadecimal digits")),
        }
    }
}

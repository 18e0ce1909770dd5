//! What the visitor did.

use crate::{NodeId, Text};

/// What kind of device points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum PointerKind {
    /// A mouse or trackpad.
    Mouse,
    /// A pen.
    Pen,
    /// A finger.
    Touch,
}

/// Points that one pointer went along.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PointerMoves {
    /// What points.
    pub kind: PointerKind,
    /// Which finger or pen, counted from 0 within the stream.
    pub pointer: u32,
    /// The points, in order of time.
    pub samples: Vec<PointerSample>,
}

/// One point of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PointerSample {
    /// Milliseconds since the event's own time.
    pub offset_ms: u32,
    /// CSS pixels from the left of the top document's viewport.
    pub x: i32,
    /// CSS pixels from its top.
    pub y: i32,
    /// The deepest recorded element below it, through shadow roots and frames.
    pub target: Option<NodeId>,
}

/// A pointer was pressed, lifted or lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Pointer {
    /// What points.
    pub kind: PointerKind,
    /// Which finger or pen, counted from 0 within the stream.
    pub pointer: u32,
    /// What it did.
    pub action: PointerAction,
    /// The buttons held now, as in `PointerEvent.buttons`.
    pub buttons: u8,
    /// CSS pixels from the left of the top document's viewport.
    pub x: i32,
    /// CSS pixels from its top.
    pub y: i32,
    /// The deepest recorded element below it.
    pub target: Option<NodeId>,
}

/// What a pointer did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum PointerAction {
    /// A button or finger went down.
    Down,
    /// A button or finger went up.
    Up,
    /// The browser took the pointer for itself (scrolling).
    Cancel,
    /// The pointer left the page.
    Leave,
}

/// A click, tap or keyboard activation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Click {
    /// What was hit, if recorded.
    pub target: Option<NodeId>,
    /// CSS pixels from the left of the top document's viewport.
    pub x: i32,
    /// CSS pixels from its top.
    pub y: i32,
    /// As in `MouseEvent.button`: 0 is the main one.
    pub button: u8,
    /// How many clicks in a row (`UIEvent.detail`); 0: from the keyboard.
    pub count: u32,
    /// What the target says of itself, masked as its text is.
    pub label: Text,
    /// A selector-like path to the target (`main > form#pay > button:nth-of-type(2)`), masked as its attributes are.
    pub path: Text,
}

/// Which keys a key event is about, as far as that may be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum KeyClass {
    /// Writes a character; which one is not recorded.
    Character,
    /// Moves the caret or the view: arrows, home, end, page keys.
    Navigation,
    /// Edits without writing: backspace, delete.
    Editing,
    /// Enter.
    Enter,
    /// Tab.
    Tab,
    /// Escape.
    Escape,
    /// F1 and its siblings, media and other special keys.
    Function,
}

/// Modifier keys held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Modifiers {
    /// Shift
    pub shift: bool,
    /// Control
    pub control: bool,
    /// Alt or option
    pub alt: bool,
    /// Command or the Windows key
    pub meta: bool,
}

/// A key went down.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Key {
    /// What kind of key.
    pub class: KeyClass,
    /// What was held with it.
    pub modifiers: Modifiers,
    /// `KeyboardEvent.key` for keys that are no text (`Enter`, `ArrowLeft`) and for shortcuts; else empty.
    pub name: Text,
    /// Where.
    pub target: Option<NodeId>,
}

/// Selected ranges of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Selection {
    /// The document whose selection it is.
    pub document: NodeId,
    /// The ranges; none: nothing is selected.
    pub ranges: Vec<SelectionRange>,
}

/// A range between two boundary points, offsets as in the DOM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SelectionRange {
    /// Where the selection began (its anchor).
    pub anchor: NodeId,
    /// Child index or UTF-16 code units in the anchor.
    pub anchor_offset: u32,
    /// Where it ends (its focus); before the anchor if it was drawn backward.
    pub focus: NodeId,
    /// Child index or UTF-16 code units in the focus.
    pub focus_offset: u32,
}

/// A form control was edited and left (`change`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct FieldEdit {
    /// The control.
    pub target: NodeId,
    /// Its label, masked as its text is.
    pub label: Text,
    /// A selector-like path to it.
    pub path: Text,
}

/// What happened to a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum FormAction {
    /// It was sent.
    Submit,
    /// It was reset.
    Reset,
    /// A control's value was refused (`invalid`); the node is the control.
    Invalid,
}

/// What was done with the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum ClipboardAction {
    /// Copied.
    Copy,
    /// Cut.
    Cut,
    /// Pasted.
    Paste,
}

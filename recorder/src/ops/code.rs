//! The numbers of the protocol; its other end stands in `recorder/js/*.js`.

use crate::privacy::{Level, Marks};

/// Steps of a batch.
pub(super) mod step {
    pub(in crate::ops) const SNAPSHOT: u32 = 1;
    pub(in crate::ops) const REMOVE: u32 = 2;
    pub(in crate::ops) const INSERT: u32 = 3;
    pub(in crate::ops) const SET_TEXT: u32 = 4;
    pub(in crate::ops) const SET_ATTRIBUTE: u32 = 5;
    pub(in crate::ops) const SET_PROPERTY: u32 = 6;
    pub(in crate::ops) const SNAPSHOT_END: u32 = 7;
    pub(in crate::ops) const LABEL: u32 = 8;
    pub(in crate::ops) const SHEET_CONTENT: u32 = 32;
    pub(in crate::ops) const RULE: u32 = 33;
    pub(in crate::ops) const ADOPTED: u32 = 34;
}

/// Steps of a forest.
pub(super) mod token {
    pub(in crate::ops) const ELEMENT: u32 = 16;
    pub(in crate::ops) const DOCUMENT: u32 = 17;
    pub(in crate::ops) const SHADOW_ROOT: u32 = 18;
    pub(in crate::ops) const DOCTYPE: u32 = 19;
    pub(in crate::ops) const TEXT: u32 = 20;
    pub(in crate::ops) const COMMENT: u32 = 21;
    pub(in crate::ops) const CDATA: u32 = 22;
    pub(in crate::ops) const INSTRUCTION: u32 = 23;
    pub(in crate::ops) const EXISTING: u32 = 24;
    pub(in crate::ops) const CLOSE: u32 = 25;
    pub(in crate::ops) const END: u32 = 26;
    pub(in crate::ops) const TEMPLATE_CONTENT: u32 = 27;
}

/// Properties.
pub(super) mod property {
    pub(in crate::ops) const VALUE: u32 = 1;
    pub(in crate::ops) const CHECKED: u32 = 2;
    pub(in crate::ops) const INDETERMINATE: u32 = 3;
    pub(in crate::ops) const SELECTED: u32 = 4;
    pub(in crate::ops) const SCROLL: u32 = 5;
    pub(in crate::ops) const MODAL: u32 = 6;
    pub(in crate::ops) const POPOVER_OPEN: u32 = 7;
    pub(in crate::ops) const FULLSCREEN: u32 = 8;
    pub(in crate::ops) const DEFINED: u32 = 9;
    pub(in crate::ops) const CURRENT_SOURCE: u32 = 10;
    pub(in crate::ops) const MEDIA: u32 = 11;
    pub(in crate::ops) const SHEET: u32 = 12;
    pub(in crate::ops) const PLACEHOLDER: u32 = 13;
    pub(in crate::ops) const ANIMATIONS: u32 = 18;
    pub(in crate::ops) const SVG_CLOCK: u32 = 19;
    pub(in crate::ops) const CARET: u32 = 24;
    pub(in crate::ops) const ASSIGNED: u32 = 25;
    pub(in crate::ops) const AUTOFILLED: u32 = 26;
}

/// Marks of a node, as bits.
pub(super) mod mark {
    pub(in crate::ops) const LEVEL: u32 = 3;
    pub(in crate::ops) const FORM_VALUE: u32 = 4;
    pub(in crate::ops) const CSS: u32 = 8;
    pub(in crate::ops) const SECRET: u32 = 32;
}

/// What the reader says of a node, for the gate.
pub(crate) fn marks(bits: u32) -> Marks {
    Marks {
        level: level(bits & mark::LEVEL),
        form_value: bits & mark::FORM_VALUE != 0,
        secret: bits & mark::SECRET != 0,
        css: bits & mark::CSS != 0,
    }
}

/// A privacy level by its number in the protocol: from 0, allow, to 3, hide.
pub(crate) fn level(number: u32) -> Level {
    match number {
        0 => Level::Allow,
        1 => Level::MaskInputs,
        2 => Level::Mask,
        _ => Level::Hide,
    }
}

/// In place of an attribute's name: the text of a field's labels, which is read but never written.
pub(crate) const LABEL: &str = "\0label";
/// Set in a string's word: the lower bits are its number, not its length.
pub(super) const INTERNED: u32 = 0x8000_0000;
/// Set in an attribute's name: its namespace follows.
pub(super) const NAMESPACED: u32 = 0x4000_0000;
/// In place of a string's word: there is none.
pub(super) const NONE: u32 = u32::MAX;

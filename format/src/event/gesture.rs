//! What the visitor did that is neither a move nor a click: wheels, drags, menus, files.

use crate::NodeId;

/// A turn of the wheel, or a swipe of two fingers over a trackpad: all of it that came close together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Wheel {
    /// CSS pixels from the left of the top document's viewport.
    pub x: i32,
    /// CSS pixels from its top.
    pub y: i32,
    /// How far to the right, in CSS pixels.
    pub delta_x: i32,
    /// How far down.
    pub delta_y: i32,
    /// The deepest recorded element below the pointer.
    pub target: Option<NodeId>,
}

/// How the screen is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Orientation {
    /// `screen.orientation.angle`
    pub angle_degrees: u32,
    /// Whether it is higher than wide.
    pub portrait: bool,
}

/// A step of dragging something to drop it elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Drag {
    /// Which step.
    pub action: DragAction,
    /// What is dragged, or where it was dropped; none if that is not recorded.
    pub target: Option<NodeId>,
    /// CSS pixels from the left of the top document's viewport.
    pub x: i32,
    /// CSS pixels from its top.
    pub y: i32,
    /// How many files were dropped, from outside of the browser.
    pub files: u32,
}

/// A step of a drag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum DragAction {
    /// `dragstart`
    Start,
    /// `drop`: the page took it.
    Drop,
    /// `dragend`, after a drop or without one.
    End,
}

/// The context menu was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ContextMenu {
    /// What it was asked for.
    pub target: Option<NodeId>,
    /// CSS pixels from the left of the top document's viewport.
    pub x: i32,
    /// CSS pixels from its top.
    pub y: i32,
}

/// Files were chosen in a control; never their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct FilesChosen {
    /// The control.
    pub target: NodeId,
    /// How many; 0: the choice was taken back.
    pub count: u32,
    /// All of them together.
    pub size_bytes: u64,
}

//! Frames of other origins, which record themselves.

use crate::NodeId;

/// A part of a stream that a frame of another origin recorded of itself, handed on by the page that holds the frame.
///
/// [`Recording::read`](crate::Recording::read) puts the events in it in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ForeignPart {
    /// The frame's element.
    pub frame: NodeId,
    /// Where the frame's viewport begins, in CSS pixels from the left of the page's own viewport.
    pub x: i32,
    /// The same from its top.
    pub y: i32,
    /// The part, as a recorder makes it.
    #[cfg_attr(feature = "serde", serde(with = "crate::event::bytes"))]
    pub bytes: Vec<u8>,
}

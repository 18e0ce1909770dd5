//! Scrubjay's wire format: typed events, their binary encoding, and the parts a recording is made of.
//!
//! This crate knows bytes and events. It has no opinion on what a page looks like (`scrubjay-page`),
//! on what is private (`scrubjay-recorder`) or on where bytes are kept (`collector`); it does no I/O.

pub mod event;
mod id;

pub use event::{Event, TimedEvent};
pub use id::{IdError, NodeId, SessionId, SheetId, StreamId};

/// Text shared by reference: the same class name on a thousand nodes is one allocation.
pub type Text = std::sync::Arc<str>;

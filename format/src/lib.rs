//! Scrubjay's wire format: typed events, their binary encoding, and the parts a recording is made of.
//!
//! This crate knows bytes and events. It has no opinion on what a page looks like (`scrubjay-page`),
//! on what is private (`scrubjay-recorder`) or on where bytes are kept (`collector`); it does no I/O.
//!
//! [`StreamEncoder`] turns events into parts; [`StreamDecoder`] turns the parts of a stream back into events, and
//! [`Recording::read`] those of a whole session. `docs/format.md` describes the bytes.

#[cfg(feature = "arbitrary")]
pub mod arbitrary;
mod codec;
mod error;
pub mod event;
mod foreign;
mod id;
pub mod limits;
mod part;
mod recording;
mod replay_token;
#[cfg(feature = "rrweb")]
pub mod rrweb;
mod stream;

pub use codec::{ForestWriter, MutationWriter};
pub use error::{DecodeNote, FormatError, Problem, Section};
pub use event::{Event, TimedEvent};
pub use id::{AssetHash, IdError, NodeId, SessionId, SheetId, StreamId};
pub use part::{Part, PartHeader, Parts, VERSION, Version, parts};
pub use recording::{Recording, Stream};
pub use stream::{StreamDecoder, StreamEncoder};

/// Text shared by reference: the same class name on a thousand nodes is one allocation.
pub type Text = std::sync::Arc<str>;

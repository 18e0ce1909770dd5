//! The recorded page as data: a tree that events change, and the steps from one moment of it to another.
//!
//! This crate has no opinion on how events are stored (`scrubjay-format`) or shown (`scrubjay-player`): it knows no
//! browser and does no I/O.

mod operation;
mod property;

pub use operation::Operation;
pub use property::PropertyKind;

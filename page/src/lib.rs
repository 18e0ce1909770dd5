//! The recorded page as data: a tree that events change, and the steps from one moment of it to another.
//!
//! [`Page::apply`] takes events, [`diff`] says what a stage that shows one moment must do to show another. Copies of a
//! [`Page`] share what they have in common, so a player can keep many as keyframes, and jump by taking the nearest copy,
//! applying the events since, and bringing the stage over.
//!
//! This crate has no opinion on how events are stored (`scrubjay-format`) or shown (`scrubjay-player`): it knows no
//! browser and does no I/O. Nothing in it recurses into the tree, which may be as deep as a recording likes.

mod apply;
mod diff;
mod dirty;
mod error;
mod id_set;
mod keyframe;
mod lookup;
mod operation;
mod page;
mod pointers;
mod property;
mod sheets;
mod tree;

pub use diff::{diff, diff_dirty};
pub use dirty::Dirty;
pub use error::{PageError, Problem};
pub use keyframe::Keyframe;
pub use lookup::{NodeKind, NodeRef};
pub use operation::Operation;
pub use page::{Epoch, Focus, Page};
pub use pointers::{PointerState, split_pointer_moves};
pub use property::PropertyKind;

//! The state of the page at a moment.

mod keyframes;
mod replay;

pub(crate) use replay::Replay;

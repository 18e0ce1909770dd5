//! Operations of the page as one buffer of numbers and one text, so that a batch of any size crosses to JavaScript in
//! one step and is applied there in one loop.

pub(crate) mod code;
mod context;
mod encode;
mod motion;
mod state;
mod writer;

pub use encode::encode;
pub use writer::OpBatch;

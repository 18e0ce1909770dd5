//! Events as bytes: the records of a section.

mod asset;
mod context;
mod debugging;
mod delta;
mod foreign;
mod forest;
mod gesture;
mod history;
mod input;
mod interner;
mod kind;
mod motion;
mod mutation;
mod privacy;
mod property;
mod reader;
mod style;
mod text;
mod values;
pub(crate) mod varint;
mod wire;
mod writer;

pub use forest::ForestWriter;
pub(crate) use kind::{MUTATION, SNAPSHOT};
pub(crate) use kind::{read, write};
pub use mutation::MutationWriter;
pub(crate) use reader::{Reader, References};
pub(crate) use writer::{DEFINITION, SectionWriter};

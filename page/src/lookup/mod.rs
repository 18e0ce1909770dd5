//! Reading the page: nodes, their paths, their text.

mod node_ref;
mod path;
mod text;

pub use node_ref::{NodeKind, NodeRef};

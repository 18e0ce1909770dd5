//! The tree: nodes, the store that shares them between copies of a page, and how they are linked.

mod links;
mod node;
mod store;
mod walk;

pub(crate) use links::Links;
pub(crate) use node::{Doctype, Document, Element, NodeData, ProcessingInstruction, ShadowRoot, put_property};
pub(crate) use store::{Node, Nodes};

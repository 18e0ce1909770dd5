//! In which document new nodes will live.

use std::collections::HashMap;

use scrubjay_format::NodeId;
use scrubjay_page::Operation;

/// For each node that a list of operations creates, where it goes.
///
/// New subtrees are created detached, but a browser must know the document when it makes an element: URLs in it are
/// relative to that document's base, and custom elements belong to that document's window.
pub(crate) struct Contexts {
    parents: HashMap<NodeId, NodeId>,
}

impl Contexts {
    /// Looks through the operations.
    pub(crate) fn of(operations: &[Operation]) -> Self {
        let mut created: HashMap<NodeId, Option<NodeId>> = HashMap::new();
        for operation in operations {
            match operation {
                Operation::CreateElement { node, .. }
                | Operation::CreateText { node, .. }
                | Operation::CreateComment { node, .. }
                | Operation::CreateCdata { node, .. }
                | Operation::CreateProcessingInstruction { node, .. }
                | Operation::CreateDoctype { node, .. } => {
                    created.insert(*node, None);
                }
                Operation::AttachShadow { node, host, .. } | Operation::OpenTemplate { node, host } => {
                    created.insert(*node, Some(*host));
                }
                Operation::Insert { node, parent, .. } => {
                    if let Some(place) = created.get_mut(node) {
                        *place = Some(*parent);
                    }
                }
                _ => {}
            }
        }
        Self {
            parents: created
                .into_iter()
                .filter_map(|(node, parent)| Some((node, parent?)))
                .collect(),
        }
    }

    /// The nearest node above a new one that is not new itself, or a document.
    pub(crate) fn anchor(&self, node: NodeId) -> NodeId {
        let mut at = node;
        // Operations never make a cycle; the bound keeps a wrong list from hanging the page.
        for _ in 0..=self.parents.len() {
            match self.parents.get(&at) {
                Some(parent) => at = *parent,
                None => break,
            }
        }
        at
    }
}

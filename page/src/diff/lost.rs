//! What a browser can't carry over, which is removed at the beginning and made anew.

use scrubjay_format::NodeId;

use super::Differ;
use crate::operation::Operation;
use crate::tree::NodeData;

impl Differ<'_> {
    /// Of the placed nodes, those that are in both pages and move.
    pub(super) fn find_moved(&mut self) {
        let is_moved = |id: &NodeId| {
            let is_child = self.from.nodes.get(*id).is_some_and(|node| !node.data.is_root());
            is_child && self.to.nodes.contains(*id)
        };
        self.moved = self.changes.placed.iter().filter(is_moved).collect();
    }

    /// Marks what is lost, and removes it.
    pub(super) fn remove_lost(&mut self) {
        let mut roots = self.lost_roots();
        roots.extend(self.documents_of_moved());
        roots.sort_unstable();
        roots.dedup();
        for root in &roots {
            if self.lost.contains(*root) {
                continue;
            }
            for id in self.from.nodes.subtree(*root) {
                self.lost.insert(id);
            }
        }
        for id in self.lost.iter() {
            self.moved.remove(id);
        }
        for root in roots {
            let parent = self.from.nodes.parent(root);
            if !parent.is_some_and(|parent| self.lost.contains(parent)) {
                self.operations.push(Operation::Remove { node: root });
            }
            // An element that is lost itself is made again where it stood.
            if self.to.nodes.get(root).is_some_and(|node| !node.data.is_root()) {
                self.changes.placed.insert(root);
            }
        }
    }

    fn lost_roots(&self) -> Vec<NodeId> {
        let mut roots = Vec::new();
        for id in self.changes.placed.iter() {
            let Some(node) = self.from.nodes.get(id) else { continue };
            let Some(parent) = node.links.parent().filter(|parent| self.to.nodes.contains(*parent)) else {
                continue;
            };
            let leaves_parent = self.to.nodes.parent(id) != Some(parent);
            match &node.data {
                // Its document may be followed by another in the same frame.
                NodeData::Document(_) | NodeData::TemplateContent if leaves_parent => roots.push(id),
                // No element can get rid of its shadow root.
                NodeData::ShadowRoot(_) if leaves_parent => roots.push(parent),
                // A document never holds two of them, not even in passing.
                NodeData::Element(_) | NodeData::Doctype(_)
                    if leaves_parent
                        && self
                            .from
                            .nodes
                            .get(parent)
                            .is_some_and(|parent| parent.data.is_document()) =>
                {
                    roots.push(id);
                }
                _ => {}
            }
        }
        roots
    }

    /// A frame that is taken out of the tree, by itself or with what it stands in, loses its document.
    fn documents_of_moved(&self) -> Vec<NodeId> {
        if self.from.document_count < 2 {
            return Vec::new();
        }
        let is_document = |id: &NodeId| self.from.nodes.get(*id).is_some_and(|node| node.data.is_document());
        self.from
            .nodes
            .subtrees(&self.moved)
            .iter()
            .filter(is_document)
            .collect()
    }
}

//! Going through the tree without recursion: a recording may nest as deep as it likes.

use scrubjay_format::NodeId;

use super::{NodeData, Nodes};
use crate::id_set::IdSet;

impl Nodes {
    /// The node after `at` in the subtree of `root`: an element stands before its shadow root, that before the content of
    /// a template or frame, that before the children.
    pub(crate) fn next_within(&self, root: NodeId, at: NodeId) -> Option<NodeId> {
        let node = self.get(at)?;
        let inner = node
            .data
            .element()
            .and_then(|element| element.shadow.or(element.content));
        inner.or(node.links.first_child()).or_else(|| self.next_after(root, at))
    }

    /// The node that follows the subtree of `at` in the subtree of `root`.
    pub(crate) fn next_after(&self, root: NodeId, mut at: NodeId) -> Option<NodeId> {
        while at != root {
            let node = self.get(at)?;
            let parent_id = node.links.parent()?;
            let parent = self.get(parent_id)?;
            let next = if node.data.is_root() {
                let content = parent
                    .data
                    .element()
                    .and_then(|host| host.content)
                    .filter(|content| *content != at);
                let is_shadow = matches!(node.data, NodeData::ShadowRoot(_));
                content.filter(|_| is_shadow).or(parent.links.first_child())
            } else {
                node.links.next()
            };
            if next.is_some() {
                return next;
            }
            at = parent_id;
        }
        None
    }

    /// The node and everything below it, through shadow roots, templates and frames, in order.
    pub(crate) fn subtree(&self, root: NodeId) -> impl Iterator<Item = NodeId> {
        let first = self.contains(root).then_some(root);
        std::iter::successors(first, move |at| self.next_within(root, *at))
    }

    /// Everything in the subtrees of `roots`, each node once however they overlap.
    pub(crate) fn subtrees(&self, roots: &IdSet) -> IdSet {
        let mut seen = IdSet::default();
        for root in roots.iter() {
            let mut at = self.contains(root).then_some(root);
            while let Some(id) = at {
                at = if seen.insert(id) {
                    self.next_within(root, id)
                } else {
                    self.next_after(root, id)
                };
            }
        }
        seen
    }

    /// The children, in order.
    pub(crate) fn children(&self, parent: NodeId) -> impl Iterator<Item = NodeId> {
        let first = self.get(parent).and_then(|node| node.links.first_child());
        std::iter::successors(first, |at| self.get(*at)?.links.next())
    }

    /// The node, its parent or host, and so on up to the top document or to the top of what is detached.
    pub(crate) fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let first = self.contains(node).then_some(node);
        std::iter::successors(first, |at| self.get(*at)?.links.parent())
    }

    pub(crate) fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.get(node)?.links.parent()
    }
}

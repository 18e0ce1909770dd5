//! Which nodes changed since last asked.

use std::collections::BTreeMap;

use scrubjay_format::NodeId;

/// Above this, comparing whole pages (which skips what copies share) costs no more than going through a list, and the
/// list would outgrow the page when nobody ever takes it.
const LIMIT: usize = 1 << 12;

/// What may have changed of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Aspects(u8);

impl Aspects {
    /// It came, went or moved.
    pub(crate) const PLACE: Self = Self(1);
    pub(crate) const TEXT: Self = Self(2);
    pub(crate) const ATTRIBUTES: Self = Self(4);
    pub(crate) const PROPERTIES: Self = Self(8);
    pub(crate) const SHEET: Self = Self(16);
    pub(crate) const ADOPTED: Self = Self(32);

    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// What changed between two moments of a page: taken with [`Page::take_dirty`](crate::Page::take_dirty), used by
/// [`diff_dirty`](crate::diff_dirty).
#[derive(Clone, Debug, Default)]
pub struct Dirty {
    pub(crate) nodes: BTreeMap<NodeId, Aspects>,
    /// So much changed that only comparing everything tells it.
    pub(crate) everything: bool,
}

impl Dirty {
    /// Whether no node changed. State beside the tree (focus, selection, viewport) is compared anyway and not listed.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && !self.everything
    }

    /// Whether so much changed that single nodes are not listed.
    pub fn is_everything(&self) -> bool {
        self.everything
    }

    /// The nodes that changed, came or left, ascending; of subtrees that came or left, at least their roots. Empty if
    /// [`Self::is_everything`].
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> {
        self.nodes.keys().copied()
    }

    pub(crate) fn mark(&mut self, node: NodeId, aspects: Aspects) {
        if self.everything {
            return;
        }
        self.nodes.entry(node).or_default().add(aspects);
        if self.nodes.len() > LIMIT {
            self.mark_everything();
        }
    }

    pub(crate) fn mark_everything(&mut self) {
        self.nodes.clear();
        self.everything = true;
    }
}

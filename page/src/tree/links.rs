//! Where a node stands: its parent, siblings and children, as a linked list.
//!
//! A list of children in a vector would make every insertion into a parent of 50,000 children a shift of the rest.

use scrubjay_format::NodeId;

use super::{NodeData, Nodes};

/// A node's neighbours. Zero stands for none, as on the wire, which halves their size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Links {
    parent: u32,
    previous: u32,
    next: u32,
    first_child: u32,
    last_child: u32,
}

fn unpack(link: u32) -> Option<NodeId> {
    (link != 0).then_some(NodeId(link))
}

fn pack(node: Option<NodeId>) -> u32 {
    node.map_or(0, |id| id.0)
}

impl Links {
    /// Parent; of a shadow root, template content or frame document: its host.
    pub(crate) fn parent(&self) -> Option<NodeId> {
        unpack(self.parent)
    }

    pub(crate) fn previous(&self) -> Option<NodeId> {
        unpack(self.previous)
    }

    pub(crate) fn next(&self) -> Option<NodeId> {
        unpack(self.next)
    }

    pub(crate) fn first_child(&self) -> Option<NodeId> {
        unpack(self.first_child)
    }

    pub(crate) fn last_child(&self) -> Option<NodeId> {
        unpack(self.last_child)
    }
}

impl Nodes {
    /// Puts a detached node among the children of `parent`. The caller has checked that `before` is one of them and that
    /// no cycle comes about.
    pub(crate) fn attach(&mut self, id: NodeId, parent: NodeId, before: Option<NodeId>) {
        let previous = match before {
            Some(before) => {
                let Some(sibling) = self.get_mut(before) else { return };
                let previous = sibling.links.previous();
                sibling.links.previous = id.0;
                previous
            }
            None => {
                let Some(parent) = self.get_mut(parent) else { return };
                let previous = parent.links.last_child();
                parent.links.last_child = id.0;
                previous
            }
        };
        if let Some(node) = self.get_mut(id) {
            node.links.parent = parent.0;
            node.links.previous = pack(previous);
            node.links.next = pack(before);
        }
        let link = match previous {
            Some(previous) => self.get_mut(previous).map(|node| &mut node.links.next),
            None => self.get_mut(parent).map(|node| &mut node.links.first_child),
        };
        if let Some(link) = link {
            *link = id.0;
        }
    }

    /// Makes a detached shadow root, template content or document that of `host`, which has none.
    pub(crate) fn attach_root(&mut self, id: NodeId, host: NodeId) {
        let Some(node) = self.get_mut(id) else { return };
        node.links.parent = host.0;
        let is_shadow = matches!(node.data, NodeData::ShadowRoot(_));
        if let Some(element) = self.get_mut(host).and_then(|host| host.data.element_mut()) {
            if is_shadow {
                element.shadow = Some(id);
            } else {
                element.content = Some(id);
            }
        }
    }

    /// Takes a node out of its place, with all it contains. Without effect on a node that has none.
    pub(crate) fn detach(&mut self, id: NodeId) {
        let Some(node) = self.get_mut(id) else { return };
        let Some(parent) = node.links.parent() else { return };
        let (previous, next) = (node.links.previous(), node.links.next());
        node.links.parent = 0;
        node.links.previous = 0;
        node.links.next = 0;
        if node.data.is_root() {
            if let Some(host) = self.get_mut(parent).and_then(|host| host.data.element_mut()) {
                if host.shadow == Some(id) {
                    host.shadow = None;
                } else {
                    host.content = None;
                }
            }
            return;
        }
        let link = match previous {
            Some(previous) => self.get_mut(previous).map(|node| &mut node.links.next),
            None => self.get_mut(parent).map(|node| &mut node.links.first_child),
        };
        if let Some(link) = link {
            *link = pack(next);
        }
        let link = match next {
            Some(next) => self.get_mut(next).map(|node| &mut node.links.previous),
            None => self.get_mut(parent).map(|node| &mut node.links.last_child),
        };
        if let Some(link) = link {
            *link = pack(previous);
        }
    }
}

//! What is known of the nodes that rrweb named: enough to understand the events that follow.

use std::collections::HashMap;

use super::media::MediaState;
use super::style::Declarations;
use crate::{NodeId, SheetId, Text};

/// One of rrweb's nodes.
#[derive(Clone, Debug)]
pub(super) struct Mirrored {
    /// Its id in our recording.
    pub(super) node: NodeId,
    /// The node that holds it; a shadow root's content is held by its host.
    pub(super) parent: Option<i64>,
    /// What it holds, in order; what is in its shadow root too.
    pub(super) children: Vec<i64>,
    /// Name of an element in lower case; empty for others.
    pub(super) name: Text,
    /// `type` of an input.
    pub(super) input_type: Text,
    /// `value` of an option.
    pub(super) value: Option<Text>,
    /// Whether it is a chosen option.
    pub(super) is_chosen: bool,
    /// Data of a text.
    pub(super) text: Text,
    /// Its shadow root, if it has one.
    pub(super) shadow: Option<NodeId>,
    /// Its style attribute.
    pub(super) style: Declarations,
    /// What it plays.
    pub(super) media: MediaState,
    /// Its style sheet, where that was given beside its text.
    pub(super) sheet: Option<Text>,
}

impl Mirrored {
    pub(super) fn new(node: NodeId, parent: Option<i64>) -> Self {
        Self {
            node,
            parent,
            children: Vec::new(),
            name: Text::default(),
            input_type: Text::default(),
            value: None,
            is_chosen: false,
            text: Text::default(),
            shadow: None,
            style: Declarations::default(),
            media: MediaState::default(),
            sheet: None,
        }
    }
}

/// All nodes that are in the page.
#[derive(Debug, Default)]
pub(super) struct Mirror {
    nodes: HashMap<i64, Mirrored>,
    /// Sheets that roots adopted, by document or host: rrweb does not tell them again of a host that moved.
    pub(super) adopted: HashMap<i64, Vec<SheetId>>,
    last: u32,
}

impl Mirror {
    /// The next of our ids.
    pub(super) fn allocate(&mut self) -> NodeId {
        self.last += 1;
        NodeId(self.last)
    }

    /// The id that comes next.
    pub(super) fn next(&self) -> NodeId {
        NodeId(self.last + 1)
    }

    pub(super) fn get(&self, id: i64) -> Option<&Mirrored> {
        self.nodes.get(&id)
    }

    pub(super) fn get_mut(&mut self, id: i64) -> Option<&mut Mirrored> {
        self.nodes.get_mut(&id)
    }

    pub(super) fn node(&self, id: i64) -> Option<NodeId> {
        self.nodes.get(&id).map(|mirrored| mirrored.node)
    }

    /// Puts a node under its parent, before `next` or at the end.
    pub(super) fn insert(&mut self, id: i64, mirrored: Mirrored, next: Option<i64>) {
        if let Some(parent) = mirrored.parent.and_then(|parent| self.nodes.get_mut(&parent)) {
            let place = next.and_then(|next| parent.children.iter().position(|child| *child == next));
            parent.children.insert(place.unwrap_or(parent.children.len()), id);
        }
        self.nodes.insert(id, mirrored);
    }

    /// Takes a node from its parent.
    pub(super) fn detach(&mut self, id: i64) {
        let Some(parent) = self.nodes.get(&id).and_then(|mirrored| mirrored.parent) else {
            return;
        };
        if let Some(parent) = self.nodes.get_mut(&parent) {
            parent.children.retain(|child| *child != id);
        }
    }

    /// Forgets a node with all below it.
    pub(super) fn remove(&mut self, id: i64) {
        self.detach(id);
        let mut gone = vec![id];
        while let Some(id) = gone.pop() {
            if let Some(mirrored) = self.nodes.remove(&id) {
                gone.extend(mirrored.children);
            }
        }
    }

    /// All elements of a name.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = NodeId> {
        let mut nodes: Vec<NodeId> = self
            .nodes
            .values()
            .filter(|mirrored| &*mirrored.name == name)
            .map(|mirrored| mirrored.node)
            .collect();
        nodes.sort_unstable();
        nodes.into_iter()
    }

    /// Ids of the options of a select, in order.
    pub(super) fn options(&self, select: i64) -> Vec<i64> {
        self.below(select, |mirrored| &*mirrored.name == "option")
    }

    /// The text below a node, up to some length, for labels.
    pub(super) fn text_below(&self, id: i64, max_bytes: usize) -> String {
        let mut words = String::new();
        for id in self.below(id, |mirrored| !mirrored.text.is_empty()) {
            if words.len() > max_bytes {
                break;
            }
            for word in self
                .nodes
                .get(&id)
                .map_or("", |mirrored| &mirrored.text)
                .split_whitespace()
            {
                if !words.is_empty() {
                    words.push(' ');
                }
                words.push_str(word);
            }
        }
        while words.len() > max_bytes {
            words.pop();
        }
        words
    }

    fn below(&self, id: i64, wanted: impl Fn(&Mirrored) -> bool) -> Vec<i64> {
        let mut found = Vec::new();
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            let Some(mirrored) = self.nodes.get(&id) else { continue };
            if wanted(mirrored) {
                found.push(id);
            }
            waiting.extend(mirrored.children.iter().rev());
        }
        found
    }

    /// Another page begins: ids count from the document's again.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

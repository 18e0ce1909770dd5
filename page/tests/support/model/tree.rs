//! The live tree.

use std::collections::{BTreeMap, BTreeSet};

use super::{Index, Kind, Model, Node, TOP};

const NAMES: [&str; 14] = [
    "div", "div", "p", "span", "x-card", "section", "style", "style", "template", "iframe", "iframe", "select",
    "option", "textarea",
];
pub(super) const ATTRIBUTES: [&str; 4] = ["id", "class", "style", "value"];

impl Model {
    pub(super) fn make(&mut self, kind: Kind) -> Index {
        self.counter += 1;
        let text = format!("r{};t{};", self.counter, self.rng.below(9));
        self.nodes.push(Node {
            kind,
            parent: None,
            children: Vec::new(),
            shadow: None,
            content: None,
            text,
            attributes: BTreeMap::new(),
            rules: None,
            parsed_anew_from: None,
            id: None,
            is_touched: true,
            is_text_dirty: false,
            dirty_attributes: BTreeSet::new(),
        });
        self.nodes.len() - 1
    }

    /// A new subtree.
    pub(super) fn make_subtree(&mut self, size: usize) -> Index {
        let kind = match self.rng.below(10) {
            0..6 => Kind::Element(NAMES[self.rng.below(NAMES.len())]),
            6..9 => Kind::Text,
            _ => Kind::Comment,
        };
        let root = self.make(kind);
        if let Kind::Element(name) = kind {
            if self.rng.percent(30) {
                let attribute = ATTRIBUTES[self.rng.below(4)];
                self.nodes[root]
                    .attributes
                    .insert(attribute, format!("v{}", self.rng.below(5)));
            }
            for _ in 0..self.rng.below(size + 1) {
                let child = self.make_subtree(size / 2);
                self.link(child, root, usize::MAX);
            }
            if name == "template" {
                let content = self.make(Kind::Template);
                self.nodes[root].content = Some(content);
                self.nodes[content].parent = Some(root);
                let child = self.make_subtree(size / 2);
                self.link(child, content, usize::MAX);
            } else if self.rng.percent(10) {
                self.shadow_of(root);
            }
        }
        root
    }

    pub(super) fn shadow_of(&mut self, host: Index) {
        let shadow = self.make(Kind::Shadow);
        self.nodes[host].shadow = Some(shadow);
        self.nodes[shadow].parent = Some(host);
        let child = self.make_subtree(2);
        self.link(child, shadow, usize::MAX);
    }

    /// Doctype, root element and body of a document.
    pub(super) fn furnish(&mut self, document: Index) {
        let (doctype, html, body) = (
            self.make(Kind::Doctype),
            self.make(Kind::Element("html")),
            self.make(Kind::Element("body")),
        );
        self.link(doctype, document, usize::MAX);
        self.link(html, document, usize::MAX);
        self.link(body, html, usize::MAX);
        let content = self.make_subtree(3);
        self.link(content, body, usize::MAX);
    }

    pub(super) fn link(&mut self, node: Index, parent: Index, at: usize) {
        self.parse_anew(parent);
        let at = at.min(self.nodes[parent].children.len());
        self.nodes[parent].children.insert(at, node);
        self.nodes[node].parent = Some(parent);
        self.nodes[node].is_touched = true;
    }

    pub(super) fn parse_anew(&mut self, style: Index) {
        let node = &mut self.nodes[style];
        node.rules = None;
        node.parsed_anew_from.get_or_insert_with(|| node.children.clone());
    }

    pub(super) fn unlink(&mut self, node: Index) {
        if let Some(parent) = self.nodes[node].parent.take() {
            self.parse_anew(parent);
            self.nodes[parent].children.retain(|child| *child != node);
        }
        self.nodes[node].is_touched = true;
    }

    pub(super) fn above(&self, node: Index) -> Vec<Index> {
        std::iter::successors(Some(node), |at| self.nodes[*at].parent).collect()
    }

    pub(super) fn is_connected(&self, node: Index) -> bool {
        self.above(node).last() == Some(&TOP)
    }

    pub(super) fn is_inert(&self, node: Index) -> bool {
        !self.is_connected(node)
            || self
                .above(node)
                .iter()
                .any(|above| self.nodes[*above].kind == Kind::Template)
    }

    pub(super) fn below(&self, node: Index) -> Vec<Index> {
        let mut below = vec![node];
        let mut at = 0;
        while at < below.len() {
            let node = &self.nodes[below[at]];
            below.extend(node.shadow.iter().chain(&node.content).chain(&node.children));
            at += 1;
        }
        below
    }

    pub(super) fn connected(&self, wanted: impl Fn(&Node) -> bool) -> Vec<Index> {
        self.below(TOP)
            .into_iter()
            .filter(|at| wanted(&self.nodes[*at]))
            .collect()
    }

    pub(super) fn is_child(node: &Node) -> bool {
        !matches!(
            node.kind,
            Kind::Document | Kind::Shadow | Kind::Template | Kind::Doctype
        )
    }

    /// Somewhere to put an element or text.
    pub(super) fn some_parent(&mut self) -> Option<Index> {
        let holds = |node: &Node| {
            matches!(node.kind, Kind::Element(name) if name != "iframe")
                || matches!(node.kind, Kind::Shadow | Kind::Template)
        };
        let parents = self.connected(holds);
        self.rng.pick(&parents)
    }

    /// Puts a node somewhere. Frames that were elsewhere lose their documents, unless the page moves them by
    /// `moveBefore` within what is shown.
    pub(super) fn put(&mut self, node: Index, parent: Index) {
        let keeps = self.rng.percent(30) && !self.is_inert(node) && !self.is_inert(parent);
        if !keeps {
            self.unload_frames(node);
        }
        self.unlink(node);
        let at = self.rng.below(self.nodes[parent].children.len() + 1);
        self.link(node, parent, at);
    }

    pub(super) fn unload_frames(&mut self, node: Index) {
        for at in self.below(node) {
            if let (Kind::Element("iframe"), Some(document)) = (self.nodes[at].kind, self.nodes[at].content) {
                self.nodes[at].content = None;
                self.nodes[document].parent = None;
                self.nodes[document].is_touched = true;
            }
        }
    }
}

//! What a DOM allows, and what it loses.

use std::collections::{BTreeMap, BTreeSet};

use scrubjay_format::NodeId;
use scrubjay_page::PropertyKind;

use super::super::rules::{self, Rule};
use super::{Kind, Node, Outcome, Place, Stage, check, is_form_state};

impl Stage {
    pub(super) fn node(&self, id: NodeId) -> Result<&Node, String> {
        self.nodes.get(&id).ok_or_else(|| format!("{id:?} is not known"))
    }

    pub(super) fn node_mut(&mut self, id: NodeId) -> Result<&mut Node, String> {
        self.nodes.get_mut(&id).ok_or_else(|| format!("{id:?} is not known"))
    }

    pub(super) fn place(&mut self, id: NodeId) -> Result<&mut Place, String> {
        Ok(&mut self.node_mut(id)?.place)
    }

    pub(super) fn create(&mut self, id: NodeId, kind: Kind) -> Outcome {
        let node = Node {
            kind,
            place: Place::default(),
            attributes: BTreeMap::new(),
            properties: BTreeMap::new(),
            adopted: Vec::new(),
            rules: None,
        };
        check(self.nodes.insert(id, node).is_none(), || "it is there already".into())
    }

    pub(super) fn is_element(&self, id: NodeId, names: &[&str]) -> bool {
        matches!(self.node(id).map(|node| &node.kind), Ok(Kind::Element(_, name)) if names.contains(&name.as_str()))
    }

    pub(super) fn ancestors(&self, id: NodeId) -> Vec<NodeId> {
        std::iter::successors(Some(id), |at| self.nodes.get(at)?.place.parent).collect()
    }

    /// In the top document, or in a frame's that stands there; contents of templates are not.
    pub(super) fn is_connected(&self, id: NodeId) -> bool {
        let above = self.ancestors(id);
        above.last() == Some(&NodeId::DOCUMENT) && above.iter().all(|id| self.nodes[id].kind != Kind::Template)
    }

    pub(super) fn is_connected_or_inert(&self, id: NodeId) -> bool {
        self.ancestors(id).last() == Some(&NodeId::DOCUMENT)
    }

    pub(super) fn below(&self, id: NodeId) -> Vec<NodeId> {
        let mut below = vec![id];
        let mut at = 0;
        while at < below.len() {
            let place = &self.nodes[&below[at]].place;
            below.extend(place.shadow.iter().chain(&place.content).chain(&place.children));
            at += 1;
        }
        below
    }

    pub(super) fn forget(&mut self, id: NodeId) {
        for id in self.below(id) {
            self.nodes.remove(&id);
            self.selections.remove(&id);
        }
        let nodes = &self.nodes;
        self.focus = self.focus.filter(|(node, _)| nodes.contains_key(node));
    }

    /// <https://dom.spec.whatwg.org/#concept-node-ensure-pre-insertion-validity>, whose checks come before the node is
    /// taken out of its old place.
    pub(super) fn insert(&mut self, id: NodeId, parent: NodeId, before: Option<NodeId>) -> Outcome {
        let kind = self.node(id)?.kind.clone();
        check(
            !matches!(kind, Kind::Document(..) | Kind::Shadow(_) | Kind::Template),
            || "roots can't be inserted".into(),
        )?;
        check(!matches!(self.node(parent)?.kind, Kind::Leaf(..)), || {
            "the parent can't have children".into()
        })?;
        check(!self.ancestors(parent).contains(&id), || {
            "the parent is inside the node".into()
        })?;
        let children = &self.node(parent)?.place.children;
        let before_at = before.map(|before| children.iter().position(|child| *child == before).ok_or("not a child"));
        let before_at = before_at.transpose()?.unwrap_or(children.len());
        let is_doctype = |id: &NodeId| matches!(self.nodes[id].kind, Kind::Leaf("doctype", _));
        let is_element = |id: &NodeId| matches!(self.nodes[id].kind, Kind::Element(..));
        if matches!(self.node(parent)?.kind, Kind::Document(..)) {
            let follows = &children[before_at..];
            match kind {
                Kind::Leaf("text" | "cdata", _) => return Err("a document holds no text".into()),
                Kind::Leaf("doctype", _) => {
                    check(!children.iter().any(is_doctype), || "a second doctype".into())?;
                    check(!children[..before_at].iter().any(is_element), || {
                        "a doctype after the element".into()
                    })?;
                }
                Kind::Element(..) => {
                    check(!children.iter().any(is_element), || "a second root element".into())?;
                    check(!follows.iter().any(is_doctype), || {
                        "an element before the doctype".into()
                    })?;
                }
                _ => {}
            }
        } else {
            check(!matches!(kind, Kind::Leaf("doctype", _)), || {
                "a doctype outside of a document".into()
            })?;
        }
        check(before != Some(id), || "before itself".into())?;
        if self.node(id)?.place.parent.is_some() {
            self.moves += 1;
            self.take_out(id)?;
            self.lose_state(id);
        }
        self.place(id)?.parent = Some(parent);
        let children = &mut self.place(parent)?.children;
        let at = before.and_then(|before| children.iter().position(|child| *child == before));
        children.insert(at.unwrap_or(children.len()), id);
        self.children_changed(parent)
    }

    pub(super) fn take_out(&mut self, id: NodeId) -> Outcome {
        let parent = self.node(id)?.place.parent.ok_or("it has no place")?;
        let place = self.place(parent)?;
        place.children.retain(|child| *child != id);
        place.content = place.content.filter(|content| *content != id);
        self.place(id)?.parent = None;
        self.children_changed(parent)
    }

    /// What a browser loses of a subtree that is taken out: documents of frames, scroll positions, the top layer …
    pub(super) fn lose_state(&mut self, id: NodeId) {
        let below: BTreeSet<NodeId> = self.below(id).into_iter().collect();
        for id in &below {
            let Some(node) = self.nodes.get_mut(id) else { continue };
            // Lost on the way into another document, kept within one: the operations have to be right for both.
            if self.moves.is_multiple_of(2) {
                node.adopted.clear();
            }
            node.rules = None;
            node.properties.retain(|kind, _| {
                use PropertyKind::{Fullscreen, Media, Modal, PopoverOpen, Scroll};
                !matches!(kind, Fullscreen | Media | Modal | PopoverOpen | Scroll)
            });
            let content = node.place.content;
            if let Some(content) = content.filter(|content| matches!(self.nodes[content].kind, Kind::Document(..))) {
                self.forget(content);
                self.nodes.get_mut(id).expect("it was there").place.content = None;
            }
        }
        self.focus = self.focus.filter(|(node, _)| !below.contains(node));
    }

    pub(super) fn children_changed(&mut self, parent: NodeId) -> Outcome {
        self.selections.clear();
        if self.is_element(parent, &["style"]) {
            self.node_mut(parent)?.rules = None;
        }
        for above in self.ancestors(parent).into_iter().take(3) {
            if self.is_element(above, &["select", "textarea"]) {
                self.node_mut(above)?.properties.retain(|kind, _| !is_form_state(*kind));
            }
        }
        Ok(())
    }

    pub(super) fn markup_rules(&self, style: NodeId) -> Result<Vec<Rule>, String> {
        let texts = self
            .node(style)?
            .place
            .children
            .iter()
            .filter_map(|child| match &self.nodes[child].kind {
                Kind::Leaf("text", text) => Some(text.as_str()),
                _ => None,
            });
        Ok(if self.is_element(style, &["style"]) {
            rules::parse(&texts.collect::<String>())
        } else {
            Vec::new()
        })
    }

    pub(super) fn rules(&self, node: NodeId) -> Result<Vec<Rule>, String> {
        self.node(node)?
            .rules
            .clone()
            .map_or_else(|| self.markup_rules(node), Ok)
    }
}

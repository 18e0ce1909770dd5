//! Changes of the tree, all of one frame at once.

use scrubjay_format::NodeId;
use scrubjay_format::event::{Attribute, AttributeChange, Insert, Mutation, TextChange, Token};

use super::forest::Built;
use crate::dirty::Aspects;
use crate::error::{Problem, Problems};
use crate::page::Page;
use crate::tree::NodeData;

impl Page {
    /// In the order that [`Mutation`] states.
    pub(super) fn mutate(&mut self, mutation: &Mutation, problems: &mut Problems) {
        let mut built = Built::default();
        for id in &mutation.removes {
            self.take_out(*id, false, &mut built, problems);
        }
        for token in mutation.inserts.iter().flat_map(|insert| &insert.nodes.tokens) {
            if let Token::Existing(id) = token {
                self.take_out(*id, true, &mut built, problems);
            }
        }
        for insert in &mutation.inserts {
            self.insert(insert, &mut built, problems);
        }
        self.settle(built, problems);
        for change in &mutation.texts {
            self.set_text(change, problems);
        }
        for change in &mutation.attributes {
            self.set_attribute(change, problems);
        }
    }

    fn take_out(&mut self, id: NodeId, moves: bool, built: &mut Built, problems: &mut Problems) {
        let Some(node) = self.nodes.get(id) else {
            // A move of it will be met again, and reported, where it is put.
            if !moves {
                problems.add(Problem::UnknownNode(id));
            }
            return;
        };
        let stays = match &node.data {
            NodeData::ShadowRoot(_) => true,
            NodeData::Document(_) | NodeData::TemplateContent => moves || id == NodeId::DOCUMENT,
            _ => false,
        };
        if stays {
            if !moves {
                problems.add(Problem::RootMoved(id));
            }
            return;
        }
        if let Some(parent) = node.links.parent() {
            self.dirty.mark(id, Aspects::PLACE);
            self.nodes.detach(id);
            self.reparse_style(parent);
            built.replaced.push(id);
        }
    }

    fn insert(&mut self, insert: &Insert, built: &mut Built, problems: &mut Problems) {
        let Insert { parent, before, nodes } = insert;
        if !self.nodes.contains(*parent) {
            return problems.add(Problem::UnknownNode(*parent));
        }
        let before = before.filter(|before| {
            let is_child = self
                .nodes
                .get(*before)
                .is_some_and(|node| node.links.parent() == Some(*parent) && !node.data.is_root());
            if !is_child {
                problems.add(Problem::NotAChild {
                    before: *before,
                    parent: *parent,
                });
            }
            is_child
        });
        self.reparse_style(*parent);
        let more = self.build(nodes, Some(*parent), before, problems);
        built.moved.extend(more.moved);
        built.documents.extend(more.documents);
        built.replaced.extend(more.replaced);
    }

    /// Everything is in its place: what has none is dropped, and frames that have come into a template, where no document
    /// can be shown, lose theirs.
    pub(super) fn settle(&mut self, built: Built, problems: &mut Problems) {
        let is_dropping = !built.replaced.is_empty();
        for id in built.replaced {
            if self.nodes.get(id).is_some_and(|node| node.links.parent().is_none()) {
                self.drop_subtree(id);
            }
        }
        let mut hidden = Vec::new();
        if self.document_count > 1 {
            for id in built.documents {
                if let Some(parent) = self.nodes.parent(id).filter(|_| self.is_in_template(id)) {
                    problems.add(Problem::WrongParent {
                        node: id,
                        parent,
                        why: "a frame in a template shows no document",
                    });
                    hidden.push(id);
                }
            }
            for id in built.moved {
                if self.is_in_template(id) {
                    let below = self.nodes.subtree(id);
                    hidden.extend(below.filter(|id| self.nodes.get(*id).is_some_and(|node| node.data.is_document())));
                }
            }
        }
        for id in &hidden {
            self.dirty.mark(*id, Aspects::PLACE);
            self.nodes.detach(*id);
            self.drop_subtree(*id);
        }
        if is_dropping || !hidden.is_empty() {
            self.forget_dropped();
        }
    }

    fn is_in_template(&self, id: NodeId) -> bool {
        let is_content = |id| {
            self.nodes
                .get(id)
                .is_some_and(|node| matches!(node.data, NodeData::TemplateContent))
        };
        self.nodes.ancestors(id).any(is_content)
    }

    fn set_text(&mut self, change: &TextChange, problems: &mut Problems) {
        let TextChange { node, text } = change;
        let Some(entry) = self.nodes.get_mut(*node) else {
            return problems.add(Problem::UnknownNode(*node));
        };
        if !entry.data.set_text(text) {
            return problems.add(Problem::WrongKind {
                node: *node,
                expected: "a node with character data",
            });
        }
        let parent = entry.links.parent();
        self.dirty.mark(*node, Aspects::TEXT);
        if let Some(parent) = parent {
            self.reparse_style(parent);
        }
    }

    fn set_attribute(&mut self, change: &AttributeChange, problems: &mut Problems) {
        let node = change.node;
        let Some(entry) = self.nodes.get_mut(node) else {
            return problems.add(Problem::UnknownNode(node));
        };
        let Some(element) = entry.data.element_mut() else {
            return problems.add(Problem::WrongKind {
                node,
                expected: "an element",
            });
        };
        let is_it = |attribute: &Attribute| attribute.namespace == change.namespace && attribute.name == change.name;
        let mut attributes = element.attributes.to_vec();
        match (&change.value, attributes.iter().position(is_it)) {
            (Some(value), Some(at)) => attributes[at].value = value.clone(),
            (Some(value), None) => attributes.push(Attribute {
                namespace: change.namespace.clone(),
                name: change.name.clone(),
                value: value.clone(),
            }),
            (None, Some(at)) => {
                attributes.remove(at);
            }
            (None, None) => return,
        }
        element.attributes = attributes.into();
        self.dirty.mark(node, Aspects::ATTRIBUTES);
    }
}

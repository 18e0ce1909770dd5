//! State beside the tree: properties, focus, selection; and what becomes of it when nodes leave.

use std::sync::Arc;

use scrubjay_format::NodeId;
use scrubjay_format::event::{Property, PropertyChange, Selection, Sheet, SheetChange};

use crate::dirty::Aspects;
use crate::error::{Problem, Problems};
use crate::page::{Focus, Page};

impl Page {
    pub(super) fn set_properties(&mut self, changes: &[PropertyChange], problems: &mut Problems) {
        for PropertyChange { node, property } in changes {
            if let Property::Sheet(content) = property {
                self.set_sheet(
                    &SheetChange {
                        sheet: Sheet::Of(*node),
                        content: content.clone(),
                    },
                    problems,
                );
                continue;
            }
            match self.nodes.get_mut(*node) {
                None => problems.add(Problem::UnknownNode(*node)),
                Some(entry) => {
                    if entry.data.set_property(property) {
                        self.dirty.mark(*node, Aspects::PROPERTIES);
                    } else {
                        problems.add(Problem::WrongKind {
                            node: *node,
                            expected: "an element or document",
                        });
                    }
                }
            }
        }
    }

    pub(super) fn set_focus(&mut self, node: Option<NodeId>, visible: bool, problems: &mut Problems) {
        let is_known = |node: &NodeId| self.nodes.contains(*node);
        if let Some(node) = node.filter(|node| !is_known(node)) {
            problems.add(Problem::UnknownNode(node));
        }
        self.focus = node.filter(is_known).map(|node| Focus { node, visible });
    }

    pub(super) fn set_selection(&mut self, selection: &Selection, problems: &mut Problems) {
        let document = selection.document;
        match self.nodes.get(document) {
            None => return problems.add(Problem::UnknownNode(document)),
            Some(node) if !node.data.is_document() => {
                return problems.add(Problem::WrongKind {
                    node: document,
                    expected: "a document",
                });
            }
            Some(_) => {}
        }
        let mut selection = selection.clone();
        selection.ranges.retain(|range| {
            let unknown = [range.anchor, range.focus]
                .into_iter()
                .find(|node| !self.nodes.contains(*node));
            if let Some(node) = unknown {
                problems.add(Problem::UnknownNode(node));
            }
            unknown.is_none()
        });
        if selection.ranges.is_empty() {
            self.selections.remove(&document);
        } else {
            self.selections.insert(document, Arc::new(selection));
        }
    }

    /// Drops a subtree that has no place.
    pub(super) fn drop_subtree(&mut self, root: NodeId) {
        let below: Vec<NodeId> = self.nodes.subtree(root).collect();
        for id in below {
            if self.nodes.get(id).is_some_and(|node| node.data.is_document()) {
                self.document_count -= 1;
            }
            self.nodes.remove(id);
        }
    }

    /// Nodes were dropped: nothing may name them any longer.
    pub(super) fn forget_dropped(&mut self) {
        let nodes = &self.nodes;
        self.focus = self.focus.filter(|focus| nodes.contains(focus.node));
        for pointer in &mut self.pointers {
            pointer.target = pointer.target.filter(|target| nodes.contains(*target));
        }
        self.selections.retain(|document, selection| {
            let is_known = |node: NodeId| nodes.contains(node);
            if selection
                .ranges
                .iter()
                .any(|range| !is_known(range.anchor) || !is_known(range.focus))
            {
                let ranges = &mut Arc::make_mut(selection).ranges;
                ranges.retain(|range| is_known(range.anchor) && is_known(range.focus));
            }
            is_known(*document) && !selection.ranges.is_empty()
        });
    }
}

//! What is beside the tree: the view, properties, focus, selections.

use std::sync::Arc;

use scrubjay_format::NodeId;
use scrubjay_format::event::{Property, Selection};

use super::Differ;
use crate::PropertyKind;
use crate::dirty::Aspects;
use crate::id_set::IdSet;
use crate::operation::Operation;
use crate::page::Page;

impl Differ<'_> {
    /// The viewport comes first: scroll positions depend on it.
    pub(super) fn change_view(&mut self) {
        let (from, to) = (self.from, self.to);
        let viewport = to.viewport.filter(|_| self.is_rebuild || from.viewport != to.viewport);
        self.operations.extend(viewport.map(Operation::SetViewport));
        if self.is_rebuild || from.color_scheme != to.color_scheme {
            self.operations.push(Operation::SetColorScheme(to.color_scheme));
        }
    }

    /// Kept nodes that were taken out and put back, by themselves or with what they stand in, as far as they have state
    /// that this may have cost.
    pub(super) fn resettled(&self) -> IdSet {
        let focus = self.to.focus.map(|focus| focus.node);
        let has_state = |page: &Page, id: NodeId| {
            page.nodes.get(id).is_some_and(|node| {
                let has_sheet = node.data.element().is_some_and(|element| element.sheet.is_some());
                has_sheet || !node.data.properties().is_empty() || !node.data.adopted().is_empty()
            })
        };
        let is_resettled = |id: &NodeId| {
            let is_stateful = has_state(self.from, *id) || has_state(self.to, *id) || focus == Some(*id);
            is_stateful && self.is_kept(*id)
        };
        self.to
            .nodes
            .subtrees(&self.moved)
            .iter()
            .filter(is_resettled)
            .collect()
    }

    /// Properties in the order of their kinds, with the focus before carets, the selections before scroll positions.
    pub(super) fn change_state(&mut self, resettled: &IdSet) {
        let mut changes = self.property_changes(resettled);
        changes.sort_by_key(|(kind, _)| *kind);
        let mut changes = changes.into_iter().peekable();
        let next_below = |changes: &mut std::iter::Peekable<std::vec::IntoIter<(PropertyKind, Operation)>>, kind| {
            changes
                .next_if(|(next, _)| *next < kind)
                .map(|(_, operation)| operation)
        };
        while let Some(operation) = next_below(&mut changes, PropertyKind::Caret) {
            self.operations.push(operation);
        }
        self.change_focus(resettled);
        while let Some(operation) = next_below(&mut changes, PropertyKind::Scroll) {
            self.operations.push(operation);
        }
        self.change_selections();
        self.operations.extend(changes.map(|(_, operation)| operation));
        if self.is_rebuild || self.from.visual_viewport != self.to.visual_viewport {
            self.operations
                .push(Operation::SetVisualViewport(self.to.visual_viewport));
        }
    }

    fn property_changes(&self, resettled: &IdSet) -> Vec<(PropertyKind, Operation)> {
        let mut changes = Vec::new();
        let disturbed = self.disturbed_controls();
        let mut kept: IdSet = resettled.iter().chain(disturbed.iter()).collect();
        let changed = self.changes.aspects.iter();
        let changed =
            changed.filter(|(_, aspects)| aspects.has(Aspects::PROPERTIES) || aspects.has(Aspects::ATTRIBUTES));
        kept.extend(changed.map(|(id, _)| *id).filter(|id| self.is_kept(*id)));
        for node in &self.created {
            let properties = properties(self.to, *node).iter();
            changes.extend(properties.map(|property| set(*node, property)));
        }
        for node in kept.iter() {
            let (old, new) = (properties(self.from, node), properties(self.to, node));
            let is_moved = resettled.contains(node);
            let is_marked = self
                .changes
                .aspects
                .get(&node)
                .is_some_and(|aspects| aspects.has(Aspects::ATTRIBUTES));
            let is_disturbed = is_marked || disturbed.contains(node) || is_moved;
            // A caret goes to the end when the value is set.
            let is_value = |property: &&Arc<Property>| PropertyKind::of(property) == PropertyKind::Value;
            let is_new_value = old.iter().find(is_value) != new.iter().find(is_value);
            for property in new {
                let kind = PropertyKind::of(property);
                let is_again = (is_disturbed && kind.is_form_state())
                    || (is_moved && kind.is_lost_by_moving())
                    || (kind == PropertyKind::Caret && is_new_value);
                if is_again || !old.contains(property) {
                    changes.push(set(node, property));
                }
            }
            for kind in old.iter().map(|property| PropertyKind::of(property)) {
                if !new.iter().any(|property| PropertyKind::of(property) == kind) {
                    changes.push((kind, Operation::ClearProperty { node, kind }));
                }
            }
        }
        changes
    }

    /// Kept lists and text areas whose options or text change: a browser then may choose a value by itself.
    fn disturbed_controls(&self) -> IdSet {
        let mut disturbed = IdSet::default();
        let texts = self
            .changes
            .aspects
            .iter()
            .filter(|(_, aspects)| aspects.has(Aspects::TEXT))
            .map(|(id, _)| *id);
        for id in self.changes.placed.iter().chain(texts) {
            for page in [self.from, self.to] {
                let above = page
                    .nodes
                    .ancestors(id)
                    .skip(1)
                    .take(3)
                    .filter(|above| self.is_kept(*above));
                disturbed.extend(above.filter(|above| {
                    let element = page.nodes.get(*above).and_then(|node| node.data.element());
                    element.is_some_and(|element| element.is_html("select") || element.is_html("textarea"))
                }));
            }
        }
        disturbed
    }

    fn change_focus(&mut self, resettled: &IdSet) {
        let (old, new) = (self.from.focus, self.to.focus);
        let is_lost = new.is_some_and(|focus| resettled.contains(focus.node) || !self.is_kept(focus.node));
        if old != new || is_lost {
            let visible = new.is_some_and(|focus| focus.visible);
            self.operations.push(Operation::SetFocus {
                node: new.map(|focus| focus.node),
                visible,
            });
        }
    }

    /// Selections follow changes of the tree in ways of their own, so they are set again after any.
    fn change_selections(&mut self) {
        let (from, to) = (self.from, self.to);
        let is_text = self.changes.aspects.values().any(|aspects| aspects.has(Aspects::TEXT));
        let is_disturbed = is_text || !self.changes.placed.is_empty();
        let is_gone = |document: &&NodeId| !to.selections.contains_key(document) && self.is_kept(**document);
        let gone: Vec<NodeId> = from.selections.keys().filter(is_gone).copied().collect();
        let none = |document| {
            Operation::SetSelection(Selection {
                document,
                ranges: Vec::new(),
            })
        };
        self.operations.extend(gone.into_iter().map(none));
        for (document, new) in &to.selections {
            if is_disturbed || from.selections.get(document) != Some(new) {
                self.operations.push(Operation::SetSelection(Selection::clone(new)));
            }
        }
    }
}

fn properties(page: &Page, node: NodeId) -> &[Arc<Property>] {
    page.nodes.get(node).map_or(&[], |node| node.data.properties())
}

fn set(node: NodeId, property: &Arc<Property>) -> (PropertyKind, Operation) {
    (
        PropertyKind::of(property),
        Operation::SetProperty {
            node,
            property: property.clone(),
        },
    )
}

//! Texts and attributes of nodes that stay.

use std::sync::Arc;

use scrubjay_format::NodeId;
use scrubjay_format::event::Attribute;

use super::Differ;
use crate::operation::Operation;
use crate::tree::Element;

impl Differ<'_> {
    pub(super) fn change_markup(&mut self) {
        let (from, to) = (self.from, self.to);
        let changed: Vec<NodeId> = self
            .changes
            .aspects
            .keys()
            .copied()
            .filter(|id| self.is_kept(*id))
            .collect();
        for node in changed {
            let (Some(old), Some(new)) = (from.nodes.get(node), to.nodes.get(node)) else {
                continue;
            };
            if let (Some(old), Some(new)) = (old.data.text(), new.data.text())
                && old != new
            {
                self.operations.push(Operation::SetText {
                    node,
                    text: new.clone(),
                });
            }
            if let (Some(old), Some(new)) = (old.data.element(), new.data.element())
                && !Arc::ptr_eq(&old.attributes, &new.attributes)
            {
                self.change_attributes(node, old, new);
            }
        }
    }

    fn change_attributes(&mut self, node: NodeId, old: &Element, new: &Element) {
        for attribute in old.attributes.iter() {
            if !new.attributes.iter().any(|other| is_same_name(other, attribute)) {
                let (namespace, name) = (attribute.namespace.clone(), attribute.name.clone());
                self.operations
                    .push(Operation::RemoveAttribute { node, namespace, name });
            }
        }
        for attribute in new.attributes.iter() {
            if !old.attributes.contains(attribute) {
                self.operations.push(Operation::SetAttribute {
                    node,
                    namespace: attribute.namespace.clone(),
                    name: attribute.name.clone(),
                    value: attribute.value.clone(),
                });
            }
        }
    }
}

fn is_same_name(a: &Attribute, b: &Attribute) -> bool {
    a.namespace == b.namespace && a.name == b.name
}

//! Where a node may stand.

use scrubjay_format::NodeId;

use crate::error::Problem;
use crate::page::Page;
use crate::tree::{Node, NodeData};

impl Page {
    /// Puts a detached node into its place, if it may be there. `before` is a child of `parent`.
    pub(super) fn place(&mut self, id: NodeId, parent: NodeId, before: Option<NodeId>) -> Result<(), Problem> {
        let (Some(node), Some(host)) = (self.nodes.get(id), self.nodes.get(parent)) else {
            return Err(Problem::UnknownNode(parent));
        };
        if let Some(why) = self.objection(node, parent, host, before) {
            return Err(Problem::WrongParent { node: id, parent, why });
        }
        let may_contain = node.links.first_child().is_some()
            || node
                .data
                .element()
                .is_some_and(|element| element.shadow.or(element.content).is_some());
        if id == parent || (may_contain && self.nodes.ancestors(parent).any(|above| above == id)) {
            return Err(Problem::Cycle { node: id, parent });
        }
        if node.data.is_root() {
            self.nodes.attach_root(id, parent);
        } else {
            self.nodes.attach(id, parent, before);
        }
        Ok(())
    }

    /// Which rule of the DOM speaks against it: <https://dom.spec.whatwg.org/#concept-node-ensure-pre-insertion-validity>
    fn objection(&self, node: &Node, parent: NodeId, host: &Node, before: Option<NodeId>) -> Option<&'static str> {
        let element = host.data.element();
        match &node.data {
            NodeData::Document(_) => match element {
                Some(element) if element.is_frame() => None,
                _ => Some("only a frame element has a document"),
            },
            NodeData::TemplateContent => match element {
                Some(element) if element.is_html("template") => None,
                _ => Some("only a template element has a content of its own"),
            },
            NodeData::ShadowRoot(_) => match element {
                Some(element) if element.shadow.is_none() => None,
                Some(_) => Some("the element has a shadow root"),
                None => Some("only an element has a shadow root"),
            },
            child => match &host.data {
                NodeData::Document(_) => self.objection_in_document(child, parent, before),
                NodeData::Element(_) | NodeData::ShadowRoot(_) | NodeData::TemplateContent => {
                    matches!(child, NodeData::Doctype(_)).then_some("a doctype stands in a document only")
                }
                _ => Some("it can't have children"),
            },
        }
    }

    /// A document has at most one doctype and one element, in this order, and no text.
    fn objection_in_document(&self, child: &NodeData, parent: NodeId, before: Option<NodeId>) -> Option<&'static str> {
        let kind_of = |id: NodeId| self.nodes.get(id).map(|node| &node.data);
        let is_element = |id: NodeId| matches!(kind_of(id), Some(NodeData::Element(_)));
        let is_doctype = |id: NodeId| matches!(kind_of(id), Some(NodeData::Doctype(_)));
        let follows = || std::iter::successors(before, |at| self.nodes.get(*at)?.links.next());
        match child {
            NodeData::Text(_) | NodeData::Cdata(_) => Some("a document holds no text"),
            NodeData::Element(_) if self.nodes.children(parent).any(is_element) => {
                Some("a document has one root element")
            }
            NodeData::Element(_) if follows().any(is_doctype) => Some("the doctype stands before the root element"),
            NodeData::Doctype(_) if self.nodes.children(parent).any(is_doctype) => Some("a document has one doctype"),
            NodeData::Doctype(_) if self.nodes.children(parent).any(is_element) && !follows().any(is_element) => {
                Some("the doctype stands before the root element")
            }
            _ => None,
        }
    }
}

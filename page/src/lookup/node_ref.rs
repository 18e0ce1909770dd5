//! A node with its surroundings, for reading.

use std::sync::Arc;

use scrubjay_format::event::{Attribute, CompatMode, Namespace, Property, ShadowMode};
use scrubjay_format::{NodeId, SheetId, Text};

use crate::PropertyKind;
use crate::page::Page;
use crate::tree::{Node, NodeData};

/// A node of a page.
#[derive(Clone, Copy, Debug)]
pub struct NodeRef<'a> {
    page: &'a Page,
    id: NodeId,
    node: &'a Node,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind<'a> {
    /// The top document, or that of a frame.
    Document {
        /// Quirks mode or not.
        compat_mode: CompatMode,
        /// Its base URL.
        base_url: &'a Text,
    },
    /// A doctype.
    Doctype {
        /// Its name.
        name: &'a Text,
        /// Its public identifier, or empty.
        public_id: &'a Text,
        /// Its system identifier, or empty.
        system_id: &'a Text,
    },
    /// An element.
    Element {
        /// Its namespace.
        namespace: &'a Namespace,
        /// Its qualified name.
        name: &'a Text,
    },
    /// A text node with its data.
    Text(&'a Text),
    /// A comment with its data.
    Comment(&'a Text),
    /// A CDATA section with its data.
    Cdata(&'a Text),
    /// A processing instruction.
    ProcessingInstruction {
        /// Its target.
        target: &'a Text,
        /// Its data.
        data: &'a Text,
    },
    /// A shadow root.
    ShadowRoot {
        /// Open or closed.
        mode: ShadowMode,
        /// `delegatesFocus`.
        delegates_focus: bool,
        /// `slotAssignment` is `manual`.
        manual_slots: bool,
    },
    /// The content of a template.
    TemplateContent,
}

impl Page {
    /// The node, if it is in the page.
    pub fn node(&self, id: NodeId) -> Option<NodeRef<'_>> {
        Some(NodeRef {
            page: self,
            id,
            node: self.nodes.get(id)?,
        })
    }

    /// The top document, once a snapshot began.
    pub fn document(&self) -> Option<NodeRef<'_>> {
        self.node(NodeId::DOCUMENT)
    }
}

impl<'a> NodeRef<'a> {
    /// Its id.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// What it is.
    pub fn kind(self) -> NodeKind<'a> {
        match &self.node.data {
            NodeData::Document(document) => NodeKind::Document {
                compat_mode: document.compat_mode,
                base_url: &document.base_url,
            },
            NodeData::Doctype(doctype) => NodeKind::Doctype {
                name: &doctype.name,
                public_id: &doctype.public_id,
                system_id: &doctype.system_id,
            },
            NodeData::Element(element) => NodeKind::Element {
                namespace: &element.namespace,
                name: &element.name,
            },
            NodeData::Text(text) => NodeKind::Text(text),
            NodeData::Comment(text) => NodeKind::Comment(text),
            NodeData::Cdata(text) => NodeKind::Cdata(text),
            NodeData::ProcessingInstruction(instruction) => NodeKind::ProcessingInstruction {
                target: &instruction.target,
                data: &instruction.data,
            },
            NodeData::ShadowRoot(root) => NodeKind::ShadowRoot {
                mode: root.mode,
                delegates_focus: root.delegates_focus,
                manual_slots: root.manual_slots,
            },
            NodeData::TemplateContent => NodeKind::TemplateContent,
        }
    }

    /// The qualified name of an element.
    pub fn name(self) -> Option<&'a Text> {
        self.node.data.element().map(|element| &element.name)
    }

    /// The attributes of an element; of other nodes none.
    pub fn attributes(self) -> &'a [Attribute] {
        self.node.data.element().map_or(&[], |element| &element.attributes)
    }

    /// The value of the first attribute of this qualified name.
    pub fn attribute(self, name: &str) -> Option<&'a Text> {
        self.node.data.element()?.attribute(name)
    }

    /// State beyond the markup, at most one of each kind, in the order of the kinds.
    pub fn properties(self) -> impl Iterator<Item = &'a Property> {
        self.node.data.properties().iter().map(Arc::as_ref)
    }

    /// The property of this kind.
    pub fn property(self, kind: PropertyKind) -> Option<&'a Property> {
        self.properties().find(|property| PropertyKind::of(property) == kind)
    }

    /// The adopted sheets of a document or shadow root; of other nodes none.
    pub fn adopted_sheets(self) -> &'a [SheetId] {
        self.node.data.adopted()
    }

    /// The parent. Documents, shadow roots and template contents have none but a host.
    pub fn parent(self) -> Option<NodeRef<'a>> {
        let parent = self.node.links.parent().filter(|_| !self.node.data.is_root());
        self.at(parent)
    }

    /// The element that a shadow root, template content or frame's document belongs to.
    pub fn host(self) -> Option<NodeRef<'a>> {
        let host = self.node.links.parent().filter(|_| self.node.data.is_root());
        self.at(host)
    }

    /// The parent or host, up to the top document.
    pub fn parent_or_host(self) -> Option<NodeRef<'a>> {
        self.at(self.node.links.parent())
    }

    /// The sibling before.
    pub fn previous_sibling(self) -> Option<NodeRef<'a>> {
        self.at(self.node.links.previous())
    }

    /// The sibling after.
    pub fn next_sibling(self) -> Option<NodeRef<'a>> {
        self.at(self.node.links.next())
    }

    /// The children, in order.
    pub fn children(self) -> impl Iterator<Item = NodeRef<'a>> {
        std::iter::successors(self.at(self.node.links.first_child()), |child| child.next_sibling())
    }

    /// The shadow root of an element, open or closed.
    pub fn shadow_root(self) -> Option<NodeRef<'a>> {
        self.at(self.node.data.element()?.shadow)
    }

    /// The document that a frame shows.
    pub fn content_document(self) -> Option<NodeRef<'a>> {
        self.at(self.node.data.element()?.content)
            .filter(|content| content.node.data.is_document())
    }

    /// The content of a template.
    pub fn template_content(self) -> Option<NodeRef<'a>> {
        self.at(self.node.data.element()?.content)
            .filter(|content| !content.node.data.is_document())
    }

    fn at(self, id: Option<NodeId>) -> Option<NodeRef<'a>> {
        self.page.node(id?)
    }
}

//! What a node is.

use std::sync::Arc;

use scrubjay_format::event::{Attribute, CompatMode, Namespace, Property, ShadowMode};
use scrubjay_format::{NodeId, SheetId, Text};

use crate::PropertyKind;
use crate::sheets::SheetState;

/// Everything of a node but its place. Large kinds are shared, so that copying a node is copying a pointer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NodeData {
    Document(Arc<Document>),
    Doctype(Arc<Doctype>),
    Element(Arc<Element>),
    Text(Text),
    Comment(Text),
    Cdata(Text),
    ProcessingInstruction(Arc<ProcessingInstruction>),
    ShadowRoot(Arc<ShadowRoot>),
    TemplateContent,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Document {
    pub(crate) compat_mode: CompatMode,
    pub(crate) base_url: Text,
    pub(crate) properties: Vec<Arc<Property>>,
    pub(crate) adopted: Arc<[SheetId]>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Doctype {
    pub(crate) name: Text,
    pub(crate) public_id: Text,
    pub(crate) system_id: Text,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Element {
    pub(crate) namespace: Namespace,
    pub(crate) name: Text,
    pub(crate) attributes: Arc<[Attribute]>,
    pub(crate) properties: Vec<Arc<Property>>,
    /// Of a `<style>` or `<link>`: what its markup does not tell.
    pub(crate) sheet: Option<Arc<SheetState>>,
    pub(crate) shadow: Option<NodeId>,
    /// The content of a template, or the document of a frame.
    pub(crate) content: Option<NodeId>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ProcessingInstruction {
    pub(crate) target: Text,
    pub(crate) data: Text,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ShadowRoot {
    pub(crate) mode: ShadowMode,
    pub(crate) delegates_focus: bool,
    pub(crate) manual_slots: bool,
    pub(crate) adopted: Arc<[SheetId]>,
}

impl NodeData {
    pub(crate) fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            _ => None,
        }
    }

    pub(crate) fn element_mut(&mut self) -> Option<&mut Element> {
        match self {
            Self::Element(element) => Some(Arc::make_mut(element)),
            _ => None,
        }
    }

    /// Whether the node hangs on a host (or is the top document) in place of being among some node's children.
    pub(crate) fn is_root(&self) -> bool {
        matches!(self, Self::Document(_) | Self::ShadowRoot(_) | Self::TemplateContent)
    }

    pub(crate) fn is_document(&self) -> bool {
        matches!(self, Self::Document(_))
    }

    /// The character data of a text, comment, CDATA section or processing instruction.
    pub(crate) fn text(&self) -> Option<&Text> {
        match self {
            Self::Text(text) | Self::Comment(text) | Self::Cdata(text) => Some(text),
            Self::ProcessingInstruction(instruction) => Some(&instruction.data),
            _ => None,
        }
    }

    /// Sets the character data; false if the node has none.
    pub(crate) fn set_text(&mut self, new: &Text) -> bool {
        match self {
            Self::Text(text) | Self::Comment(text) | Self::Cdata(text) => *text = new.clone(),
            Self::ProcessingInstruction(instruction) => Arc::make_mut(instruction).data = new.clone(),
            _ => return false,
        }
        true
    }

    pub(crate) fn properties(&self) -> &[Arc<Property>] {
        match self {
            Self::Element(element) => &element.properties,
            Self::Document(document) => &document.properties,
            _ => &[],
        }
    }

    /// Sets a property in place of one of its kind; false if the node can't have any.
    pub(crate) fn set_property(&mut self, property: &Property) -> bool {
        let properties = match self {
            Self::Element(element) => &mut Arc::make_mut(element).properties,
            Self::Document(document) => &mut Arc::make_mut(document).properties,
            _ => return false,
        };
        put_property(properties, property);
        true
    }

    pub(crate) fn adopted(&self) -> &[SheetId] {
        match self {
            Self::Document(document) => &document.adopted,
            Self::ShadowRoot(root) => &root.adopted,
            _ => &[],
        }
    }

    /// Whether both are the same node as far as a browser can't change it: kind, name, namespace, mode.
    pub(crate) fn is_same_node(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Document(a), Self::Document(b)) => a.compat_mode == b.compat_mode && a.base_url == b.base_url,
            (Self::Doctype(a), Self::Doctype(b)) => a == b,
            (Self::Element(a), Self::Element(b)) => a.name == b.name && a.namespace == b.namespace,
            (Self::ProcessingInstruction(a), Self::ProcessingInstruction(b)) => a.target == b.target,
            (Self::ShadowRoot(a), Self::ShadowRoot(b)) => {
                (a.mode, a.delegates_focus, a.manual_slots) == (b.mode, b.delegates_focus, b.manual_slots)
            }
            (Self::Text(_), Self::Text(_))
            | (Self::Comment(_), Self::Comment(_))
            | (Self::Cdata(_), Self::Cdata(_))
            | (Self::TemplateContent, Self::TemplateContent) => true,
            _ => false,
        }
    }
}

/// Keeps properties sorted by kind, one of each.
pub(crate) fn put_property(properties: &mut Vec<Arc<Property>>, property: &Property) {
    let kind = PropertyKind::of(property);
    let property = Arc::new(property.clone());
    match properties.binary_search_by_key(&kind, |old| PropertyKind::of(old)) {
        Ok(at) => properties[at] = property,
        Err(at) => properties.insert(at, property),
    }
}

impl Element {
    /// Whether the element is of HTML and has this name.
    pub(crate) fn is_html(&self, name: &str) -> bool {
        self.namespace == Namespace::Html && &*self.name == name
    }

    /// Whether it may show a document of its own.
    pub(crate) fn is_frame(&self) -> bool {
        self.namespace == Namespace::Html
            && matches!(&*self.name, "iframe" | "frame" | "object" | "embed" | "fencedframe")
    }

    /// Whether its sheet is made of its child text (`<style>` of HTML and SVG).
    pub(crate) fn is_style(&self) -> bool {
        matches!(self.namespace, Namespace::Html | Namespace::Svg) && &*self.name == "style"
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&Text> {
        self.attributes
            .iter()
            .find(|attribute| &*attribute.name == name)
            .map(|attribute| &attribute.value)
    }
}

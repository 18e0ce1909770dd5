//! The tree and its changes.

use crate::{NodeId, Text};

use super::{Animations, Media, SheetContent, SvgClock};

/// Nodes in document order, flat: what opens stands before what it contains, [`Token::Close`] after.
///
/// Every token but [`Token::Existing`] and [`Token::Close`] is a new node; new nodes are numbered in order from `first`.
/// The numbers are not on the wire, so a snapshot pays nothing for them.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Forest {
    /// The id of the first new node.
    pub first: NodeId,
    /// The nodes.
    pub tokens: Vec<Token>,
}

impl Forest {
    /// The id that follows that of the last new node.
    pub fn end(&self) -> NodeId {
        let new = self.tokens.iter().filter(|token| token.is_new_node()).count();
        NodeId(self.first.0.wrapping_add(new as u32))
    }
}

/// One step of a [`Forest`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Token {
    /// Opens an element.
    Element {
        /// Its namespace.
        namespace: Namespace,
        /// Its qualified name as the DOM has it (`div`, `linearGradient`, `svg:rect`).
        name: Text,
        /// Its attributes, in the DOM's order.
        attributes: Vec<Attribute>,
        /// State beyond the markup.
        properties: Vec<Property>,
    },
    /// Opens a document: the top one, or the content of the frame element that it stands in.
    Document {
        /// Quirks mode or not.
        compat_mode: CompatMode,
        /// Its base URL, against which relative URLs in it are resolved.
        base_url: Text,
        /// State beyond the markup (scroll position).
        properties: Vec<Property>,
    },
    /// Opens the shadow root of the element that it stands in.
    ShadowRoot {
        /// Open or closed.
        mode: ShadowMode,
        /// `delegatesFocus`.
        delegates_focus: bool,
        /// `slotAssignment` is `manual`.
        manual_slots: bool,
    },
    /// Opens the content of the `<template>` that it stands in.
    TemplateContent,
    /// A doctype.
    Doctype {
        /// Its name (`html`).
        name: Text,
        /// Its public identifier, or empty.
        public_id: Text,
        /// Its system identifier, or empty.
        system_id: Text,
    },
    /// A text node.
    Text(Text),
    /// A comment.
    Comment(Text),
    /// A CDATA section (XML documents only).
    Cdata(Text),
    /// A processing instruction (XML documents only).
    ProcessingInstruction {
        /// Its target.
        target: Text,
        /// Its data.
        data: Text,
    },
    /// A node known already, with all that it contains, is now here.
    Existing(NodeId),
    /// Closes the innermost open element, document, shadow root or template content.
    Close,
}

impl Token {
    /// Whether the token is closed by a [`Token::Close`].
    pub fn opens(&self) -> bool {
        matches!(
            self,
            Token::Element { .. } | Token::Document { .. } | Token::ShadowRoot { .. } | Token::TemplateContent
        )
    }

    /// Whether the token is a new node and takes the next id.
    pub fn is_new_node(&self) -> bool {
        !matches!(self, Token::Existing(_) | Token::Close)
    }
}

/// An element's namespace.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Namespace {
    /// `http://www.w3.org/1999/xhtml`
    Html,
    /// `http://www.w3.org/2000/svg`
    Svg,
    /// `http://www.w3.org/1998/Math/MathML`
    MathMl,
    /// Any other URI; empty for none.
    Other(Text),
}

/// `document.compatMode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum CompatMode {
    /// `CSS1Compat`
    Standards,
    /// `BackCompat`
    Quirks,
}

/// `ShadowRoot.mode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum ShadowMode {
    /// Reachable by the page through `shadowRoot`.
    Open,
    /// Not reachable by the page's other code.
    Closed,
}

/// An attribute of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Attribute {
    /// Its namespace URI; none for nearly all.
    pub namespace: Option<Text>,
    /// Its qualified name (`xlink:href`).
    pub name: Text,
    /// Its value.
    pub value: Text,
}

/// All changes of one frame. They take effect in this order: every node of `removes` and every
/// [`Token::Existing`] of `inserts` leaves its place; `inserts` one after another; what was removed and not put back is
/// dropped; `texts`; `attributes`.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Mutation {
    /// Nodes that left the page, with all they contain.
    pub removes: Vec<NodeId>,
    /// Nodes that came, or moved.
    pub inserts: Vec<Insert>,
    /// New data of texts, comments, CDATA sections and processing instructions.
    pub texts: Vec<TextChange>,
    /// Attributes set or removed.
    pub attributes: Vec<AttributeChange>,
}

/// A run of neighbouring nodes put into one place.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Insert {
    /// Where into. A frame element takes a document, a host a shadow root, a template its content.
    pub parent: NodeId,
    /// The sibling that follows the run, already in its place; none: at the end. Meaningless for documents, shadow roots
    /// and template contents, which are not among the children.
    pub before: Option<NodeId>,
    /// The run.
    pub nodes: Forest,
}

/// New character data.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TextChange {
    /// The text, comment, CDATA section or processing instruction.
    pub node: NodeId,
    /// Its data now.
    pub text: Text,
}

/// An attribute's new value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AttributeChange {
    /// The element.
    pub node: NodeId,
    /// The attribute's namespace URI; none for nearly all.
    pub namespace: Option<Text>,
    /// The attribute's qualified name.
    pub name: Text,
    /// Its value now; none: removed.
    pub value: Option<Text>,
}

/// A property's new value.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PropertyChange {
    /// The element or document.
    pub node: NodeId,
    /// The property with its value now.
    pub property: Property,
}

/// State of an element or document that its markup does not hold. A node has at most one of each kind.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Property {
    /// `value` of an input or textarea.
    Value(Text),
    /// `checked` of a checkbox or radio button.
    Checked(bool),
    /// `indeterminate` of a checkbox.
    Indeterminate(bool),
    /// Indexes of the chosen options of a select, ascending.
    Selected(Vec<u32>),
    /// Caret or selection in a text control, in UTF-16 code units.
    Caret {
        /// `selectionStart`
        start: u32,
        /// `selectionEnd`
        end: u32,
    },
    /// Scroll position in CSS pixels; of a document: of its viewport.
    Scroll {
        /// `scrollLeft`
        x: i32,
        /// `scrollTop`
        y: i32,
    },
    /// A dialog stands in the top layer through `showModal()`.
    Modal(bool),
    /// A popover is shown.
    PopoverOpen(bool),
    /// The element is shown full screen.
    Fullscreen(bool),
    /// A custom element (by name or `is`) matches `:defined`.
    Defined(bool),
    /// `currentSrc` of an image, where `srcset` or `<picture>` chose one.
    CurrentSource(Text),
    /// What a media element does.
    Media(Media),
    /// What the animations of the element do.
    Animations(Animations),
    /// Where the clock of an outermost `<svg>` stands.
    SvgClock(SvgClock),
    /// What a canvas shows.
    Canvas(Canvas),
    /// The style sheet of a `<style>` or `<link>` whose markup does not tell its rules.
    Sheet(SheetContent),
    /// The border box of something whose content is not recorded (hidden, or not readable), in CSS pixels.
    Placeholder {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// The content of this element is masked.
    Masked(bool),
    /// What `HTMLSlotElement.assign()` gave a slot, in order.
    Assigned(Vec<NodeId>),
    /// A control that the browser filled in matches `:autofill`.
    Autofilled(bool),
}

/// An encoded picture of a canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Canvas {
    /// `image/webp`, `image/png` or `image/jpeg`.
    pub mime_type: Text,
    /// The file.
    #[cfg_attr(feature = "serde", serde(with = "crate::event::bytes"))]
    pub image: Vec<u8>,
}

//! What has to be done to a real document so that it shows another moment.

use std::sync::Arc;

use scrubjay_format::event::{
    Attribute, ColorScheme, CompatMode, Namespace, Property, RuleChange, Selection, ShadowMode, Sheet, SheetContent,
    Viewport, VisualViewport,
};
use scrubjay_format::{NodeId, SheetId, Text};

use crate::PropertyKind;

/// One step from what a stage shows to another moment of the page.
///
/// Steps come in an order in which each is possible when its turn comes, in a real DOM: a parent is there before what is
/// put into it, nothing is ever put into its own descendant, a frame's document is opened only once the frame element is
/// connected to the top document, a document never holds two root elements. Ids are those of the recording.
///
/// New subtrees are created detached, filled, and inserted by their root. A frame that is moved loses its document in a
/// browser, so its document is removed before and opened and filled anew after. Values, focus, selection and scroll
/// positions come last, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum Operation {
    /// Forget everything, all nodes, sheets and properties: another page begins. Colour scheme and pinch zoom follow always, the viewport
    /// once it is known, focus and selections if there are any.
    Clear,
    /// A document begins, empty.
    OpenDocument {
        /// The document.
        node: NodeId,
        /// The frame element it is the content of, connected by now; none: it is the top document.
        host: Option<NodeId>,
        /// Quirks mode or not.
        compat_mode: CompatMode,
        /// Its base URL.
        base_url: Text,
    },
    /// Creates an element, not yet in the tree.
    CreateElement {
        /// The element.
        node: NodeId,
        /// Its namespace.
        namespace: Namespace,
        /// Its qualified name.
        name: Text,
        /// Its attributes.
        attributes: Arc<[Attribute]>,
    },
    /// Creates a text node, not yet in the tree.
    CreateText {
        /// The text node.
        node: NodeId,
        /// Its data.
        text: Text,
    },
    /// Creates a comment, not yet in the tree.
    CreateComment {
        /// The comment.
        node: NodeId,
        /// Its data.
        text: Text,
    },
    /// Creates a CDATA section, not yet in the tree. HTML documents have none: show it as text or leave it out there.
    CreateCdata {
        /// The CDATA section.
        node: NodeId,
        /// Its data.
        text: Text,
    },
    /// Creates a processing instruction, not yet in the tree.
    CreateProcessingInstruction {
        /// The processing instruction.
        node: NodeId,
        /// Its target.
        target: Text,
        /// Its data.
        data: Text,
    },
    /// Creates a doctype, not yet in the tree.
    CreateDoctype {
        /// The doctype.
        node: NodeId,
        /// Its name.
        name: Text,
        /// Its public identifier, or empty.
        public_id: Text,
        /// Its system identifier, or empty.
        system_id: Text,
    },
    /// Attaches a shadow root to an element that has none.
    AttachShadow {
        /// The shadow root.
        node: NodeId,
        /// The element; it need not be in the tree yet.
        host: NodeId,
        /// Open or closed.
        mode: ShadowMode,
        /// `delegatesFocus`.
        delegates_focus: bool,
        /// `slotAssignment` is `manual`.
        manual_slots: bool,
    },
    /// Names the (empty) content of a `<template>`.
    OpenTemplate {
        /// The content.
        node: NodeId,
        /// The template; it need not be in the tree yet.
        host: NodeId,
    },
    /// Puts a created node into the tree, or moves one that is there with all it contains.
    Insert {
        /// The node: anything but a document, shadow root or template content.
        node: NodeId,
        /// An element, document, shadow root or template content.
        parent: NodeId,
        /// The child of the parent before which it goes; none: after all others.
        before: Option<NodeId>,
    },
    /// Takes a node out of the tree and forgets it with everything below it, shadow roots and frame documents included.
    ///
    /// The node may be a frame's document or a template's content: then it is emptied and forgotten with all below it,
    /// its host stays, and another may be opened there later. It is never a shadow root or the top document.
    Remove {
        /// The node.
        node: NodeId,
    },
    /// New data of a text, comment, CDATA section or processing instruction.
    SetText {
        /// The node.
        node: NodeId,
        /// Its data.
        text: Text,
    },
    /// Sets an attribute.
    SetAttribute {
        /// The element.
        node: NodeId,
        /// The attribute's namespace URI.
        namespace: Option<Text>,
        /// Its qualified name.
        name: Text,
        /// Its value.
        value: Text,
    },
    /// Removes an attribute.
    RemoveAttribute {
        /// The element.
        node: NodeId,
        /// The attribute's namespace URI.
        namespace: Option<Text>,
        /// Its qualified name.
        name: Text,
    },
    /// Sets state beyond the markup. Never [`Property::Sheet`], which [`Operation::SetSheet`] stands for.
    SetProperty {
        /// The element or document.
        node: NodeId,
        /// The property with its value.
        property: Arc<Property>,
    },
    /// The property is again what the markup makes of it (a value its default value, a scroll position 0, 0 …).
    ClearProperty {
        /// The element or document.
        node: NodeId,
        /// Which property.
        kind: PropertyKind,
    },
    /// The whole content of a style sheet, in place of everything it holds.
    SetSheet {
        /// The sheet of a `<style>` or `<link>` in the tree (in a template it has none: nothing to do), or a constructed one,
        /// which may be new.
        sheet: Sheet,
        /// Its content; none: what the element's markup says.
        content: Option<SheetContent>,
        /// CSSOM changes on top of it, in order.
        rules: Vec<Arc<RuleChange>>,
    },
    /// One more CSSOM change.
    ChangeRule(Arc<RuleChange>),
    /// `adoptedStyleSheets` of a document or shadow root. All sheets have been set before.
    AdoptSheets {
        /// The document or shadow root.
        root: NodeId,
        /// All its adopted sheets, in order.
        sheets: Arc<[SheetId]>,
    },
    /// What has the focus.
    SetFocus {
        /// The element; none: nothing.
        node: Option<NodeId>,
        /// Whether `:focus-visible` matches.
        visible: bool,
    },
    /// The selection of a document.
    SetSelection(Selection),
    /// The size of the layout viewport.
    SetViewport(Viewport),
    /// Pinch zoom.
    SetVisualViewport(VisualViewport),
    /// The colour scheme asked for.
    SetColorScheme(ColorScheme),
}

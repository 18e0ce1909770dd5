//! Writing forests, token by token.

use super::*;
use crate::NodeId;
use crate::codec::delta::Deltas;
use crate::codec::property;
use crate::codec::values::Values;
use crate::codec::writer::{KEPT_BYTES, SectionWriter, TextColumn, Writer};
use crate::event::{CompatMode, Namespace, Property, ShadowMode, Token};

/// The columns of an event's forests while they are written.
#[derive(Default)]
pub(crate) struct Columns {
    pub(crate) structure: Vec<u8>,
    names: Vec<u8>,
    values: Values,
    texts: TextColumn,
    rest: Vec<u8>,
    existing: Deltas,
}

impl Columns {
    /// Moves all columns but the structure to the end of `payload`.
    pub(crate) fn drain_into(&mut self, payload: &mut Vec<u8>) {
        payload.append(&mut self.names);
        self.names.shrink_to(KEPT_BYTES);
        self.values.drain_into(payload);
        self.texts.drain_into(payload);
        payload.append(&mut self.rest);
        self.rest.shrink_to(KEPT_BYTES);
        self.existing = Deltas::default();
    }
}

/// Writes the nodes of a forest one after another, in document order; see [`Token`] for what may stand where.
///
/// Dropping the writer closes what is open and ends the forest (and, if it is a snapshot, its event).
pub struct ForestWriter<'a> {
    section: &'a mut SectionWriter,
    /// The element whose byte is still to be written, since it is not known yet what it contains.
    pending: Option<PendingElement>,
    /// Close tokens that are not written yet.
    pending_closes: usize,
    /// How many are open.
    depth: usize,
    /// The id of the next new node.
    next: u32,
    /// Of a snapshot: kind and time of its event.
    event: Option<(u32, u32)>,
}

struct PendingElement {
    namespace: u8,
    attributes: usize,
    properties: usize,
    text: bool,
}

impl<'a> ForestWriter<'a> {
    pub(crate) fn new(section: &'a mut SectionWriter, first: NodeId, event: Option<(u32, u32)>) -> Self {
        Self {
            section,
            pending: None,
            pending_closes: 0,
            depth: 0,
            next: first.0,
            event,
        }
    }

    /// Opens an element. Its attributes and properties come next, then what it contains, then [`Self::close`].
    pub fn element(&mut self, namespace: &Namespace, name: &str) {
        self.settle();
        let columns = &mut self.section.forest;
        let mut has_namespace = HAS_NAMESPACE;
        match namespace {
            Namespace::Html => has_namespace = 0,
            Namespace::Svg => columns.rest.push(1),
            Namespace::MathMl => columns.rest.push(2),
            Namespace::Other(uri) => {
                columns.rest.push(0);
                self.section.strings.writer(&mut columns.rest).string(uri);
            }
        }
        self.section.strings.writer(&mut columns.names).name(name);
        self.next = self.next.wrapping_add(1);
        self.pending = Some(PendingElement {
            namespace: has_namespace,
            attributes: 0,
            properties: 0,
            text: false,
        });
        self.depth += 1;
    }

    /// An attribute of the element just opened; `namespace` is its URI, none for nearly all.
    /// Ignored where no element was just opened.
    pub fn attribute(&mut self, namespace: Option<&str>, name: &str, value: &str) {
        if let Some(element @ PendingElement { text: false, .. }) = &mut self.pending {
            element.attributes += 1;
            let (strings, columns) = (&mut self.section.strings, &mut self.section.forest);
            let entry = strings.writer(&mut columns.names).attribute_name(namespace, name);
            columns.values.push(strings, entry, value);
        }
    }

    /// A property of the element just opened. Ignored where no element was just opened.
    pub fn property(&mut self, property: &Property) {
        if let Some(element @ PendingElement { text: false, .. }) = &mut self.pending {
            element.properties += 1;
            property::write(
                &mut self.section.strings.writer(&mut self.section.forest.rest),
                property,
            );
        }
    }

    /// Opens a document.
    pub fn document(&mut self, compat_mode: CompatMode, base_url: &str, properties: &[Property]) {
        let quirks = u8::from(compat_mode == CompatMode::Quirks);
        let has_properties = u8::from(!properties.is_empty());
        self.token(DOCUMENT, quirks | has_properties << 1);
        let (strings, columns) = (&mut self.section.strings, &mut self.section.forest);
        if !properties.is_empty() {
            strings.writer(&mut columns.structure).count(properties.len());
        }
        let mut rest = strings.writer(&mut columns.rest);
        rest.string(base_url);
        for property in properties {
            property::write(&mut rest, property);
        }
        self.depth += 1;
    }

    /// Opens a shadow root.
    pub fn shadow_root(&mut self, mode: ShadowMode, delegates_focus: bool, manual_slots: bool) {
        let closed = u8::from(mode == ShadowMode::Closed);
        self.token(
            SHADOW_ROOT,
            closed | u8::from(delegates_focus) << 1 | u8::from(manual_slots) << 2,
        );
        self.depth += 1;
    }

    /// Opens the content of a template.
    pub fn template_content(&mut self) {
        self.token(TEMPLATE_CONTENT, 0);
        self.depth += 1;
    }

    /// A doctype.
    pub fn doctype(&mut self, name: &str, public_id: &str, system_id: &str) {
        self.token(DOCTYPE, 0);
        let mut rest = self.rest();
        rest.string(name);
        rest.string(public_id);
        rest.string(system_id);
    }

    /// A text node.
    pub fn text(&mut self, text: &str) {
        match &mut self.pending {
            Some(element) if !element.text => {
                element.text = true;
                self.next = self.next.wrapping_add(1);
            }
            _ => self.token(TEXT, 0),
        }
        self.section.forest.texts.push(&mut self.section.strings, text);
    }

    /// A comment.
    pub fn comment(&mut self, text: &str) {
        self.token(COMMENT, 0);
        self.rest().string(text);
    }

    /// A CDATA section.
    pub fn cdata(&mut self, text: &str) {
        self.token(CDATA, 0);
        self.rest().string(text);
    }

    /// A processing instruction.
    pub fn processing_instruction(&mut self, target: &str, data: &str) {
        self.token(PROCESSING_INSTRUCTION, 0);
        let mut rest = self.rest();
        rest.string(target);
        rest.string(data);
    }

    /// A node known already, with all that it contains, is now here.
    pub fn existing(&mut self, node: NodeId) {
        self.token(EXISTING, 0);
        let columns = &mut self.section.forest;
        columns.existing.put(&mut columns.rest, node);
    }

    /// Closes the innermost open element, document, shadow root or template content. Ignored where nothing is open.
    pub fn close(&mut self) {
        if self.depth == 0 {
            return;
        }
        self.depth -= 1;
        match self.pending.take() {
            Some(element) => {
                let children = if element.text { CHILDREN_TEXT } else { CHILDREN_NONE };
                self.write_element(&element, children);
            }
            None => self.pending_closes += 1,
        }
    }

    /// A token as an event holds it.
    pub fn push(&mut self, token: &Token) {
        match token {
            Token::Element {
                namespace,
                name,
                attributes,
                properties,
            } => {
                self.element(namespace, name);
                for attribute in attributes {
                    self.attribute(attribute.namespace.as_deref(), &attribute.name, &attribute.value);
                }
                for property in properties {
                    self.property(property);
                }
            }
            Token::Document {
                compat_mode,
                base_url,
                properties,
            } => self.document(*compat_mode, base_url, properties),
            Token::ShadowRoot {
                mode,
                delegates_focus,
                manual_slots,
            } => {
                self.shadow_root(*mode, *delegates_focus, *manual_slots);
            }
            Token::TemplateContent => self.template_content(),
            Token::Doctype {
                name,
                public_id,
                system_id,
            } => self.doctype(name, public_id, system_id),
            Token::Text(text) => self.text(text),
            Token::Comment(text) => self.comment(text),
            Token::Cdata(text) => self.cdata(text),
            Token::ProcessingInstruction { target, data } => self.processing_instruction(target, data),
            Token::Existing(node) => self.existing(*node),
            Token::Close => self.close(),
        }
    }

    /// Closes what is open and ends the forest, as dropping does.
    pub fn finish(self) {}

    fn rest(&mut self) -> Writer<'_> {
        self.section.strings.writer(&mut self.section.forest.rest)
    }

    fn token(&mut self, kind: u8, own: u8) {
        self.settle();
        self.next = self.next.wrapping_add(u32::from(kind != EXISTING));
        self.section
            .forest
            .structure
            .push(1 | kind << TYPE_SHIFT | own << OWN_SHIFT);
    }

    /// Writes what waited for the next token, now that one comes.
    fn settle(&mut self) {
        if let Some(element) = self.pending.take() {
            self.write_element(&element, CHILDREN_OPEN);
            if element.text {
                self.section.forest.structure.push(1 | TEXT << TYPE_SHIFT);
            }
        }
        while self.pending_closes > 0 {
            let run = self.pending_closes.min(8);
            self.section
                .forest
                .structure
                .push(1 | CLOSE << TYPE_SHIFT | ((run - 1) as u8) << OWN_SHIFT);
            self.pending_closes -= run;
        }
    }

    fn write_element(&mut self, element: &PendingElement, children: u8) {
        let attributes = element.attributes.min(ATTRIBUTES_MORE);
        let has_properties = if element.properties > 0 { HAS_PROPERTIES } else { 0 };
        let mut structure = self.section.strings.writer(&mut self.section.forest.structure);
        let counts = children << CHILDREN_SHIFT | (attributes as u8) << ATTRIBUTES_SHIFT;
        structure.byte(counts | has_properties | element.namespace);
        if attributes == ATTRIBUTES_MORE {
            structure.count(element.attributes - ATTRIBUTES_MORE);
        }
        if element.properties > 0 {
            structure.count(element.properties);
        }
    }
}

impl Drop for ForestWriter<'_> {
    fn drop(&mut self) {
        if let Some(element) = self.pending.take() {
            let children = if element.text { CHILDREN_TEXT } else { CHILDREN_NONE };
            self.write_element(&element, children);
        }
        self.section.forest.structure.push(1 | END << TYPE_SHIFT);
        self.section.history.next_node = self.next;
        if let Some((kind, at_ms)) = self.event {
            self.section.payload.append(&mut self.section.forest.structure);
            self.section.forest.drain_into(&mut self.section.payload);
            self.section.commit(kind, at_ms);
        }
    }
}

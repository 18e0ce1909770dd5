//! The wire form of forests: columns, since deflate does best where like stands beside like.
//!
//! *Structure* holds a byte for each token and the counts, *names* the names of elements and attributes, *values* the
//! attributes' values (in a column for each name), *texts* the text nodes, *rest* all that is rare. The forests of one
//! event share the columns.

use super::delta::Deltas;
use super::property;
use super::reader::Reader;
use super::values::{self, Values};
use super::writer::{KEPT_BYTES, SectionWriter, TextColumn, Writer};
use crate::error::{Fault, Problem};
use crate::event::{Attribute, CompatMode, Namespace, Property, ShadowMode, Token};
use crate::{NodeId, Text};

// An element's byte: lowest bit 0, then
/// what it contains: nothing, one text, or more, up to a close token (2 bits),
const CHILDREN_SHIFT: u32 = 1;
const CHILDREN_NONE: u8 = 0;
const CHILDREN_TEXT: u8 = 1;
const CHILDREN_OPEN: u8 = 2;
/// its number of attributes (3 bits), where 7 means that the number above 7 follows,
const ATTRIBUTES_SHIFT: u32 = 3;
const ATTRIBUTES_MORE: usize = 7;
/// whether it has properties, whose number follows,
const HAS_PROPERTIES: u8 = 1 << 6;
/// and whether its namespace is other than HTML's.
const HAS_NAMESPACE: u8 = 1 << 7;

// Every other token's byte: lowest bit 1, four bits of type, three bits of its own.
const TYPE_SHIFT: u32 = 1;
const OWN_SHIFT: u32 = 5;
/// Closes what is open, and ends the forest.
const END: u8 = 0;
/// Closes as many as its own bits say, and one.
const CLOSE: u8 = 1;
const TEXT: u8 = 2;
const COMMENT: u8 = 3;
/// Own bits: quirks mode; has properties, whose number follows.
const DOCUMENT: u8 = 4;
/// Own bits: closed; delegates focus; manual slots.
const SHADOW_ROOT: u8 = 5;
const TEMPLATE_CONTENT: u8 = 6;
const DOCTYPE: u8 = 7;
const CDATA: u8 = 8;
const PROCESSING_INSTRUCTION: u8 = 9;
const EXISTING: u8 = 10;

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

/// Reads the structures of as many forests as given: tokens whose texts and properties are still to be filled in.
pub(crate) fn read_structures(reader: &mut Reader<'_>, count: usize) -> Result<Vec<Vec<Token>>, Fault> {
    let empty = Text::default();
    let mut forests = Vec::new();
    for _ in 0..count {
        let mut tokens = Vec::new();
        read_structure(reader, &empty, &mut tokens)?;
        forests.push(tokens);
    }
    Ok(forests)
}

/// Reads the columns after the structures, and fills them in.
pub(crate) fn read_columns<'f>(
    reader: &mut Reader<'_>,
    forests: impl Iterator<Item = &'f mut Vec<Token>>,
) -> Result<(), Fault> {
    let mut tokens: Vec<&mut Token> = forests.flatten().collect();
    let mut groups = Vec::new();
    for token in &mut tokens {
        if let Token::Element { name, attributes, .. } = token {
            *name = reader.string()?;
            for attribute in attributes {
                let entry;
                (attribute.namespace, attribute.name, entry) = reader.attribute_name()?;
                groups.push((entry.unwrap_or(values::OTHERS), &mut attribute.value));
            }
        }
    }
    groups.sort_by_key(|(group, _)| *group); // stable: within a group, as they stand
    for group in groups.chunk_by_mut(|(one, _), (other, _)| one == other) {
        let mut last = Text::default();
        for (_, value) in group {
            **value = reader.column_text(&mut last)?;
        }
    }
    let mut last = Text::default();
    for token in &mut tokens {
        if let Token::Text(text) = token {
            *text = reader.column_text(&mut last)?;
        }
    }
    let mut existing = Deltas::default();
    tokens
        .into_iter()
        .try_for_each(|token| read_rest(reader, &mut existing, token))
}

fn read_structure(reader: &mut Reader<'_>, empty: &Text, tokens: &mut Vec<Token>) -> Result<(), Fault> {
    let mut depth = 0;
    loop {
        let offset = reader.position();
        let byte = reader.byte()?;
        if byte & 1 == 0 {
            let children = byte >> CHILDREN_SHIFT & 3;
            tokens.push(read_element(reader, empty, byte)?);
            match children {
                CHILDREN_NONE => tokens.push(Token::Close),
                CHILDREN_TEXT => tokens.extend([Token::Text(empty.clone()), Token::Close]),
                CHILDREN_OPEN => depth += 1,
                _ => {
                    return Err(Fault::new(
                        offset,
                        Problem::Code {
                            what: "a token",
                            value: u32::from(byte),
                        },
                    ));
                }
            }
            reader.items(3)?;
            continue;
        }
        let own = byte >> OWN_SHIFT;
        let is_set = |place: u8| own >> place & 1 == 1;
        reader.items(1)?;
        tokens.push(match byte >> TYPE_SHIFT & 0xf {
            END => {
                reader.items(depth)?;
                tokens.extend(std::iter::repeat_n(Token::Close, depth));
                return Ok(());
            }
            CLOSE => {
                let count = usize::from(own) + 1;
                if count > depth {
                    return Err(Fault::new(offset, Problem::Unbalanced { count, open: depth }));
                }
                depth -= count;
                reader.items(count)?;
                tokens.extend(std::iter::repeat_n(Token::Close, count));
                continue;
            }
            TEXT => Token::Text(empty.clone()),
            COMMENT => Token::Comment(empty.clone()),
            DOCUMENT => {
                depth += 1;
                Token::Document {
                    compat_mode: if is_set(0) {
                        CompatMode::Quirks
                    } else {
                        CompatMode::Standards
                    },
                    base_url: empty.clone(),
                    properties: if is_set(1) {
                        read_property_count(reader)?
                    } else {
                        Vec::new()
                    },
                }
            }
            SHADOW_ROOT => {
                depth += 1;
                Token::ShadowRoot {
                    mode: if is_set(0) {
                        ShadowMode::Closed
                    } else {
                        ShadowMode::Open
                    },
                    delegates_focus: is_set(1),
                    manual_slots: is_set(2),
                }
            }
            TEMPLATE_CONTENT => {
                depth += 1;
                Token::TemplateContent
            }
            DOCTYPE => Token::Doctype {
                name: empty.clone(),
                public_id: empty.clone(),
                system_id: empty.clone(),
            },
            CDATA => Token::Cdata(empty.clone()),
            PROCESSING_INSTRUCTION => Token::ProcessingInstruction {
                target: empty.clone(),
                data: empty.clone(),
            },
            EXISTING => Token::Existing(NodeId(0)),
            _ => {
                return Err(Fault::new(
                    offset,
                    Problem::Code {
                        what: "a token",
                        value: u32::from(byte),
                    },
                ));
            }
        });
    }
}

fn read_element(reader: &mut Reader<'_>, empty: &Text, byte: u8) -> Result<Token, Fault> {
    let mut attributes = usize::from(byte >> ATTRIBUTES_SHIFT & 7);
    if attributes == ATTRIBUTES_MORE {
        attributes += reader.count()?;
    }
    reader.items(attributes.min(ATTRIBUTES_MORE))?;
    let attribute = Attribute {
        namespace: None,
        name: empty.clone(),
        value: empty.clone(),
    };
    Ok(Token::Element {
        namespace: if byte & HAS_NAMESPACE != 0 {
            Namespace::Svg
        } else {
            Namespace::Html
        },
        name: empty.clone(),
        attributes: vec![attribute; attributes],
        properties: if byte & HAS_PROPERTIES != 0 {
            read_property_count(reader)?
        } else {
            Vec::new()
        },
    })
}

/// As many properties as the count says, to be filled in later.
fn read_property_count(reader: &mut Reader<'_>) -> Result<Vec<Property>, Fault> {
    Ok(vec![Property::Masked(false); reader.count()?])
}

fn read_properties(reader: &mut Reader<'_>, properties: &mut Vec<Property>) -> Result<(), Fault> {
    for _ in 0..std::mem::take(properties).len() {
        properties.extend(property::read(reader)?);
    }
    Ok(())
}

fn read_rest(reader: &mut Reader<'_>, existing: &mut Deltas, token: &mut Token) -> Result<(), Fault> {
    match token {
        Token::Element {
            namespace, properties, ..
        } => {
            if *namespace != Namespace::Html {
                let offset = reader.position();
                *namespace = match reader.byte()? {
                    0 => Namespace::Other(reader.string()?),
                    1 => Namespace::Svg,
                    2 => Namespace::MathMl,
                    code => return Err(super::wire::unknown_code(offset, "a namespace", code)),
                };
            }
            read_properties(reader, properties)?;
        }
        Token::Document {
            base_url, properties, ..
        } => {
            *base_url = reader.string()?;
            read_properties(reader, properties)?;
        }
        Token::Doctype {
            name,
            public_id,
            system_id,
        } => {
            *name = reader.string()?;
            *public_id = reader.string()?;
            *system_id = reader.string()?;
        }
        Token::Comment(text) | Token::Cdata(text) => *text = reader.string()?,
        Token::ProcessingInstruction { target, data } => {
            *target = reader.string()?;
            *data = reader.string()?;
        }
        Token::Existing(node) => *node = existing.read(reader)?,
        Token::ShadowRoot { .. } | Token::TemplateContent | Token::Text(_) | Token::Close => {}
    }
    Ok(())
}

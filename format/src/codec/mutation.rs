//! The wire form of mutations.

use super::delta::Deltas;
use super::forest::{self, ForestWriter};
use super::reader::Reader;
use super::writer::SectionWriter;
use crate::NodeId;
use crate::error::Fault;
use crate::event::{AttributeChange, Insert, Mutation, TextChange};

/// Writes the changes of one frame as they are found, without a [`Mutation`] in between. The four groups may come in
/// any order; within each group the order stays. Dropping the writer ends the event.
pub struct MutationWriter<'a> {
    section: &'a mut SectionWriter,
    event: (u32, u32),
    removes: NodeColumn,
    inserts: Places,
    texts: NodeColumn,
    text_data: Vec<u8>,
    attributes: NodeColumn,
    attribute_names: Vec<u8>,
    attribute_values: Vec<u8>,
}

/// Node ids as differences, and how many.
#[derive(Default)]
struct NodeColumn {
    count: usize,
    bytes: Vec<u8>,
    deltas: Deltas,
}

/// Where forests go: parents, following siblings and first ids, each as differences in its own line.
#[derive(Default)]
struct Places {
    count: usize,
    bytes: Vec<u8>,
    parents: Deltas,
    followers: Deltas,
    firsts: Deltas,
}

impl NodeColumn {
    fn push(&mut self, section: &mut SectionWriter, node: NodeId) {
        self.count += 1;
        self.deltas.write(&mut section.strings.writer(&mut self.bytes), node);
    }
}

impl<'a> MutationWriter<'a> {
    pub(crate) fn new(section: &'a mut SectionWriter, kind: u32, at_ms: u32) -> Self {
        Self {
            section,
            event: (kind, at_ms),
            removes: NodeColumn::default(),
            inserts: Places::default(),
            texts: NodeColumn::default(),
            text_data: Vec::new(),
            attributes: NodeColumn::default(),
            attribute_names: Vec::new(),
            attribute_values: Vec::new(),
        }
    }

    /// A node left the page, with all it contains.
    pub fn remove(&mut self, node: NodeId) {
        self.removes.push(self.section, node);
    }

    /// A run of neighbouring nodes came to (or moved to) a place; see [`Insert`]. The writer that is returned takes the
    /// nodes; new ones are numbered from `first`.
    pub fn insert(&mut self, parent: NodeId, before: Option<NodeId>, first: NodeId) -> ForestWriter<'_> {
        self.inserts.count += 1;
        let mut writer = self.section.strings.writer(&mut self.inserts.bytes);
        self.inserts.parents.write(&mut writer, parent);
        self.inserts.followers.write_optional(&mut writer, before);
        self.inserts.firsts.write(&mut writer, first);
        ForestWriter::new(self.section, None)
    }

    /// The data of a text, comment, CDATA section or processing instruction is now this.
    pub fn text(&mut self, node: NodeId, text: &str) {
        self.texts.push(self.section, node);
        self.section.strings.writer(&mut self.text_data).string(text);
    }

    /// An attribute has this value now; none: it was removed.
    pub fn attribute(&mut self, node: NodeId, namespace: Option<&str>, name: &str, value: Option<&str>) {
        self.attributes.push(self.section, node);
        self.section
            .strings
            .writer(&mut self.attribute_names)
            .attribute_name(namespace, name);
        self.section
            .strings
            .writer(&mut self.attribute_values)
            .optional_string(value);
    }

    /// A mutation as an event holds it.
    pub(crate) fn push(&mut self, mutation: &Mutation) {
        for node in &mutation.removes {
            self.remove(*node);
        }
        for insert in &mutation.inserts {
            let mut forest = self.insert(insert.parent, insert.before, insert.nodes.first);
            for token in &insert.nodes.tokens {
                forest.push(token);
            }
        }
        for change in &mutation.texts {
            self.text(change.node, &change.text);
        }
        for change in &mutation.attributes {
            self.attribute(
                change.node,
                change.namespace.as_deref(),
                &change.name,
                change.value.as_deref(),
            );
        }
    }

    /// Ends the event, as dropping does.
    pub fn finish(self) {}
}

impl Drop for MutationWriter<'_> {
    fn drop(&mut self) {
        let section = &mut *self.section;
        let payload = &mut section.payload;
        let mut group = |count: usize, columns: &mut [&mut Vec<u8>]| {
            super::varint::put(payload, count as u64);
            columns.iter_mut().for_each(|column| payload.append(column));
        };
        group(self.removes.count, &mut [&mut self.removes.bytes]);
        group(self.texts.count, &mut [&mut self.texts.bytes, &mut self.text_data]);
        group(
            self.attributes.count,
            &mut [
                &mut self.attributes.bytes,
                &mut self.attribute_names,
                &mut self.attribute_values,
            ],
        );
        group(self.inserts.count, &mut [&mut self.inserts.bytes]);
        section.forest.drain_into(payload);
        section.commit(self.event.0, self.event.1);
    }
}

/// Reads what [`MutationWriter`] writes.
pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Mutation, Fault> {
    let removes = read_nodes(reader)?;
    let mut texts = Vec::new();
    for node in read_nodes(reader)? {
        texts.push(TextChange {
            node,
            text: Default::default(),
        });
    }
    for change in &mut texts {
        change.text = reader.string()?;
    }
    let mut attributes = Vec::new();
    for node in read_nodes(reader)? {
        attributes.push(AttributeChange {
            node,
            namespace: None,
            name: Default::default(),
            value: None,
        });
    }
    for change in &mut attributes {
        (change.namespace, change.name) = reader.attribute_name()?;
    }
    for change in &mut attributes {
        change.value = reader.optional_string()?;
    }
    let inserts = read_inserts(reader)?;
    Ok(Mutation {
        removes,
        inserts,
        texts,
        attributes,
    })
}

fn read_nodes(reader: &mut Reader<'_>) -> Result<Vec<NodeId>, Fault> {
    let count = reader.count()?;
    let mut deltas = Deltas::default();
    (0..count).map(|_| deltas.read(reader)).collect()
}

fn read_inserts(reader: &mut Reader<'_>) -> Result<Vec<Insert>, Fault> {
    let count = reader.count()?;
    let (mut parents, mut followers, mut firsts) = (Deltas::default(), Deltas::default(), Deltas::default());
    let mut places = Vec::new();
    let mut ids = Vec::new();
    for _ in 0..count {
        places.push((parents.read(reader)?, followers.read_optional(reader)?));
        ids.push(firsts.read(reader)?);
    }
    let forests = forest::read(reader, ids)?;
    let insert = |((parent, before), nodes)| Insert { parent, before, nodes };
    Ok(places.into_iter().zip(forests).map(insert).collect())
}

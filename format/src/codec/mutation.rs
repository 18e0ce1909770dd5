//! The wire form of mutations.

use super::delta::Deltas;
use super::forest::{self, ForestWriter};
use super::history::NODE_TEXT;
use super::reader::Reader;
use super::values::{self, Values};
use super::writer::{KEPT_BYTES, SectionWriter, TextColumn};
use crate::NodeId;
use crate::Text;
use crate::error::Fault;
use crate::event::{AttributeChange, Forest, Insert, Mutation, TextChange};

// The first byte tells which groups are there (four bits, in this order) and, in the upper half, which of them have one
// member. The number of members follows for the others.
const REMOVES: u32 = 0;
const TEXTS: u32 = 1;
const ATTRIBUTES: u32 = 2;
const INSERTS: u32 = 3;
const IS_ONE: u32 = 4;

/// The columns of a mutation while they are written.
#[derive(Default)]
pub(crate) struct Columns {
    removes: NodeColumn,
    texts: NodeColumn,
    text_data: TextColumn,
    attributes: NodeColumn,
    attribute_names: Vec<u8>,
    attribute_values: Values,
    insert_count: usize,
    parents: NodeColumn,
    followers: Vec<u8>,
    follower_deltas: Deltas,
    firsts: Vec<u8>,
}

/// Node ids as differences, and how many.
#[derive(Default)]
struct NodeColumn {
    count: usize,
    bytes: Vec<u8>,
    deltas: Deltas,
}

impl NodeColumn {
    fn push(&mut self, node: NodeId) {
        self.count += 1;
        self.deltas.put(&mut self.bytes, node);
    }

    fn drain_into(&mut self, payload: &mut Vec<u8>) {
        payload.append(&mut self.bytes);
        self.bytes.shrink_to(KEPT_BYTES);
        self.count = 0;
        self.deltas = Deltas::default();
    }
}

/// Writes the changes of one frame as they are found, without a [`Mutation`] in between. The four groups may come in
/// any order; within each group the order stays. Dropping the writer ends the event.
pub struct MutationWriter<'a> {
    section: &'a mut SectionWriter,
    event: (u32, u32),
}

impl<'a> MutationWriter<'a> {
    pub(crate) fn new(section: &'a mut SectionWriter, kind: u32, at_ms: u32) -> Self {
        Self {
            section,
            event: (kind, at_ms),
        }
    }

    /// A node left the page, with all it contains.
    pub fn remove(&mut self, node: NodeId) {
        self.section.mutation.removes.push(node);
    }

    /// A run of neighbouring nodes came to (or moved to) a place; see [`Insert`]. The writer that is returned takes the
    /// nodes; new ones are numbered from `first`.
    pub fn insert(&mut self, parent: NodeId, before: Option<NodeId>, first: NodeId) -> ForestWriter<'_> {
        let columns = &mut self.section.mutation;
        if columns.insert_count == 0 {
            columns.follower_deltas = Deltas::after(parent);
        }
        columns.insert_count += 1;
        columns.parents.push(parent);
        columns.follower_deltas.put_optional(&mut columns.followers, before);
        Deltas::after(NodeId(self.section.history.next_node)).put(&mut columns.firsts, first);
        ForestWriter::new(self.section, first, None)
    }

    /// The data of a text, comment, CDATA section or processing instruction is now this.
    pub fn text(&mut self, node: NodeId, text: &str) {
        let section = &mut *self.section;
        section.mutation.texts.push(node);
        let (strings, history) = (&mut section.strings, &mut section.history);
        section
            .mutation
            .text_data
            .push_change(strings, history, (node.0, NODE_TEXT), text);
    }

    /// An attribute has this value now; none: it was removed.
    pub fn attribute(&mut self, node: NodeId, namespace: Option<&str>, name: &str, value: Option<&str>) {
        let section = &mut *self.section;
        let columns = &mut section.mutation;
        columns.attributes.push(node);
        let entry = section
            .strings
            .writer(&mut columns.attribute_names)
            .attribute_name(namespace, name);
        columns
            .attribute_values
            .push_change(&mut section.strings, &mut section.history, node.0, entry, value);
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
        let (payload, columns) = (&mut section.payload, &mut section.mutation);
        let counts = [
            columns.removes.count,
            columns.texts.count,
            columns.attributes.count,
            columns.insert_count,
        ];
        let flags = |count: &usize| u8::from(*count > 0) | u8::from(*count == 1) << IS_ONE;
        payload.push(counts.iter().rev().fold(0, |all, count| all << 1 | flags(count)));
        for count in counts.into_iter().filter(|count| *count > 1) {
            super::varint::put(payload, count as u64);
        }
        columns.removes.drain_into(payload);
        columns.texts.drain_into(payload);
        columns.text_data.drain_into(payload);
        columns.attributes.drain_into(payload);
        payload.append(&mut columns.attribute_names);
        columns.attribute_values.drain_into(payload);
        if columns.insert_count > 0 {
            columns.insert_count = 0;
            payload.append(&mut section.forest.structure);
            columns.parents.drain_into(payload);
            payload.append(&mut columns.followers);
            payload.append(&mut columns.firsts);
            section.forest.drain_into(payload);
        }
        section.commit(self.event.0, self.event.1);
    }
}

/// Reads what [`MutationWriter`] writes.
pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Mutation, Fault> {
    let flags = reader.byte()?;
    let mut counts = [0; 4];
    for group in [REMOVES, TEXTS, ATTRIBUTES, INSERTS] {
        counts[group as usize] = match (flags >> group & 1, flags >> (group + IS_ONE) & 1) {
            (0, _) => 0,
            (_, 0) => reader.count()?,
            _ => 1,
        };
    }
    let [removes, texts, attributes, inserts] = counts;
    Ok(Mutation {
        removes: read_nodes(reader, removes)?,
        texts: read_texts(reader, texts)?,
        attributes: read_attributes(reader, attributes)?,
        inserts: if inserts > 0 {
            read_inserts(reader, inserts)?
        } else {
            Vec::new()
        },
    })
}

fn read_nodes(reader: &mut Reader<'_>, count: usize) -> Result<Vec<NodeId>, Fault> {
    let mut deltas = Deltas::default();
    (0..count).map(|_| deltas.read(reader)).collect()
}

fn read_texts(reader: &mut Reader<'_>, count: usize) -> Result<Vec<TextChange>, Fault> {
    let nodes = read_nodes(reader, count)?;
    let mut last = Text::default();
    let mut changes = Vec::new();
    for node in nodes {
        let offset = reader.position();
        let text = reader.based_text(&mut last, Some((node, NODE_TEXT)))?;
        changes.push(TextChange {
            node,
            text: text.ok_or_else(|| reader.no_text(offset))?,
        });
    }
    Ok(changes)
}

fn read_attributes(reader: &mut Reader<'_>, count: usize) -> Result<Vec<AttributeChange>, Fault> {
    let nodes = read_nodes(reader, count)?;
    let (mut changes, mut groups) = (Vec::new(), Vec::new());
    for node in nodes {
        let (namespace, name, entry) = reader.attribute_name()?;
        groups.push((entry.unwrap_or(values::OTHERS), changes.len()));
        changes.push(AttributeChange {
            node,
            namespace,
            name,
            value: None,
        });
    }
    groups.sort_unstable();
    for group in groups.chunk_by(|(one, _), (other, _)| one == other) {
        let mut last = Text::default();
        for &(entry, place) in group {
            let change = &mut changes[place];
            let slot = (entry != values::OTHERS).then(|| (change.node, entry + 1));
            change.value = reader.based_text(&mut last, slot)?;
        }
    }
    Ok(changes)
}

fn read_inserts(reader: &mut Reader<'_>, count: usize) -> Result<Vec<Insert>, Fault> {
    let mut forests = forest::read_structures(reader, count)?;
    let parents = read_nodes(reader, count)?;
    let mut deltas = parents
        .first()
        .map_or(Deltas::default(), |parent| Deltas::after(*parent));
    let mut followers = Vec::new();
    for _ in 0..count {
        followers.push(deltas.read_optional(reader)?);
    }
    let mut inserts = Vec::new();
    for ((tokens, parent), before) in forests.iter_mut().zip(parents).zip(followers) {
        let first = Deltas::after(NodeId(reader.references.history.next_node)).read(reader)?;
        let nodes = Forest {
            first,
            tokens: std::mem::take(tokens),
        };
        reader.references.history.next_node = nodes.end().0;
        inserts.push(Insert { parent, before, nodes });
    }
    forest::read_columns(reader, inserts.iter_mut().map(|insert| &mut insert.nodes.tokens))?;
    Ok(inserts)
}

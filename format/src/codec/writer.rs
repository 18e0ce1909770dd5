//! Where the payload of an event is put together.

use super::forest::Columns;
use super::interner::{Interned, Interner};
use super::varint;
use crate::NodeId;

/// The records of one section, and what is needed to add to them.
#[derive(Default)]
pub(crate) struct SectionWriter {
    pub(crate) strings: Strings,
    /// How many events are among the records.
    pub(crate) events: u32,
    /// Time of the last event.
    pub(crate) last_ms: u32,
    /// The payload of the event being written; [`Self::commit`] makes a record of it.
    pub(crate) payload: Vec<u8>,
    /// The columns of its forests.
    pub(crate) forest: Columns,
}

/// The string table, and the records. They belong together: a new string is defined in the records, before the event
/// that uses it, so that a decoder which skips the event still has the string.
#[derive(Default)]
pub(crate) struct Strings {
    /// Complete records: definitions of strings, and events.
    pub(crate) records: Vec<u8>,
    interner: Interner,
}

/// Writes to a payload or a column of one.
pub(crate) struct Writer<'a> {
    pub(crate) payload: &'a mut Vec<u8>,
    strings: &'a mut Strings,
}

/// Kind of the record that defines a string.
pub(crate) const DEFINITION: u32 = 0;

/// Buffers keep this much room between events; what a snapshot needed beyond it is given back.
pub(crate) const KEPT_BYTES: usize = 64 << 10;

impl Strings {
    pub(crate) fn writer<'a>(&'a mut self, payload: &'a mut Vec<u8>) -> Writer<'a> {
        Writer { payload, strings: self }
    }
}

impl SectionWriter {
    /// A writer for the payload of the next event.
    pub(crate) fn writer(&mut self) -> Writer<'_> {
        self.strings.writer(&mut self.payload)
    }

    /// Makes the payload a record.
    pub(crate) fn commit(&mut self, kind: u32, at_ms: u32) {
        let records = &mut self.strings.records;
        varint::put(records, u64::from(kind));
        varint::put(records, u64::from(at_ms.saturating_sub(self.last_ms)));
        varint::put(records, self.payload.len() as u64);
        records.append(&mut self.payload);
        self.payload.shrink_to(KEPT_BYTES);
        self.last_ms = at_ms;
        self.events += 1;
    }

    /// Forgets the records, keeping the string table.
    pub(crate) fn clear_records(&mut self) {
        self.strings.records.clear();
        self.strings.records.shrink_to(KEPT_BYTES);
        self.events = 0;
    }

    pub(crate) fn clear_table(&mut self) {
        self.strings.interner.clear();
    }
}

impl Writer<'_> {
    pub(crate) fn byte(&mut self, byte: u8) {
        self.payload.push(byte);
    }

    pub(crate) fn unsigned(&mut self, value: u64) {
        varint::put(self.payload, value);
    }

    pub(crate) fn signed(&mut self, value: i64) {
        self.unsigned(varint::zigzag(value));
    }

    pub(crate) fn count(&mut self, count: usize) {
        self.unsigned(count as u64);
    }

    /// A node that may be missing.
    pub(crate) fn node(&mut self, node: Option<NodeId>) {
        self.unsigned(node.map_or(0, |node| u64::from(node.0)));
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.payload.extend_from_slice(bytes);
    }

    /// 0 and the text itself, or the number of its entry, counted from 1.
    pub(crate) fn string(&mut self, text: &str) {
        self.string_coded(0, 1, text);
    }

    /// 0: none; 1 and the text itself; or the number of its entry, counted from 2.
    pub(crate) fn optional_string(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.string_coded(1, 2, text),
            None => self.byte(0),
        }
    }

    /// 0 and the name itself; 1, namespace and name; or the number of the name's entry, counted from 2.
    pub(crate) fn attribute_name(&mut self, namespace: Option<&str>, name: &str) {
        match namespace {
            Some(namespace) => {
                self.byte(1);
                self.string(namespace);
                self.string(name);
            }
            None => self.string_coded(0, 2, name),
        }
    }

    fn string_coded(&mut self, literal: u8, first_entry: u64, text: &str) {
        let entry = match self.strings.interner.intern(text) {
            Interned::Known(entry) => entry,
            Interned::New(entry) => {
                varint::put(&mut self.strings.records, u64::from(DEFINITION));
                varint::put(&mut self.strings.records, text.len() as u64);
                self.strings.records.extend_from_slice(text.as_bytes());
                entry
            }
            Interned::Literal => {
                self.byte(literal);
                self.bytes(text.as_bytes());
                return;
            }
        };
        self.unsigned(first_entry + u64::from(entry));
    }
}

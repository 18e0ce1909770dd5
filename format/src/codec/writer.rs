//! Where the payload of an event is put together.

use super::history::History;
use super::interner::{Interned, Interner, Policy};
use super::{forest, mutation, text, varint};
use crate::{NodeId, limits};

/// The records of one section, and what is needed to add to them.
pub(crate) struct SectionWriter {
    pub(crate) strings: Strings,
    pub(crate) history: History<String>,
    /// How many events are among the records.
    pub(crate) events: u32,
    /// Time of the last event.
    pub(crate) last_ms: u32,
    /// The payload of the event being written; [`Self::commit`] makes a record of it.
    pub(crate) payload: Vec<u8>,
    /// Its columns, if it is a mutation.
    pub(crate) mutation: mutation::Columns,
    /// The columns of its forests.
    pub(crate) forest: forest::Columns,
}

/// The string table, and the records. They belong together: a new entry is defined in the records, before the event
/// that uses it, so that a decoder which skips the event still has the entry.
#[derive(Default)]
pub(crate) struct Strings {
    /// Complete records: definitions of strings, and events.
    pub(crate) records: Vec<u8>,
    interner: Interner,
    /// Bytes of the texts that were written as edits since the part began.
    edited_bytes: usize,
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

/// An edit must spare this much: it takes three bytes more than a text, and hides the text from later matches.
const EDIT_MIN_BYTES: usize = 4;

impl SectionWriter {
    pub(crate) fn new() -> Self {
        Self {
            strings: Strings::default(),
            history: History::new(),
            events: 0,
            last_ms: 0,
            payload: Vec::new(),
            mutation: mutation::Columns::default(),
            forest: forest::Columns::default(),
        }
    }

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
        self.strings.interner.next_event();
        self.last_ms = at_ms;
        self.events += 1;
    }

    /// Forgets the records, as the next part begins. What later events refer to stays.
    pub(crate) fn clear_records(&mut self) {
        self.strings.records.clear();
        self.strings.records.shrink_to(KEPT_BYTES);
        self.strings.edited_bytes = 0;
        self.events = 0;
    }

    /// Forgets what later events could refer to.
    pub(crate) fn clear_references(&mut self) {
        self.strings.interner.clear();
        self.history = History::new();
    }
}

impl Strings {
    pub(crate) fn writer<'a>(&'a mut self, payload: &'a mut Vec<u8>) -> Writer<'a> {
        Writer { payload, strings: self }
    }

    /// Writes a text as an entry of the table, defining it if need be; none if it has no entry.
    fn reference(&mut self, out: &mut Vec<u8>, text: &str, policy: Policy) -> Option<u32> {
        let entry = match self.interner.intern(text, policy) {
            Interned::Known(entry) => entry,
            Interned::New(entry) => {
                varint::put(&mut self.records, u64::from(DEFINITION));
                put_text(&mut self.records, text.as_bytes());
                entry
            }
            Interned::Literal => return None,
        };
        if entry < text::NEAR_ENTRIES {
            out.push(text::NEAR_ENTRY + entry as u8);
        } else if entry < text::NEAR_ENTRIES + text::MIDDLE_ENTRIES {
            let number = entry - text::NEAR_ENTRIES;
            out.extend_from_slice(&[text::MIDDLE_ENTRY + (number >> 8) as u8, number as u8]);
        } else {
            out.push(text::FAR_ENTRY);
            varint::put(out, u64::from(entry));
        }
        Some(entry)
    }

    /// Writes a text as it is, or as an edit of `base`.
    fn literal(&mut self, out: &mut Vec<u8>, text: &str, base: &str) {
        let (start, end) = if base.len() < EDIT_MIN_BYTES {
            (0, 0)
        } else {
            text::shared(base, text)
        };
        let spared = start + end;
        let fits = self.edited_bytes + text.len() <= limits::SECTION_EDITED_MAX_BYTES;
        if spared >= EDIT_MIN_BYTES && spared * 2 >= text.len() && fits {
            self.edited_bytes += text.len();
            out.push(text::EDIT);
            varint::put(out, start as u64);
            varint::put(out, end as u64);
            put_text(out, &text.as_bytes()[start..text.len() - end]);
        } else {
            put_text(out, text.as_bytes());
        }
    }
}

/// Takes bytes, since slices of a `str` bring formatting code with them.
fn put_text(out: &mut Vec<u8>, text: &[u8]) {
    out.extend_from_slice(text);
    out.push(text::END);
}

/// Remembers a text as a base for the next one; a long one is none.
fn set_base(base: &mut String, text: &str) {
    base.clear();
    if text.len() <= text::BASE_MAX_BYTES {
        base.push_str(text);
    }
}

/// Texts of the same sort, one after another. The base of each is the last one before it that has no entry in the table.
#[derive(Default)]
pub(crate) struct TextColumn {
    pub(crate) bytes: Vec<u8>,
    last: String,
}

impl TextColumn {
    pub(crate) fn push(&mut self, strings: &mut Strings, text: &str) {
        if strings.reference(&mut self.bytes, text, Policy::Repeated).is_none() {
            strings.literal(&mut self.bytes, text, &self.last);
            set_base(&mut self.last, text);
        }
    }

    /// The same for a text that has been something else before: that is its base, if it is known still.
    pub(crate) fn push_change(
        &mut self,
        strings: &mut Strings,
        history: &mut History<String>,
        (node, key): (u32, u32),
        text: &str,
    ) {
        if strings.reference(&mut self.bytes, text, Policy::Repeated).is_none() {
            strings.literal(&mut self.bytes, text, history.base(node, key).unwrap_or(&self.last));
            set_base(&mut self.last, text);
            set_base(history.slot(node, key), text);
        }
    }

    /// Moves the column to the end of `payload`.
    pub(crate) fn drain_into(&mut self, payload: &mut Vec<u8>) {
        payload.append(&mut self.bytes);
        self.bytes.shrink_to(KEPT_BYTES);
        self.last.clear();
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

    pub(crate) fn string(&mut self, text: &str) {
        if self.strings.reference(self.payload, text, Policy::Repeated).is_none() {
            put_text(self.payload, text.as_bytes());
        }
    }

    pub(crate) fn optional_string(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.string(text),
            None => self.byte(text::NONE),
        }
    }

    /// The name of an element or attribute. Returns the number of its entry, if it has one.
    pub(crate) fn name(&mut self, name: &str) -> Option<u32> {
        let entry = self.strings.reference(self.payload, name, Policy::AtOnce);
        if entry.is_none() {
            put_text(self.payload, name.as_bytes());
        }
        entry
    }

    /// The name of an attribute. Returns the number of its entry, if it has one and no namespace.
    pub(crate) fn attribute_name(&mut self, namespace: Option<&str>, name: &str) -> Option<u32> {
        let Some(namespace) = namespace else {
            return self.name(name);
        };
        self.byte(text::NAMESPACED);
        self.name(namespace);
        self.name(name);
        None
    }
}

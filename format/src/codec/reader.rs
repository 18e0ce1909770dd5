//! Takes payloads apart, trusting nothing.

use super::history::History;
use super::{text, varint};
use crate::error::{Fault, Problem};
use crate::{NodeId, Text, limits};

/// What later records refer to.
pub(crate) struct References {
    /// The string table.
    entries: Vec<Text>,
    pub(crate) history: History<Text>,
}

impl References {
    pub(crate) fn new() -> Self {
        Self {
            entries: Vec::new(),
            history: History::new(),
        }
    }
}

/// How much more a section may hold.
pub(crate) struct Budget {
    items: usize,
    edited_bytes: usize,
}

impl Budget {
    pub(crate) fn new() -> Self {
        Self {
            items: limits::SECTION_MAX_ITEMS,
            edited_bytes: limits::SECTION_EDITED_MAX_BYTES,
        }
    }
}

/// What can stand where a text is expected.
enum Coded {
    Entry(u32, Text),
    Literal(Text),
    None,
    Namespaced,
}

/// A section being read.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
    /// Where the payload being read ends; the section's end between payloads.
    end: usize,
    pub(crate) references: &'a mut References,
    budget: Budget,
    /// Codes of properties that were skipped; the caller notes them.
    pub(crate) skipped_properties: Vec<u32>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8], references: &'a mut References) -> Self {
        let (position, end, budget) = (0, bytes.len(), Budget::new());
        Self {
            bytes,
            position,
            end,
            references,
            budget,
            skipped_properties: Vec::new(),
        }
    }

    pub(crate) fn position(&self) -> usize {
        self.position
    }

    pub(crate) fn left(&self) -> usize {
        self.end - self.position
    }

    /// A fault at the byte that will be read next.
    pub(crate) fn fault<T>(&self, problem: Problem) -> Result<T, Fault> {
        Err(Fault::new(self.position, problem))
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Fault> {
        if self.position >= self.end {
            return self.fault(Problem::CutOff {
                needed: 1,
                available: 0,
            });
        }
        let byte = self.bytes[self.position];
        self.position += 1;
        Ok(byte)
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Fault> {
        if length > self.left() {
            return self.fault(Problem::CutOff {
                needed: length,
                available: self.left(),
            });
        }
        let taken = &self.bytes[self.position..self.position + length];
        self.position += length;
        Ok(taken)
    }

    pub(crate) fn unsigned(&mut self) -> Result<u64, Fault> {
        let start = self.position;
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                break;
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Fault::new(start, Problem::NumberTooLarge))
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Fault> {
        let start = self.position;
        let value = self.unsigned()?;
        u32::try_from(value).map_err(|_| Fault::new(start, Problem::NumberTooLarge))
    }

    pub(crate) fn signed(&mut self) -> Result<i64, Fault> {
        Ok(varint::unzigzag(self.unsigned()?))
    }

    pub(crate) fn i32(&mut self) -> Result<i32, Fault> {
        let start = self.position;
        i32::try_from(self.signed()?).map_err(|_| Fault::new(start, Problem::NumberTooLarge))
    }

    /// Length of a list whose items take at least one byte each.
    pub(crate) fn count(&mut self) -> Result<usize, Fault> {
        let start = self.position;
        let declared = self.unsigned()?;
        let possible = self.left().min(self.budget.items);
        match usize::try_from(declared) {
            Ok(count) if count <= possible => {
                self.budget.items -= count;
                Ok(count)
            }
            _ => Err(Fault::new(start, Problem::CountTooLarge { declared, possible })),
        }
    }

    /// Accounts for items that are not announced by a count.
    pub(crate) fn items(&mut self, count: usize) -> Result<(), Fault> {
        if count > self.budget.items {
            return self.fault(Problem::CountTooLarge {
                declared: count as u64,
                possible: self.budget.items,
            });
        }
        self.budget.items -= count;
        Ok(())
    }

    /// A list: its length, and `item` for each.
    pub(crate) fn list<T>(&mut self, item: impl Fn(&mut Self) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
        let count = self.count()?;
        (0..count).map(|_| item(self)).collect()
    }

    pub(crate) fn node(&mut self) -> Result<Option<NodeId>, Fault> {
        Ok(match self.u32()? {
            0 => None,
            id => Some(NodeId(id)),
        })
    }

    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], Fault> {
        let start = self.position;
        let length = self.unsigned()?;
        match usize::try_from(length) {
            Ok(length) => self.take(length),
            Err(_) => Err(Fault::new(start, Problem::NumberTooLarge)),
        }
    }

    /// Reads up to the end of a text.
    fn text(&mut self) -> Result<&'a str, Fault> {
        let start = self.position;
        let rest = &self.bytes[start..self.end];
        let Some(length) = rest.iter().position(|byte| *byte == text::END) else {
            return self.fault(Problem::CutOff {
                needed: rest.len() + 1,
                available: rest.len(),
            });
        };
        self.position += length + 1;
        std::str::from_utf8(&rest[..length]).map_err(|error| Fault::new(start + error.valid_up_to(), Problem::Utf8))
    }

    fn coded(&mut self, base: &str) -> Result<Coded, Fault> {
        let start = self.position;
        Ok(match self.byte()? {
            byte @ text::NEAR_ENTRY..text::MIDDLE_ENTRY => self.entry(start, u32::from(byte - text::NEAR_ENTRY))?,
            byte @ text::MIDDLE_ENTRY..=0xbf => {
                let high = u32::from(byte - text::MIDDLE_ENTRY) << 8;
                let low = u32::from(self.byte()?);
                self.entry(start, text::NEAR_ENTRIES + high + low)?
            }
            text::FAR_ENTRY => {
                let number = self.u32()?;
                self.entry(start, number)?
            }
            text::EDIT => Coded::Literal(self.edit(base)?),
            text::NONE => Coded::None,
            text::NAMESPACED => Coded::Namespaced,
            _ => {
                self.position = start;
                Coded::Literal(self.text()?.into())
            }
        })
    }

    fn edit(&mut self, base: &str) -> Result<Text, Fault> {
        let offset = self.position;
        let (start, end) = (self.u32()? as usize, self.u32()? as usize);
        let middle = self.text()?;
        let kept = match (
            base.get(..start),
            base.len().checked_sub(end).and_then(|from| base.get(from..)),
        ) {
            (Some(head), Some(tail)) if start + end <= base.len() => (head, tail),
            _ => {
                return Err(Fault::new(
                    offset,
                    Problem::Edit {
                        start,
                        end,
                        base_size_bytes: base.len(),
                    },
                ));
            }
        };
        let size_bytes = start + middle.len() + end;
        if size_bytes > self.budget.edited_bytes {
            let limit = limits::SECTION_EDITED_MAX_BYTES;
            return Err(Fault::new(
                offset,
                Problem::TooLarge {
                    what: "edited text",
                    declared: size_bytes,
                    limit,
                },
            ));
        }
        self.budget.edited_bytes -= size_bytes;
        Ok([kept.0, middle, kept.1].concat().into())
    }

    pub(crate) fn string(&mut self) -> Result<Text, Fault> {
        let start = self.position;
        match self.coded("")? {
            Coded::Entry(_, text) | Coded::Literal(text) => Ok(text),
            Coded::None | Coded::Namespaced => Err(self.no_text(start)),
        }
    }

    pub(crate) fn optional_string(&mut self) -> Result<Option<Text>, Fault> {
        let start = self.position;
        match self.coded("")? {
            Coded::Entry(_, text) | Coded::Literal(text) => Ok(Some(text)),
            Coded::None => Ok(None),
            Coded::Namespaced => Err(self.no_text(start)),
        }
    }

    /// The next text of a column, whose last text without an entry is `last`.
    pub(crate) fn column_text(&mut self, last: &mut Text) -> Result<Text, Fault> {
        let start = self.position;
        self.based_text(last, None)?.ok_or_else(|| self.no_text(start))
    }

    /// The next text of a column of changes, for `slot` of the history if it has one; none: there is none now.
    pub(crate) fn based_text(&mut self, last: &mut Text, slot: Option<(NodeId, u32)>) -> Result<Option<Text>, Fault> {
        let start = self.position;
        let earlier = slot.and_then(|(node, key)| self.references.history.base(node.0, key));
        let base = earlier.unwrap_or(last).clone();
        match self.coded(&base)? {
            Coded::Entry(_, text) => Ok(Some(text)),
            Coded::Literal(text) => {
                *last = if text.len() <= text::BASE_MAX_BYTES {
                    text.clone()
                } else {
                    Text::default()
                };
                if let Some((node, key)) = slot {
                    *self.references.history.slot(node.0, key) = last.clone();
                }
                Ok(Some(text))
            }
            Coded::None => Ok(None),
            Coded::Namespaced => Err(self.no_text(start)),
        }
    }

    /// Namespace and name of an attribute, and the number of the name's entry, if it has one and no namespace.
    pub(crate) fn attribute_name(&mut self) -> Result<(Option<Text>, Text, Option<u32>), Fault> {
        let start = self.position;
        match self.coded("")? {
            Coded::Entry(entry, name) => Ok((None, name, Some(entry))),
            Coded::Literal(name) => Ok((None, name, None)),
            Coded::Namespaced => Ok((Some(self.string()?), self.string()?, None)),
            Coded::None => Err(self.no_text(start)),
        }
    }

    /// The fault of a code that stands for no text where one must be.
    pub(crate) fn no_text(&self, offset: usize) -> Fault {
        Fault::new(
            offset,
            Problem::Code {
                what: "a text",
                value: u32::from(self.bytes[offset]),
            },
        )
    }

    fn entry(&self, offset: usize, entry: u32) -> Result<Coded, Fault> {
        let entries = &self.references.entries;
        match entries.get(entry as usize) {
            Some(text) => Ok(Coded::Entry(entry, text.clone())),
            None => Err(Fault::new(
                offset,
                Problem::StringReference {
                    entry,
                    entries: entries.len(),
                },
            )),
        }
    }

    /// Reads a definition, its kind being read already.
    pub(crate) fn definition(&mut self) -> Result<(), Fault> {
        let start = self.position;
        let text = self.text()?;
        let entries = self.references.entries.len();
        if text.len() > limits::TABLE_STRING_MAX_BYTES || entries >= limits::TABLE_MAX_ENTRIES {
            return Err(Fault::new(
                start,
                Problem::TableFull {
                    size_bytes: text.len(),
                    entries,
                },
            ));
        }
        self.references.entries.push(text.into());
        Ok(())
    }

    /// Restricts reading to the payload whose length comes next, and returns it.
    pub(crate) fn enter_payload(&mut self) -> Result<&'a [u8], Fault> {
        let payload = self.bytes()?;
        self.end = self.position;
        self.position -= payload.len();
        Ok(payload)
    }

    /// Goes to the payload's end, and lifts the restriction.
    pub(crate) fn leave(&mut self) {
        self.position = self.end;
        self.end = self.bytes.len();
    }
}

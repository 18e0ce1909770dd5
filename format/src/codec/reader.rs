//! Takes payloads apart, trusting nothing.

use super::varint;
use crate::error::{Fault, Problem};
use crate::{NodeId, Text, limits};

/// The string table of a decoder.
#[derive(Default)]
pub(crate) struct Table {
    entries: Vec<Text>,
}

impl Table {
    pub(crate) fn clear(&mut self) {
        self.entries = Vec::new();
    }
}

/// A section being read.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
    /// Where the payload being read ends; the section's end between payloads.
    end: usize,
    table: &'a mut Table,
    /// How many more items the part may hold.
    items_left: &'a mut usize,
    /// Codes of properties that were skipped; the caller notes them.
    pub(crate) skipped_properties: Vec<u32>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8], table: &'a mut Table, items_left: &'a mut usize) -> Self {
        Self {
            bytes,
            position: 0,
            end: bytes.len(),
            table,
            items_left,
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
        let possible = self.left().min(*self.items_left);
        match usize::try_from(declared) {
            Ok(count) if count <= possible => {
                *self.items_left -= count;
                Ok(count)
            }
            _ => Err(Fault::new(start, Problem::CountTooLarge { declared, possible })),
        }
    }

    /// Accounts for items that are not announced by a count.
    pub(crate) fn items(&mut self, count: usize) -> Result<(), Fault> {
        if count > *self.items_left {
            return self.fault(Problem::CountTooLarge {
                declared: count as u64,
                possible: *self.items_left,
            });
        }
        *self.items_left -= count;
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

    fn text(&mut self) -> Result<&'a str, Fault> {
        let start = self.position;
        let bytes = self.bytes()?;
        std::str::from_utf8(bytes)
            .map_err(|error| Fault::new(self.position - bytes.len() + error.valid_up_to(), Problem::Utf8))
            .map_err(|fault| Fault {
                offset: fault.offset.max(start),
                ..fault
            })
    }

    pub(crate) fn string(&mut self) -> Result<Text, Fault> {
        let start = self.position;
        match self.unsigned()? {
            0 => Ok(self.text()?.into()),
            code => self.entry(start, code - 1),
        }
    }

    pub(crate) fn optional_string(&mut self) -> Result<Option<Text>, Fault> {
        let start = self.position;
        match self.unsigned()? {
            0 => Ok(None),
            1 => Ok(Some(self.text()?.into())),
            code => self.entry(start, code - 2).map(Some),
        }
    }

    /// Namespace and name.
    pub(crate) fn attribute_name(&mut self) -> Result<(Option<Text>, Text), Fault> {
        let start = self.position;
        match self.unsigned()? {
            0 => Ok((None, self.text()?.into())),
            1 => Ok((Some(self.string()?), self.string()?)),
            code => Ok((None, self.entry(start, code - 2)?)),
        }
    }

    fn entry(&self, start: usize, number: u64) -> Result<Text, Fault> {
        let entries = &self.table.entries;
        usize::try_from(number)
            .ok()
            .and_then(|number| entries.get(number))
            .cloned()
            .ok_or_else(|| {
                let reference = u32::try_from(number.saturating_add(1)).unwrap_or(u32::MAX);
                Fault::new(
                    start,
                    Problem::StringReference {
                        reference,
                        entries: entries.len(),
                    },
                )
            })
    }

    /// Reads a definition, its kind being read already.
    pub(crate) fn definition(&mut self) -> Result<(), Fault> {
        let start = self.position;
        let text = self.text()?;
        let entries = self.table.entries.len();
        if text.len() > limits::TABLE_STRING_MAX_BYTES || entries >= limits::TABLE_MAX_ENTRIES {
            return Err(Fault::new(
                start,
                Problem::TableFull {
                    size_bytes: text.len(),
                    entries,
                },
            ));
        }
        self.table.entries.push(text.into());
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

//! Parts: what is sent at once. A recording is nothing but parts, one after another.

use crate::error::{FormatError, Problem, Section};
use crate::event::TimedEvent;
use crate::limits;

mod header;

use header::HEADER_BYTES;
pub(crate) use header::{MAGIC, assemble};
pub use header::{PartHeader, VERSION, Version};

/// A part within bytes. Its checksum was right; its sections are still deflated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// What its header says.
    pub header: PartHeader,
    /// The index section, deflated.
    pub index: &'a [u8],
    /// The replay section, deflated.
    pub replay: &'a [u8],
    /// The whole part.
    pub bytes: &'a [u8],
    /// Where the part begins in the bytes that [`parts`] was given; 0 from [`Part::parse`].
    pub offset: usize,
}

impl<'a> Part<'a> {
    /// Takes the part that `bytes` begin with, and returns it with the bytes after it.
    ///
    /// Errors name the first wrong byte, counted from the start of `bytes`. Nothing is inflated.
    pub fn parse(bytes: &'a [u8]) -> Result<(Part<'a>, &'a [u8]), FormatError> {
        Self::parse_at(bytes, 0)
    }

    /// [`Self::parse`] for a part that begins at `offset` of something larger.
    fn parse_at(bytes: &'a [u8], offset: usize) -> Result<(Part<'a>, &'a [u8]), FormatError> {
        let header = PartHeader::parse(bytes).map_err(|fault| fault.within(offset, Section::Part))?;
        let size = header.size_bytes();
        let index_end = HEADER_BYTES + header.index_size_bytes as usize;
        let (Some(whole), Some(rest)) = (bytes.get(..size), bytes.get(size..)) else {
            let problem = Problem::CutOff {
                needed: size,
                available: bytes.len(),
            };
            return Err(FormatError {
                part_offset: offset,
                section: Section::Part,
                offset: bytes.len(),
                problem,
            });
        };
        let actual = header::checksum(whole);
        if actual != header.crc32c {
            let problem = Problem::Checksum {
                expected: header.crc32c,
                actual,
            };
            let at = header::CHECKSUM_OFFSET;
            return Err(FormatError {
                part_offset: offset,
                section: Section::Part,
                offset: at,
                problem,
            });
        }
        let part = Part {
            header,
            index: &whole[HEADER_BYTES..index_end],
            replay: &whole[index_end..],
            bytes: whole,
            offset,
        };
        Ok((part, rest))
    }

    /// The events of the index section, without touching the replay: at most
    /// [`limits::INDEX_RAW_MAX_BYTES`] are inflated. What is unknown is among them as
    /// [`Event::Unknown`](crate::Event::Unknown).
    pub fn index_events(&self) -> Result<Vec<TimedEvent>, FormatError> {
        crate::stream::decode_index(self).map(|index| index.events)
    }
}

/// Finds the parts in `bytes`. What is no intact part yields an error that names its place, and the search goes on at
/// the next bytes that begin as a part does.
pub fn parts(bytes: &[u8]) -> Parts<'_> {
    // Each damaged part costs a checksum of up to a part's size before it is known to be damaged. Hostile bytes could
    // make every few bytes look like the beginning of a large part, so the search as a whole has a budget.
    let budget = bytes.len().saturating_mul(4).saturating_add(4 * limits::PART_MAX_BYTES);
    Parts {
        bytes,
        position: 0,
        budget,
    }
}

/// The parts in a sequence of bytes; see [`parts`].
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    bytes: &'a [u8],
    position: usize,
    /// How many bytes may still be spent on parts that turn out to be damaged.
    budget: usize,
}

impl<'a> Iterator for Parts<'a> {
    type Item = Result<Part<'a>, FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        let offset = self.position;
        let bytes = self.bytes.get(offset..).filter(|bytes| !bytes.is_empty())?;
        let error = match Part::parse_at(bytes, offset) {
            Ok((part, _)) => {
                self.position += part.bytes.len();
                return Some(Ok(part));
            }
            Err(error) => error,
        };
        if let (Problem::Checksum { .. }, Ok(header)) = (&error.problem, PartHeader::parse(bytes)) {
            self.budget = self.budget.saturating_sub(header.size_bytes());
        }
        self.position = match bytes[1..].windows(MAGIC.len()).position(|window| window == MAGIC) {
            Some(distance) if self.budget > 0 => offset + 1 + distance,
            Some(_) => {
                self.position = self.bytes.len();
                return Some(Err(FormatError {
                    problem: Problem::TooDamaged,
                    ..error
                }));
            }
            None => self.bytes.len(),
        };
        Some(Err(error))
    }
}

//! A pack: one object that holds the parts of many sessions, and a footer that lists them.
//!
//! Storing a file per part would cost one `fsync` (or one paid request) each; a pack costs one for all that waited.
//! The footer names every part's project and arrival, which the parts themselves do not say, so that all rows of the
//! database can be made again from packs alone.
//!
//! ```text
//! "SJPACK\0\1"   8 bytes
//! parts          one after another, as they came
//! footer         JSON, see [`Footer`]
//! footer length  u32, little endian
//! footer CRC-32C u32, little endian
//! "SJPACKED"     8 bytes: the pack is whole
//! ```

use bytes::Bytes;
use crc::{CRC_32_ISCSI, Crc};
use serde::{Deserialize, Serialize};

use crate::model::NewPart;

const HEAD: &[u8; 8] = b"SJPACK\0\x01";
const TAIL: &[u8; 8] = b"SJPACKED";
const TRAILER_SIZE_BYTES: usize = 4 + 4 + TAIL.len();
const CRC32C: Crc<u32> = Crc::<u32>::new(&CRC_32_ISCSI);

/// What a pack holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footer {
    /// Its parts, in the order they stand in.
    pub parts: Vec<FooterEntry>,
}

/// One part in a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FooterEntry {
    /// Whose it is.
    pub project: String,
    /// When it arrived, ms since the Unix epoch.
    pub received_ms: i64,
    /// Where in the pack it begins.
    pub offset: u64,
    /// Its length in bytes.
    pub length: u64,
}

/// A pack ready to be written: its pieces in order, none of them copied, and where each part begins.
#[derive(Clone, Debug)]
pub struct Pack {
    /// What to write, one after another.
    pub pieces: Vec<Bytes>,
    /// Offset of each part given.
    pub offsets: Vec<u64>,
}

/// A pack that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// It does not begin or end as a pack does.
    #[error("not a whole pack: its {0} is missing")]
    Frame(&'static str),
    /// The footer's checksum differs.
    #[error("the footer is damaged: CRC-32C is {actual:08x}, the trailer says {expected:08x}")]
    Checksum {
        /// What the trailer says.
        expected: u32,
        /// What the bytes give.
        actual: u32,
    },
    /// The footer's content makes no sense.
    #[error("the footer cannot be read: {0}")]
    Content(String),
}

/// A part to be packed.
#[derive(Clone, Debug)]
pub struct Packing {
    /// Whose it is.
    pub project: String,
    /// When it arrived, ms since the Unix epoch.
    pub received_ms: i64,
    /// The whole part.
    pub bytes: Bytes,
}

impl From<&NewPart> for Packing {
    fn from(part: &NewPart) -> Self {
        Self {
            project: part.key.project.to_string(),
            received_ms: part.received_ms,
            bytes: part.bytes.clone(),
        }
    }
}

/// Lays out parts as a pack.
///
/// # Errors
/// When there are 4 GiB of footer, or it cannot be written as JSON.
pub fn build(parts: impl IntoIterator<Item = Packing>) -> Result<Pack, PackError> {
    let mut pieces = Vec::new();
    let mut offsets = Vec::new();
    let mut entries = Vec::new();
    pieces.push(Bytes::from_static(HEAD));
    let mut offset = HEAD.len() as u64;
    for part in parts {
        let length = part.bytes.len() as u64;
        offsets.push(offset);
        entries.push(FooterEntry {
            project: part.project,
            received_ms: part.received_ms,
            offset,
            length,
        });
        pieces.push(part.bytes);
        offset += length;
    }
    let content = |error: String| PackError::Content(error);
    let mut footer = serde_json::to_vec(&Footer { parts: entries }).map_err(|error| content(error.to_string()))?;
    let length = u32::try_from(footer.len()).map_err(|error| content(error.to_string()))?;
    let checksum = CRC32C.checksum(&footer);
    footer.extend_from_slice(&length.to_le_bytes());
    footer.extend_from_slice(&checksum.to_le_bytes());
    footer.extend_from_slice(TAIL);
    pieces.push(Bytes::from(footer));
    Ok(Pack { pieces, offsets })
}

/// Reads what a pack holds.
///
/// # Errors
/// When the pack is cut off or damaged, or the footer points outside of it.
pub fn read_footer(pack: &[u8]) -> Result<Footer, PackError> {
    let inner = pack.strip_prefix(HEAD).ok_or(PackError::Frame("head"))?;
    let trailer = inner
        .last_chunk::<TRAILER_SIZE_BYTES>()
        .ok_or(PackError::Frame("trailer"))?;
    let [l0, l1, l2, l3, c0, c1, c2, c3, tail @ ..] = *trailer;
    if &tail != TAIL {
        return Err(PackError::Frame("trailer"));
    }
    let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
    let expected = u32::from_le_bytes([c0, c1, c2, c3]);
    let body = &inner[..inner.len() - TRAILER_SIZE_BYTES];
    let begin = body.len().checked_sub(length).ok_or(PackError::Frame("footer"))?;
    let actual = CRC32C.checksum(&body[begin..]);
    if actual != expected {
        return Err(PackError::Checksum { expected, actual });
    }
    let footer: Footer =
        serde_json::from_slice(&body[begin..]).map_err(|error| PackError::Content(error.to_string()))?;
    let end_of_parts = (HEAD.len() + begin) as u64;
    for entry in &footer.parts {
        if entry
            .offset
            .checked_add(entry.length)
            .is_none_or(|end| end > end_of_parts)
        {
            return Err(PackError::Content(format!(
                "a part at byte {} of {} bytes is outside",
                entry.offset, entry.length
            )));
        }
    }
    Ok(footer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Facts, PartKey, ProjectId};
    use scrubjay_format::{SessionId, StreamId};

    fn part(sequence: u32, bytes: &'static [u8]) -> NewPart {
        NewPart {
            key: PartKey {
                project: ProjectId("p".into()),
                session: SessionId([1; 16]),
                stream: StreamId([2; 8]),
                sequence,
            },
            crc32c: 0,
            started_at_ms: 0,
            first_ms: 0,
            last_ms: 0,
            keyframe: false,
            last: false,
            received_ms: 77,
            facts: Facts::default(),
            bytes: Bytes::from_static(bytes),
        }
    }

    #[test]
    fn footer_finds_every_part() {
        let parts = [part(0, b"first"), part(1, b""), part(2, b"third part")];
        let pack = build(parts.iter().map(Packing::from)).unwrap();
        let whole = pack.pieces.concat();
        let footer = read_footer(&whole).unwrap();
        let found: Vec<&[u8]> = footer
            .parts
            .iter()
            .map(|entry| &whole[entry.offset as usize..][..entry.length as usize])
            .collect();
        assert_eq!(found, [&b"first"[..], b"", b"third part"]);
        assert_eq!(
            footer.parts.iter().map(|entry| entry.offset).collect::<Vec<_>>(),
            pack.offsets
        );
        assert!(
            footer
                .parts
                .iter()
                .all(|entry| entry.project == "p" && entry.received_ms == 77)
        );
    }

    #[test]
    fn a_pack_cut_off_or_changed_anywhere_behind_its_parts_is_refused() {
        let whole = build([Packing::from(&part(0, b"first"))]).unwrap().pieces.concat();
        for length in 0..whole.len() {
            assert!(read_footer(&whole[..length]).is_err(), "cut to {length} bytes");
        }
        for at in HEAD.len() + 5..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert!(read_footer(&changed).is_err(), "byte {at} changed");
        }
    }
}

//! The header of a part: fixed size, little-endian, covered by the checksum.

use std::fmt;

use crc::{CRC_32_ISCSI, Crc};

use crate::error::{Fault, Problem};
use crate::{SessionId, StreamId, limits};

/// The first bytes of every part. The first one is neither ASCII nor UTF-8, so no text begins like this.
pub(crate) const MAGIC: [u8; 4] = *b"\x8FSJR";
/// Size of a header.
pub(crate) const HEADER_BYTES: usize = 72;
/// Where the checksum stands; it covers everything but itself.
pub(crate) const CHECKSUM_OFFSET: usize = 68;

const KEYFRAME: u16 = 1;
const LAST: u16 = 1 << 1;

/// CRC-32C (Castagnoli), as in iSCSI (RFC 3720, B.4).
static CRC32C: Crc<u32> = Crc::<u32>::new(&CRC_32_ISCSI);

/// Version of the format. Decoders read all minor versions of the major versions they know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Version {
    /// Raised when older decoders cannot read what is written.
    pub major: u8,
    /// Raised when something is added that older decoders skip.
    pub minor: u8,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// The version that this crate writes.
pub const VERSION: Version = Version { major: 1, minor: 0 };

/// What the header of a part says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PartHeader {
    /// Version of the format.
    pub version: Version,
    /// The session.
    pub session: SessionId,
    /// The stream within it.
    pub stream: StreamId,
    /// The part's number within the stream, from 0.
    pub sequence: u32,
    /// The moment of the stream's `at_ms` 0, in milliseconds since the Unix epoch, by the visitor's clock.
    pub started_at_ms: u64,
    /// No event of the part is earlier.
    pub first_ms: u32,
    /// No event of the part is later.
    pub last_ms: u32,
    /// The replay begins afresh here: it can be decoded without the parts before.
    pub keyframe: bool,
    /// No part of the stream follows.
    pub last: bool,
    /// Size of the index section as it is.
    pub index_size_bytes: u32,
    /// Size of the index section once inflated.
    pub index_raw_size_bytes: u32,
    /// Size of the replay section as it is.
    pub replay_size_bytes: u32,
    /// Size of the replay section once inflated.
    pub replay_raw_size_bytes: u32,
    /// CRC-32C of the header before this field and both sections.
    pub crc32c: u32,
}

impl PartHeader {
    /// Size of the whole part.
    pub fn size_bytes(&self) -> usize {
        HEADER_BYTES + self.index_size_bytes as usize + self.replay_size_bytes as usize
    }

    /// Reads a header and checks what it declares against the limits; offsets of faults count from its first byte.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        let known = bytes.len().min(MAGIC.len());
        if let Some(wrong) = (0..known).find(|at| bytes[*at] != MAGIC[*at]) {
            return Err(Fault::new(wrong, Problem::Magic));
        }
        if bytes.len() >= 6 {
            let version = Version {
                major: bytes[4],
                minor: bytes[5],
            };
            if version.major != VERSION.major {
                return Err(Fault::new(4, Problem::Version(version)));
            }
        }
        let Some((header, _)) = bytes.split_first_chunk::<HEADER_BYTES>() else {
            return Err(Fault::new(
                bytes.len(),
                Problem::CutOff {
                    needed: HEADER_BYTES,
                    available: bytes.len(),
                },
            ));
        };
        let flags = u16::from_le_bytes(field(header, 6));
        let header = PartHeader {
            version: Version {
                major: header[4],
                minor: header[5],
            },
            session: SessionId(field(header, 8)),
            stream: StreamId(field(header, 24)),
            sequence: u32::from_le_bytes(field(header, 32)),
            first_ms: u32::from_le_bytes(field(header, 36)),
            started_at_ms: u64::from_le_bytes(field(header, 40)),
            last_ms: u32::from_le_bytes(field(header, 48)),
            keyframe: flags & KEYFRAME != 0,
            last: flags & LAST != 0,
            index_size_bytes: u32::from_le_bytes(field(header, 52)),
            index_raw_size_bytes: u32::from_le_bytes(field(header, 56)),
            replay_size_bytes: u32::from_le_bytes(field(header, 60)),
            replay_raw_size_bytes: u32::from_le_bytes(field(header, 64)),
            crc32c: u32::from_le_bytes(field(header, CHECKSUM_OFFSET)),
        };
        let within = |offset, what, declared: u32, limit| match declared as usize {
            declared if declared > limit => Err(Fault::new(offset, Problem::TooLarge { what, declared, limit })),
            _ => Ok(()),
        };
        let sections_max = limits::PART_MAX_BYTES - HEADER_BYTES;
        within(52, "an index section", header.index_size_bytes, sections_max)?;
        within(
            56,
            "an inflated index section",
            header.index_raw_size_bytes,
            limits::INDEX_RAW_MAX_BYTES,
        )?;
        within(
            60,
            "a replay section",
            header.replay_size_bytes,
            sections_max - header.index_size_bytes as usize,
        )?;
        within(
            64,
            "an inflated replay section",
            header.replay_raw_size_bytes,
            limits::REPLAY_RAW_MAX_BYTES,
        )?;
        Ok(header)
    }

    /// The header as bytes, the checksum as it is in `self`.
    fn to_bytes(self) -> [u8; HEADER_BYTES] {
        let mut bytes = [0; HEADER_BYTES];
        let mut put = |at: usize, field: &[u8]| bytes[at..at + field.len()].copy_from_slice(field);
        put(0, &MAGIC);
        put(4, &[self.version.major, self.version.minor]);
        let flags = if self.keyframe { KEYFRAME } else { 0 } | if self.last { LAST } else { 0 };
        put(6, &flags.to_le_bytes());
        put(8, &self.session.0);
        put(24, &self.stream.0);
        put(32, &self.sequence.to_le_bytes());
        put(36, &self.first_ms.to_le_bytes());
        put(40, &self.started_at_ms.to_le_bytes());
        put(48, &self.last_ms.to_le_bytes());
        put(52, &self.index_size_bytes.to_le_bytes());
        put(56, &self.index_raw_size_bytes.to_le_bytes());
        put(60, &self.replay_size_bytes.to_le_bytes());
        put(64, &self.replay_raw_size_bytes.to_le_bytes());
        put(CHECKSUM_OFFSET, &self.crc32c.to_le_bytes());
        bytes
    }
}

/// Copies a field out of a header.
fn field<const N: usize>(header: &[u8; HEADER_BYTES], at: usize) -> [u8; N] {
    let mut field = [0; N];
    field.copy_from_slice(&header[at..at + N]);
    field
}

/// The checksum of a whole part.
pub(crate) fn checksum(part: &[u8]) -> u32 {
    let mut digest = CRC32C.digest();
    digest.update(&part[..CHECKSUM_OFFSET]);
    digest.update(&part[HEADER_BYTES..]);
    digest.finalize()
}

/// Puts a part together; the sections' sizes and the checksum of `header` are set here.
pub(crate) fn assemble(mut header: PartHeader, index: &[u8], replay: &[u8]) -> Vec<u8> {
    header.index_size_bytes = index.len() as u32;
    header.replay_size_bytes = replay.len() as u32;
    let mut part = Vec::with_capacity(header.size_bytes());
    part.extend_from_slice(&header.to_bytes());
    part.extend_from_slice(index);
    part.extend_from_slice(replay);
    let crc32c = checksum(&part);
    part[CHECKSUM_OFFSET..HEADER_BYTES].copy_from_slice(&crc32c.to_le_bytes());
    part
}

//! Parts put together by hand, byte for byte as `docs/format.md` says, without the encoder.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "a module of several test crates, each of which uses some of it"
)]

use miniz_oxide::deflate::compress_to_vec;

/// A part before it is sealed by its checksum. Defaults: version 1.0, the first part of a stream, times up to 1 s.
pub struct RawPart {
    pub version: [u8; 2],
    pub flags: u16,
    pub sequence: u32,
    pub first_ms: u32,
    pub last_ms: u32,
    /// The index section, inflated.
    pub index: Vec<u8>,
    /// The replay section, inflated.
    pub replay: Vec<u8>,
    /// What the header says of the index's inflated size, if not the truth.
    pub index_declared: Option<u32>,
    /// What the header says of the replay's inflated size, if not the truth.
    pub replay_declared: Option<u32>,
}

impl Default for RawPart {
    fn default() -> Self {
        Self {
            version: [1, 0],
            flags: 1,
            sequence: 0,
            first_ms: 0,
            last_ms: 1000,
            index: Vec::new(),
            replay: Vec::new(),
            index_declared: None,
            replay_declared: None,
        }
    }
}

impl RawPart {
    pub fn replay(bytes: &[u8]) -> Self {
        Self {
            replay: bytes.to_vec(),
            ..Self::default()
        }
    }

    pub fn index(bytes: &[u8]) -> Self {
        Self {
            index: bytes.to_vec(),
            ..Self::default()
        }
    }

    pub fn seal(&self) -> Vec<u8> {
        let deflate = |raw: &[u8]| {
            if raw.is_empty() {
                Vec::new()
            } else {
                compress_to_vec(raw, 6)
            }
        };
        let (index, replay) = (deflate(&self.index), deflate(&self.replay));
        let mut part = b"\x8FSJR".to_vec();
        part.extend(self.version);
        part.extend(self.flags.to_le_bytes());
        part.extend([0x11; 16]);
        part.extend([0x22; 8]);
        part.extend(self.sequence.to_le_bytes());
        part.extend(self.first_ms.to_le_bytes());
        part.extend(1_700_000_000_000u64.to_le_bytes());
        part.extend(self.last_ms.to_le_bytes());
        part.extend((index.len() as u32).to_le_bytes());
        part.extend(self.index_declared.unwrap_or(self.index.len() as u32).to_le_bytes());
        part.extend((replay.len() as u32).to_le_bytes());
        part.extend(self.replay_declared.unwrap_or(self.replay.len() as u32).to_le_bytes());
        part.extend([0; 4]);
        part.extend(index);
        part.extend(replay);
        seal(&mut part);
        part
    }
}

/// Sets the checksum of a part to what its bytes give.
pub fn seal(part: &mut [u8]) {
    let crc = crc32c(part[..68].iter().chain(&part[72..]));
    part[68..72].copy_from_slice(&crc.to_le_bytes());
}

/// CRC-32C bit by bit: polynomial 1EDC6F41, reflected, all ones before and inverted after (RFC 3720, B.4).
pub fn crc32c<'a>(bytes: impl Iterator<Item = &'a u8>) -> u32 {
    !bytes.fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0x82f6_3b78 } else { crc >> 1 }
        })
    })
}

/// A varint.
pub fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

/// A record of an event, no time after the one before it.
pub fn record(kind: u64, payload: &[u8]) -> Vec<u8> {
    [varint(kind), varint(0), varint(payload.len() as u64), payload.to_vec()].concat()
}

//! Parts around what the fuzzer makes up, written as `docs/format.md` says.

use miniz_oxide::deflate::compress_to_vec;

/// A part of version 1.0 with these sections, which are given inflated.
pub fn part(index: &[u8], replay: &[u8]) -> Vec<u8> {
    let deflate = |raw: &[u8]| {
        if raw.is_empty() {
            Vec::new()
        } else {
            compress_to_vec(raw, 1)
        }
    };
    let (index_deflated, replay_deflated) = (deflate(index), deflate(replay));
    let mut part = b"\x8FSJR\x01\0\x01\0".to_vec();
    part.extend([0; 32]);
    part.extend([0; 8]);
    part.extend(u32::MAX.to_le_bytes());
    for size in [
        index_deflated.len(),
        index.len(),
        replay_deflated.len(),
        replay.len(),
        0,
    ] {
        part.extend((size as u32).to_le_bytes());
    }
    part.extend(index_deflated);
    part.extend(replay_deflated);
    seal(&mut part);
    part
}

/// Makes the checksum of a part right, if there is a whole header.
pub fn seal(part: &mut [u8]) {
    let Some(sizes) = part.get(52..64) else { return };
    let size = |at: usize| u32::from_le_bytes([sizes[at], sizes[at + 1], sizes[at + 2], sizes[at + 3]]) as usize;
    let end = 72usize.saturating_add(size(0)).saturating_add(size(8)).min(part.len());
    if end < 72 {
        return;
    }
    let bytes = part[..68].iter().chain(&part[72..end]);
    let crc = !bytes.fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0x82f6_3b78 } else { crc >> 1 }
        })
    });
    part[68..72].copy_from_slice(&crc.to_le_bytes());
}

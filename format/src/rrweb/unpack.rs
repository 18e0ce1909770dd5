//! Packed events: `@rrweb/packer` deflates each event's JSON (zlib) and writes the bytes as a string of Latin-1.

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use serde::Deserialize;
use serde_json::Value;

use super::depth;

/// A snapshot of a large page takes some megabytes; what inflates to more is no event.
const EVENT_MAX_BYTES: usize = 256 << 20;

/// Why a packed event stays packed.
#[derive(Debug, thiserror::Error)]
pub(super) enum UnpackError {
    #[error("character {0} is not a byte")]
    NotBytes(usize),
    #[error("it does not inflate")]
    NotDeflated,
    #[error(transparent)]
    NotJson(#[from] serde_json::Error),
    #[error("it is nested too deep")]
    TooDeep,
}

/// The event itself: a string is unpacked, everything else is one already.
pub(super) fn unpack(event: Value) -> Result<Value, UnpackError> {
    let Value::String(packed) = event else { return Ok(event) };
    let mut bytes = Vec::with_capacity(packed.len());
    for (at, character) in packed.chars().enumerate() {
        bytes.push(u8::try_from(character).map_err(|_| UnpackError::NotBytes(at))?);
    }
    let json = decompress_to_vec_zlib_with_limit(&bytes, EVENT_MAX_BYTES).map_err(|_| UnpackError::NotDeflated)?;
    depth::check(&json).map_err(|_| UnpackError::TooDeep)?;
    let mut reader = serde_json::Deserializer::from_slice(&json);
    reader.disable_recursion_limit();
    Ok(Value::deserialize(&mut reader)?)
}

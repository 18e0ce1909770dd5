//! Raw inflate, bounded by what the header of a part declares.

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};

use crate::error::{Fault, Problem};

/// An inflate stream.
pub(crate) struct Inflater {
    state: Box<InflateState>,
}

/// Output grows by this much at a time, so that memory follows what is really there and not what was declared.
const CHUNK_BYTES: usize = 32 << 10;

impl Inflater {
    pub(crate) fn new() -> Self {
        Self {
            state: InflateState::new_boxed(DataFormat::Raw),
        }
    }

    /// Begins a new stream.
    pub(crate) fn reset(&mut self) {
        self.state.reset(DataFormat::Raw);
    }

    /// Inflates the next bytes of the stream, which must come to exactly `declared` bytes; never holds more than that
    /// and a chunk. Faults count in `deflated`.
    pub(crate) fn inflate(&mut self, deflated: &[u8], declared: usize) -> Result<Vec<u8>, Fault> {
        let mut raw = Vec::new();
        let (mut taken, mut length) = (0, 0);
        loop {
            // One byte more than declared has room, so that a longer section shows itself.
            raw.resize((length + CHUNK_BYTES).min(declared + 1), 0);
            let result = inflate(&mut self.state, &deflated[taken..], &mut raw[length..], MZFlush::None);
            taken += result.bytes_consumed;
            length += result.bytes_written;
            if length > declared {
                return Err(Fault::new(
                    taken,
                    Problem::RawSize {
                        declared,
                        actual: length,
                    },
                ));
            }
            let ended = match result.status {
                Ok(MZStatus::Ok) => result.bytes_consumed == 0 && result.bytes_written == 0,
                Ok(MZStatus::StreamEnd) => true,
                Err(MZError::Buf) => true,
                _ => return Err(Fault::new(taken, Problem::Inflate)),
            };
            if ended || (taken == deflated.len() && length < raw.len()) {
                break;
            }
        }
        raw.truncate(length);
        match length == declared && taken == deflated.len() {
            true => Ok(raw),
            false => Err(Fault::new(
                taken,
                Problem::RawSize {
                    declared,
                    actual: length,
                },
            )),
        }
    }
}

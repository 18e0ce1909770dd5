//! Raw deflate (RFC 1951), continued over calls.

use miniz_oxide::DataFormat;
use miniz_oxide::deflate::core::{CompressionStrategy, CompressorOxide, TDEFLFlush, compress_to_output};

/// The visitor's processor pays for it, so this is the level where more time brings little: over snapshots of ten
/// thousand nodes and several mutation scenarios, level 6 takes twice the time for 2 % fewer bytes, level 9 almost three
/// times for 2.5 %; level 1 takes half the time for 35 % more (`cargo run --release -p scrubjay-format --example sizes`).
const LEVEL: u8 = 4;
/// Base-2 logarithm of the window's size: all that deflate has, 32 KiB.
const WINDOW_BITS: u8 = 15;

/// A deflate stream and what came out of it since the last flush.
pub(crate) struct Deflater {
    compressor: Box<CompressorOxide>,
    deflated: Vec<u8>,
    /// How many bytes went in since the last flush.
    pub(crate) raw_size_bytes: usize,
}

impl Deflater {
    pub(crate) fn new() -> Self {
        let compressor = Box::new(CompressorOxide::with_params(
            DataFormat::Raw,
            LEVEL,
            CompressionStrategy::Default,
            WINDOW_BITS,
        ));
        Self {
            compressor,
            deflated: Vec::new(),
            raw_size_bytes: 0,
        }
    }

    /// Begins a new stream; what came out of the old one is dropped.
    pub(crate) fn reset(&mut self) {
        self.compressor.reset();
        self.deflated.clear();
        self.raw_size_bytes = 0;
    }

    /// Deflates some bytes; not all of what comes of it is out before the next flush.
    pub(crate) fn feed(&mut self, raw: &[u8]) {
        self.compress(raw, TDEFLFlush::None);
    }

    /// Takes out all that went in since the last flush. The stream can go on after it.
    pub(crate) fn flush(&mut self) -> Vec<u8> {
        if self.raw_size_bytes > 0 {
            self.compress(&[], TDEFLFlush::Sync);
        }
        self.raw_size_bytes = 0;
        std::mem::take(&mut self.deflated)
    }

    /// Deflates bytes as a stream of their own.
    pub(crate) fn whole(raw: &[u8]) -> Vec<u8> {
        let mut deflater = Self::new();
        if !raw.is_empty() {
            deflater.compress(raw, TDEFLFlush::Finish);
        }
        deflater.deflated
    }

    fn compress(&mut self, raw: &[u8], flush: TDEFLFlush) {
        self.raw_size_bytes += raw.len();
        let deflated = &mut self.deflated;
        // The output grows as needed, so one call takes everything.
        compress_to_output(&mut self.compressor, raw, flush, |bytes| {
            deflated.extend_from_slice(bytes);
            true
        });
    }
}

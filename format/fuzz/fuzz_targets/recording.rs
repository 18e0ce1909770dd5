//! A whole file as it is: parts, resynchronisation, streams.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scrubjay_format::Recording;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(recording) = Recording::read(bytes) {
        assert!(!recording.streams.is_empty());
    }
});

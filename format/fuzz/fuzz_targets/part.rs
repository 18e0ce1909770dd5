//! One part whose checksum is made right, so that the fuzzer gets past it to both inflaters and decoders.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scrubjay_format::{Part, StreamDecoder};
use scrubjay_format_fuzz::seal;

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = bytes.to_vec();
    seal(&mut bytes);
    if let Ok((part, rest)) = Part::parse(&bytes) {
        assert_eq!(part.bytes.len() + rest.len(), bytes.len());
        let _ = part.index_events();
        let _ = StreamDecoder::new().decode(&part);
    }
});

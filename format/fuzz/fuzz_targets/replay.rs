//! The records of a replay section, inflated. What decodes is encoded again, and must decode to the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scrubjay_format::{Part, SessionId, StreamDecoder, StreamEncoder, StreamId};
use scrubjay_format_fuzz::part;

fuzz_target!(|raw: &[u8]| {
    let bytes = part(&[], raw);
    let Ok((part, _)) = Part::parse(&bytes) else { return };
    let Ok(events) = StreamDecoder::new().decode(&part) else {
        return;
    };
    let mut encoder = StreamEncoder::new(SessionId([0; 16]), StreamId([0; 8]), 0);
    for timed in &events {
        encoder.push(timed.at_ms, &timed.event);
    }
    let again = encoder.finish_part(true);
    if let Ok((part, _)) = Part::parse(&again) {
        let decoded = StreamDecoder::new().decode(&part).expect("what was encoded is decoded");
        // By their words, since a NaN equals nothing.
        assert_eq!(format!("{decoded:?}"), format!("{events:?}"));
    }
});

//! Bytes that chance made: an error or events, but an answer.

mod common;

use common::RawPart;
use proptest::prelude::*;
use scrubjay_format::{
    FormatError, Part, Recording, Section, SessionId, StreamDecoder, StreamEncoder, StreamId, TimedEvent,
};

fn decode(part: &RawPart) -> Result<Vec<TimedEvent>, FormatError> {
    let bytes = part.seal();
    StreamDecoder::new().decode(&Part::parse(&bytes)?.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Sections of real events with bytes changed, sealed again: an error or other events, but an answer.
    #[test]
    fn changed_sections_never_panic(
        events in scrubjay_format::arbitrary::events(12),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        in_index in any::<bool>(),
        minor in 0..2u8,
    ) {
        let mut encoder = StreamEncoder::new(SessionId([1; 16]), StreamId([2; 8]), 0);
        events.iter().for_each(|timed| encoder.push(timed.at_ms, &timed.event));
        let bytes = encoder.finish_part(true);
        let part = Part::parse(&bytes).unwrap().0;
        let inflate = |deflated: &[u8]| {
            // The replay's stream is not ended, since it could go on: an empty last block ends it.
            let ended = [deflated, if deflated.is_empty() { &[] } else { &[3, 0] }].concat();
            if ended.is_empty() { Vec::new() } else { miniz_oxide::inflate::decompress_to_vec(&ended).unwrap() }
        };
        let index = miniz_oxide::inflate::decompress_to_vec(part.index).unwrap_or_default();
        let mut raw = RawPart {
            version: [1, minor],
            first_ms: part.header.first_ms,
            last_ms: part.header.last_ms,
            index,
            replay: inflate(part.replay),
            ..RawPart::default()
        };
        let section = if in_index { &mut raw.index } else { &mut raw.replay };
        if !section.is_empty() {
            for (place, value) in changes {
                let place = place.index(section.len());
                section[place] = value;
            }
        }
        let (index_size, replay_size) = (raw.index.len(), raw.replay.len());
        match decode(&raw) {
            Ok(events) => prop_assert!(events.len() <= index_size + replay_size),
            Err(error) => match error.section {
                Section::Index => prop_assert!(error.offset <= index_size),
                Section::Replay => prop_assert!(error.offset <= replay_size),
                other => prop_assert!(false, "{other:?}"),
            },
        }
    }

    /// Bytes that never were a recording.
    #[test]
    fn noise_never_panics(noise in proptest::collection::vec(any::<u8>(), 0..400), magic in any::<bool>()) {
        let bytes = [if magic { b"\x8FSJR\x01\0".to_vec() } else { Vec::new() }, noise.clone()].concat();
        prop_assert!(Recording::read(&bytes).is_err());
        let _ = decode(&RawPart::replay(&noise));
        let _ = decode(&RawPart::index(&noise));
    }
}

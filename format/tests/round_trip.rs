//! Whatever is written is what is read, however it is cut into parts.

use proptest::prelude::*;
use scrubjay_format::arbitrary::events;
use scrubjay_format::{Part, Recording, SessionId, StreamDecoder, StreamEncoder, StreamId, TimedEvent, parts};

const SESSION: SessionId = SessionId([0xa5; 16]);

/// What happens after an event.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Then {
    GoOn,
    FinishPart,
    FinishPartAndRestart,
}

fn cuts() -> impl Strategy<Value = Vec<Then>> {
    let then = prop_oneof![6 => Just(Then::GoOn), 2 => Just(Then::FinishPart), 1 => Just(Then::FinishPartAndRestart)];
    proptest::collection::vec(then, 40)
}

fn encode(stream: StreamId, events: &[TimedEvent], cuts: &[Then]) -> Vec<Vec<u8>> {
    let mut encoder = StreamEncoder::new(SESSION, stream, 1_700_000_000_000);
    let mut parts = Vec::new();
    for (timed, then) in events.iter().zip(cuts) {
        encoder.push(timed.at_ms, &timed.event);
        if *then != Then::GoOn {
            parts.push(encoder.finish_part(false));
        }
        if *then == Then::FinishPartAndRestart {
            encoder.restart();
        }
    }
    parts.push(encoder.finish_part(true));
    parts
}

proptest! {
    #[test]
    fn decoding_gives_back_what_was_encoded(events in events(30), cuts in cuts()) {
        let bytes = encode(StreamId([1; 8]), &events, &cuts).concat();
        let mut decoder = StreamDecoder::new();
        let mut decoded = Vec::new();
        for part in parts(&bytes) {
            decoded.extend(decoder.decode(&part.unwrap()).unwrap());
        }
        prop_assert_eq!(decoded, events);
    }

    #[test]
    fn the_index_section_alone_gives_the_index_events(events in events(30), cuts in cuts()) {
        let bytes = encode(StreamId([1; 8]), &events, &cuts).concat();
        let index: Vec<_> = parts(&bytes).flat_map(|part| part.unwrap().index_events().unwrap()).collect();
        let expected: Vec<_> = events.into_iter().filter(|timed| timed.event.is_index()).collect();
        prop_assert_eq!(index, expected);
    }

    #[test]
    fn parts_of_several_streams_may_come_in_any_order(
        (one, other) in (events(15), events(15)),
        (one_cuts, other_cuts) in (cuts(), cuts()),
        seed in any::<u64>(),
    ) {
        let ids = [StreamId([1; 8]), StreamId([2; 8])];
        let mut parts = encode(ids[0], &one, &one_cuts);
        let counts = [parts.len(), encode(ids[1], &other, &other_cuts).len()];
        parts.extend(encode(ids[1], &other, &other_cuts));
        parts.sort_by_key(|part| (Part::parse(part).unwrap().0.header.crc32c ^ seed as u32).rotate_left(7));
        let recording = Recording::read(&parts.concat()).unwrap();
        prop_assert_eq!(recording.session, SESSION);
        prop_assert!(recording.problems.is_empty());
        for (number, events) in [one, other].into_iter().enumerate() {
            let stream = recording.streams.iter().find(|stream| stream.id == ids[number]).unwrap();
            prop_assert_eq!(&stream.events, &events);
            prop_assert_eq!((stream.parts, stream.ended), (counts[number], true));
            prop_assert!(stream.problems.is_empty());
        }
    }

    #[test]
    fn deflating_in_slices_changes_nothing(events in events(30), slice in 1..3000usize) {
        let mut encoder = StreamEncoder::new(SESSION, StreamId([1; 8]), 0);
        for timed in &events {
            encoder.push(timed.at_ms, &timed.event);
            encoder.deflate_some(slice);
        }
        while encoder.deflate_some(slice) {}
        let bytes = encoder.finish_part(true);
        let decoded = StreamDecoder::new().decode(&Part::parse(&bytes).unwrap().0).unwrap();
        prop_assert_eq!(decoded, events);
    }

    #[test]
    fn a_part_after_a_restart_stands_alone(before in events(10), after in events(20)) {
        let mut encoder = StreamEncoder::new(SESSION, StreamId([1; 8]), 0);
        for timed in &before {
            encoder.push(timed.at_ms, &timed.event);
        }
        encoder.finish_part(false);
        encoder.restart();
        let since = before.last().map_or(0, |timed| timed.at_ms);
        let after: Vec<_> =
            after.into_iter().map(|timed| TimedEvent { at_ms: timed.at_ms + since, event: timed.event }).collect();
        for timed in &after {
            encoder.push(timed.at_ms, &timed.event);
        }
        let bytes = encoder.finish_part(true);
        let part = Part::parse(&bytes).unwrap().0;
        prop_assert!(part.header.keyframe && part.header.sequence == 1);
        prop_assert_eq!(StreamDecoder::new().decode(&part).unwrap(), after);
    }
}

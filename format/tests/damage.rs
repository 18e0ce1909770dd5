//! Recordings that lost something on the way: what is intact is read, and what is not is told.

use scrubjay_format::event::{Forest, Mutation, TextChange, Token};
use scrubjay_format::{
    DecodeNote, Event, NodeId, Part, Problem, Recording, Section, SessionId, StreamDecoder, StreamEncoder, StreamId,
    TimedEvent, parts,
};

const STREAM: StreamId = StreamId([2; 8]);

/// Part `number` holds a title and a text change; `restart_at` begins afresh, with a snapshot.
fn recording(parts: u32, restart_at: u32) -> Vec<Vec<u8>> {
    let mut encoder = StreamEncoder::new(SessionId([1; 16]), STREAM, 0);
    let part = |number: u32| {
        if number == restart_at {
            encoder.restart();
        }
        if number == 0 || number == restart_at {
            let tokens = vec![Token::Text("zero".into())];
            encoder.push(
                number * 100,
                &Event::Snapshot(Forest {
                    first: NodeId(1),
                    tokens,
                }),
            );
        }
        encoder.push(number * 100, &Event::Title(format!("title {number}").into()));
        let change = TextChange {
            node: NodeId(1),
            text: format!("counting up to {number}").into(),
        };
        encoder.push(
            number * 100,
            &Event::Mutation(Mutation {
                texts: vec![change],
                ..Mutation::default()
            }),
        );
        encoder.finish_part(number + 1 == parts)
    };
    (0..parts).map(part).collect()
}

fn titles(events: &[TimedEvent]) -> Vec<String> {
    let title = |timed: &TimedEvent| match &timed.event {
        Event::Title(title) => Some(title.trim_start_matches("title ").to_owned()),
        _ => None,
    };
    events.iter().filter_map(title).collect()
}

fn texts(events: &[TimedEvent]) -> Vec<String> {
    let text = |timed: &TimedEvent| match &timed.event {
        Event::Mutation(mutation) => Some(mutation.texts[0].text.trim_start_matches("counting up to ").to_owned()),
        _ => None,
    };
    events.iter().filter_map(text).collect()
}

#[test]
fn a_file_cut_anywhere_keeps_the_parts_before_the_cut() {
    let parts = recording(3, 9);
    let bytes = parts.concat();
    let ends = [parts[0].len(), parts[0].len() + parts[1].len(), bytes.len()];
    for length in 0..=bytes.len() {
        let intact = ends.iter().filter(|end| **end <= length).count();
        let result = Recording::read(&bytes[..length]);
        if intact == 0 {
            let error = result.unwrap_err();
            assert_eq!(error.offset, length);
            assert!(
                matches!(error.problem, Problem::Empty | Problem::CutOff { .. }),
                "{error}"
            );
            continue;
        }
        let recording = result.unwrap();
        assert_eq!(recording.streams[0].parts, intact);
        assert_eq!(texts(&recording.streams[0].events), ["0", "1", "2"][..intact]);
        let cut = ends[intact - 1];
        match &recording.problems[..] {
            [] => assert_eq!(cut, length),
            [error] => assert_eq!((error.part_offset, error.offset), (cut, length - cut)),
            more => panic!("{more:?}"),
        }
    }
}

#[test]
fn every_flipped_bit_is_found() {
    let bytes = recording(1, 9).concat();
    for bit in 0..bytes.len() * 8 {
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        let error = Part::parse(&damaged).unwrap_err();
        assert_eq!(error.section, Section::Part, "bit {bit}");
    }
}

#[test]
fn a_damaged_part_costs_only_what_builds_on_it() {
    let mut parts = recording(6, 4);
    let offset = parts[0].len() + parts[1].len();
    parts[2][80] ^= 1;
    let recording = Recording::read(&parts.concat()).unwrap();
    let [stream] = &recording.streams[..] else {
        panic!("one stream")
    };

    let [damage] = &recording.problems[..] else {
        panic!("{:?}", recording.problems)
    };
    assert_eq!(damage.part_offset, offset);
    assert!(matches!(damage.problem, Problem::Checksum { .. }));
    let [missing] = &stream.problems[..] else {
        panic!("{:?}", stream.problems)
    };
    assert_eq!(
        (missing.part_offset, &missing.problem),
        (offset + parts[2].len(), &Problem::Missing { first: 2, last: 2 })
    );
    assert_eq!(titles(&stream.events), ["0", "1", "3", "4", "5"]);
    assert_eq!(texts(&stream.events), ["0", "1", "4", "5"]);
    assert_eq!(
        stream.notes,
        [
            DecodeNote::Gap { first: 2, last: 2 },
            DecodeNote::ReplaySkipped { sequence: 3 }
        ]
    );
}

#[test]
fn parts_are_found_again_after_bytes_that_are_none() {
    let parts = recording(3, 9);
    let garbage = b"<!doctype html> \x8FSJ \x8FSJR\x01\0 and more of that";
    let bytes = [garbage, &parts[0][..], &parts[1], garbage, &parts[2]].concat();
    let recording = Recording::read(&bytes).unwrap();
    assert_eq!(texts(&recording.streams[0].events), ["0", "1", "2"]);
    let second = garbage.len() + parts[0].len() + parts[1].len();
    let places: Vec<_> = recording.problems.iter().map(|error| error.part_offset).collect();
    let inner = 20; // where the garbage looks like a part
    assert_eq!(places, [0, inner, second, second + inner]);
}

#[test]
fn parts_that_come_twice_or_late_are_ignored() {
    let encoded = recording(3, 9);
    let bytes = [&encoded[0][..], &encoded[1], &encoded[1], &encoded[2], &encoded[0]].concat();
    let mut decoder = StreamDecoder::new();
    let mut events = Vec::new();
    for part in parts(&bytes) {
        events.extend(decoder.decode(&part.unwrap()).unwrap());
    }
    assert_eq!(texts(&events), ["0", "1", "2"]);
    let ignored = [1, 0].map(|sequence| DecodeNote::Duplicate { sequence });
    assert_eq!(decoder.notes(), ignored);

    let recording = Recording::read(&bytes).unwrap();
    assert_eq!(
        (recording.streams[0].parts, texts(&recording.streams[0].events).len()),
        (3, 3)
    );
    assert!(recording.streams[0].problems.is_empty());
}

#[test]
fn of_two_parts_with_one_number_the_first_stays_and_the_other_is_told() {
    let encoded = recording(2, 9);
    let other = recording(2, 1);
    let bytes = [&encoded[0][..], &encoded[1], &other[1]].concat();
    let recording = Recording::read(&bytes).unwrap();
    let [problem] = &recording.streams[0].problems[..] else {
        panic!("one problem")
    };
    assert_eq!(problem.part_offset, encoded[0].len() + encoded[1].len());
    assert_eq!(problem.problem, Problem::Conflict { sequence: 1 });
    assert_eq!(texts(&recording.streams[0].events), ["0", "1"]);
}

#[test]
fn a_stream_that_is_met_midway_waits_for_a_fresh_beginning() {
    let encoded = recording(5, 3);
    let mut decoder = StreamDecoder::new();
    let mut decode = |number: usize| decoder.decode(&Part::parse(&encoded[number]).unwrap().0).unwrap();
    let events: Vec<_> = [1, 2, 3, 4].into_iter().flat_map(&mut decode).collect();
    assert_eq!(titles(&events), ["1", "2", "3", "4"]);
    assert_eq!(texts(&events), ["3", "4"]);
}

#[test]
fn parts_of_other_streams_and_sessions_are_told_apart() {
    let encoded = recording(1, 9);
    let mut stranger = StreamEncoder::new(SessionId([9; 16]), StreamId([9; 8]), 0);
    let stranger = stranger.finish_part(true);
    let recording = Recording::read(&[&encoded[0][..], &stranger].concat()).unwrap();
    let (expected, found) = (SessionId([1; 16]), SessionId([9; 16]));
    assert_eq!(recording.problems[0].problem, Problem::OtherSession { expected, found });
    assert_eq!(recording.streams.len(), 1);

    let mut decoder = StreamDecoder::new();
    decoder.decode(&Part::parse(&encoded[0]).unwrap().0).unwrap();
    let error = decoder.decode(&Part::parse(&stranger).unwrap().0).unwrap_err();
    assert_eq!(
        error.problem,
        Problem::OtherStream {
            expected: STREAM,
            found: StreamId([9; 8])
        }
    );
}

#[test]
fn what_waits_survives_a_restart_only_in_the_index() {
    let mut encoder = StreamEncoder::new(SessionId([1; 16]), STREAM, 0);
    let change = TextChange {
        node: NodeId(1),
        text: "lost".into(),
    };
    encoder.push(
        1,
        &Event::Mutation(Mutation {
            texts: vec![change],
            ..Mutation::default()
        }),
    );
    encoder.push(2, &Event::Title("kept".into()));
    encoder.restart();
    encoder.push(3, &Event::SnapshotEnd);
    let bytes = encoder.finish_part(false);
    let events = StreamDecoder::new().decode(&Part::parse(&bytes).unwrap().0).unwrap();
    let title = TimedEvent {
        at_ms: 2,
        event: Event::Title("kept".into()),
    };
    assert_eq!(
        events,
        [
            title,
            TimedEvent {
                at_ms: 3,
                event: Event::SnapshotEnd
            }
        ]
    );
}

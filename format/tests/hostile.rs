//! Parts that are sealed correctly but hold what no encoder writes: each gives its own error, at its own byte.

mod common;

use common::{RawPart, record, seal, varint};
use scrubjay_format::event::{PropertyChange, Token};
use scrubjay_format::{
    DecodeNote, Event, FormatError, NodeId, Part, Problem, Section, StreamDecoder, TimedEvent, Version, parts,
};

fn decode(part: &RawPart) -> Result<Vec<TimedEvent>, FormatError> {
    let bytes = part.seal();
    StreamDecoder::new().decode(&Part::parse(&bytes)?.0)
}

/// Where a replay section goes wrong, and how; none if it does not.
fn replay_error(replay: &[u8]) -> Option<(usize, Problem)> {
    let error = decode(&RawPart::replay(replay)).err()?;
    assert_eq!(error.section, Section::Replay);
    Some((error.offset, error.problem))
}

const SNAPSHOT: u64 = 1;
const MUTATION: u64 = 3;
const PROPERTIES: u64 = 4;
const VIEWPORT: u64 = 13;
const FUTURE: u64 = 20;
const TITLE: u64 = 34;
const FOREST_END: u8 = 1;
const TEXT_END: u8 = 0xff;

#[test]
fn an_error_says_in_words_where_and_what() {
    // A definition of one text, then a text change that refers to the tenth.
    let replay = [b"\0div\xff".to_vec(), record(MUTATION, &[0x22, 8, 0x89])].concat();
    let mut file = RawPart::default().seal();
    file.extend(
        RawPart {
            sequence: 1,
            ..RawPart::replay(&replay)
        }
        .seal(),
    );
    let second = parts(&file).nth(1).unwrap().unwrap();
    let error = StreamDecoder::new().decode(&second).unwrap_err();
    assert_eq!(
        error.to_string(),
        "part at byte 72: replay section, byte 10: string reference 9 is not in the table (1 entries)"
    );
}

#[test]
fn an_unknown_kind_is_kept_and_its_strings_stay_known() {
    // The unknown event's text is defined before it, and the event after it refers to the entries of both.
    let replay = [
        b"\0blue\xff".to_vec(),
        record(FUTURE, &[1, 2, 0x80, 4]),
        b"\0green\xff".to_vec(),
        record(MUTATION, &[0x22, 8, 0x81]),
    ];
    let bytes = RawPart {
        version: [1, 7],
        ..RawPart::replay(&replay.concat())
    }
    .seal();
    let mut decoder = StreamDecoder::new();
    let events = decoder.decode(&Part::parse(&bytes).unwrap().0).unwrap();
    assert_eq!(
        events[0].event,
        Event::Unknown {
            kind: 20,
            payload: vec![1, 2, 0x80, 4],
            index: false
        }
    );
    let Event::Mutation(mutation) = &events[1].event else {
        panic!("a mutation")
    };
    assert_eq!((mutation.texts[0].node, &*mutation.texts[0].text), (NodeId(4), "green"));
    assert_eq!(
        decoder.notes(),
        [DecodeNote::UnknownEvent {
            sequence: 0,
            kind: 20,
            at_ms: 0
        }]
    );
}

#[test]
fn a_newer_minor_version_may_add_to_events_and_properties() {
    let longer = record(VIEWPORT, &[10, 20, 100, 99]);
    let newer = RawPart {
        version: [1, 1],
        ..RawPart::replay(&longer)
    };
    assert!(matches!(decode(&newer).unwrap()[0].event, Event::Viewport(viewport) if viewport.height == 20));
    assert_eq!(
        replay_error(&longer),
        Some((6, Problem::LeftOver { kind: 13, left: 1 }))
    );

    let color_scheme = record(15, &[9]);
    let newer = RawPart {
        version: [1, 1],
        ..RawPart::replay(&color_scheme)
    };
    let unknown = Event::Unknown {
        kind: 15,
        payload: vec![9],
        index: false,
    };
    assert_eq!(decode(&newer).unwrap()[0].event, unknown);
    assert_eq!(
        replay_error(&color_scheme),
        Some((
            3,
            Problem::Code {
                what: "a colour scheme",
                value: 9
            }
        ))
    );

    // Two changes of node 7 and 8; the first is of a property with code 40 and three bytes.
    let properties = record(PROPERTIES, &[2, 14, 2, 40, 3, 7, 7, 7, 1, 1]);
    let mut decoder = StreamDecoder::new();
    let bytes = RawPart::replay(&properties).seal();
    let events = decoder.decode(&Part::parse(&bytes).unwrap().0).unwrap();
    let Event::Properties(changes) = &events[0].event else {
        panic!("properties")
    };
    assert!(matches!(changes[..], [PropertyChange { node: NodeId(8), .. }]));
    assert_eq!(
        decoder.notes(),
        [DecodeNote::UnknownProperty {
            sequence: 0,
            code: 40,
            at_ms: 0
        }]
    );
}

#[test]
fn another_major_version_is_refused() {
    let bytes = RawPart {
        version: [2, 0],
        ..RawPart::default()
    }
    .seal();
    let error = Part::parse(&bytes).unwrap_err();
    assert_eq!(
        (error.offset, error.problem),
        (4, Problem::Version(Version { major: 2, minor: 0 }))
    );
}

#[test]
fn each_thing_that_can_be_wrong_is_named_at_its_byte() {
    let cut_off = |needed, available| Problem::CutOff { needed, available };
    let code = |what, value| Problem::Code { what, value };
    for (replay, offset, problem) in [
        // Records.
        (vec![0x80], 1, cut_off(1, 0)),
        (vec![VIEWPORT as u8, 0, 5, 1], 3, cut_off(5, 1)),
        (varint(1 << 40), 0, Problem::NumberTooLarge),
        (vec![0xff; 11], 0, Problem::NumberTooLarge),
        (b"\0text without end".to_vec(), 1, cut_off(17, 16)),
        (b"\0te\xc3\x28t\xff".to_vec(), 3, Problem::Utf8),
        (
            [vec![0], vec![b'x'; 257], vec![TEXT_END]].concat(),
            1,
            Problem::TableFull {
                size_bytes: 257,
                entries: 0,
            },
        ),
        (
            [vec![VIEWPORT as u8], varint(1001)].concat(),
            1,
            Problem::Time {
                at_ms: 1001,
                first_ms: 0,
                last_ms: 1000,
            },
        ),
        (record(TITLE, b"x\xff"), 3, Problem::WrongSection { kind: 34 }),
        // Payloads.
        (record(VIEWPORT, &[10, 20]), 5, cut_off(1, 0)),
        (record(VIEWPORT, &varint(1 << 32)), 3, Problem::NumberTooLarge),
        (record(12, &[0]), 3, Problem::NoNode),
        (
            record(12, &[1, 100]),
            4,
            Problem::CountTooLarge {
                declared: 100,
                possible: 0,
            },
        ),
        (record(11, &[0, 2]), 4, code("a truth value", 2)),
        (record(10, &[0, 0, 0xfa]), 5, code("a text", 0xfa)),
        (
            record(10, &[0, 0, 0xf9, 1, 0, TEXT_END]),
            6,
            Problem::Edit {
                start: 1,
                end: 0,
                base_size_bytes: 0,
            },
        ),
        (
            record(8, &[0, 0, 1, 0, 0, 0, 2, 0]),
            9,
            Problem::CountTooLarge {
                declared: 2,
                possible: 1,
            },
        ),
        (record(8, &[0, 0, 1, 1, 0, 0, 1, 0]), 6, Problem::NumberTooLarge),
        (record(PROPERTIES, &[1, 2, 20]), 5, code("a property", 20)),
        // Forests: an unknown token, children of no sort, more closed than open, no end.
        (record(SNAPSHOT, &[1, 1 | 11 << 1]), 4, code("a token", 23)),
        (record(SNAPSHOT, &[1, 3 << 1]), 4, code("a token", 6)),
        (
            record(SNAPSHOT, &[1, 2 << 1, 1 | 1 << 1 | 1 << 5]),
            5,
            Problem::Unbalanced { count: 2, open: 1 },
        ),
        (record(SNAPSHOT, &[1, 2 << 1]), 5, cut_off(1, 0)),
        (record(SNAPSHOT, &[0, FOREST_END]), 3, Problem::NoNode),
        // A node before the first.
        (record(MUTATION, &[0x11, 1]), 4, Problem::NumberTooLarge),
    ] {
        assert_eq!(replay_error(&replay), Some((offset, problem)), "{replay:02x?}");
    }
}

#[test]
fn an_index_section_goes_wrong_at_its_own_bytes() {
    let title = record(TITLE, b"x\xff");
    for (index, offset, problem) in [
        (
            vec![1, 0],
            0,
            Problem::OrderCount {
                declared: 1,
                present: 0,
            },
        ),
        (
            [&[0][..], &title].concat(),
            0,
            Problem::OrderCount {
                declared: 0,
                present: 1,
            },
        ),
        (
            [&[1, 1][..], &title].concat(),
            0,
            Problem::Order { placed: 1, present: 0 },
        ),
        (
            [vec![1, 0], record(VIEWPORT, &[1, 2, 3])].concat(),
            5,
            Problem::WrongSection { kind: 13 },
        ),
        (
            vec![200, 1],
            0,
            Problem::CountTooLarge {
                declared: 200,
                possible: 0,
            },
        ),
    ] {
        let error = decode(&RawPart::index(&index)).unwrap_err();
        assert_eq!(
            (error.section, error.offset, error.problem),
            (Section::Index, offset, problem)
        );
    }
}

#[test]
fn sizes_that_lie_are_found_out() {
    let replay = record(VIEWPORT, &[10, 20, 100]);
    let raw_size = |declared, actual| Problem::RawSize { declared, actual };
    for (declared, problem) in [(5, raw_size(5, 6)), (7, raw_size(7, 6)), (0, raw_size(0, 1))] {
        let error = decode(&RawPart {
            replay_declared: Some(declared),
            ..RawPart::replay(&replay)
        })
        .unwrap_err();
        assert_eq!((error.section, error.problem), (Section::ReplayDeflated, problem));
    }
    let index = [vec![1, 0], record(TITLE, b"x\xff")].concat();
    let error = decode(&RawPart {
        index_declared: Some(6),
        ..RawPart::index(&index)
    })
    .unwrap_err();
    assert_eq!((error.section, error.problem), (Section::IndexDeflated, raw_size(6, 7)));

    let too_large = |part: &RawPart| Part::parse(&part.seal()).unwrap_err();
    let error = too_large(&RawPart {
        index_declared: Some((256 << 10) + 1),
        ..RawPart::default()
    });
    assert_eq!(error.offset, 56);
    let error = too_large(&RawPart {
        replay_declared: Some((16 << 20) + 1),
        ..RawPart::default()
    });
    assert_eq!(
        error.to_string(),
        "part at byte 0: whole part, byte 64: an inflated replay section of 16777217 bytes is beyond the limit of 16777216"
    );
}

#[test]
fn bytes_that_are_no_deflate_are_an_error() {
    let mut part = RawPart::replay(&record(VIEWPORT, &[10, 20, 100])).seal();
    part[72] = 0xff; // block type 3, which there is not
    seal(&mut part);
    let error = StreamDecoder::new().decode(&Part::parse(&part).unwrap().0).unwrap_err();
    assert_eq!(
        (error.section, error.problem),
        (Section::ReplayDeflated, Problem::Inflate)
    );
}

#[test]
fn the_table_is_bounded() {
    let replay = b"\0x\xff".repeat((1 << 16) + 1);
    let (offset, problem) = replay_error(&replay).unwrap();
    assert_eq!(
        (offset, problem),
        (
            3 * (1 << 16) + 1,
            Problem::TableFull {
                size_bytes: 1,
                entries: 1 << 16
            }
        )
    );
}

#[test]
fn deep_nesting_is_no_recursion() {
    let depth = 500_000;
    let open = [1, 0x04].iter().copied().chain(std::iter::repeat_n(0x04, depth - 1));
    let names = [0x80].repeat(depth);
    let payload = [open.collect(), vec![FOREST_END], names].concat();
    let replay = [b"\0div\xff".to_vec(), record(SNAPSHOT, &payload)].concat();
    let events = decode(&RawPart::replay(&replay)).unwrap();
    let Event::Snapshot(forest) = &events[0].event else {
        panic!("a snapshot")
    };
    assert_eq!(forest.tokens.len(), 2 * depth);
    assert_eq!(forest.tokens[depth], Token::Close);
}

#[test]
fn hunting_for_parts_in_hostile_bytes_ends_soon() {
    // Headers that each claim a large part, overlapping: every one would cost a checksum of a megabyte.
    let mut header = RawPart::default().seal();
    header[60..64].copy_from_slice(&900_000u32.to_le_bytes());
    let bytes = header.repeat(100_000);
    let found: Vec<_> = parts(&bytes).collect();
    assert!(found.len() < 100);
    assert!(matches!(
        &found.last().unwrap(),
        Err(FormatError {
            problem: Problem::TooDamaged,
            ..
        })
    ));
}

//! A recording in words: what is written is what is read.

use scrubjay_format::event::*;
use scrubjay_format::{Event, NodeId, Recording, SessionId, StreamEncoder, StreamId, TimedEvent, parts};

const SESSION: SessionId = SessionId([7; 16]);
const STREAM: StreamId = StreamId([3; 8]);

fn element(name: &str, attributes: &[(&str, &str)]) -> Token {
    let attribute = |&(name, value): &(&str, &str)| Attribute {
        namespace: None,
        name: name.into(),
        value: value.into(),
    };
    Token::Element {
        namespace: Namespace::Html,
        name: name.into(),
        attributes: attributes.iter().map(attribute).collect(),
        properties: Vec::new(),
    }
}

fn page() -> Forest {
    Forest {
        first: NodeId::DOCUMENT,
        tokens: vec![
            Token::Document {
                compat_mode: CompatMode::Standards,
                base_url: "https://example.org/".into(),
                properties: vec![Property::Scroll { x: 0, y: 120 }],
            },
            Token::Doctype {
                name: "html".into(),
                public_id: "".into(),
                system_id: "".into(),
            },
            element("html", &[("lang", "en")]),
            element("p", &[("class", "lead")]),
            Token::Text("Hello".into()),
            Token::Close,
            element("hr", &[]),
            Token::Close,
            element("p", &[("class", "lead")]),
            Token::Text("A".into()),
            Token::Comment("between".into()),
            Token::Close,
            Token::Close,
            Token::Close,
        ],
    }
}

#[test]
fn a_recording_in_two_parts_is_read_as_it_was_written() {
    let events = [
        (0, Event::Title("Shop".into())),
        (5, Event::Snapshot(page())),
        (5, Event::SnapshotEnd),
        (
            900,
            Event::Focus {
                node: Some(NodeId(4)),
                visible: true,
            },
        ),
        (
            1000,
            Event::Tag {
                key: "plan".into(),
                value: "pro".into(),
            },
        ),
        (1000, Event::Visibility { visible: false }),
        (
            1200,
            Event::Mutation(Mutation {
                removes: vec![NodeId(6)],
                inserts: vec![Insert {
                    parent: NodeId(3),
                    before: Some(NodeId(4)),
                    nodes: Forest {
                        first: NodeId(10),
                        tokens: vec![Token::Existing(NodeId(7)), Token::Text("new".into())],
                    },
                }],
                texts: vec![TextChange {
                    node: NodeId(5),
                    text: "Bye".into(),
                }],
                attributes: vec![AttributeChange {
                    node: NodeId(4),
                    namespace: None,
                    name: "class".into(),
                    value: None,
                }],
            }),
        ),
    ];
    let mut encoder = StreamEncoder::new(SESSION, STREAM, 1_700_000_000_000);
    let mut bytes = Vec::new();
    for (number, (at_ms, event)) in events.iter().enumerate() {
        encoder.push(*at_ms, event);
        if number == 3 {
            bytes.extend(encoder.finish_part(false));
        }
    }
    bytes.extend(encoder.finish_part(true));

    assert_eq!(
        parts(&bytes)
            .map(|part| part.unwrap().header.sequence)
            .collect::<Vec<_>>(),
        [0, 1]
    );
    let recording = Recording::read(&bytes).unwrap();
    let [stream] = &recording.streams[..] else {
        panic!("one stream")
    };
    let expected: Vec<_> = events
        .into_iter()
        .map(|(at_ms, event)| TimedEvent { at_ms, event })
        .collect();
    assert_eq!(stream.events, expected);
    assert_eq!(
        (recording.session, stream.id, stream.parts, stream.ended),
        (SESSION, STREAM, 2, true)
    );
    assert_eq!(
        (&recording.problems[..], &stream.problems[..], &stream.notes[..]),
        (&[][..], &[][..], &[][..])
    );
}

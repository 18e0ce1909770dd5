//! The example in `docs/format.md` is what it says.

use scrubjay_format::event::*;
use scrubjay_format::{Event, NodeId, Part, SessionId, StreamDecoder, StreamEncoder, StreamId, TimedEvent};

const DOCUMENTATION: &str = include_str!("../../docs/format.md");

/// The bytes of a fenced block: hexadecimal digits, anything from `#` to the end of a line left out.
fn block(name: &str) -> Vec<u8> {
    let fence = format!("```{name}\n");
    let text = DOCUMENTATION
        .split_once(&fence)
        .and_then(|(_, rest)| rest.split_once("```"))
        .map_or("", |(text, _)| text);
    let digits = text
        .lines()
        .flat_map(|line| line.split('#').next())
        .flat_map(str::split_whitespace);
    digits
        .filter_map(|digits| u8::from_str_radix(digits, 16).ok())
        .collect()
}

fn events() -> Vec<TimedEvent> {
    let attribute = |value: &str| Attribute {
        namespace: None,
        name: "class".into(),
        value: value.into(),
    };
    let element = |name: &str, attributes| Token::Element {
        namespace: Namespace::Html,
        name: name.into(),
        attributes,
        properties: Vec::new(),
    };
    let tokens = vec![
        Token::Document {
            compat_mode: CompatMode::Standards,
            base_url: "/".into(),
            properties: Vec::new(),
        },
        element("p", vec![attribute("lead")]),
        Token::Text("Hi".into()),
        Token::Close,
        element("p", vec![attribute("lead big")]),
        Token::Text("Ho".into()),
        element("br", Vec::new()),
        Token::Close,
        Token::Close,
        Token::Close,
    ];
    vec![
        TimedEvent {
            at_ms: 5,
            event: Event::Title("Hello".into()),
        },
        TimedEvent {
            at_ms: 5,
            event: Event::Snapshot(Forest {
                first: NodeId::DOCUMENT,
                tokens,
            }),
        },
        TimedEvent {
            at_ms: 300,
            event: Event::Focus {
                node: Some(NodeId(4)),
                visible: true,
            },
        },
    ]
}

fn inflate(deflated: &[u8]) -> Vec<u8> {
    // An empty final block, in case there is none.
    miniz_oxide::inflate::decompress_to_vec(&[deflated, &[3, 0]].concat()).unwrap_or_default()
}

#[test]
fn the_example_decodes_to_what_it_is_said_to_hold() {
    let bytes = block("part");
    let part = Part::parse(&bytes).unwrap().0;
    assert_eq!(part.bytes.len(), bytes.len());
    assert_eq!(StreamDecoder::new().decode(&part).unwrap(), events());
    assert_eq!(
        (inflate(part.index), inflate(part.replay)),
        (block("index"), block("replay"))
    );
}

#[test]
fn the_encoder_writes_the_example() {
    let id = |first: u8, length: u8| (first..first + length).collect::<Vec<u8>>();
    let session = SessionId(id(0x10, 16).try_into().unwrap());
    let stream = StreamId(id(0x20, 8).try_into().unwrap());
    let mut encoder = StreamEncoder::new(session, stream, 1_700_000_000_000);
    for timed in events() {
        encoder.push(timed.at_ms, &timed.event);
    }
    let bytes = encoder.finish_part(true);
    let part = Part::parse(&bytes).unwrap().0;
    assert_eq!(
        (inflate(part.index), inflate(part.replay)),
        (block("index"), block("replay"))
    );
    // How exactly it is deflated is the compressor's affair, and so is the checksum.
    assert_eq!(bytes[..52], block("part")[..52]);
}

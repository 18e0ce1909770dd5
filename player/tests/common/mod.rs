//! Recordings made by hand.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its share")]

use scrubjay_format::event::*;
use scrubjay_format::{NodeId, SessionId, StreamEncoder, StreamId, Text};

/// An element's token.
pub fn element(name: &str, attributes: &[(&str, &str)], properties: Vec<Property>) -> Token {
    let attributes = attributes.iter().map(|(name, value)| Attribute {
        namespace: None,
        name: Text::from(*name),
        value: Text::from(*value),
    });
    Token::Element {
        namespace: Namespace::Html,
        name: Text::from(name),
        attributes: attributes.collect(),
        properties,
    }
}

/// A text's token.
pub fn text(text: &str) -> Token {
    Token::Text(Text::from(text))
}

/// A document with a head and a body; the body's children come from `body`.
///
/// Ids: 1 document, 2 doctype, 3 html, 4 head, 5 body, then those of `body` in order.
pub fn snapshot(body: Vec<Token>) -> Event {
    let document = Token::Document {
        compat_mode: CompatMode::Standards,
        base_url: Text::from("http://shop.test/"),
        properties: vec![],
    };
    let doctype = Token::Doctype {
        name: Text::from("html"),
        public_id: Text::from(""),
        system_id: Text::from(""),
    };
    let mut tokens = vec![
        document,
        doctype,
        element("html", &[], vec![]),
        element("head", &[], vec![]),
        Token::Close,
        element("body", &[], vec![]),
    ];
    tokens.extend(body);
    tokens.extend([Token::Close, Token::Close, Token::Close]);
    Event::Snapshot(Forest {
        first: NodeId(1),
        tokens,
    })
}

/// The first event.
pub fn start(started_at_ms: u64, url: &str) -> Event {
    Event::Start(Start {
        started_at_ms,
        url: Text::from(url),
        referrer: Text::from(""),
        title: Text::from("A page"),
        user_agent: Text::from("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36"),
        language: Text::from("en"),
        timezone: Text::from("UTC"),
        viewport: VIEWPORT,
        screen_width: 1920,
        screen_height: 1080,
        color_scheme: ColorScheme::Light,
        touch: false,
        recorder: Text::from("test"),
        environment: Environment::default(),
    })
}

/// The viewport of [`start`].
pub const VIEWPORT: Viewport = Viewport {
    width: 800,
    height: 600,
    pixel_ratio_percent: 100,
};

/// A new element with a text, at the end of a parent.
pub fn append(parent: u32, first: u32, name: &str, content: &str) -> Event {
    let nodes = Forest {
        first: NodeId(first),
        tokens: vec![element(name, &[], vec![]), text(content), Token::Close],
    };
    Event::Mutation(Mutation {
        inserts: vec![Insert {
            parent: NodeId(parent),
            before: None,
            nodes,
        }],
        ..Mutation::default()
    })
}

/// An attribute's change.
pub fn attribute(node: u32, name: &str, value: Option<&str>) -> Event {
    Event::Mutation(Mutation {
        attributes: vec![AttributeChange {
            node: NodeId(node),
            namespace: None,
            name: Text::from(name),
            value: value.map(Text::from),
        }],
        ..Mutation::default()
    })
}

/// One stream's parts.
pub fn stream(number: u8, started_at_ms: u64, events: &[(u32, Event)]) -> Vec<u8> {
    let mut encoder = StreamEncoder::new(SessionId([7; 16]), StreamId([number; 8]), started_at_ms);
    for (at_ms, event) in events {
        encoder.push(*at_ms, event);
    }
    encoder.finish_part(true)
}

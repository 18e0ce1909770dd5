//! Parts for tests, made as a recorder makes them.

use scrubjay_format::event::{
    Click, ColorScheme, CompatMode, Custom, Environment, ErrorKind, ErrorReport, FieldEdit, Forest, Identify,
    Navigation, NavigationCause, Scalar, Start, Token, Viewport,
};
use scrubjay_format::{Event, NodeId, SessionId, StreamEncoder, StreamId};

pub(crate) const STARTED_AT_MS: u64 = 1_700_000_000_000;

pub(crate) fn session(number: u8) -> SessionId {
    SessionId([number; 16])
}

pub(crate) fn stream(number: u8) -> StreamId {
    StreamId([number; 8])
}

/// An encoder that has said where it records, and holds a small page.
pub(crate) fn encoder(session: SessionId, stream: StreamId) -> StreamEncoder {
    encoder_at(session, stream, STARTED_AT_MS)
}

pub(crate) fn encoder_at(session: SessionId, stream: StreamId, started_at_ms: u64) -> StreamEncoder {
    let mut encoder = StreamEncoder::new(session, stream, started_at_ms);
    encoder.push(0, &start(started_at_ms));
    encoder.push(1, &snapshot());
    encoder
}

pub(crate) fn start(started_at_ms: u64) -> Event {
    Event::Start(Start {
        started_at_ms,
        url: "https://shop.example/".into(),
        referrer: "https://search.example/".into(),
        title: "Shop".into(),
        user_agent:
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
                .into(),
        language: "en".into(),
        timezone: "Europe/Berlin".into(),
        viewport: Viewport {
            width: 1280,
            height: 720,
            pixel_ratio_percent: 100,
        },
        screen_width: 1920,
        screen_height: 1080,
        color_scheme: ColorScheme::Light,
        touch: false,
        recorder: "0.1.0".into(),
        environment: Environment::default(),
    })
}

pub(crate) fn snapshot() -> Event {
    let document = Token::Document {
        compat_mode: CompatMode::Standards,
        base_url: "https://shop.example/".into(),
        properties: Vec::new(),
    };
    let tokens = vec![document, Token::Close];
    Event::Snapshot(Forest {
        first: NodeId::DOCUMENT,
        tokens,
    })
}

pub(crate) fn click(label: &str) -> Event {
    let (label, path) = (label.into(), "main > button".into());
    Event::Click(Click {
        target: Some(NodeId(7)),
        x: 10,
        y: 20,
        button: 0,
        count: 1,
        label,
        path,
    })
}

pub(crate) fn edit(label: &str) -> Event {
    Event::FieldEdit(FieldEdit {
        target: NodeId(8),
        label: label.into(),
        path: "form > input".into(),
    })
}

pub(crate) fn error(message: &str) -> Event {
    Event::Error(ErrorReport {
        kind: ErrorKind::Uncaught,
        name: "TypeError".into(),
        message: message.into(),
        stack: "".into(),
        source: "".into(),
        line: 1,
        column: 2,
        count: 1,
        causes: Vec::new(),
    })
}

pub(crate) fn custom(name: &str) -> Event {
    Event::Custom(Custom {
        name: name.into(),
        properties: vec![("price".into(), Scalar::Number(4.5))],
    })
}

pub(crate) fn identify(user: &str) -> Event {
    Event::Identify(Identify {
        user: user.into(),
        traits: vec![("plan".into(), Scalar::Text("pro".into()))],
    })
}

pub(crate) fn push_state(url: &str) -> Event {
    Event::Navigation(Navigation {
        url: url.into(),
        cause: NavigationCause::Push,
    })
}

/// The parts of a short visit: a page, then two clicks, then the end.
pub(crate) fn visit(session: SessionId, stream: StreamId) -> Vec<Vec<u8>> {
    let mut encoder = encoder(session, stream);
    let mut parts = vec![encoder.finish_part(false)];
    for (at_ms, label) in [(100, "Add to cart"), (200, "Pay")] {
        encoder.push(at_ms, &click(label));
        parts.push(encoder.finish_part(false));
    }
    encoder.push(300, &custom("bye"));
    parts.push(encoder.finish_part(true));
    parts
}

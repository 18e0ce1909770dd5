//! How many bytes things take, and how long: `cargo run --release -p scrubjay-format --example sizes`.
//!
//! The pages and changes are made up, but built as pages are: repeated structure, few class names, many different texts.

use std::time::{Duration, Instant};

use scrubjay_format::event::*;
use scrubjay_format::{Event, NodeId, SessionId, StreamEncoder, StreamId, Text, TimedEvent};

const WORDS: [&str; 48] = [
    "account", "activity", "amount", "approve", "archive", "balance", "billing", "budget", "cancel", "channel",
    "client", "comment", "company", "contract", "country", "customer", "delivery", "device", "discount", "document",
    "draft", "email", "estimate", "event", "export", "failure", "feature", "filter", "finance", "folder", "gateway",
    "group", "history", "invoice", "journal", "language", "library", "market", "member", "message", "network",
    "number", "office", "order", "payment", "period", "platform", "policy",
];

/// xorshift64 (Marsaglia, 2003): the same numbers on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn words(&mut self, count: usize) -> Text {
        (0..count)
            .map(|_| WORDS[self.below(WORDS.len())])
            .collect::<Vec<_>>()
            .join(" ")
            .into()
    }
}

fn element(name: &str, attributes: &[(&str, String)]) -> Token {
    let attribute = |(name, value): &(&str, String)| Attribute {
        namespace: None,
        name: (*name).into(),
        value: value.as_str().into(),
    };
    let attributes = attributes.iter().map(attribute).collect();
    Token::Element {
        namespace: Namespace::Html,
        name: name.into(),
        attributes,
        properties: Vec::new(),
    }
}

/// Cards with a heading, a paragraph, a link, a badge and a button; about `nodes` nodes.
fn page(nodes: usize) -> Forest {
    let mut random = Random(0x5c7b_1a2d_9e3f_4c61);
    let mut tokens = vec![
        Token::Document {
            compat_mode: CompatMode::Standards,
            base_url: "https://shop.example/".into(),
            properties: Vec::new(),
        },
        element("html", &[("lang", "en".into())]),
        element("body", &[]),
    ];
    let mut made = 3;
    while made < nodes {
        let number = random.below(1_000_000);
        tokens.push(element(
            "div",
            &[
                ("class", format!("card {}", random.words(2))),
                ("data-id", number.to_string()),
            ],
        ));
        for (name, class, count) in [
            ("h3", "card-title", 3),
            ("p", "text-muted", 16),
            ("span", "badge badge-info", 1),
            ("button", "btn btn-primary", 2),
        ] {
            tokens.push(element(name, &[("class", class.into())]));
            tokens.push(Token::Text(random.words(count)));
            tokens.push(Token::Close);
        }
        tokens.push(element(
            "a",
            &[("href", format!("/item/{number}")), ("class", "nav-link".into())],
        ));
        tokens.extend([Token::Text(random.words(2)), Token::Close, Token::Close]);
        made += 11;
    }
    tokens.extend([Token::Close, Token::Close, Token::Close]);
    Forest {
        first: NodeId::DOCUMENT,
        tokens,
    }
}

/// A pointer at 60 samples a second, in events of half a second.
fn pointer(samples: u32) -> Vec<TimedEvent> {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let (mut x, mut y, mut dx, mut dy) = (640.0f64, 360.0f64, 0.0, 0.0);
    let mut sample = |offset_ms| {
        let mut push = || random.below(200) as f64 / 50.0 - 2.0;
        (dx, dy) = ((dx + push()) * 0.95, (dy + push()) * 0.95);
        (x, y) = ((x + dx).clamp(0.0, 1280.0), (y + dy).clamp(0.0, 720.0));
        let target = Some(NodeId(100 + (y / 60.0) as u32 * 13 + (x / 100.0) as u32));
        PointerSample {
            offset_ms,
            x: x as i32,
            y: y as i32,
            target,
        }
    };
    let event = |number: u32| {
        let samples = (0..30).map(|step| sample(step * 50 / 3)).collect();
        let moves = PointerMoves {
            kind: PointerKind::Mouse,
            pointer: 0,
            samples,
        };
        TimedEvent {
            at_ms: number * 500,
            event: Event::PointerMoves(moves),
        }
    };
    (0..samples.div_ceil(30)).map(event).collect()
}

/// `count` boxes of which each frame moves each, by style, as script-driven animations do.
fn animation(frames: u32, count: u32) -> Vec<TimedEvent> {
    let frame = |frame: u32| {
        let style = |number: u32| {
            let angle = f64::from(frame + number);
            let (x, y) = (
                (40.0 * (angle / 9.0).sin()).round(),
                (20.0 * (angle / 7.0).cos()).round(),
            );
            let left = number % 20 * 30;
            format!("position: absolute; left: {left}px; width: 24px; transform: translate({x}px, {y}px);")
        };
        let attribute = |number| AttributeChange {
            node: NodeId(100 + number),
            namespace: None,
            name: "style".into(),
            value: Some(style(number).into()),
        };
        let attributes = (0..count).map(attribute).collect();
        TimedEvent {
            at_ms: frame * 50 / 3,
            event: Event::Mutation(Mutation {
                attributes,
                ..Mutation::default()
            }),
        }
    };
    (0..frames).map(frame).collect()
}

/// Raw bytes, bytes of the part, and the time for encoding and for deflating; the best of five.
fn measure(events: &[TimedEvent]) -> (usize, usize, Duration, Duration) {
    let mut best = (0, 0, Duration::MAX, Duration::MAX);
    for _ in 0..5 {
        let mut encoder = StreamEncoder::new(SessionId([1; 16]), StreamId([2; 8]), 0);
        let start = Instant::now();
        events.iter().for_each(|timed| encoder.push(timed.at_ms, &timed.event));
        let encoded = start.elapsed();
        let raw = encoder.pending_size_bytes();
        let start = Instant::now();
        let part = encoder.finish_part(true).len();
        best = (raw, part, best.2.min(encoded), best.3.min(start.elapsed()));
    }
    best
}

#[expect(clippy::print_stdout, reason = "an example that is there to print")]
fn main() {
    println!(
        "{:<44} {:>10} {:>10} {:>10} {:>10}",
        "", "raw bytes", "part bytes", "encode ms", "deflate ms"
    );
    let snapshot = |nodes| {
        vec![TimedEvent {
            at_ms: 0,
            event: Event::Snapshot(page(nodes)),
        }]
    };
    for (name, events) in [
        ("snapshot of 1,000 nodes", snapshot(1_000)),
        ("snapshot of 10,000 nodes", snapshot(10_000)),
        ("snapshot of 50,000 nodes", snapshot(50_000)),
        ("2,000 pointer samples", pointer(2_000)),
        ("60 boxes animated by style for 300 frames", animation(300, 60)),
    ] {
        let (raw, part, encode, deflate) = measure(&events);
        let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
        println!(
            "{name:<44} {raw:>10} {part:>10} {:>10.2} {:>10.2}",
            milliseconds(encode),
            milliseconds(deflate)
        );
    }
}

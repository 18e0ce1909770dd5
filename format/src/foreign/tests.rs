use crate::event::*;
use crate::{Event, NodeId, Recording, SessionId, StreamEncoder, StreamId, limits};

const STARTED_AT_MS: u64 = 1_700_000_000_000;

fn encoder(stream: u8, began_ms: u64) -> StreamEncoder {
    StreamEncoder::new(SessionId([stream; 16]), StreamId([stream; 8]), STARTED_AT_MS + began_ms)
}

fn element(name: &str) -> Token {
    Token::Element {
        namespace: Namespace::Html,
        name: name.into(),
        attributes: Vec::new(),
        properties: Vec::new(),
    }
}

fn document(inner: &str) -> Forest {
    let document = Token::Document {
        compat_mode: CompatMode::Standards,
        base_url: "/".into(),
        properties: Vec::new(),
    };
    Forest {
        first: NodeId::DOCUMENT,
        tokens: vec![document, element(inner), Token::Close, Token::Close],
    }
}

fn click(x: i32, target: u32) -> Event {
    Event::Click(Click {
        target: Some(NodeId(target)),
        x,
        y: 0,
        button: 0,
        count: 1,
        label: "".into(),
        path: "".into(),
    })
}

fn handed_on(bytes: Vec<u8>, x: i32) -> Event {
    Event::ForeignPart(ForeignPart {
        frame: NodeId(2),
        x,
        y: 5,
        bytes,
    })
}

/// The events of a page that hands a part on at 1,000 ms, after its own snapshot.
fn read(parts: impl IntoIterator<Item = Vec<u8>>) -> crate::Stream {
    let mut page = encoder(1, 0);
    page.push(0, &Event::Snapshot(document("iframe")));
    for part in parts {
        page.push(1000, &handed_on(part, 100));
    }
    Recording::read(&page.finish_part(true)).unwrap().streams.remove(0)
}

#[test]
fn the_part_itself_is_written_and_read() {
    let event = handed_on(vec![0, 255, 7], -3);
    let mut page = encoder(1, 0);
    page.push(9, &event);
    let bytes = page.finish_part(true);
    let (part, _) = crate::Part::parse(&bytes).unwrap();
    let events = crate::StreamDecoder::new().decode(&part).unwrap();
    assert_eq!(events, [TimedEvent { at_ms: 9, event }]);
}

#[test]
fn events_of_a_frame_take_the_place_of_its_part() {
    let mut frame = encoder(2, 900);
    frame.push(0, &Event::Title("of the frame".into()));
    frame.push(0, &Event::Snapshot(document("p")));
    frame.push(50, &click(10, 2));
    frame.push(900, &click(20, 1 << 22));
    let stream = read([frame.finish_part(false)]);
    assert_eq!(stream.notes, []);
    let times: Vec<u32> = stream.events.iter().map(|timed| timed.at_ms).collect();
    assert_eq!(
        times,
        [0, 900, 950, 1000],
        "nothing comes after the part that brought it"
    );
    let base = NodeId::FOREIGN.0;
    let Event::Mutation(mutation) = &stream.events[1].event else {
        panic!("the frame's document: {:?}", stream.events[1])
    };
    assert_eq!(
        (mutation.inserts[0].parent, mutation.inserts[0].nodes.first),
        (NodeId(2), NodeId(base + 1))
    );
    let clicks: Vec<_> = stream
        .events
        .iter()
        .filter_map(|timed| match &timed.event {
            Event::Click(click) => Some((click.x, click.y, click.target)),
            _ => None,
        })
        .collect();
    assert_eq!(clicks, [(110, 5, Some(NodeId(base + 2))), (120, 5, None)]);
}

#[test]
fn each_snapshot_has_ids_of_its_own() {
    let mut frame = encoder(2, 0);
    frame.push(0, &Event::Snapshot(document("p")));
    frame.push(1, &Event::Snapshot(document("b")));
    let stream = read([frame.finish_part(false)]);
    let firsts: Vec<u32> = stream
        .events
        .iter()
        .filter_map(|timed| match &timed.event {
            Event::Mutation(mutation) => Some(mutation.inserts[0].nodes.first.0 - NodeId::FOREIGN.0),
            _ => None,
        })
        .collect();
    assert_eq!(firsts, [1, (1 << 22) + 1]);
}

#[test]
fn frames_lie_in_frames_as_deep_as_may_be() {
    let mut part = Vec::new();
    for depth in 0..6 {
        let mut frame = encoder(10 - depth, 0);
        frame.push(0, &Event::Snapshot(document("iframe")));
        frame.push(1, &click(i32::from(depth), 2));
        if !part.is_empty() {
            frame.push(2, &handed_on(part, 100));
        }
        part = frame.finish_part(false);
    }
    let stream = read([part]);
    let clicks: Vec<i32> = stream
        .events
        .iter()
        .filter_map(|timed| match &timed.event {
            Event::Click(click) => Some(click.x),
            _ => None,
        })
        .collect();
    assert_eq!(clicks, [105, 204, 303, 402]);
    assert_eq!(stream.notes.len(), 1, "{:?}", stream.notes);
}

#[test]
fn what_is_damaged_or_too_much_is_left_out_and_told() {
    let mut frame = encoder(2, 0);
    frame.push(0, &Event::Snapshot(document("p")));
    let whole = frame.finish_part(false);
    let mut damaged = whole.clone();
    *damaged.last_mut().unwrap() ^= 1;
    let stream = read([damaged, vec![], vec![0x8f; 40]]);
    assert_eq!((stream.events.len(), stream.notes.len()), (1, 3));

    let huge = |stream| {
        let mut frame = encoder(stream, 0);
        let text = "x".repeat(limits::FOREIGN_RAW_MAX_BYTES / 2);
        frame.push(0, &Event::Title("".into()));
        let mutation = Mutation {
            texts: vec![TextChange {
                node: NodeId(1),
                text: text.into(),
            }],
            ..Mutation::default()
        };
        frame.push(0, &Event::Mutation(mutation));
        frame.finish_part(false)
    };
    let stream = read([huge(3), huge(4), huge(5)]);
    assert!(!stream.notes.is_empty());

    // Changes of what was never shown are no events.
    let mut frame = encoder(6, 0);
    frame.push(0, &click(1, 1));
    assert_eq!(read([frame.finish_part(false)]).events.len(), 1);
}

//! Whatever a frame of another origin hands over, a recording stays readable, and its ids keep out of the page's own.
#![cfg(feature = "arbitrary")]

use proptest::prelude::*;
use scrubjay_format::arbitrary::events;
use scrubjay_format::event::{Event, ForeignPart, Forest, Mutation, Token};
use scrubjay_format::{NodeId, Recording, SessionId, StreamEncoder, StreamId};

fn part(stream: u8, events: &[scrubjay_format::TimedEvent]) -> Vec<u8> {
    let mut encoder = StreamEncoder::new(SessionId([stream; 16]), StreamId([stream; 8]), 1_000);
    for timed in events {
        encoder.push(timed.at_ms, &timed.event);
    }
    encoder.finish_part(false)
}

fn page(inner: Vec<u8>) -> Vec<u8> {
    let mut encoder = StreamEncoder::new(SessionId([1; 16]), StreamId([1; 8]), 1_000);
    let foreign = ForeignPart {
        frame: NodeId(7),
        x: i32::MAX,
        y: i32::MIN,
        bytes: inner,
    };
    encoder.push(50, &Event::ForeignPart(foreign));
    encoder.finish_part(true)
}

fn ids_of(forest: &Forest) -> impl Iterator<Item = NodeId> + '_ {
    let known = forest.tokens.iter().filter_map(|token| match token {
        Token::Existing(id) => Some(*id),
        _ => None,
    });
    known.chain([forest.first])
}

fn is_apart(mutation: &Mutation) -> bool {
    let inserts = mutation.inserts.iter().all(|insert| {
        (insert.parent == NodeId(7) || insert.parent >= NodeId::FOREIGN)
            && ids_of(&insert.nodes).all(|id| id >= NodeId::FOREIGN)
    });
    inserts
        && mutation.removes.iter().all(|id| *id >= NodeId::FOREIGN)
        && mutation.texts.iter().all(|change| change.node >= NodeId::FOREIGN)
        && mutation.attributes.iter().all(|change| change.node >= NodeId::FOREIGN)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_events_of_a_frame_keep_to_its_ids(inner in events(30)) {
        let recording = Recording::read(&page(part(2, &inner))).unwrap();
        let events = &recording.streams[0].events;
        prop_assert!(events.iter().all(|timed| timed.at_ms <= 50));
        for timed in events {
            match &timed.event {
                Event::Mutation(mutation) => prop_assert!(is_apart(mutation), "{mutation:?}"),
                Event::Properties(changes) => prop_assert!(changes.iter().all(|change| change.node >= NodeId::FOREIGN)),
                Event::Snapshot(_) | Event::Start(_) | Event::ForeignPart(_) => prop_assert!(false, "{timed:?}"),
                _ => {}
            }
        }
    }

    #[test]
    fn any_bytes_are_survived(mut inner in prop::collection::vec(any::<u8>(), 0..300), events in events(8), cut in any::<prop::sample::Index>()) {
        prop_assert!(Recording::read(&page(inner.clone())).is_ok());
        let mut whole = part(3, &events);
        let at = cut.index(whole.len());
        whole[at] ^= 0x55;
        prop_assert!(Recording::read(&page(whole.clone())).is_ok());
        whole.truncate(at);
        inner.append(&mut whole);
        prop_assert!(Recording::read(&page(inner)).is_ok());
    }
}

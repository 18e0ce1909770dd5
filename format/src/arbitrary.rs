//! Strategies for property tests: any event that can be recorded, and sequences of them.
//!
//! They are built to reach the encoding's branches rather than to look like pages: texts that repeat, resemble each
//! other or are long; ids that are near and far; forests of every token.

mod debugging;
mod dom;
mod index;
mod motion;
mod replay;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::event::*;
use crate::{NodeId, Text};

pub use dom::{forest, mutation, property};
pub use index::index_event;
pub use replay::replay_event;

/// Text: often repeated, often alike, sometimes long or strange.
pub fn text() -> BoxedStrategy<Text> {
    prop_oneof![
        4 => proptest::sample::select(vec!["", "a", "div", "class", "card active", "width: 100%", "ü", "\0", "\u{10ffff}"])
            .prop_map(Text::from),
        4 => (0..5000u32).prop_map(|number| format!("transform: translate({number}px, {}px)", number / 7).into()),
        2 => ".{0,20}".prop_map(Text::from),
        1 => (any::<char>(), prop_oneof![60..70usize, 250..260usize, 1020..1030usize])
            .prop_map(|(character, length)| character.to_string().repeat(length).into()),
    ]
    .boxed()
}

/// A node id, most often small.
pub fn node() -> BoxedStrategy<NodeId> {
    prop_oneof![8 => 1..300u32, 1 => 1..=u32::MAX].prop_map(NodeId).boxed()
}

/// A number, most often small.
fn number() -> BoxedStrategy<u32> {
    prop_oneof![8 => 0..300u32, 1 => any::<u32>()].boxed()
}

/// A coordinate, most often on a screen.
fn coordinate() -> BoxedStrategy<i32> {
    prop_oneof![8 => -10..2000i32, 1 => any::<i32>()].boxed()
}

fn viewport() -> BoxedStrategy<Viewport> {
    (number(), number(), number())
        .prop_map(|(width, height, pixel_ratio_percent)| Viewport {
            width,
            height,
            pixel_ratio_percent,
        })
        .boxed()
}

fn color_scheme() -> BoxedStrategy<ColorScheme> {
    prop_oneof![Just(ColorScheme::Light), Just(ColorScheme::Dark)].boxed()
}

/// An event of a kind that this version does not know.
fn unknown(index: bool) -> BoxedStrategy<Event> {
    (128..u32::MAX, vec(any::<u8>(), 0..20))
        .prop_map(move |(kind, payload)| Event::Unknown { kind, payload, index })
        .boxed()
}

/// Any event.
pub fn event() -> BoxedStrategy<Event> {
    prop_oneof![3 => replay_event(), 1 => index_event()].boxed()
}

/// Up to `max` events in order of time.
pub fn events(max: usize) -> BoxedStrategy<Vec<TimedEvent>> {
    let step = prop_oneof![8 => 0..200u32, 1 => 0..100_000u32];
    vec((step, event()), 0..max)
        .prop_map(|steps| {
            let mut at_ms = 0;
            let timed = |(step, event)| {
                at_ms += step;
                TimedEvent { at_ms, event }
            };
            steps.into_iter().map(timed).collect()
        })
        .boxed()
}

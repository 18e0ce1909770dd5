//! Copies of a page kept on the way, so that no jump has to begin at the beginning.

use scrubjay_format::event::{Event, Forest};
use scrubjay_page::Page;

/// How much happens between two keyframes: about what is replayed in a millisecond.
const FIRST_SPACING: usize = 2_048;
/// More than these are thinned out to every second one. They share what did not change between them.
const LIMIT: usize = 96;

/// The keyframes of one stream.
#[derive(Debug)]
pub(crate) struct Keyframes {
    /// Ascending by how many events had happened.
    frames: Vec<(usize, Page)>,
    spacing: usize,
    /// What happened since the last one.
    weight: usize,
}

impl Default for Keyframes {
    fn default() -> Self {
        Self {
            frames: Vec::new(),
            spacing: FIRST_SPACING,
            weight: 0,
        }
    }
}

impl Keyframes {
    /// The last one that is not after `count` events.
    pub(crate) fn before(&self, count: usize) -> Option<&(usize, Page)> {
        let next = self.frames.partition_point(|(at, _)| *at <= count);
        self.frames.get(next.checked_sub(1)?)
    }

    /// How many events the last one is behind.
    pub(crate) fn reach(&self) -> usize {
        self.frames.last().map_or(0, |(at, _)| *at)
    }

    /// Offers the page after `count` events, of which `event` was the last; it is kept if enough happened since the
    /// last keyframe.
    pub(crate) fn offer(&mut self, count: usize, event: &Event, page: &Page) {
        if count <= self.reach() {
            return;
        }
        self.weight += weight(event);
        if self.weight < self.spacing {
            return;
        }
        self.weight = 0;
        let mut copy = page.clone();
        copy.take_dirty(); // what changed on the way here is of no use to who begins here
        self.frames.push((count, copy));
        if self.frames.len() > LIMIT {
            let mut index = 0;
            self.frames.retain(|_| {
                index += 1;
                index % 2 == 0
            });
            self.spacing *= 2;
        }
    }
}

/// About how much work an event is.
fn weight(event: &Event) -> usize {
    let forest = |forest: &Forest| forest.tokens.len();
    match event {
        Event::Snapshot(nodes) => forest(nodes),
        Event::Mutation(mutation) => {
            let inserted: usize = mutation.inserts.iter().map(|insert| forest(&insert.nodes)).sum();
            1 + inserted + mutation.removes.len() + mutation.texts.len() + mutation.attributes.len()
        }
        Event::Properties(changes) => changes.len(),
        _ => 1,
    }
}

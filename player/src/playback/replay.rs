//! From events to pages.

use scrubjay_format::Stream;
use scrubjay_page::{Page, PageError};

use super::keyframes::Keyframes;

/// Replays one stream to any of its moments.
#[derive(Debug, Default)]
pub(crate) struct Replay {
    keyframes: Keyframes,
    /// The furthest place reached by [`Self::prepare`].
    ahead: Option<(usize, Page)>,
    /// What events told that could not be, up to where the stream was replayed.
    problems: Vec<PageError>,
    checked: usize,
}

/// A broken recording is told of, not listed.
const MAX_PROBLEMS: usize = 100;

impl Replay {
    /// The page after `count` events. `near` is a page known already, with its count.
    pub(crate) fn page(&mut self, stream: &Stream, count: usize, near: Option<(usize, &Page)>) -> Page {
        let keyframe = self.keyframes.before(count).map(|(at, page)| (*at, page));
        let near = near.filter(|(at, _)| *at <= count);
        let best = [keyframe, near].into_iter().flatten().max_by_key(|(at, _)| *at);
        let (at, mut page) = match best {
            Some((at, page)) => (at, page.clone()),
            None => (0, Page::of_stream(stream.id)),
        };
        page.take_dirty();
        self.walk(stream, at, count, &mut page);
        page
    }

    /// Applies the events from `from` to `to` to a page that stands after `from` of them.
    pub(crate) fn walk(&mut self, stream: &Stream, from: usize, to: usize, page: &mut Page) {
        let to = to.min(stream.events.len());
        for (index, event) in stream.events.iter().enumerate().take(to).skip(from) {
            let result = page.apply(event.at_ms, &event.event);
            if let Err(error) = result
                && index >= self.checked
                && self.problems.len() < MAX_PROBLEMS
            {
                self.problems.push(error);
            }
            self.keyframes.offer(index + 1, &event.event, page);
        }
        self.checked = self.checked.max(to);
    }

    /// Goes on making keyframes, `events` at most. Whether the whole stream has them now.
    pub(crate) fn prepare(&mut self, stream: &Stream, events: usize) -> bool {
        let (at, mut page) = match (self.ahead.take(), self.keyframes.reach()) {
            (Some((at, page)), reach) if at >= reach => (at, page),
            (_, reach) => match self.keyframes.before(reach) {
                Some((at, page)) => (*at, page.clone()),
                None => (0, Page::of_stream(stream.id)),
            },
        };
        let end = at.saturating_add(events).min(stream.events.len());
        self.walk(stream, at, end, &mut page);
        page.take_dirty();
        let done = end == stream.events.len();
        if !done {
            self.ahead = Some((end, page));
        }
        done
    }

    /// What could not be, as far as the stream was replayed.
    pub(crate) fn problems(&self) -> &[PageError] {
        &self.problems
    }
}

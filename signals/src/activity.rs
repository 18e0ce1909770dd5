//! When the visitor did something.

use std::ops::Range;

use scrubjay_format::event::{Event, Property, TimedEvent};

/// After this long without activity a stretch is worth skipping, as rrweb-player has it (`SKIP_TIME_THRESHOLD`, 10 s).
pub const INACTIVITY_MS: u32 = 10_000;

/// The stretches of at least `threshold_ms` in which the visitor did nothing: no pointer, key, click, input, scrolling,
/// focus or selection. Changes that the page makes by itself are no activity.
///
/// `events` are those of one stream, in order of time. The ranges are in milliseconds since its start, in order, each
/// from the end of an activity (or the first event) to the begin of the next (or the last event).
pub fn inactive_ranges(events: &[TimedEvent], threshold_ms: u32) -> Vec<Range<u32>> {
    let (Some(first), Some(last)) = (events.first(), events.last()) else {
        return Vec::new();
    };
    let mut ranges = Vec::new();
    let mut idle_since = first.at_ms;
    let mut end_ms = last.at_ms;
    let mut close = |since: u32, until: u32| {
        if until > since && until - since >= threshold_ms {
            ranges.push(since..until);
        }
    };
    for TimedEvent { at_ms, event } in events {
        if let Some(length_ms) = activity_ms(event) {
            close(idle_since, *at_ms);
            let activity_end = at_ms.saturating_add(length_ms);
            idle_since = idle_since.max(activity_end);
            end_ms = end_ms.max(activity_end);
        }
    }
    close(idle_since, end_ms);
    ranges
}

/// How long the activity lasted that the event tells of; none if it tells of none.
fn activity_ms(event: &Event) -> Option<u32> {
    match event {
        Event::PointerMoves(moves) => Some(moves.samples.last().map_or(0, |sample| sample.offset_ms)),
        Event::Properties(changes) => {
            let is_scroll = changes
                .iter()
                .any(|change| matches!(change.property, Property::Scroll { .. }));
            is_scroll.then_some(0)
        }
        Event::Pointer(_)
        | Event::Key(_)
        | Event::Focus { .. }
        | Event::Selection(_)
        | Event::VisualViewport(_)
        | Event::Click(_)
        | Event::FieldEdit(_)
        | Event::Form { .. }
        | Event::Wheel(_)
        | Event::Drag(_)
        | Event::ContextMenu(_)
        | Event::FilesChosen(_)
        | Event::Clipboard { .. } => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrubjay_format::NodeId;
    use scrubjay_format::event::{Mutation, PointerKind, PointerMoves, PointerSample, PropertyChange};

    fn at(at_ms: u32, event: Event) -> TimedEvent {
        TimedEvent { at_ms, event }
    }

    fn scroll() -> Event {
        let property = Property::Scroll { x: 0, y: 10 };
        Event::Properties(vec![PropertyChange {
            node: NodeId::DOCUMENT,
            property,
        }])
    }

    fn moves(length_ms: u32) -> Event {
        let sample = |offset_ms| PointerSample {
            offset_ms,
            x: 0,
            y: 0,
            target: None,
        };
        let samples = vec![sample(0), sample(length_ms)];
        Event::PointerMoves(PointerMoves {
            kind: PointerKind::Mouse,
            pointer: 0,
            samples,
        })
    }

    fn idle(events: &[TimedEvent], threshold_ms: u32) -> Vec<(u32, u32)> {
        inactive_ranges(events, threshold_ms)
            .into_iter()
            .map(|range| (range.start, range.end))
            .collect()
    }

    #[test]
    fn what_the_page_does_by_itself_is_no_activity() {
        let ticks = (0..60).map(|second| at(second * 1000, Event::Mutation(Mutation::default())));
        let events: Vec<_> = ticks.collect();
        assert_eq!(idle(&events, 10_000), [(0, 59_000)]);
    }

    #[test]
    fn activity_ends_where_its_last_sample_is() {
        let events = [
            at(0, Event::SnapshotEnd),
            at(2_000, scroll()),
            at(5_000, moves(400)),
            at(20_000, scroll()),
        ];
        assert_eq!(idle(&events, 3_000), [(2_000, 5_000), (5_400, 20_000)]);
        assert_eq!(idle(&events, 10_000), [(5_400, 20_000)]);
        assert_eq!(idle(&events, 15_000), []);
    }

    #[test]
    fn nothing_is_no_inactivity() {
        assert_eq!(idle(&[], 0), []);
        assert_eq!(idle(&[at(5, scroll())], 0), []);
    }
}

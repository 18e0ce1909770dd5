//! Clicks that tell of frustration.

use std::collections::VecDeque;

use scrubjay_format::event::{Click, Event, FormAction, LifecycleState, Mutation, TimedEvent};

/// This many clicks …
pub(crate) const RAGE_CLICKS: usize = 3;
/// … in this time …
pub(crate) const RAGE_TIME_MS: u32 = 1_000;
/// … in this radius are a rage click. The values are the defaults that posthog-js documents for `RageclickConfig`
/// (`click_count` 3, `timeout_ms` 1000, `threshold_px` 30); Datadog's browser SDK, too, takes three clicks within a second.
pub(crate) const RAGE_RADIUS_PX: i64 = 30;

/// A click that nothing answers within this time is dead: the default of `mutation_threshold_ms` that posthog-js documents
/// for `DeadClicksAutoCaptureConfig`.
pub(crate) const DEAD_AFTER_MS: u32 = 2_500;

/// A click with the time it happened at.
pub(crate) type TimedClick<'a> = (u32, &'a Click);

/// Bursts of clicks on one spot, as the first click and how many they are.
///
/// Clicks on inputs (of any type, since a path does not tell it) and text areas are left out, since a double and a triple
/// click select there, and so are bursts in which text was selected. Keyboard activation has no spot.
pub(crate) fn rage_clicks(events: &[TimedEvent]) -> Vec<(TimedClick<'_>, usize)> {
    let mut bursts = Vec::new();
    let mut recent: VecDeque<TimedClick<'_>> = VecDeque::new();
    // Whether `recent` is a burst already.
    let mut is_rage = false;
    for TimedEvent { at_ms, event } in events {
        match event {
            Event::Selection(selection) if selection.ranges.iter().any(|range| !is_caret(range)) => {
                if is_rage {
                    bursts.pop();
                }
                is_rage = false;
                recent.clear();
            }
            Event::Click(click) if click.count > 0 && click.button == 0 && !is_for_text(&click.path) => {
                let goes_on = recent
                    .back()
                    .is_some_and(|(last_ms, _)| at_ms.saturating_sub(*last_ms) <= RAGE_TIME_MS)
                    && recent.front().is_some_and(|(_, first)| is_near(first, click));
                if !goes_on {
                    recent.clear();
                    is_rage = false;
                }
                recent.push_back((*at_ms, click));
                if !is_rage && recent.len() > RAGE_CLICKS {
                    recent.pop_front();
                }
                match (is_rage, recent.front()) {
                    (true, _) => {
                        if let Some((_, count)) = bursts.last_mut() {
                            *count += 1;
                        }
                    }
                    (false, Some(first))
                        if recent.len() == RAGE_CLICKS && at_ms.saturating_sub(first.0) <= RAGE_TIME_MS =>
                    {
                        is_rage = true;
                        bursts.push((*first, RAGE_CLICKS));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    bursts
}

fn is_caret(range: &scrubjay_format::event::SelectionRange) -> bool {
    (range.anchor, range.anchor_offset) == (range.focus, range.focus_offset)
}

fn is_near(a: &Click, b: &Click) -> bool {
    let (x, y) = (i64::from(a.x) - i64::from(b.x), i64::from(a.y) - i64::from(b.y));
    x * x + y * y <= RAGE_RADIUS_PX * RAGE_RADIUS_PX
}

/// Clicks on buttons that nothing answered for [`DEAD_AFTER_MS`].
///
/// Only what must answer counts: `<button>` and `<summary>`. Links may open elsewhere, fields answer by taking the focus.
/// Only what can be known counts: there must be a replay, and the stream must go on for that long. Whatever happens in the
/// time is taken for an answer, be it by chance.
pub(crate) fn dead_clicks(events: &[TimedEvent]) -> Vec<TimedClick<'_>> {
    let has_replay = events.iter().any(|timed| matches!(timed.event, Event::Snapshot(_)));
    let (true, Some(last)) = (has_replay, events.last()) else {
        return Vec::new();
    };
    let clicks = events.iter().enumerate().filter_map(|(at, timed)| match &timed.event {
        Event::Click(click) if click.button == 0 && is_button(&click.path) => Some((at, timed.at_ms, click)),
        _ => None,
    });
    let is_dead = |(at, at_ms, click): &(usize, u32, &Click)| {
        let until_ms = at_ms.saturating_add(DEAD_AFTER_MS);
        // An answer may be recorded just before the click: listeners of the page run before those of a recorder.
        let before = events[..*at].iter().rev().take_while(|timed| timed.at_ms == *at_ms);
        let after = events[*at + 1..].iter().take_while(|timed| timed.at_ms <= until_ms);
        last.at_ms > until_ms && !before.chain(after).any(|timed| is_answer(timed, *at_ms, click))
    };
    clicks.filter(is_dead).map(|(_, at_ms, click)| (at_ms, click)).collect()
}

/// Whether the event may be what a click at `click_ms` brought about.
fn is_answer(timed: &TimedEvent, click_ms: u32, click: &Click) -> bool {
    match &timed.event {
        Event::Mutation(mutation) => *mutation != Mutation::default(),
        // The button itself takes the focus, without anyone's doing.
        Event::Focus { node, .. } => node.is_some() && *node != click.target,
        Event::Network(network) => network.began_ms >= click_ms,
        Event::Form { action, .. } => *action != FormAction::Invalid,
        Event::Lifecycle(state) => matches!(state, LifecycleState::Hidden | LifecycleState::Frozen),
        Event::Start(_)
        | Event::Snapshot(_)
        | Event::Properties(_)
        | Event::Sheet(_)
        | Event::Rule(_)
        | Event::AdoptedSheets(_)
        | Event::Selection(_)
        | Event::Viewport(_)
        | Event::VisualViewport(_)
        | Event::ColorScheme(_)
        | Event::Navigation(_)
        | Event::Title(_)
        | Event::FieldEdit(_)
        | Event::Clipboard { .. }
        | Event::FilesChosen(_)
        | Event::ForeignPart(_)
        | Event::Autofill { .. }
        | Event::Visibility { .. }
        | Event::WindowFocus { .. }
        | Event::Error(_)
        | Event::Console(_)
        | Event::Custom(_)
        | Event::State(_)
        | Event::Unknown { .. } => true,
        Event::SnapshotEnd
        | Event::PointerMoves(_)
        | Event::Pointer(_)
        | Event::Key(_)
        | Event::Wheel(_)
        | Event::Orientation(_)
        | Event::Drag(_)
        | Event::ContextMenu(_)
        | Event::Click(_)
        | Event::Online(_)
        | Event::Vital(_)
        | Event::Identify(_)
        | Event::Tag { .. }
        | Event::MaskCounts(_)
        | Event::Note(_)
        | Event::ClockOffset { .. }
        | Event::Asset(_)
        | Event::AssetBytes(_)
        | Event::LongTask(_)
        | Event::Flag(_)
        | Event::Connection(_) => false,
    }
}

/// The element names of a selector-like path, innermost first.
fn names(path: &str) -> impl Iterator<Item = &str> {
    let steps = path.rsplit('>').map(str::trim).filter(|step| !step.is_empty());
    steps.map(|step| step.split(['#', '.', ':', '[']).next().unwrap_or(step))
}

/// In a button, however deep.
fn is_button(path: &str) -> bool {
    names(path).any(|name| matches!(name, "button" | "summary"))
}

fn is_for_text(path: &str) -> bool {
    names(path)
        .next()
        .is_some_and(|name| matches!(name, "input" | "textarea"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrubjay_format::NodeId;
    use scrubjay_format::event::{Forest, Selection, SelectionRange, TextChange};

    const BUTTON: &str = "main > form#pay > button:nth-of-type(2)";

    fn at(at_ms: u32, event: Event) -> TimedEvent {
        TimedEvent { at_ms, event }
    }

    fn click(at_ms: u32, x: i32, path: &str) -> TimedEvent {
        let (label, path) = ("Pay".into(), path.into());
        at(
            at_ms,
            Event::Click(Click {
                target: Some(NodeId(9)),
                x,
                y: 50,
                button: 0,
                count: 1,
                label,
                path,
            }),
        )
    }

    fn rages(events: &[TimedEvent]) -> Vec<(u32, usize)> {
        rage_clicks(events)
            .into_iter()
            .map(|((at_ms, _), count)| (at_ms, count))
            .collect()
    }

    #[test]
    fn three_clicks_in_a_second_on_a_spot() {
        let clicks = |times: [u32; 3], x: [i32; 3]| [0, 1, 2].map(|at| click(times[at], x[at], BUTTON));
        assert_eq!(rages(&clicks([10, 400, 1_010], [5, 35, 0])), [(10, 3)]);
        assert_eq!(rages(&clicks([10, 400, 1_011], [5, 5, 5])), [], "too slow");
        assert_eq!(rages(&clicks([10, 400, 800], [5, 5, 36])), [], "too far");
    }

    #[test]
    fn a_burst_is_one_signal_with_all_its_clicks() {
        let mut clicks: Vec<_> = (0..7).map(|n| click(n * 300, 0, BUTTON)).collect();
        clicks.push(click(9_000, 0, BUTTON));
        clicks.extend((0..3).map(|n| click(20_000 + n * 100, 0, BUTTON)));
        assert_eq!(rages(&clicks), [(0, 7), (20_000, 3)]);
        let slow_begin = [0, 900, 1_300, 1_700, 2_600].map(|at_ms| click(at_ms, 0, BUTTON));
        assert_eq!(rages(&slow_begin), [(900, 4)]);
    }

    #[test]
    fn selecting_text_is_no_rage() {
        let clicks = [0, 200, 400].map(|at_ms| click(at_ms, 0, "main > p"));
        let range = SelectionRange {
            anchor: NodeId(3),
            anchor_offset: 0,
            focus: NodeId(3),
            focus_offset: 9,
        };
        let selection = Event::Selection(Selection {
            document: NodeId::DOCUMENT,
            ranges: vec![range],
        });
        for place in 1..=3 {
            let mut events = clicks.to_vec();
            events.insert(place, at(events[place - 1].at_ms, selection.clone()));
            assert_eq!(rages(&events), [], "selected after click {place}");
        }
        assert_eq!(
            rages(&[0, 200, 400].map(|at_ms| click(at_ms, 0, "form > input#name"))),
            []
        );
    }

    fn dead(events: &[TimedEvent]) -> Vec<u32> {
        dead_clicks(events).into_iter().map(|(at_ms, _)| at_ms).collect()
    }

    fn replay(events: impl IntoIterator<Item = TimedEvent>) -> Vec<TimedEvent> {
        let snapshot = at(
            0,
            Event::Snapshot(Forest {
                first: NodeId::DOCUMENT,
                tokens: Vec::new(),
            }),
        );
        let mut all = vec![snapshot];
        all.extend(events);
        all.push(at(10_000, Event::SnapshotEnd));
        all
    }

    #[test]
    fn a_button_that_nothing_answers_is_dead() {
        let focus = at(
            1_001,
            Event::Focus {
                node: Some(NodeId(9)),
                visible: false,
            },
        );
        assert_eq!(dead(&replay([click(1_000, 0, BUTTON), focus])), [1_000]);
        assert_eq!(dead(&replay([click(1_000, 0, "main > button > svg > path")])), [1_000]);
        assert!(dead(&replay([click(1_000, 0, "main > a"), click(2_000, 0, "main > input")])).is_empty());
    }

    #[test]
    fn any_answer_in_time_will_do() {
        let texts = vec![TextChange {
            node: NodeId(5),
            text: "ok".into(),
        }];
        let mutation = |at_ms| {
            at(
                at_ms,
                Event::Mutation(Mutation {
                    texts: texts.clone(),
                    ..Mutation::default()
                }),
            )
        };
        assert!(dead(&replay([click(1_000, 0, BUTTON), mutation(3_500)])).is_empty());
        assert_eq!(dead(&replay([click(1_000, 0, BUTTON), mutation(3_501)])), [1_000]);
        assert!(dead(&replay([mutation(1_000), click(1_000, 0, BUTTON)])).is_empty());
        assert_eq!(
            dead(&replay([
                click(1_000, 0, BUTTON),
                at(1_100, Event::Mutation(Mutation::default()))
            ])),
            [1_000]
        );
    }

    #[test]
    fn nothing_is_said_without_a_replay_or_when_the_stream_ends() {
        let events = replay([click(1_000, 0, BUTTON), click(8_000, 0, BUTTON)]);
        assert_eq!(
            dead(&events),
            [1_000],
            "the second may have been answered after the end"
        );
        assert!(dead(&events[1..]).is_empty());
    }
}

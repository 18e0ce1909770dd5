//! Where the pointers were, point by point.

use scrubjay_format::NodeId;
use scrubjay_format::event::{Event, PointerAction, PointerKind, Property, TimedEvent};

/// How long ago a press may be to be told of. At sixteen times the speed a frame of 16 ms spans a quarter second.
const CLICK_MS: u32 = 700;
/// Between points further apart than this, the pointer rests and then jumps; below, it glides.
const GLIDE_MS: u32 = 150;

/// A point on a pointer's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Point {
    at_ms: u32,
    x: i32,
    y: i32,
    target: Option<NodeId>,
    kind: PointerKind,
    pointer: u32,
    action: Action,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Move,
    Down,
    Up,
    Leave,
}

/// A pointer at a moment, in CSS pixels of the recorded viewport.
#[derive(Clone, Debug, PartialEq)]
pub struct PointerPoint {
    /// What points.
    pub kind: PointerKind,
    /// Which finger or pen.
    pub pointer: u32,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Whether a button or the finger is down.
    pub is_down: bool,
}

/// A press of the last moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClickMark {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// How long ago.
    pub age_ms: u32,
    /// What pressed.
    pub kind: PointerKind,
}

/// All pointers at a moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PointerFrame {
    /// Those on the page.
    pub pointers: Vec<PointerPoint>,
    /// Presses of the last moments.
    pub clicks: Vec<ClickMark>,
    /// The element that was below the pointer when it was last heard of, which `:hover` is about.
    pub hovered: Option<NodeId>,
    /// The page changed since: something else may have come below a pointer that stood still.
    pub is_stale: bool,
    /// The element that is held down, which `:active` is about.
    pub pressed: Option<NodeId>,
}

/// The ways of all pointers of a stream.
#[derive(Debug, Default)]
pub(crate) struct PointerTrack {
    points: Vec<Point>,
    /// When the page changed, ascending.
    changes_ms: Vec<u32>,
}

impl PointerTrack {
    /// Collects them from a stream's events.
    pub(crate) fn of(events: &[TimedEvent]) -> Self {
        let mut points = Vec::new();
        for event in events {
            match &event.event {
                Event::PointerMoves(moves) => points.extend(moves.samples.iter().map(|sample| Point {
                    at_ms: event.at_ms.saturating_add(sample.offset_ms),
                    x: sample.x,
                    y: sample.y,
                    target: sample.target,
                    kind: moves.kind,
                    pointer: moves.pointer,
                    action: Action::Move,
                })),
                Event::Pointer(pointer) => points.push(Point {
                    at_ms: event.at_ms,
                    x: pointer.x,
                    y: pointer.y,
                    target: pointer.target,
                    kind: pointer.kind,
                    pointer: pointer.pointer,
                    action: match pointer.action {
                        PointerAction::Down => Action::Down,
                        PointerAction::Up if pointer.kind == PointerKind::Touch => Action::Leave,
                        PointerAction::Up => Action::Up,
                        PointerAction::Cancel if pointer.kind == PointerKind::Touch => Action::Leave,
                        PointerAction::Cancel => Action::Up,
                        PointerAction::Leave => Action::Leave,
                    },
                }),
                _ => {}
            }
        }
        points.sort_by_key(|point| point.at_ms); // stable: of one moment, in the order recorded
        let changes = events.iter().filter(|event| is_change(&event.event));
        let changes_ms = changes.map(|event| event.at_ms).collect();
        Self { points, changes_ms }
    }

    /// The pointers at a time of the stream.
    pub(crate) fn at(&self, local_ms: u32) -> PointerFrame {
        let next = self.points.partition_point(|point| point.at_ms <= local_ms);
        let (past, future) = self.points.split_at(next);
        let mut frame = PointerFrame::default();
        // The last that is known of each pointer, newest first.
        let mut seen: Vec<(PointerKind, u32)> = Vec::new();
        for (index, point) in past.iter().enumerate().rev() {
            let who = (point.kind, point.pointer);
            if seen.contains(&who) {
                continue;
            }
            seen.push(who);
            if point.action != Action::Leave {
                let press = past[..=index]
                    .iter()
                    .rev()
                    .filter(|earlier| (earlier.kind, earlier.pointer) == who);
                let down = press.take_while(|point| !matches!(point.action, Action::Up | Action::Leave));
                let down = down.filter(|point| point.action == Action::Down).last();
                frame.pressed = frame.pressed.or(down.and_then(|down| down.target));
                let points_at_all = point.kind != PointerKind::Touch || down.is_some();
                if points_at_all && frame.pointers.is_empty() {
                    frame.hovered = point.target;
                    frame.is_stale = down.is_none() && self.changed_between(point.at_ms, local_ms);
                }
                let (x, y) = glide(
                    point,
                    future.iter().find(|later| (later.kind, later.pointer) == who),
                    local_ms,
                );
                frame.pointers.push(PointerPoint {
                    kind: point.kind,
                    pointer: point.pointer,
                    x,
                    y,
                    is_down: down.is_some(),
                });
            }
            if seen.len() == MAX_POINTERS || (point.kind != PointerKind::Touch && index + LOOK_BACK < past.len()) {
                break;
            }
        }
        frame.clicks = clicks(past, local_ms);
        frame
    }

    fn changed_between(&self, after_ms: u32, until_ms: u32) -> bool {
        let next = self.changes_ms.partition_point(|at_ms| *at_ms <= after_ms);
        self.changes_ms.get(next).is_some_and(|at_ms| *at_ms <= until_ms)
    }
}

/// Whether an event can put something else below a pointer.
fn is_change(event: &Event) -> bool {
    match event {
        Event::Snapshot(_)
        | Event::Mutation(_)
        | Event::Sheet(_)
        | Event::Rule(_)
        | Event::AdoptedSheets(_)
        | Event::Viewport(_)
        | Event::VisualViewport(_) => true,
        Event::Properties(changes) => changes.iter().any(|change| {
            let property = &change.property;
            matches!(
                property,
                Property::Scroll { .. }
                    | Property::Modal(_)
                    | Property::PopoverOpen(_)
                    | Property::Fullscreen(_)
                    | Property::Checked(_)
            )
        }),
        _ => false,
    }
}

/// More than hands can hold.
const MAX_POINTERS: usize = 16;
/// How far to look for other pointers once a mouse or pen is found.
const LOOK_BACK: usize = 512;

fn glide(point: &Point, next: Option<&Point>, local_ms: u32) -> (f64, f64) {
    let (x, y) = (f64::from(point.x), f64::from(point.y));
    match next {
        Some(next)
            if next.action == Action::Move && next.at_ms - point.at_ms <= GLIDE_MS && next.at_ms > point.at_ms =>
        {
            let share = f64::from(local_ms - point.at_ms) / f64::from(next.at_ms - point.at_ms);
            (x + (f64::from(next.x) - x) * share, y + (f64::from(next.y) - y) * share)
        }
        _ => (x, y),
    }
}

fn clicks(past: &[Point], local_ms: u32) -> Vec<ClickMark> {
    let recent = past
        .iter()
        .rev()
        .take_while(|point| local_ms.saturating_sub(point.at_ms) <= CLICK_MS);
    let downs = recent.filter(|point| point.action == Action::Down);
    downs
        .map(|point| ClickMark {
            x: point.x,
            y: point.y,
            age_ms: local_ms - point.at_ms,
            kind: point.kind,
        })
        .collect()
}

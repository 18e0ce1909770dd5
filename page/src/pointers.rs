//! Mouse, pens and fingers.

use scrubjay_format::NodeId;
use scrubjay_format::event::{Event, Pointer, PointerAction, PointerKind, PointerMoves, TimedEvent};

use crate::page::Page;

/// More pointers than hands can hold come from a broken recording; the oldest go.
const LIMIT: usize = 32;

/// A pointer on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointerState {
    /// What points.
    pub kind: PointerKind,
    /// Which finger or pen.
    pub pointer: u32,
    /// When it got there, in milliseconds since the stream's start.
    pub at_ms: u32,
    /// CSS pixels from the left of the top document's viewport.
    pub x: i32,
    /// CSS pixels from its top.
    pub y: i32,
    /// The deepest recorded element below it, if that is in the page still.
    pub target: Option<NodeId>,
    /// The buttons held, as in `PointerEvent.buttons`.
    pub buttons: u8,
}

impl Page {
    pub(crate) fn move_pointer(&mut self, at_ms: u32, moves: &PointerMoves) {
        let Some(last) = moves.samples.last() else { return };
        let buttons = self
            .pointer(moves.kind, moves.pointer)
            .map_or(0, |pointer| pointer.buttons);
        self.set_pointer(PointerState {
            kind: moves.kind,
            pointer: moves.pointer,
            at_ms: at_ms.saturating_add(last.offset_ms),
            x: last.x,
            y: last.y,
            target: last.target,
            buttons,
        });
    }

    /// A finger that is lifted is gone; a mouse or pen is gone when it leaves.
    pub(crate) fn press_pointer(&mut self, at_ms: u32, event: &Pointer) {
        let is_gone = match event.action {
            PointerAction::Down => false,
            PointerAction::Up | PointerAction::Cancel => event.kind == PointerKind::Touch,
            PointerAction::Leave => true,
        };
        let Pointer {
            kind,
            pointer,
            buttons,
            x,
            y,
            target,
            ..
        } = *event;
        if is_gone {
            self.pointers
                .retain(|known| (known.kind, known.pointer) != (kind, pointer));
        } else {
            self.set_pointer(PointerState {
                kind,
                pointer,
                at_ms,
                x,
                y,
                target,
                buttons,
            });
        }
    }

    fn pointer(&self, kind: PointerKind, pointer: u32) -> Option<&PointerState> {
        self.pointers
            .iter()
            .find(|known| (known.kind, known.pointer) == (kind, pointer))
    }

    fn set_pointer(&mut self, mut state: PointerState) {
        state.target = state.target.filter(|target| self.nodes.contains(*target));
        let known = self
            .pointers
            .iter_mut()
            .find(|known| (known.kind, known.pointer) == (state.kind, state.pointer));
        if let Some(known) = known {
            *known = state;
            return;
        }
        if self.pointers.len() == LIMIT {
            self.pointers.remove(0);
        }
        self.pointers.push(state);
    }
}

/// A path as one event per point, each at its own time, so that a timeline can show the pointer on its way. Any other
/// event is given back as it is.
pub fn split_pointer_moves(event: &TimedEvent) -> Vec<TimedEvent> {
    let Event::PointerMoves(PointerMoves { kind, pointer, samples }) = &event.event else {
        return vec![event.clone()];
    };
    let points = samples.iter().map(|sample| {
        let at_ms = event.at_ms.saturating_add(sample.offset_ms);
        let mut sample = *sample;
        sample.offset_ms = 0;
        let moves = PointerMoves {
            kind: *kind,
            pointer: *pointer,
            samples: vec![sample],
        };
        TimedEvent {
            at_ms,
            event: Event::PointerMoves(moves),
        }
    });
    points.collect()
}

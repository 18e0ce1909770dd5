//! Mouse, pen and fingers: where they go, and when they press.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use scrubjay_format::event::{Pointer, PointerAction, PointerKind};
use scrubjay_format::{Event, NodeId};
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, PointerEvent, Window};

use super::Tracker;
use crate::page::{Listener, Timer};
use crate::tape::{Tape, node_id};

/// Pointers of one document after another; synthetic mouse events count too, as tests and assistive tools send them.
pub(super) struct PointerTracker {
    moves: Listener,
    buttons: Listener,
    leaves: Listener,
}

#[derive(Clone, Copy, PartialEq)]
struct Position {
    kind: PointerKind,
    pointer: u32,
    x: i32,
    y: i32,
    target: Option<NodeId>,
}

struct Hand {
    tape: Rc<Tape>,
    /// The last point written, and when.
    written: Cell<Option<Position>>,
    written_ms: Cell<u32>,
    /// A point that came too soon after it, and is written when it is time unless another one comes.
    waiting: Cell<Option<Position>>,
    timer: RefCell<Option<Timer>>,
    /// Browser ids of pens and fingers, by their number in the recording.
    pointers: RefCell<Vec<Option<i32>>>,
    buttons: Cell<u16>,
}

pub(super) fn track(tape: &Rc<Tape>) -> PointerTracker {
    let hand = Rc::new(Hand {
        tape: tape.clone(),
        written: Cell::default(),
        written_ms: Cell::default(),
        waiting: Cell::default(),
        timer: RefCell::default(),
        pointers: RefCell::default(),
        buttons: Cell::default(),
    });
    let weak = Rc::downgrade(&hand);
    let timer = Timer::new(&tape.scope, move || {
        if let Some(hand) = weak.upgrade() {
            hand.write_waiting();
        }
    });
    hand.timer.replace(Some(timer));
    let (moves, buttons, leaves) = (hand.clone(), hand.clone(), hand);
    PointerTracker {
        moves: Listener::new(&tape.scope, move |event| moves.moved(event.unchecked_ref())),
        buttons: Listener::new(&tape.scope, move |event| buttons.pressed(event.unchecked_ref())),
        leaves: Listener::new(&tape.scope, move |event| leaves.left(event.unchecked_ref())),
    }
}

impl Tracker for PointerTracker {
    fn attach(&self, _root: &EventTarget, window: Option<&Window>) {
        if let Some(window) = window {
            self.moves.attach(window, &["pointermove", "mousemove", "pointerover"]);
            self.buttons.attach(
                window,
                &["pointerdown", "mousedown", "pointerup", "mouseup", "pointercancel"],
            );
            self.leaves.attach(window, &["pointerout"]);
        }
    }
}

/// What points, if the event says so: pages send events of these names that are no pointer events, and those of a frame are
/// instances of another class.
fn pointer_type(event: &PointerEvent) -> Option<String> {
    js_sys::Reflect::get(event, &"pointerType".into()).ok()?.as_string()
}

impl Hand {
    fn moved(&self, event: &PointerEvent) {
        let now = self.tape.now_ms();
        let sample_ms = self.tape.step().pointer_sample_ms();
        let due = now.saturating_sub(self.written_ms.get()) >= sample_ms || self.written.get().is_none();
        let position = self.position(event);
        if self.written.get() == Some(position) {
            self.waiting.set(None);
            return; // a mouse event that follows a pointer event
        }
        self.waiting.set(Some(position));
        if due {
            self.write_waiting();
        } else if let Some(timer) = &*self.timer.borrow() {
            timer.set(sample_ms.saturating_sub(now.saturating_sub(self.written_ms.get())));
        }
    }

    fn write_waiting(&self) {
        let Some(position) = self.waiting.take() else { return };
        self.written.set(Some(position));
        self.written_ms.set(self.tape.now_ms());
        self.tape
            .record_move(position.kind, position.pointer, position.x, position.y, position.target);
    }

    fn pressed(&self, event: &PointerEvent) {
        let action = match &*event.type_() {
            "pointerdown" | "mousedown" => PointerAction::Down,
            "pointercancel" => PointerAction::Cancel,
            _ => PointerAction::Up,
        };
        let buttons = event.buttons();
        let is_mouse_event = event.type_().starts_with("mouse");
        if is_mouse_event && buttons == self.buttons.get() {
            return; // the pointer event before it said so
        }
        self.buttons.set(buttons);
        self.tape.read_before_input();
        self.write_waiting();
        let position = self.position(event);
        self.write(position, action, buttons);
        if action != PointerAction::Down && position.kind != PointerKind::Mouse {
            self.release(event.pointer_id());
        }
    }

    fn left(&self, event: &PointerEvent) {
        let leaves_page = event.related_target().is_none() && event.buttons() == 0;
        if !leaves_page || pointer_type(event).as_deref() != Some("mouse") {
            return;
        }
        self.write_waiting();
        let position = Position {
            target: None,
            ..self.position(event)
        };
        self.written.set(None);
        self.write(position, PointerAction::Leave, 0);
    }

    fn write(&self, position: Position, action: PointerAction, buttons: u16) {
        self.tape.record(&Event::Pointer(Pointer {
            kind: position.kind,
            pointer: position.pointer,
            action,
            buttons: buttons as u8,
            x: position.x,
            y: position.y,
            target: position.target,
        }));
    }

    fn position(&self, event: &PointerEvent) -> Position {
        let (left, top) = match self.tape.dom.windows.offset_of(event) {
            Some(offset) => (offset[0], offset[1]),
            None => (0.0, 0.0),
        };
        let kind = match pointer_type(event).as_deref() {
            Some("touch") => PointerKind::Touch,
            Some("pen") => PointerKind::Pen,
            _ => PointerKind::Mouse,
        };
        let pointer = if kind == PointerKind::Mouse {
            0
        } else {
            self.number(event.pointer_id())
        };
        Position {
            kind,
            pointer,
            x: event.client_x() + left.round() as i32,
            y: event.client_y() + top.round() as i32,
            target: node_id(self.tape.dom.nodes.target_of(event)),
        }
    }

    /// The number of a pen or finger: the smallest that is free, if it is new.
    fn number(&self, id: i32) -> u32 {
        let mut pointers = self.pointers.borrow_mut();
        let place = pointers
            .iter()
            .position(|known| *known == Some(id))
            .or_else(|| pointers.iter().position(Option::is_none));
        let place = place.unwrap_or(pointers.len());
        if place == pointers.len() {
            pointers.push(None);
        }
        pointers[place] = Some(id);
        place as u32
    }

    fn release(&self, id: i32) {
        for known in self.pointers.borrow_mut().iter_mut() {
            if *known == Some(id) {
                *known = None;
            }
        }
    }
}

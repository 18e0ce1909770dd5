//! Turns of the wheel: those that come close together as one.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use scrubjay_format::Event;
use scrubjay_format::event::Wheel;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{EventTarget, MouseEvent, Window};

use super::Tracker;
use crate::page::{Listener, Timer};
use crate::tape::{Tape, node_id};

/// Events of one turn come with every frame; this long after the first they are written.
const GATHER_MS: u32 = 100;
/// What a line and a page of `WheelEvent.deltaMode` count as, in CSS pixels: as Firefox scrolls by default.
const LINE_PX: f64 = 16.0;
const PAGE_PX: f64 = 800.0;

pub(super) struct WheelTracker {
    listener: Listener,
}

struct Turn {
    tape: Rc<Tape>,
    gathered: Cell<Option<Wheel>>,
    timer: RefCell<Option<Timer>>,
}

pub(super) fn track(tape: &Rc<Tape>) -> WheelTracker {
    let turn = Rc::new(Turn {
        tape: tape.clone(),
        gathered: Cell::default(),
        timer: RefCell::default(),
    });
    let weak = Rc::downgrade(&turn);
    let timer = Timer::new(&tape.scope, move || {
        if let Some(turn) = weak.upgrade() {
            turn.write();
        }
    });
    turn.timer.replace(Some(timer));
    WheelTracker {
        listener: Listener::new(&tape.scope, move |event| turn.turned(event.unchecked_ref())),
    }
}

impl Tracker for WheelTracker {
    fn attach(&self, _root: &EventTarget, window: Option<&Window>) {
        if let Some(window) = window {
            self.listener.attach(window, &["wheel"]);
        }
    }
}

impl Turn {
    fn turned(&self, event: &MouseEvent) {
        let unit = match number(event, "deltaMode") as u32 {
            0 => 1.0,
            1 => LINE_PX,
            _ => PAGE_PX,
        };
        let target = node_id(self.tape.dom.nodes.target_of(event));
        let offset = self.tape.dom.windows.offset_of(event);
        let (left, top) = offset.map_or((0.0, 0.0), |offset| (offset[0], offset[1]));
        let begun = self.gathered.get();
        let before = begun.filter(|wheel| wheel.target == target);
        if begun.is_some() && before.is_none() {
            self.write();
        }
        let delta = |name: &str| (number(event, name) * unit).round() as i32;
        self.gathered.set(Some(Wheel {
            x: event.client_x() + left.round() as i32,
            y: event.client_y() + top.round() as i32,
            delta_x: before.map_or(0, |wheel| wheel.delta_x).saturating_add(delta("deltaX")),
            delta_y: before.map_or(0, |wheel| wheel.delta_y).saturating_add(delta("deltaY")),
            target,
        }));
        if before.is_none()
            && let Some(timer) = &*self.timer.borrow()
        {
            timer.set(GATHER_MS);
        }
    }

    fn write(&self) {
        if let Some(wheel) = self.gathered.take() {
            self.tape.record(&Event::Wheel(wheel));
        }
    }
}

fn number(event: &MouseEvent, name: &str) -> f64 {
    let value = js_sys::Reflect::get(event, &JsValue::from_str(name)).ok();
    value.and_then(|value| value.as_f64()).unwrap_or(0.0)
}

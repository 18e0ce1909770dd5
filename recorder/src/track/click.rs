//! Clicks, taps and keyboard activations, with what was hit.

use std::rc::Rc;

use scrubjay_format::Event;
use scrubjay_format::event::Click;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, MouseEvent, Window};

use super::Tracker;
use crate::page::{Listener, control_of, label_of, path_of};
use crate::tape::{Tape, node_id};

pub(super) struct ClickTracker {
    listener: Listener,
}

pub(super) fn track(tape: &Rc<Tape>) -> ClickTracker {
    let shared = tape.clone();
    ClickTracker {
        listener: Listener::new(&tape.scope, move |event| {
            // What scripts click is no act of the visitor.
            if event.is_trusted() {
                clicked(&shared, event.unchecked_ref());
            }
        }),
    }
}

impl Tracker for ClickTracker {
    fn attach(&self, _root: &EventTarget, window: Option<&Window>) {
        if let Some(window) = window {
            self.listener.attach(window, &["click", "auxclick"]);
        }
    }
}

fn clicked(tape: &Tape, event: &MouseEvent) {
    tape.read_before_input();
    let target = node_id(tape.dom.nodes.target_of(event));
    let (mut label, mut path) = (String::new(), String::new());
    if let Some(control) = control_of(event) {
        let marks = tape.marks(node_id(tape.dom.nodes.id_of(Some(&control))));
        label = tape.gate.text(marks, &label_of(&control, &tape.dom.nodes)).into_owned();
        path = tape.gate.declared(&path_of(&control)).into_owned();
    }
    let offset = tape.dom.windows.offset_of(event);
    let (left, top) = offset.map_or((0.0, 0.0), |offset| (offset[0], offset[1]));
    tape.record(&Event::Click(Click {
        target,
        x: event.client_x() + left.round() as i32,
        y: event.client_y() + top.round() as i32,
        button: event.button().clamp(0, 255) as u8,
        count: event.detail().max(0) as u32,
        label: label.into(),
        path: path.into(),
    }));
}

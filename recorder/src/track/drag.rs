//! Drag and drop: that something was dragged and where it was dropped; never what.

use std::rc::Rc;

use scrubjay_format::Event;
use scrubjay_format::event::{Drag, DragAction};
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, MouseEvent, Window};

use super::Tracker;
use crate::page::{Listener, files_of};
use crate::tape::{Tape, node_id};

pub(super) struct DragTracker {
    listener: Listener,
}

pub(super) fn track(tape: &Rc<Tape>) -> DragTracker {
    let shared = tape.clone();
    DragTracker {
        listener: Listener::new(&tape.scope, move |event| dragged(&shared, event.unchecked_ref())),
    }
}

impl Tracker for DragTracker {
    fn attach(&self, _root: &EventTarget, window: Option<&Window>) {
        if let Some(window) = window {
            self.listener.attach(window, &["dragstart", "drop", "dragend"]);
        }
    }
}

fn dragged(tape: &Tape, event: &MouseEvent) {
    let action = match &*event.type_() {
        "dragstart" => DragAction::Start,
        "drop" => DragAction::Drop,
        _ => DragAction::End,
    };
    tape.read_before_input();
    // Only with a drop may a page, and we, know of the files.
    let files = if action == DragAction::Drop {
        files_of(event).first().copied().unwrap_or(0.0) as u32
    } else {
        0
    };
    let offset = tape.dom.windows.offset_of(event);
    let (left, top) = offset.map_or((0.0, 0.0), |offset| (offset[0], offset[1]));
    tape.record(&Event::Drag(Drag {
        action,
        target: node_id(tape.dom.nodes.target_of(event)),
        x: event.client_x() + left.round() as i32,
        y: event.client_y() + top.round() as i32,
        files,
    }));
}

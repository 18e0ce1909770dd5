//! That the context menu was asked for.

use std::rc::Rc;

use scrubjay_format::Event;
use scrubjay_format::event::ContextMenu;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, MouseEvent, Window};

use super::Tracker;
use crate::page::Listener;
use crate::tape::{Tape, node_id};

pub(super) struct MenuTracker {
    listener: Listener,
}

pub(super) fn track(tape: &Rc<Tape>) -> MenuTracker {
    let shared = tape.clone();
    MenuTracker {
        listener: Listener::new(&tape.scope, move |event| asked(&shared, event.unchecked_ref())),
    }
}

impl Tracker for MenuTracker {
    fn attach(&self, _root: &EventTarget, window: Option<&Window>) {
        if let Some(window) = window {
            self.listener.attach(window, &["contextmenu"]);
        }
    }
}

fn asked(tape: &Tape, event: &MouseEvent) {
    tape.read_before_input();
    let offset = tape.dom.windows.offset_of(event);
    let (left, top) = offset.map_or((0.0, 0.0), |offset| (offset[0], offset[1]));
    tape.record(&Event::ContextMenu(ContextMenu {
        target: node_id(tape.dom.nodes.target_of(event)),
        x: event.client_x() + left.round() as i32,
        y: event.client_y() + top.round() as i32,
    }));
}

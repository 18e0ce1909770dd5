//! That something was copied, cut or pasted; never what.

use std::rc::Rc;

use scrubjay_format::Event;
use scrubjay_format::event::ClipboardAction;
use web_sys::{EventTarget, Window};

use super::Tracker;
use crate::page::Listener;
use crate::tape::{Tape, node_id};

pub(super) struct ClipboardTracker {
    listener: Listener,
}

pub(super) fn track(tape: &Rc<Tape>) -> ClipboardTracker {
    let shared = tape.clone();
    ClipboardTracker {
        listener: Listener::new(&tape.scope, move |event| {
            let action = match &*event.type_() {
                "copy" => ClipboardAction::Copy,
                "cut" => ClipboardAction::Cut,
                _ => ClipboardAction::Paste,
            };
            let node = node_id(shared.dom.nodes.target_of(&event));
            shared.record(&Event::Clipboard { node, action });
        }),
    }
}

impl Tracker for ClipboardTracker {
    fn attach(&self, _root: &EventTarget, window: Option<&Window>) {
        if let Some(window) = window {
            self.listener.attach(window, &["copy", "cut", "paste"]);
        }
    }
}

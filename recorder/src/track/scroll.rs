//! Scroll positions: of documents and of everything else that scrolls. The reader takes them once a frame.

use std::rc::Rc;

use web_sys::{EventTarget, Window};

use super::Tracker;
use crate::page::Listener;
use crate::tape::Tape;

pub(super) struct ScrollTracker {
    listener: Listener,
}

pub(super) fn track(tape: &Rc<Tape>) -> ScrollTracker {
    let shared = tape.clone();
    ScrollTracker {
        listener: Listener::new(&tape.scope, move |event| {
            if let Some(target) = event.target() {
                shared.dom.states.touch_scroll(&target);
            }
        }),
    }
}

impl Tracker for ScrollTracker {
    fn attach(&self, root: &EventTarget, _window: Option<&Window>) {
        self.listener.attach(root, &["scroll"]);
    }
}

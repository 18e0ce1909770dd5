//! Whether the browser is online.

use std::rc::Rc;

use scrubjay_format::Event;
use web_sys::{EventTarget, Window};

use super::Tracker;
use crate::page::Listener;
use crate::tape::Tape;

pub(super) struct ConnectionTracker {
    tape: Rc<Tape>,
    listener: Listener,
}

pub(super) fn track(tape: &Rc<Tape>) -> ConnectionTracker {
    let shared = tape.clone();
    ConnectionTracker {
        tape: tape.clone(),
        listener: Listener::new(&tape.scope, move |event| {
            shared.record(&Event::Online(event.type_() == "online"));
        }),
    }
}

impl Tracker for ConnectionTracker {
    fn attach(&self, _root: &EventTarget, window: Option<&Window>) {
        if window == Some(&self.tape.window) {
            self.listener.attach(&self.tape.window, &["online", "offline"]);
        }
    }
}

//! Whether the browser is online, and over what.

use std::cell::RefCell;
use std::rc::Rc;

use scrubjay_format::Event;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, Window};

use super::Tracker;
use crate::environment::environment;
use crate::page::Listener;
use crate::tape::Tape;

pub(super) struct ConnectionTracker {
    tape: Rc<Tape>,
    listener: Listener,
    changes: Listener,
}

pub(super) fn track(tape: &Rc<Tape>) -> ConnectionTracker {
    let (shared, changed) = (tape.clone(), tape.clone());
    let known = RefCell::new(environment(&tape.window).connection);
    ConnectionTracker {
        tape: tape.clone(),
        listener: Listener::new(&tape.scope, move |event| {
            shared.record(&Event::Online(event.type_() == "online"));
        }),
        changes: Listener::new(&tape.scope, move |_| {
            let now = environment(&changed.window).connection;
            // Browsers tell of changes too small to show in what they give out.
            if *known.borrow() != now {
                known.replace(now.clone());
                changed.record(&Event::Connection(now));
            }
        }),
    }
}

impl Tracker for ConnectionTracker {
    fn attach(&self, _root: &EventTarget, window: Option<&Window>) {
        if window == Some(&self.tape.window) {
            self.listener.attach(&self.tape.window, &["online", "offline"]);
            let connection = js_sys::Reflect::get(&self.tape.window.navigator(), &"connection".into());
            if let Some(connection) = connection.ok().filter(|connection| connection.is_object()) {
                self.changes.attach(connection.unchecked_ref(), &["change"]);
            }
        }
    }
}

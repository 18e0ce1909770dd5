//! The page is left, frozen, or comes back.

use std::rc::Rc;

use scrubjay_format::Event;
use scrubjay_format::event::LifecycleState;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, PageTransitionEvent, Window};

use super::Tracker;
use crate::page::Listener;
use crate::tape::Tape;

/// Called when the page is being left, with whether it may come back (from the back/forward cache).
pub(crate) type Leaving = Rc<dyn Fn(bool)>;

/// Called when the page is back from the back/forward cache.
pub(crate) type Returning = Rc<dyn Fn()>;

pub(super) struct LifecycleTracker {
    tape: Rc<Tape>,
    transitions: Listener,
    freezes: Listener,
}

pub(super) fn track(tape: &Rc<Tape>, leaving: Leaving, returning: Returning) -> LifecycleTracker {
    let (transition_tape, freeze_tape) = (tape.clone(), tape.clone());
    let freezing = leaving.clone();
    LifecycleTracker {
        tape: tape.clone(),
        transitions: Listener::new(&tape.scope, move |event| {
            let persisted = event.unchecked_ref::<PageTransitionEvent>().persisted();
            if event.type_() == "pagehide" {
                transition_tape.record(&Event::Lifecycle(LifecycleState::Hidden));
                leaving(persisted);
            } else if persisted {
                transition_tape.record(&Event::Lifecycle(LifecycleState::Restored));
                returning();
            }
        }),
        freezes: Listener::new(&tape.scope, move |event| {
            if event.type_() == "freeze" {
                freeze_tape.record(&Event::Lifecycle(LifecycleState::Frozen));
                // A frozen page may be discarded without another word.
                freezing(true);
            } else {
                freeze_tape.record(&Event::Lifecycle(LifecycleState::Resumed));
            }
        }),
    }
}

impl Tracker for LifecycleTracker {
    fn attach(&self, root: &EventTarget, window: Option<&Window>) {
        if window == Some(&self.tape.window) {
            self.transitions.attach(&self.tape.window, &["pagehide", "pageshow"]);
            self.freezes.attach(root, &["freeze", "resume"]);
        }
    }
}

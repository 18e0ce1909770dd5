//! CSS animations and transitions that begin, end or are cancelled. What they are is read with the page (`js/animations.js`).

use std::rc::Rc;

use web_sys::{EventTarget, Window};

use super::Tracker;
use crate::page::Listener;
use crate::tape::Tape;

/// An animation that repeats goes on as it was.
const EVENTS: &[&str] = &[
    "transitionrun",
    "transitionend",
    "transitioncancel",
    "animationstart",
    "animationend",
    "animationcancel",
];

pub(super) struct AnimationTracker {
    tape: Rc<Tape>,
    listener: Listener,
}

pub(super) fn track(tape: &Rc<Tape>) -> AnimationTracker {
    let shared = tape.clone();
    AnimationTracker {
        tape: tape.clone(),
        listener: Listener::new(&tape.scope, move |event| shared.dom.animations.noticed(&event)),
    }
}

impl Tracker for AnimationTracker {
    fn attach(&self, root: &EventTarget, _window: Option<&Window>) {
        self.listener.attach(root, EVENTS);
    }

    fn after_read(&self, changed: bool) {
        if changed {
            self.tape.dom.animations.check_paused();
        }
    }
}

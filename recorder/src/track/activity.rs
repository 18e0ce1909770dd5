//! Whether somebody is there: input of any kind, by which sessions live and idle pages wake.

use std::rc::Rc;

use web_sys::{EventTarget, VisibilityState, Window};

use super::Tracker;
use crate::page::Listener;
use crate::tape::Tape;

/// What a visitor does. Scrolling is not among it: pages scroll by themselves; wheel, keys and fingers are.
const INPUT: [&str; 7] = [
    "pointermove",
    "pointerdown",
    "mousemove",
    "mousedown",
    "keydown",
    "wheel",
    "touchmove",
];

pub(crate) struct ActivityTracker {
    tape: Rc<Tape>,
    input: Listener,
    visibility: Listener,
}

/// `seen` is called whenever the visitor does something, `hidden` when the page was hidden.
pub(crate) fn track(tape: &Rc<Tape>, seen: impl Fn() + 'static, hidden: impl Fn() + 'static) -> ActivityTracker {
    let seen = Rc::new(seen);
    let shown = seen.clone();
    let document = tape.document.clone();
    ActivityTracker {
        tape: tape.clone(),
        // Events that scripts make say nothing about a visitor.
        input: Listener::new(&tape.scope, move |event| {
            if event.is_trusted() {
                seen();
            }
        }),
        visibility: Listener::new(&tape.scope, move |_| {
            if document.visibility_state() == VisibilityState::Visible {
                shown();
            } else {
                hidden();
            }
        }),
    }
}

impl Tracker for ActivityTracker {
    fn attach(&self, root: &EventTarget, window: Option<&Window>) {
        let Some(window) = window else { return };
        self.input.attach(window, &INPUT);
        if window == &self.tape.window {
            self.visibility.attach(root, &["visibilitychange"]);
        }
    }
}

//! Whether the tab is shown and the window has the focus.

use std::rc::Rc;

use scrubjay_format::Event;
use web_sys::{EventTarget, VisibilityState, Window};

use super::Tracker;
use crate::page::Listener;
use crate::tape::Tape;

pub(super) struct VisibilityTracker {
    tape: Rc<Tape>,
    visibility: Listener,
    focus: Listener,
}

pub(super) fn track(tape: &Rc<Tape>) -> VisibilityTracker {
    let (visibility_tape, focus_tape) = (tape.clone(), tape.clone());
    VisibilityTracker {
        tape: tape.clone(),
        visibility: Listener::new(&tape.scope, move |_| {
            let visible = visibility_tape.document.visibility_state() == VisibilityState::Visible;
            visibility_tape.record(&Event::Visibility { visible });
        }),
        focus: Listener::new(&tape.scope, move |event| {
            // Elements send the same events, on their way through the window.
            let of_window = event
                .target()
                .is_some_and(|target| &target == AsRef::<EventTarget>::as_ref(&focus_tape.window));
            if of_window {
                focus_tape.record(&Event::WindowFocus {
                    focused: event.type_() == "focus",
                });
            }
        }),
    }
}

impl Tracker for VisibilityTracker {
    fn attach(&self, root: &EventTarget, window: Option<&Window>) {
        if window == Some(&self.tape.window) {
            self.visibility.attach(root, &["visibilitychange"]);
            self.focus.attach(&self.tape.window, &["focus", "blur"]);
        }
    }
}

//! State of elements that changes with an event of its own: media, popovers, details, full screen, and what was loaded.

use std::rc::Rc;

use web_sys::{EventTarget, Window};

use super::Tracker;
use crate::page::{Listener, deepest_of};
use crate::tape::Tape;

/// Events after which the element's state is read again.
const TOUCHING: &[&str] = &[
    "toggle",
    "close",
    "play",
    "pause",
    "seeked",
    "ratechange",
    "volumechange",
    "ended",
    "loadedmetadata",
    "emptied",
    "playing",
    "waiting",
];

pub(super) struct StateTracker {
    states: Listener,
    loads: Listener,
    media: Listener,
    fullscreen: Listener,
}

pub(super) fn track(tape: &Rc<Tape>) -> StateTracker {
    let (state_tape, load_tape, screen_tape, media_tape) = (tape.clone(), tape.clone(), tape.clone(), tape.clone());
    StateTracker {
        states: Listener::new(&tape.scope, move |event| {
            if let Some(target) = deepest_of(&event) {
                state_tape.dom.states.touch(&target);
            }
        }),
        loads: Listener::new(&tape.scope, move |event| {
            if let Some(target) = deepest_of(&event) {
                load_tape.dom.reader.loaded(&target);
            }
        }),
        media: Listener::new(&tape.scope, move |event| {
            if let Some(target) = deepest_of(&event) {
                media_tape.dom.states.check_media(&target);
            }
        }),
        fullscreen: Listener::new(&tape.scope, move |event| {
            if let Some(root) = event.current_target() {
                screen_tape.dom.states.fullscreen_changed(&root);
            }
        }),
    }
}

impl Tracker for StateTracker {
    fn attach(&self, root: &EventTarget, _window: Option<&Window>) {
        self.states.attach(root, TOUCHING);
        self.loads.attach(root, &["load"]);
        self.media.attach(root, &["timeupdate"]);
        self.fullscreen.attach(root, &["fullscreenchange"]);
    }
}

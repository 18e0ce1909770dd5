//! Which element has the focus, and whether it shows a ring.

use std::cell::Cell;
use std::rc::Rc;

use scrubjay_format::Event;
use web_sys::{EventTarget, Window};

use super::Tracker;
use crate::page::{Listener, focus_of};
use crate::tape::{Tape, node_id};

pub(super) struct FocusTracker {
    listener: Listener,
    tape: Rc<Tape>,
    asked: Rc<Cell<bool>>,
    /// The id and whether a ring was shown, as last written.
    written: Cell<(u32, bool)>,
}

pub(super) fn track(tape: &Rc<Tape>) -> FocusTracker {
    let asked = Rc::new(Cell::new(true));
    let (shared, ask) = (tape.clone(), asked.clone());
    FocusTracker {
        // The truth is read with the frame: between the two events of a change nothing has the focus.
        listener: Listener::new(&tape.scope, move |_| {
            ask.set(true);
            shared.dom.reader.schedule();
        }),
        tape: tape.clone(),
        asked,
        written: Cell::default(),
    }
}

impl Tracker for FocusTracker {
    fn attach(&self, _root: &EventTarget, window: Option<&Window>) {
        if let Some(window) = window {
            self.listener.attach(window, &["focusin", "focusout"]);
        }
    }

    fn after_read(&self, changed: bool) {
        // A focused element that is taken out of the page loses the focus without an event.
        let may_be_gone = changed && self.written.get().0 != 0;
        if !self.asked.replace(false) && !may_be_gone {
            return;
        }
        let found = focus_of(&self.tape.document, &self.tape.dom.nodes);
        let [id, visible] = found[..] else { return };
        let now = (id, visible != 0);
        if self.written.replace(now) != now {
            self.tape.record(&Event::Focus {
                node: node_id(id),
                visible: now.1,
            });
        }
    }
}

//! Selected text, of the top document and of frames.

use std::cell::RefCell;
use std::rc::Rc;

use scrubjay_format::event::{Selection, SelectionRange};
use scrubjay_format::{Event, NodeId};
use wasm_bindgen::JsCast;
use web_sys::{Document, EventTarget, Window};

use super::Tracker;
use crate::page::{Listener, selection_of};
use crate::tape::{Tape, is_document, node_id};

pub(super) struct SelectionTracker {
    listener: Listener,
    tape: Rc<Tape>,
    /// Documents whose selection changed since the last reading.
    changed: Rc<RefCell<Vec<Document>>>,
    /// What was last written, by document.
    written: RefCell<Vec<Selection>>,
}

pub(super) fn track(tape: &Rc<Tape>) -> SelectionTracker {
    let changed = Rc::new(RefCell::new(Vec::<Document>::new()));
    let (shared, documents) = (tape.clone(), changed.clone());
    SelectionTracker {
        listener: Listener::new(&tape.scope, move |event| {
            let Some(document) = event.current_target().filter(|target| is_document(target)) else {
                return touch_control(&shared, &event);
            };
            touch_control(&shared, &event);
            let document: Document = document.unchecked_into();
            let mut documents = documents.borrow_mut();
            if !documents.contains(&document) {
                documents.push(document);
            }
            shared.dom.reader.schedule();
        }),
        tape: tape.clone(),
        changed,
        written: RefCell::default(),
    }
}

/// The event may be about the caret of a text control, which is state of the control.
fn touch_control(tape: &Tape, event: &web_sys::Event) {
    if let Some(target) = event.target().filter(|target| !is_document(target)) {
        tape.dom.states.touch(&target);
    }
}

impl Tracker for SelectionTracker {
    fn attach(&self, root: &EventTarget, _window: Option<&Window>) {
        // Of controls inside of a shadow root it does not leave the root.
        self.listener.attach(root, &["selectionchange"]);
    }

    fn after_read(&self, _changed: bool) {
        for document in self.changed.take() {
            let Some(id) = node_id(self.tape.dom.nodes.id_of(Some(&document))) else {
                continue;
            };
            let ranges = selection_of(&document, &self.tape.dom.nodes);
            let selection = Selection {
                document: id,
                ranges: ranges
                    .chunks_exact(4)
                    .map(|range| SelectionRange {
                        anchor: NodeId(range[0]),
                        anchor_offset: range[1],
                        focus: NodeId(range[2]),
                        focus_offset: range[3],
                    })
                    .collect(),
            };
            let mut written = self.written.borrow_mut();
            let last = written.iter().position(|last| last.document == id);
            match last {
                Some(place) if written[place] == selection => continue,
                Some(place) => written[place] = selection.clone(),
                // Nothing was selected, and nothing is.
                None if selection.ranges.is_empty() => continue,
                None => written.push(selection.clone()),
            }
            drop(written);
            self.tape.record(&Event::Selection(selection));
        }
    }
}

//! Form controls that the visitor edits, and what happens to forms. What scripts set is seen by `js/fields.js`.

use std::rc::Rc;

use scrubjay_format::Event;
use scrubjay_format::event::{FieldEdit, FilesChosen, FormAction};
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, Node, Window};

use super::Tracker;
use crate::page::{Listener, deepest_of, files_of, label_of, path_of};
use crate::tape::{Tape, node_id};

pub(super) struct FormTracker {
    tape: Rc<Tape>,
    edits: Listener,
    forms: Listener,
}

pub(super) fn track(tape: &Rc<Tape>) -> FormTracker {
    let (edit_tape, form_tape) = (tape.clone(), tape.clone());
    FormTracker {
        tape: tape.clone(),
        edits: Listener::new(&tape.scope, move |event| edited(&edit_tape, &event)),
        forms: Listener::new(&tape.scope, move |event| form_event(&form_tape, &event)),
    }
}

impl Tracker for FormTracker {
    fn attach(&self, root: &EventTarget, window: Option<&Window>) {
        match window {
            Some(window) => {
                self.edits.attach(window, &["input", "change"]);
                self.forms.attach(window, &["submit", "reset", "invalid"]);
            }
            // These do not leave their shadow root.
            None => {
                self.edits.attach(root, &["change"]);
                self.forms.attach(root, &["submit", "reset", "invalid"]);
            }
        }
    }

    fn after_read(&self, _changed: bool) {
        for control in self.tape.dom.fields.take_autofilled() {
            if let Some(node) = node_id(self.tape.dom.nodes.id_of(Some(&control))) {
                self.tape.record(&Event::Autofill { node });
            }
        }
    }
}

fn edited(tape: &Tape, event: &web_sys::Event) {
    let Some(target) = deepest_of(event) else { return };
    tape.dom.fields.edited(&target);
    if event.type_() != "change" {
        return;
    }
    let node: &Node = target.unchecked_ref();
    let is_file_control = tape.dom.nodes.is_file_control(node);
    // What scripts edit is no act of the visitor; but files come into a control through scripts, too: from a drop.
    if !event.is_trusted() && !is_file_control {
        return;
    }
    tape.read_before_input();
    let Some(id) = node_id(tape.dom.nodes.id_of(Some(node))) else {
        return;
    };
    if is_file_control {
        let files = files_of(&target);
        let number = |place: usize| files.get(place).copied().unwrap_or(0.0);
        return tape.record(&Event::FilesChosen(FilesChosen {
            target: id,
            count: number(0) as u32,
            size_bytes: number(1) as u64,
        }));
    }
    let label = label_of(node, &tape.dom.nodes);
    tape.record(&Event::FieldEdit(FieldEdit {
        target: id,
        label: tape.gate.text(tape.marks(Some(id)), &label).into(),
        path: tape.gate.declared(&path_of(node)).into(),
    }));
}

fn form_event(tape: &Tape, event: &web_sys::Event) {
    let Some(target) = deepest_of(event) else { return };
    let action = match &*event.type_() {
        "submit" => FormAction::Submit,
        "reset" => FormAction::Reset,
        _ => FormAction::Invalid,
    };
    tape.read_before_input();
    if let Some(node) = node_id(tape.dom.nodes.id_of(Some(target.unchecked_ref()))) {
        tape.record(&Event::Form { node, action });
    }
    if action == FormAction::Reset {
        // Its controls are reset after this event, unless the page prevents it; they are read with the next frame.
        tape.dom.fields.touch_form(&target);
    }
}

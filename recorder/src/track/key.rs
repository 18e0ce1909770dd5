//! Keys: of which kind, never which character.

use std::rc::Rc;

use scrubjay_format::Event;
use scrubjay_format::event::{Key, KeyClass, Modifiers};
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, KeyboardEvent, Window};

use super::Tracker;
use crate::page::Listener;
use crate::tape::{Tape, node_id};

pub(super) struct KeyTracker {
    listener: Listener,
}

pub(super) fn track(tape: &Rc<Tape>) -> KeyTracker {
    let shared = tape.clone();
    KeyTracker {
        listener: Listener::new(&tape.scope, move |event| pressed(&shared, event.unchecked_ref())),
    }
}

impl Tracker for KeyTracker {
    fn attach(&self, _root: &EventTarget, window: Option<&Window>) {
        if let Some(window) = window {
            self.listener.attach(window, &["keydown"]);
        }
    }
}

fn pressed(tape: &Tape, event: &KeyboardEvent) {
    // A browser that fills a form in sends an event of this name without a key.
    let key = js_sys::Reflect::get(event, &"key".into()).ok();
    let Some(key) = key.and_then(|key| key.as_string()) else {
        return;
    };
    let class = class_of(&key);
    let target = node_id(tape.dom.nodes.target_of(event));
    // How many characters a password has is nobody's business either.
    if matches!(class, KeyClass::Character | KeyClass::Editing) && tape.is_secret(target) {
        return;
    }
    let modifiers = Modifiers {
        shift: event.shift_key(),
        control: event.ctrl_key(),
        alt: event.alt_key(),
        meta: event.meta_key(),
    };
    // Control with Alt is how AltGr comes, which writes characters.
    let is_shortcut = (modifiers.control != modifiers.alt || modifiers.meta) && !modifiers.alt;
    let name = if class != KeyClass::Character || is_shortcut {
        &*key
    } else {
        ""
    };
    tape.record(&Event::Key(Key {
        class,
        modifiers,
        name: name.into(),
        target,
    }));
}

/// By the names of UI Events, "KeyboardEvent key values".
fn class_of(key: &str) -> KeyClass {
    match key {
        "Enter" => KeyClass::Enter,
        "Tab" => KeyClass::Tab,
        "Escape" => KeyClass::Escape,
        "Backspace" | "Delete" | "Clear" | "Cut" | "Copy" | "Paste" | "Undo" | "Redo" | "Insert" => KeyClass::Editing,
        "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End" | "PageUp" | "PageDown" => {
            KeyClass::Navigation
        }
        // A dead key or an unfinished composition writes a character sooner or later.
        "Dead" | "Process" | "Unidentified" => KeyClass::Character,
        _ if key.chars().nth(1).is_none() => KeyClass::Character,
        _ => KeyClass::Function,
    }
}

//! Addresses and titles in single-page applications.

use std::cell::RefCell;
use std::rc::Rc;

use scrubjay_format::event::{Navigation, NavigationCause};
use scrubjay_format::{Event, Text};
use wasm_bindgen::prelude::*;
use web_sys::{EventTarget, Window};

use super::Tracker;
use crate::page::Listener;
use crate::tape::Tape;

type HookCallback = Closure<dyn Fn(JsValue)>;

pub(super) struct NavigationTracker {
    tape: Rc<Tape>,
    pops: Listener,
    hashes: Listener,
    title: RefCell<String>,
    _hooks: [HookCallback; 2],
}

pub(super) fn track(tape: &Rc<Tape>) -> NavigationTracker {
    let url = Rc::new(RefCell::new(href(&tape.window)));
    let on = |cause: NavigationCause| {
        let (tape, url) = (tape.clone(), url.clone());
        move || went(&tape, &url, cause)
    };
    let (pop, hash) = (on(NavigationCause::Pop), on(NavigationCause::Hash));
    let hooks = [
        ("pushState", NavigationCause::Push),
        ("replaceState", NavigationCause::Replace),
    ]
    .map(|(name, cause)| {
        let went = on(cause);
        let callback = HookCallback::new(move |_| went());
        if let Ok(history) = js_sys::Reflect::get(&tape.window, &"history".into()) {
            let history: js_sys::Object = history.unchecked_into();
            let prototype = js_sys::Object::get_prototype_of(&history);
            tape.scope
                .hook_method(&prototype, name, callback.as_ref().unchecked_ref());
        }
        callback
    });
    NavigationTracker {
        tape: tape.clone(),
        pops: Listener::new(&tape.scope, move |_| pop()),
        hashes: Listener::new(&tape.scope, move |_| hash()),
        title: RefCell::new(tape.document.title()),
        _hooks: hooks,
    }
}

impl Tracker for NavigationTracker {
    fn attach(&self, _root: &EventTarget, window: Option<&Window>) {
        if window == Some(&self.tape.window) {
            self.pops.attach(&self.tape.window, &["popstate"]);
            self.hashes.attach(&self.tape.window, &["hashchange"]);
        }
    }

    fn after_read(&self, changed: bool) {
        if !changed {
            return;
        }
        let title = self.tape.document.title();
        if *self.title.borrow() != title {
            let scrubbed: Text = self.tape.gate.title(self.tape.title_marks(), &title).into();
            self.title.replace(title);
            self.tape.record(&Event::Title(scrubbed));
        }
    }
}

/// The address of the page.
pub(crate) fn href(window: &Window) -> String {
    window.location().href().unwrap_or_default()
}

fn went(tape: &Tape, last: &RefCell<String>, cause: NavigationCause) {
    let url = href(&tape.window);
    if *last.borrow() == url {
        return; // a state without an address of its own, or the same change told by a second event
    }
    let scrubbed = tape.gate.page_url(&url).into();
    last.replace(url);
    tape.record(&Event::Navigation(Navigation { url: scrubbed, cause }));
}

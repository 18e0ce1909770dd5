//! Addresses and titles in single-page applications.

use std::cell::RefCell;
use std::rc::Rc;

use scrubjay_format::event::{Navigation, NavigationCause};
use scrubjay_format::{Event, Text};
use wasm_bindgen::prelude::*;
use web_sys::{EventTarget, Window};

use super::Tracker;
use crate::environment::history_step;
use crate::page::Listener;
use crate::tape::Tape;

type HookCallback = Closure<dyn Fn(JsValue)>;

pub(super) struct NavigationTracker {
    tape: Rc<Tape>,
    pops: Listener,
    hashes: Listener,
    /// The Navigation API, which tells of everything that the others do and of more; then these are not needed.
    entries: Option<(EventTarget, Listener)>,
    title: RefCell<String>,
    _hooks: Vec<HookCallback>,
}

pub(super) fn track(tape: &Rc<Tape>) -> NavigationTracker {
    let url = Rc::new(RefCell::new(href(&tape.window)));
    let on = |cause: NavigationCause| {
        let (tape, url) = (tape.clone(), url.clone());
        move || went(&tape, &url, cause)
    };
    let (popped, hash) = (on(NavigationCause::Pop), on(NavigationCause::Hash));
    let (pop_tape, pop_url, hashed) = (tape.clone(), url.clone(), on(NavigationCause::Hash));
    let pop = move || {
        // A step to another fragment sends this event as well, before its own.
        let is_hash = without_fragment(&href(&pop_tape.window)) == without_fragment(&pop_url.borrow());
        if is_hash { hashed() } else { popped() }
    };
    let entries = navigation(&tape.window).map(|target| (target, entry_changes(tape, &url)));
    let hooks: &[(&str, NavigationCause)] = if entries.is_some() { &[] } else { &HOOKS };
    let hooks = hooks.iter().map(|(name, cause)| {
        let went = on(*cause);
        let callback = HookCallback::new(move |_| went());
        if let Ok(history) = js_sys::Reflect::get(&tape.window, &"history".into()) {
            let history: js_sys::Object = history.unchecked_into();
            let prototype = js_sys::Object::get_prototype_of(&history);
            tape.scope
                .hook_method(&prototype, name, callback.as_ref().unchecked_ref());
        }
        callback
    });
    let hooks = hooks.collect();
    NavigationTracker {
        tape: tape.clone(),
        pops: Listener::new(&tape.scope, move |_| pop()),
        hashes: Listener::new(&tape.scope, move |_| hash()),
        entries,
        title: RefCell::new(tape.document.title()),
        _hooks: hooks,
    }
}

impl Tracker for NavigationTracker {
    fn attach(&self, _root: &EventTarget, window: Option<&Window>) {
        if window == Some(&self.tape.window) {
            match &self.entries {
                Some((navigation, changes)) => changes.attach(navigation, &["currententrychange"]),
                None => {
                    self.pops.attach(&self.tape.window, &["popstate"]);
                    self.hashes.attach(&self.tape.window, &["hashchange"]);
                }
            }
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

/// What changes the address without an event of its own.
const HOOKS: [(&str, NavigationCause); 2] = [
    ("pushState", NavigationCause::Push),
    ("replaceState", NavigationCause::Replace),
];

/// `window.navigation`, where there is one.
fn navigation(window: &Window) -> Option<EventTarget> {
    let navigation = js_sys::Reflect::get(window, &"navigation".into()).ok()?;
    navigation.is_object().then(|| navigation.unchecked_into())
}

/// Follows the entries of the history that the page is at.
fn entry_changes(tape: &Rc<Tape>, url: &Rc<RefCell<String>>) -> Listener {
    let (shared, url) = (tape.clone(), url.clone());
    Listener::new(&tape.scope, move |event| {
        let kind = js_sys::Reflect::get(&event, &"navigationType".into());
        let kind = kind.ok().and_then(|kind| kind.as_string());
        let cause = match kind.as_deref() {
            Some("replace") => NavigationCause::Replace,
            Some("traverse") => match history_step(&shared.window, &event) {
                ..0 => NavigationCause::Forward,
                0 => NavigationCause::Pop,
                1.. => NavigationCause::Back,
            },
            Some("push") => {
                let now = href(&shared.window);
                let same_document = without_fragment(&now) == without_fragment(&url.borrow());
                if same_document {
                    NavigationCause::Hash
                } else {
                    NavigationCause::Push
                }
            }
            _ => return, // a state was set, or the document is left
        };
        went(&shared, &url, cause);
    })
}

fn without_fragment(url: &str) -> &str {
    url.split('#').next().unwrap_or_default()
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

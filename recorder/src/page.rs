//! The JavaScript beside the crate, as Rust sees it.

use js_sys::{Array, Function, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Event, EventTarget, Node};

#[wasm_bindgen(module = "/js/scope.js")]
extern "C" {
    /// Everything one recording holds on to in the page; see `js/scope.js`.
    #[derive(Clone)]
    pub(crate) type Scope;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new(on_failure: &Function) -> Scope;
    /// Takes everything back.
    #[wasm_bindgen(method)]
    pub(crate) fn end(this: &Scope);
    #[wasm_bindgen(method)]
    fn listener(this: &Scope, callback: &Function) -> RawListener;
    #[wasm_bindgen(method)]
    fn later(this: &Scope, delay_ms: u32, callback: &Function) -> Function;
    /// Calls the callback after each call of a method of `owner`.
    #[wasm_bindgen(method, js_name = hookMethod)]
    pub(crate) fn hook_method(this: &Scope, owner: &JsValue, name: &str, after: &Function);
    #[wasm_bindgen(method, getter, js_name = spentMs)]
    pub(crate) fn spent_ms(this: &Scope) -> f64;
    #[wasm_bindgen(method, getter, js_name = longestMs)]
    pub(crate) fn longest_ms(this: &Scope) -> f64;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn ended(this: &Scope) -> bool;

    type RawListener;
    #[wasm_bindgen(method)]
    fn attach(this: &RawListener, target: &EventTarget, kind: &str);
    #[wasm_bindgen(method)]
    fn drop(this: &RawListener);
}

#[wasm_bindgen(module = "/js/reader.js")]
extern "C" {
    /// The DOM reader; see `js/reader.js`.
    #[derive(Clone)]
    pub(crate) type Reader;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new(scope: &Scope, level: u32, rules: &Array, on_due: &Function, on_warning: &Function) -> Reader;
    #[wasm_bindgen(method)]
    pub(crate) fn begin(this: &Reader, document: &Document);
    #[wasm_bindgen(method)]
    pub(crate) fn read(this: &Reader, budget_ms: f64) -> u32;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn steps(this: &Reader) -> Uint32Array;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn text(this: &Reader) -> String;
    #[wasm_bindgen(method, getter, js_name = unfinishedCount)]
    pub(crate) fn unfinished_count(this: &Reader) -> u32;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn count(this: &Reader) -> u32;
    #[wasm_bindgen(method)]
    pub(crate) fn hurry(this: &Reader);
    /// Watches no more until the next `begin`.
    #[wasm_bindgen(method)]
    pub(crate) fn suspend(this: &Reader);
    #[wasm_bindgen(method, js_name = takeRoots)]
    pub(crate) fn take_roots(this: &Reader) -> Array;
    #[wasm_bindgen(method, js_name = takeRestart)]
    pub(crate) fn take_restart(this: &Reader) -> bool;
    #[wasm_bindgen(method, js_name = idOf)]
    pub(crate) fn id_of(this: &Reader, node: Option<&Node>) -> u32;
    #[wasm_bindgen(method, js_name = marksOf)]
    pub(crate) fn marks_of(this: &Reader, id: u32) -> u32;
    #[wasm_bindgen(method, js_name = targetOf)]
    pub(crate) fn target_of(this: &Reader, event: &Event) -> u32;
    #[wasm_bindgen(method, js_name = frameOffset)]
    pub(crate) fn frame_offset(this: &Reader, event: &Event) -> Option<Box<[f64]>>;
    #[wasm_bindgen(method)]
    pub(crate) fn touch(this: &Reader, element: &EventTarget);
    #[wasm_bindgen(method, js_name = touchScroll)]
    pub(crate) fn touch_scroll(this: &Reader, target: &EventTarget);
    #[wasm_bindgen(method)]
    pub(crate) fn loaded(this: &Reader, target: &EventTarget);
    #[wasm_bindgen(method, js_name = fullscreenChanged)]
    pub(crate) fn fullscreen_changed(this: &Reader, document: &EventTarget);
    #[wasm_bindgen(method)]
    pub(crate) fn schedule(this: &Reader);
}

#[wasm_bindgen(module = "/js/sheets.js")]
extern "C" {
    /// Style sheets beyond the markup; see `js/sheets.js`.
    #[derive(Clone)]
    pub(crate) type Sheets;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new(scope: &Scope, reader: &Reader) -> Sheets;
    #[wasm_bindgen(method)]
    pub(crate) fn loaded(this: &Sheets, element: &EventTarget);
    #[wasm_bindgen(method)]
    pub(crate) fn begin(this: &Sheets);
}

#[wasm_bindgen(module = "/js/fields.js")]
extern "C" {
    /// Form controls that scripts set; see `js/fields.js`.
    #[derive(Clone)]
    pub(crate) type Fields;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new(scope: &Scope, reader: &Reader) -> Fields;
    #[wasm_bindgen(method)]
    pub(crate) fn touch(this: &Fields, element: &EventTarget);
    #[wasm_bindgen(method, js_name = touchForm)]
    pub(crate) fn touch_form(this: &Fields, form: &EventTarget);
}

#[wasm_bindgen(module = "/js/describe.js")]
extern "C" {
    /// What can be said of an element in words: a label and a path, as raw texts.
    #[wasm_bindgen(js_name = labelOf)]
    pub(crate) fn label_of(element: &Node, reader: &Reader) -> String;
    #[wasm_bindgen(js_name = pathOf)]
    pub(crate) fn path_of(element: &Node) -> String;
    /// What an event happened to, through open shadow roots.
    #[wasm_bindgen(js_name = deepestOf)]
    pub(crate) fn deepest_of(event: &Event) -> Option<EventTarget>;
    /// The element that an event is about: the control, if it hit something inside of one.
    #[wasm_bindgen(js_name = controlOf)]
    pub(crate) fn control_of(event: &Event) -> Option<Node>;
    /// The selection of a document as ids and offsets: anchor, anchor offset, focus, focus offset, for each range.
    #[wasm_bindgen(js_name = selectionOf)]
    pub(crate) fn selection_of(document: &Document, reader: &Reader) -> Vec<u32>;
    /// The focused element through shadow roots and frames, and whether it shows a focus ring.
    #[wasm_bindgen(js_name = focusOf)]
    pub(crate) fn focus_of(document: &Document, reader: &Reader) -> Vec<u32>;
    /// An error's name, message and stack, whatever was thrown.
    #[wasm_bindgen(js_name = errorOf)]
    pub(crate) fn error_of(thrown: &JsValue) -> Vec<String>;
}

/// A passive capturing listener; dropping it removes it from all its targets.
pub(crate) struct Listener {
    raw: RawListener,
    _callback: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// A listener that is on no target yet. Whatever goes wrong in the callback ends the recording, not the page.
    pub(crate) fn new(scope: &Scope, callback: impl Fn(Event) + 'static) -> Listener {
        let callback = Closure::<dyn Fn(Event)>::new(callback);
        Listener {
            raw: scope.listener(callback.as_ref().unchecked_ref()),
            _callback: callback,
        }
    }

    /// Listens to events of these types on one more target.
    pub(crate) fn attach(&self, target: &EventTarget, kinds: &[&str]) {
        for kind in kinds {
            self.raw.attach(target, kind);
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.raw.drop();
    }
}

/// A timer that can be set again and again; dropping it cancels it.
pub(crate) struct Timer {
    scope: Scope,
    callback: Closure<dyn Fn()>,
    cancel: std::cell::RefCell<Option<Function>>,
}

impl Timer {
    /// A timer that is not set.
    pub(crate) fn new(scope: &Scope, callback: impl Fn() + 'static) -> Timer {
        Timer {
            scope: scope.clone(),
            callback: Closure::<dyn Fn()>::new(callback),
            cancel: std::cell::RefCell::default(),
        }
    }

    /// Has the callback run `delay_ms` from now, in place of an earlier setting.
    pub(crate) fn set(&self, delay_ms: u32) {
        self.cancel();
        let cancel = self.scope.later(delay_ms, self.callback.as_ref().unchecked_ref());
        self.cancel.replace(Some(cancel));
    }

    /// Takes the setting back.
    pub(crate) fn cancel(&self) {
        if let Some(cancel) = self.cancel.take() {
            // Cancelling what has run already does nothing.
            let _ = cancel.call0(&JsValue::NULL);
        }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.cancel();
    }
}

//! Listeners and timers that a recording takes back.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget};

use crate::page::{RawListener, Scope};

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

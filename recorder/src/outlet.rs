//! Where parts go: to the site's own code, to a collector, or to both.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Uint8Array};
use scrubjay_format::StreamId;
use wasm_bindgen::JsValue;

use crate::deliver::{Delivery, Keep, Wish};
use crate::holdback::Cut;
use crate::page::Scope;
use crate::settings::Settings;

/// Takes parts off the recording.
pub(crate) struct Outlet {
    scope: Scope,
    on_part: Option<Function>,
    /// Where to send parts, and the write key.
    collector: Option<(String, String)>,
    keep: RefCell<Option<Keep>>,
    /// One for each stream of which something waits; the last is that of the stream that goes on.
    deliveries: RefCell<Vec<(StreamId, Delivery)>>,
    dropped_parts: Cell<u32>,
    wish: Rc<dyn Fn(Wish)>,
}

impl Outlet {
    /// An outlet as the options say. `wish` is told what the collector asks for, in a task of its own.
    pub(crate) fn new(scope: &Scope, settings: &Settings, wish: impl Fn(Wish) + 'static) -> Outlet {
        Outlet {
            scope: scope.clone(),
            on_part: settings.on_part(),
            collector: settings.endpoint().zip(settings.key()),
            keep: RefCell::default(),
            deliveries: RefCell::default(),
            dropped_parts: Cell::default(),
            wish: Rc::new(wish),
        }
    }

    /// Makes ready for a stream, and sends what earlier pages left behind.
    pub(crate) fn open(&self, stream: StreamId) {
        let Some((endpoint, key)) = &self.collector else { return };
        let keep = self
            .keep
            .borrow_mut()
            .get_or_insert_with(|| Keep::new(&self.scope))
            .clone();
        let mut deliveries = self.deliveries.borrow_mut();
        if deliveries.iter().any(|(known, _)| *known == stream) {
            return;
        }
        // Streams that have ended, and arrived.
        deliveries.retain(|(_, delivery)| delivery.waiting_size_bytes() > 0);
        let delivery = Delivery::new(&self.scope, endpoint, key, stream, &keep, self.wish.clone());
        deliveries.push((stream, delivery));
    }

    /// Takes a part. `false`: it is lost, and the stream has to begin afresh.
    ///
    /// What the site's code does with it is its own business: if it throws, page and recording go on.
    #[must_use]
    pub(crate) fn take(&self, cut: Cut) -> bool {
        if let Some(on_part) = &self.on_part {
            let _ = on_part.call1(&JsValue::NULL, &Uint8Array::from(&*cut.bytes));
        }
        if self.collector.is_none() {
            return true;
        }
        self.open(cut.stream);
        let deliveries = self.deliveries.borrow();
        let delivery = deliveries.iter().find(|(stream, _)| *stream == cut.stream);
        let taken = delivery.is_some_and(|(_, delivery)| delivery.send(cut.sequence, cut.bytes));
        if !taken {
            self.dropped_parts.set(self.dropped_parts.get() + 1);
        }
        taken
    }

    /// The page is being left.
    pub(crate) fn leave(&self) {
        for (_, delivery) in &*self.deliveries.borrow() {
            delivery.leave();
        }
        if let Some(keep) = &*self.keep.borrow() {
            keep.leave();
        }
    }

    /// The page was hidden, and may be discarded without another word.
    pub(crate) fn secure(&self) {
        if let Some(keep) = &*self.keep.borrow() {
            keep.write();
        }
    }

    /// Resolves when everything taken so far has arrived or was given up.
    pub(crate) fn settled(&self) -> Promise {
        let waiting: Array = self
            .deliveries
            .borrow()
            .iter()
            .map(|(_, delivery)| delivery.settled())
            .collect();
        Promise::all(&waiting)
    }

    /// Bytes that wait for the collector; of them, those in the browser's storage; and how many parts were dropped.
    pub(crate) fn queue(&self) -> (usize, f64, f64) {
        let waiting = self
            .deliveries
            .borrow()
            .iter()
            .map(|(_, delivery)| delivery.waiting_size_bytes())
            .sum();
        let keep = self.keep.borrow();
        let written = keep.as_ref().map_or(0.0, Keep::written_bytes);
        let dropped = keep.as_ref().map_or(0.0, Keep::dropped_parts);
        (waiting, written, dropped + f64::from(self.dropped_parts.get()))
    }
}

impl Drop for Outlet {
    fn drop(&mut self) {
        if let Some(keep) = &*self.keep.borrow() {
            keep.close();
        }
    }
}

//! Where parts go: to the site's own code, to a collector, or to both.

use js_sys::{Function, Promise, Uint8Array};
use scrubjay_format::StreamId;
use wasm_bindgen::JsValue;

use crate::deliver::{Delivery, Wish};
use crate::settings::Settings;

/// Takes parts off the recording.
pub(crate) struct Outlet {
    on_part: Option<Function>,
    delivery: Option<Delivery>,
}

impl Outlet {
    /// An outlet as the options say. `wish` is told what the collector asks for, in a task of its own.
    pub(crate) fn new(settings: &Settings, stream: StreamId, wish: impl Fn(Wish) + 'static) -> Outlet {
        let delivery = match (settings.endpoint(), settings.key()) {
            (Some(endpoint), Some(key)) => Some(Delivery::new(&endpoint, &key, stream, wish)),
            _ => None,
        };
        Outlet {
            on_part: settings.on_part(),
            delivery,
        }
    }

    /// Takes a part. `false`: it is lost, and the stream has to begin afresh.
    ///
    /// What the site's code does with it is its own business: if it throws, page and recording go on.
    #[must_use]
    pub(crate) fn take(&self, sequence: u32, part: Vec<u8>) -> bool {
        if let Some(on_part) = &self.on_part {
            let _ = on_part.call1(&JsValue::NULL, &Uint8Array::from(&*part));
        }
        match &self.delivery {
            Some(delivery) => delivery.send(sequence, part),
            None => true,
        }
    }

    /// The page is being left.
    pub(crate) fn leave(&self) {
        if let Some(delivery) = &self.delivery {
            delivery.leave();
        }
    }

    /// Resolves when everything taken so far has arrived or was given up.
    pub(crate) fn settled(&self) -> Promise {
        match &self.delivery {
            Some(delivery) => delivery.settled(),
            None => Promise::resolve(&JsValue::UNDEFINED),
        }
    }
}

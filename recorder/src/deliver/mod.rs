//! Delivery to the collector: one request of a stream at a time, acknowledged, retried; what a page cannot send before it is
//! left goes out from another one. The protocol is described in `docs/ingest.md`.

mod outbox;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use outbox::{Answer, MAX_WAITING_BYTES, Next, Outbox};
use scrubjay_format::StreamId;
use wasm_bindgen::prelude::*;

use crate::page::Scope;

#[wasm_bindgen(module = "/js/keep.js")]
extern "C" {
    /// What is not delivered yet, in the browser's storage; see `js/keep.js`.
    #[derive(Clone)]
    pub(crate) type Keep;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new(scope: &Scope) -> Keep;
    #[wasm_bindgen(method)]
    fn put(this: &Keep, stream: &str, sequence: u32, url: &str, bytes: &[u8]);
    #[wasm_bindgen(method)]
    fn release(this: &Keep, stream: &str, sequences: &[u32]);
    /// The page is left: everything is written, and other pages may send it.
    #[wasm_bindgen(method)]
    pub(crate) fn leave(this: &Keep);
    /// Writes what waits to be written, now.
    #[wasm_bindgen(method)]
    pub(crate) fn write(this: &Keep);
    /// Does nothing any more; what is written stays for the next page.
    #[wasm_bindgen(method)]
    pub(crate) fn close(this: &Keep);
    /// Bytes of this page in the browser's storage.
    #[wasm_bindgen(method, getter, js_name = writtenBytes)]
    pub(crate) fn written_bytes(this: &Keep) -> f64;
    /// Parts of earlier pages that were too old or too many.
    #[wasm_bindgen(method, getter, js_name = droppedParts)]
    pub(crate) fn dropped_parts(this: &Keep) -> f64;
}

#[wasm_bindgen(module = "/js/deliver.js")]
extern "C" {
    type Transport;

    #[wasm_bindgen(constructor)]
    fn new(scope: &Scope, url: &str, stream: &str, keep: &Keep, on_answer: &Function, on_time: &Function) -> Transport;
    #[wasm_bindgen(method)]
    fn post(this: &Transport, body: Vec<u8>);
    #[wasm_bindgen(method)]
    fn wait(this: &Transport, delay_ms: u32);
    #[wasm_bindgen(method, js_name = partingRoom)]
    fn parting_room(this: &Transport) -> u32;
    #[wasm_bindgen(method, js_name = sendParting)]
    fn send_parting(this: &Transport, body: Vec<u8>);
    #[wasm_bindgen(method)]
    fn close(this: &Transport);
}

/// What the collector asks of the recording.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Wish {
    /// Finish a part about as often as this.
    FlushEvery {
        /// The interval.
        interval_ms: u32,
    },
    /// A part will never arrive: begin the stream afresh, with a new snapshot.
    Restart,
    /// There is room again for what could not be taken.
    Room,
    /// Nothing more is wanted: end the recording.
    Stop,
    /// The collector's clock is ahead of the page's by so much.
    Clock {
        /// Negative where it is behind.
        offset_ms: f64,
    },
}

type AnswerCallback = dyn Fn(u16, i32, Vec<u32>, Vec<u32>, u32, u32, bool, f64);

/// Delivers the parts of one stream.
pub(crate) struct Delivery {
    state: Rc<State>,
    // Freed after the transport was told to call them no more (see `Drop`).
    _on_answer: Closure<AnswerCallback>,
    _on_time: Closure<dyn Fn()>,
}

struct State {
    stream: String,
    url: String,
    keep: Keep,
    outbox: RefCell<Outbox>,
    transport: RefCell<Option<Transport>>,
    /// Parts that were given to the store, to be taken from it once acknowledged.
    kept: RefCell<Vec<u32>>,
    /// A part was turned away for want of room, and nobody was told yet that there is some.
    turned_away: Cell<bool>,
    /// Those who wait until nothing waits for the collector.
    waiters: RefCell<Vec<Function>>,
    wish: Rc<dyn Fn(Wish)>,
}

impl Delivery {
    /// Begins delivering to `<endpoint>/v1/i` under a write key. `keep` keeps what does not arrive.
    ///
    /// `wish` is told what the collector asks for; it may be called from any later task, never from within a call of ours.
    pub(crate) fn new(
        scope: &Scope,
        endpoint: &str,
        key: &str,
        stream: StreamId,
        keep: &Keep,
        wish: Rc<dyn Fn(Wish)>,
    ) -> Delivery {
        let key = String::from(js_sys::encode_uri_component(key));
        let state = Rc::new(State {
            stream: stream.to_string(),
            url: format!("{}/v1/i?k={key}", endpoint.trim_end_matches('/')),
            keep: keep.clone(),
            outbox: RefCell::default(),
            transport: RefCell::new(None),
            kept: RefCell::default(),
            turned_away: Cell::new(false),
            waiters: RefCell::default(),
            wish,
        });
        let weak = Rc::downgrade(&state);
        let on_answer = Closure::<AnswerCallback>::new(
            move |status: u16,
                  acknowledged: i32,
                  stored: Vec<u32>,
                  refused: Vec<u32>,
                  retry_ms: u32,
                  flush_ms: u32,
                  stop: bool,
                  clock_offset_ms: f64| {
                let Some(state) = weak.upgrade() else { return };
                let acknowledged = u32::try_from(acknowledged).ok();
                let answer = Answer {
                    status,
                    acknowledged,
                    stored,
                    refused,
                    retry_ms,
                    stop,
                };
                if clock_offset_ms.is_finite() {
                    (state.wish)(Wish::Clock {
                        offset_ms: clock_offset_ms,
                    });
                }
                state.answered(&answer, flush_ms);
            },
        );
        let weak = Rc::downgrade(&state);
        let on_time = Closure::<dyn Fn()>::new(move || {
            if let Some(state) = weak.upgrade() {
                state.outbox.borrow_mut().wait_is_over();
                state.send();
            }
        });
        let transport = Transport::new(
            scope,
            &state.url,
            &state.stream,
            keep,
            on_answer.as_ref().unchecked_ref(),
            on_time.as_ref().unchecked_ref(),
        );
        *state.transport.borrow_mut() = Some(transport);
        Delivery {
            state,
            _on_answer: on_answer,
            _on_time: on_time,
        }
    }

    /// Takes a part over, and sends it as soon as no other request is under way. `false`: too much waits already and the
    /// part was dropped; `Wish::Room` tells when to begin the stream afresh.
    #[must_use]
    pub(crate) fn send(&self, sequence: u32, part: Vec<u8>) -> bool {
        let state = &self.state;
        // Copied before the outbox has it: should it be turned away, it is taken back from the store.
        state.keep.put(&state.stream, sequence, &state.url, &part);
        let taken = state.outbox.borrow_mut().push(sequence, part);
        if taken {
            state.kept.borrow_mut().push(sequence);
        } else {
            state.keep.release(&state.stream, &[sequence]);
            state.turned_away.set(true);
        }
        state.send();
        taken
    }

    /// The page is being left, now: as much as may outlive it is sent. It stays here, as nothing acknowledges it; the page
    /// may yet be restored, and then delivery goes on as if nothing had happened.
    pub(crate) fn leave(&self) {
        let transport = self.state.transport.borrow();
        let Some(transport) = transport.as_ref() else { return };
        let body = self
            .state
            .outbox
            .borrow()
            .parting_body(transport.parting_room() as usize);
        if !body.is_empty() {
            transport.send_parting(body);
        }
    }

    /// Bytes that wait for the collector.
    pub(crate) fn waiting_size_bytes(&self) -> usize {
        self.state.outbox.borrow().size_bytes()
    }

    /// Resolves when everything taken so far is acknowledged or given up.
    pub(crate) fn settled(&self) -> Promise {
        let state = Rc::clone(&self.state);
        Promise::new(&mut |resolve, _| {
            if state.outbox.borrow().is_empty() {
                // Resolving is all that can be done with the outcome.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            } else {
                state.waiters.borrow_mut().push(resolve);
            }
        })
    }
}

impl Drop for Delivery {
    fn drop(&mut self) {
        if let Some(transport) = self.state.transport.borrow_mut().take() {
            transport.close();
        }
        self.state.release_waiters();
    }
}

impl State {
    fn send(&self) {
        let body = self.outbox.borrow_mut().take_request();
        if let (Some(body), Some(transport)) = (body, self.transport.borrow().as_ref()) {
            transport.post(body);
        }
    }

    fn answered(&self, answer: &Answer, flush_ms: u32) {
        let (next, lost) = self.outbox.borrow_mut().answered(answer, js_sys::Math::random());
        self.release_kept();
        match next {
            Next::Idle => self.release_waiters(),
            Next::Send => self.send(),
            Next::Wait { delay_ms } => {
                if let Some(transport) = self.transport.borrow().as_ref() {
                    transport.wait(delay_ms);
                }
            }
            Next::Stop => {
                self.release_waiters();
                (self.wish)(Wish::Stop);
                return;
            }
        }
        if lost {
            (self.wish)(Wish::Restart);
        }
        let has_room = self.outbox.borrow().size_bytes() <= MAX_WAITING_BYTES / 2;
        if has_room && self.turned_away.take() {
            (self.wish)(Wish::Room);
        }
        if flush_ms > 0 {
            (self.wish)(Wish::FlushEvery { interval_ms: flush_ms });
        }
    }

    /// Takes out of the browser's store what waits no longer.
    fn release_kept(&self) {
        let mut kept = self.kept.borrow_mut();
        if kept.is_empty() {
            return;
        }
        let outbox = self.outbox.borrow();
        let (waiting, over): (Vec<u32>, Vec<u32>) = kept
            .iter()
            .partition(|&&sequence| outbox.waiting().any(|waiting| waiting == sequence));
        *kept = waiting;
        if !over.is_empty() {
            self.keep.release(&self.stream, &over);
        }
    }

    fn release_waiters(&self) {
        for resolve in self.waiters.take() {
            // Resolving is all that can be done with the outcome.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }
}

//! Delivery to the collector: one request at a time, acknowledged, retried; what a page cannot send before it is left goes
//! out from the next one. The protocol is described in `docs/ingest.md`.

mod outbox;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use outbox::{Answer, Next, Outbox};
use scrubjay_format::StreamId;
use wasm_bindgen::prelude::*;

/// Bytes that may leave with the page: Fetch's limit for keepalive bodies is 64 KiB for all that are under way (Fetch
/// standard, "HTTP-network-or-cache fetch"), less some room for others.
const PARTING_BYTES: usize = 60 * 1024;

#[wasm_bindgen(module = "/js/deliver.js")]
extern "C" {
    type Transport;

    #[wasm_bindgen(constructor)]
    fn new(url: &str, stream: &str, on_answer: &Function, on_time: &Function) -> Transport;
    #[wasm_bindgen(method)]
    fn post(this: &Transport, body: Vec<u8>);
    #[wasm_bindgen(method)]
    fn wait(this: &Transport, delay_ms: u32);
    #[wasm_bindgen(method, js_name = sendParting)]
    fn send_parting(this: &Transport, body: Vec<u8>);
    #[wasm_bindgen(method)]
    fn keep(this: &Transport, sequence: u32, bytes: &[u8]);
    #[wasm_bindgen(method)]
    fn store(this: &Transport);
    #[wasm_bindgen(method)]
    fn drain(this: &Transport);
    #[wasm_bindgen(method)]
    fn release(this: &Transport, sequences: &[u32]);
    #[wasm_bindgen(method)]
    fn close(this: &Transport);
}

/// What the collector asks of the recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Finish a part about as often as this.
    FlushEvery {
        /// The interval.
        interval_ms: u32,
    },
    /// A part will never arrive: begin the stream afresh, with a new snapshot.
    Restart,
    /// Nothing more is wanted: end the recording.
    Stop,
}

type AnswerCallback = dyn Fn(u16, i32, Vec<u32>, Vec<u32>, u32, u32, bool);

/// Delivers the parts of one stream.
pub(crate) struct Delivery {
    state: Rc<State>,
    // Freed after the transport was told to call them no more (see `Drop`).
    _on_answer: Closure<AnswerCallback>,
    _on_time: Closure<dyn Fn()>,
}

struct State {
    outbox: RefCell<Outbox>,
    transport: RefCell<Option<Transport>>,
    /// Parts written to the browser's store, to be deleted from it once acknowledged.
    kept: RefCell<Vec<u32>>,
    /// Those who wait until nothing waits for the collector.
    waiters: RefCell<Vec<Function>>,
    wish: Box<dyn Fn(Wish)>,
}

impl Delivery {
    /// Begins delivering to `<endpoint>/v1/i` under a write key, with what earlier pages left behind first.
    ///
    /// `wish` is told what the collector asks for; it may be called from any later task, never from within a call of ours.
    pub(crate) fn new(endpoint: &str, key: &str, stream: StreamId, wish: impl Fn(Wish) + 'static) -> Delivery {
        let key = String::from(js_sys::encode_uri_component(key));
        let url = format!("{}/v1/i?k={key}", endpoint.trim_end_matches('/'));
        let state = Rc::new(State {
            outbox: RefCell::default(),
            transport: RefCell::new(None),
            kept: RefCell::default(),
            waiters: RefCell::default(),
            wish: Box::new(wish),
        });
        let weak = Rc::downgrade(&state);
        let on_answer = Closure::<AnswerCallback>::new(
            move |status: u16,
                  acknowledged: i32,
                  stored: Vec<u32>,
                  refused: Vec<u32>,
                  retry_ms: u32,
                  flush_ms: u32,
                  stop: bool| {
                let Some(state) = weak.upgrade() else { return };
                let acknowledged = u32::try_from(acknowledged).ok();
                state.answered(
                    &Answer {
                        status,
                        acknowledged,
                        stored,
                        refused,
                        retry_ms,
                        stop,
                    },
                    flush_ms,
                );
            },
        );
        let weak = Rc::downgrade(&state);
        let on_time = Closure::<dyn Fn()>::new(move || {
            if let Some(state) = weak.upgrade() {
                state.send();
            }
        });
        let transport = Transport::new(
            &url,
            &stream.to_string(),
            on_answer.as_ref().unchecked_ref(),
            on_time.as_ref().unchecked_ref(),
        );
        transport.drain();
        *state.transport.borrow_mut() = Some(transport);
        Delivery {
            state,
            _on_answer: on_answer,
            _on_time: on_time,
        }
    }

    /// Takes a part over, and sends it as soon as no other request is under way. `false`: too much waits already and the
    /// part was dropped; the stream has to begin afresh.
    #[must_use]
    pub(crate) fn send(&self, sequence: u32, part: Vec<u8>) -> bool {
        let taken = self.state.outbox.borrow_mut().push(sequence, part);
        self.state.send();
        taken
    }

    /// The page is being left, now: as much as may outlive it is sent, and all that is not acknowledged is kept for the next
    /// page. The page may yet be restored; then delivery goes on as if nothing had happened.
    pub(crate) fn leave(&self) {
        let outbox = self.state.outbox.borrow();
        let transport = self.state.transport.borrow();
        let Some(transport) = transport.as_ref() else { return };
        let body = outbox.parting_body(PARTING_BYTES);
        if !body.is_empty() {
            transport.send_parting(body);
        }
        let mut kept = self.state.kept.borrow_mut();
        for (sequence, bytes) in outbox.waiting() {
            transport.keep(sequence, bytes);
            kept.push(sequence);
        }
        transport.store();
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
        if flush_ms > 0 {
            (self.wish)(Wish::FlushEvery { interval_ms: flush_ms });
        }
    }

    /// Takes acknowledged parts out of the browser's store.
    fn release_kept(&self) {
        let mut kept = self.kept.borrow_mut();
        if kept.is_empty() {
            return;
        }
        let outbox = self.outbox.borrow();
        let (waiting, acknowledged): (Vec<u32>, Vec<u32>) = kept
            .iter()
            .partition(|&&sequence| outbox.waiting().any(|(waiting, _)| waiting == sequence));
        *kept = waiting;
        if let (false, Some(transport)) = (acknowledged.is_empty(), self.transport.borrow().as_ref()) {
            transport.release(&acknowledged);
        }
    }

    fn release_waiters(&self) {
        for resolve in self.waiters.take() {
            // Resolving is all that can be done with the outcome.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }
}

//! Requests and connections of the page, and resources that it loads.

use std::rc::Rc;

use scrubjay_format::event::{Header, Network, NetworkFailure, NetworkInitiator, NetworkMessages, NetworkTiming};
use scrubjay_format::{Event, Text};
use wasm_bindgen::prelude::*;

use super::Tracker;
use super::rate::Rate;
use crate::page::{Scope, Windows};
use crate::settings::Settings;
use crate::tape::Tape;

/// Requests and resources a minute, and bytes in their bodies.
const REQUESTS_MAX: u32 = 600;
const RESOURCES_MAX: u32 = 400;
const BODIES_MAX_BYTES: usize = 512 << 10;
/// An address that carries its content (`data:`) is told up to here.
const ADDRESS_MAX_BYTES: usize = 2 << 10;

#[wasm_bindgen(module = "/js/network.js")]
extern "C" {
    type NetworkWatch;
    #[wasm_bindgen(constructor)]
    fn new(
        scope: &Scope,
        windows: &Windows,
        requests: bool,
        resources: bool,
        own: Vec<String>,
        exchange: Option<Exchange>,
        on_request: &js_sys::Function,
    ) -> NetworkWatch;
    #[wasm_bindgen(method)]
    fn flush(this: &NetworkWatch);

    /// What `describe` of `js/network.js` gives: texts are method, address and media; numbers are listed in [`read`].
    type Request;
    #[wasm_bindgen(method, getter)]
    fn texts(this: &Request) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn numbers(this: &Request) -> Vec<f64>;
    #[wasm_bindgen(method, getter, js_name = requestHeaders)]
    fn request_headers(this: &Request) -> Vec<String>;
    #[wasm_bindgen(method, getter, js_name = responseHeaders)]
    fn response_headers(this: &Request) -> Vec<String>;
    #[wasm_bindgen(method, getter, js_name = requestBody)]
    fn request_body(this: &Request) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = responseBody)]
    fn response_body(this: &Request) -> Option<String>;
}

#[wasm_bindgen(module = "/js/sockets.js")]
extern "C" {
    type SocketWatch;
    #[wasm_bindgen(constructor)]
    fn new(scope: &Scope, windows: &Windows, on_connection: &js_sys::Function) -> SocketWatch;
    #[wasm_bindgen(method)]
    fn flush(this: &SocketWatch);
}

#[wasm_bindgen(module = "/js/exchange.js")]
extern "C" {
    type Exchange;
    #[wasm_bindgen(constructor)]
    fn new(wishes: &JsValue) -> Exchange;
}

pub(super) struct NetworkTracker {
    requests: NetworkWatch,
    sockets: Option<SocketWatch>,
    _on_request: Closure<dyn Fn(Request)>,
}

pub(super) fn track(tape: &Rc<Tape>, settings: &Settings) -> NetworkTracker {
    let shared = tape.clone();
    let rates = (
        Rate::new("requests", REQUESTS_MAX, BODIES_MAX_BYTES),
        Rate::new("resources", RESOURCES_MAX, usize::MAX),
    );
    let on_request = Closure::<dyn Fn(Request)>::new(move |request: Request| {
        if shared.is_paused() {
            return;
        }
        let request = read(&shared, &request);
        let rate = match request.initiator {
            NetworkInitiator::Resource => &rates.1,
            _ => &rates.0,
        };
        let body_size = |body: &Option<Text>| body.as_ref().map_or(0, |body| body.len());
        if rate.admits(
            &shared,
            body_size(&request.request_body) + body_size(&request.response_body),
        ) {
            shared.record(&Event::Network(request));
        }
    });
    let callback = on_request.as_ref().unchecked_ref();
    let wishes = settings.exchange();
    let requests = NetworkWatch::new(
        &tape.scope,
        &tape.dom.windows,
        settings.network(),
        settings.performance(),
        settings.own(),
        (!wishes.is_undefined()).then(|| Exchange::new(&wishes)),
        callback,
    );
    let sockets = settings
        .network()
        .then(|| SocketWatch::new(&tape.scope, &tape.dom.windows, callback));
    NetworkTracker {
        requests,
        sockets,
        _on_request: on_request,
    }
}

impl Tracker for NetworkTracker {
    fn finish(&self) {
        self.requests.flush();
        if let Some(sockets) = &self.sockets {
            sockets.flush();
        }
    }
}

/// Reads a request, everything scrubbed.
fn read(tape: &Tape, request: &Request) -> Network {
    let (texts, numbers) = (request.texts(), request.numbers());
    let text = |index: usize| texts.get(index).map_or("", String::as_str);
    let number = |index: usize| numbers.get(index).copied().unwrap_or(0.0);
    let whole = |index: usize| number(index).max(0.0).round() as u32;
    let size = |index: usize| (number(index) >= 0.0).then(|| number(index) as u64);
    let (began, ended) = (number(3), number(4));
    let media = text(2);
    let headers = |flat: Vec<String>| {
        let pairs = flat.chunks_exact(2);
        pairs
            .map(|pair| Header {
                name: pair[0].as_str().into(),
                value: tape.gate.header(&pair[0], &pair[1]).into(),
            })
            .collect::<Vec<_>>()
    };
    let request_headers = headers(request.request_headers());
    let sent_as = request_headers
        .iter()
        .find(|header| &*header.name == "content-type")
        .map_or("", |header| &header.value);
    let request_body = request.request_body().map(|body| tape.gate.body(sent_as, &body).into());
    Network {
        initiator: initiator(whole(0)),
        method: tape.gate.declared(text(0)).into(),
        url: address(tape, text(1)),
        status: whole(1),
        duration_ms: (ended - began).max(0.0).round() as u32,
        request_size_bytes: size(5),
        response_size_bytes: size(6),
        began_ms: tape.since_start_ms(began),
        failure: failure(whole(2)),
        media: tape.gate.declared(media).into(),
        timing: NetworkTiming {
            queued_ms: whole(7),
            dns_ms: whole(8),
            connect_ms: whole(9),
            waiting_ms: whole(10),
            download_ms: whole(11),
        },
        messages: NetworkMessages {
            sent: whole(12),
            sent_size_bytes: number(13) as u64,
            received: whole(14),
            received_size_bytes: number(15) as u64,
        },
        request_headers,
        response_headers: headers(request.response_headers()),
        request_body,
        response_body: request.response_body().map(|body| tape.gate.body(media, &body).into()),
    }
}

/// The address of a resource or request, scrubbed; what carries its content is cut before it.
pub(super) fn address(tape: &Tape, url: &str) -> Text {
    if url.starts_with("data:") {
        return url.split([',', ';']).next().unwrap_or_default().into();
    }
    let mut end = url.len().min(ADDRESS_MAX_BYTES);
    while !url.is_char_boundary(end) {
        end -= 1;
    }
    tape.gate.page_url(&url[..end]).into()
}

/// What made it, by its number in `js/network.js` and `js/sockets.js`.
fn initiator(number: u32) -> NetworkInitiator {
    match number {
        0 => NetworkInitiator::Fetch,
        1 => NetworkInitiator::Xhr,
        2 => NetworkInitiator::Beacon,
        3 => NetworkInitiator::WebSocket,
        4 => NetworkInitiator::EventSource,
        _ => NetworkInitiator::Resource,
    }
}

/// Why it failed, by its number there.
fn failure(number: u32) -> NetworkFailure {
    match number {
        1 => NetworkFailure::Aborted,
        2 => NetworkFailure::TimedOut,
        3 => NetworkFailure::Offline,
        4 => NetworkFailure::Unreachable,
        5 => NetworkFailure::CrossOrigin,
        6 => NetworkFailure::Refused,
        _ => NetworkFailure::None,
    }
}

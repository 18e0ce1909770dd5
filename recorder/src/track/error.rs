//! Errors that nobody caught.

use std::rc::Rc;

use scrubjay_format::Event;
use scrubjay_format::event::{ErrorKind, ErrorReport};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, EventTarget, PromiseRejectionEvent, Window};

use super::Tracker;
use crate::page::{Listener, error_of};
use crate::tape::Tape;

/// Longest stack that is kept: the frames that matter stand first.
const STACK_MAX_BYTES: usize = 8 << 10;
/// Longest message.
const MESSAGE_MAX_BYTES: usize = 2 << 10;

pub(super) struct ErrorTracker {
    errors: Listener,
    rejections: Listener,
}

pub(super) fn track(tape: &Rc<Tape>) -> ErrorTracker {
    let (error_tape, rejection_tape) = (tape.clone(), tape.clone());
    ErrorTracker {
        errors: Listener::new(&tape.scope, move |event| {
            // Resources that do not load send an event of this name, too, which is no ErrorEvent.
            let Ok(event) = event.dyn_into::<ErrorEvent>() else {
                return;
            };
            let message = event.message();
            let place = (event.filename(), event.lineno(), event.colno());
            let report = report(&error_tape, ErrorKind::Uncaught, &event.error(), &message, place);
            error_tape.record(&Event::Error(report));
        }),
        rejections: Listener::new(&tape.scope, move |event| {
            let event: PromiseRejectionEvent = event.unchecked_into();
            let report = report(
                &rejection_tape,
                ErrorKind::Rejection,
                &event.reason(),
                "",
                Default::default(),
            );
            rejection_tape.record(&Event::Error(report));
        }),
    }
}

impl Tracker for ErrorTracker {
    fn attach(&self, _root: &EventTarget, window: Option<&Window>) {
        if let Some(window) = window {
            self.errors.attach(window, &["error"]);
            self.rejections.attach(window, &["unhandledrejection"]);
        }
    }
}

/// What is recorded of something thrown; `message` in place of its own if it has none.
pub(crate) fn report(
    tape: &Tape,
    kind: ErrorKind,
    thrown: &JsValue,
    message: &str,
    (source, line, column): (String, u32, u32),
) -> ErrorReport {
    let parts = error_of(thrown);
    let part = |index: usize| parts.get(index).map_or("", String::as_str);
    let own = if part(1).is_empty() { message } else { part(1) };
    ErrorReport {
        kind,
        name: tape.gate.declared(part(0)).into(),
        message: tape.gate.message(cut(own, MESSAGE_MAX_BYTES)).into(),
        // The first line repeats the message; what follows are functions and addresses.
        stack: scrub_stack(tape, cut(part(2), STACK_MAX_BYTES), own).into(),
        source: tape.gate.page_url(&source).into(),
        line,
        column,
        count: 1,
        causes: Vec::new(),
    }
}

fn scrub_stack(tape: &Tape, stack: &str, message: &str) -> String {
    let frames = match stack.split_once(message) {
        Some((_, frames)) if !message.is_empty() => frames,
        _ => stack,
    };
    let mut out = String::new();
    for line in frames.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&tape.gate.declared(line));
    }
    out
}

/// The text up to `max_bytes`, cut between characters.
fn cut(text: &str, max_bytes: usize) -> &str {
    let mut end = max_bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

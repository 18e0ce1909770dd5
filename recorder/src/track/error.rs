//! Errors that nobody caught, those that the site reports, and resources that do not load.

mod storms;

use std::rc::Rc;

use scrubjay_format::Event;
use scrubjay_format::event::{ErrorCause, ErrorKind, ErrorReport};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, EventTarget, PromiseRejectionEvent, Window};

use self::storms::Storms;
use super::Tracker;
use super::network::address;
use super::rate::Rate;
use crate::page::{Listener, Timer, resource_of};
use crate::privacy::Level;
use crate::tape::{Tape, node_id};

/// Longest stack that is kept: the frames that matter stand first.
const STACK_MAX_BYTES: usize = 8 << 10;
/// Longest message.
const MESSAGE_MAX_BYTES: usize = 2 << 10;
/// Errors a minute, and bytes in them.
const ERRORS_MAX: u32 = 120;
const ERRORS_MAX_BYTES: usize = 256 << 10;
/// How often it is told how many errors there were in a storm.
const STORM_MS: u32 = 5_000;

#[wasm_bindgen(module = "/js/inspect.js")]
extern "C" {
    /// Name, message and stack of what was thrown and of each of its causes.
    #[wasm_bindgen(js_name = errorOf)]
    fn error_of(thrown: &JsValue, max: usize) -> Vec<String>;
}

/// Where errors are written: each of a kind up to a few times, then how often it came.
pub(crate) struct ErrorLog {
    tape: Rc<Tape>,
    storms: Storms,
    rate: Rate,
    timer: Timer,
}

impl ErrorLog {
    pub(crate) fn new(tape: &Rc<Tape>) -> Rc<ErrorLog> {
        Rc::new_cyclic(|log: &std::rc::Weak<ErrorLog>| {
            let log = log.clone();
            ErrorLog {
                tape: tape.clone(),
                storms: Storms::default(),
                rate: Rate::new("errors", ERRORS_MAX, ERRORS_MAX_BYTES),
                timer: Timer::new(&tape.scope, move || {
                    if let Some(log) = log.upgrade() {
                        log.flush();
                    }
                }),
            }
        })
    }

    /// Writes an error, or counts it if it came often of late.
    pub(crate) fn report(&self, report: ErrorReport) {
        if self.tape.is_paused() {
            return;
        }
        if self.storms.is_empty() {
            self.timer.set(STORM_MS);
        }
        for report in self.storms.take(report) {
            self.write(report);
        }
    }

    /// Writes how often errors came that were only counted.
    pub(crate) fn flush(&self) {
        for report in self.storms.end() {
            self.write(report);
        }
        if !self.storms.is_empty() {
            self.timer.set(STORM_MS);
        }
    }

    fn write(&self, report: ErrorReport) {
        let size_bytes = report.message.len() + report.stack.len();
        if self.rate.admits(&self.tape, size_bytes) {
            self.tape.record(&Event::Error(report));
        }
    }
}

pub(super) struct ErrorTracker {
    log: Rc<ErrorLog>,
    errors: Listener,
    rejections: Listener,
}

pub(super) fn track(tape: &Rc<Tape>, log: &Rc<ErrorLog>) -> ErrorTracker {
    let (error_tape, rejection_tape) = (tape.clone(), tape.clone());
    let (error_log, rejection_log) = (log.clone(), log.clone());
    ErrorTracker {
        log: log.clone(),
        errors: Listener::new(&tape.scope, move |event| {
            // Resources that do not load send an event of this name, too, which is no ErrorEvent.
            let report = match event.dyn_ref::<ErrorEvent>() {
                Some(event) => Some(uncaught(&error_tape, event)),
                None => unloaded(&error_tape, &event),
            };
            if let Some(report) = report {
                error_log.report(report);
            }
        }),
        rejections: Listener::new(&tape.scope, move |event| {
            let event: PromiseRejectionEvent = event.unchecked_into();
            let place = Default::default();
            let report = report(&rejection_tape, ErrorKind::Rejection, &event.reason(), "", place);
            rejection_log.report(report);
        }),
    }
}

impl Tracker for ErrorTracker {
    fn attach(&self, root: &EventTarget, window: Option<&Window>) {
        match window {
            Some(window) => {
                self.errors.attach(window, &["error"]);
                self.rejections.attach(window, &["unhandledrejection"]);
            }
            // That an image does not load is not told outside of its shadow root.
            None => self.errors.attach(root, &["error"]),
        }
    }

    fn finish(&self) {
        self.log.flush();
    }
}

fn uncaught(tape: &Tape, event: &ErrorEvent) -> ErrorReport {
    let (message, thrown) = (event.message(), event.error());
    let place = (event.filename(), event.lineno(), event.colno());
    let is_opaque = thrown.is_null() && place.0.is_empty() && message.starts_with("Script error");
    let kind = if is_opaque {
        ErrorKind::Opaque
    } else {
        ErrorKind::Uncaught
    };
    if !thrown.is_null() && !thrown.is_undefined() {
        return report(tape, kind, &thrown, &message, place);
    }
    ErrorReport {
        message: tape.gate.line(cut(&message, MESSAGE_MAX_BYTES)).into(),
        ..blank(tape, kind, place)
    }
}

fn unloaded(tape: &Tape, event: &web_sys::Event) -> Option<ErrorReport> {
    let resource = resource_of(event)?;
    let [element, url] = resource.as_slice() else {
        return None;
    };
    let node = node_id(tape.dom.nodes.target_of(event));
    if node.is_some() && tape.marks(node).level == Level::Hide {
        return None;
    }
    Some(ErrorReport {
        name: element.as_str().into(),
        source: address(tape, url),
        ..blank(tape, ErrorKind::Resource, Default::default())
    })
}

fn blank(tape: &Tape, kind: ErrorKind, (source, line, column): (String, u32, u32)) -> ErrorReport {
    ErrorReport {
        kind,
        name: "".into(),
        message: "".into(),
        stack: "".into(),
        source: address(tape, &source),
        line,
        column,
        count: 1,
        causes: Vec::new(),
    }
}

/// What is recorded of something thrown; `message` in place of its own if it has none.
pub(crate) fn report(
    tape: &Tape,
    kind: ErrorKind,
    thrown: &JsValue,
    message: &str,
    place: (String, u32, u32),
) -> ErrorReport {
    let parts = error_of(thrown, MESSAGE_MAX_BYTES);
    let mut told = parts.chunks_exact(3).map(|parts| {
        let [name, own, stack] = parts else {
            return ErrorCause {
                name: "".into(),
                message: "".into(),
                stack: "".into(),
            };
        };
        let own = if own.is_empty() { message } else { own };
        ErrorCause {
            name: tape.gate.declared(cut(name, MESSAGE_MAX_BYTES)).into(),
            message: tape.gate.line(cut(own, MESSAGE_MAX_BYTES)).into(),
            // The first line repeats the message; what follows are functions and addresses.
            stack: scrub_stack(tape, cut(stack, STACK_MAX_BYTES), own).into(),
        }
    });
    let thrown = told.next();
    let causes = told.collect();
    let blank = blank(tape, kind, place);
    match thrown {
        Some(ErrorCause { name, message, stack }) => ErrorReport {
            name,
            message,
            stack,
            causes,
            ..blank
        },
        None => blank,
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
        out.push_str(&tape.gate.frame(line));
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

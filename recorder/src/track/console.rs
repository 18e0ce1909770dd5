//! Lines on the console.

use std::rc::Rc;

use scrubjay_format::Event;
use scrubjay_format::event::{Console, ConsoleLevel};
use wasm_bindgen::prelude::*;

use super::Tracker;
use super::rate::Rate;
use crate::page::{Scope, Windows};
use crate::settings::Settings;
use crate::tape::Tape;

/// Lines a minute, and bytes in them.
const LINES_MAX: u32 = 300;
const LINES_MAX_BYTES: usize = 64 << 10;

#[wasm_bindgen(module = "/js/inspect.js")]
extern "C" {
    type Inspector;
    #[wasm_bindgen(constructor)]
    fn new() -> Inspector;
}

#[wasm_bindgen(module = "/js/console.js")]
extern "C" {
    type ConsoleWatch;
    #[wasm_bindgen(constructor)]
    fn new(
        scope: &Scope,
        windows: &Windows,
        levels: u32,
        inspector: &Inspector,
        on_line: &js_sys::Function,
    ) -> ConsoleWatch;
}

pub(super) struct ConsoleTracker {
    _watch: ConsoleWatch,
    _on_line: Closure<dyn Fn(u32, String)>,
}

pub(super) fn track(tape: &Rc<Tape>, settings: &Settings) -> ConsoleTracker {
    let shared = tape.clone();
    let rate = Rate::new("lines on the console", LINES_MAX, LINES_MAX_BYTES);
    let on_line = Closure::<dyn Fn(u32, String)>::new(move |level: u32, text: String| {
        if shared.is_paused() || !rate.admits(&shared, text.len()) {
            return;
        }
        let text = shared.gate.line(&text).into();
        shared.record(&Event::Console(Console {
            level: console_level(level),
            text,
        }));
    });
    let watch = ConsoleWatch::new(
        &tape.scope,
        &tape.dom.windows,
        settings.console_levels(),
        &Inspector::new(),
        on_line.as_ref().unchecked_ref(),
    );
    ConsoleTracker {
        _watch: watch,
        _on_line: on_line,
    }
}

impl Tracker for ConsoleTracker {}

/// The level by its number in `js/console.js`.
fn console_level(number: u32) -> ConsoleLevel {
    match number {
        0 => ConsoleLevel::Debug,
        1 => ConsoleLevel::Log,
        2 => ConsoleLevel::Info,
        3 => ConsoleLevel::Warn,
        _ => ConsoleLevel::Error,
    }
}

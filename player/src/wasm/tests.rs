//! The boundary, in a browser.

#![allow(clippy::panic, reason = "a failed expectation should stop the test where it stands")]

use scrubjay_format::event::Event;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use super::*;

#[path = "../../tests/common/mod.rs"]
mod common;

wasm_bindgen_test_configure!(run_in_browser);

const STARTED: u64 = 1_700_000_000_000;

fn session() -> WasmSession {
    let events = [
        (0, common::start(STARTED, "http://shop.test/")),
        (1, common::snapshot(vec![common::text("a 😀 b")])),
        (2, Event::SnapshotEnd),
        (900, common::append(5, 7, "p", "later")),
    ];
    match WasmSession::new(&common::stream(1, STARTED, &events)) {
        Ok(session) => session,
        Err(_) => panic!("a whole recording"),
    }
}

#[wasm_bindgen_test]
fn bytes_that_are_no_recording_are_an_error_with_words() {
    let Err(error) = WasmSession::new(b"nothing") else {
        panic!("this is no recording")
    };
    let error = js_sys::Error::from(JsValue::from(error));
    assert!(String::from(error.message()).contains("not a readable Scrubjay recording"));
}

#[wasm_bindgen_test]
fn strings_cross_with_lengths_that_javascript_counts() {
    let mut session = session();
    let batch = session.seek(0.0);
    let text = js_sys::JsString::from(batch.text());
    assert_eq!(batch.lengths().iter().sum::<u32>(), text.length());
    assert!(text.includes("a 😀 b", 0));
    assert!(!batch.words().is_empty());
}

#[wasm_bindgen_test]
fn a_time_that_is_no_number_is_the_beginning_and_one_past_the_end_the_end() {
    let mut session = session();
    session.seek(f64::NAN);
    assert!(session.advance(-5.0).is_none());
    assert!(session.seek(f64::INFINITY).text().contains("later"));
    assert_eq!(session.duration_ms(), 900);
}

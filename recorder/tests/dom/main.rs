//! The recorder in a real page: what happens in the DOM comes out as events, and the page notices nothing. Run by
//! `cargo xtask test --only wasm` (`wasm-pack test --headless --chrome`).

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "a failed expectation should stop the test where it stands; a test's modules are nobody's interface"
)]

mod ending;
mod events;
mod input;
mod live;
mod place;
mod politeness;
mod privacy;
mod reader;
mod styles;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

//! What the tests of this crate share: a random page that reports its changes as a recorder does, and a stage as strict
//! as a browser.

#![allow(dead_code, reason = "every test file compiles all of it and uses some")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test should stop where an expectation fails"
)]

pub(crate) mod build;
pub(crate) mod events;
pub(crate) mod model;
pub(crate) mod rng;
pub(crate) mod rules;
pub(crate) mod stage;

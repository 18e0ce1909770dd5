//! The collector as its clients see it: over HTTP, and by its command line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failed expectation should stop a test where it stands"
)]

mod client;
mod ingest;
mod parts;
mod server;

//! The collector as its clients see it: over HTTP, and by its command line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failed expectation should stop a test where it stands"
)]

mod api;
mod assets;
mod audit;
mod client;
mod durability;
mod faults;
mod forget;
mod hosting;
mod ingest;
mod limits;
mod parts;
mod refusals;
mod server;
mod tool;

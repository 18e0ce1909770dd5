//! Scrubjay's server: takes recordings in, keeps them, lists them and hosts the dashboard.
//!
//! The way of a part: [`ingest`] checks it and puts it into a bounded queue; the flusher writes everything waiting as one
//! [`pack`] into the byte store, then its rows in one transaction, then answers. So an acknowledged part is on stable
//! storage. [`api`] reads it back, [`host`] serves the dashboard and the recorder, [`server`] ties them to a socket.

pub mod api;
pub mod assets;
pub mod chain;
pub mod clock;
pub mod config;
pub mod erasure;
pub mod host;
pub mod id;
pub mod ingest;
pub mod model;
pub mod pack;
pub mod problem;
pub mod server;
pub mod store;

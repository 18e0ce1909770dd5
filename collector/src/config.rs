//! What a server is started with.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Settings of `scrubjay serve`.
#[derive(Clone, Debug)]
pub struct ServeConfig {
    /// Address to listen on; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Folder for the database and the packs; made if missing.
    pub data: PathBuf,
    /// Serve the demo shop, and make sure there is a project whose write key is `demo`.
    pub demo: bool,
    /// Serve the dashboard's data without login. Loopback addresses only.
    pub open: bool,
    /// Bounds on what is taken in.
    pub limits: Limits,
}

impl ServeConfig {
    /// A server on `listen` that keeps its data in `data`, with neither demo nor open access.
    pub fn new(listen: SocketAddr, data: impl Into<PathBuf>) -> Self {
        Self {
            listen,
            data: data.into(),
            demo: false,
            open: false,
            limits: Limits::default(),
        }
    }
}

/// Bounds on what is taken in. Limits of a single part are in [`scrubjay_format::limits`].
#[derive(Clone, Debug)]
pub struct Limits {
    /// Most bytes in one request.
    pub request_size_bytes: usize,
    /// Most bytes of a file that pages are drawn with.
    pub asset_size_bytes: usize,
    /// Most parts in one request: each may inflate to far more than it is.
    pub request_parts: usize,
    /// Most bytes that wait to be stored, over all requests; beyond it clients are told to come again.
    pub queue_size_bytes: usize,
    /// Most of them that one project may have there.
    pub queue_share_bytes: usize,
    /// Bytes after which a flush takes no more requests.
    pub flush_size_bytes: usize,
    /// Most bytes of one session.
    pub session_size_bytes: u64,
    /// Longest session, from the start of its first stream to its last event.
    pub session_duration_ms: i64,
    /// Free bytes that are left on the disk: with fewer, nothing is taken in.
    pub free_disk_bytes: u64,
    /// Time for a request's body to arrive.
    pub body_timeout: Duration,
    /// Time for a request's head to arrive, also between two requests on one connection.
    pub head_timeout: Duration,
    /// Time for a pack to be written.
    pub store_timeout: Duration,
    /// Time for a transaction to be committed.
    pub rows_timeout: Duration,
    /// Most connections at a time.
    pub connections: usize,
    /// Time for running requests to end at shutdown.
    pub shutdown_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: usize = 1024 * 1024;
        Self {
            request_size_bytes: 4 * MIB,
            asset_size_bytes: 4 * MIB,
            request_parts: 64,
            queue_size_bytes: 64 * MIB,
            queue_share_bytes: 32 * MIB,
            flush_size_bytes: 16 * MIB,
            session_size_bytes: 64 * MIB as u64,
            session_duration_ms: 4 * 60 * 60 * 1000,
            free_disk_bytes: 256 * MIB as u64,
            body_timeout: Duration::from_secs(10),
            head_timeout: Duration::from_secs(30),
            store_timeout: Duration::from_secs(5),
            rows_timeout: Duration::from_secs(5),
            connections: 8192,
            shutdown_timeout: Duration::from_secs(10),
        }
    }
}

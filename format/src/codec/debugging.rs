//! The wire form of [`crate::event`]'s debugging events.

use super::wire::{codes, fields};
use crate::event::{
    Console, ConsoleLevel, ErrorCause, ErrorKind, ErrorReport, Header, LongTask, Network, NetworkFailure,
    NetworkInitiator, NetworkMessages, NetworkTiming, StateChange, StateEdit, Vital, VitalName,
};

codes! {
    ErrorKind as "an error's origin" { Uncaught = 0, Rejection = 1, Captured = 2, Opaque = 3, Resource = 4 }
    ConsoleLevel as "a console level" { Debug = 0, Log = 1, Info = 2, Warn = 3, Error = 4 }
    NetworkInitiator as "a request's initiator" {
        Fetch = 0, Xhr = 1, Beacon = 2, WebSocket = 3, EventSource = 4, Resource = 5,
    }
    NetworkFailure as "a request's failure" {
        None = 0, Aborted = 1, TimedOut = 2, Offline = 3, Unreachable = 4, CrossOrigin = 5, Refused = 6,
    }
    VitalName as "a vital" { Lcp = 0, Cls = 1, Inp = 2, Fcp = 3, Ttfb = 4 }
}

fields! {
    ErrorReport { kind, name, message, stack, source, line, column, count, causes }
    ErrorCause { name, message, stack }
    Console { level, text }
    Network {
        initiator, method, url, status, duration_ms, request_size_bytes, response_size_bytes, began_ms, failure, media,
        timing, messages, request_headers, response_headers, request_body, response_body,
    }
    NetworkTiming { queued_ms, dns_ms, connect_ms, waiting_ms, download_ms }
    NetworkMessages { sent, sent_size_bytes, received, received_size_bytes }
    Header { name, value }
    Vital { name, value, node, path }
    LongTask { began_ms, duration_ms, blocking_ms, invoker, source, function }
    StateChange { store, action, payload, edits, cut }
    StateEdit { path, value }
}

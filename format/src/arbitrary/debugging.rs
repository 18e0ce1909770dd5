//! Events that tell of errors, the console, the network, speed and state.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::{node, number, text};
use crate::event::*;

fn error() -> BoxedStrategy<ErrorReport> {
    use ErrorKind::{Captured, Opaque, Rejection, Resource, Uncaught};
    let kind = proptest::sample::select(vec![Uncaught, Rejection, Captured, Opaque, Resource]);
    let cause = (text(), text(), text()).prop_map(|(name, message, stack)| ErrorCause { name, message, stack });
    let texts = (text(), text(), text(), text());
    (kind, texts, (number(), number(), number()), vec(cause, 0..3))
        .prop_map(
            |(kind, (name, message, stack, source), (line, column, count), causes)| ErrorReport {
                kind,
                name,
                message,
                stack,
                source,
                line,
                column,
                count,
                causes,
            },
        )
        .boxed()
}

fn timing() -> BoxedStrategy<NetworkTiming> {
    (number(), number(), number(), number(), number())
        .prop_map(
            |(queued_ms, dns_ms, connect_ms, waiting_ms, download_ms)| NetworkTiming {
                queued_ms,
                dns_ms,
                connect_ms,
                waiting_ms,
                download_ms,
            },
        )
        .boxed()
}

fn messages() -> BoxedStrategy<NetworkMessages> {
    (number(), any::<u64>(), number(), any::<u64>())
        .prop_map(
            |(sent, sent_size_bytes, received, received_size_bytes)| NetworkMessages {
                sent,
                sent_size_bytes,
                received,
                received_size_bytes,
            },
        )
        .boxed()
}

fn network() -> BoxedStrategy<Network> {
    use NetworkFailure::{Aborted, CrossOrigin, None, Offline, Refused, TimedOut, Unreachable};
    use NetworkInitiator::{Beacon, EventSource, Fetch, Resource, WebSocket, Xhr};
    let initiator = proptest::sample::select(vec![Fetch, Xhr, Beacon, WebSocket, EventSource, Resource]);
    let failure = proptest::sample::select(vec![
        None,
        Aborted,
        TimedOut,
        Offline,
        Unreachable,
        CrossOrigin,
        Refused,
    ]);
    let header = || (text(), text()).prop_map(|(name, value)| Header { name, value });
    let details = (
        vec(header(), 0..3),
        vec(header(), 0..3),
        option::of(text()),
        option::of(text()),
    );
    (
        (initiator, text(), text(), text()),
        (number(), number(), number()),
        any::<(Option<u64>, Option<u64>)>(),
        (failure, timing(), messages()),
        details,
    )
        .prop_map(|(who, (status, duration_ms, began_ms), sizes, how, details)| Network {
            initiator: who.0,
            method: who.1,
            url: who.2,
            status,
            duration_ms,
            request_size_bytes: sizes.0,
            response_size_bytes: sizes.1,
            began_ms,
            failure: how.0,
            media: who.3,
            timing: how.1,
            messages: how.2,
            request_headers: details.0,
            response_headers: details.1,
            request_body: details.2,
            response_body: details.3,
        })
        .boxed()
}

fn state() -> BoxedStrategy<StateChange> {
    let edit = (text(), option::of(text())).prop_map(|(path, value)| StateEdit { path, value });
    (text(), text(), option::of(text()), vec(edit, 0..4), any::<bool>())
        .prop_map(|(store, action, payload, edits, cut)| StateChange {
            store,
            action,
            payload,
            edits,
            cut,
        })
        .boxed()
}

fn long_task() -> BoxedStrategy<LongTask> {
    ((number(), number(), number()), text(), text(), text())
        .prop_map(
            |((began_ms, duration_ms, blocking_ms), invoker, source, function)| LongTask {
                began_ms,
                duration_ms,
                blocking_ms,
                invoker,
                source,
                function,
            },
        )
        .boxed()
}

/// An event for developers.
pub(super) fn debugging_event() -> BoxedStrategy<Event> {
    use ConsoleLevel::{Debug, Error, Info, Log, Warn};
    let vital_name = proptest::sample::select(vec![
        VitalName::Lcp,
        VitalName::Cls,
        VitalName::Inp,
        VitalName::Fcp,
        VitalName::Ttfb,
    ]);
    let level = proptest::sample::select(vec![Debug, Log, Info, Warn, Error]);
    prop_oneof![
        error().prop_map(Event::Error),
        (level, text()).prop_map(|(level, text)| Event::Console(Console { level, text })),
        network().prop_map(Event::Network),
        (vital_name, number(), option::of(node()), text()).prop_map(|(name, value, node, path)| {
            Event::Vital(Vital {
                name,
                value,
                node,
                path,
            })
        }),
        long_task().prop_map(Event::LongTask),
        state().prop_map(Event::State),
    ]
    .boxed()
}

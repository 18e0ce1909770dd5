//! Events of the index section.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::{color_scheme, coordinate, node, number, text, unknown, viewport};
use crate::event::*;
use crate::{AssetHash, Text};

fn start() -> BoxedStrategy<Start> {
    let texts = (text(), text(), text(), text(), text(), text(), text());
    let numbers = (
        any::<u64>(),
        viewport(),
        number(),
        number(),
        color_scheme(),
        any::<bool>(),
    );
    (texts, numbers)
        .prop_map(
            |((url, referrer, title, user_agent, language, timezone, recorder), numbers)| {
                let (started_at_ms, viewport, screen_width, screen_height, color_scheme, touch) = numbers;
                Start {
                    started_at_ms,
                    url,
                    referrer,
                    title,
                    user_agent,
                    language,
                    timezone,
                    viewport,
                    screen_width,
                    screen_height,
                    color_scheme,
                    touch,
                    recorder,
                }
            },
        )
        .boxed()
}

fn values() -> BoxedStrategy<Vec<(Text, Scalar)>> {
    use proptest::num::f64::{INFINITE, NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    let scalar = prop_oneof![
        Just(Scalar::Null),
        any::<bool>().prop_map(Scalar::Boolean),
        (POSITIVE | NEGATIVE | NORMAL | SUBNORMAL | ZERO | INFINITE).prop_map(Scalar::Number),
        any::<i32>().prop_map(|number| Scalar::Number(f64::from(number))),
        text().prop_map(Scalar::Text),
    ];
    vec((text(), scalar), 0..4).boxed()
}

fn network() -> BoxedStrategy<Network> {
    use NetworkInitiator::{Beacon, EventSource, Fetch, Resource, WebSocket, Xhr};
    let initiator = proptest::sample::select(vec![Fetch, Xhr, Beacon, WebSocket, EventSource, Resource]);
    (
        initiator,
        text(),
        text(),
        number(),
        number(),
        any::<Option<u64>>(),
        any::<Option<u64>>(),
    )
        .prop_map(
            |(initiator, method, url, status, duration_ms, request_size_bytes, response_size_bytes)| Network {
                initiator,
                method,
                url,
                status,
                duration_ms,
                request_size_bytes,
                response_size_bytes,
            },
        )
        .boxed()
}

fn error() -> BoxedStrategy<ErrorReport> {
    use ErrorKind::{Captured, Rejection, Uncaught};
    let kind = proptest::sample::select(vec![Uncaught, Rejection, Captured]);
    (kind, text(), text(), text(), text(), number(), number())
        .prop_map(|(kind, name, message, stack, source, line, column)| ErrorReport {
            kind,
            name,
            message,
            stack,
            source,
            line,
            column,
        })
        .boxed()
}

fn click() -> BoxedStrategy<Click> {
    (
        option::of(node()),
        coordinate(),
        coordinate(),
        any::<u8>(),
        number(),
        text(),
        text(),
    )
        .prop_map(|(target, x, y, button, count, label, path)| Click {
            target,
            x,
            y,
            button,
            count,
            label,
            path,
        })
        .boxed()
}

fn asset() -> BoxedStrategy<Asset> {
    let outcome = prop_oneof![
        any::<[u8; 32]>().prop_map(|hash| AssetOutcome::Kept(AssetHash(hash))),
        Just(AssetOutcome::OverBudget),
        Just(AssetOutcome::Unreadable),
    ];
    (text(), outcome, text(), any::<u64>(), number(), number())
        .prop_map(|(url, outcome, mime_type, size_bytes, width, height)| Asset {
            url,
            outcome,
            mime_type,
            size_bytes,
            width,
            height,
        })
        .boxed()
}

/// An event of the index section.
pub fn index_event() -> BoxedStrategy<Event> {
    use ConsoleLevel::{Debug, Error, Info, Log, Warn};
    use NavigationCause::{Hash, Load, Pop, Push, Replace};
    let form_action = proptest::sample::select(vec![FormAction::Submit, FormAction::Reset, FormAction::Invalid]);
    let clipboard_action = proptest::sample::select(vec![
        ClipboardAction::Copy,
        ClipboardAction::Cut,
        ClipboardAction::Paste,
    ]);
    let lifecycle = proptest::sample::select(vec![
        LifecycleState::Hidden,
        LifecycleState::Restored,
        LifecycleState::Frozen,
        LifecycleState::Resumed,
    ]);
    let vital_name = proptest::sample::select(vec![
        VitalName::Lcp,
        VitalName::Cls,
        VitalName::Inp,
        VitalName::Fcp,
        VitalName::Ttfb,
        VitalName::LongTask,
    ]);
    let note_code = proptest::sample::select(vec![
        NoteCode::Paused,
        NoteCode::Resumed,
        NoteCode::Stopped,
        NoteCode::Degraded,
        NoteCode::FailedClosed,
        NoteCode::Unreadable,
        NoteCode::Internal,
    ]);
    prop_oneof![
        start().prop_map(Event::Start),
        (text(), proptest::sample::select(vec![Load, Push, Replace, Pop, Hash]))
            .prop_map(|(url, cause)| Event::Navigation(Navigation { url, cause })),
        text().prop_map(Event::Title),
        click().prop_map(Event::Click),
        (node(), text(), text()).prop_map(|(target, label, path)| Event::FieldEdit(FieldEdit { target, label, path })),
        (node(), form_action).prop_map(|(node, action)| Event::Form { node, action }),
        (option::of(node()), clipboard_action).prop_map(|(node, action)| Event::Clipboard { node, action }),
        any::<bool>().prop_map(|visible| Event::Visibility { visible }),
        any::<bool>().prop_map(|focused| Event::WindowFocus { focused }),
        lifecycle.prop_map(Event::Lifecycle),
        any::<bool>().prop_map(Event::Online),
        error().prop_map(Event::Error),
        (proptest::sample::select(vec![Debug, Log, Info, Warn, Error]), text())
            .prop_map(|(level, text)| Event::Console(Console { level, text })),
        network().prop_map(Event::Network),
        (vital_name, number()).prop_map(|(name, value)| Event::Vital(Vital { name, value })),
        (text(), values()).prop_map(|(name, properties)| Event::Custom(Custom { name, properties })),
        (text(), values()).prop_map(|(user, traits)| Event::Identify(Identify { user, traits })),
        (text(), text()).prop_map(|(key, value)| Event::Tag { key, value }),
        (note_code, text()).prop_map(|(code, text)| Event::Note(Note { code, text })),
        asset().prop_map(Event::Asset),
        unknown(true),
    ]
    .boxed()
}

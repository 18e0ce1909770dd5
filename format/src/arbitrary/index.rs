//! Events of the index section.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::debugging::debugging_event;
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
    (texts, numbers, environment())
        .prop_map(
            |((url, referrer, title, user_agent, language, timezone, recorder), numbers, environment)| {
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
                    environment,
                }
            },
        )
        .boxed()
}

fn scalar() -> BoxedStrategy<Scalar> {
    use proptest::num::f64::{INFINITE, NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    prop_oneof![
        Just(Scalar::Null),
        any::<bool>().prop_map(Scalar::Boolean),
        (POSITIVE | NEGATIVE | NORMAL | SUBNORMAL | ZERO | INFINITE).prop_map(Scalar::Number),
        any::<i32>().prop_map(|number| Scalar::Number(f64::from(number))),
        text().prop_map(Scalar::Text),
    ]
    .boxed()
}

fn values() -> BoxedStrategy<Vec<(Text, Scalar)>> {
    vec((text(), scalar()), 0..4).boxed()
}

/// What a browser says of itself, all of it or nothing.
fn environment() -> BoxedStrategy<Environment> {
    let brand = (text(), text()).prop_map(|(name, version)| Brand { name, version });
    let full = (
        vec(text(), 0..3),
        (number(), number(), number()),
        (any::<bool>(), any::<bool>()),
        text(),
        vec(brand, 0..3),
        connection(),
    )
        .prop_map(
            |(
                languages,
                (touch_points, processors, memory_mib),
                (reduced_motion, mobile),
                platform,
                brands,
                connection,
            )| {
                Environment {
                    languages,
                    touch_points,
                    processors,
                    memory_mib,
                    reduced_motion,
                    platform,
                    mobile,
                    brands,
                    connection,
                }
            },
        );
    prop_oneof![Just(Environment::default()), full].boxed()
}

fn connection() -> BoxedStrategy<Connection> {
    (text(), text(), number(), number(), any::<bool>())
        .prop_map(
            |(medium, effective_type, downlink_kbps, round_trip_ms, save_data)| Connection {
                medium,
                effective_type,
                downlink_kbps,
                round_trip_ms,
                save_data,
            },
        )
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
        Just(AssetOutcome::Failed),
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

fn drag() -> BoxedStrategy<Drag> {
    let action = proptest::sample::select(vec![DragAction::Start, DragAction::Drop, DragAction::End]);
    (action, option::of(node()), coordinate(), coordinate(), number())
        .prop_map(|(action, target, x, y, files)| Drag {
            action,
            target,
            x,
            y,
            files,
        })
        .boxed()
}

/// An event of the index section.
pub fn index_event() -> BoxedStrategy<Event> {
    use NavigationCause::{Back, Forward, Hash, Load, Pop, Push, Reload, Replace, Revisit};
    let cause = proptest::sample::select(vec![Load, Push, Replace, Pop, Hash, Reload, Revisit, Back, Forward]);
    let flag_kind = proptest::sample::select(vec![FlagKind::Flag, FlagKind::Experiment]);
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
        (text(), cause).prop_map(|(url, cause)| Event::Navigation(Navigation { url, cause })),
        text().prop_map(Event::Title),
        click().prop_map(Event::Click),
        (node(), text(), text()).prop_map(|(target, label, path)| Event::FieldEdit(FieldEdit { target, label, path })),
        (node(), form_action).prop_map(|(node, action)| Event::Form { node, action }),
        (option::of(node()), clipboard_action).prop_map(|(node, action)| Event::Clipboard { node, action }),
        drag().prop_map(Event::Drag),
        (option::of(node()), coordinate(), coordinate()).prop_map(|(target, x, y)| Event::ContextMenu(ContextMenu {
            target,
            x,
            y
        })),
        (node(), number(), any::<u64>()).prop_map(|(target, count, size_bytes)| {
            Event::FilesChosen(FilesChosen {
                target,
                count,
                size_bytes,
            })
        }),
        node().prop_map(|node| Event::Autofill { node }),
        any::<bool>().prop_map(|visible| Event::Visibility { visible }),
        any::<bool>().prop_map(|focused| Event::WindowFocus { focused }),
        lifecycle.prop_map(Event::Lifecycle),
        any::<bool>().prop_map(Event::Online),
        debugging_event(),
        (text(), values()).prop_map(|(name, properties)| Event::Custom(Custom { name, properties })),
        (text(), values()).prop_map(|(user, traits)| Event::Identify(Identify { user, traits })),
        (text(), text()).prop_map(|(key, value)| Event::Tag { key, value }),
        vec((text(), number()), 0..4).prop_map(|counts| Event::MaskCounts(MaskCounts { counts })),
        (note_code, text()).prop_map(|(code, text)| Event::Note(Note { code, text })),
        any::<i64>().prop_map(|offset_ms| Event::ClockOffset { offset_ms }),
        asset().prop_map(Event::Asset),
        (flag_kind, text(), scalar()).prop_map(|(kind, name, value)| Event::Flag(Flag { kind, name, value })),
        connection().prop_map(Event::Connection),
        unknown(true),
    ]
    .boxed()
}

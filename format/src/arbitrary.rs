//! Strategies for property tests: any event that can be recorded, and sequences of them.
//!
//! They are built to reach the encoding's branches rather than to look like pages: texts that repeat, resemble each
//! other or are long; ids that are near and far; forests of every token.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::event::*;
use crate::{NodeId, SheetId, Text};

/// Text: often repeated, often alike, sometimes long or strange.
pub fn text() -> BoxedStrategy<Text> {
    prop_oneof![
        4 => proptest::sample::select(vec!["", "a", "div", "class", "card active", "width: 100%", "ü", "\0", "\u{10ffff}"])
            .prop_map(Text::from),
        4 => (0..5000u32).prop_map(|number| format!("transform: translate({number}px, {}px)", number / 7).into()),
        2 => ".{0,20}".prop_map(Text::from),
        1 => (any::<char>(), prop_oneof![60..70usize, 250..260usize, 1020..1030usize])
            .prop_map(|(character, length)| character.to_string().repeat(length).into()),
    ]
    .boxed()
}

/// A node id, most often small.
pub fn node() -> BoxedStrategy<NodeId> {
    prop_oneof![8 => 1..300u32, 1 => 1..=u32::MAX].prop_map(NodeId).boxed()
}

/// A number, most often small.
fn number() -> BoxedStrategy<u32> {
    prop_oneof![8 => 0..300u32, 1 => any::<u32>()].boxed()
}

/// A coordinate, most often on a screen.
fn coordinate() -> BoxedStrategy<i32> {
    prop_oneof![8 => -10..2000i32, 1 => any::<i32>()].boxed()
}

fn namespace() -> BoxedStrategy<Namespace> {
    prop_oneof![
        8 => Just(Namespace::Html),
        1 => Just(Namespace::Svg),
        1 => Just(Namespace::MathMl),
        1 => text().prop_map(Namespace::Other),
    ]
    .boxed()
}

fn attribute() -> BoxedStrategy<Attribute> {
    (option::weighted(0.1, text()), text(), text())
        .prop_map(|(namespace, name, value)| Attribute { namespace, name, value })
        .boxed()
}

fn sheet_content() -> BoxedStrategy<SheetContent> {
    (text(), option::of(text()), text(), any::<bool>())
        .prop_map(|(text, base_url, media, disabled)| SheetContent {
            text,
            base_url,
            media,
            disabled,
        })
        .boxed()
}

/// A property of any kind.
pub fn property() -> BoxedStrategy<Property> {
    let media = (any::<bool>(), number(), number(), number(), any::<bool>()).prop_map(
        |(paused, position_ms, rate_percent, volume_percent, muted)| {
            Property::Media(Media {
                paused,
                position_ms,
                rate_percent,
                volume_percent,
                muted,
            })
        },
    );
    prop_oneof![
        text().prop_map(Property::Value),
        any::<bool>().prop_map(Property::Checked),
        any::<bool>().prop_map(Property::Indeterminate),
        vec(number(), 0..4).prop_map(Property::Selected),
        (number(), number()).prop_map(|(start, end)| Property::Caret { start, end }),
        (coordinate(), coordinate()).prop_map(|(x, y)| Property::Scroll { x, y }),
        any::<bool>().prop_map(Property::Modal),
        any::<bool>().prop_map(Property::PopoverOpen),
        any::<bool>().prop_map(Property::Fullscreen),
        any::<bool>().prop_map(Property::Defined),
        text().prop_map(Property::CurrentSource),
        media,
        (text(), vec(any::<u8>(), 0..50)).prop_map(|(mime_type, image)| Property::Canvas(Canvas { mime_type, image })),
        sheet_content().prop_map(Property::Sheet),
        (number(), number()).prop_map(|(width, height)| Property::Placeholder { width, height }),
        any::<bool>().prop_map(Property::Masked),
    ]
    .boxed()
}

fn compat_mode() -> BoxedStrategy<CompatMode> {
    prop_oneof![Just(CompatMode::Standards), Just(CompatMode::Quirks)].boxed()
}

fn token() -> BoxedStrategy<Token> {
    let element = (namespace(), text(), vec(attribute(), 0..10), vec(property(), 0..2)).prop_map(
        |(namespace, name, attributes, properties)| Token::Element {
            namespace,
            name,
            attributes,
            properties,
        },
    );
    let document = (compat_mode(), text(), vec(property(), 0..2)).prop_map(|(compat_mode, base_url, properties)| {
        Token::Document {
            compat_mode,
            base_url,
            properties,
        }
    });
    let shadow_root =
        (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(open, delegates_focus, manual_slots)| {
            let mode = if open { ShadowMode::Open } else { ShadowMode::Closed };
            Token::ShadowRoot {
                mode,
                delegates_focus,
                manual_slots,
            }
        });
    prop_oneof![
        6 => element,
        1 => document,
        1 => shadow_root,
        1 => Just(Token::TemplateContent),
        1 => (text(), text(), text())
            .prop_map(|(name, public_id, system_id)| Token::Doctype { name, public_id, system_id }),
        5 => text().prop_map(Token::Text),
        1 => text().prop_map(Token::Comment),
        1 => text().prop_map(Token::Cdata),
        1 => (text(), text()).prop_map(|(target, data)| Token::ProcessingInstruction { target, data }),
        2 => node().prop_map(Token::Existing),
        8 => Just(Token::Close),
    ]
    .boxed()
}

/// Nodes in which everything that opens is closed.
pub fn forest() -> BoxedStrategy<Forest> {
    (node(), vec(token(), 0..30))
        .prop_map(|(first, tokens)| Forest {
            first,
            tokens: balanced(tokens),
        })
        .boxed()
}

fn balanced(tokens: Vec<Token>) -> Vec<Token> {
    let mut depth = 0;
    let mut balanced = Vec::new();
    for token in tokens {
        match token {
            Token::Close if depth == 0 => continue,
            Token::Close => depth -= 1,
            _ => depth += usize::from(token.opens()),
        }
        balanced.push(token);
    }
    balanced.extend(std::iter::repeat_n(Token::Close, depth));
    balanced
}

/// Changes of one frame.
pub fn mutation() -> BoxedStrategy<Mutation> {
    let insert =
        (node(), option::of(node()), forest()).prop_map(|(parent, before, nodes)| Insert { parent, before, nodes });
    let text_change = (node(), text()).prop_map(|(node, text)| TextChange { node, text });
    let attribute_change = (
        node(),
        option::weighted(0.1, text()),
        text(),
        option::weighted(0.8, text()),
    )
        .prop_map(|(node, namespace, name, value)| AttributeChange {
            node,
            namespace,
            name,
            value,
        });
    (
        vec(node(), 0..4),
        vec(insert, 0..4),
        vec(text_change, 0..6),
        vec(attribute_change, 0..8),
    )
        .prop_map(|(removes, inserts, texts, attributes)| Mutation {
            removes,
            inserts,
            texts,
            attributes,
        })
        .boxed()
}

fn sheet() -> BoxedStrategy<Sheet> {
    prop_oneof![
        node().prop_map(Sheet::Of),
        any::<u32>().prop_map(|id| Sheet::Constructed(SheetId(id)))
    ]
    .boxed()
}

fn rule_change() -> BoxedStrategy<RuleChange> {
    let operation = prop_oneof![
        text().prop_map(RuleOperation::Insert),
        Just(RuleOperation::Delete),
        (text(), text(), any::<bool>()).prop_map(|(name, value, important)| RuleOperation::SetProperty {
            name,
            value,
            important
        }),
        text().prop_map(RuleOperation::SetText),
        text().prop_map(RuleOperation::SetSelector),
    ];
    (sheet(), vec(number(), 0..3), operation)
        .prop_map(|(sheet, path, operation)| RuleChange { sheet, path, operation })
        .boxed()
}

fn pointer_kind() -> BoxedStrategy<PointerKind> {
    prop_oneof![
        Just(PointerKind::Mouse),
        Just(PointerKind::Pen),
        Just(PointerKind::Touch)
    ]
    .boxed()
}

fn pointer_moves() -> BoxedStrategy<PointerMoves> {
    let sample = (number(), coordinate(), coordinate(), option::of(node())).prop_map(|(offset_ms, x, y, target)| {
        PointerSample {
            offset_ms,
            x,
            y,
            target,
        }
    });
    (pointer_kind(), number(), vec(sample, 0..40))
        .prop_map(|(kind, pointer, samples)| PointerMoves { kind, pointer, samples })
        .boxed()
}

fn pointer() -> BoxedStrategy<Pointer> {
    use PointerAction::{Cancel, Down, Leave, Up};
    let action = proptest::sample::select(vec![Down, Up, Cancel, Leave]);
    (
        pointer_kind(),
        number(),
        action,
        any::<u8>(),
        coordinate(),
        coordinate(),
        option::of(node()),
    )
        .prop_map(|(kind, pointer, action, buttons, x, y, target)| Pointer {
            kind,
            pointer,
            action,
            buttons,
            x,
            y,
            target,
        })
        .boxed()
}

fn key() -> BoxedStrategy<Key> {
    use KeyClass::{Character, Editing, Enter, Escape, Function, Navigation, Tab};
    let class = proptest::sample::select(vec![Character, Navigation, Editing, Enter, Tab, Escape, Function]);
    let modifiers = any::<[bool; 4]>().prop_map(|[shift, control, alt, meta]| Modifiers {
        shift,
        control,
        alt,
        meta,
    });
    (class, modifiers, text(), option::of(node()))
        .prop_map(|(class, modifiers, name, target)| Key {
            class,
            modifiers,
            name,
            target,
        })
        .boxed()
}

fn selection() -> BoxedStrategy<Selection> {
    let range =
        (node(), number(), node(), number()).prop_map(|(anchor, anchor_offset, focus, focus_offset)| SelectionRange {
            anchor,
            anchor_offset,
            focus,
            focus_offset,
        });
    (node(), vec(range, 0..3))
        .prop_map(|(document, ranges)| Selection { document, ranges })
        .boxed()
}

fn viewport() -> BoxedStrategy<Viewport> {
    (number(), number(), number())
        .prop_map(|(width, height, pixel_ratio_percent)| Viewport {
            width,
            height,
            pixel_ratio_percent,
        })
        .boxed()
}

fn color_scheme() -> BoxedStrategy<ColorScheme> {
    prop_oneof![Just(ColorScheme::Light), Just(ColorScheme::Dark)].boxed()
}

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

/// An event of the replay section.
pub fn replay_event() -> BoxedStrategy<Event> {
    prop_oneof![
        2 => forest().prop_map(Event::Snapshot),
        1 => Just(Event::SnapshotEnd),
        6 => mutation().prop_map(Event::Mutation),
        2 => vec((node(), property()).prop_map(|(node, property)| PropertyChange { node, property }), 0..5)
            .prop_map(Event::Properties),
        1 => (sheet(), sheet_content()).prop_map(|(sheet, content)| Event::Sheet(SheetChange { sheet, content })),
        1 => rule_change().prop_map(Event::Rule),
        1 => (node(), vec(any::<u32>().prop_map(SheetId), 0..4))
            .prop_map(|(root, sheets)| Event::AdoptedSheets(AdoptedSheets { root, sheets })),
        1 => pointer_moves().prop_map(Event::PointerMoves),
        1 => pointer().prop_map(Event::Pointer),
        1 => key().prop_map(Event::Key),
        1 => (option::of(node()), any::<bool>()).prop_map(|(node, visible)| Event::Focus { node, visible }),
        1 => selection().prop_map(Event::Selection),
        1 => viewport().prop_map(Event::Viewport),
        1 => (number(), coordinate(), coordinate())
            .prop_map(|(scale_permille, x, y)| Event::VisualViewport(VisualViewport { scale_permille, x, y })),
        1 => color_scheme().prop_map(Event::ColorScheme),
        1 => unknown(false),
    ]
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
        unknown(true),
    ]
    .boxed()
}

/// An event of a kind that this version does not know.
fn unknown(index: bool) -> BoxedStrategy<Event> {
    (prop_oneof![16..32u32, 51..u32::MAX], vec(any::<u8>(), 0..20))
        .prop_map(move |(kind, payload)| Event::Unknown { kind, payload, index })
        .boxed()
}

/// Any event.
pub fn event() -> BoxedStrategy<Event> {
    prop_oneof![3 => replay_event(), 1 => index_event()].boxed()
}

/// Up to `max` events in order of time.
pub fn events(max: usize) -> BoxedStrategy<Vec<TimedEvent>> {
    let step = prop_oneof![8 => 0..200u32, 1 => 0..100_000u32];
    vec((step, event()), 0..max)
        .prop_map(|steps| {
            let mut at_ms = 0;
            let timed = |(step, event)| {
                at_ms += step;
                TimedEvent { at_ms, event }
            };
            steps.into_iter().map(timed).collect()
        })
        .boxed()
}

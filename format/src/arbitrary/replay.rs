//! Events of the replay section.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::dom::sheet_content;
use super::{color_scheme, coordinate, forest, mutation, node, number, property, text, unknown, viewport};
use crate::event::*;
use crate::{AssetHash, SheetId};

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
        1 => (coordinate(), coordinate(), coordinate(), coordinate(), option::of(node())).prop_map(
            |(x, y, delta_x, delta_y, target)| Event::Wheel(Wheel { x, y, delta_x, delta_y, target })),
        1 => (number(), any::<bool>()).prop_map(
            |(angle_degrees, portrait)| Event::Orientation(Orientation { angle_degrees, portrait })),
        1 => viewport().prop_map(Event::Viewport),
        1 => (number(), coordinate(), coordinate())
            .prop_map(|(scale_permille, x, y)| Event::VisualViewport(VisualViewport { scale_permille, x, y })),
        1 => color_scheme().prop_map(Event::ColorScheme),
        1 => (any::<[u8; 32]>(), number(), vec(any::<u8>(), 0..40)).prop_map(|(hash, offset, bytes)| {
            let hash = AssetHash(hash);
            Event::AssetBytes(AssetBytes { hash, offset, bytes })
        }),
        1 => unknown(false),
    ]
    .boxed()
}

//! Nodes and their changes.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::motion::motion;
use super::{coordinate, node, number, text};
use crate::event::*;

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

pub(super) fn sheet_content() -> BoxedStrategy<SheetContent> {
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
        motion(),
        motion(),
        (text(), vec(any::<u8>(), 0..50)).prop_map(|(mime_type, image)| Property::Canvas(Canvas { mime_type, image })),
        sheet_content().prop_map(Property::Sheet),
        (number(), number()).prop_map(|(width, height)| Property::Placeholder { width, height }),
        any::<bool>().prop_map(Property::Masked),
        vec(node(), 0..4).prop_map(Property::Assigned),
        any::<bool>().prop_map(Property::Autofilled),
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

//! What an event of a frame is as an event of the page.

use super::ids::Ids;
use crate::NodeId;
use crate::event::{
    AdoptedSheets, AttributeChange, Click, ContextMenu, Drag, Event, FieldEdit, FilesChosen, Forest, Insert, Key,
    Mutation, Pointer, PointerAction, PointerMoves, PointerSample, Property, PropertyChange, RuleChange, Selection,
    SelectionRange, Sheet, SheetChange, TextChange, Token, Wheel,
};

/// The event with the page's ids and coordinates; none where it says nothing of the page, or names what cannot be.
/// `frame` is the frame's element, `offset` the place of its viewport in the page's.
pub(super) fn event(event: Event, ids: Ids, frame: NodeId, offset: (i32, i32)) -> Option<Event> {
    let (left, top) = offset;
    // A target that is out of the range is no target.
    let target = |id: Option<NodeId>| id.and_then(|id| ids.node(id));
    Some(match event {
        Event::Snapshot(nodes) => Event::Mutation(Mutation {
            inserts: vec![Insert {
                parent: frame,
                before: None,
                nodes: forest(nodes, ids)?,
            }],
            ..Mutation::default()
        }),
        Event::Mutation(changes) => Event::Mutation(mutation(changes, ids)?),
        Event::Properties(changes) => Event::Properties(
            changes
                .into_iter()
                .filter_map(|change| {
                    Some(PropertyChange {
                        node: ids.node(change.node)?,
                        property: property(change.property, ids)?,
                    })
                })
                .collect(),
        ),
        Event::Sheet(change) => Event::Sheet(SheetChange {
            sheet: sheet(change.sheet, ids)?,
            ..change
        }),
        Event::Rule(change) => Event::Rule(RuleChange {
            sheet: sheet(change.sheet, ids)?,
            ..change
        }),
        Event::AdoptedSheets(adopted) => Event::AdoptedSheets(AdoptedSheets {
            root: ids.node(adopted.root)?,
            sheets: adopted.sheets.into_iter().filter_map(|id| ids.sheet(id)).collect(),
        }),
        Event::PointerMoves(moves) => Event::PointerMoves(PointerMoves {
            samples: moves
                .samples
                .into_iter()
                .map(|sample| PointerSample {
                    x: sample.x.saturating_add(left),
                    y: sample.y.saturating_add(top),
                    target: target(sample.target),
                    ..sample
                })
                .collect(),
            ..moves
        }),
        // Whoever leaves the frame is in the page around it, as a rule, and that says so by itself.
        Event::Pointer(pointer) if pointer.action == PointerAction::Leave => return None,
        Event::Pointer(pointer) => Event::Pointer(Pointer {
            x: pointer.x.saturating_add(left),
            y: pointer.y.saturating_add(top),
            target: target(pointer.target),
            ..pointer
        }),
        Event::Click(click) => Event::Click(Click {
            x: click.x.saturating_add(left),
            y: click.y.saturating_add(top),
            target: target(click.target),
            ..click
        }),
        Event::Wheel(wheel) => Event::Wheel(Wheel {
            x: wheel.x.saturating_add(left),
            y: wheel.y.saturating_add(top),
            target: target(wheel.target),
            ..wheel
        }),
        Event::Drag(drag) => Event::Drag(Drag {
            x: drag.x.saturating_add(left),
            y: drag.y.saturating_add(top),
            target: target(drag.target),
            ..drag
        }),
        Event::ContextMenu(menu) => Event::ContextMenu(ContextMenu {
            x: menu.x.saturating_add(left),
            y: menu.y.saturating_add(top),
            target: target(menu.target),
        }),
        Event::Key(key) => Event::Key(Key {
            target: target(key.target),
            ..key
        }),
        // That the frame has lost the focus is told by the page, if nothing has it.
        Event::Focus { node, visible } => Event::Focus {
            node: Some(ids.node(node?)?),
            visible,
        },
        Event::Selection(chosen) => Event::Selection(selection(&chosen, ids)?),
        Event::FieldEdit(edit) => Event::FieldEdit(FieldEdit {
            target: ids.node(edit.target)?,
            ..edit
        }),
        Event::Form { node, action } => Event::Form {
            node: ids.node(node)?,
            action,
        },
        Event::Clipboard { node, action } => Event::Clipboard {
            node: target(node),
            action,
        },
        Event::FilesChosen(files) => Event::FilesChosen(FilesChosen {
            target: ids.node(files.target)?,
            ..files
        }),
        Event::Autofill { node } => Event::Autofill { node: ids.node(node)? },
        same @ (Event::Error(_)
        | Event::Console(_)
        | Event::Network(_)
        | Event::Custom(_)
        | Event::Asset(_)
        | Event::AssetBytes(_)) => same,
        _ => return None,
    })
}

fn forest(forest: Forest, ids: Ids) -> Option<Forest> {
    // The ids of the others follow from the first.
    ids.node(forest.end())?;
    Some(Forest {
        first: ids.node(forest.first)?,
        tokens: forest
            .tokens
            .into_iter()
            .map(|token| self::token(token, ids))
            .collect::<Option<_>>()?,
    })
}

fn token(token: Token, ids: Ids) -> Option<Token> {
    let all = |properties: Vec<Property>| -> Vec<Property> {
        properties.into_iter().filter_map(|each| property(each, ids)).collect()
    };
    Some(match token {
        Token::Existing(id) => Token::Existing(ids.node(id)?),
        Token::Element {
            namespace,
            name,
            attributes,
            properties,
        } => Token::Element {
            namespace,
            name,
            attributes,
            properties: all(properties),
        },
        other => other,
    })
}

fn mutation(changes: Mutation, ids: Ids) -> Option<Mutation> {
    let insert = |insert: Insert| {
        Some(Insert {
            parent: ids.node(insert.parent)?,
            before: insert.before.and_then(|id| ids.node(id)),
            nodes: forest(insert.nodes, ids)?,
        })
    };
    let text = |change: TextChange| {
        Some(TextChange {
            node: ids.node(change.node)?,
            ..change
        })
    };
    let attribute = |change: AttributeChange| {
        Some(AttributeChange {
            node: ids.node(change.node)?,
            ..change
        })
    };
    Some(Mutation {
        removes: changes.removes.into_iter().filter_map(|id| ids.node(id)).collect(),
        inserts: changes.inserts.into_iter().filter_map(insert).collect(),
        texts: changes.texts.into_iter().filter_map(text).collect(),
        attributes: changes.attributes.into_iter().filter_map(attribute).collect(),
    })
}

fn property(property: Property, ids: Ids) -> Option<Property> {
    Some(match property {
        Property::Assigned(nodes) => Property::Assigned(nodes.into_iter().filter_map(|id| ids.node(id)).collect()),
        other => other,
    })
}

fn sheet(sheet: Sheet, ids: Ids) -> Option<Sheet> {
    Some(match sheet {
        Sheet::Of(node) => Sheet::Of(ids.node(node)?),
        Sheet::Constructed(id) => Sheet::Constructed(ids.sheet(id)?),
    })
}

fn selection(selection: &Selection, ids: Ids) -> Option<Selection> {
    let range = |range: &SelectionRange| {
        Some(SelectionRange {
            anchor: ids.node(range.anchor)?,
            focus: ids.node(range.focus)?,
            ..*range
        })
    };
    Some(Selection {
        document: ids.node(selection.document)?,
        ranges: selection.ranges.iter().filter_map(range).collect(),
    })
}

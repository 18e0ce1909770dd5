//! What events do to the state beside the tree: focus, selection, pointers, sheets, frames in templates.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test should stop where an expectation fails"
)]

mod support;

use scrubjay_format::event::*;
use scrubjay_format::{NodeId, SheetId};
use scrubjay_page::{NodeRef, Page, Problem, split_pointer_moves};
use support::build::{Tree, element, page, text};
use support::events::{apply, first, insert, mutate, sample};

#[test]
fn what_leaves_takes_focus_selection_and_target_along() {
    let mut page = sample();
    let (document, node) = (NodeId::DOCUMENT, NodeId(6));
    let range = SelectionRange {
        anchor: node,
        anchor_offset: 0,
        focus: node,
        focus_offset: 3,
    };
    let sample = PointerSample {
        offset_ms: 0,
        x: 1,
        y: 2,
        target: Some(NodeId(5)),
    };
    for event in [
        Event::Focus {
            node: Some(NodeId(5)),
            visible: true,
        },
        Event::Selection(Selection {
            document,
            ranges: vec![range],
        }),
        Event::PointerMoves(PointerMoves {
            kind: PointerKind::Mouse,
            pointer: 0,
            samples: vec![sample],
        }),
    ] {
        assert_eq!(apply(&mut page, event), Ok(()));
    }
    assert_eq!(page.pointers()[0].target, Some(NodeId(5)));
    let remove = Mutation {
        removes: vec![NodeId(4)],
        ..Mutation::default()
    };
    assert_eq!(mutate(&mut page, remove), Ok(()));
    assert_eq!(
        (page.focus(), page.selections().count(), page.pointers()[0].target),
        (None, 0, None)
    );
}

#[test]
fn a_finger_that_is_lifted_is_gone_and_a_mouse_stays() {
    let mut page = Page::new();
    for kind in [PointerKind::Mouse, PointerKind::Touch] {
        for action in [PointerAction::Down, PointerAction::Up] {
            let buttons = u8::from(action == PointerAction::Down);
            let event = Pointer {
                kind,
                pointer: 0,
                action,
                buttons,
                x: 5,
                y: 6,
                target: None,
            };
            assert_eq!(apply(&mut page, Event::Pointer(event)), Ok(()));
            assert!(page.pointers().iter().any(|pointer| pointer.kind == kind) || action == PointerAction::Up);
        }
    }
    let left: Vec<_> = page
        .pointers()
        .iter()
        .map(|pointer| (pointer.kind, pointer.buttons))
        .collect();
    assert_eq!(left, [(PointerKind::Mouse, 0)]);
}

#[test]
fn a_path_of_the_pointer_becomes_an_event_per_point() {
    let sample = |offset_ms, x| PointerSample {
        offset_ms,
        x,
        y: 0,
        target: None,
    };
    let moves = |samples| {
        Event::PointerMoves(PointerMoves {
            kind: PointerKind::Pen,
            pointer: 2,
            samples,
        })
    };
    let event = TimedEvent {
        at_ms: 100,
        event: moves(vec![sample(0, 1), sample(20, 2)]),
    };
    let split = split_pointer_moves(&event);
    assert_eq!(
        split,
        [
            TimedEvent {
                at_ms: 100,
                event: moves(vec![sample(0, 1)])
            },
            TimedEvent {
                at_ms: 120,
                event: moves(vec![sample(0, 2)])
            },
        ]
    );
    let other = TimedEvent {
        at_ms: 1,
        event: Event::SnapshotEnd,
    };
    assert_eq!(split_pointer_moves(&other), [other]);
}

#[test]
fn sheets_must_be_known_before_they_are_used() {
    let mut page = sample();
    let adopt = AdoptedSheets {
        root: NodeId::DOCUMENT,
        sheets: vec![SheetId(1)],
    };
    let unknown = Problem::UnknownSheet(Sheet::Constructed(SheetId(1)));
    assert_eq!(first(apply(&mut page, Event::AdoptedSheets(adopt))), unknown);
    let change = RuleChange {
        sheet: Sheet::Of(NodeId(6)),
        path: vec![0],
        operation: RuleOperation::Delete,
    };
    assert!(matches!(
        first(apply(&mut page, Event::Rule(change))),
        Problem::WrongKind { .. }
    ));
}

#[test]
fn a_style_whose_text_changes_is_parsed_anew() {
    let mut page = page(element("style").with([text("a{}")]));
    assert_eq!(apply(&mut page, Event::SnapshotEnd), Ok(()));
    let (style, content) = (NodeId(4), NodeId(5));
    let insert = RuleOperation::Insert("b{}".into());
    let rule = RuleChange {
        sheet: Sheet::Of(style),
        path: vec![1],
        operation: insert,
    };
    assert_eq!(apply(&mut page, Event::Rule(rule)), Ok(()));
    assert!(page.sheet(Sheet::Of(style)).is_some());
    let texts = vec![TextChange {
        node: content,
        text: "c{}".into(),
    }];
    assert_eq!(
        mutate(
            &mut page,
            Mutation {
                texts,
                ..Mutation::default()
            }
        ),
        Ok(())
    );
    assert_eq!(page.sheet(Sheet::Of(style)), None);
}

#[test]
fn a_frame_that_comes_into_a_template_shows_nothing() {
    let frame = element("iframe").with([Tree::document(element("p"))]);
    let mut page = page(element("template").with([Tree::template_content()]).and(frame));
    let (content, frame) = (NodeId(5), NodeId(6));
    assert!(page.node(frame).and_then(NodeRef::content_document).is_some());
    let moved = insert(content.0, None, 20, vec![Token::Existing(frame)]);
    assert_eq!(mutate(&mut page, moved), Ok(()));
    assert!(page.node(frame).is_some_and(|frame| frame.content_document().is_none()));
}

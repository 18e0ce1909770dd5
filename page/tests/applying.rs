//! What events do to a page, case by case; above all the wrong ones.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test should stop where an expectation fails"
)]

mod support;

use scrubjay_format::NodeId;
use scrubjay_format::event::*;
use scrubjay_page::{NodeRef, Operation, Page, PageError, Problem, diff, diff_dirty};
use support::build::{Tree, element, text};
use support::events::{apply, children, first, insert, mutate, sample};

#[test]
fn a_snapshot_numbers_its_nodes_in_order() {
    let page = sample();
    assert_eq!(page.node_count(), 7);
    assert_eq!(children(&page, 3), [4, 7]);
    assert_eq!(
        page.node(NodeId(6)).and_then(NodeRef::parent).map(NodeRef::id),
        Some(NodeId(5))
    );
}

#[test]
fn removes_come_before_inserts_and_moves_take_everything_along() {
    let mut page = sample();
    // The p moves into the aside, and the main that held it goes.
    let mut mutation = insert(7, None, 8, vec![Token::Existing(NodeId(5))]);
    mutation.removes = vec![NodeId(4)];
    assert_eq!(mutate(&mut page, mutation), Ok(()));
    assert_eq!(
        (children(&page, 3), children(&page, 7), children(&page, 5)),
        (vec![7], vec![5], vec![6])
    );
}

#[test]
fn parent_and_child_change_places() {
    let mut page = sample();
    let before = page.clone();
    let mut mutation = insert(3, Some(7), 8, vec![Token::Existing(NodeId(5))]);
    mutation
        .inserts
        .extend(insert(5, None, 8, vec![Token::Existing(NodeId(4))]).inserts);
    assert_eq!(mutate(&mut page, mutation), Ok(()));
    assert_eq!((children(&page, 3), children(&page, 5)), (vec![5, 7], vec![6, 4]));
    let inserts = |operations: Vec<Operation>| {
        operations.into_iter().map(|operation| match operation {
            Operation::Insert { node, parent, before } => (node.0, parent.0, before.map(|before| before.0)),
            other => panic!("{other:?}"),
        })
    };
    assert_eq!(
        inserts(diff(&before, &page)).collect::<Vec<_>>(),
        [(5, 3, Some(7)), (4, 5, None)]
    );
    assert_eq!(
        inserts(diff(&page, &before)).collect::<Vec<_>>(),
        [(4, 3, Some(7)), (5, 4, None)]
    );
}

#[test]
fn unknown_nodes_are_named_and_the_rest_is_applied() {
    let mut page = sample();
    let mutation = Mutation {
        removes: vec![NodeId(99)],
        texts: vec![
            TextChange {
                node: NodeId(6),
                text: "two".into(),
            },
            TextChange {
                node: NodeId(98),
                text: "".into(),
            },
        ],
        ..insert(97, None, 8, vec![Token::Text("x".into())])
    };
    let error = mutate(&mut page, mutation).expect_err("three nodes are unknown");
    assert_eq!(
        error,
        PageError {
            first: Problem::UnknownNode(NodeId(99)),
            count: 3
        }
    );
    assert_eq!(error.to_string(), "node 99 is not in the page (and 2 more)");
    assert_eq!(page.text_content(NodeId(5)), "two");
}

#[test]
fn a_node_inside_itself_is_refused() {
    let mut page = sample();
    let cycle = insert(5, None, 8, vec![Token::Existing(NodeId(4))]);
    assert_eq!(
        first(mutate(&mut page, cycle)),
        Problem::Cycle {
            node: NodeId(4),
            parent: NodeId(5)
        }
    );
    assert_eq!(
        (children(&page, 3), page.node_count()),
        (vec![7], 4),
        "it has no place, so it is dropped"
    );
}

#[test]
fn a_sibling_that_is_none_puts_the_nodes_at_the_end() {
    let mut page = sample();
    let wrong = insert(3, Some(5), 8, vec![Token::Text("x".into())]);
    assert_eq!(
        first(mutate(&mut page, wrong)),
        Problem::NotAChild {
            before: NodeId(5),
            parent: NodeId(3)
        }
    );
    assert_eq!(children(&page, 3), [4, 7, 8]);
}

#[test]
fn ids_are_used_once() {
    let mut page = sample();
    let again = insert(
        7,
        None,
        5,
        vec![
            Token::Text("x".into()),
            Token::Text("y".into()),
            Token::Text("z".into()),
            Token::Text("w".into()),
        ],
    );
    let error = mutate(&mut page, again).expect_err("5, 6 and 7 are taken");
    assert_eq!(
        error,
        PageError {
            first: Problem::IdTaken(NodeId(5)),
            count: 3
        }
    );
    assert_eq!(children(&page, 7), [8]);
    let twice = insert(3, None, 9, vec![Token::Existing(NodeId(5)), Token::Existing(NodeId(5))]);
    assert_eq!(first(mutate(&mut page, twice)), Problem::PlacedTwice(NodeId(5)));
}

#[test]
fn ids_do_not_run_over() {
    let mut page = sample();
    let last = insert(
        7,
        None,
        u32::MAX,
        vec![Token::Text("x".into()), Token::Text("y".into())],
    );
    assert_eq!(first(mutate(&mut page, last)), Problem::IdTaken(NodeId(0)));
    assert_eq!(children(&page, 7), [u32::MAX]);
}

#[test]
fn nodes_stand_only_where_a_dom_can_have_them() {
    let wrong = |parent: u32, token: Token| {
        let tokens = if token.opens() {
            vec![token, Token::Close]
        } else {
            vec![token]
        };
        match first(mutate(&mut sample(), insert(parent, None, 8, tokens))) {
            Problem::WrongParent { why, .. } => why,
            other => panic!("{other:?}"),
        }
    };
    let document = Token::Document {
        compat_mode: CompatMode::Quirks,
        base_url: "".into(),
        properties: Vec::new(),
    };
    let doctype = Token::Doctype {
        name: "html".into(),
        public_id: "".into(),
        system_id: "".into(),
    };
    assert_eq!(wrong(4, document), "only a frame element has a document");
    assert_eq!(
        wrong(4, Token::TemplateContent),
        "only a template element has a content of its own"
    );
    assert_eq!(wrong(1, Token::Text("x".into())), "a document holds no text");
    assert_eq!(wrong(1, doctype.clone()), "the doctype stands before the root element");
    assert_eq!(wrong(4, doctype), "a doctype stands in a document only");
    assert_eq!(wrong(6, Token::Text("x".into())), "it can't have children");
    assert_eq!(
        wrong(1, element("html").tokens().remove(0)),
        "a document has one root element"
    );
}

#[test]
fn what_is_left_out_takes_what_it_contains_along() {
    let mut page = sample();
    let mut tokens = element("html").with([element("p").with([text("x")])]).tokens();
    tokens.push(Token::Comment("after".into()));
    assert!(mutate(&mut page, insert(1, None, 8, tokens)).is_err());
    assert_eq!(
        children(&page, 1),
        [2, 11],
        "ids are counted on through what is left out"
    );
}

#[test]
fn forests_that_do_not_balance_are_taken_as_far_as_they_go() {
    let mut page = sample();
    let open = insert(
        7,
        None,
        8,
        vec![element("p").tokens().remove(0), Token::Text("x".into())],
    );
    assert_eq!(
        first(mutate(&mut page, open)),
        Problem::Unbalanced {
            first: NodeId(8),
            token: 2
        }
    );
    let closed = insert(7, None, 10, vec![Token::Close, Token::Text("y".into())]);
    assert_eq!(
        first(mutate(&mut page, closed)),
        Problem::Unbalanced {
            first: NodeId(10),
            token: 0
        }
    );
    assert_eq!(children(&page, 7), [8, 10]);
}

#[test]
fn roots_stay_where_they_are() {
    let mut page = sample();
    let remove = Mutation {
        removes: vec![NodeId::DOCUMENT],
        ..Mutation::default()
    };
    assert_eq!(first(mutate(&mut page, remove)), Problem::RootMoved(NodeId::DOCUMENT));
    let take = insert(7, None, 8, vec![Token::Existing(NodeId::DOCUMENT)]);
    assert_eq!(first(mutate(&mut page, take)), Problem::RootMoved(NodeId::DOCUMENT));
    assert_eq!(page.node_count(), 7);
}

#[test]
fn a_snapshot_is_one_document() {
    let mut page = Page::new();
    let forest = Forest {
        first: NodeId(2),
        tokens: vec![Token::Text("x".into())],
    };
    assert_eq!(
        first(apply(&mut page, Event::Snapshot(forest))),
        Problem::SnapshotNotADocument
    );
    assert_eq!(page.node_count(), 0);
    assert_eq!(
        first(mutate(&mut page, insert(1, None, 2, vec![]))),
        Problem::UnknownNode(NodeId(1))
    );
}

#[test]
fn a_second_snapshot_is_another_page() {
    let mut page = sample();
    let before = page.clone();
    let dirty = page.take_dirty();
    assert!(dirty.is_everything());
    assert_eq!(apply(&mut page, Tree::snapshot(element("p"))), Ok(()));
    assert_ne!(page.epoch(), before.epoch());
    assert_eq!(diff(&before, &page)[0], Operation::Clear);
    assert_eq!(
        diff_dirty(&before, &page, &page.clone().take_dirty())[0],
        Operation::Clear
    );
}

#[test]
fn pages_of_different_streams_share_nothing() {
    let mut other = Page::of_stream(scrubjay_format::StreamId([1; 8]));
    assert_eq!(apply(&mut other, Tree::snapshot(element("main"))), Ok(()));
    assert_eq!(diff(&sample(), &other)[0], Operation::Clear);
}

//! Pages that are very deep, very wide or very long-lived.

mod support;

use scrubjay_format::NodeId;
use scrubjay_format::event::{Event, Forest, Insert, Mutation, Token};
use scrubjay_page::{Operation, Page, diff, diff_dirty};
use support::build::{Tree, element, page, text};

fn insert(parent: NodeId, before: Option<NodeId>, first: u32, tokens: Vec<Token>) -> Event {
    let insert = Insert {
        parent,
        before,
        nodes: Forest {
            first: NodeId(first),
            tokens,
        },
    };
    Event::Mutation(Mutation {
        inserts: vec![insert],
        ..Mutation::default()
    })
}

#[test]
fn depth_costs_no_stack() {
    const DEPTH: usize = 100_000;
    let div = element("div").tokens();
    let mut tokens = vec![div[0].clone(); DEPTH];
    tokens.push(Token::Text("deep".into()));
    tokens.extend(vec![Token::Close; DEPTH]);
    let before = page(text("shallow"));
    let mut deep = before.clone();
    assert_eq!(deep.apply(0, &insert(NodeId(3), None, 5, tokens)), Ok(()));
    assert_eq!(deep.text_content(NodeId(3)), "shallow deep");
    assert_eq!(diff(&before, &deep).len(), 2 * DEPTH + 2);
    assert_eq!(diff(&deep, &before), [Operation::Remove { node: NodeId(5) }]);
    let restored = deep.keyframe().restore().expect("a page gives a good keyframe");
    assert!(restored == deep);
    let bottom = NodeId(5 + DEPTH as u32);
    assert_eq!(deep.path(bottom).matches("div").count(), DEPTH);
    // From the bottom to the top.
    assert_eq!(
        deep.apply(0, &insert(NodeId(3), None, u32::MAX, vec![Token::Existing(bottom)])),
        Ok(())
    );
    assert_eq!(
        diff(&restored, &deep),
        [Operation::Insert {
            node: bottom,
            parent: NodeId(3),
            before: None
        }]
    );
    let all = Mutation {
        removes: vec![NodeId(5)],
        ..Mutation::default()
    };
    assert_eq!(deep.apply(0, &Event::Mutation(all)), Ok(()));
    assert_eq!(deep.node_count(), 5);
}

#[test]
fn the_middle_of_many_children_is_as_near_as_the_ends() {
    const WIDTH: u32 = 50_000;
    let texts = (0..WIDTH).map(|_| Token::Text("row".into())).collect();
    let mut wide = page(element("ul"));
    let list = NodeId(4);
    assert_eq!(wide.apply(0, &insert(list, None, 5, texts)), Ok(()));
    wide.take_dirty();
    let before = wide.clone();
    for round in 0..5_000 {
        let (middle, id) = (NodeId(5 + WIDTH / 2), 5 + WIDTH + round);
        assert_eq!(
            wide.apply(0, &insert(list, Some(middle), id, vec![Token::Text("new".into())])),
            Ok(())
        );
        let moved = Token::Existing(NodeId(5 + WIDTH - 1 - round));
        assert_eq!(
            wide.apply(0, &insert(list, Some(middle), u32::MAX, vec![moved])),
            Ok(())
        );
    }
    let dirty = wide.clone().take_dirty();
    let operations = diff(&before, &wide);
    assert_eq!(operations.len(), 5_000 * 3, "made, inserted and moved, no more");
    assert_eq!(diff_dirty(&before, &wide, &dirty).len(), operations.len());
}

#[test]
fn nodes_that_are_gone_cost_nothing() {
    let mut page = page(element("ul"));
    let nodes = page.node_count();
    for round in 0..2_000_u32 {
        let first = 5 + round * 2_000_000;
        let row = element("li").with([text("row")]).tokens();
        assert_eq!(page.apply(0, &insert(NodeId(4), None, first, row)), Ok(()));
        let gone = Mutation {
            removes: vec![NodeId(first)],
            ..Mutation::default()
        };
        assert_eq!(page.apply(0, &Event::Mutation(gone)), Ok(()));
    }
    assert_eq!(page.node_count(), nodes);
    assert!(page == Page::clone(&page) && page.keyframe().events.len() < 10);
}

#[test]
fn reordering_moves_as_few_as_possible() {
    let items = (0..6).map(|_| element("li")).reduce(Tree::and).expect("there are six");
    let mut page = page(element("ul").with([items]));
    let before = page.clone();
    // 5 6 7 8 9 10 becomes 10 5 6 8 9 7
    assert_eq!(
        page.apply(
            0,
            &insert(NodeId(4), Some(NodeId(5)), 11, vec![Token::Existing(NodeId(10))])
        ),
        Ok(())
    );
    assert_eq!(
        page.apply(0, &insert(NodeId(4), None, 11, vec![Token::Existing(NodeId(7))])),
        Ok(())
    );
    let insert = |node, before: Option<u32>| Operation::Insert {
        node: NodeId(node),
        parent: NodeId(4),
        before: before.map(NodeId),
    };
    let mut operations = diff(&before, &page);
    operations.sort_by_key(|operation| format!("{operation:?}"));
    assert_eq!(operations, [insert(10, Some(5)), insert(7, None)]);
}

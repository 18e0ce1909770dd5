//! Short ways to apply events and to look at what came of them.

use scrubjay_format::NodeId;
use scrubjay_format::event::*;
use scrubjay_page::{Page, PageError, Problem};

use super::build::{element, page, text};

pub(crate) fn apply(page: &mut Page, event: Event) -> Result<(), PageError> {
    page.apply(0, &event)
}

pub(crate) fn mutate(page: &mut Page, mutation: Mutation) -> Result<(), PageError> {
    apply(page, Event::Mutation(mutation))
}

pub(crate) fn insert(parent: u32, before: Option<u32>, first: u32, tokens: Vec<Token>) -> Mutation {
    let nodes = Forest {
        first: NodeId(first),
        tokens,
    };
    let insert = Insert {
        parent: NodeId(parent),
        before: before.map(NodeId),
        nodes,
    };
    Mutation {
        inserts: vec![insert],
        ..Mutation::default()
    }
}

pub(crate) fn children(page: &Page, parent: u32) -> Vec<u32> {
    page.node(NodeId(parent))
        .expect("the parent is there")
        .children()
        .map(|child| child.id().0)
        .collect()
}

pub(crate) fn first(result: Result<(), PageError>) -> Problem {
    result.expect_err("that was wrong").first
}

/// 1 document, 2 html, 3 body, 4 main, 5 p, 6 "one", 7 aside
pub(crate) fn sample() -> Page {
    page(
        element("main")
            .with([element("p").with([text("one")])])
            .and(element("aside")),
    )
}

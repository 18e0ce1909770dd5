//! What can be wrong with an event.

use scrubjay_format::NodeId;
use scrubjay_format::event::Sheet;

/// An event did not fit the page. All of it that did fit was applied; the page is whole and goes on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{first}{}", more(*count))]
pub struct PageError {
    /// What was wrong first.
    pub first: Problem,
    /// How many things were wrong with the event, the first included. Only the first is kept, so that garbage costs no
    /// memory.
    pub count: usize,
}

fn more(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        _ => format!(" (and {} more)", count - 1),
    }
}

/// One thing that was wrong, and what was done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The event names a node that is not in the page. The part that names it is left out.
    #[error("node {} is not in the page", .0.0)]
    UnknownNode(NodeId),
    /// A new node would have an id that a node of the page has, or no id at all (0). It is left out with all it contains.
    #[error("a new node can't be number {}: the number is taken or none", .0.0)]
    IdTaken(NodeId),
    /// A node would be inside itself. It is dropped, as a node that has no place.
    #[error("node {} can't be put into {}, which is inside it", node.0, parent.0)]
    Cycle {
        /// The node to be moved.
        node: NodeId,
        /// Where it should go.
        parent: NodeId,
    },
    /// The sibling to insert before is not a child of the parent. The nodes are put at the end.
    #[error("node {} is not a child of {}, nothing can be inserted before it", before.0, parent.0)]
    NotAChild {
        /// The alleged sibling.
        before: NodeId,
        /// The parent.
        parent: NodeId,
    },
    /// A node stands where a DOM can't have it (text in a document, a second root element, a document in a `div`). It is
    /// left out, or dropped if it was known.
    #[error("node {} can't be in {}: {why}", node.0, parent.0)]
    WrongParent {
        /// The node.
        node: NodeId,
        /// Where it should go.
        parent: NodeId,
        /// Which rule that breaks.
        why: &'static str,
    },
    /// A document, shadow root or template content was moved, or the top document or a shadow root removed. It stays.
    #[error("node {} is the root of a tree and stays where it is", .0.0)]
    RootMoved(NodeId),
    /// A node was put into two places by one mutation. It stays in the first.
    #[error("node {} is put into two places", .0.0)]
    PlacedTwice(NodeId),
    /// A forest closes more than it opened, or less. What it holds is taken as far as it goes.
    #[error("token {token} of the forest that begins with node {}: what is opened is not what is closed", first.0)]
    Unbalanced {
        /// First id of the forest.
        first: NodeId,
        /// The token, counted from 0, or the number of tokens if something stayed open.
        token: usize,
    },
    /// A snapshot does not begin with the top document, node 1, or it holds something beside it. The page is empty, or
    /// what is beside the document is left out.
    #[error("a snapshot must be one document, node 1")]
    SnapshotNotADocument,
    /// A node is not of the kind that this change is for. The change is left out.
    #[error("node {} is not {expected}", node.0)]
    WrongKind {
        /// The node.
        node: NodeId,
        /// What it should be.
        expected: &'static str,
    },
    /// A constructed sheet is used before it has content. The change is left out.
    #[error("{0:?} has no content yet")]
    UnknownSheet(Sheet),
}

/// Gathers what goes wrong in one event.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    first: Option<Problem>,
    count: usize,
}

impl Problems {
    pub(crate) fn add(&mut self, problem: Problem) {
        self.first.get_or_insert(problem);
        self.count += 1;
    }

    pub(crate) fn into_result(self) -> Result<(), PageError> {
        match self.first {
            Some(first) => Err(PageError {
                first,
                count: self.count,
            }),
            None => Ok(()),
        }
    }
}

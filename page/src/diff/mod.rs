//! The steps from one moment of a page to another.
//!
//! How the tree is brought over, in the order of the steps:
//!
//! 1. What a browser could not carry over is removed first, and later made anew: documents of frames that move or leave,
//!    a root element or doctype that another replaces, an element that has a shadow root which it should not have.
//! 2. Texts and attributes of what stays.
//! 3. From the top of the wanted tree down, each parent gets the children it lacks. When a parent's turn comes, it and
//!    all above it are where they belong, so a child can't be above its parent, and no step makes a cycle. New subtrees
//!    are made detached; frames get their documents when their turn comes in the same order.
//! 4. What does not belong is removed: everything that was to leave it has left.
//! 5. Sheets, properties, focus, selections, scroll positions.
//!
//! Which children of a parent move is the only thing that [`diff`] and [`diff_dirty`] find in different ways.

mod attributes;
mod changes;
mod lost;
mod moves;
mod sheets;
mod state;
mod structure;

use std::collections::BTreeMap;

use scrubjay_format::NodeId;

use crate::dirty::{Aspects, Dirty};
use crate::id_set::IdSet;
use crate::operation::Operation;
use crate::page::Page;

/// What has to be done to a stage that shows `from` so that it shows `to`. Costs what differs, if one page descends from a
/// copy of the other; a whole comparison else. Pages of different streams or snapshots have nothing in common: everything
/// is made anew.
pub fn diff(from: &Page, to: &Page) -> Vec<Operation> {
    if from.epoch != to.epoch {
        return rebuild(to);
    }
    match changes::between(from, to) {
        Some(changes) => Differ::new(from, to, changes).run(),
        None => rebuild(to),
    }
}

/// The same as [`diff`] at a cost that depends on what changed alone: `from` is a copy of the page from when
/// [`Page::take_dirty`] was called last, `to` the page now, and `dirty` what it gives now.
pub fn diff_dirty(from: &Page, to: &Page, dirty: &Dirty) -> Vec<Operation> {
    if from.epoch != to.epoch || dirty.everything {
        return diff(from, to);
    }
    Differ::new(from, to, changes::of_dirty(from, to, dirty)).run()
}

fn rebuild(to: &Page) -> Vec<Operation> {
    let empty = Page::of_stream(to.epoch.stream);
    let placed = [NodeId::DOCUMENT].into_iter().collect();
    let mut differ = Differ::new(
        &empty,
        to,
        Changes {
            placed,
            aspects: BTreeMap::new(),
        },
    );
    differ.is_rebuild = true;
    differ.operations.push(Operation::Clear);
    differ.run()
}

/// What is not the same in two pages.
pub(crate) struct Changes {
    /// Nodes that came, went or moved: at least the roots of what came or went. All others keep their order.
    pub(crate) placed: IdSet,
    /// What may have changed of nodes that are in both.
    pub(crate) aspects: BTreeMap<NodeId, Aspects>,
}

/// Makes the steps.
struct Differ<'a> {
    from: &'a Page,
    to: &'a Page,
    changes: Changes,
    /// Nodes of `from` that are removed at the beginning, though some be in `to`.
    lost: IdSet,
    /// Nodes of `to` that are made, with state to be set.
    created: Vec<NodeId>,
    /// Nodes that are in both and move.
    moved: IdSet,
    /// Whether everything is made anew.
    is_rebuild: bool,
    operations: Vec<Operation>,
}

impl<'a> Differ<'a> {
    fn new(from: &'a Page, to: &'a Page, changes: Changes) -> Self {
        let (lost, created, moved) = (IdSet::default(), Vec::new(), IdSet::default());
        Self {
            from,
            to,
            changes,
            lost,
            created,
            moved,
            is_rebuild: false,
            operations: Vec::new(),
        }
    }

    fn run(mut self) -> Vec<Operation> {
        self.change_view();
        self.find_moved();
        self.remove_lost();
        self.change_markup();
        self.build_structure();
        self.remove_leavers();
        let resettled = self.resettled();
        self.change_sheets(&resettled);
        self.change_state(&resettled);
        self.operations
    }

    /// Whether the node is in both, and the stage keeps it.
    fn is_kept(&self, id: NodeId) -> bool {
        self.from.nodes.contains(id) && self.to.nodes.contains(id) && !self.lost.contains(id)
    }
}

//! Ids of the nodes and sheets of frames: each snapshot of a frame has a range of its own.

use crate::{NodeId, SheetId};

/// How many bits a node of a frame has within its range: four million nodes.
const BITS: u32 = 22;

/// A range of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ids {
    base: u32,
}

impl Ids {
    /// The range with this number, counted from 0; none: there are no more.
    pub(super) fn number(number: u32) -> Option<Ids> {
        let ranges = (u32::MAX - NodeId::FOREIGN.0) >> BITS;
        (number < ranges).then(|| Ids {
            base: NodeId::FOREIGN.0 + (number << BITS),
        })
    }

    /// The page's id for a frame's; none if it is out of the range.
    pub(super) fn node(self, id: NodeId) -> Option<NodeId> {
        self.within(id.0).map(NodeId)
    }

    /// The same for a constructed sheet.
    pub(super) fn sheet(self, id: SheetId) -> Option<SheetId> {
        self.within(id.0).map(SheetId)
    }

    fn within(self, id: u32) -> Option<u32> {
        (id < 1 << BITS).then(|| self.base + id)
    }
}

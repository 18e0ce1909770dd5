//! What may be said of a node, for trackers that name one.

use scrubjay_format::event::MaskCounts;
use scrubjay_format::{Event, NodeId};

use super::Tape;
use crate::ops::marks;
use crate::privacy::Marks;

impl Tape {
    /// What was masked since the last call, by which rule; none if nothing was.
    pub(super) fn mask_counts(&self) -> Option<Event> {
        let counts = self.gate.tally.take();
        let counts: Vec<_> = counts.into_iter().map(|(rule, count)| (rule.into(), count)).collect();
        (!counts.is_empty()).then_some(Event::MaskCounts(MaskCounts { counts }))
    }

    /// The marks of a node: what may be said of it.
    pub(crate) fn marks(&self, node: Option<NodeId>) -> Marks {
        match node {
            Some(id) => marks(self.dom.nodes.marks_of(id.0)),
            None => Marks::at(self.gate.level),
        }
    }

    /// What may be said of the title of the page.
    pub(crate) fn title_marks(&self) -> Marks {
        marks(self.dom.nodes.title_marks())
    }

    /// Whether a node is a field that holds a password, payment data or the like.
    pub(crate) fn is_secret(&self, node: Option<NodeId>) -> bool {
        let Some(id) = node else { return false };
        self.marks(node).secret || self.with(|state| state.ops.is_secret(id)).unwrap_or(true)
    }
}

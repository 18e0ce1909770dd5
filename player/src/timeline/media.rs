//! When media elements reported what they do.

use std::collections::HashMap;

use scrubjay_format::NodeId;
use scrubjay_format::event::{Event, Forest, Property, TimedEvent, Token};

/// The times of reports, by element. A medium that runs is somewhere else by now than its last report says, and how far
/// depends on when it was.
#[derive(Debug, Default)]
pub(crate) struct MediaReports {
    at_ms: HashMap<NodeId, Vec<u32>>,
}

impl MediaReports {
    /// Collects them from a stream's events.
    pub(crate) fn of(events: &[TimedEvent]) -> Self {
        let mut reports = Self::default();
        for event in events {
            match &event.event {
                Event::Snapshot(forest) => reports.add_forest(event.at_ms, forest),
                Event::Mutation(mutation) => {
                    mutation
                        .inserts
                        .iter()
                        .for_each(|insert| reports.add_forest(event.at_ms, &insert.nodes));
                }
                Event::Properties(changes) => {
                    let media = changes
                        .iter()
                        .filter(|change| matches!(change.property, Property::Media(_)));
                    media.for_each(|change| reports.add(event.at_ms, change.node));
                }
                _ => {}
            }
        }
        reports
    }

    /// The time of the last report on an element, in milliseconds since the stream's start.
    pub(crate) fn last(&self, node: NodeId, local_ms: u32) -> u32 {
        let Some(times) = self.at_ms.get(&node) else {
            return local_ms;
        };
        let next = times.partition_point(|at_ms| *at_ms <= local_ms);
        times.get(next.saturating_sub(1)).copied().unwrap_or(local_ms)
    }

    fn add_forest(&mut self, at_ms: u32, forest: &Forest) {
        let new = forest.tokens.iter().filter(|token| token.is_new_node());
        for (number, token) in new.enumerate() {
            if let Token::Element { properties, .. } = token
                && properties.iter().any(|property| matches!(property, Property::Media(_)))
            {
                self.add(at_ms, NodeId(forest.first.0.saturating_add(number as u32)));
            }
        }
    }

    fn add(&mut self, at_ms: u32, node: NodeId) {
        self.at_ms.entry(node).or_default().push(at_ms);
    }
}

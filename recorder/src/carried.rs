//! Who the visitor is and how the session is tagged, for streams that begin after it was said.

use std::cell::RefCell;

use scrubjay_format::Event;

/// Events that are told again in each stream at most.
const EVENTS_MAX: usize = 64;

/// The last of each.
#[derive(Default)]
pub(crate) struct Carried {
    events: RefCell<Vec<Event>>,
}

impl Carried {
    /// Remembers the event if it holds for later streams too; it takes the place of an earlier one about the same.
    pub(crate) fn note(&self, event: &Event) {
        let same = |known: &Event| match (known, event) {
            (Event::Identify(_), Event::Identify(_)) => true,
            (Event::Tag { key: known, .. }, Event::Tag { key, .. }) => known == key,
            (Event::Flag(known), Event::Flag(flag)) => (known.kind, &known.name) == (flag.kind, &flag.name),
            _ => false,
        };
        if matches!(event, Event::Identify(_) | Event::Tag { .. } | Event::Flag(_)) {
            let mut events = self.events.borrow_mut();
            events.retain(|known| !same(known));
            if events.len() < EVENTS_MAX {
                events.push(event.clone());
            }
        }
    }

    /// Whether this very event is remembered.
    pub(crate) fn has(&self, event: &Event) -> bool {
        self.events.borrow().contains(event)
    }

    /// What is remembered, in the order in which it was said.
    pub(crate) fn events(&self) -> Vec<Event> {
        self.events.borrow().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_each_is_carried() {
        let carried = Carried::default();
        let tag = |key: &str, value: &str| Event::Tag {
            key: key.into(),
            value: value.into(),
        };
        for (key, value) in [("plan", "free"), ("lang", "en"), ("plan", "team")] {
            carried.note(&tag(key, value));
        }
        carried.note(&Event::Online(true));
        assert_eq!(carried.events(), [tag("lang", "en"), tag("plan", "team")]);
    }
}

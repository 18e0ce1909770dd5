//! What a recording holds, and how tests ask for it.

use scrubjay_format::event::{Forest, NoteCode, Property, Token};
use scrubjay_format::{Event, NodeId, Recording};

/// The events of one stream, in order.
#[derive(Debug)]
pub struct Events(pub Vec<Event>);

impl Events {
    /// Decodes parts, in which nothing may be wrong.
    pub fn read(parts: &[u8]) -> Events {
        let recording = Recording::read(parts).unwrap();
        assert_eq!(recording.problems, []);
        let stream = recording.streams.into_iter().next().unwrap();
        assert_eq!((stream.problems, stream.notes), (vec![], vec![]));
        Events(stream.events.into_iter().map(|timed| timed.event).collect())
    }

    /// The first event of which `choose` makes something, as that.
    #[track_caller]
    pub fn first<T>(&self, choose: impl Fn(&Event) -> Option<T>) -> T {
        self.0.iter().find_map(choose).expect("there is such an event")
    }

    /// What `choose` makes of events, of those of which it makes something.
    pub fn all<T>(&self, choose: impl Fn(&Event) -> Option<T>) -> Vec<T> {
        self.0.iter().filter_map(choose).collect()
    }

    /// Whether any string in any event holds `text`.
    pub fn say(&self, text: &str) -> bool {
        format!("{:?}", self.0).contains(text)
    }

    /// All nodes that were written as new, with their ids.
    pub fn nodes(&self) -> Vec<(NodeId, &Token)> {
        let mut nodes = Vec::new();
        for event in &self.0 {
            match event {
                Event::Snapshot(forest) => number(forest, &mut nodes),
                Event::Mutation(mutation) => mutation
                    .inserts
                    .iter()
                    .for_each(|insert| number(&insert.nodes, &mut nodes)),
                _ => {}
            }
        }
        nodes
    }

    /// The element with this `id` attribute, as it was last written: its number.
    #[track_caller]
    pub fn node(&self, id: &str) -> NodeId {
        let nodes = self.nodes();
        let found = nodes.iter().rev().find(|(_, token)| attribute(token, "id") == Some(id));
        found.expect(id).0
    }

    /// The values of a state that the element with this `id` attribute took after it was written.
    pub fn states<T>(&self, id: &str, choose: impl Fn(&Property) -> Option<T>) -> Vec<T> {
        let node = self.node(id);
        let changes = self.0.iter().filter_map(|event| match event {
            Event::Properties(changes) => Some(changes),
            _ => None,
        });
        let of_node = changes.flatten().filter(|change| change.node == node);
        of_node.filter_map(|change| choose(&change.property)).collect()
    }

    /// How often the recording remarks this on itself.
    pub fn notes(&self, code: NoteCode) -> usize {
        self.0
            .iter()
            .filter(|event| matches!(event, Event::Note(note) if note.code == code))
            .count()
    }
}

fn number<'a>(forest: &'a Forest, nodes: &mut Vec<(NodeId, &'a Token)>) {
    let new = forest.tokens.iter().filter(|token| token.is_new_node());
    nodes.extend((forest.first.0..).map(NodeId).zip(new));
}

/// An attribute of an element.
pub fn attribute<'a>(token: &'a Token, name: &str) -> Option<&'a str> {
    match token {
        Token::Element { attributes, .. } => {
            let found = attributes.iter().find(|attribute| &*attribute.name == name);
            found.map(|attribute| &*attribute.value)
        }
        _ => None,
    }
}

/// Whether a token is an element of this name.
pub fn is_element(token: &Token, expected: &str) -> bool {
    matches!(token, Token::Element { name, .. } if &**name == expected)
}

//! A page as events, from which it can be made again.
//!
//! Ids are not on the wire: the nodes of a forest are numbered in order. A page that has changed has its ids in any
//! order, so it becomes a snapshot of as much as is in order, and a mutation that brings the rest, each run of
//! consecutive ids a forest of its own, in an order in which the sibling after it is always there.

use std::sync::Arc;

use scrubjay_format::NodeId;
use scrubjay_format::event::{
    AdoptedSheets, Event, Forest, Insert, Mutation, Navigation, NavigationCause, Pointer, PointerAction, Sheet,
    SheetChange, TimedEvent, Token,
};

use crate::error::PageError;
use crate::page::{Epoch, Page};
use crate::pointers::PointerState;
use crate::sheets::SheetState;
use crate::tree::NodeData;

/// The whole state of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyframe {
    /// Which snapshot the nodes belong to.
    pub epoch: Epoch,
    /// The time of the last event in it, in milliseconds since the stream's start.
    pub at_ms: u32,
    /// What makes the page when applied to an empty one. All are at the keyframe's own time but for the pointers, each of
    /// which is at the time when it got where it is.
    pub events: Vec<TimedEvent>,
}

impl Keyframe {
    /// The page, of the epoch it had, so that it can be compared with others of its stream.
    ///
    /// # Errors
    /// What was wrong first, if the events were tampered with.
    pub fn restore(&self) -> Result<Page, PageError> {
        let mut page = Page::of_stream(self.epoch.stream);
        let mut result = Ok(());
        for TimedEvent { at_ms, event } in &self.events {
            result = result.and(page.apply(*at_ms, event));
        }
        page.epoch = self.epoch;
        page.at_ms = self.at_ms;
        result.map(|()| page)
    }
}

impl Page {
    /// The page as events. [`Keyframe::restore`] makes an equal page of them.
    pub fn keyframe(&self) -> Keyframe {
        let mut events = Vec::new();
        events.extend(self.start.as_deref().cloned().map(Event::Start));
        if self.nodes.contains(NodeId::DOCUMENT) {
            let mut writer = Writer {
                page: self,
                deferred: Vec::new(),
            };
            events.push(Event::Snapshot(writer.forest(NodeId::DOCUMENT)));
            let mut inserts = Vec::new();
            while let Some(node) = writer.deferred.pop() {
                let links = self.nodes.get(node).map(|node| node.links);
                let Some((links, parent)) = links.and_then(|links| Some((links, links.parent()?))) else {
                    continue;
                };
                inserts.push(Insert {
                    parent,
                    before: links.next(),
                    nodes: writer.forest(node),
                });
            }
            if !inserts.is_empty() {
                events.push(Event::Mutation(Mutation {
                    inserts,
                    ..Mutation::default()
                }));
            }
        }
        self.write_sheets(&mut events);
        self.write_state(&mut events);
        let at_ms = self.at_ms;
        let mut events = events.into_iter().map(|event| TimedEvent { at_ms, event }).collect();
        self.write_pointers(&mut events);
        Keyframe {
            epoch: self.epoch,
            at_ms,
            events,
        }
    }

    fn write_sheets(&self, events: &mut Vec<Event>) {
        let mut write = |sheet: Sheet, state: &Arc<SheetState>| {
            let content = state.content.as_deref().cloned();
            events.extend(content.map(|content| Event::Sheet(SheetChange { sheet, content })));
            events.extend(state.rules.iter().map(|rule| Event::Rule(rule.as_ref().clone())));
        };
        for (id, state) in &self.sheets {
            write(Sheet::Constructed(*id), state);
        }
        for (id, node) in self.nodes.iter() {
            if let Some(state) = node.data.element().and_then(|element| element.sheet.as_ref()) {
                write(Sheet::Of(id), state);
            }
        }
        for (root, node) in self.nodes.iter() {
            if !node.data.adopted().is_empty() {
                events.push(Event::AdoptedSheets(AdoptedSheets {
                    root,
                    sheets: node.data.adopted().to_vec(),
                }));
            }
        }
    }

    fn write_state(&self, events: &mut Vec<Event>) {
        // After the sheets: the first mutation after the end of a snapshot may make a sheet anew.
        if self.is_complete {
            events.push(Event::SnapshotEnd);
        }
        events.push(Event::Navigation(Navigation {
            url: self.url.clone(),
            cause: NavigationCause::Load,
        }));
        events.push(Event::Title(self.title.clone()));
        events.extend(self.viewport.map(Event::Viewport));
        events.push(Event::ColorScheme(self.color_scheme));
        events.extend(self.focus.map(|focus| Event::Focus {
            node: Some(focus.node),
            visible: focus.visible,
        }));
        events.extend(self.selections().cloned().map(Event::Selection));
        events.push(Event::VisualViewport(self.visual_viewport));
    }

    fn write_pointers(&self, events: &mut Vec<TimedEvent>) {
        events.extend(self.pointers.iter().map(|state| {
            let PointerState {
                kind,
                pointer,
                at_ms,
                x,
                y,
                target,
                buttons,
            } = *state;
            let event = Pointer {
                kind,
                pointer,
                action: PointerAction::Down,
                buttons,
                x,
                y,
                target,
            };
            TimedEvent {
                at_ms,
                event: Event::Pointer(event),
            }
        }));
    }
}

struct Writer<'a> {
    page: &'a Page,
    /// Nodes that have to come in a forest of their own. Taken from the end: siblings from the last to the first.
    deferred: Vec<NodeId>,
}

impl Writer<'_> {
    /// The node with what is below it, as far as the ids go on.
    fn forest(&mut self, first: NodeId) -> Forest {
        let nodes = &self.page.nodes;
        let mut tokens = Vec::new();
        let mut open: Vec<NodeId> = Vec::new();
        let mut expected = first.0;
        let mut at = Some(first);
        while let Some(id) = at {
            let parent = nodes.parent(id);
            while open.last().is_some_and(|last| Some(*last) != parent) && id != first {
                open.pop();
                tokens.push(Token::Close);
            }
            let Some(node) = nodes.get(id).filter(|_| id.0 == expected) else {
                self.deferred.push(id);
                at = nodes.next_after(first, id);
                continue;
            };
            expected = expected.wrapping_add(1);
            let token = token(&node.data);
            if token.opens() {
                open.push(id);
            }
            tokens.push(token);
            at = nodes.next_within(first, id);
        }
        tokens.extend(open.iter().map(|_| Token::Close));
        Forest { first, tokens }
    }
}

fn token(data: &NodeData) -> Token {
    match data {
        NodeData::Document(document) => Token::Document {
            compat_mode: document.compat_mode,
            base_url: document.base_url.clone(),
            properties: document
                .properties
                .iter()
                .map(|property| property.as_ref().clone())
                .collect(),
        },
        NodeData::Doctype(doctype) => Token::Doctype {
            name: doctype.name.clone(),
            public_id: doctype.public_id.clone(),
            system_id: doctype.system_id.clone(),
        },
        NodeData::Element(element) => Token::Element {
            namespace: element.namespace.clone(),
            name: element.name.clone(),
            attributes: element.attributes.to_vec(),
            properties: element
                .properties
                .iter()
                .map(|property| property.as_ref().clone())
                .collect(),
        },
        NodeData::Text(text) => Token::Text(text.clone()),
        NodeData::Comment(text) => Token::Comment(text.clone()),
        NodeData::Cdata(text) => Token::Cdata(text.clone()),
        NodeData::ProcessingInstruction(instruction) => Token::ProcessingInstruction {
            target: instruction.target.clone(),
            data: instruction.data.clone(),
        },
        NodeData::ShadowRoot(root) => Token::ShadowRoot {
            mode: root.mode,
            delegates_focus: root.delegates_focus,
            manual_slots: root.manual_slots,
        },
        NodeData::TemplateContent => Token::TemplateContent,
    }
}

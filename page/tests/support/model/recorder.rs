//! The recorder: what was touched is read when the frame ends.

use std::collections::BTreeSet;

use scrubjay_format::event::*;
use scrubjay_format::{NodeId, Text};

use super::{Index, Kind, Model, TOP};

impl Model {
    /// The changes since the last flush, as one mutation.
    pub(crate) fn flush(&mut self) -> Mutation {
        let mut mutation = Mutation::default();
        let mut runs: Vec<(Index, Option<Index>, Vec<Index>)> = Vec::new();
        for at in 0..self.nodes.len() {
            if let (Some(id), true, false) = (self.nodes[at].id, self.nodes[at].is_touched, self.is_connected(at)) {
                mutation.removes.push(id);
            }
        }
        for at in self.below(TOP) {
            let node = &self.nodes[at];
            if node.id.is_none() {
                continue;
            }
            for root in node
                .shadow
                .iter()
                .chain(&node.content)
                .filter(|root| self.nodes[**root].id.is_none())
            {
                runs.push((at, None, vec![*root]));
            }
            let mut run = Vec::new();
            for child in &node.children {
                if self.nodes[*child].is_touched {
                    run.push(*child);
                } else if !run.is_empty() {
                    runs.push((at, Some(*child), std::mem::take(&mut run)));
                }
            }
            if !run.is_empty() {
                runs.push((at, None, run));
            }
            if node.is_text_dirty {
                mutation.texts.push(TextChange {
                    node: self.id(at),
                    text: Text::from(&*node.text),
                });
            }
            for name in &node.dirty_attributes {
                let value = node.attributes.get(name).map(|value| Text::from(value.as_str()));
                mutation.attributes.push(AttributeChange {
                    node: self.id(at),
                    namespace: None,
                    name: (*name).into(),
                    value,
                });
            }
        }
        // Any order will do: what follows a run was not touched, and where it goes into is known.
        for at in (1..runs.len()).rev() {
            let other = self.rng.below(at + 1);
            runs.swap(at, other);
        }
        for (parent, before, nodes) in runs {
            let nodes = self.forest(&nodes);
            mutation.inserts.push(Insert {
                parent: self.id(parent),
                before: before.map(|before| self.id(before)),
                nodes,
            });
        }
        let mut reparsed = self.connected(|node| node.kind == Kind::Element("style") && node.id.is_some());
        reparsed.retain(|style| self.is_reparsed_unseen(*style));
        self.reparsed = reparsed;
        self.forget_touched();
        mutation
    }

    /// Whether a style lost its rules, though nothing in it is other than it was: what came has gone again.
    pub(super) fn is_reparsed_unseen(&self, style: Index) -> bool {
        let node = &self.nodes[style];
        let is_changed = |child: &Index| self.nodes[*child].is_touched || self.nodes[*child].is_text_dirty;
        node.parsed_anew_from.as_ref() == Some(&node.children) && !node.children.iter().any(is_changed)
    }

    pub(super) fn id(&self, node: Index) -> NodeId {
        self.nodes[node].id.expect("the recorder knows it")
    }

    pub(super) fn forget_touched(&mut self) {
        let connected: BTreeSet<Index> = self.below(TOP).into_iter().collect();
        for (at, node) in self.nodes.iter_mut().enumerate() {
            node.is_touched = !connected.contains(&at);
            node.is_text_dirty = false;
            node.dirty_attributes.clear();
            if node.is_touched {
                node.id = None;
                node.rules = None;
            }
            node.parsed_anew_from = None;
        }
    }

    pub(super) fn forest(&mut self, roots: &[Index]) -> Forest {
        let first = NodeId(self.next_id);
        let mut tokens = Vec::new();
        roots.iter().for_each(|root| self.write(*root, &mut tokens));
        Forest { first, tokens }
    }

    pub(super) fn write(&mut self, at: Index, tokens: &mut Vec<Token>) {
        if let Some(id) = self.nodes[at].id {
            return tokens.push(Token::Existing(id));
        }
        self.nodes[at].id = Some(NodeId(self.next_id));
        self.next_id += 1;
        let node = &self.nodes[at];
        let text = Text::from(&*node.text);
        let attributes = node.attributes.iter().map(|(name, value)| Attribute {
            namespace: None,
            name: (*name).into(),
            value: value.as_str().into(),
        });
        let token = match node.kind {
            Kind::Document => Token::Document {
                compat_mode: CompatMode::Standards,
                base_url: "https://a.example/".into(),
                properties: vec![],
            },
            Kind::Doctype => Token::Doctype {
                name: "html".into(),
                public_id: "".into(),
                system_id: "".into(),
            },
            Kind::Element(name) => Token::Element {
                namespace: Namespace::Html,
                name: name.into(),
                attributes: attributes.collect(),
                properties: if name == "textarea" {
                    vec![Property::Value(text)]
                } else {
                    vec![]
                },
            },
            Kind::Text => Token::Text(text),
            Kind::Comment => Token::Comment(text),
            Kind::Shadow => Token::ShadowRoot {
                mode: ShadowMode::Open,
                delegates_focus: false,
                manual_slots: false,
            },
            Kind::Template => Token::TemplateContent,
        };
        let opens = token.opens();
        tokens.push(token);
        let inner: Vec<Index> = node
            .shadow
            .into_iter()
            .chain(node.content)
            .chain(node.children.iter().copied())
            .collect();
        inner.into_iter().for_each(|inner| self.write(inner, tokens));
        if opens {
            tokens.push(Token::Close);
        }
    }
}

//! A live page that changes at random, and the recorder that watches it: it marks what was touched and reads the truth
//! when the frame ends, as ours does.

mod changes;
mod recorder;
mod state;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use scrubjay_format::event::*;
use scrubjay_format::{NodeId, SheetId};
use scrubjay_page::{NodeKind, NodeRef, Page};

use super::rng::Rng;
use super::rules::Rule;

type Index = usize;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Document,
    Doctype,
    Element(&'static str),
    Text,
    Comment,
    Shadow,
    Template,
}

#[derive(Debug)]
struct Node {
    kind: Kind,
    parent: Option<Index>,
    children: Vec<Index>,
    shadow: Option<Index>,
    content: Option<Index>,
    text: String,
    attributes: BTreeMap<&'static str, String>,
    rules: Option<Vec<Rule>>,
    /// A style was parsed anew, since it had these children when the recorder looked last.
    parsed_anew_from: Option<Vec<Index>>,
    /// What the recorder calls it.
    id: Option<NodeId>,
    is_touched: bool,
    is_text_dirty: bool,
    dirty_attributes: BTreeSet<&'static str>,
}

/// The top document's.
const TOP: Index = 0;

pub(crate) struct Model {
    nodes: Vec<Node>,
    next_id: u32,
    constructed: Vec<(SheetId, Vec<Rule>)>,
    /// Styles whose rules are those of their markup again, though the markup did not change.
    reparsed: Vec<Index>,
    rng: Rng,
    counter: usize,
}

impl Model {
    pub(crate) fn new(seed: u64) -> Self {
        let mut model = Self {
            nodes: Vec::new(),
            next_id: 1,
            constructed: Vec::new(),
            reparsed: Vec::new(),
            rng: Rng::new(seed),
            counter: 0,
        };
        model.make(Kind::Document);
        model.furnish(TOP);
        let size = model.rng.below(30);
        model.change(size);
        model
    }

    /// The first events of the recording.
    pub(crate) fn snapshot(&mut self) -> Vec<Event> {
        for node in &mut self.nodes {
            node.id = None;
        }
        self.next_id = 1;
        self.constructed.clear();
        let forest = self.forest(&[TOP]);
        self.forget_touched();
        let viewport = Viewport {
            width: 800,
            height: 600,
            pixel_ratio_percent: 100,
        };
        vec![Event::Viewport(viewport), Event::Snapshot(forest), Event::SnapshotEnd]
    }

    /// Whether the page is what the model is.
    pub(crate) fn compare(&self, page: &Page) -> Result<(), String> {
        let live = self.below(TOP);
        if live.len() != page.node_count() {
            return Err(format!("{} nodes for {}", page.node_count(), live.len()));
        }
        live.into_iter().try_for_each(|at| {
            let node = page.node(self.id(at)).ok_or("a node is missing")?;
            let ids = |nodes: &[Index]| nodes.iter().map(|at| self.id(*at)).collect::<Vec<_>>();
            let live = &self.nodes[at];
            let content = node.content_document().or(node.template_content());
            let is_same = node.children().map(NodeRef::id).eq(ids(&live.children))
                && node.shadow_root().map(NodeRef::id) == live.shadow.map(|shadow| self.id(shadow))
                && content.map(NodeRef::id) == live.content.map(|content| self.id(content))
                && node.parent_or_host().map(NodeRef::id) == live.parent.map(|parent| self.id(parent))
                && node.attributes().len() == live.attributes.len()
                && live
                    .attributes
                    .iter()
                    .all(|(name, value)| node.attribute(name).is_some_and(|own| **own == **value))
                && match (node.kind(), live.kind) {
                    (NodeKind::Text(text), Kind::Text) | (NodeKind::Comment(text), Kind::Comment) => {
                        **text == *live.text
                    }
                    (NodeKind::Element { name, .. }, Kind::Element(own)) => **name == *own,
                    (NodeKind::Document { .. }, Kind::Document)
                    | (NodeKind::Doctype { .. }, Kind::Doctype)
                    | (NodeKind::ShadowRoot { .. }, Kind::Shadow)
                    | (NodeKind::TemplateContent, Kind::Template) => true,
                    _ => false,
                };
            if is_same {
                Ok(())
            } else {
                Err(format!("{:?} is {:?} for {live:?}", node.id(), node.kind()))
            }
        })
    }
}

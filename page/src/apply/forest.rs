//! New nodes.

use std::sync::Arc;

use scrubjay_format::NodeId;
use scrubjay_format::event::{Forest, Property, Token};

use crate::dirty::Aspects;
use crate::error::{Problem, Problems};
use crate::page::Page;
use crate::sheets::SheetState;
use crate::tree::{Doctype, Document, Element, NodeData, ProcessingInstruction, ShadowRoot, put_property};

/// What came of building a forest.
#[derive(Default)]
pub(super) struct Built {
    /// Nodes that were known and are here now.
    pub(super) moved: Vec<NodeId>,
    /// Documents of frames that began.
    pub(super) documents: Vec<NodeId>,
    /// Documents and template contents that others took the place of.
    pub(super) replaced: Vec<NodeId>,
}

/// Ids of frames of other origins ascend within ranges of this size ([`NodeId::FOREIGN`]).
const FOREIGN_RANGE_BITS: u32 = 22;

impl Page {
    /// All nodes make way for a new document.
    pub(super) fn begin_snapshot(&mut self, forest: &Forest, problems: &mut Problems) {
        self.epoch.snapshot += 1;
        self.nodes = Default::default();
        self.document_count = 0;
        self.next_id = 1;
        self.next_foreign.clear();
        self.is_complete = false;
        self.sheets.clear();
        self.focus = None;
        self.selections.clear();
        self.pointers.iter_mut().for_each(|pointer| pointer.target = None);
        self.dirty.mark_everything();
        let built = self.build(forest, None, None, problems);
        self.settle(built, problems);
    }

    /// Builds a forest into `parent` before its child `before`. Without parent it is a snapshot: the top document.
    pub(super) fn build(
        &mut self,
        forest: &Forest,
        parent: Option<NodeId>,
        before: Option<NodeId>,
        problems: &mut Problems,
    ) -> Built {
        let mut built = Built::default();
        let mut next_id = Some(forest.first.0);
        // What is open. None: a node that is left out, and all it contains with it.
        let mut open: Vec<Option<NodeId>> = Vec::new();
        for (number, token) in forest.tokens.iter().enumerate() {
            if let Token::Close = token {
                if open.pop().is_none() {
                    problems.add(Problem::Unbalanced {
                        first: forest.first,
                        token: number,
                    });
                }
                continue;
            }
            let id = NodeId(if token.is_new_node() { next_id.unwrap_or(0) } else { 0 });
            if token.is_new_node() {
                next_id = next_id.and_then(|id| id.checked_add(1));
            }
            let place = match open.last() {
                Some(Some(parent)) => Some((Some(*parent), None)),
                Some(None) => None,
                None => Some((parent, before)),
            };
            let result = match (place, token) {
                (None, _) => Ok(false),
                (Some((Some(parent), before)), Token::Existing(known)) => {
                    self.place_known(*known, parent, before, &mut built).map(|()| true)
                }
                (Some((parent, before)), _) => self.place_new(id, token, parent, before, &mut built).map(|()| true),
            };
            let is_here = result.unwrap_or_else(|problem| {
                problems.add(problem);
                false
            });
            if is_here && open.is_empty() {
                self.dirty
                    .mark(if token.is_new_node() { id } else { known_id(token) }, Aspects::PLACE);
            }
            if token.opens() {
                open.push(is_here.then_some(id));
            }
        }
        if !open.is_empty() {
            problems.add(Problem::Unbalanced {
                first: forest.first,
                token: forest.tokens.len(),
            });
        }
        built
    }

    fn place_known(
        &mut self,
        id: NodeId,
        parent: NodeId,
        before: Option<NodeId>,
        built: &mut Built,
    ) -> Result<(), Problem> {
        let node = self.nodes.get(id).ok_or(Problem::UnknownNode(id))?;
        if node.data.is_root() {
            return Err(Problem::RootMoved(id));
        }
        if node.links.parent().is_some() {
            return Err(Problem::PlacedTwice(id));
        }
        self.place(id, parent, before)?;
        self.dirty.mark(id, Aspects::PLACE);
        built.moved.push(id);
        Ok(())
    }

    fn place_new(
        &mut self,
        id: NodeId,
        token: &Token,
        parent: Option<NodeId>,
        before: Option<NodeId>,
        built: &mut Built,
    ) -> Result<(), Problem> {
        let Some(data) = node_data(token) else {
            return Err(Problem::SnapshotNotADocument);
        };
        let is_document = data.is_document();
        if parent.is_none() && (!is_document || id != NodeId::DOCUMENT || self.nodes.len() > 0) {
            return Err(Problem::SnapshotNotADocument);
        }
        if id.0 == 0 || !self.nodes.insert(id, data) {
            return Err(Problem::IdTaken(id));
        }
        if let Some(parent) = parent {
            if is_document || matches!(token, Token::TemplateContent) {
                self.vacate(parent, is_document, built);
            }
            if let Err(problem) = self.place(id, parent, before) {
                self.nodes.remove(id);
                return Err(problem);
            }
            if is_document {
                built.documents.push(id);
            }
        }
        self.document_count += usize::from(is_document);
        let next_id = if id < NodeId::FOREIGN {
            &mut self.next_id
        } else {
            self.next_foreign.entry(id.0 >> FOREIGN_RANGE_BITS).or_default()
        };
        if id.0 < *next_id {
            // The id may have been another node's, whose changes must not be taken for this one's.
            self.dirty.mark_everything();
        }
        *next_id = (*next_id).max(id.0.saturating_add(1));
        Ok(())
    }

    /// Makes room for a new document or template content.
    fn vacate(&mut self, host: NodeId, for_document: bool, built: &mut Built) {
        let content = self.nodes.get(host).and_then(|host| host.data.element()?.content);
        let is_document = |id| self.nodes.get(id).is_some_and(|node| node.data.is_document());
        if let Some(content) = content.filter(|content| is_document(*content) == for_document) {
            self.dirty.mark(content, Aspects::PLACE);
            self.nodes.detach(content);
            built.replaced.push(content);
        }
    }
}

fn known_id(token: &Token) -> NodeId {
    match token {
        Token::Existing(id) => *id,
        _ => NodeId(0),
    }
}

/// The node that a token describes; none for tokens that are no new nodes.
fn node_data(token: &Token) -> Option<NodeData> {
    Some(match token {
        Token::Element {
            namespace,
            name,
            attributes,
            properties,
        } => {
            let sheet = properties.iter().find_map(|property| match property {
                Property::Sheet(content) => Some(Arc::new(SheetState::of(content))),
                _ => None,
            });
            NodeData::Element(Arc::new(Element {
                namespace: namespace.clone(),
                name: name.clone(),
                attributes: attributes.as_slice().into(),
                properties: sorted(properties),
                sheet,
                shadow: None,
                content: None,
            }))
        }
        Token::Document {
            compat_mode,
            base_url,
            properties,
        } => NodeData::Document(Arc::new(Document {
            compat_mode: *compat_mode,
            base_url: base_url.clone(),
            properties: sorted(properties),
            adopted: [].into(),
        })),
        Token::ShadowRoot {
            mode,
            delegates_focus,
            manual_slots,
        } => NodeData::ShadowRoot(Arc::new(ShadowRoot {
            mode: *mode,
            delegates_focus: *delegates_focus,
            manual_slots: *manual_slots,
            adopted: [].into(),
        })),
        Token::TemplateContent => NodeData::TemplateContent,
        Token::Doctype {
            name,
            public_id,
            system_id,
        } => NodeData::Doctype(Arc::new(Doctype {
            name: name.clone(),
            public_id: public_id.clone(),
            system_id: system_id.clone(),
        })),
        Token::Text(text) => NodeData::Text(text.clone()),
        Token::Comment(text) => NodeData::Comment(text.clone()),
        Token::Cdata(text) => NodeData::Cdata(text.clone()),
        Token::ProcessingInstruction { target, data } => {
            let (target, data) = (target.clone(), data.clone());
            NodeData::ProcessingInstruction(Arc::new(ProcessingInstruction { target, data }))
        }
        Token::Existing(_) | Token::Close => return None,
    })
}

fn sorted(properties: &[Property]) -> Vec<Arc<Property>> {
    let mut sorted = Vec::with_capacity(properties.len());
    for property in properties {
        if !matches!(property, Property::Sheet(_)) {
            put_property(&mut sorted, property);
        }
    }
    sorted
}

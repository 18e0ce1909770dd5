//! A document as strict as a browser's, and as forgetful: it fails on every operation that a browser would refuse, and
//! loses what a browser loses when nodes move.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use scrubjay_format::event::{CompatMode, Property, Selection, Sheet, Viewport, VisualViewport};
use scrubjay_format::{NodeId, SheetId};
use scrubjay_page::{NodeKind, NodeRef, Operation, Page, PropertyKind};

use super::rules::{self, Rule};

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Document(CompatMode, String),
    Element(String, String),
    /// Everything else, by its description.
    Leaf(&'static str, String),
    Shadow(String),
    Template,
}

#[derive(Clone, Debug, Default)]
struct Place {
    parent: Option<NodeId>,
    children: Vec<NodeId>,
    shadow: Option<NodeId>,
    content: Option<NodeId>,
}

struct Node {
    kind: Kind,
    place: Place,
    attributes: BTreeMap<(String, String), String>,
    properties: BTreeMap<PropertyKind, Property>,
    adopted: Vec<SheetId>,
    /// Of `<style>` and `<link>`, when it is not as the markup says.
    rules: Option<Vec<Rule>>,
}

#[derive(Default)]
pub(crate) struct Stage {
    nodes: HashMap<NodeId, Node>,
    sheets: BTreeMap<SheetId, Vec<Rule>>,
    focus: Option<(NodeId, bool)>,
    selections: BTreeMap<NodeId, Selection>,
    viewport: Option<Viewport>,
    visual_viewport: Option<VisualViewport>,
    dark: String,
    /// How many nodes were moved.
    pub(crate) moves: usize,
}

type Outcome = Result<(), String>;

fn check(holds: bool, what: impl FnOnce() -> String) -> Outcome {
    if holds { Ok(()) } else { Err(what()) }
}

impl Stage {
    pub(crate) fn run(&mut self, operations: &[Operation]) -> Outcome {
        let mut at = 0;
        operations.iter().try_for_each(|operation| {
            at += 1;
            self.apply(operation)
                .map_err(|why| format!("operation {} {operation:?}: {why}", at - 1))
        })
    }

    fn apply(&mut self, operation: &Operation) -> Outcome {
        match operation {
            Operation::Clear => {
                *self = Stage {
                    moves: self.moves,
                    ..Stage::default()
                }
            }
            Operation::OpenDocument {
                node,
                host,
                compat_mode,
                base_url,
            } => {
                if let Some(host) = host {
                    check(self.is_element(*host, &["iframe", "object"]), || {
                        "the host is no frame".into()
                    })?;
                    check(self.is_connected(*host), || "the frame has no document now".into())?;
                    check(self.node(*host)?.place.content.is_none(), || {
                        "the old document is known still".into()
                    })?;
                    self.place(*host)?.content = Some(*node);
                }
                self.create(*node, Kind::Document(*compat_mode, base_url.to_string()))?;
                self.place(*node)?.parent = *host;
            }
            Operation::CreateElement {
                node,
                namespace,
                name,
                attributes,
            } => {
                self.create(*node, Kind::Element(format!("{namespace:?}"), name.to_string()))?;
                let attributes = attributes
                    .iter()
                    .map(|own| ((text(&own.namespace), own.name.to_string()), own.value.to_string()));
                self.nodes.get_mut(node).expect("just made").attributes = attributes.collect();
            }
            Operation::CreateText { node, text } => self.create(*node, Kind::Leaf("text", text.to_string()))?,
            Operation::CreateComment { node, text } => self.create(*node, Kind::Leaf("comment", text.to_string()))?,
            Operation::CreateCdata { node, text } => self.create(*node, Kind::Leaf("cdata", text.to_string()))?,
            Operation::CreateProcessingInstruction { node, data, .. } => {
                self.create(*node, Kind::Leaf("instruction", data.to_string()))?;
            }
            Operation::CreateDoctype { node, name, .. } => {
                self.create(*node, Kind::Leaf("doctype", name.to_string()))?
            }
            Operation::AttachShadow { node, host, mode, .. } => {
                check(matches!(self.node(*host)?.kind, Kind::Element(..)), || {
                    "the host is no element".into()
                })?;
                check(self.node(*host)?.place.shadow.is_none(), || {
                    "the host has a shadow root".into()
                })?;
                self.create(*node, Kind::Shadow(format!("{mode:?}")))?;
                self.place(*node)?.parent = Some(*host);
                self.place(*host)?.shadow = Some(*node);
            }
            Operation::OpenTemplate { node, host } => {
                check(self.is_element(*host, &["template"]), || {
                    "the host is no template".into()
                })?;
                check(self.node(*host)?.place.content.is_none(), || {
                    "the old content is known still".into()
                })?;
                self.create(*node, Kind::Template)?;
                self.place(*node)?.parent = Some(*host);
                self.place(*host)?.content = Some(*node);
            }
            Operation::Insert { node, parent, before } => self.insert(*node, *parent, *before)?,
            Operation::Remove { node } => {
                let kind = &self.node(*node)?.kind;
                check(!matches!(kind, Kind::Shadow(_)), || {
                    "no host gets rid of its shadow root".into()
                })?;
                check(self.node(*node)?.place.parent.is_some(), || {
                    "it is not in the tree".into()
                })?;
                self.take_out(*node)?;
                self.forget(*node);
            }
            Operation::SetText { node, text: new } => {
                let Kind::Leaf(_, data) = &mut self.node_mut(*node)?.kind else {
                    return Err("no character data".into());
                };
                check(*data != **new, || "it is so already".into())?;
                *data = new.to_string();
                self.selections.clear();
                let parent = self.node(*node)?.place.parent;
                parent
                    .into_iter()
                    .try_for_each(|parent| self.children_changed(parent))?;
            }
            Operation::SetAttribute {
                node,
                namespace,
                name,
                value,
            } => {
                let entry = self.node_mut(*node)?;
                let old = entry
                    .attributes
                    .insert((text(namespace), name.to_string()), value.to_string());
                check(old.as_deref() != Some(value), || "it is so already".into())?;
                entry.properties.retain(|kind, _| !is_form_state(*kind));
            }
            Operation::RemoveAttribute { node, namespace, name } => {
                let entry = self.node_mut(*node)?;
                let old = entry.attributes.remove(&(text(namespace), name.to_string()));
                check(old.is_some(), || "there is no such attribute".into())?;
                entry.properties.retain(|kind, _| !is_form_state(*kind));
            }
            Operation::SetProperty { node, property } => {
                let kind = PropertyKind::of(property);
                check(self.is_connected_or_inert(*node), || "not in the tree".into())?;
                let entry = self.node_mut(*node)?;
                if kind == PropertyKind::Value {
                    entry.properties.remove(&PropertyKind::Caret);
                }
                entry.properties.insert(kind, property.as_ref().clone());
            }
            Operation::ClearProperty { node, kind } => {
                self.node_mut(*node)?.properties.remove(kind);
            }
            Operation::SetSheet {
                sheet,
                content,
                rules: changes,
            } => {
                let mut rules = content.as_ref().map(|content| rules::parse(&content.text));
                if let (Sheet::Of(node), None) = (sheet, &rules) {
                    rules = Some(self.markup_rules(*node)?);
                }
                let mut rules = rules.ok_or("a constructed sheet has content")?;
                changes
                    .iter()
                    .try_for_each(|change| rules::change(&mut rules, change))?;
                match sheet {
                    Sheet::Constructed(id) => drop(self.sheets.insert(*id, rules)),
                    Sheet::Of(node) => self.node_mut(*node)?.rules = Some(rules),
                }
            }
            Operation::ChangeRule(change) => match change.sheet {
                Sheet::Constructed(id) => rules::change(self.sheets.get_mut(&id).ok_or("no such sheet")?, change)?,
                Sheet::Of(node) => {
                    let mut rules = self.rules(node)?;
                    rules::change(&mut rules, change)?;
                    self.node_mut(node)?.rules = Some(rules);
                }
            },
            Operation::AdoptSheets { root, sheets } => {
                check(sheets.iter().all(|id| self.sheets.contains_key(id)), || {
                    "a sheet is not there".into()
                })?;
                let entry = self.node_mut(*root)?;
                check(matches!(entry.kind, Kind::Document(..) | Kind::Shadow(_)), || {
                    "not a root".into()
                })?;
                entry.adopted = sheets.to_vec();
            }
            Operation::SetFocus { node, visible } => {
                check(node.is_none_or(|node| self.is_connected_or_inert(node)), || {
                    "not in the tree".into()
                })?;
                self.focus = node.map(|node| (node, *visible));
            }
            Operation::SetSelection(selection) => {
                for range in &selection.ranges {
                    let are_known = self.nodes.contains_key(&range.anchor) && self.nodes.contains_key(&range.focus);
                    check(are_known, || "an end of the selection is not there".into())?;
                }
                self.node(selection.document)?;
                if selection.ranges.is_empty() {
                    self.selections.remove(&selection.document);
                } else {
                    self.selections.insert(selection.document, selection.clone());
                }
            }
            Operation::SetViewport(viewport) => self.viewport = Some(*viewport),
            Operation::SetVisualViewport(viewport) => self.visual_viewport = Some(*viewport),
            Operation::SetColorScheme(scheme) => self.dark = format!("{scheme:?}"),
        }
        Ok(())
    }

    fn node(&self, id: NodeId) -> Result<&Node, String> {
        self.nodes.get(&id).ok_or_else(|| format!("{id:?} is not known"))
    }

    fn node_mut(&mut self, id: NodeId) -> Result<&mut Node, String> {
        self.nodes.get_mut(&id).ok_or_else(|| format!("{id:?} is not known"))
    }

    fn place(&mut self, id: NodeId) -> Result<&mut Place, String> {
        Ok(&mut self.node_mut(id)?.place)
    }

    fn create(&mut self, id: NodeId, kind: Kind) -> Outcome {
        let node = Node {
            kind,
            place: Place::default(),
            attributes: BTreeMap::new(),
            properties: BTreeMap::new(),
            adopted: Vec::new(),
            rules: None,
        };
        check(self.nodes.insert(id, node).is_none(), || "it is there already".into())
    }

    fn is_element(&self, id: NodeId, names: &[&str]) -> bool {
        matches!(self.node(id).map(|node| &node.kind), Ok(Kind::Element(_, name)) if names.contains(&name.as_str()))
    }

    fn ancestors(&self, id: NodeId) -> Vec<NodeId> {
        std::iter::successors(Some(id), |at| self.nodes.get(at)?.place.parent).collect()
    }

    /// In the top document, or in a frame's that stands there; contents of templates are not.
    fn is_connected(&self, id: NodeId) -> bool {
        let above = self.ancestors(id);
        above.last() == Some(&NodeId::DOCUMENT) && above.iter().all(|id| self.nodes[id].kind != Kind::Template)
    }

    fn is_connected_or_inert(&self, id: NodeId) -> bool {
        self.ancestors(id).last() == Some(&NodeId::DOCUMENT)
    }

    fn below(&self, id: NodeId) -> Vec<NodeId> {
        let mut below = vec![id];
        let mut at = 0;
        while at < below.len() {
            let place = &self.nodes[&below[at]].place;
            below.extend(place.shadow.iter().chain(&place.content).chain(&place.children));
            at += 1;
        }
        below
    }

    fn forget(&mut self, id: NodeId) {
        for id in self.below(id) {
            self.nodes.remove(&id);
            self.selections.remove(&id);
        }
        let nodes = &self.nodes;
        self.focus = self.focus.filter(|(node, _)| nodes.contains_key(node));
    }

    /// <https://dom.spec.whatwg.org/#concept-node-ensure-pre-insertion-validity>, whose checks come before the node is
    /// taken out of its old place.
    fn insert(&mut self, id: NodeId, parent: NodeId, before: Option<NodeId>) -> Outcome {
        let kind = self.node(id)?.kind.clone();
        check(
            !matches!(kind, Kind::Document(..) | Kind::Shadow(_) | Kind::Template),
            || "roots can't be inserted".into(),
        )?;
        check(!matches!(self.node(parent)?.kind, Kind::Leaf(..)), || {
            "the parent can't have children".into()
        })?;
        check(!self.ancestors(parent).contains(&id), || {
            "the parent is inside the node".into()
        })?;
        let children = &self.node(parent)?.place.children;
        let before_at = before.map(|before| children.iter().position(|child| *child == before).ok_or("not a child"));
        let before_at = before_at.transpose()?.unwrap_or(children.len());
        let is_doctype = |id: &NodeId| matches!(self.nodes[id].kind, Kind::Leaf("doctype", _));
        let is_element = |id: &NodeId| matches!(self.nodes[id].kind, Kind::Element(..));
        if matches!(self.node(parent)?.kind, Kind::Document(..)) {
            let follows = &children[before_at..];
            match kind {
                Kind::Leaf("text" | "cdata", _) => return Err("a document holds no text".into()),
                Kind::Leaf("doctype", _) => {
                    check(!children.iter().any(is_doctype), || "a second doctype".into())?;
                    check(!children[..before_at].iter().any(is_element), || {
                        "a doctype after the element".into()
                    })?;
                }
                Kind::Element(..) => {
                    check(!children.iter().any(is_element), || "a second root element".into())?;
                    check(!follows.iter().any(is_doctype), || {
                        "an element before the doctype".into()
                    })?;
                }
                _ => {}
            }
        } else {
            check(!matches!(kind, Kind::Leaf("doctype", _)), || {
                "a doctype outside of a document".into()
            })?;
        }
        check(before != Some(id), || "before itself".into())?;
        if self.node(id)?.place.parent.is_some() {
            self.moves += 1;
            self.take_out(id)?;
            self.lose_state(id);
        }
        self.place(id)?.parent = Some(parent);
        let children = &mut self.place(parent)?.children;
        let at = before.and_then(|before| children.iter().position(|child| *child == before));
        children.insert(at.unwrap_or(children.len()), id);
        self.children_changed(parent)
    }

    fn take_out(&mut self, id: NodeId) -> Outcome {
        let parent = self.node(id)?.place.parent.ok_or("it has no place")?;
        let place = self.place(parent)?;
        place.children.retain(|child| *child != id);
        place.content = place.content.filter(|content| *content != id);
        self.place(id)?.parent = None;
        self.children_changed(parent)
    }

    /// What a browser loses of a subtree that is taken out: documents of frames, scroll positions, the top layer …
    fn lose_state(&mut self, id: NodeId) {
        let below: BTreeSet<NodeId> = self.below(id).into_iter().collect();
        for id in &below {
            let Some(node) = self.nodes.get_mut(id) else { continue };
            node.adopted.clear();
            node.rules = None;
            node.properties.retain(|kind, _| {
                use PropertyKind::{Fullscreen, Media, Modal, PopoverOpen, Scroll};
                !matches!(kind, Fullscreen | Media | Modal | PopoverOpen | Scroll)
            });
            let content = node.place.content;
            if let Some(content) = content.filter(|content| matches!(self.nodes[content].kind, Kind::Document(..))) {
                self.forget(content);
                self.nodes.get_mut(id).expect("it was there").place.content = None;
            }
        }
        self.focus = self.focus.filter(|(node, _)| !below.contains(node));
    }

    fn children_changed(&mut self, parent: NodeId) -> Outcome {
        self.selections.clear();
        if self.is_element(parent, &["style"]) {
            self.node_mut(parent)?.rules = None;
        }
        for above in self.ancestors(parent).into_iter().take(3) {
            if self.is_element(above, &["select", "textarea"]) {
                self.node_mut(above)?.properties.retain(|kind, _| !is_form_state(*kind));
            }
        }
        Ok(())
    }

    fn markup_rules(&self, style: NodeId) -> Result<Vec<Rule>, String> {
        let texts = self
            .node(style)?
            .place
            .children
            .iter()
            .filter_map(|child| match &self.nodes[child].kind {
                Kind::Leaf("text", text) => Some(text.as_str()),
                _ => None,
            });
        Ok(if self.is_element(style, &["style"]) {
            rules::parse(&texts.collect::<String>())
        } else {
            Vec::new()
        })
    }

    fn rules(&self, node: NodeId) -> Result<Vec<Rule>, String> {
        self.node(node)?
            .rules
            .clone()
            .map_or_else(|| self.markup_rules(node), Ok)
    }

    /// Whether the stage shows the page, and nothing else.
    pub(crate) fn compare(&self, page: &Page) -> Outcome {
        check(self.nodes.len() == page.node_count(), || {
            format!("{} nodes for {}", self.nodes.len(), page.node_count())
        })?;
        for id in self.nodes.keys() {
            let wanted = page.node(*id).ok_or_else(|| format!("{id:?} should not be there"))?;
            self.compare_node(page, wanted)
                .map_err(|why| format!("{id:?}: {why}"))?;
        }
        let selections: Vec<_> = self.selections.values().collect();
        same("selections", &selections, &page.selections().collect::<Vec<_>>())?;
        same(
            "focus",
            &self.focus,
            &page.focus().map(|focus| (focus.node, focus.visible)),
        )?;
        same("viewport", &self.viewport, &page.viewport())?;
        same("visual viewport", &self.visual_viewport, &Some(page.visual_viewport()))?;
        same("colour scheme", &self.dark, &format!("{:?}", page.color_scheme()))
    }

    fn compare_node(&self, page: &Page, wanted: NodeRef<'_>) -> Outcome {
        let node = self.node(wanted.id())?;
        same("kind", &node.kind, &kind(wanted))?;
        let id = |node: Option<NodeRef<'_>>| node.map(|node| node.id());
        same("parent", &node.place.parent, &id(wanted.parent_or_host()))?;
        same(
            "children",
            &node.place.children,
            &wanted.children().map(NodeRef::id).collect(),
        )?;
        same("shadow root", &node.place.shadow, &id(wanted.shadow_root()))?;
        same(
            "content",
            &node.place.content,
            &id(wanted.content_document().or(wanted.template_content())),
        )?;
        let attributes = wanted.attributes().iter();
        let attributes = attributes.map(|own| ((text(&own.namespace), own.name.to_string()), own.value.to_string()));
        same("attributes", &node.attributes, &attributes.collect())?;
        let properties: Vec<_> = node.properties.values().collect();
        same("properties", &properties, &wanted.properties().collect())?;
        same("adopted sheets", &node.adopted, &wanted.adopted_sheets().to_vec())?;
        for sheet in wanted.adopted_sheets() {
            same(
                "adopted rules",
                &self.sheets[sheet],
                &page_rules(page, Sheet::Constructed(*sheet), Vec::new())?,
            )?;
        }
        let rules = page_rules(page, Sheet::Of(wanted.id()), self.markup_rules(wanted.id())?)?;
        same("rules", &self.rules(wanted.id())?, &rules)
    }
}

fn page_rules(page: &Page, sheet: Sheet, markup: Vec<Rule>) -> Result<Vec<Rule>, String> {
    let Some((content, changes)) = page.sheet(sheet) else {
        return Ok(markup);
    };
    let mut rules = content.map_or(markup, |content| rules::parse(&content.text));
    changes
        .iter()
        .try_for_each(|change| rules::change(&mut rules, change))?;
    Ok(rules)
}

fn kind(node: NodeRef<'_>) -> Kind {
    match node.kind() {
        NodeKind::Document { compat_mode, base_url } => Kind::Document(compat_mode, base_url.to_string()),
        NodeKind::Doctype { name, .. } => Kind::Leaf("doctype", name.to_string()),
        NodeKind::Element { namespace, name } => Kind::Element(format!("{namespace:?}"), name.to_string()),
        NodeKind::Text(text) => Kind::Leaf("text", text.to_string()),
        NodeKind::Comment(text) => Kind::Leaf("comment", text.to_string()),
        NodeKind::Cdata(text) => Kind::Leaf("cdata", text.to_string()),
        NodeKind::ProcessingInstruction { data, .. } => Kind::Leaf("instruction", data.to_string()),
        NodeKind::ShadowRoot { mode, .. } => Kind::Shadow(format!("{mode:?}")),
        NodeKind::TemplateContent => Kind::Template,
    }
}

fn is_form_state(kind: PropertyKind) -> bool {
    use PropertyKind::{Caret, Checked, Indeterminate, Selected, Value};
    matches!(kind, Caret | Checked | Indeterminate | Selected | Value)
}

fn text(text: &Option<scrubjay_format::Text>) -> String {
    text.as_deref().unwrap_or_default().to_owned()
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, is: &T, wanted: &T) -> Outcome {
    check(is == wanted, || format!("{what}: {is:?} for {wanted:?}"))
}

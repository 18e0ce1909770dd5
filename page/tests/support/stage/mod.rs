//! A document as strict as a browser's, and as forgetful: it fails on every operation that a browser would refuse, and
//! loses what a browser loses when nodes move.

mod compare;
mod dom;

use std::collections::{BTreeMap, HashMap};

use scrubjay_format::event::{CompatMode, Property, Selection, Sheet, Viewport, VisualViewport};
use scrubjay_format::{NodeId, SheetId};
use scrubjay_page::{Operation, PropertyKind};

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
}

fn is_form_state(kind: PropertyKind) -> bool {
    use PropertyKind::{Caret, Checked, Indeterminate, Selected, Value};
    matches!(kind, Caret | Checked | Indeterminate | Selected | Value)
}

fn text(text: &Option<scrubjay_format::Text>) -> String {
    text.as_deref().unwrap_or_default().to_owned()
}

//! Nodes that came, went and moved; texts and attributes that changed.

use std::collections::HashMap;

use serde_json::Value;

use super::element::{is_set, namespace, plain, sheet};
use super::importer::Importer;
use super::json;
use super::snapshot::{adopted, shadow_root};
use crate::event::{AttributeChange, Event, Forest, Insert, Mutation, Property, Sheet, SheetChange, TextChange, Token};
use crate::{NodeId, Text};

impl Importer {
    /// `IncrementalSource.Mutation`
    pub(super) fn mutation(&mut self, data: &Value) {
        let mut mutation = Mutation::default();
        // Sheets of links and styles are known only once the nodes are there.
        let mut sheets = Vec::new();
        for remove in json::list(data, "removes") {
            let Some(id) = json::id(remove, "id") else { continue };
            match self.mirror.node(id) {
                Some(node) => {
                    mutation.removes.push(node);
                    self.mirror.remove(id);
                }
                None => self.note("removal of an unknown node"),
            }
        }
        self.adds(json::list(data, "adds"), &mut mutation, &mut sheets);
        for change in json::list(data, "texts") {
            self.text(change, &mut mutation, &mut sheets);
        }
        for change in json::list(data, "attributes") {
            self.attributes(change, &mut mutation, &mut sheets);
        }
        if mutation != Mutation::default() {
            self.push(Event::Mutation(mutation));
        }
        for change in sheets {
            self.push(change);
        }
        self.push_after();
    }

    /// Puts nodes in. rrweb lists them in an order in which the parent or the next sibling may still be to come, so each
    /// waits for what it needs.
    fn adds(&mut self, adds: &[Value], mutation: &mut Mutation, sheets: &mut Vec<Event>) {
        let mut waiting: HashMap<i64, Vec<&Value>> = HashMap::new();
        for add in adds {
            let mut ready = vec![add];
            while let Some(add) = ready.pop() {
                match self.missing(add) {
                    Some(id) => waiting.entry(id).or_default().push(add),
                    None => {
                        self.add(add, mutation, sheets);
                        let id = add.get("node").and_then(|node| json::id(node, "id"));
                        ready.extend(id.and_then(|id| waiting.remove(&id)).unwrap_or_default());
                    }
                }
            }
        }
        let mut left: Vec<&Value> = waiting.into_values().flatten().collect();
        left.sort_by_key(|add| json::id(add, "parentId"));
        for add in left {
            if json::id(add, "parentId").is_some_and(|parent| self.mirror.get(parent).is_some()) {
                self.note("node put at the end, as the one that follows it is not there");
                self.add(add, mutation, sheets);
            } else {
                self.note("node whose parent is not there");
            }
        }
    }

    /// The node that has to be there first.
    fn missing(&self, add: &Value) -> Option<i64> {
        let needed = [json::id(add, "parentId"), json::id(add, "nextId")];
        needed.into_iter().flatten().find(|id| self.mirror.get(*id).is_none())
    }

    fn add(&mut self, add: &Value, mutation: &mut Mutation, sheets: &mut Vec<Event>) {
        let (Some(node), Some(parent)) = (add.get("node"), json::id(add, "parentId")) else {
            return;
        };
        let Some(holder) = self.mirror.get(parent) else { return };
        // A text that comes into a style makes its sheet anew, as in a browser; but rrweb has told it before.
        sheets.extend(holder.sheet.as_deref().map(|css| sheet_change(holder.node, css)));
        let is_math = matches!(&*holder.name, "math");
        let in_shadow = json::flag(node, "isShadow");
        let (holder, shadow) = (holder.node, holder.shadow);
        let next = json::id(add, "nextId");
        let before = next.and_then(|next| self.mirror.node(next));
        let into = match (in_shadow, shadow) {
            (false, _) => holder,
            (true, Some(shadow)) => shadow,
            (true, None) => self.open_shadow(parent, holder, mutation),
        };
        let nodes = match json::id(node, "id").and_then(|id| Some((id, self.mirror.node(id)?))) {
            // Known and not removed: it moved, with what it holds.
            Some((id, known)) => {
                self.mirror.detach(id);
                if let Some(mut mirrored) = self.mirror.get(id).cloned() {
                    mirrored.parent = Some(parent);
                    self.mirror.insert(id, mirrored, next);
                }
                Forest {
                    first: self.mirror.next(),
                    tokens: vec![Token::Existing(known)],
                }
            }
            None => self.forest(node, Some(parent), is_math, next),
        };
        if !nodes.tokens.is_empty() {
            mutation.inserts.push(Insert {
                parent: into,
                before,
                nodes,
            });
        }
    }

    /// A host gets its root with the first node in it.
    fn open_shadow(&mut self, host: i64, node: NodeId, mutation: &mut Mutation) -> NodeId {
        let first = self.mirror.next();
        let root = self.mirror.allocate();
        if let Some(mirrored) = self.mirror.get_mut(host) {
            mirrored.shadow = Some(root);
        }
        mutation.inserts.push(Insert {
            parent: node,
            before: None,
            nodes: Forest {
                first,
                tokens: vec![shadow_root(), Token::Close],
            },
        });
        self.after.extend(
            self.mirror
                .adopted
                .get(&host)
                .map(|sheets| adopted(root, sheets.clone())),
        );
        root
    }

    fn text(&mut self, change: &Value, mutation: &mut Mutation, sheets: &mut Vec<Event>) {
        let Some(id) = json::id(change, "id") else { return };
        let text: Text = json::text(change, "value").unwrap_or_default().into();
        let Some(mirrored) = self.mirror.get_mut(id) else {
            return self.note("text of an unknown node");
        };
        mirrored.text = text.clone();
        let (node, parent) = (mirrored.node, mirrored.parent);
        // Where a sheet was given beside the text, the new text takes its place.
        let style = parent.and_then(|parent| self.mirror.get_mut(parent));
        if let Some(style) = style.filter(|style| style.sheet.is_some()) {
            style.sheet = Some(text.clone());
            sheets.push(sheet_change(style.node, &text));
        }
        mutation.texts.push(TextChange { node, text });
    }

    fn attributes(&mut self, change: &Value, mutation: &mut Mutation, sheets: &mut Vec<Event>) {
        let (Some(id), Some(changes)) = (
            json::id(change, "id"),
            change.get("attributes").and_then(Value::as_object),
        ) else {
            return;
        };
        let Some(node) = self.mirror.node(id) else {
            return self.note("attribute of an unknown node");
        };
        for (name, value) in changes {
            let value = match (name.as_str(), value) {
                ("_cssText", css) => {
                    sheets.push(sheet_change(node, css.as_str().unwrap_or_default()));
                    continue;
                }
                ("rr_open_mode", mode) => {
                    let property = Property::Modal(mode.as_str() == Some("modal"));
                    self.set_property(id, property);
                    continue;
                }
                ("style", Value::Object(declarations)) => {
                    let style = self.mirror.get_mut(id).map(|mirrored| {
                        mirrored.style.change(declarations);
                        mirrored.style.text()
                    });
                    style.map(Text::from)
                }
                (name, _) if name.starts_with("rr_") => continue,
                (name, value) => {
                    let text = is_set(value).then(|| plain(value));
                    self.remember(id, name, text.as_ref());
                    text
                }
            };
            mutation.attributes.push(AttributeChange {
                node,
                namespace: namespace(name).map(Text::from),
                name: name.as_str().into(),
                value,
            });
        }
    }

    /// Keeps what later events refer to.
    fn remember(&mut self, id: i64, name: &str, value: Option<&Text>) {
        let Some(mirrored) = self.mirror.get_mut(id) else {
            return;
        };
        match (&*mirrored.name, name) {
            (_, "style") => {
                mirrored.style = value.map_or_else(Default::default, |css| super::style::Declarations::parse(css));
            }
            ("option", "value") => mirrored.value = value.cloned(),
            ("input", "type") => mirrored.input_type = value.cloned().unwrap_or_default(),
            _ => {}
        }
    }
}

fn sheet_change(style: NodeId, css: &str) -> Event {
    Event::Sheet(SheetChange {
        sheet: Sheet::Of(style),
        content: sheet(css),
    })
}

//! A live page that changes at random, and the recorder that watches it: it marks what was touched and reads the truth
//! when the frame ends, as ours does.

use std::collections::{BTreeMap, BTreeSet};

use scrubjay_format::event::*;
use scrubjay_format::{NodeId, SheetId, Text};
use scrubjay_page::{NodeKind, NodeRef, Page};

use super::rng::Rng;
use super::rules::{self, Rule};

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

const NAMES: [&str; 14] = [
    "div", "div", "p", "span", "x-card", "section", "style", "style", "template", "iframe", "iframe", "select",
    "option", "textarea",
];
const ATTRIBUTES: [&str; 4] = ["id", "class", "style", "value"];
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

    /// Some changes of the page.
    pub(crate) fn change(&mut self, count: usize) {
        for _ in 0..count {
            match self.rng.below(100) {
                0..20 => self.add(),
                20..38 => self.relocate(),
                38..46 => self.discard(),
                46..54 => self.bring_back(),
                54..62 => self.set_text(),
                62..70 => self.set_attribute(),
                70..74 => self.attach_shadow(),
                74..82 => self.load_frame(),
                82..86 => self.replace_root(),
                86..90 => self.swap_with_parent(),
                90..95 => self.shuffle(),
                _ => self.refill(),
            }
        }
    }

    fn make(&mut self, kind: Kind) -> Index {
        self.counter += 1;
        let text = format!("r{};t{};", self.counter, self.rng.below(9));
        self.nodes.push(Node {
            kind,
            parent: None,
            children: Vec::new(),
            shadow: None,
            content: None,
            text,
            attributes: BTreeMap::new(),
            rules: None,
            parsed_anew_from: None,
            id: None,
            is_touched: true,
            is_text_dirty: false,
            dirty_attributes: BTreeSet::new(),
        });
        self.nodes.len() - 1
    }

    /// A new subtree.
    fn make_subtree(&mut self, size: usize) -> Index {
        let kind = match self.rng.below(10) {
            0..6 => Kind::Element(NAMES[self.rng.below(NAMES.len())]),
            6..9 => Kind::Text,
            _ => Kind::Comment,
        };
        let root = self.make(kind);
        if let Kind::Element(name) = kind {
            if self.rng.percent(30) {
                let attribute = ATTRIBUTES[self.rng.below(4)];
                self.nodes[root]
                    .attributes
                    .insert(attribute, format!("v{}", self.rng.below(5)));
            }
            for _ in 0..self.rng.below(size + 1) {
                let child = self.make_subtree(size / 2);
                self.link(child, root, usize::MAX);
            }
            if name == "template" {
                let content = self.make(Kind::Template);
                self.nodes[root].content = Some(content);
                self.nodes[content].parent = Some(root);
                let child = self.make_subtree(size / 2);
                self.link(child, content, usize::MAX);
            } else if self.rng.percent(10) {
                self.shadow_of(root);
            }
        }
        root
    }

    fn shadow_of(&mut self, host: Index) {
        let shadow = self.make(Kind::Shadow);
        self.nodes[host].shadow = Some(shadow);
        self.nodes[shadow].parent = Some(host);
        let child = self.make_subtree(2);
        self.link(child, shadow, usize::MAX);
    }

    /// Doctype, root element and body of a document.
    fn furnish(&mut self, document: Index) {
        let (doctype, html, body) = (
            self.make(Kind::Doctype),
            self.make(Kind::Element("html")),
            self.make(Kind::Element("body")),
        );
        self.link(doctype, document, usize::MAX);
        self.link(html, document, usize::MAX);
        self.link(body, html, usize::MAX);
        let content = self.make_subtree(3);
        self.link(content, body, usize::MAX);
    }

    fn link(&mut self, node: Index, parent: Index, at: usize) {
        self.parse_anew(parent);
        let at = at.min(self.nodes[parent].children.len());
        self.nodes[parent].children.insert(at, node);
        self.nodes[node].parent = Some(parent);
        self.nodes[node].is_touched = true;
    }

    fn parse_anew(&mut self, style: Index) {
        let node = &mut self.nodes[style];
        node.rules = None;
        node.parsed_anew_from.get_or_insert_with(|| node.children.clone());
    }

    fn unlink(&mut self, node: Index) {
        if let Some(parent) = self.nodes[node].parent.take() {
            self.parse_anew(parent);
            self.nodes[parent].children.retain(|child| *child != node);
        }
        self.nodes[node].is_touched = true;
    }

    fn above(&self, node: Index) -> Vec<Index> {
        std::iter::successors(Some(node), |at| self.nodes[*at].parent).collect()
    }

    fn is_connected(&self, node: Index) -> bool {
        self.above(node).last() == Some(&TOP)
    }

    fn is_inert(&self, node: Index) -> bool {
        !self.is_connected(node)
            || self
                .above(node)
                .iter()
                .any(|above| self.nodes[*above].kind == Kind::Template)
    }

    fn below(&self, node: Index) -> Vec<Index> {
        let mut below = vec![node];
        let mut at = 0;
        while at < below.len() {
            let node = &self.nodes[below[at]];
            below.extend(node.shadow.iter().chain(&node.content).chain(&node.children));
            at += 1;
        }
        below
    }

    fn connected(&self, wanted: impl Fn(&Node) -> bool) -> Vec<Index> {
        self.below(TOP)
            .into_iter()
            .filter(|at| wanted(&self.nodes[*at]))
            .collect()
    }

    fn is_child(node: &Node) -> bool {
        !matches!(
            node.kind,
            Kind::Document | Kind::Shadow | Kind::Template | Kind::Doctype
        )
    }

    /// Somewhere to put an element or text.
    fn some_parent(&mut self) -> Option<Index> {
        let holds = |node: &Node| {
            matches!(node.kind, Kind::Element(name) if name != "iframe")
                || matches!(node.kind, Kind::Shadow | Kind::Template)
        };
        let parents = self.connected(holds);
        self.rng.pick(&parents)
    }

    /// Puts a node somewhere. Frames that were elsewhere lose their documents, unless the page moves them by
    /// `moveBefore` within what is shown.
    fn put(&mut self, node: Index, parent: Index) {
        let keeps = self.rng.percent(30) && !self.is_inert(node) && !self.is_inert(parent);
        if !keeps {
            self.unload_frames(node);
        }
        self.unlink(node);
        let at = self.rng.below(self.nodes[parent].children.len() + 1);
        self.link(node, parent, at);
    }

    fn unload_frames(&mut self, node: Index) {
        for at in self.below(node) {
            if let (Kind::Element("iframe"), Some(document)) = (self.nodes[at].kind, self.nodes[at].content) {
                self.nodes[at].content = None;
                self.nodes[document].parent = None;
                self.nodes[document].is_touched = true;
            }
        }
    }

    fn add(&mut self) {
        let Some(parent) = self.some_parent() else { return };
        let node = self.make_subtree(3);
        self.put(node, parent);
    }

    fn relocate(&mut self) {
        let nodes = self.connected(Self::is_child);
        let (Some(node), Some(parent)) = (self.rng.pick(&nodes), self.some_parent()) else {
            return;
        };
        if !self.above(parent).contains(&node) {
            self.put(node, parent);
        }
    }

    fn discard(&mut self) {
        let nodes = self.connected(Self::is_child);
        if let Some(node) = self.rng.pick(&nodes) {
            self.unload_frames(node);
            self.unlink(node);
        }
    }

    /// Something that was removed, or stands in what was removed.
    fn bring_back(&mut self) {
        let away = (0..self.nodes.len()).filter(|at| Self::is_child(&self.nodes[*at]) && !self.is_connected(*at));
        let away: Vec<Index> = away.collect();
        if let (Some(node), Some(parent)) = (self.rng.pick(&away), self.some_parent()) {
            self.put(node, parent);
        }
    }

    fn set_text(&mut self) {
        let texts = self.connected(|node| matches!(node.kind, Kind::Text | Kind::Comment));
        if let Some(node) = self.rng.pick(&texts) {
            self.nodes[node].text = format!("r{};", self.rng.below(1000));
            self.nodes[node].is_text_dirty = true;
            if let Some(parent) = self.nodes[node].parent {
                self.parse_anew(parent);
            }
        }
    }

    fn set_attribute(&mut self) {
        let elements = self.connected(|node| matches!(node.kind, Kind::Element(_)));
        let Some(node) = self.rng.pick(&elements) else { return };
        let name = ATTRIBUTES[self.rng.below(4)];
        if self.rng.percent(30) {
            self.nodes[node].attributes.remove(name);
        } else {
            self.nodes[node]
                .attributes
                .insert(name, format!("v{}", self.rng.below(5)));
        }
        self.nodes[node].dirty_attributes.insert(name);
    }

    fn attach_shadow(&mut self) {
        let hosts =
            self.connected(|node| matches!(node.kind, Kind::Element("div" | "x-card")) && node.shadow.is_none());
        if let Some(host) = self.rng.pick(&hosts) {
            self.shadow_of(host);
        }
    }

    fn load_frame(&mut self) {
        let frames = self.connected(|node| node.kind == Kind::Element("iframe"));
        let frames: Vec<Index> = frames.into_iter().filter(|frame| !self.is_inert(*frame)).collect();
        let Some(frame) = self.rng.pick(&frames) else { return };
        self.unload_frames(frame);
        let document = self.make(Kind::Document);
        self.nodes[frame].content = Some(document);
        self.nodes[document].parent = Some(frame);
        self.furnish(document);
    }

    /// A document gets other children: a root element that takes over what the old one held, comments, a doctype.
    fn replace_root(&mut self) {
        let documents = self.connected(|node| node.kind == Kind::Document);
        let Some(document) = self.rng.pick(&documents) else {
            return;
        };
        let children = self.nodes[document].children.clone();
        let old = |kind: fn(Kind) -> bool| children.iter().copied().find(|child| kind(self.nodes[*child].kind));
        let (html, doctype) = (
            old(|kind| matches!(kind, Kind::Element(_))),
            old(|kind| kind == Kind::Doctype),
        );
        match self.rng.below(4) {
            0 => {
                let comment = self.make(Kind::Comment);
                let at = self.rng.below(children.len() + 1);
                self.link(comment, document, at);
            }
            1 => {
                let comments: Vec<Index> = children
                    .into_iter()
                    .filter(|at| self.nodes[*at].kind == Kind::Comment)
                    .collect();
                if let Some(comment) = self.rng.pick(&comments) {
                    self.put(comment, document);
                }
            }
            2 => {
                if let Some(doctype) = doctype {
                    self.unlink(doctype);
                }
                let new = self.make(Kind::Doctype);
                self.link(new, document, 0);
            }
            _ => {
                let new = self.make(Kind::Element("html"));
                if let Some(html) = html {
                    self.unload_frames(html);
                    self.unlink(html);
                    for child in self.nodes[html].children.clone() {
                        if self.rng.percent(50) {
                            self.put(child, new);
                        }
                    }
                    if self.rng.percent(30) {
                        self.put(html, new);
                    }
                }
                self.link(new, document, usize::MAX);
            }
        }
    }

    /// A > B becomes B > A.
    fn swap_with_parent(&mut self) {
        let nodes =
            self.connected(|node| matches!(node.kind, Kind::Element(name) if name != "iframe") && Self::is_child(node));
        let Some(node) = self.rng.pick(&nodes) else { return };
        let Some(parent) = self.nodes[node]
            .parent
            .filter(|parent| Self::is_child(&self.nodes[*parent]))
        else {
            return;
        };
        let Some(grandparent) = self.nodes[parent].parent else {
            return;
        };
        if self.nodes[grandparent].kind == Kind::Document {
            return;
        }
        self.put(node, grandparent);
        self.put(parent, node);
    }

    fn shuffle(&mut self) {
        let parents =
            self.connected(|node| matches!(node.kind, Kind::Element(_) | Kind::Shadow) && node.children.len() > 1);
        let Some(parent) = self.rng.pick(&parents) else { return };
        for child in self.nodes[parent].children.clone() {
            if self.rng.percent(60) {
                self.put(child, parent);
            }
        }
    }

    /// `innerHTML = …`
    fn refill(&mut self) {
        let Some(parent) = self.some_parent() else { return };
        for child in self.nodes[parent].children.clone() {
            self.unload_frames(child);
            self.unlink(child);
        }
        for _ in 0..self.rng.below(4) {
            let child = self.make_subtree(2);
            self.link(child, parent, usize::MAX);
        }
    }

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
    fn is_reparsed_unseen(&self, style: Index) -> bool {
        let node = &self.nodes[style];
        let is_changed = |child: &Index| self.nodes[*child].is_touched || self.nodes[*child].is_text_dirty;
        node.parsed_anew_from.as_ref() == Some(&node.children) && !node.children.iter().any(is_changed)
    }

    fn id(&self, node: Index) -> NodeId {
        self.nodes[node].id.expect("the recorder knows it")
    }

    fn forget_touched(&mut self) {
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

    fn forest(&mut self, roots: &[Index]) -> Forest {
        let first = NodeId(self.next_id);
        let mut tokens = Vec::new();
        roots.iter().for_each(|root| self.write(*root, &mut tokens));
        Forest { first, tokens }
    }

    fn write(&mut self, at: Index, tokens: &mut Vec<Token>) {
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

    /// Events beside the tree. The recorder has flushed.
    pub(crate) fn state_events(&mut self) -> Vec<Event> {
        let reparsed = std::mem::take(&mut self.reparsed);
        let whole = |style: Index| SheetChange {
            sheet: Sheet::Of(self.id(style)),
            content: content(&self.markup(style)),
        };
        let mut events: Vec<Event> = reparsed.into_iter().map(|style| Event::Sheet(whole(style))).collect();
        for _ in 0..self.rng.below(5) {
            events.extend(match self.rng.below(8) {
                0 | 1 => self.property(),
                2 | 3 => self.rule(),
                4 => self.constructed_sheet(),
                5 => self.adopt(),
                6 => self.focus_or_select(),
                _ => {
                    let height = 600 + self.rng.below(3) as u32;
                    Some(Event::Viewport(Viewport {
                        width: 800,
                        height,
                        pixel_ratio_percent: 100,
                    }))
                }
            });
        }
        events
    }

    fn known(&mut self, wanted: impl Fn(&Node) -> bool) -> Option<NodeId> {
        let nodes = self.connected(|node| wanted(node) && node.id.is_some());
        self.rng.pick(&nodes).map(|node| self.id(node))
    }

    fn property(&mut self) -> Option<Event> {
        let node = self.known(|node| matches!(node.kind, Kind::Element(_) | Kind::Document))?;
        let number = self.rng.below(4);
        let property = match self.rng.below(8) {
            0..3 => Property::Scroll {
                x: number as i32,
                y: 100,
            },
            3 => Property::Value(number.to_string().into()),
            4 => Property::Selected(vec![number as u32]),
            5 => Property::Caret {
                start: number as u32,
                end: 9,
            },
            6 => Property::Modal(number > 1),
            _ => Property::Checked(number > 1),
        };
        Some(Event::Properties(vec![PropertyChange { node, property }]))
    }

    fn rule(&mut self) -> Option<Event> {
        let styles = self.connected(|node| node.kind == Kind::Element("style"));
        if self.rng.percent(30) && !self.constructed.is_empty() {
            let at = self.rng.below(self.constructed.len());
            let (id, mut rules) = self.constructed[at].clone();
            let change = self.rule_change(Sheet::Constructed(id), &mut rules)?;
            self.constructed[at].1 = rules;
            return Some(Event::Rule(change));
        }
        let style = self.rng.pick(&styles)?;
        let sheet = Sheet::Of(self.id(style));
        if self.rng.percent(10) {
            let content = content("x;y;z;");
            self.nodes[style].rules = Some(rules::parse(&content.text));
            return Some(Event::Sheet(SheetChange { sheet, content }));
        }
        let markup = self.markup(style);
        let mut rules = self.nodes[style].rules.take().unwrap_or_else(|| rules::parse(&markup));
        let change = self.rule_change(sheet, &mut rules);
        self.nodes[style].rules = Some(rules);
        change.map(Event::Rule)
    }

    fn markup(&self, style: Index) -> String {
        let texts = self.nodes[style]
            .children
            .iter()
            .filter(|child| self.nodes[**child].kind == Kind::Text);
        texts.map(|child| self.nodes[*child].text.as_str()).collect()
    }

    fn rule_change(&mut self, sheet: Sheet, rules: &mut Vec<Rule>) -> Option<RuleChange> {
        let mut path = Vec::new();
        let mut group = &*rules;
        while !group.is_empty() && self.rng.percent(20) {
            let at = self.rng.below(group.len());
            path.push(at as u32);
            group = &group[at].rules;
        }
        let number = self.rng.below(20);
        let value = Text::from(format!("{}{number}px", ["", "-", "bad"][self.rng.below(3)]));
        let operation = match self.rng.below(6) {
            0..2 => RuleOperation::Insert(format!("i{number}").into()),
            2 => RuleOperation::Delete,
            3 => RuleOperation::SetSelector(format!("s{number}").into()),
            4 => RuleOperation::SetText(format!("d{number}").into()),
            _ => RuleOperation::SetProperty {
                name: ["left", "top"][number % 2].into(),
                value,
                important: false,
            },
        };
        let places = group.len() + usize::from(matches!(operation, RuleOperation::Insert(_)));
        path.push((places > 0).then(|| self.rng.below(places))? as u32);
        let change = RuleChange { sheet, path, operation };
        rules::change(rules, &change).ok()?;
        Some(change)
    }

    fn constructed_sheet(&mut self) -> Option<Event> {
        let id = SheetId(1 + self.rng.below(3) as u32);
        let content = content("a;b;");
        self.constructed.retain(|(own, _)| *own != id);
        self.constructed.push((id, rules::parse(&content.text)));
        Some(Event::Sheet(SheetChange {
            sheet: Sheet::Constructed(id),
            content,
        }))
    }

    fn adopt(&mut self) -> Option<Event> {
        let root = self.known(|node| matches!(node.kind, Kind::Document | Kind::Shadow))?;
        let mut sheets: Vec<SheetId> = self.constructed.iter().map(|(id, _)| *id).collect();
        sheets.truncate(self.rng.below(3));
        Some(Event::AdoptedSheets(AdoptedSheets { root, sheets }))
    }

    fn focus_or_select(&mut self) -> Option<Event> {
        if self.rng.percent(50) {
            let node = self.known(|node| matches!(node.kind, Kind::Element(_)));
            return Some(Event::Focus {
                node: node.filter(|_| self.rng.percent(80)),
                visible: self.rng.percent(50),
            });
        }
        let documents = self.connected(|node| node.kind == Kind::Document);
        let document = self.rng.pick(&documents)?;
        let (from, to) = (self.below(document), self.below(document));
        let (anchor, focus) = (self.rng.pick(&from)?, self.rng.pick(&to)?);
        let (anchor, focus) = (self.id(anchor), self.id(focus));
        let range = SelectionRange {
            anchor,
            anchor_offset: 0,
            focus,
            focus_offset: 0,
        };
        let ranges = if self.rng.percent(30) { vec![] } else { vec![range] };
        Some(Event::Selection(Selection {
            document: self.id(document),
            ranges,
        }))
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

fn content(text: &str) -> SheetContent {
    SheetContent {
        text: text.into(),
        base_url: None,
        media: "".into(),
        disabled: false,
    }
}

//! Serialised nodes, made into forests.

use serde_json::Value;

use super::element;
use super::importer::Importer;
use super::json;
use super::mirror::Mirrored;
use crate::event::{AdoptedSheets, CompatMode, Event, Forest, Namespace, Property, PropertyChange, ShadowMode, Token};
use crate::{NodeId, SheetId};

/// `NodeType`
const DOCUMENT: u64 = 0;
const DOCTYPE: u64 = 1;
const ELEMENT: u64 = 2;
const TEXT: u64 = 3;
const CDATA: u64 = 4;
const COMMENT: u64 = 5;

impl Importer {
    /// A full snapshot: the page begins anew.
    pub(super) fn snapshot(&mut self, data: &Value) {
        let Some(root) = data.get("node").filter(|node| kind(node) == Some(DOCUMENT)) else {
            self.note("full snapshot without a document");
            return;
        };
        self.mirror.clear();
        let forest = self.forest(root, None, false, None);
        self.push(Event::Snapshot(forest));
        self.push(Event::SnapshotEnd);
        self.push_after();
        self.has_snapshot = true;
        if let (Some(offset), Some(document)) = (data.get("initialOffset"), json::id(root, "id")) {
            let (x, y) = (json::whole(offset, "left"), json::whole(offset, "top"));
            if (x, y) != (0, 0) {
                self.set_property(document, Property::Scroll { x, y });
            }
        }
    }

    /// A node with all that it holds.
    pub(super) fn forest(&mut self, node: &Value, parent: Option<i64>, inside_math: bool, next: Option<i64>) -> Forest {
        let first = self.mirror.next();
        let mut tokens = Vec::new();
        self.tokens(node, parent, inside_math, next, &mut tokens);
        Forest { first, tokens }
    }

    fn tokens(
        &mut self,
        node: &Value,
        parent: Option<i64>,
        inside_math: bool,
        next: Option<i64>,
        tokens: &mut Vec<Token>,
    ) {
        let Some(id) = json::id(node, "id") else {
            self.note("node without an id");
            return;
        };
        let text = || json::text(node, "textContent").unwrap_or_default();
        let mut mirrored = Mirrored::new(self.mirror.next(), parent);
        let token = match kind(node) {
            Some(DOCUMENT) => Token::Document {
                compat_mode: match json::text(node, "compatMode") {
                    Some("BackCompat") => CompatMode::Quirks,
                    _ => CompatMode::Standards,
                },
                base_url: self.href.clone(),
                properties: Vec::new(),
            },
            Some(DOCTYPE) => Token::Doctype {
                name: json::text(node, "name").unwrap_or("html").into(),
                public_id: json::text(node, "publicId").unwrap_or_default().into(),
                system_id: json::text(node, "systemId").unwrap_or_default().into(),
            },
            Some(ELEMENT) => {
                mirrored.media.at_ms = self.at_ms();
                element::token(node, inside_math, &mut mirrored)
            }
            Some(TEXT) => Token::Text(text().into()),
            Some(CDATA) => Token::Cdata(text().into()),
            Some(COMMENT) => Token::Comment(text().into()),
            _ => {
                self.note("node of an unknown type");
                return;
            }
        };
        self.mirror.allocate();
        if let Token::Text(text) = &token {
            mirrored.text = text.clone();
        }
        let opens = token.opens();
        let inside_math = matches!(
            &token,
            Token::Element {
                namespace: Namespace::MathMl,
                ..
            }
        );
        tokens.push(token);
        let (in_shadow, children): (Vec<&Value>, Vec<&Value>) = json::list(node, "childNodes")
            .iter()
            .partition(|child| json::flag(child, "isShadow"));
        if opens && (json::flag(node, "isShadowHost") || !in_shadow.is_empty()) {
            let root = self.mirror.allocate();
            mirrored.shadow = Some(root);
            // rrweb does not tell again what a host that moved has adopted.
            self.after
                .extend(self.mirror.adopted.get(&id).map(|sheets| adopted(root, sheets.clone())));
            tokens.push(shadow_root());
        }
        let has_shadow = mirrored.shadow.is_some();
        self.mirror.insert(id, mirrored, next);
        if !opens {
            return;
        }
        for child in in_shadow {
            self.tokens(child, Some(id), false, None, tokens);
        }
        if has_shadow {
            tokens.push(Token::Close);
        }
        for child in children {
            self.tokens(child, Some(id), inside_math, None, tokens);
        }
        tokens.push(Token::Close);
        self.choose(id);
    }

    /// rrweb writes which options are chosen into their attributes.
    fn choose(&mut self, id: i64) {
        let Some(select) = self.mirror.get(id).filter(|mirrored| &*mirrored.name == "select") else {
            return;
        };
        let node = select.node;
        let options = self.mirror.options(id).into_iter().enumerate();
        let chosen = options.filter(|(_, option)| self.mirror.get(*option).is_some_and(|option| option.is_chosen));
        let property = Property::Selected(chosen.map(|(index, _)| index as u32).collect());
        self.after
            .push(Event::Properties(vec![PropertyChange { node, property }]));
    }

    /// What follows once the nodes are there.
    pub(super) fn push_after(&mut self) {
        for event in std::mem::take(&mut self.after) {
            self.push(event);
        }
    }
}

/// The sheets that a root uses.
pub(super) fn adopted(root: NodeId, sheets: Vec<SheetId>) -> Event {
    Event::AdoptedSheets(AdoptedSheets { root, sheets })
}

/// rrweb does not tell open roots from closed ones: it sees open ones alone, unless a page was patched.
pub(super) fn shadow_root() -> Token {
    Token::ShadowRoot {
        mode: ShadowMode::Open,
        delegates_focus: false,
        manual_slots: false,
    }
}

fn kind(node: &Value) -> Option<u64> {
    node.get("type")?.as_u64()
}

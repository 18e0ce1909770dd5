//! What a page does to itself.

use super::tree::ATTRIBUTES;
use super::{Index, Kind, Model};

impl Model {
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
}

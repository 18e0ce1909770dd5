//! Properties, style sheets, focus, selection.

use scrubjay_format::event::*;
use scrubjay_format::{NodeId, SheetId, Text};

use super::super::rules::{self, Rule};
use super::{Index, Kind, Model, Node};

impl Model {
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
}

fn content(text: &str) -> SheetContent {
    SheetContent {
        text: text.into(),
        base_url: None,
        media: "".into(),
        disabled: false,
    }
}

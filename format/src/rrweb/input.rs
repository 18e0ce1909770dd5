//! What the visitor did: pointer, clicks, focus, scrolling, form fields, selection.

use serde_json::Value;

use super::importer::Importer;
use super::json;
use crate::event::{
    Click, Event, Pointer, PointerAction, PointerKind, PointerMoves, PointerSample, Property, Selection, SelectionRange,
};
use crate::{NodeId, Text};

/// `MouseInteractions`
const MOUSE_UP: u64 = 0;
const MOUSE_DOWN: u64 = 1;
const CLICK: u64 = 2;
const CONTEXT_MENU: u64 = 3;
const FOCUS: u64 = 5;
const BLUR: u64 = 6;
const TOUCH_START: u64 = 7;
const TOUCH_END: u64 = 9;
const TOUCH_CANCEL: u64 = 10;

/// A label is what can be read at a glance.
const LABEL_MAX_BYTES: usize = 80;

impl Importer {
    /// Moves of mouse or finger, sent together: each position tells how long before the event it was.
    pub(super) fn moves(&mut self, data: &Value, kind: PointerKind) {
        let positions = json::list(data, "positions");
        let offset = |position: &Value| json::number(position, "timeOffset").unwrap_or(0.0);
        let Some(earliest) = positions.iter().map(offset).min_by(f64::total_cmp) else {
            return;
        };
        let mut samples: Vec<PointerSample> = positions
            .iter()
            .map(|position| PointerSample {
                offset_ms: (offset(position) - earliest).round() as u32,
                x: json::whole(position, "x"),
                y: json::whole(position, "y"),
                target: self.target(position),
            })
            .collect();
        samples.sort_by_key(|sample| sample.offset_ms);
        self.push_at(
            earliest,
            Event::PointerMoves(PointerMoves {
                kind,
                pointer: 0,
                samples,
            }),
        );
    }

    /// `IncrementalSource.MouseInteraction`
    pub(super) fn interaction(&mut self, data: &Value) {
        let (x, y) = (json::whole(data, "x"), json::whole(data, "y"));
        let target = self.target(data);
        let mut pointer = |action, buttons, kind| {
            self.push(Event::Pointer(Pointer {
                kind,
                pointer: 0,
                action,
                buttons,
                x,
                y,
                target,
            }));
        };
        match data.get("type").and_then(Value::as_u64) {
            Some(MOUSE_DOWN) => pointer(PointerAction::Down, 1, pointer_kind(data)),
            Some(MOUSE_UP) => pointer(PointerAction::Up, 0, pointer_kind(data)),
            Some(TOUCH_START) => pointer(PointerAction::Down, 1, PointerKind::Touch),
            Some(TOUCH_END) => pointer(PointerAction::Up, 0, PointerKind::Touch),
            Some(TOUCH_CANCEL) => pointer(PointerAction::Cancel, 0, PointerKind::Touch),
            Some(kind @ (CLICK | CONTEXT_MENU)) => {
                let label =
                    json::id(data, "id").map_or_else(String::new, |id| self.mirror.text_below(id, LABEL_MAX_BYTES));
                self.push(Event::Click(Click {
                    target,
                    x,
                    y,
                    button: if kind == CLICK { 0 } else { 2 },
                    count: 1,
                    label: label.into(),
                    path: Text::default(),
                }));
            }
            Some(FOCUS) => self.push(Event::Focus {
                node: target,
                visible: false,
            }),
            Some(BLUR) => self.push(Event::Focus {
                node: None,
                visible: false,
            }),
            _ => {}
        }
    }

    pub(super) fn scroll(&mut self, data: &Value) {
        let (x, y) = (json::whole(data, "x"), json::whole(data, "y"));
        if let Some(id) = json::id(data, "id") {
            self.set_property(id, Property::Scroll { x, y });
        }
    }

    /// `IncrementalSource.Input`
    pub(super) fn field(&mut self, data: &Value) {
        let Some(id) = json::id(data, "id") else { return };
        let Some(mirrored) = self.mirror.get(id) else {
            return self.note("input of an unknown node");
        };
        let text = json::text(data, "text").unwrap_or_default();
        let property = match (&*mirrored.name, &*mirrored.input_type) {
            ("input", "checkbox" | "radio") => Property::Checked(json::flag(data, "isChecked")),
            ("select", _) => Property::Selected(self.chosen(id, text)),
            _ => Property::Value(text.into()),
        };
        self.set_property(id, property);
    }

    /// Indexes of the options that have a select's value.
    fn chosen(&self, select: i64, value: &str) -> Vec<u32> {
        let options = self.mirror.options(select);
        let found = options.iter().position(|id| {
            let option = self.mirror.get(*id).and_then(|option| option.value.clone());
            option.map_or_else(|| self.mirror.text_below(*id, usize::MAX), |value| value.to_string()) == value
        });
        found.map(|index| index as u32).into_iter().collect()
    }

    /// `IncrementalSource.Selection`
    pub(super) fn selection(&mut self, data: &Value) {
        let ranges = json::list(data, "ranges").iter().filter_map(|range| {
            Some(SelectionRange {
                anchor: self.mirror.node(json::id(range, "start")?)?,
                anchor_offset: json::count(range, "startOffset"),
                focus: self.mirror.node(json::id(range, "end")?)?,
                focus_offset: json::count(range, "endOffset"),
            })
        });
        let ranges = ranges.collect();
        self.push(Event::Selection(Selection {
            document: NodeId::DOCUMENT,
            ranges,
        }));
    }

    fn target(&self, data: &Value) -> Option<NodeId> {
        self.mirror.node(json::id(data, "id")?)
    }
}

/// `PointerTypes`
fn pointer_kind(data: &Value) -> PointerKind {
    match data.get("pointerType").and_then(Value::as_u64) {
        Some(1) => PointerKind::Pen,
        Some(2) => PointerKind::Touch,
        _ => PointerKind::Mouse,
    }
}

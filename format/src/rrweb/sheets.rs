//! Style sheets changed through the CSSOM.

use serde_json::Value;

use super::element::sheet;
use super::importer::Importer;
use super::json;
use crate::event::{AdoptedSheets, Event, RuleChange, RuleOperation, Sheet, SheetChange};
use crate::{SheetId, Text};

impl Importer {
    /// `IncrementalSource.StyleSheetRule`: rules come, then go, then the whole is replaced.
    pub(super) fn rules(&mut self, data: &Value) {
        let Some(which) = self.sheet_of(data) else {
            return self.note("rule of an unknown style sheet");
        };
        for add in json::list(data, "adds") {
            let rule = json::text(add, "rule").unwrap_or_default();
            self.push(Event::Rule(RuleChange {
                sheet: which,
                path: path(add.get("index")),
                operation: RuleOperation::Insert(rule.into()),
            }));
        }
        for remove in json::list(data, "removes") {
            self.push(Event::Rule(RuleChange {
                sheet: which,
                path: path(remove.get("index")),
                operation: RuleOperation::Delete,
            }));
        }
        for name in ["replace", "replaceSync"] {
            if let Some(css) = json::text(data, name) {
                self.push(Event::Sheet(SheetChange {
                    sheet: which,
                    content: sheet(css),
                }));
            }
        }
    }

    /// `IncrementalSource.StyleDeclaration`
    pub(super) fn declaration(&mut self, data: &Value) {
        let Some(sheet) = self.sheet_of(data) else {
            return self.note("declaration of an unknown style sheet");
        };
        let operation = match (data.get("set"), data.get("remove")) {
            (Some(set), _) if set.is_object() => RuleOperation::SetProperty {
                name: json::text(set, "property").unwrap_or_default().into(),
                value: json::text(set, "value").unwrap_or_default().into(),
                important: json::text(set, "priority") == Some("important"),
            },
            (_, Some(remove)) => RuleOperation::SetProperty {
                name: json::text(remove, "property").unwrap_or_default().into(),
                value: Text::default(),
                important: false,
            },
            _ => return,
        };
        self.push(Event::Rule(RuleChange {
            sheet,
            path: path(data.get("index")),
            operation,
        }));
    }

    /// `IncrementalSource.AdoptedStyleSheet`: new sheets with their rules, then which ones a root uses.
    pub(super) fn adopted(&mut self, data: &Value) {
        for style in json::list(data, "styles") {
            let Some(id) = json::id(style, "styleId") else { continue };
            let rules: Vec<&str> = json::list(style, "rules")
                .iter()
                .filter_map(|rule| json::text(rule, "rule"))
                .collect();
            self.push(Event::Sheet(SheetChange {
                sheet: Sheet::Constructed(SheetId(id as u32)),
                content: sheet(&rules.join("\n")),
            }));
        }
        // rrweb tells -1 of a root that it has not recorded yet, and the root again once it has.
        let Some(id) = json::id(data, "id") else { return };
        let Some(mirrored) = self.mirror.get(id) else {
            return self.note("adopted style sheets of an unknown root");
        };
        let root = mirrored.shadow.unwrap_or(mirrored.node);
        let sheets = json::list(data, "styleIds").iter().filter_map(Value::as_u64);
        let sheets: Vec<SheetId> = sheets.map(|id| SheetId(id as u32)).collect();
        self.mirror.adopted.insert(id, sheets.clone());
        self.push(Event::AdoptedSheets(AdoptedSheets { root, sheets }));
    }

    fn sheet_of(&self, data: &Value) -> Option<Sheet> {
        if let Some(node) = json::id(data, "id").and_then(|id| self.mirror.node(id)) {
            return Some(Sheet::Of(node));
        }
        json::id(data, "styleId").map(|id| Sheet::Constructed(SheetId(id as u32)))
    }
}

/// A rule's place: a number, or one for each level. Without one, `insertRule` puts it first.
fn path(index: Option<&Value>) -> Vec<u32> {
    match index {
        Some(Value::Array(steps)) => steps.iter().filter_map(Value::as_u64).map(|step| step as u32).collect(),
        Some(index) => vec![index.as_u64().unwrap_or(0) as u32],
        None => vec![0],
    }
}

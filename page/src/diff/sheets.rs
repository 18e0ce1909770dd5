//! Style sheets.

use std::sync::Arc;

use scrubjay_format::NodeId;
use scrubjay_format::event::{RuleChange, RuleOperation, Sheet};

use super::Differ;
use crate::dirty::Aspects;
use crate::id_set::IdSet;
use crate::operation::Operation;
use crate::sheets::SheetState;
use crate::tree::NodeData;

impl Differ<'_> {
    /// Constructed sheets, then who adopts them, then the sheets of elements.
    pub(super) fn change_sheets(&mut self, resettled: &IdSet) {
        let (from, to) = (self.from, self.to);
        for (id, new) in &to.sheets {
            self.change_sheet(Sheet::Constructed(*id), from.sheets.get(id), Some(new));
        }
        let created: IdSet = self.created.iter().copied().collect();
        let mut touched: IdSet = self.reparsed();
        let reparsed = touched.clone();
        let changed = self
            .changes
            .aspects
            .iter()
            .filter(|(_, aspects)| aspects.has(Aspects::SHEET) || aspects.has(Aspects::ADOPTED));
        touched.extend(changed.map(|(id, _)| *id).filter(|id| self.is_kept(*id)));
        touched.extend(resettled.iter().chain(created.iter()));
        let mut adopted = Vec::new();
        for id in touched.iter() {
            let Some(node) = to.nodes.get(id) else { continue };
            let kept = from.nodes.get(id).filter(|_| !created.contains(id));
            let known = kept.map_or(&[][..], |node| node.data.adopted());
            // A root that was moved has lost its adopted sheets if it came into another document, and has them still if
            // it did not: only saying it again is right in both cases.
            let is_uncertain = resettled.contains(id) && !known.is_empty();
            if node.data.adopted() != known || is_uncertain {
                adopted.push(Operation::AdoptSheets {
                    root: id,
                    sheets: node.data.adopted().into(),
                });
            }
        }
        self.operations.append(&mut adopted);
        for id in touched.iter() {
            let Some(NodeData::Element(new)) = to.nodes.get(id).map(|node| &node.data) else {
                continue;
            };
            let old = from
                .nodes
                .get(id)
                .and_then(|node| node.data.element())
                .and_then(|old| old.sheet.as_ref());
            let is_parsed_anew = resettled.contains(id) || reparsed.contains(id);
            let is_created = created.contains(id);
            match &new.sheet {
                Some(new) if is_created || is_parsed_anew => self.set_sheet(Sheet::Of(id), new),
                None if is_created || (is_parsed_anew && old.is_none()) => {}
                None if is_parsed_anew => self.set_sheet(Sheet::Of(id), &SheetState::default()),
                new => self.change_sheet(Sheet::Of(id), old, new.as_ref()),
            }
        }
    }

    /// Kept `<style>` elements whose children or text change: a browser makes their sheets anew.
    fn reparsed(&self) -> IdSet {
        let mut reparsed = IdSet::default();
        let texts = self
            .changes
            .aspects
            .iter()
            .filter(|(_, aspects)| aspects.has(Aspects::TEXT))
            .map(|(id, _)| *id);
        for id in self.changes.placed.iter().chain(texts) {
            for page in [self.from, self.to] {
                let parent = page.nodes.parent(id).filter(|parent| self.is_kept(*parent));
                let is_style = |id: &NodeId| {
                    self.to
                        .nodes
                        .get(*id)
                        .and_then(|node| node.data.element())
                        .is_some_and(|element| element.is_style())
                };
                reparsed.extend(parent.filter(is_style));
            }
        }
        reparsed
    }

    fn set_sheet(&mut self, sheet: Sheet, state: &SheetState) {
        let content = state.content.as_deref().cloned();
        self.operations.push(Operation::SetSheet {
            sheet,
            content,
            rules: state.rules.clone(),
        });
    }

    /// The last few changes are undone if need be, and those that are new follow; or else the whole sheet is set.
    fn change_sheet(&mut self, sheet: Sheet, old: Option<&Arc<SheetState>>, new: Option<&Arc<SheetState>>) {
        let empty = Arc::new(SheetState::default());
        let is_new = matches!(sheet, Sheet::Constructed(_)) && old.is_none();
        let (old, new) = (old.unwrap_or(&empty), new.unwrap_or(&empty));
        if is_new {
            return self.set_sheet(sheet, new);
        }
        if Arc::ptr_eq(old, new) || old == new {
            return;
        }
        let same = old
            .rules
            .iter()
            .zip(&new.rules)
            .take_while(|(a, b)| Arc::ptr_eq(a, b) || a == b)
            .count();
        let undone: Option<Vec<RuleChange>> = old.rules[same..].iter().rev().map(|change| inverse(change)).collect();
        match undone {
            Some(undone) if old.content == new.content => {
                let undone = undone.into_iter().map(Arc::new);
                self.operations.extend(
                    undone
                        .chain(new.rules[same..].iter().cloned())
                        .map(Operation::ChangeRule),
                );
            }
            _ => self.set_sheet(sheet, new),
        }
    }
}

/// What takes a change back, if that does not need to know what was there before.
fn inverse(change: &RuleChange) -> Option<RuleChange> {
    matches!(change.operation, RuleOperation::Insert(_)).then(|| RuleChange {
        sheet: change.sheet,
        path: change.path.clone(),
        operation: RuleOperation::Delete,
    })
}

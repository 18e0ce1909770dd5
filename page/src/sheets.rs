//! Style sheets: content, and what the CSSOM did on top of it.
//!
//! The rules themselves are not parsed here: a sheet is its text and the list of changes, as a stage needs them.
//!
//! A browser parses the sheet of a `<style>` anew when the children or the text of the element change; what the CSSOM
//! did is gone then. So it is here, which makes the order of events matter: a mutation of a `<style>` stands before the
//! rule changes that came after it. Being moved does the same in a browser, but stages set a moved sheet again, so that
//! a recorder need not report what is as it was.

use std::sync::Arc;

use scrubjay_format::NodeId;
use scrubjay_format::event::{AdoptedSheets, RuleChange, RuleOperation, Sheet, SheetChange, SheetContent};

use crate::dirty::Aspects;
use crate::error::{Problem, Problems};
use crate::page::Page;
use crate::tree::NodeData;

/// What is known of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SheetState {
    /// Its content; none: what the element's markup says.
    pub(crate) content: Option<Arc<SheetContent>>,
    /// Changes on top, in order.
    pub(crate) rules: Vec<Arc<RuleChange>>,
}

impl SheetState {
    pub(crate) fn of(content: &SheetContent) -> Self {
        Self {
            content: Some(Arc::new(content.clone())),
            rules: Vec::new(),
        }
    }

    /// Adds a change, and drops earlier ones that it makes void, so that a sheet which is animated through the CSSOM for
    /// hours holds a handful of changes.
    fn push(&mut self, change: &RuleChange) {
        match &change.operation {
            // A rule that was put in and taken out again.
            RuleOperation::Delete => {
                self.drop_declarations(&change.path);
                if let Some(last) = self.rules.last()
                    && last.path == change.path
                    && matches!(last.operation, RuleOperation::Insert(_))
                {
                    self.rules.pop();
                    return;
                }
            }
            RuleOperation::SetText(_) => self.drop_declarations(&change.path),
            RuleOperation::SetProperty { name, value, important } => {
                let earlier = self
                    .declarations(&change.path)
                    .find(|at| match &self.rules[*at].operation {
                        RuleOperation::SetProperty {
                            name: old_name,
                            value: old,
                            important: old_important,
                        } => name == old_name && important == old_important && is_same_shape(old, value),
                        _ => false,
                    });
                if let Some(at) = earlier {
                    self.rules.remove(at);
                }
            }
            RuleOperation::Insert(_) | RuleOperation::SetSelector(_) => {}
        }
        self.rules.push(Arc::new(change.clone()));
    }

    /// The changes of declarations at the end of the list that are about the rule at `path`, last first.
    fn declarations<'a>(&'a self, path: &'a [u32]) -> impl Iterator<Item = usize> + 'a {
        let is_declaration = |change: &RuleChange| {
            matches!(
                change.operation,
                RuleOperation::SetProperty { .. } | RuleOperation::SetText(_)
            )
        };
        let tail = self
            .rules
            .iter()
            .enumerate()
            .rev()
            .take_while(move |(_, change)| is_declaration(change))
            .take(1024);
        tail.filter(move |(_, change)| change.path == path).map(|(at, _)| at)
    }

    fn drop_declarations(&mut self, path: &[u32]) {
        let void: Vec<usize> = self.declarations(path).collect();
        for at in void {
            self.rules.remove(at);
        }
    }
}

/// Whether two values differ in digits only (`translateX(10px)`, `translateX(250px)`). A browser ignores a value that it
/// can't parse and keeps the one before, so a later value makes an earlier one void only if it is valid when that was.
fn is_same_shape(a: &str, b: &str) -> bool {
    let shape = |text: &str| {
        let mut shape = Vec::with_capacity(text.len());
        for byte in text.bytes() {
            let byte = if byte.is_ascii_digit() { b'0' } else { byte };
            if byte != b'0' || shape.last() != Some(&b'0') {
                shape.push(byte);
            }
        }
        shape
    };
    a == b || shape(a) == shape(b)
}

impl Page {
    pub(crate) fn set_sheet(&mut self, change: &SheetChange, problems: &mut Problems) {
        let state = Arc::new(SheetState::of(&change.content));
        match change.sheet {
            Sheet::Constructed(id) => {
                self.sheets.insert(id, state);
            }
            Sheet::Of(node) => self.edit_sheet(node, problems, |sheet| *sheet = Some(state)),
        }
    }

    pub(crate) fn change_rule(&mut self, change: &RuleChange, problems: &mut Problems) {
        match change.sheet {
            Sheet::Constructed(id) => match self.sheets.get_mut(&id) {
                Some(state) => Arc::make_mut(state).push(change),
                None => problems.add(Problem::UnknownSheet(change.sheet)),
            },
            Sheet::Of(node) => self.edit_sheet(node, problems, |sheet| {
                Arc::make_mut(sheet.get_or_insert_default()).push(change);
            }),
        }
    }

    fn edit_sheet(&mut self, node: NodeId, problems: &mut Problems, edit: impl FnOnce(&mut Option<Arc<SheetState>>)) {
        let Some(entry) = self.nodes.get_mut(node) else {
            return problems.add(Problem::UnknownNode(node));
        };
        let Some(element) = entry.data.element_mut() else {
            return problems.add(Problem::WrongKind {
                node,
                expected: "an element with a style sheet",
            });
        };
        edit(&mut element.sheet);
        if element.sheet.as_deref() == Some(&SheetState::default()) {
            element.sheet = None;
        }
        self.dirty.mark(node, Aspects::SHEET);
    }

    pub(crate) fn adopt_sheets(&mut self, change: &AdoptedSheets, problems: &mut Problems) {
        let root = change.root;
        let mut sheets = change.sheets.clone();
        sheets.retain(|id| {
            let is_known = self.sheets.contains_key(id);
            if !is_known {
                problems.add(Problem::UnknownSheet(Sheet::Constructed(*id)));
            }
            is_known
        });
        let Some(node) = self.nodes.get_mut(root) else {
            return problems.add(Problem::UnknownNode(root));
        };
        match &mut node.data {
            NodeData::Document(document) => Arc::make_mut(document).adopted = sheets.into(),
            NodeData::ShadowRoot(shadow) => Arc::make_mut(shadow).adopted = sheets.into(),
            _ => {
                return problems.add(Problem::WrongKind {
                    node: root,
                    expected: "a document or shadow root",
                });
            }
        }
        self.dirty.mark(root, Aspects::ADOPTED);
    }

    /// The children or text of a node change: if it is a `<style>`, its sheet is made anew from them. Slices of a snapshot
    /// are no change.
    pub(crate) fn reparse_style(&mut self, node: NodeId) {
        let Some(element) = self.nodes.get(node).and_then(|node| node.data.element()) else {
            return;
        };
        if !self.is_complete || !element.is_style() || element.sheet.is_none() {
            return;
        }
        if let Some(element) = self.nodes.get_mut(node).and_then(|node| node.data.element_mut()) {
            element.sheet = None;
        }
        self.dirty.mark(node, Aspects::SHEET);
    }

    /// What is known of a sheet beyond its element's markup: its content, if it was told, and the changes on top.
    pub fn sheet(&self, sheet: Sheet) -> Option<(Option<&SheetContent>, &[Arc<RuleChange>])> {
        let state = match sheet {
            Sheet::Constructed(id) => self.sheets.get(&id)?,
            Sheet::Of(node) => self.nodes.get(node)?.data.element()?.sheet.as_ref()?,
        };
        Some((state.content.as_deref(), &state.rules))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrubjay_format::Text;

    fn text(text: &str) -> Text {
        text.into()
    }

    fn change(path: &[u32], operation: RuleOperation) -> RuleChange {
        RuleChange {
            sheet: Sheet::Of(NodeId(2)),
            path: path.to_vec(),
            operation,
        }
    }

    fn set(path: &[u32], name: &str, value: &str) -> RuleChange {
        change(
            path,
            RuleOperation::SetProperty {
                name: text(name),
                value: text(value),
                important: false,
            },
        )
    }

    fn after(changes: &[RuleChange]) -> Vec<RuleChange> {
        let mut state = SheetState::default();
        changes.iter().for_each(|change| state.push(change));
        state.rules.iter().map(|change| RuleChange::clone(change)).collect()
    }

    #[test]
    fn a_rule_that_came_and_went_leaves_nothing() {
        let insert = change(&[0], RuleOperation::Insert(text("a{}")));
        let delete = change(&[0], RuleOperation::Delete);
        assert_eq!(after(&[insert.clone(), set(&[0], "color", "red"), delete.clone()]), []);
        let other = change(&[1], RuleOperation::Delete);
        assert_eq!(after(&[insert.clone(), other.clone()]), [insert, other]);
    }

    #[test]
    fn an_animated_declaration_is_kept_once() {
        let frames: Vec<_> = (0..500).map(|x| set(&[3], "left", &format!("{x}px"))).collect();
        assert_eq!(after(&frames), [set(&[3], "left", "499px")]);
    }

    #[test]
    fn values_that_might_be_refused_keep_those_before_them() {
        let changes = [
            set(&[0], "left", "1px"),
            set(&[0], "left", "wide"),
            set(&[1], "left", "2px"),
        ];
        assert_eq!(after(&changes), changes);
    }
}

//! Style sheets and their rules.

use std::borrow::Cow;

use scrubjay_format::event::{RuleChange, RuleOperation, Sheet, SheetContent};
use scrubjay_format::{SheetId, Text};

use super::{Batch, OpsError};
use crate::privacy::Level;

impl Batch<'_> {
    pub(super) fn sheet(&mut self) -> Result<Sheet, OpsError> {
        match self.input.word("a kind of sheet")? {
            0 => Ok(Sheet::Of(self.input.node()?)),
            1 => Ok(Sheet::Constructed(SheetId(self.input.word("a sheet")?))),
            _ => Err(self.input.error("a kind of sheet")),
        }
    }

    /// The level of the element that a sheet belongs to; that of the page where several may share it.
    pub(super) fn sheet_level(&self, sheet: &Sheet) -> Level {
        match sheet {
            Sheet::Of(node) => self.sheet_levels.get(node).copied().unwrap_or(self.gate.level),
            Sheet::Constructed(_) => self.gate.level,
        }
    }

    pub(super) fn sheet_content(&mut self, level: Level) -> Result<SheetContent, OpsError> {
        let text = self.input.text()?;
        let base_url = self.input.optional_text()?;
        let media = self.input.text()?;
        let disabled = self.input.flag("a state")?;
        self.wanted.css(self.gate, level, text, base_url);
        Ok(SheetContent {
            text: self.gate.css(level, text).into(),
            base_url: base_url.map(|url| self.base_url(url).into()),
            media: media.into(),
            disabled,
        })
    }

    /// An address that others are relative to, which query and fragment have no part in.
    pub(super) fn base_url<'u>(&self, url: &'u str) -> Cow<'u, str> {
        match url.find(['?', '#']) {
            Some(end) if self.gate.level > Level::Allow => self.gate.resource_url(self.gate.level, &url[..end]),
            _ => self.gate.resource_url(self.gate.level, url),
        }
    }

    fn rule_text(&mut self, level: Level) -> Result<Text, OpsError> {
        let text = self.input.text()?;
        self.wanted.css(self.gate, level, text, None);
        Ok(self.gate.css(level, text).into())
    }

    pub(super) fn rule(&mut self) -> Result<RuleChange, OpsError> {
        let sheet = self.sheet()?;
        let depth = self.input.word("a rule's depth")?;
        let path: Result<_, _> = (0..depth).map(|_| self.input.word("a rule's place")).collect();
        let level = self.sheet_level(&sheet);
        let operation = match self.input.word("an operation")? {
            1 => RuleOperation::Insert(self.rule_text(level)?),
            2 => RuleOperation::Delete,
            4 => RuleOperation::SetText(self.rule_text(level)?),
            5 => RuleOperation::SetSelector(self.rule_text(level)?),
            _ => return Err(self.input.error("an operation on a rule")),
        };
        Ok(RuleChange {
            sheet,
            path: path?,
            operation,
        })
    }
}

//! Style sheets and their rules.

use std::borrow::Cow;

use scrubjay_format::SheetId;
use scrubjay_format::event::{RuleChange, RuleOperation, Sheet, SheetContent};

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

    pub(super) fn sheet_content(&mut self, level: Level) -> Result<SheetContent, OpsError> {
        let text = self.input.text()?;
        let base_url = self.input.optional_text()?;
        let media = self.input.text()?;
        let disabled = self.input.flag("a state")?;
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

    pub(super) fn rule(&mut self) -> Result<RuleChange, OpsError> {
        let sheet = self.sheet()?;
        let depth = self.input.word("a rule's depth")?;
        let path: Result<_, _> = (0..depth).map(|_| self.input.word("a rule's place")).collect();
        let level = self.gate.level;
        let operation = match self.input.word("an operation")? {
            1 => RuleOperation::Insert(self.gate.css(level, self.input.text()?).into()),
            2 => RuleOperation::Delete,
            4 => RuleOperation::SetText(self.gate.css(level, self.input.text()?).into()),
            5 => RuleOperation::SetSelector(self.gate.css(level, self.input.text()?).into()),
            _ => return Err(self.input.error("an operation on a rule")),
        };
        Ok(RuleChange {
            sheet,
            path: path?,
            operation,
        })
    }
}

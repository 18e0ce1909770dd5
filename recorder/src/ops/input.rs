//! Words and text, read from front to back.

use scrubjay_format::{NodeId, Text};

use super::code::{INTERNED, NAMESPACED, NONE};

/// Steps that do not follow the protocol: an error of the recorder itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("step {word} at word {at} is not understood: {what}")]
pub struct OpsError {
    /// Where.
    pub at: usize,
    /// The word there, or 0 past the end.
    pub word: u32,
    /// What was expected.
    pub what: &'static str,
}

/// The words and the text, read from front to back.
pub(super) struct Input<'a> {
    pub(super) ops: &'a [u32],
    pub(super) at: usize,
    pub(super) text: &'a str,
    pub(super) is_ascii: bool,
    pub(super) names: &'a mut Vec<Text>,
}

impl<'a> Input<'a> {
    pub(super) fn peek(&self) -> Option<u32> {
        self.ops.get(self.at).copied()
    }

    pub(super) fn word(&mut self, what: &'static str) -> Result<u32, OpsError> {
        let word = self.peek().ok_or_else(|| self.error(what))?;
        self.at += 1;
        Ok(word)
    }

    pub(super) fn signed(&mut self, what: &'static str) -> Result<i32, OpsError> {
        Ok(self.word(what)? as i32)
    }

    /// A 64-bit float in two words, low half first.
    pub(super) fn float(&mut self, what: &'static str) -> Result<f64, OpsError> {
        let low = u64::from(self.word(what)?);
        let high = u64::from(self.word(what)?);
        Ok(f64::from_bits(high << 32 | low))
    }

    pub(super) fn flag(&mut self, what: &'static str) -> Result<bool, OpsError> {
        Ok(self.word(what)? != 0)
    }

    pub(super) fn node(&mut self) -> Result<NodeId, OpsError> {
        match self.word("a node")? {
            0 => Err(self.error("a node")),
            id => Ok(NodeId(id)),
        }
    }

    /// The next `units` UTF-16 code units of the text.
    pub(super) fn cut(&mut self, units: u32) -> Result<&'a str, OpsError> {
        let units = units as usize;
        let length = if self.is_ascii {
            units
        } else {
            let mut left = units;
            let mut characters = self.text.chars();
            while left > 0 {
                let width = characters.next().map_or(usize::MAX, char::len_utf16);
                left = left.checked_sub(width).ok_or_else(|| self.error("text"))?;
            }
            self.text.len() - characters.as_str().len()
        };
        let (text, rest) = self.text.split_at_checked(length).ok_or_else(|| self.error("text"))?;
        self.text = rest;
        Ok(text)
    }

    /// A text of its own.
    pub(super) fn text(&mut self) -> Result<&'a str, OpsError> {
        let units = self.word("a text's length")?;
        self.cut(units)
    }

    pub(super) fn optional_text(&mut self) -> Result<Option<&'a str>, OpsError> {
        if self.peek() == Some(NONE) {
            self.at += 1;
            return Ok(None);
        }
        self.text().map(Some)
    }

    /// A text that comes often; whether a namespace follows.
    pub(super) fn name(&mut self) -> Result<(Text, bool), OpsError> {
        let word = self.word("a name")?;
        let index = (word & !(INTERNED | NAMESPACED)) as usize;
        if word & INTERNED == 0 || index > self.names.len() {
            return Err(self.error("a name's number"));
        }
        if index == self.names.len() {
            let name = self.text()?.into();
            self.names.push(name);
        }
        Ok((self.names[index].clone(), word & NAMESPACED != 0))
    }

    #[cold]
    pub(super) fn error(&self, what: &'static str) -> OpsError {
        let at = self.at.saturating_sub(1);
        OpsError {
            at,
            word: self.ops.get(at).copied().unwrap_or(0),
            what,
        }
    }
}

//! The buffer.

use std::collections::HashMap;

use scrubjay_format::Text;

/// A batch of stage operations.
///
/// Every operation begins with a word that holds its code in the low byte and its length in words, this one included,
/// above. Strings are given as their number plus 1, 0 for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpBatch {
    /// The operations.
    pub words: Vec<u32>,
    /// All strings, joined; each once.
    pub text: String,
    /// Length of each string in UTF-16 code units.
    pub lengths: Vec<u32>,
    /// Encoded pictures that operations name by their number.
    pub blobs: Vec<Vec<u8>>,
}

/// Writes a batch.
#[derive(Default)]
pub(crate) struct OpWriter {
    batch: OpBatch,
    strings: HashMap<Text, u32>,
    open: usize,
}

impl OpWriter {
    /// Begins an operation.
    pub(crate) fn begin(&mut self, code: u32) -> &mut Self {
        self.open = self.batch.words.len();
        self.batch.words.push(code);
        self
    }

    /// Ends the operation.
    pub(crate) fn end(&mut self) {
        let length = (self.batch.words.len() - self.open) as u32;
        if let Some(head) = self.batch.words.get_mut(self.open) {
            *head |= length << 8;
        }
    }

    pub(crate) fn number(&mut self, value: u32) -> &mut Self {
        self.batch.words.push(value);
        self
    }

    /// A signed number, as its two's complement.
    pub(crate) fn signed(&mut self, value: i32) -> &mut Self {
        self.number(value.cast_unsigned())
    }

    /// A 64-bit float, low half first.
    pub(crate) fn float(&mut self, value: f64) -> &mut Self {
        let bits = value.to_bits();
        self.number(bits as u32).number((bits >> 32) as u32)
    }

    pub(crate) fn flag(&mut self, value: bool) -> &mut Self {
        self.number(u32::from(value))
    }

    pub(crate) fn string(&mut self, text: &Text) -> &mut Self {
        let next = self.batch.lengths.len() as u32 + 1;
        let number = *self.strings.entry(text.clone()).or_insert_with(|| {
            self.batch.text.push_str(text);
            self.batch.lengths.push(text.encode_utf16().count() as u32);
            next
        });
        self.number(number)
    }

    pub(crate) fn optional_string(&mut self, text: Option<&Text>) -> &mut Self {
        match text {
            Some(text) => self.string(text),
            None => self.number(0),
        }
    }

    pub(crate) fn blob(&mut self, bytes: &[u8]) -> &mut Self {
        self.batch.blobs.push(bytes.to_vec());
        self.number(self.batch.blobs.len() as u32 - 1)
    }

    pub(crate) fn finish(self) -> OpBatch {
        self.batch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_stands_once_and_is_counted_as_javascript_does() {
        let mut writer = OpWriter::default();
        writer
            .begin(7)
            .string(&Text::from("a😀"))
            .string(&Text::from("b"))
            .string(&Text::from("a😀"))
            .end();
        let batch = writer.finish();
        assert_eq!(batch.text, "a😀b");
        assert_eq!(batch.lengths, [3, 1]);
        assert_eq!(batch.words, [7 | 4 << 8, 1, 2, 1]);
    }

    #[test]
    fn a_negative_number_comes_back_from_its_bits() {
        let mut writer = OpWriter::default();
        writer.begin(1).signed(-5).end();
        assert_eq!(writer.finish().words[1].cast_signed(), -5);
    }
}

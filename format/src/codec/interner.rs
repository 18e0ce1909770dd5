//! The string table of an encoder: which text has which number.

use crate::limits;

/// Longest text that is put into the table, in bytes. A longer one is seldom repeated, and where it is, deflate finds it.
pub(crate) const INTERN_MAX_BYTES: usize = 64;

/// How a text is to be written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Interned {
    /// It is this entry of the table, counted from 0.
    Known(u32),
    /// It became this entry just now, and has to be defined.
    New(u32),
    /// It has no entry and is written where it is used.
    Literal,
}

/// Open addressing over one joined text; an entry costs its bytes and some 20 more.
#[derive(Default)]
pub(crate) struct Interner {
    /// All entries, one after another.
    text: String,
    /// Where each entry ends in `text`.
    ends: Vec<u32>,
    /// Entry number + 1, and the upper half of the hash to spare most comparisons; 0: free.
    slots: Vec<(u32, u32)>,
}

impl Interner {
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(crate) fn intern(&mut self, text: &str) -> Interned {
        if text.len() > INTERN_MAX_BYTES {
            return Interned::Literal;
        }
        if (self.ends.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let hash = hash(text.as_bytes());
        let tag = (hash >> 32) as u32;
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (number, slot_tag) = self.slots[at];
            if number == 0 {
                break;
            }
            if slot_tag == tag && self.entry(number - 1) == text {
                return Interned::Known(number - 1);
            }
            at = (at + 1) & mask;
        }
        if self.ends.len() >= limits::TABLE_MAX_ENTRIES {
            return Interned::Literal;
        }
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        self.slots[at] = (self.ends.len() as u32, tag);
        Interned::New(self.ends.len() as u32 - 1)
    }

    fn entry(&self, number: u32) -> &str {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
        &self.text[start..self.ends[number] as usize]
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(256);
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
        let mask = size - 1;
        for (number, tag) in old {
            if number != 0 {
                let mut at = hash(self.entry(number - 1).as_bytes()) as usize & mask;
                while self.slots[at].0 != 0 {
                    at = (at + 1) & mask;
                }
                self.slots[at] = (number, tag);
            }
        }
    }
}

/// Multiply and rotate, eight bytes at a time: a table of short strings needs speed, not resistance; an attacker who
/// makes texts collide slows down only the recording of a page that is already theirs.
fn hash(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15; // 2^64 divided by the golden ratio, made odd (Knuth, TAOCP 3, 6.4)
    let mut state = bytes.len() as u64;
    let mut mix = |word: u64| state = (state.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    let chunks = bytes.chunks_exact(8);
    let mut rest = [0; 8];
    rest[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    for chunk in chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        mix(u64::from_le_bytes(word));
    }
    mix(u64::from_le_bytes(rest));
    state ^ (state >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_numbered_by_first_use() {
        let mut interner = Interner::default();
        assert_eq!(interner.intern("div"), Interned::New(0));
        assert_eq!(interner.intern("class"), Interned::New(1));
        assert_eq!(interner.intern("div"), Interned::Known(0));
        assert_eq!(interner.intern(&"x".repeat(INTERN_MAX_BYTES + 1)), Interned::Literal);
        assert_eq!(interner.intern(""), Interned::New(2));
    }

    #[test]
    fn entries_survive_growth_and_the_table_is_bounded() {
        let mut interner = Interner::default();
        for number in 0..limits::TABLE_MAX_ENTRIES as u32 {
            assert_eq!(interner.intern(&number.to_string()), Interned::New(number));
        }
        assert_eq!(interner.intern("one more"), Interned::Literal);
        for number in (0..limits::TABLE_MAX_ENTRIES as u32).step_by(997) {
            assert_eq!(interner.intern(&number.to_string()), Interned::Known(number));
        }
    }
}

//! The string table of an encoder: which text has which number.

use crate::limits;

/// Longest text that is put into the table, in bytes. A longer one is seldom repeated, and where it is, deflate finds it.
const INTERN_MAX_BYTES: usize = 64;
/// Shortest text that is put into the table when it is met again: a reference takes up to two bytes.
const REPEATED_MIN_BYTES: usize = 3;
/// How many texts are remembered as met, roughly: one may push out another.
const MET_SLOTS: usize = 8192;

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

/// When a text that has no entry gets one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Policy {
    /// At once: names of elements and attributes, which come again and again.
    AtOnce,
    /// When it was met in an earlier event already. Within one event deflate finds repetitions anyway, and a definition
    /// would cost more than it saves (measured: a snapshot grows by 5 to 20 % if all its texts go through the table).
    Repeated,
}

/// Open addressing over one joined text; an entry costs its bytes and some 20 more.
#[derive(Default)]
pub(crate) struct Interner {
    /// All entries, one after another; bytes, since slices of a `str` bring formatting code with them.
    text: Vec<u8>,
    /// Where each entry ends in `text`.
    ends: Vec<u32>,
    /// Entry number + 1, and the upper half of the hash to spare most comparisons; 0: free.
    slots: Vec<(u32, u32)>,
    /// Upper half of the hash, and number of the event, of texts without an entry. A false match does no harm.
    met: Vec<(u32, u32)>,
    /// Number of the event being written, from 1.
    event: u32,
}

impl Interner {
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Another event begins.
    pub(crate) fn next_event(&mut self) {
        self.event = self.event.wrapping_add(1);
    }

    pub(crate) fn intern(&mut self, text: &str, policy: Policy) -> Interned {
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
            if slot_tag == tag && self.entry(number - 1) == text.as_bytes() {
                return Interned::Known(number - 1);
            }
            at = (at + 1) & mask;
        }
        let wanted = policy == Policy::AtOnce || (text.len() >= REPEATED_MIN_BYTES && self.met_before(hash, tag));
        if !wanted || self.ends.len() >= limits::TABLE_MAX_ENTRIES {
            return Interned::Literal;
        }
        self.text.extend_from_slice(text.as_bytes());
        self.ends.push(self.text.len() as u32);
        self.slots[at] = (self.ends.len() as u32, tag);
        Interned::New(self.ends.len() as u32 - 1)
    }

    /// Whether a text was met in an earlier event; remembers it if not.
    fn met_before(&mut self, hash: u64, tag: u32) -> bool {
        if self.met.is_empty() {
            self.met = vec![(0, 0); MET_SLOTS];
        }
        let met = &mut self.met[hash as usize % MET_SLOTS];
        if met.0 == tag && met.1 != 0 {
            return met.1 != self.event;
        }
        *met = (tag, self.event);
        false
    }

    fn entry(&self, number: u32) -> &[u8] {
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
                let mut at = hash(self.entry(number - 1)) as usize & mask;
                while self.slots[at].0 != 0 {
                    at = (at + 1) & mask;
                }
                self.slots[at] = (number, tag);
            }
        }
    }
}

/// Multiply and rotate, eight bytes at a time: a table of short strings needs speed, not resistance; whoever makes
/// texts collide slows down only the recording of a page that is already theirs.
fn hash(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15; // 2^64 divided by the golden ratio, made odd (Knuth, TAOCP 3, 6.4)
    let mut state = bytes.len() as u64;
    let mut mix = |word: u64| state = (state.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    let (chunks, rest) = bytes.as_chunks::<8>();
    for chunk in chunks {
        mix(u64::from_le_bytes(*chunk));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(u64::from_le_bytes(last));
    state ^ (state >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_numbered_by_first_use() {
        let mut interner = Interner::default();
        assert_eq!(interner.intern("div", Policy::AtOnce), Interned::New(0));
        assert_eq!(interner.intern("class", Policy::AtOnce), Interned::New(1));
        assert_eq!(interner.intern("div", Policy::Repeated), Interned::Known(0));
        assert_eq!(
            interner.intern(&"x".repeat(INTERN_MAX_BYTES + 1), Policy::AtOnce),
            Interned::Literal
        );
        assert_eq!(interner.intern("", Policy::AtOnce), Interned::New(2));
    }

    #[test]
    fn other_texts_are_numbered_when_a_later_event_has_them_again() {
        let mut interner = Interner::default();
        interner.next_event();
        assert_eq!(interner.intern("active", Policy::Repeated), Interned::Literal);
        assert_eq!(interner.intern("active", Policy::Repeated), Interned::Literal);
        interner.next_event();
        assert_eq!(interner.intern("active", Policy::Repeated), Interned::New(0));
        assert_eq!(interner.intern("active", Policy::Repeated), Interned::Known(0));
    }

    #[test]
    fn entries_survive_growth_and_the_table_is_bounded() {
        let mut interner = Interner::default();
        for number in 0..limits::TABLE_MAX_ENTRIES as u32 {
            assert_eq!(
                interner.intern(&number.to_string(), Policy::AtOnce),
                Interned::New(number)
            );
        }
        assert_eq!(interner.intern("one more", Policy::AtOnce), Interned::Literal);
        for number in (0..limits::TABLE_MAX_ENTRIES as u32).step_by(997) {
            assert_eq!(
                interner.intern(&number.to_string(), Policy::AtOnce),
                Interned::Known(number)
            );
        }
    }
}

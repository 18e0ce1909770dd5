//! Text on the wire.
//!
//! UTF-8 uses neither the bytes above `F4` nor those from `80` to `BF` at the start of a character, so a text needs no
//! length and no mark before it: it ends with a byte that cannot be in it, and a reference begins with a byte that no
//! text begins with. That leaves more for deflate to find than lengths would (measured on snapshots: 7 to 10 % less).

/// Ends a text.
pub(crate) const END: u8 = 0xff;
/// From here on: an entry of the string table, its number in the byte.
pub(crate) const NEAR_ENTRY: u8 = 0x80;
/// How many entries have one byte.
pub(crate) const NEAR_ENTRIES: u32 = 48;
/// From here on: an entry of the string table, four bits of its number in the byte, eight in the one that follows.
pub(crate) const MIDDLE_ENTRY: u8 = 0xb0;
/// How many entries have two bytes.
pub(crate) const MIDDLE_ENTRIES: u32 = 4096;
/// An entry of the string table, its number in a varint that follows.
pub(crate) const FAR_ENTRY: u8 = 0xf8;
/// An edit of the text's base: how many bytes stay at its start, how many at its end, and what comes in between.
pub(crate) const EDIT: u8 = 0xf9;
/// No text, where there may be none.
pub(crate) const NONE: u8 = 0xfa;
/// Before an attribute's name: its namespace and its name follow.
pub(crate) const NAMESPACED: u8 = 0xfb;

/// Longest text that serves as a base, in bytes.
pub(crate) const BASE_MAX_BYTES: usize = 1024;

/// How many bytes two texts share at their start and, after that, at their end, cut at characters' boundaries.
pub(crate) fn shared(base: &str, text: &str) -> (usize, usize) {
    let mut start = base
        .bytes()
        .zip(text.bytes())
        .take_while(|(one, other)| one == other)
        .count();
    while !text.is_char_boundary(start) || !base.is_char_boundary(start) {
        start -= 1;
    }
    let (base_rest, text_rest) = (&base.as_bytes()[start..], &text.as_bytes()[start..]);
    let mut end = base_rest
        .iter()
        .rev()
        .zip(text_rest.iter().rev())
        .take_while(|(one, other)| one == other)
        .count();
    while !text.is_char_boundary(text.len() - end) || !base.is_char_boundary(base.len() - end) {
        end -= 1;
    }
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_texts_share_does_not_overlap() {
        assert_eq!(shared("aaa", "aa"), (2, 0));
        assert_eq!(shared("left: 10px", "left: 12px"), (7, 2));
        assert_eq!(shared("", "x"), (0, 0));
    }

    #[test]
    fn characters_are_not_cut() {
        assert_eq!(shared("xé", "xè"), (1, 0)); // C3 A9 and C3 A8 share their first byte
        assert_eq!(shared("éx", "ĩx"), (0, 1)); // C3 A9 and C4 A9 share their last byte
    }
}

//! UK national insurance numbers.

use super::found::{Found, in_word, step, word_goes_on};
use crate::privacy::rule::Rule;

/// Finds numbers of the form `AB 12 34 56 C`, with the prefixes that are never given out left out (HMRC, NIM39110).
pub(super) fn find(bytes: &[u8], matches: &mut Vec<Found>) {
    let mut at = 0;
    while at + 9 <= bytes.len() {
        step();
        match end_of(bytes, at) {
            Some(end) if !in_word(bytes, at) && !word_goes_on(bytes, end) => {
                matches.push(Found::new(at..end, Rule::NationalId));
                at = end;
            }
            _ => at += 1,
        }
    }
}

fn end_of(bytes: &[u8], start: usize) -> Option<usize> {
    let prefix = &bytes[start..start + 2];
    let first = b"ABCEGHJKLMNOPRSTWXYZ".contains(&prefix[0]);
    let second = b"ABCEGHJKLMNPRSTWXYZ".contains(&prefix[1]);
    if !first || !second || matches!(prefix, b"BG" | b"GB" | b"KN" | b"NK" | b"NT" | b"TN" | b"ZZ") {
        return None;
    }
    let mut at = start + 2;
    for _ in 0..3 {
        if bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        if !bytes.get(at..at + 2)?.iter().all(u8::is_ascii_digit) {
            return None;
        }
        at += 2;
    }
    if bytes.get(at) == Some(&b' ') {
        at += 1;
    }
    matches!(bytes.get(at)?, b'A'..=b'D').then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::super::found::texts;
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        texts(text, |matches| find(text.as_bytes(), matches))
    }

    #[test]
    fn both_spellings_and_no_impossible_prefix() {
        assert_eq!(found("NI: AB 12 34 56 C."), ["AB 12 34 56 C"]);
        assert_eq!(found("AB123456C"), ["AB123456C"]);
        for text in ["GB123456C", "DA123456C", "AB123456E", "XAB123456C", "AB123456C9"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}

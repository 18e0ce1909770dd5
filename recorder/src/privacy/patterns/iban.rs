//! International bank account numbers.

use super::found::{Found, in_word, step, word_goes_on};
use crate::privacy::rule::Rule;

/// ISO 13616: two letters, two check digits, 11 to 30 letters and digits; commonly in groups of four.
const LENGTHS: std::ops::RangeInclusive<usize> = 15..=34;

/// Finds numbers whose check digits are right (ISO 7064, mod 97-10).
pub(super) fn find(bytes: &[u8], matches: &mut Vec<Found>) {
    let mut at = 0;
    while at + 4 <= bytes.len() {
        step();
        let head = &bytes[at..at + 4];
        let begins = head[..2].iter().all(u8::is_ascii_uppercase) && head[2..].iter().all(u8::is_ascii_digit);
        if begins
            && !in_word(bytes, at)
            && let Some(end) = end_of(bytes, at)
        {
            matches.push(Found::new(at..end, Rule::Iban));
            at = end;
        } else {
            at += 1;
        }
    }
}

/// The longest end at which the check digits are right.
fn end_of(bytes: &[u8], start: usize) -> Option<usize> {
    let mut compact = [0u8; 34];
    let mut length = 0;
    let mut end = None;
    let mut at = start;
    while at < bytes.len() && length < compact.len() {
        step();
        let byte = bytes[at];
        if byte.is_ascii_digit() || byte.is_ascii_uppercase() {
            compact[length] = byte;
            length += 1;
            at += 1;
            if LENGTHS.contains(&length) && !word_goes_on(bytes, at) && remainder(&compact[..length]) == 1 {
                end = Some(at);
            }
        } else if matches!(byte, b' ' | b'-') && length >= 4 {
            at += 1;
        } else {
            break;
        }
    }
    end
}

/// The number modulo 97, its first four characters moved to the end, letters counted from `A` = 10.
fn remainder(compact: &[u8]) -> u32 {
    compact[4..].iter().chain(&compact[..4]).fold(0, |rest, &byte| {
        if byte.is_ascii_digit() {
            (rest * 10 + u32::from(byte - b'0')) % 97
        } else {
            (rest * 100 + u32::from(byte - b'A') + 10) % 97
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::found::texts;
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        texts(text, |matches| find(text.as_bytes(), matches))
    }

    #[test]
    fn only_numbers_with_right_check_digits() {
        assert_eq!(
            found("IBAN GB82 WEST 1234 5698 7654 32, thanks"),
            ["GB82 WEST 1234 5698 7654 32"]
        );
        assert_eq!(found("DE89370400440532013000"), ["DE89370400440532013000"]);
        assert!(found("DE88370400440532013000").is_empty());
        assert!(found("AB12").is_empty());
    }
}

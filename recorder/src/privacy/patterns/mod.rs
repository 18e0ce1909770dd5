//! Personal data that shows by its form: found in any text, in time linear in its length.
//!
//! Each kind has a finder that reports matches in ascending order. A finder looks at each byte a bounded number of times,
//! so text made to be slow is as quick as any other.

mod digits;
mod email;
mod iban;
mod nino;

use std::borrow::Cow;
use std::ops::Range;

use super::mask;

/// Which patterns are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kinds {
    /// Card numbers, phone numbers and national ids: sequences of digits, which also occur where they mean nothing
    /// (path data, style sheets).
    pub digits: bool,
}

/// Masks every match in `text`.
pub(super) fn scrub(text: &str, kinds: Kinds) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut matches: Vec<Range<usize>> = Vec::new();
    if may_hold_email(bytes) {
        email::find(text, &mut matches);
    }
    if kinds.digits && has_digits(bytes) {
        digits::find(bytes, &mut matches);
        iban::find(bytes, &mut matches);
        nino::find(bytes, &mut matches);
    }
    if matches.is_empty() {
        return Cow::Borrowed(text);
    }
    matches.sort_unstable_by_key(|found| found.start);
    let mut scrubbed = String::with_capacity(text.len());
    let mut done = 0;
    for found in matches {
        let start = found.start.max(done);
        if start >= found.end {
            continue; // inside a match before it
        }
        scrubbed.push_str(&text[done..start]);
        mask::push_pattern(&mut scrubbed, &text[start..found.end]);
        done = found.end;
    }
    scrubbed.push_str(&text[done..]);
    Cow::Owned(scrubbed)
}

fn may_hold_email(bytes: &[u8]) -> bool {
    bytes.contains(&b'@') || bytes.windows(3).any(|three| three == b"%40")
}

/// The shortest pattern has seven digits.
fn has_digits(bytes: &[u8]) -> bool {
    bytes.iter().filter(|byte| byte.is_ascii_digit()).take(6).count() == 6
}

/// Whether the byte before `at` belongs to a word, so that a match at `at` would begin in its middle.
fn in_word(bytes: &[u8], at: usize) -> bool {
    at > 0 && bytes[at - 1].is_ascii_alphanumeric()
}

/// Whether a word goes on at `end`.
fn word_goes_on(bytes: &[u8], end: usize) -> bool {
    bytes.get(end).is_some_and(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> String {
        scrub(text, Kinds { digits: true }).into_owned()
    }

    #[test]
    fn text_without_personal_data_is_left_alone() {
        for text in [
            "",
            "Order 12 of 2024-11-20, 3 × 49.90 €",
            "M12.5 340.25 411.1 111.1 0 0 1 30 30 L 4111 1 Z",
            "v1.2.3 build 20241120.4 (1234567)",
            "see @media and user@localhost",
            "1234567890123456", // fails the Luhn check
            "ISBN 978-3-16-148410-0",
        ] {
            assert_eq!(all(text), text);
        }
    }

    #[test]
    fn several_kinds_in_one_text() {
        assert_eq!(
            all("Mail jane.doe+shop@mail.example or +49 30 1234567, card 4111 1111 1111 1111."),
            "Mail xxxx.xxx+xxxx@xxxx.xxxxxxx or +00 00 0000000, card 0000 0000 0000 0000."
        );
    }

    #[test]
    fn long_hostile_text_is_scanned_in_linear_time() {
        // Quadratic work on these would take minutes, and the test would be noticed; no time is asserted.
        for unit in ["a@", "1 ", "@", "%40", "4111-", "GB82", "+1", "AB12", "a.a@a.a-"] {
            let text = unit.repeat(200_000 / unit.len());
            let _ = all(&text);
        }
    }
}

//! Personal data by its shape, wherever it stands.
//!
//! Each finder looks at one place and says how far a match reaches; what it looks at is bounded, so the whole is linear in
//! the length of the text.

mod card;
mod email;
mod iban;
mod national_id;
mod phone;

use std::borrow::Cow;
use std::ops::Range;

use super::mask::push_masked;

/// Fewer digits than this are in none of the patterns but email addresses.
const FEWEST_DIGITS: usize = 6;

/// Masks every email address, payment card number, IBAN, telephone number, US social security number and UK national
/// insurance number in the text.
pub fn scrub(text: &str) -> Cow<'_, str> {
    let found = find(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for range in found {
        out.push_str(&text[done..range.start]);
        push_masked(&mut out, &text[range.clone()]);
        done = range.end;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Where personal data stands in the text: ranges in ascending order that do not overlap.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut digits = 0;
    let mut has_at = false;
    for (at, byte) in bytes.iter().enumerate() {
        digits += usize::from(byte.is_ascii_digit());
        has_at |= *byte == b'@' || (*byte == b'%' && bytes.get(at + 1..at + 3) == Some(b"40"));
    }
    let mut found = Vec::new();
    if has_at {
        email::find(text, &mut found);
    }
    if digits >= FEWEST_DIGITS {
        // Where a number or an identifier begins.
        for at in 0..bytes.len() {
            let starts_word = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
            if !starts_word {
                continue;
            }
            let rest = &bytes[at..];
            let length = match rest[0] {
                b'0'..=b'9' => card::length_at(rest)
                    .or_else(|| national_id::social_security_length_at(rest))
                    .or_else(|| phone::length_at(rest)),
                b'+' | b'(' => phone::length_at(rest),
                b'A'..=b'Z' | b'a'..=b'z' => {
                    iban::length_at(rest).or_else(|| national_id::national_insurance_length_at(rest))
                }
                _ => None,
            };
            if let Some(length) = length {
                found.push(at..at + length);
            }
        }
    }
    merge(found)
}

/// Sorts ranges and joins those that overlap.
fn merge(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_unstable_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// The length of the separator at the beginning of `rest`, if it is one that people put between groups of digits: a space
/// (no-break too, and as `%20` or `+` in URLs), a hyphen (also as an en dash), a dot or a slash.
fn separator_length(rest: &[u8]) -> usize {
    match rest {
        [b' ' | b'-' | b'.' | b'/' | b'+', ..] => 1,
        [0xc2, 0xa0, ..] => 2,
        [0xe2, 0x80, 0x90..=0x93 | 0xaf, ..] => 3,
        [b'%', b'2', b'0', ..] => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finds_what_is_personal() {
        for (text, expected) in [
            ("mail ada@corp-secret.example now", "mail xxx@xxxx-xxxxxx.xxxxxxx now"),
            ("?u=ada%40corp.example&x=1", "?u=xxx%00xxxx.xxxxxxx&x=1"),
            ("Card 4111 1111 1111 1111.", "Card 0000 0000 0000 0000."),
            ("4111111111111111", "0000000000000000"),
            ("5500-0055-5555-5559", "0000-0000-0000-0000"),
            ("Card 3782 822463 10005", "Card 0000 000000 00000"),
            ("no. 12345 4111 1111 1111 1111", "no. 12345 0000 0000 0000 0000"),
            ("GB82 WEST 1234 5698 7654 32", "XX00 XXXX 0000 0000 0000 00"),
            ("DE89370400440532013000", "XX00000000000000000000"),
            ("SSN 078-05-1120", "SSN 000-00-0000"),
            ("NI AB 12 34 56 C", "NI XX 00 00 00 X"),
            ("call +1 415 555 0198", "call +0 000 000 0000"),
            ("call (415) 555-0198", "call (000) 000-0000"),
            ("020 7946 0958", "000 0000 0000"),
        ] {
            assert_eq!(scrub(text), expected, "{text}");
        }
    }

    #[test]
    fn leaves_what_is_not() {
        for text in [
            "1700000000000",
            "2024-02-29 13:45:10",
            "4111 1111 1111 1112",
            "10 20 30 40 50 60 70 80",
            "version 1.2.3.4 of 2026",
            "@media (min-width: 700px)",
            "user@localhost",
            "000-12-3456",
            "12,345,678.90",
            "a1b2c3d4e5f6a7b8",
            "GB82 WEST 1234 5698 7654 33",
        ] {
            assert_eq!(scrub(text), text, "{text}");
        }
    }

    /// A megabyte of what is hardest for each finder. Quadratic time would take minutes.
    #[test]
    fn adversarial_text_takes_linear_time() {
        for unit in ["1 ", "4111-", "@a.", "a@", "+1 ", "(4", "GB82 ", "AB 12 ", "aa@aa.aa", "%40", "0 "] {
            let text = unit.repeat((1 << 20) / unit.len());
            assert!(scrub(&text).len() <= text.len());
        }
    }

    proptest! {
        #[test]
        fn scrubbing_keeps_the_number_of_characters_and_is_stable(text in ".{0,200}") {
            let once = scrub(&text).into_owned();
            prop_assert_eq!(once.chars().count(), text.chars().count());
        }

        #[test]
        fn an_address_never_survives(before in "[ -~]{0,40}", user in "[a-z0-9.]{1,20}[a-z]", host in "[a-z]{1,12}\\.[a-z]{2,6}", after in "( [ -~]{0,40})?") {
            let text = format!("{before} {user}@{host}{after}");
            let address = format!("{user}@{host}");
            let scrubbed = scrub(&text).into_owned();
            prop_assert!(address == super::super::mask_text(&address) || !scrubbed.contains(&address), "{}", scrubbed);
        }
    }
}

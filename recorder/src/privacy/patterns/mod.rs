//! Personal data that shows by its form: found in any text, in time linear in its length.
//!
//! Each kind has a finder that reports matches in ascending order. A finder looks at each byte a bounded number of times,
//! so text made to be slow is as quick as any other.

mod custom;
mod digits;
mod email;
mod found;
mod iban;
mod ip;
mod letters;
mod national;
mod nino;
mod token;

use std::borrow::Cow;

pub use custom::{CustomPattern, PatternError};
use found::Found;

use super::mask;
use super::rule::{Rule, Tally};

/// Which patterns are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kinds {
    /// Whatever is mostly made of digits (cards, phone numbers, ids, addresses of computers): they also occur where they
    /// mean nothing (path data, style sheets).
    pub digits: bool,
}

/// The patterns of one policy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patterns<'p> {
    /// The site's own.
    pub custom: &'p [CustomPattern],
    /// Counts what is masked.
    pub tally: &'p Tally,
}

impl Patterns<'_> {
    /// Masks every match in `text`.
    pub(super) fn scrub<'a>(&self, text: &'a str, kinds: Kinds) -> Cow<'a, str> {
        let mut matches = self.find(text, kinds);
        if matches.is_empty() {
            return Cow::Borrowed(text);
        }
        matches.sort_unstable_by_key(|found| found.range.start);
        let mut scrubbed = String::with_capacity(text.len());
        let mut done = 0;
        for Found { range, rule } in matches {
            let start = range.start.max(done);
            if start >= range.end {
                continue; // inside a match before it
            }
            self.tally.add(rule);
            scrubbed.push_str(&text[done..start]);
            if rule == Rule::Token {
                scrubbed.push_str(mask::SECRET);
            } else {
                mask::push_pattern(&mut scrubbed, &text[start..range.end]);
            }
            done = range.end;
        }
        scrubbed.push_str(&text[done..]);
        Cow::Owned(scrubbed)
    }

    fn find(&self, text: &str, kinds: Kinds) -> Vec<Found> {
        let bytes = text.as_bytes();
        let mut matches = Vec::new();
        if may_hold_email(bytes) {
            email::find(text, &mut matches);
        }
        if kinds.digits {
            let digits = bytes
                .iter()
                .filter(|byte| byte.is_ascii_digit())
                .take(MIN_DIGITS)
                .count();
            if digits >= MIN_DIGITS {
                digits::find(bytes, &mut matches);
                iban::find(bytes, &mut matches);
                nino::find(bytes, &mut matches);
                letters::find(bytes, &mut matches);
            }
            if digits >= MIN_IP_DIGITS {
                ip::find(bytes, &mut matches);
            }
            token::find(text, &mut matches);
        }
        for pattern in self.custom {
            // What a pattern takes of several bytes it may also end in: then the character's rest goes with it.
            pattern.find(bytes, &mut matches);
        }
        for found in &mut matches {
            while !text.is_char_boundary(found.range.start) {
                found.range.start -= 1;
            }
            while !text.is_char_boundary(found.range.end) {
                found.range.end += 1;
            }
        }
        matches
    }
}

/// The shortest pattern of digits (a British id) has six.
const MIN_DIGITS: usize = 6;
/// The shortest address of a computer.
const MIN_IP_DIGITS: usize = 4;

fn may_hold_email(bytes: &[u8]) -> bool {
    bytes.contains(&b'@') || bytes.windows(3).any(|three| three == b"%40")
}

// Proptest does not build for the browser.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

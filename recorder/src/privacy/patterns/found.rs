//! What finders report, and how their work is counted in tests.

use std::ops::Range;

use crate::privacy::rule::Rule;

/// A place in a text that has to be masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) rule: Rule,
}

impl Found {
    pub(super) fn new(range: Range<usize>, rule: Rule) -> Found {
        Found { range, rule }
    }
}

/// Whether the byte before `at` belongs to a word, so that a match at `at` would begin in its middle.
pub(super) fn in_word(bytes: &[u8], at: usize) -> bool {
    at > 0 && bytes[at - 1].is_ascii_alphanumeric()
}

/// Whether a word goes on at `end`.
pub(super) fn word_goes_on(bytes: &[u8], end: usize) -> bool {
    bytes.get(end).is_some_and(u8::is_ascii_alphanumeric)
}

/// How far back a word may stand that tells what a number is.
const NAMED_WITHIN_BYTES: usize = 32;

/// Whether one of these words (in lower case) stands shortly before `at`.
pub(super) fn named(bytes: &[u8], at: usize, words: &[&str]) -> bool {
    let before = bytes[at.saturating_sub(NAMED_WITHIN_BYTES)..at].to_ascii_lowercase();
    words.iter().any(|word| {
        before.windows(word.len()).enumerate().any(|(index, window)| {
            step();
            let begins = index == 0 || !before[index - 1].is_ascii_alphabetic();
            let ends = !before.get(index + word.len()).is_some_and(u8::is_ascii_alphabetic);
            begins && ends && window == word.as_bytes()
        })
    })
}

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts a step of work, in tests: how it grows with the text is what they look at.
#[inline(always)]
pub(super) fn step() {
    #[cfg(test)]
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

/// The steps that `work` took.
#[cfg(test)]
pub(super) fn steps_of(work: impl FnOnce()) -> u64 {
    STEPS.with(|steps| steps.set(0));
    work();
    STEPS.with(std::cell::Cell::get)
}

/// The texts that a finder finds.
#[cfg(test)]
pub(super) fn texts(text: &str, find: impl FnOnce(&mut Vec<Found>)) -> Vec<&str> {
    let mut matches = Vec::new();
    find(&mut matches);
    matches.into_iter().map(|found| &text[found.range]).collect()
}

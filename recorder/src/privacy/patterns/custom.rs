//! Patterns of a site's own, in a small language that is matched in linear time whatever the pattern and the text.
//!
//! The language is a part of regular expressions: characters, `\d` (a digit), `\w` (a letter, a digit or `_`), `\a` (a
//! letter), `[a-f0-9]`, `.`; each may be followed by `?`, `{n}` or `{n,m}`. `\` before any other sign stands for that sign.
//! There are no alternatives, groups or unbounded repetitions. A match begins and ends at the border of a word.

use super::found::{Found, in_word, step, word_goes_on};
use crate::privacy::rule::Rule;

/// Most positions of a pattern once repetitions are written out: one bit each.
const MAX_POSITIONS: usize = 64;

/// A pattern ready to be matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomPattern {
    /// For each byte, the positions that take it.
    takes: Box<[u64; 256]>,
    /// Positions that may be left out.
    optional: u64,
    positions: usize,
}

/// Why a pattern is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// There is nothing in it that has to match.
    #[error("it could match nothing at all")]
    Empty,
    /// It has too many positions.
    #[error("it is longer than {MAX_POSITIONS} characters once repetitions are written out")]
    TooLong,
    /// A sign of regular expressions that this language does not have.
    #[error("`{0}` is not part of the pattern language; put \\ before it to mean the sign itself")]
    Unsupported(char),
    /// Something is left open at the end.
    #[error("it ends too early")]
    Unfinished,
}

/// A set of bytes.
type Class = [bool; 256];

impl CustomPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// When it is not one of the language, or matches nothing or too much.
    pub fn parse(text: &str) -> Result<CustomPattern, PatternError> {
        let mut pattern = CustomPattern {
            takes: Box::new([0; 256]),
            optional: 0,
            positions: 0,
        };
        let mut rest = text.chars().peekable();
        while let Some(sign) = rest.next() {
            let classes = match sign {
                '\\' => vec![escape(rest.next().ok_or(PatternError::Unfinished)?)],
                '[' => vec![set(&mut rest)?],
                '.' => vec![[true; 256]],
                '(' | ')' | '|' | '*' | '+' | '^' | '$' | '?' | '{' | '}' | ']' => {
                    return Err(PatternError::Unsupported(sign));
                }
                _ => bytes_of(sign),
            };
            let (least, most) = match rest.peek() {
                Some('?') => {
                    rest.next();
                    (0, 1)
                }
                Some('{') => {
                    rest.next();
                    bounds(&mut rest)?
                }
                _ => (1, 1),
            };
            for count in 0..most {
                for class in &classes {
                    pattern.push(class, count >= least)?;
                }
            }
        }
        let all = u64::MAX.checked_shr(64 - pattern.positions as u32).unwrap_or(0);
        if pattern.optional == all {
            return Err(PatternError::Empty);
        }
        Ok(pattern)
    }

    fn push(&mut self, class: &Class, optional: bool) -> Result<(), PatternError> {
        if self.positions == MAX_POSITIONS {
            return Err(PatternError::TooLong);
        }
        let bit = 1 << self.positions;
        for (takes, &fits) in self.takes.iter_mut().zip(class) {
            *takes |= if fits { bit } else { 0 };
        }
        self.optional |= if optional { bit } else { 0 };
        self.positions += 1;
        Ok(())
    }

    /// Finds matches: from each border of a word, all ways at once, one bit each; the longest counts.
    pub(super) fn find(&self, bytes: &[u8], matches: &mut Vec<Found>) {
        let mut start = 0;
        while start < bytes.len() {
            step();
            match self.longest_at(bytes, start) {
                Some(end) if end > start && !in_word(bytes, start) => {
                    matches.push(Found::new(start..end, Rule::Custom));
                    start = end;
                }
                _ => start += 1,
            }
        }
    }

    /// No match is longer than the pattern's positions, so each start costs a bounded number of steps.
    fn longest_at(&self, bytes: &[u8], start: usize) -> Option<usize> {
        let mut reached = self.skip(1);
        let mut end = None;
        for (at, &byte) in bytes.iter().enumerate().skip(start).take(self.positions) {
            step();
            let taken = reached & self.takes[usize::from(byte)];
            if taken == 0 {
                break;
            }
            reached = 0;
            let mut left = taken;
            while left != 0 {
                let position = left.trailing_zeros();
                left &= left - 1;
                if position as usize + 1 == self.positions || self.rest_is_optional(position + 1) {
                    end = Some(at + 1);
                }
                reached |= 1u64.checked_shl(position + 1).unwrap_or(0);
            }
            reached = self.skip(reached);
        }
        end.filter(|&end| !(bytes[end - 1].is_ascii_alphanumeric() && word_goes_on(bytes, end)))
    }

    /// The positions that can be gone on from, those after optional ones too.
    fn skip(&self, mut reached: u64) -> u64 {
        loop {
            let more = reached | (reached & self.optional) << 1;
            if more == reached {
                return reached;
            }
            reached = more;
        }
    }

    fn rest_is_optional(&self, from: u32) -> bool {
        (from as usize..self.positions).all(|position| self.optional >> position & 1 == 1)
    }
}

fn class(fits: impl Fn(u8) -> bool) -> Class {
    let mut class = [false; 256];
    for (byte, takes) in (0..=u8::MAX).zip(&mut class) {
        *takes = fits(byte);
    }
    class
}

/// A character outside ASCII has several bytes, each a position.
fn bytes_of(sign: char) -> Vec<Class> {
    let mut buffer = [0; 4];
    sign.encode_utf8(&mut buffer)
        .bytes()
        .map(|wanted| class(|byte| byte == wanted))
        .collect()
}

fn escape(sign: char) -> Class {
    match sign {
        'd' => class(|byte| byte.is_ascii_digit()),
        'w' => class(|byte| byte.is_ascii_alphanumeric() || byte == b'_'),
        'a' => class(|byte| byte.is_ascii_alphabetic()),
        _ => class(|byte| char::from(byte) == sign),
    }
}

type Signs<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn set(rest: &mut Signs<'_>) -> Result<Class, PatternError> {
    let mut whole = [false; 256];
    loop {
        let first = rest.next().ok_or(PatternError::Unfinished)?;
        if first == ']' {
            return Ok(whole);
        }
        if !first.is_ascii() || first == '^' {
            return Err(PatternError::Unsupported(first));
        }
        let part = if first == '\\' {
            escape(rest.next().ok_or(PatternError::Unfinished)?)
        } else {
            let last = match rest.peek() {
                Some('-') => {
                    rest.next();
                    rest.next().ok_or(PatternError::Unfinished)?
                }
                _ => first,
            };
            class(|byte| (first..=last).contains(&char::from(byte)))
        };
        for (takes, fits) in whole.iter_mut().zip(part) {
            *takes |= fits;
        }
    }
}

/// `n}` or `n,m}`
fn bounds(rest: &mut Signs<'_>) -> Result<(usize, usize), PatternError> {
    let mut numbers = [None::<usize>; 2];
    let mut index = 0;
    loop {
        match rest.next().ok_or(PatternError::Unfinished)? {
            '}' => break,
            ',' if index == 0 => index = 1,
            digit => {
                let value = digit.to_digit(10).ok_or(PatternError::Unsupported('{'))? as usize;
                // Beyond the limit it is the limit that speaks.
                let number = numbers[index].unwrap_or(0) * 10 + value;
                numbers[index] = Some(number.min(MAX_POSITIONS + 1));
            }
        }
    }
    match (numbers, index) {
        ([Some(count), _], 0) => Ok((count, count)),
        ([Some(least), Some(most)], 1) if least <= most => Ok((least, most)),
        _ => Err(PatternError::Unsupported('{')),
    }
}

#[cfg(test)]
mod tests {
    use super::super::found::{steps_of, texts};
    use super::*;

    fn found<'t>(pattern: &str, text: &'t str) -> Vec<&'t str> {
        let pattern = CustomPattern::parse(pattern).unwrap();
        texts(text, |matches| pattern.find(text.as_bytes(), matches))
    }

    #[test]
    fn patterns_match_whole_words() {
        assert_eq!(
            found(r"KD-\d{6}", "customer KD-204817, KD-1234567, xKD-204817"),
            ["KD-204817"]
        );
        assert_eq!(
            found(r"P[0-9A-F]{2,4}x?", "P1 P12 P12AB P12ABx P12ABC"),
            ["P12", "P12AB", "P12ABx"]
        );
        assert_eq!(found(r"Straße \d{1,3}", "Straße 12"), ["Straße 12"]);
        assert_eq!(found(r"a?b?c", "c ac abc bc"), ["c", "ac", "abc", "bc"]);
    }

    #[test]
    fn what_is_no_pattern_says_why() {
        let error = |text: &str| CustomPattern::parse(text).unwrap_err();
        assert_eq!(error("a+"), PatternError::Unsupported('+'));
        assert_eq!(error("(a|b)"), PatternError::Unsupported('('));
        assert_eq!(error(""), PatternError::Empty);
        assert_eq!(error("a?b{0,3}"), PatternError::Empty);
        assert_eq!(error(r"\d{65}"), PatternError::TooLong);
        assert_eq!(error(r"\d{6"), PatternError::Unfinished);
        assert_eq!(error("[a-"), PatternError::Unfinished);
        assert_eq!(error("a{3,2}"), PatternError::Unsupported('{'));
        assert!(CustomPattern::parse(r"\d{64}").is_ok());
    }

    #[test]
    fn work_grows_with_the_text_and_no_faster() {
        let pattern = CustomPattern::parse("a{0,60}b").unwrap();
        let steps = |length: usize| {
            let text = "a".repeat(length);
            steps_of(|| pattern.find(text.as_bytes(), &mut Vec::new()))
        };
        assert!(
            steps(8_000) <= 2 * steps(4_000) + 10_000,
            "{} {}",
            steps(8_000),
            steps(4_000)
        );
    }
}

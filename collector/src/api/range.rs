//! The `Range` header (RFC 9110, section 14), single ranges of bytes.

use std::ops::Range;

/// What a `Range` header asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Everything: there is no header, or one that need not be understood (another unit, several ranges, nonsense).
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// Bytes that are not there.
    Outside,
}

/// Reads a `Range` header for something of `size_bytes`.
pub(super) fn asked(header: Option<&str>, size_bytes: u64) -> Asked {
    let Some((unit, range)) = header.and_then(|header| header.split_once('=')) else {
        return Asked::Whole;
    };
    let Some((first, last)) = range
        .trim()
        .split_once('-')
        .filter(|_| unit.trim().eq_ignore_ascii_case("bytes"))
    else {
        return Asked::Whole;
    };
    let number = |text: &str| match text.bytes().all(|digit| digit.is_ascii_digit()) {
        true => text.parse::<u64>().ok(),
        false => None,
    };
    let range = match (first.is_empty(), last.is_empty()) {
        (true, false) => number(last).map(|suffix| size_bytes.saturating_sub(suffix)..size_bytes),
        (false, true) => number(first).map(|first| first..size_bytes),
        (false, false) => number(first)
            .zip(number(last))
            .filter(|(first, last)| first <= last)
            .map(|(first, last)| first..last.saturating_add(1).min(size_bytes)),
        (true, true) => None,
    };
    match range {
        None => Asked::Whole,
        Some(range) if range.start < range.end => Asked::Bytes(range),
        Some(_) => Asked::Outside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_ranges_are_understood() {
        let cases = [
            (None, Asked::Whole),
            (Some("bytes=0-0"), Asked::Bytes(0..1)),
            (Some("bytes=2-"), Asked::Bytes(2..10)),
            (Some("bytes=2-99"), Asked::Bytes(2..10)),
            (Some("bytes=-3"), Asked::Bytes(7..10)),
            (Some("bytes=-99"), Asked::Bytes(0..10)),
            (Some("Bytes=9-9"), Asked::Bytes(9..10)),
            (Some("bytes=10-"), Asked::Outside),
            (Some("bytes=10-11"), Asked::Outside),
            (Some("bytes=-0"), Asked::Outside),
            (Some("bytes=3-2"), Asked::Whole),
            (Some("bytes=1-2,4-5"), Asked::Whole),
            (Some("bytes=+1-2"), Asked::Whole),
            (Some("bytes=-"), Asked::Whole),
            (Some("lines=1-2"), Asked::Whole),
            (Some("bytes"), Asked::Whole),
            (Some("bytes=0-18446744073709551615"), Asked::Bytes(0..10)),
            (Some("bytes=0-99999999999999999999"), Asked::Whole),
        ];
        for (header, expected) in cases {
            assert_eq!(asked(header, 10), expected, "{header:?}");
        }
        assert_eq!(asked(Some("bytes=0-"), 0), Asked::Outside);
    }
}

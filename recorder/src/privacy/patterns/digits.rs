//! Sequences of digits: payment cards, national ids, phone numbers.

use super::found::{Found, in_word, step, word_goes_on};
use super::national;
use crate::privacy::rule::Rule;

/// One group of digits: neighbouring digits between separators.
pub(super) struct Group {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Group {
    /// How many digits.
    pub(super) fn size(&self) -> usize {
        self.end - self.start
    }
}

/// The longest card number (ISO/IEC 7812) has 19 digits.
const MAX_CARD_DIGITS: usize = 19;
/// The longest international phone number (ITU-T E.164) has 15 digits.
const MAX_PHONE_DIGITS: usize = 15;

/// Finds card and phone numbers, and national ids made of digits.
pub(super) fn find(bytes: &[u8], matches: &mut Vec<Found>) {
    let mut at = 0;
    while at < bytes.len() {
        step();
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let groups = groups_from(bytes, at);
        at = groups.last().map_or(at + 1, |group| group.end);
        let mut first = 0;
        while first < groups.len() {
            let taken = match_at(bytes, &groups[first..]);
            if let Some((count, start, rule)) = taken {
                matches.push(Found::new(start..groups[first + count - 1].end, rule));
                first += count;
            } else {
                first += 1;
            }
        }
    }
}

/// Groups of digits from `at` on that one separator, or a bracket with a blank, keeps apart.
fn groups_from(bytes: &[u8], mut at: usize) -> Vec<Group> {
    let mut groups = Vec::new();
    loop {
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            step();
            at += 1;
        }
        groups.push(Group { start, end: at });
        let gap = separator_len(&bytes[at..]);
        if gap == 0 || !bytes.get(at + gap).is_some_and(u8::is_ascii_digit) {
            return groups;
        }
        at += gap;
    }
}

fn separator_len(bytes: &[u8]) -> usize {
    match bytes {
        [b')', b' ' | b'-', ..] | [b' ', b'(' | b'-' | b'/', ..] => match bytes.get(2) {
            Some(b' ') => 3, // `(0171) / 12`, `030 - 12`
            _ => 2,
        },
        [0xc2, 0xa0, ..] => 2,                     // no-break space
        [0xe2, 0x80, 0x89..=0x93 | 0xaf, ..] => 3, // thin spaces, hyphens, en dash
        [b' ' | b'-' | b'.' | b'/' | b')' | b'+', ..] => 1,
        _ => 0,
    }
}

/// The number of groups from the first on that make a match, and where it begins (a `+` or bracket may stand before it).
fn match_at(bytes: &[u8], groups: &[Group]) -> Option<(usize, usize, Rule)> {
    step();
    let first = groups.first()?;
    if in_word(bytes, first.start) {
        return None;
    }
    if let Some(count) = card(bytes, groups) {
        return Some((count, first.start, Rule::Card));
    }
    if let Some(count) = national::match_groups(bytes, groups) {
        return Some((count, first.start, Rule::NationalId));
    }
    if social_security_number(bytes, groups) {
        return Some((3, first.start, Rule::NationalId));
    }
    phone(bytes, groups).map(|(count, start)| (count, start, Rule::Phone))
}

/// A card number: 13 to 19 digits of an issuer that exists, whose Luhn sum is a multiple of ten, in groups as cards have
/// them (three or more digits, the last maybe fewer).
fn card(bytes: &[u8], groups: &[Group]) -> Option<usize> {
    let mut digits = [0u8; MAX_CARD_DIGITS];
    let mut length = 0;
    let mut best = None;
    for (index, group) in groups.iter().enumerate() {
        let size = group.end - group.start;
        if length + size > MAX_CARD_DIGITS || (index > 0 && !plain_gap(bytes, groups[index - 1].end, group.start)) {
            break;
        }
        for &byte in &bytes[group.start..group.end] {
            step();
            digits[length] = byte - b'0';
            length += 1;
        }
        if length >= 13 && issuer_known(&digits[..length]) && luhn(&digits[..length]) && !word_goes_on(bytes, group.end)
        {
            best = Some(index + 1);
        }
        if size < 2 && groups.len() > 1 {
            break; // path data and tables, not a card
        }
    }
    best
}

/// Cards are written with blanks or hyphens, never with dots or slashes.
fn plain_gap(bytes: &[u8], from: usize, to: usize) -> bool {
    !bytes[from..to]
        .iter()
        .any(|byte| matches!(byte, b'.' | b'/' | b'(' | b')' | b'+'))
}

/// Issuer prefixes in use: American Express 34/37, Diners 30/36/38, JCB 35, Visa 4, Mastercard 51–55 and 2221–2720,
/// Maestro 50/56–58/6, Discover and UnionPay 6, Mir 2200–2204 (ISO/IEC 7812 issuer identification numbers).
fn issuer_known(digits: &[u8]) -> bool {
    let two = u32::from(digits[0]) * 10 + u32::from(digits[1]);
    let four = two * 100 + u32::from(digits[2]) * 10 + u32::from(digits[3]);
    matches!(two, 30 | 34..=38 | 40..=49 | 50..=58 | 60..=69) || matches!(four, 2200..=2204 | 2221..=2720)
}

/// The Luhn check (ISO/IEC 7812-1 annex B).
pub(super) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, &digit)| {
            let doubled = u32::from(digit) << (index % 2);
            if doubled > 9 { doubled - 9 } else { doubled }
        })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|&digit| digit != digits[0])
}

/// `AAA-GG-SSSS`, with the numbers that are never given out left out (US Social Security Administration: area not 000,
/// 666 or 9xx, group not 00, serial not 0000).
fn social_security_number(bytes: &[u8], groups: &[Group]) -> bool {
    let [area, group, serial, ..] = groups else {
        return false;
    };
    let separated = |left: &Group, right: &Group| right.start - left.end == 1 && matches!(bytes[left.end], b'-' | b' ');
    let text = |part: &Group| &bytes[part.start..part.end];
    text(area).len() == 3
        && text(group).len() == 2
        && text(serial).len() == 4
        && separated(area, group)
        && separated(group, serial)
        && bytes[area.end] == bytes[group.end]
        && !matches!(text(area), b"000" | b"666")
        && text(area)[0] != b'9'
        && text(group) != b"00"
        && text(serial) != b"0000"
        && !word_goes_on(bytes, serial.end)
}

/// Phone numbers: international ones after a `+` (E.164), national ones with a leading 0 in several groups, and the
/// North American `(ddd) ddd-dddd`.
fn phone(bytes: &[u8], groups: &[Group]) -> Option<(usize, usize)> {
    let first = groups.first()?;
    let before = |distance: usize| first.start.checked_sub(distance).map(|index| bytes[index]);
    let size = |group: &Group| group.end - group.start;
    if before(1) == Some(b'+') {
        let (count, digits) = take_groups(bytes, groups, MAX_PHONE_DIGITS);
        return (digits >= 8).then_some((count, first.start - 1));
    }
    let bracketed = before(1) == Some(b'(');
    let start = if bracketed { first.start - 1 } else { first.start };
    if size(first) == 3
        && groups.len() >= 3
        && size(&groups[1]) == 3
        && size(&groups[2]) == 4
        && bytes[first.start] > b'1'
    {
        return (!word_goes_on(bytes, groups[2].end)).then_some((3, start));
    }
    if bytes[first.start] == b'0' && (2..=6).contains(&size(first)) && groups.len() >= 2 {
        let (count, digits) = take_groups(bytes, groups, MAX_PHONE_DIGITS);
        let dotted = groups[..count].windows(2).any(|pair| bytes[pair[0].end] == b'.');
        // Dates and times (`01-02-2024`, `01/02/03`) are shorter or have other groups.
        let last_groups_long = groups[1..count].iter().any(|group| size(group) >= 3) && size(first) >= 3;
        return (!dotted && count >= 2 && (10..=13).contains(&digits) && last_groups_long).then_some((count, start));
    }
    None
}

/// As many groups as fit into `max` digits, and how many digits they have. A group of one digit ends a number, except the
/// country code before it.
fn take_groups(bytes: &[u8], groups: &[Group], max: usize) -> (usize, usize) {
    let mut digits = 0;
    for (index, group) in groups.iter().enumerate() {
        let size = group.end - group.start;
        if digits + size > max || (index > 0 && bytes[groups[index - 1].end..group.start].contains(&b'+')) {
            return (index, digits);
        }
        digits += size;
    }
    (groups.len(), digits)
}

#[cfg(test)]
mod tests {
    use super::super::found::texts;
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        texts(text, |matches| find(text.as_bytes(), matches))
    }

    #[test]
    fn cards_are_found_in_every_spelling() {
        for card in [
            "4111111111111111",
            "4111 1111 1111 1111",
            "5500-0055-5555-5559",
            "3782 822463 10005",
            "6011\u{a0}0009\u{a0}9013\u{a0}9424",
        ] {
            assert_eq!(found(&format!("Card {card}.")), [card]);
        }
        assert_eq!(found("4111 1111 1111 1111 12/29 123"), ["4111 1111 1111 1111"]);
        assert_eq!(found("no. 1 4111 1111 1111 1111"), ["4111 1111 1111 1111"]);
    }

    #[test]
    fn numbers_that_are_no_card_stay() {
        for text in [
            "4111 1111 1111 1112",
            "x4111111111111111",
            "41111111111111111111111111",
            "7111111111111117",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn social_security_numbers_that_can_exist() {
        assert_eq!(found("SSN 219-09-9999"), ["219-09-9999"]);
        assert_eq!(found("078-05-1120"), ["078-05-1120"]);
        for text in [
            "000-12-3456",
            "666-12-3456",
            "900-12-3456",
            "123-00-4567",
            "123-45-0000",
            "123-45 6789",
            "2024-11-20",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn phone_numbers() {
        for phone in [
            "+1 415 555 01987",
            "+49 (30) 1234567",
            "(415) 555-2671",
            "415-555-2671",
            "0171 555 1234",
            "+442071838750",
        ] {
            let text = format!("call {phone} now");
            assert_eq!(found(&text), [phone], "{phone}");
        }
        for text in [
            "2024-11-20 10:30",
            "01/02/2024",
            "100 200 300",
            "1.234.567",
            "01-02-03",
            "10 000 000",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}

//! National ids that have letters: Spanish DNI and NIE, Italian codice fiscale. (The British one is in `nino.rs`.)

use super::found::{Found, step};
use crate::privacy::rule::Rule;

/// The check letters of the Spanish DNI, by the number modulo 23 (Real Decreto 1553/2005).
const DNI_LETTERS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";
/// Values of letters and digits at odd places of an Italian codice fiscale (Decreto ministeriale 12 marzo 1974), `A`/`0` first.
const ODD_VALUES: [u32; 26] = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/// Finds ids with right check letters.
pub(super) fn find(bytes: &[u8], matches: &mut Vec<Found>) {
    let mut at = 0;
    while at < bytes.len() {
        step();
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            step();
            at += 1;
        }
        let word = &bytes[start..at];
        // `12345678-Z`
        let hyphenated = word.len() == 8 && bytes.get(at) == Some(&b'-');
        let after = hyphenated && !bytes.get(at + 2).is_some_and(u8::is_ascii_alphanumeric);
        if after && let Some(&letter) = bytes.get(at + 1) {
            let mut whole = [letter; 9];
            whole[..8].copy_from_slice(word);
            if dni(&whole) {
                at += 2;
                matches.push(Found::new(start..at, Rule::NationalId));
                continue;
            }
        }
        if dni(word) || codice_fiscale(word) {
            matches.push(Found::new(start..at, Rule::NationalId));
        }
    }
}

/// Eight digits, or `X`, `Y` or `Z` for 0, 1 or 2 and seven digits, then the letter.
fn dni(word: &[u8]) -> bool {
    let [first, rest @ .., letter] = word else { return false };
    let leading = match first {
        b'0'..=b'9' => u32::from(first - b'0'),
        b'X'..=b'Z' => u32::from(first - b'X'),
        _ => return false,
    };
    if rest.len() != 7 || !rest.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let number = rest
        .iter()
        .fold(leading, |number, &digit| number * 10 + u32::from(digit - b'0'));
    DNI_LETTERS[(number % 23) as usize] == letter.to_ascii_uppercase()
}

fn codice_fiscale(word: &[u8]) -> bool {
    // Names, year, month, day, place and check; digits may stand as letters where two people would have the same code.
    const SHAPE: &[u8; 16] = b"aaaaaa99a99a999a";
    const DIGIT_LETTERS: &[u8] = b"LMNPQRSTUV";
    let shaped = word.len() == SHAPE.len()
        && word.iter().zip(SHAPE).all(|(byte, shape)| match shape {
            b'9' => byte.is_ascii_digit() || DIGIT_LETTERS.contains(&byte.to_ascii_uppercase()),
            _ => byte.is_ascii_alphabetic(),
        });
    if !shaped {
        return false;
    }
    let sum: u32 = word[..15]
        .iter()
        .enumerate()
        .map(|(index, byte)| {
            let value = match byte {
                b'0'..=b'9' => byte - b'0',
                letter => letter.to_ascii_uppercase() - b'A',
            };
            if index % 2 == 0 {
                ODD_VALUES[usize::from(value)]
            } else {
                u32::from(value)
            }
        })
        .sum();
    u32::from(word[15].to_ascii_uppercase() - b'A') == sum % 26
}

#[cfg(test)]
mod tests {
    use super::super::found::texts;
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        texts(text, |matches| find(text.as_bytes(), matches))
    }

    #[test]
    fn spanish_and_italian_ids() {
        assert_eq!(found("DNI 12345678Z, NIE X1234567L"), ["12345678Z", "X1234567L"]);
        assert_eq!(found("12345678-Z"), ["12345678-Z"]);
        assert_eq!(found("CF: RSSMRA85T10A562S."), ["RSSMRA85T10A562S"]);
        for text in [
            "12345678A",
            "X1234567M",
            "RSSMRA85T10A562T",
            "12345678ZZ",
            "SCARLET12B34C56D",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}

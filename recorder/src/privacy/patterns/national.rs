//! Numbers that states give to people, with their check digits: those made of digits, in the spellings that are in use.

use super::digits::{Group, luhn};
use super::found::{named, step, word_goes_on};

/// The most digits among them (the French one).
const MAX_DIGITS: usize = 15;

/// One spelling: groups of so many digits, with these bytes between them.
struct Spelling {
    sizes: &'static [usize],
    gaps: &'static [u8],
    is_right: fn(&[u8]) -> bool,
    /// Where one check digit is too little to tell a number from others: a word that has to stand before it.
    names: &'static [&'static str],
}

const SIN: &[&str] = &["sin", "nas", "social insurance", "assurance sociale"];
const BSN: &[&str] = &["bsn", "burgerservicenummer", "sofinummer"];
const AADHAAR: &[&str] = &["aadhaar", "aadhar", "uidai"];
const PERSONNUMMER: &[&str] = &["personnummer", "personnr", "pnr"];

const SPELLINGS: &[Spelling] = &[
    spelling(
        &[11],
        b"",
        |digits| steuer_id(digits) || pesel(digits) || cpf(digits),
        &[],
    ),
    spelling(&[2, 3, 3, 3], b"   ", steuer_id, &[]),
    spelling(&[3, 3, 3, 2], b"..-", cpf, &[]),
    spelling(&[15], b"", nir, &[]),
    spelling(&[1, 2, 2, 2, 3, 3, 2], b"      ", nir, &[]),
    spelling(&[4, 4, 4], b"  ", aadhaar, &[]),
    spelling(&[4, 4, 4], b"--", aadhaar, &[]),
    spelling(&[12], b"", aadhaar, AADHAAR),
    spelling(&[3, 3, 3], b"--", sin, &[]),
    spelling(&[3, 3, 3], b"  ", sin, SIN),
    spelling(&[9], b"", sin, SIN),
    spelling(&[9], b"", bsn, BSN),
    spelling(&[4, 2, 3], b"..", bsn, &[]),
    spelling(&[6, 4], b"-", personnummer, &[]),
    spelling(&[10], b"", personnummer, PERSONNUMMER),
    spelling(&[3, 4, 4, 2], b"...", ahv, &[]),
    spelling(&[13], b"", ahv, &[]),
    spelling(&[2, 2, 2, 3, 2], b"..-.", rijksregister, &[]),
];

const fn spelling(
    sizes: &'static [usize],
    gaps: &'static [u8],
    is_right: fn(&[u8]) -> bool,
    names: &'static [&'static str],
) -> Spelling {
    Spelling {
        sizes,
        gaps,
        is_right,
        names,
    }
}

/// How many groups from the first on are such a number.
pub(super) fn match_groups(bytes: &[u8], groups: &[Group]) -> Option<usize> {
    SPELLINGS
        .iter()
        .find(|spelling| matches(bytes, groups, spelling))
        .map(|spelling| spelling.sizes.len())
}

fn matches(bytes: &[u8], groups: &[Group], spelling: &Spelling) -> bool {
    step();
    let count = spelling.sizes.len();
    if groups.len() < count {
        return false;
    }
    let groups = &groups[..count];
    let shaped = groups
        .iter()
        .zip(spelling.sizes)
        .all(|(group, &size)| group.size() == size)
        && groups
            .windows(2)
            .zip(spelling.gaps)
            .all(|(pair, &gap)| bytes[pair[0].end..pair[1].start] == [gap]);
    if !shaped || word_goes_on(bytes, groups[count - 1].end) {
        return false;
    }
    let mut digits = [0u8; MAX_DIGITS];
    let mut length = 0;
    for group in groups {
        for &byte in &bytes[group.start..group.end] {
            digits[length] = byte - b'0';
            length += 1;
        }
    }
    (spelling.is_right)(&digits[..length])
        && (spelling.names.is_empty() || named(bytes, groups[0].start, spelling.names))
}

fn number(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |number, &digit| number * 10 + u64::from(digit))
}

fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits
        .iter()
        .zip(weights)
        .map(|(&digit, weight)| u32::from(digit) * weight)
        .sum()
}

fn is_date(month: u64, day: u64) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// German tax identification number (§ 139b AO; ISO 7064 mod 11,10): among its first ten digits one occurs two or three
/// times, all others once at most.
fn steuer_id(digits: &[u8]) -> bool {
    let mut counts = [0u8; 10];
    for &digit in &digits[..10] {
        counts[usize::from(digit)] += 1;
    }
    let repeated = counts.iter().filter(|&&count| count > 1).count();
    if digits[0] == 0 || repeated != 1 || counts.iter().any(|&count| count > 3) {
        return false;
    }
    let product = digits[..10].iter().fold(10, |product, &digit| {
        let sum = (u32::from(digit) + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10 == u32::from(digits[10])
}

/// Polish PESEL: the date of birth with the century in the month, and a weighted sum.
fn pesel(digits: &[u8]) -> bool {
    let month = number(&digits[2..4]);
    is_date(month % 20, number(&digits[4..6]))
        && weighted(digits, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).is_multiple_of(10)
}

/// Brazilian CPF: two check digits modulo 11.
fn cpf(digits: &[u8]) -> bool {
    let check = |length: usize| {
        let sum: u32 = (0..length)
            .map(|index| u32::from(digits[index]) * (length + 1 - index) as u32)
            .sum();
        sum * 10 % 11 % 10 == u32::from(digits[length])
    };
    check(9) && check(10) && digits.iter().any(|&digit| digit != digits[0])
}

/// French NIR: sex, year, month and place of birth, and a key modulo 97.
fn nir(digits: &[u8]) -> bool {
    let month = number(&digits[3..5]);
    matches!(digits[0], 1..=4 | 7 | 8)
        && (matches!(month, 1..=12 | 20..=42) || month >= 50)
        && 97 - number(&digits[..13]) % 97 == number(&digits[13..15])
}

/// Indian Aadhaar: the check digit of Verhoeff (1969), computed in the dihedral group of order ten.
fn aadhaar(digits: &[u8]) -> bool {
    let product = |a: u8, b: u8| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b - 5) % 5 + 5,
        (false, true) => (a - 5 + 5 - b) % 5 + 5,
        (false, false) => (a + 5 - b) % 5,
    };
    const PERMUTATION: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let permuted = |times: usize, digit: u8| (0..times % 8).fold(digit, |digit, _| PERMUTATION[usize::from(digit)]);
    let check = digits
        .iter()
        .rev()
        .enumerate()
        .fold(0, |check, (index, &digit)| product(check, permuted(index, digit)));
    digits[0] >= 2 && check == 0
}

/// Canadian SIN: the Luhn check.
fn sin(digits: &[u8]) -> bool {
    luhn(digits)
}

/// Dutch BSN: a sum with the weights 9 to 2 and −1 that eleven divides.
fn bsn(digits: &[u8]) -> bool {
    let sum = weighted(digits, &[9, 8, 7, 6, 5, 4, 3, 2]);
    sum > 0 && sum % 11 == u32::from(digits[8]) % 11
}

/// Swedish personnummer: date of birth and the Luhn check.
fn personnummer(digits: &[u8]) -> bool {
    is_date(number(&digits[2..4]), number(&digits[4..6])) && luhn(digits)
}

/// Swiss AHV number: an EAN-13 of the country 756.
fn ahv(digits: &[u8]) -> bool {
    digits.starts_with(&[7, 5, 6]) && weighted(digits, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]).is_multiple_of(10)
}

/// Belgian national number: date of birth, and 97 minus the rest modulo 97, from 2000 on with a 2 before it.
fn rijksregister(digits: &[u8]) -> bool {
    let body = number(&digits[..9]);
    let key = number(&digits[9..11]);
    is_date(number(&digits[2..4]), number(&digits[4..6]))
        && (97 - body % 97 == key || 97 - (2_000_000_000 + body) % 97 == key)
}

#[cfg(test)]
mod tests {
    use super::super::found::texts;

    fn found(text: &str) -> Vec<&str> {
        texts(text, |matches| super::super::digits::find(text.as_bytes(), matches))
    }

    #[test]
    fn numbers_with_right_check_digits() {
        for id in [
            "86095742719",
            "86 095 742 719",
            "44051401359",
            "529.982.247-25",
            "11144477735",
            "1 84 12 76 451 089 46",
            "184127645108946",
            "2341 2341 2346",
            "046-454-286",
            "1112.22.333",
            "811218-9876",
            "756.9217.0769.85",
            "85.07.30-033.28",
        ] {
            assert_eq!(found(&format!("id {id}.")), [id], "{id}");
        }
    }

    #[test]
    fn weak_check_digits_need_a_word() {
        assert_eq!(found("BSN: 111222333"), ["111222333"]);
        assert_eq!(found("SIN 046 454 286"), ["046 454 286"]);
        assert_eq!(found("Aadhaar no. 234123412346"), ["234123412346"]);
        for text in ["order 111222333", "using 046 454 286", "234123412346", "8112189876"] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn a_changed_digit_makes_another_number() {
        for text in [
            "86095742718",
            "44051401358",
            "529.982.247-26",
            "1 84 12 76 451 089 47",
            "2341 2341 2347",
            "046-454-287",
            "1112.22.334",
            "811218-9877",
            "756.9217.0769.86",
            "85.07.30-033.29",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}

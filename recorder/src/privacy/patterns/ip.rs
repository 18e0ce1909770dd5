//! IP addresses.

use super::found::{Found, in_word, named, step};
use crate::privacy::rule::Rule;

/// Words after which four numbers are a version, not an address.
const VERSIONS: [&str; 5] = ["v", "version", "ver", "release", "build"];
/// Words after which even a short one is an address.
const NAMES: [&str; 3] = ["ip", "addr", "address"];
/// Fewer digits in all are rather a version or a chapter: `1.2.3.4`.
const MIN_DIGITS: usize = 7;

/// Finds addresses of version 4 and 6. Loopback and unspecified ones tell nothing of a person, nor does the host of a URL.
pub(super) fn find(bytes: &[u8], matches: &mut Vec<Found>) {
    let mut at = 0;
    while at < bytes.len() {
        step();
        if !is_address_byte(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        let mut colons = 0;
        while bytes.get(at).is_some_and(|&byte| is_address_byte(byte)) {
            step();
            colons += usize::from(bytes[at] == b':');
            at += 1;
        }
        let end = bytes[start..at]
            .iter()
            .rposition(|byte| byte.is_ascii_hexdigit())
            .map_or(start, |last| start + last + 1);
        let goes_on = bytes
            .get(at)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        if in_word(bytes, start) || goes_on {
            continue;
        }
        if colons >= 2 && version_6(&bytes[start..end]) {
            matches.push(Found::new(start..end, Rule::Ip));
        } else if let Some(end) = version_4(bytes, start, end) {
            matches.push(Found::new(start..end, Rule::Ip));
        }
    }
}

fn is_address_byte(byte: u8) -> bool {
    byte.is_ascii_hexdigit() || matches!(byte, b'.' | b':')
}

/// Four numbers up to 255, then the end or a port.
fn version_4(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    let run = &bytes[start..end];
    let length = run.iter().position(|&byte| byte == b':').unwrap_or(run.len());
    // At most fifteen bytes: longer runs are not worth splitting.
    if !(7..=15).contains(&length) {
        return None;
    }
    let address = &run[..length];
    let mut octets = [0u32; 4];
    let mut count = 0;
    for part in address.split(|&byte| byte == b'.') {
        step();
        let fits = count < 4 && (1..=3).contains(&part.len()) && part.iter().all(u8::is_ascii_digit);
        if !fits {
            return None;
        }
        octets[count] = part
            .iter()
            .fold(0, |number, &digit| number * 10 + u32::from(digit - b'0'));
        count += 1;
    }
    if count != 4 || octets.iter().any(|&octet| octet > 255) || matches!(octets, [127 | 0, ..]) {
        return None;
    }
    let before = &bytes[..start];
    if before.ends_with(b"//")
        || before.ends_with(b"/") && before[..start - 1].last().is_some_and(u8::is_ascii_alphabetic)
    {
        return None; // the host of a URL, or a product's version: `Chrome/120.0.0.0`
    }
    let digits = length - 3;
    let likely = digits >= MIN_DIGITS && !named(bytes, start, &VERSIONS) || named(bytes, start, &NAMES);
    likely.then_some(start + length)
}

/// Eight groups of hexadecimal digits, or fewer with one `::` among them.
fn version_6(run: &[u8]) -> bool {
    // Longer ones do not exist, and `a::b` is more often something else.
    if !(6..=45).contains(&run.len()) || !run.iter().any(u8::is_ascii_digit) {
        return false;
    }
    let (mut groups, mut length, mut gaps) = (0, 0, 0);
    for (index, &byte) in run.iter().enumerate() {
        step();
        match byte {
            b':' => {
                if length > 0 {
                    groups += 1;
                } else if index > 1 || run.get(1) != Some(&b':') {
                    gaps += 1;
                }
                length = 0;
            }
            b'.' => return false,
            _ => length += 1,
        }
        if length > 4 {
            return false;
        }
    }
    groups += usize::from(length > 0);
    let leading_gap = run.starts_with(b"::");
    match gaps + usize::from(leading_gap && gaps == 0) {
        0 => groups == 8,
        1 => (3..=7).contains(&groups),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::found::texts;
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        texts(text, |matches| find(text.as_bytes(), matches))
    }

    #[test]
    fn both_versions() {
        assert_eq!(found("from 203.0.113.77, port 80"), ["203.0.113.77"]);
        assert_eq!(found("203.0.113.77:8080."), ["203.0.113.77"]);
        assert_eq!(found("ip=8.8.4.4"), ["8.8.4.4"]);
        assert_eq!(found("[2001:db8::8a2e:370:7334]"), ["2001:db8::8a2e:370:7334"]);
        assert_eq!(
            found("2001:0db8:85a3:0000:0000:8a2e:0370:7334"),
            ["2001:0db8:85a3:0000:0000:8a2e:0370:7334"]
        );
    }

    #[test]
    fn versions_times_hosts_and_code_stay() {
        for text in [
            "1.2.3.4",
            "version 10.12.133.14",
            "v10.12.133.14",
            "Chrome/120.12.133.14",
            "12:30:45",
            "00:1a:2b:3c:4d:5e",
            "a::before",
            "std::dec",
            "http://203.0.113.77:80/x",
            "127.0.0.1",
            "::1",
            "256.100.100.100",
            "203.0.113.77.5",
            "1.2.3.4.5.6",
            "§ 12.3.1.10",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}

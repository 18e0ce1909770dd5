//! Email addresses.

use std::ops::Range;

/// Longest local part and longest domain, by RFC 5321, 4.5.3.1.
const LOCAL_MAX_BYTES: usize = 64;
const DOMAIN_MAX_BYTES: usize = 255;

/// Adds the ranges of all addresses (`@` may be written `%40`, as in URLs).
pub(super) fn find(text: &str, found: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    for at in 0..bytes.len() {
        let sign_length = match bytes[at] {
            b'@' => 1,
            b'%' if bytes.get(at + 1..at + 3) == Some(b"40") => 3,
            _ => continue,
        };
        let start = local_start(bytes, at);
        let end = domain_end(bytes, at + sign_length);
        if start < at && end > at + sign_length && text.is_char_boundary(start) && text.is_char_boundary(end) {
            found.push(start..end);
        }
    }
}

/// Where the local part that ends at `end` begins.
fn local_start(bytes: &[u8], end: usize) -> usize {
    let mut start = end;
    while start > 0 && end - start < LOCAL_MAX_BYTES && is_local(bytes[start - 1]) {
        start -= 1;
    }
    while start < end && !bytes[start].is_ascii() && bytes[start] & 0xc0 == 0x80 {
        start += 1; // cut inside a character
    }
    start
}

/// Where the domain that begins at `start` ends; `start` itself if there is none with a top level of two letters or more.
fn domain_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while end < bytes.len() && end - start < DOMAIN_MAX_BYTES && is_domain(bytes[end]) {
        end += 1;
    }
    while end > start && end < bytes.len() && bytes[end] & 0xc0 == 0x80 {
        end -= 1; // cut inside a character
    }
    while end > start && matches!(bytes[end - 1], b'.' | b'-') {
        end -= 1;
    }
    let top_level = bytes[start..end].iter().rposition(|byte| *byte == b'.');
    match top_level {
        Some(dot) if dot > 0 => {
            let label = &bytes[start + dot + 1..end];
            let letters = label.iter().take_while(|byte| !byte.is_ascii_digit()).count();
            if letters >= 2 { end } else { start }
        }
        _ => start,
    }
}

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-' | b'~' | b'!' | b'$' | b'*') || !byte.is_ascii()
}

fn is_domain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-') || !byte.is_ascii()
}

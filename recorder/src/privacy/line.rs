//! Lines that scripts write: console, error messages, stacks. Addresses in them are scrubbed as addresses are.

use super::{Gate, url};

/// Scrubs every address of `http:`, `https:` and sockets in a text.
pub(super) fn scrub_addresses(gate: &Gate, text: &str) -> String {
    let mut scrubbed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(found) = rest.find("://") {
        let head = &rest[..found];
        let scheme = ["https", "http", "wss", "ws"]
            .iter()
            .find(|scheme| head.ends_with(**scheme));
        let Some(scheme) = scheme else {
            scrubbed.push_str(&rest[..found + 3]);
            rest = &rest[found + 3..];
            continue;
        };
        let begin = found - scheme.len();
        scrubbed.push_str(&rest[..begin]);
        let address = &rest[begin..];
        let end = address.find(ends_address).unwrap_or(address.len());
        let (address, place) = split_place(&address[..end]);
        scrubbed.push_str(&url::scrub_page(gate, address));
        scrubbed.push_str(place);
        rest = &rest[begin + end..];
    }
    scrubbed.push_str(rest);
    scrubbed
}

fn ends_address(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '"' | '\'' | '`' | '<' | '>' | '(' | ')' | '{' | '}' | '|' | '^'
        )
}

/// The line and column behind the address of a script (`:12:34`).
fn split_place(address: &str) -> (&str, &str) {
    let mut end = address.len();
    for _ in 0..2 {
        let digits = address[..end].bytes().rev().take_while(u8::is_ascii_digit).count();
        if digits == 0 || !address[..end - digits].ends_with(':') {
            break;
        }
        end -= digits + 1;
    }
    address.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_scrubbed_wherever_they_stand() {
        let gate = Gate {
            allowed_parameters: vec!["page".into()],
            ..Gate::default()
        };
        let scrub = |text: &str| scrub_addresses(&gate, text);
        assert_eq!(
            scrub("at pay (https://shop.example/app.js?key=abc:12:34)"),
            "at pay (https://shop.example/app.js?key=***:12:34)"
        );
        assert_eq!(
            scrub("pay@https://u:p@shop.example:8080/a.js:1:2\ngo@http://x.example/?page=2&q=z"),
            "pay@https://shop.example:8080/a.js:1:2\ngo@http://x.example/?page=2&q=***"
        );
        assert_eq!(
            scrub("GET 'wss://x.example/s?t=1' failed"),
            "GET 'wss://x.example/s?t=***' failed"
        );
        assert_eq!(scrub("ftp://x?y=1 :// nothing"), "ftp://x?y=1 :// nothing");
        assert_eq!(scrub("é https://é.example/ü?ö=ä é"), "é https://é.example/ü?ö=*** é");
        assert_eq!(scrub("http://[::1]:3000"), "http://[::1]:3000");
    }
}

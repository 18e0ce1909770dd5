//! E-mail addresses, also with the `@` escaped as in a URL query.

use super::found::{Found, step};
use crate::privacy::rule::Rule;

/// Finds addresses: a local part, `@` or `%40`, and a domain of at least two labels, the last of letters.
///
/// Wider than RFC 5321 in the local part (letters of any script), narrower in leaving out quoted local parts and
/// address literals, which are not seen in pages.
pub(super) fn find(text: &str, matches: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let mut floor = 0; // nothing before it is looked at again
    let mut at = 0;
    while at < bytes.len() {
        step();
        let width = match bytes[at] {
            b'@' => 1,
            b'%' if bytes[at..].starts_with(b"%40") => 3,
            _ => {
                at += 1;
                continue;
            }
        };
        let start = local_start(text, floor, at);
        let end = domain_end(text, at + width);
        if start < at
            && let Some(end) = end
        {
            matches.push(Found::new(start..end, Rule::Email));
            floor = end;
            at = end;
        } else {
            floor = at + width;
            at = floor;
        }
    }
}

fn local_start(text: &str, floor: usize, at: usize) -> usize {
    let mut start = at;
    for (index, character) in text[floor..at].char_indices().rev() {
        step();
        let fits = character.is_alphanumeric()
            || matches!(
                character,
                '.' | '_' | '%' | '+' | '-' | '\'' | '!' | '$' | '*' | '~' | '^' | '`' | '{' | '}' | '|'
            );
        if !fits {
            break;
        }
        start = floor + index;
    }
    start
}

fn domain_end(text: &str, from: usize) -> Option<usize> {
    if is_image_density(&text.as_bytes()[from..]) {
        return None;
    }
    let mut end = None;
    let mut label_start = from;
    let mut dots = 0;
    let mut position = from;
    for character in text[from..].chars() {
        step();
        let next = position + character.len_utf8();
        if character == '.' {
            if position == label_start {
                break;
            }
            dots += 1;
            label_start = next;
        } else if !(character.is_alphanumeric() || character == '-') {
            break;
        } else if dots > 0 && next - label_start >= 2 {
            // Up to here it is a domain, if the label's letters are letters.
            let label = &text[label_start..next];
            if label.chars().next().is_some_and(char::is_alphabetic) {
                end = Some(next);
            }
        }
        position = next;
    }
    end
}

/// `logo@2x.png` is a file name, not an address.
fn is_image_density(bytes: &[u8]) -> bool {
    matches!(bytes, [b'1'..=b'9', b'x', b'.', ..])
}

#[cfg(test)]
mod tests {
    use super::super::found::texts;
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        texts(text, |matches| find(text, matches))
    }

    #[test]
    fn addresses_are_found_where_people_write_them() {
        assert_eq!(found("<a.b+c@mail.example.org>, x"), ["a.b+c@mail.example.org"]);
        assert_eq!(
            found("?email=zq01%2Btag%40corp.example&x=1"),
            ["zq01%2Btag%40corp.example"]
        );
        assert_eq!(found("mailto:jürgen@straße.de."), ["jürgen@straße.de"]);
        assert_eq!(found("a@b.co c@d.io"), ["a@b.co", "c@d.io"]);
        assert_eq!(found("\"user\":\"u@x.museum\""), ["u@x.museum"]);
    }

    #[test]
    fn other_at_signs_are_not() {
        for text in [
            "@media",
            "user@localhost",
            "a@.b",
            "@font-face.x",
            "5 @ 3.50",
            "x@1.2",
            "icon@2x.png",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}

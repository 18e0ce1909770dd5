//! What stands in place of masked text.

/// Stands for a secret, whatever its length.
pub(super) const SECRET: &str = "••••••••";

/// Text of the same shape, so that the layout holds: letters become `x` and `X`, digits `0`, wide characters a wide one;
/// white space and common punctuation stay.
pub(super) fn layout(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    for character in text.chars() {
        masked.push(stand_in(character));
    }
    masked
}

/// Appends the masked form of a match: as [`layout`], but what marks the kind of data (`@`, `.`, `+`, `-`) stays, and
/// percent escapes become one letter so that a URL stays one.
pub(super) fn push_pattern(masked: &mut String, text: &str) {
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        if character == '%' {
            let escape: String = rest.clone().take(2).collect();
            if escape.len() == 2 && escape.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                masked.push_str(if escape == "40" { "%40" } else { "x" });
                rest.nth(1);
                continue;
            }
        }
        masked.push(if matches!(character, '@' | '+') {
            character
        } else {
            stand_in(character)
        });
    }
}

fn stand_in(character: char) -> char {
    if character.is_ascii() {
        return match character {
            'A'..='Z' => 'X',
            'a'..='z' => 'x',
            '0'..='9' => '0',
            ' ' | '\n' | '\r' | '\t' | '\x0c' => character,
            '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '-' | '/' | '&' | '\'' | '"' => character,
            _ => 'x',
        };
    }
    match character {
        _ if character.is_whitespace() => character,
        '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => character,
        '–' | '—' | '…' | '“' | '”' | '‘' | '’' | '•' | '·' => character,
        _ if is_wide(character) => '〇',
        _ if character.is_uppercase() => 'X',
        _ if character.is_numeric() => '0',
        _ => 'x',
    }
}

/// Characters that take two columns: the blocks of Unicode's East Asian Width `W` and `F` that text is written in.
fn is_wide(character: char) -> bool {
    matches!(u32::from(character),
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60
        | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd)
}

/// A value that an input of this `type` accepts and that tells nothing of `value` but, for free text, its shape.
///
/// The types' formats are those of the HTML standard's value sanitisation; a value that does not fit would be dropped.
pub(super) fn input_value(input_type: &str, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    match input_type.to_ascii_lowercase().as_str() {
        "password" => SECRET.into(),
        "number" => value
            .chars()
            .map(|character| if character.is_ascii_digit() { '0' } else { character })
            .collect(),
        "date" => "2000-01-01".into(),
        "time" => "00:00".into(),
        "datetime-local" => "2000-01-01T00:00".into(),
        "month" => "2000-01".into(),
        "week" => "2000-W01".into(),
        "color" => "#808080".into(),
        "range" => String::new(), // sanitised to the middle of the range
        "file" => String::new(),
        _ => layout(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_of_text_stays() {
        assert_eq!(layout("Jane O'Neil, 42 High St."), "Xxxx X'Xxxx, 00 Xxxx Xx.");
        assert_eq!(layout("東京 Ünï €5"), "〇〇 Xxx x0");
        assert_eq!(layout("a@b.c #x=1"), "xxx.x xxx0");
    }

    #[test]
    fn inputs_get_values_they_accept() {
        assert_eq!(input_value("number", "-12.5e3"), "-00.0e0");
        assert_eq!(input_value("DATE", "1931-07-23"), "2000-01-01");
        assert_eq!(input_value("password", "hunter2"), SECRET);
        assert_eq!(input_value("password", ""), "");
        assert_eq!(input_value("text", "Ann"), "Xxx");
    }

    #[test]
    fn patterns_keep_what_tells_their_kind() {
        let mut masked = String::new();
        push_pattern(&mut masked, "a%2Bb.c%40mail.example +49 30");
        assert_eq!(masked, "xxx.x%40xxxx.xxxxxxx +00 00");
    }
}

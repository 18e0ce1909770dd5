//! JSON: bodies of requests, and application state.

use std::borrow::Cow;

use super::{ALL, Gate, Level, Rule, mask};

/// Deeper than this, nothing is told.
const DEPTH_MAX: usize = 64;
/// Stands where something was left out.
const CUT: &str = "…";

/// Keys whose values are secrets: masked whatever the level, and whatever is below them. Compared without case and without
/// anything but letters and digits, as parts of the key.
const SECRET_KEYS: [&str; 18] = [
    "password",
    "passwd",
    "passphrase",
    "passwort",
    "motdepasse",
    "contrasena",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "privatekey",
    "authorization",
    "credential",
    "cookie",
    "cardnumber",
    "cvv",
    "cvc",
    "securitycode",
];

/// Keys whose values are personal: masked unless everything is allowed.
const PERSONAL_KEYS: [&str; 26] = [
    "email",
    "phone",
    "mobilenumber",
    "firstname",
    "lastname",
    "fullname",
    "surname",
    "givenname",
    "familyname",
    "maiden",
    "birth",
    "street",
    "postcode",
    "postalcode",
    "zipcode",
    "address",
    "passport",
    "nationalid",
    "taxid",
    "socialsecurity",
    "ssn",
    "iban",
    "accountnumber",
    "salary",
    "geolocation",
    "ipaddress",
];

/// Which texts may be shown: JSON Pointers (RFC 6901) to whole branches, in which `*` stands for any key.
#[derive(Clone, Debug, Default)]
pub struct Shown(Vec<Vec<String>>);

impl Shown {
    /// Everything: for what the site has named by other means.
    pub fn all() -> Shown {
        Shown(vec![Vec::new()])
    }

    /// The branches at these pointers.
    pub fn branches(pointers: &[String]) -> Shown {
        Shown(pointers.iter().map(|pointer| segments(pointer)).collect())
    }

    fn holds(&self, path: &[String]) -> bool {
        self.0.iter().any(|branch| {
            branch.len() <= path.len() && branch.iter().zip(path).all(|(own, at)| own == "*" || own == at)
        })
    }
}

fn segments(pointer: &str) -> Vec<String> {
    pointer
        .split('/')
        .skip(1)
        .map(|segment| segment.replace("~1", "/").replace("~0", "~"))
        .collect()
}

/// Scrubs a JSON text that stands at `pointer` of something larger. Texts are shown where `shown` says so, numbers, truth
/// values and keys everywhere; personal data by pattern, secrets and personal data by key nowhere. What follows an error,
/// such as the end of a text that was cut, is left out.
pub(super) fn scrub(gate: &Gate, text: &str, pointer: &str, shown: &Shown) -> String {
    let mut scrubber = Scrubber {
        rest: text,
        out: String::with_capacity(text.len()),
        path: segments(pointer),
        shown,
        gate,
    };
    let key = scrubber
        .path
        .iter()
        .map(|key| Kind::of(key))
        .max()
        .unwrap_or(Kind::Plain);
    if scrubber.value(key, 0).is_none() {
        scrubber.out.push_str(CUT);
    }
    scrubber.out
}

/// What a key says of the values below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Plain,
    Personal,
    Secret,
}

impl Kind {
    fn of(key: &str) -> Kind {
        let plain: String = key
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|character| character.to_ascii_lowercase())
            .collect();
        let names = |words: &[&str]| words.iter().any(|word| plain.contains(word));
        if names(&SECRET_KEYS) {
            Kind::Secret
        } else if names(&PERSONAL_KEYS) {
            Kind::Personal
        } else {
            Kind::Plain
        }
    }
}

struct Scrubber<'a> {
    rest: &'a str,
    out: String,
    path: Vec<String>,
    shown: &'a Shown,
    gate: &'a Gate,
}

impl<'a> Scrubber<'a> {
    /// A value and what stands before it. None: it is none, or goes on after the end.
    fn value(&mut self, kind: Kind, depth: usize) -> Option<()> {
        match self.peek()? {
            '{' if depth < DEPTH_MAX => self.object(kind, depth),
            '[' if depth < DEPTH_MAX => self.array(kind, depth),
            '"' => {
                let text = self.string()?;
                let masked = self.masked_text(&text, kind).into_owned();
                self.push_string(&masked);
                Some(())
            }
            't' => self.word("true"),
            'f' => self.word("false"),
            'n' => self.word("null"),
            '-' | '0'..='9' => self.number(kind),
            _ => None,
        }
    }

    fn object(&mut self, kind: Kind, depth: usize) -> Option<()> {
        self.take('{')?;
        let mut first = true;
        while self.peek()? != '}' {
            if !first {
                self.take(',')?;
            }
            first = false;
            self.peek()?;
            let key = self.string()?;
            let shown_key = self.gate.patterns().scrub(&key, ALL).into_owned();
            self.push_string(&shown_key);
            self.take(':')?;
            let inner = kind.max(Kind::of(&key));
            self.path.push(key);
            self.value(inner, depth + 1)?;
            self.path.pop();
        }
        self.take('}')
    }

    fn array(&mut self, kind: Kind, depth: usize) -> Option<()> {
        self.take('[')?;
        let mut index = 0_u32;
        while self.peek()? != ']' {
            if index > 0 {
                self.take(',')?;
            }
            self.path.push(index.to_string());
            self.value(kind, depth + 1)?;
            self.path.pop();
            index += 1;
        }
        self.take(']')
    }

    fn masked_text<'t>(&self, text: &'t str, kind: Kind) -> Cow<'t, str> {
        match (self.gate.level, kind) {
            _ if text.is_empty() => Cow::Borrowed(text),
            (_, Kind::Secret) => {
                self.gate.tally.add(Rule::SecretField);
                Cow::Borrowed(mask::SECRET)
            }
            (Level::Allow, _) => Cow::Borrowed(text),
            (Level::MaskInputs, Kind::Plain) if self.shown.holds(&self.path) => {
                Cow::Owned(self.gate.patterns().scrub(text, ALL).into_owned())
            }
            (Level::MaskInputs | Level::Mask, _) => Cow::Owned(self.gate.masked(Rule::Declared, text).into_owned()),
            (Level::Hide, _) => Cow::Borrowed(""),
        }
    }

    fn number(&mut self, kind: Kind) -> Option<()> {
        let end = self
            .rest
            .find(|character: char| !matches!(character, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'))
            .unwrap_or(self.rest.len());
        let number = &self.rest[..end];
        let shown = match self.gate.level {
            Level::Allow => kind < Kind::Secret,
            Level::MaskInputs => kind == Kind::Plain && self.gate.patterns().scrub(number, ALL) == number,
            Level::Mask | Level::Hide => false,
        };
        self.out.push_str(if shown { number } else { "0" });
        self.rest = &self.rest[end..];
        Some(())
    }

    fn word(&mut self, word: &'static str) -> Option<()> {
        self.rest = self.rest.strip_prefix(word)?;
        self.out.push_str(word);
        Some(())
    }

    /// The next character that is no white space, which is left out.
    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_ascii_start();
        self.rest.chars().next()
    }

    fn take(&mut self, expected: char) -> Option<()> {
        self.peek()?;
        self.rest = self.rest.strip_prefix(expected)?;
        self.out.push(expected);
        Some(())
    }

    /// The string that begins here, decoded; nothing is written.
    fn string(&mut self) -> Option<String> {
        self.rest = self.rest.strip_prefix('"')?;
        let mut text = String::new();
        let mut units: Vec<u16> = Vec::new();
        let mut characters = self.rest.char_indices();
        loop {
            let (at, character) = characters.next()?;
            if character == '\\' {
                let (_, escaped) = characters.next()?;
                let plain = match escaped {
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'u' => {
                        let mut unit = 0;
                        for _ in 0..4 {
                            unit = unit * 16 + characters.next()?.1.to_digit(16)? as u16;
                        }
                        units.push(unit);
                        continue;
                    }
                    other => other,
                };
                push_units(&mut text, &mut units);
                text.push(plain);
                continue;
            }
            push_units(&mut text, &mut units);
            if character == '"' {
                self.rest = &self.rest[at + 1..];
                return Some(text);
            }
            text.push(character);
        }
    }

    fn push_string(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            match character {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\0'..='\u{1f}' => self.out.push_str("\\u0000"),
                _ => self.out.push(character),
            }
        }
        self.out.push('"');
    }
}

/// Escaped UTF-16 units: two of them may be one character.
fn push_units(text: &mut String, units: &mut Vec<u16>) {
    if !units.is_empty() {
        text.extend(char::decode_utf16(units.drain(..)).map(|character| character.unwrap_or('\u{fffd}')));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(level: Level, text: &str, pointer: &str, shown: &Shown) -> String {
        let gate = Gate {
            level,
            ..Gate::default()
        };
        scrub(&gate, text, pointer, shown)
    }

    fn shown(text: &str) -> String {
        at(Level::MaskInputs, text, "", &Shown::all())
    }

    #[test]
    fn secrets_go_by_key_and_personal_data_by_pattern_too() {
        assert_eq!(
            shown(r#" { "Pass-Word" : "hunter2", "note": "mail a@b.example", "n": [1, -2.5e3, true, null] } "#),
            r#"{"Pass-Word":"••••••••","note":"mail x@x.xxxxxxx","n":[1,-2.5e3,true,null]}"#
        );
        assert_eq!(
            shown(r#"{"auth_token":{"a":["deep", 7]},"firstName":"Jane","card":4111111111111111}"#),
            r#"{"auth_token":{"a":["••••••••",0]},"firstName":"Xxxx","card":0}"#
        );
        assert_eq!(
            shown(r#"{"\u0061@b.example": "\ud83d\ude00 \" \n"}"#),
            r#"{"x@x.xxxxxxx":"😀 \" \n"}"#
        );
    }

    #[test]
    fn texts_are_shown_where_the_site_says_so() {
        let some = Shown::branches(&["/cart/items/*/sku".into(), "/view".into()]);
        let scrubbed = |text: &str, pointer: &str| at(Level::MaskInputs, text, pointer, &some);
        assert_eq!(
            scrubbed(
                r#"{"view":{"tab":"map"},"cart":{"items":[{"sku":"A1","gift":"To Ann"}]}}"#,
                ""
            ),
            r#"{"view":{"tab":"map"},"cart":{"items":[{"sku":"A1","gift":"Xx Xxx"}]}}"#
        );
        assert_eq!(scrubbed(r#""A1""#, "/cart/items/3/sku"), r#""A1""#);
        assert_eq!(scrubbed(r#""Ann""#, "/cart/items/3/gift"), r#""Xxx""#);
        assert_eq!(scrubbed(r#""Ann""#, "/view/apiKey"), "\"••••••••\"");
    }

    #[test]
    fn levels_hold() {
        let text = r#"{"a":"Ann","n":12,"token":"t"}"#;
        let at = |level| at(level, text, "", &Shown::all());
        assert_eq!(at(Level::Allow), r#"{"a":"Ann","n":12,"token":"••••••••"}"#);
        assert_eq!(at(Level::Mask), r#"{"a":"Xxx","n":0,"token":"••••••••"}"#);
        assert_eq!(at(Level::Hide), r#"{"a":"","n":0,"token":"••••••••"}"#);
    }

    #[test]
    fn what_is_no_json_is_left_out() {
        for (text, scrubbed) in [
            (r#"{"a":"secr"#, "{\"a\":…"),
            (r#"{"a":1,}"#, "{\"a\":1,…"),
            ("<html>", "…"),
            ("", "…"),
            (r#"["\u12"]"#, "[…"),
            ("[1 2]", "[1…"),
        ] {
            assert_eq!(shown(text), scrubbed, "{text}");
        }
        assert!(shown(&"[".repeat(100_000)).ends_with(CUT));
    }
}

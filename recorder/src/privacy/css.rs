//! Style sheets and style attributes. What a selector or a length says is no secret; strings, addresses, custom properties
//! and comments may hold anything.

use std::borrow::Cow;

use super::level::{Level, Marks};
use super::patterns::Kinds;
use super::rule::Rule;
use super::{Gate, attribute, mask, url};

/// Scrubs CSS: personal data in strings, addresses, custom properties and comments. With `strict`, strings of `content`
/// and custom properties are masked whole, and the query values of addresses; with the preset `strict` of the gate,
/// images too.
pub(super) fn scrub<'a>(gate: &Gate, css: &'a str, strict: bool) -> Cow<'a, str> {
    if !css.contains(['"', '\''])
        && !css.contains("url(")
        && !css.contains("--")
        && !css.contains("/*")
        && !css.contains('@')
    {
        return Cow::Borrowed(css);
    }
    let mut scanner = Scanner {
        gate,
        css,
        at: 0,
        scrubbed: String::with_capacity(css.len()),
        property: 0..0,
        strict,
    };
    scanner.run();
    Cow::Owned(scanner.scrubbed)
}

struct Scanner<'a> {
    gate: &'a Gate,
    css: &'a str,
    at: usize,
    scrubbed: String,
    /// Where the name of the declaration stands that is being read; empty outside of values.
    property: std::ops::Range<usize>,
    strict: bool,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let bytes = self.css.as_bytes();
        let mut word_start = 0; // start of what may be a property's name
        while self.at < bytes.len() {
            match bytes[self.at] {
                b'/' if bytes.get(self.at + 1) == Some(&b'*') => {
                    let end = self.css[self.at + 2..]
                        .find("*/")
                        .map_or(bytes.len(), |found| self.at + 2 + found + 2);
                    self.scrubbed.push_str("/**/"); // comments show nothing, so none is kept
                    self.at = end;
                }
                quote @ (b'"' | b'\'') => self.string(quote),
                b'u' | b'U' if self.starts_url() => self.address(),
                b'{' | b'}' | b';' => {
                    self.copy(1);
                    self.property = 0..0;
                    word_start = self.at;
                }
                b':' => {
                    self.property = word_start..self.at;
                    self.copy(1);
                    let name = self.property_name();
                    if name.starts_with("--") {
                        self.custom_property();
                    }
                }
                _ => {
                    let width = self.css[self.at..].chars().next().map_or(1, char::len_utf8);
                    self.copy(width);
                }
            }
        }
    }

    fn copy(&mut self, width: usize) {
        self.scrubbed.push_str(&self.css[self.at..self.at + width]);
        self.at += width;
    }

    fn property_name(&self) -> &str {
        self.css[self.property.clone()].trim()
    }

    fn starts_url(&self) -> bool {
        let bytes = self.css.as_bytes();
        let begins_word =
            self.at == 0 || !(bytes[self.at - 1].is_ascii_alphanumeric() || matches!(bytes[self.at - 1], b'-' | b'_'));
        begins_word
            && bytes
                .get(self.at..self.at + 4)
                .is_some_and(|head| head.eq_ignore_ascii_case(b"url("))
    }

    /// A quoted string, the scanner at its opening quote.
    fn string(&mut self, quote: u8) {
        let content_end = self.string_end(quote);
        let content = &self.css[self.at + 1..content_end];
        let closed = self.css.as_bytes().get(content_end) == Some(&quote);
        self.scrubbed.push(char::from(quote));
        if self.strict && self.property_name().eq_ignore_ascii_case("content") {
            // Icon fonts write their signs as escapes or in the private use area; those are no words.
            let is_icon =
                content.starts_with('\\') || content.chars().all(|sign| ('\u{e000}'..='\u{f8ff}').contains(&sign));
            if is_icon {
                self.scrubbed.push_str(content)
            } else {
                self.push_masked(content)
            }
        } else if let Some(attribute) = self.selected_attribute() {
            // As the attribute itself is masked, so that the selector goes on to match.
            let level = if self.strict { Level::Mask } else { Level::MaskInputs };
            let scrubbed = attribute::scrub(self.gate, Marks::at(level), "", attribute, content);
            self.scrubbed.push_str(&scrubbed);
        } else if looks_like_address(content) {
            self.scrubbed
                .push_str(&url::scrub_resource(self.gate, content, self.strict));
        } else {
            self.scrubbed
                .push_str(&self.gate.patterns().scrub(content, Kinds { digits: true }));
        }
        if closed {
            self.scrubbed.push(char::from(quote));
        }
        self.at = content_end + usize::from(closed);
    }

    fn push_masked(&mut self, text: &str) {
        let masked = mask::layout(text);
        if masked != text {
            self.gate.tally.add(Rule::Css);
        }
        self.scrubbed.push_str(&masked);
    }

    /// The attribute that a selector compares with the string at hand: `[title="`. Not addresses, which are compared by
    /// their beginning or end.
    fn selected_attribute(&self) -> Option<&str> {
        if !self.property_name().is_empty() {
            return None;
        }
        let before = self.css[..self.at].trim_end().strip_suffix('=')?;
        let before = before.trim_end_matches(['~', '|', '^', '$', '*', ' ']);
        let name = &before[before.rfind('[')? + 1..];
        attribute::is_revealing(name).then_some(name)
    }

    fn string_end(&self, quote: u8) -> usize {
        let bytes = self.css.as_bytes();
        let mut at = self.at + 1;
        while at < bytes.len() && bytes[at] != quote && bytes[at] != b'\n' {
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
        let mut at = at.min(bytes.len());
        while !self.css.is_char_boundary(at) {
            at += 1;
        }
        at
    }

    fn address(&mut self) {
        self.copy(4);
        let rest = &self.css[self.at..];
        let blank = rest.len() - rest.trim_start().len();
        self.copy(blank);
        if let Some(quote @ (b'"' | b'\'')) = self.css.as_bytes().get(self.at).copied() {
            let content_end = self.string_end(quote);
            let scrubbed = self.scrubbed_address(&self.css[self.at + 1..content_end]);
            self.scrubbed.push(char::from(quote));
            self.scrubbed.push_str(&scrubbed);
            self.at = content_end;
            return; // the closing quote opens nothing: it is copied with what follows
        }
        let end = self.css[self.at..]
            .find(')')
            .map_or(self.css.len(), |found| self.at + found);
        let scrubbed = self.scrubbed_address(&self.css[self.at..end]);
        self.scrubbed.push_str(&scrubbed);
        self.at = end;
    }

    /// The address of an image; fonts and imported sheets stay.
    fn scrubbed_address(&self, address: &str) -> String {
        let is_image = !matches!(self.property_name(), "" | "src");
        if self.gate.strict && is_image && !address.starts_with('#') {
            self.gate.tally.add(Rule::Media);
            return "data:,".into();
        }
        url::scrub_resource(self.gate, address, self.strict).into_owned()
    }

    /// The value of a custom property, whose content no grammar bounds.
    fn custom_property(&mut self) {
        let end = self.value_end();
        let value = &self.css[self.at..end];
        if self.strict && value.contains(['"', '\'']) {
            self.push_masked(value);
        } else {
            self.scrubbed
                .push_str(&self.gate.patterns().scrub(value, Kinds { digits: false }));
        }
        self.at = end;
    }

    fn value_end(&self) -> usize {
        let bytes = self.css.as_bytes();
        let mut depth = 0_u32;
        let mut at = self.at;
        while at < bytes.len() {
            match bytes[at] {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' => depth = depth.saturating_sub(1),
                b'}' if depth == 0 => break,
                b'}' => depth -= 1,
                b';' if depth == 0 => break,
                quote @ (b'"' | b'\'') => {
                    at += 1;
                    while at < bytes.len() && bytes[at] != quote && bytes[at] != b'\n' {
                        at += if bytes[at] == b'\\' { 2 } else { 1 };
                    }
                }
                _ => {}
            }
            at += 1;
        }
        let mut at = at.min(bytes.len());
        while !self.css.is_char_boundary(at) {
            at += 1;
        }
        at
    }
}

fn looks_like_address(text: &str) -> bool {
    text.contains("://") || text.starts_with("data:") || text.starts_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scrub(css: &str, strict: bool) -> Cow<'_, str> {
        super::scrub(&Gate::default(), css, strict)
    }

    #[test]
    fn ordinary_rules_are_left_alone() {
        for css in [
            ".a{color:red;width:calc(100% - 12px)}",
            "@media (min-width:400px){.b:hover>c::after{content:\"→\";margin:0 4111 1111 1111 1111}}",
            ".a{background:url(/i.png?v=12) no-repeat,url( \"x y.svg\" )}",
            "@import url(\"a.css\") screen;a[href=\"x\"]{--gap:12px;font:12px/1.5 \"Inter\",sans-serif}",
            ".i::before{content:\"\\f101\"}",
        ] {
            assert_eq!(scrub(css, false), css);
        }
    }

    #[test]
    fn personal_data_in_strings_addresses_and_custom_properties_is_masked() {
        assert_eq!(
            scrub(".d::after{content:\"a@b.example\"}", false),
            ".d::after{content:\"x@x.xxxxxxx\"}"
        );
        assert_eq!(
            scrub("--u:'a@b.example';color:red", false),
            "--u:'x@x.xxxxxxx';color:red"
        );
        assert_eq!(
            scrub(".e{background:url(/i.png?e=a%40b.example)}", false),
            ".e{background:url(/i.png?e=x%40x.xxxxxxx)}"
        );
        assert_eq!(scrub("a{}/* jane */b{}", false), "a{}/**/b{}");
    }

    #[test]
    fn strict_masks_generated_text_but_not_icons_fonts_and_selectors() {
        assert_eq!(
            scrub(
                ".d::after{content:\"Jane D\";font-family:\"Inter\"}.i{content:\"\\f101\"}a[title=\"x\"]{--n:'Jane';--w:2px}",
                true
            ),
            ".d::after{content:\"Xxxx X\";font-family:\"Inter\"}.i{content:\"\\f101\"}a[title=\"x\"]{--n:'Xxxx';--w:2px}"
        );
    }

    #[test]
    fn selectors_go_on_to_match_what_is_masked() {
        assert_eq!(
            scrub(
                "[data-user=\"Jane\"]{color:red}input[type='text'],a[href^=\"/x\"]{top:0}",
                true
            ),
            "[data-user=\"Xxxx\"]{color:red}input[type='text'],a[href^=\"/x\"]{top:0}"
        );
    }

    #[test]
    fn the_strict_preset_takes_images_away_and_leaves_fonts() {
        let gate = Gate {
            strict: true,
            ..Gate::default()
        };
        assert_eq!(
            super::scrub(
                &gate,
                "@font-face{src:url(a.woff2)}.a{background:url(\"jane.png\") no-repeat}",
                true
            ),
            "@font-face{src:url(a.woff2)}.a{background:url(\"data:,\") no-repeat}"
        );
    }

    #[test]
    fn broken_css_is_copied_to_its_end() {
        for css in [
            "\"open",
            "url(",
            "url(\"",
            "/* open",
            "--x:",
            "--x:'é\\",
            "a{content:'\\é",
        ] {
            let _ = scrub(css, true);
        }
    }
}

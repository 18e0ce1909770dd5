//! Addresses in style sheets, with what they are for.

use std::borrow::Cow;

use super::AssetKind;

/// Calls `visit` with each address in CSS text that a browser would load, unescaped, as it stands there; and with the block
/// of its `@font-face`, if it is in one.
pub(super) fn each(css: &str, visit: &mut dyn FnMut(&str, AssetKind, &str)) {
    let mut scanner = Scanner {
        css,
        at: 0,
        in_font_face: false,
        face_start: 0,
        is_import: false,
        is_namespace: false,
        image_set_depth: 0,
        depth: 0,
    };
    scanner.run(visit);
}

struct Scanner<'a> {
    css: &'a str,
    at: usize,
    in_font_face: bool,
    /// Where the last `@font-face` began.
    face_start: usize,
    /// Between `@import` and its end.
    is_import: bool,
    is_namespace: bool,
    /// Depth of parentheses at which an `image-set(` was opened; 0: none.
    image_set_depth: u32,
    depth: u32,
}

impl<'a> Scanner<'a> {
    fn run(&mut self, visit: &mut dyn FnMut(&str, AssetKind, &str)) {
        let bytes = self.css.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'/' if bytes.get(self.at + 1) == Some(&b'*') => {
                    self.at = find(bytes, self.at + 2, b"*/").map_or(bytes.len(), |at| at + 2);
                }
                b'"' | b'\'' => {
                    let text = self.string(byte);
                    if self.is_import {
                        visit(&unescape(text), AssetKind::Sheet, "");
                        self.is_import = false;
                    } else if self.image_set_depth > 0 && self.depth == self.image_set_depth {
                        visit(&unescape(text), AssetKind::Image, "");
                    }
                }
                b'@' => {
                    self.in_font_face = self.follows(b"@font-face");
                    self.face_start = self.at;
                    self.is_import = self.follows(b"@import");
                    self.is_namespace = self.follows(b"@namespace");
                    self.at += 1;
                }
                b'u' | b'U' if self.follows(b"url(") && !self.inside_word() => self.address(visit),
                b'i' | b'I' if self.follows(b"image-set(") => {
                    self.at += b"image-set(".len();
                    self.depth += 1;
                    self.image_set_depth = self.depth;
                }
                b'(' => {
                    self.depth += 1;
                    self.at += 1;
                }
                b')' => {
                    if self.depth == self.image_set_depth {
                        self.image_set_depth = 0;
                    }
                    self.depth = self.depth.saturating_sub(1);
                    self.at += 1;
                }
                b'}' | b';' => {
                    self.in_font_face &= byte == b';';
                    (self.is_import, self.is_namespace) = (false, false);
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
    }

    fn follows(&self, word: &[u8]) -> bool {
        let rest = &self.css.as_bytes()[self.at..];
        rest.len() >= word.len() && rest[..word.len()].eq_ignore_ascii_case(word)
    }

    fn inside_word(&self) -> bool {
        let before = self.at.checked_sub(1).map(|at| self.css.as_bytes()[at]);
        before.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    }

    fn address(&mut self, visit: &mut dyn FnMut(&str, AssetKind, &str)) {
        let bytes = self.css.as_bytes();
        self.at += b"url(".len();
        while bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        let text = match bytes.get(self.at) {
            Some(&quote @ (b'"' | b'\'')) => self.string(quote),
            _ => {
                let start = self.at;
                while let Some(&byte) = bytes.get(self.at) {
                    if byte == b')' || byte.is_ascii_whitespace() {
                        break;
                    }
                    self.at += 1;
                    if byte == b'\\' {
                        self.escape();
                    }
                }
                self.slice(start, self.at)
            }
        };
        let kind = if self.is_import {
            AssetKind::Sheet
        } else if self.in_font_face {
            AssetKind::Font
        } else {
            AssetKind::Image
        };
        if !self.is_namespace {
            let face = if kind == AssetKind::Font { self.face() } else { "" };
            visit(&unescape(text), kind, face);
        }
        self.is_import = false;
        self.at = find(bytes, self.at, b")").map_or(bytes.len(), |at| at + 1);
    }

    /// The rule of the `@font-face` that the scanner is in.
    fn face(&self) -> &'a str {
        let end = find(self.css.as_bytes(), self.at, b"}").map_or(self.css.len(), |at| at + 1);
        self.slice(self.face_start, end)
    }

    /// What follows a backslash; a blank after hexadecimal digits belongs to them.
    fn escape(&mut self) {
        let bytes = self.css.as_bytes();
        let is_hex = bytes.get(self.at).is_some_and(u8::is_ascii_hexdigit);
        self.at += 1;
        if is_hex {
            while bytes.get(self.at).is_some_and(u8::is_ascii_hexdigit) {
                self.at += 1;
            }
            self.at += usize::from(bytes.get(self.at).is_some_and(u8::is_ascii_whitespace));
        }
    }

    /// A string, from its quote on; ends after the other one.
    fn string(&mut self, quote: u8) -> &'a str {
        let bytes = self.css.as_bytes();
        self.at += 1;
        let start = self.at;
        while let Some(&byte) = bytes.get(self.at) {
            if byte == quote || byte == b'\n' {
                break;
            }
            self.at += if byte == b'\\' { 2 } else { 1 };
        }
        let end = self.at.min(bytes.len());
        self.at = (end + 1).min(bytes.len());
        self.slice(start, end)
    }

    /// A piece of the text; nothing where a backslash at its end was counted with half a character.
    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.css.get(start..end.min(self.css.len())).unwrap_or("")
    }
}

fn find(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(wanted.len())
        .position(|window| window == wanted)
        .map(|at| from + at)
}

/// Resolves escapes (CSS Syntax 3, 4.3.7).
fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign != '\\' {
            plain.push(sign);
            continue;
        }
        let mut code = 0;
        let mut digits = 0;
        while let Some(digit) = signs.peek().and_then(|sign| sign.to_digit(16)).filter(|_| digits < 6) {
            code = code * 16 + digit;
            digits += 1;
            signs.next();
        }
        if digits > 0 {
            plain.push(char::from_u32(code).unwrap_or('\u{fffd}'));
            if signs.peek().is_some_and(|sign| sign.is_ascii_whitespace()) {
                signs.next();
            }
        } else if let Some(sign) = signs.next().filter(|sign| *sign != '\n') {
            plain.push(sign);
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(css: &str) -> Vec<(String, AssetKind)> {
        let mut found = Vec::new();
        each(css, &mut |url, kind, _| found.push((url.to_owned(), kind)));
        found
    }

    #[test]
    fn addresses_are_found_with_what_they_are_for() {
        use AssetKind::{Font, Image, Sheet};
        let found = all(
            "@import 'a.css' screen;@import url(b.css);@namespace url(http://n);/* url(no.png) */\
             .a{background:url( \"x y.png\" ),URL(z\\29 .png)}\
             @font-face{font-family:'F';src:url(f.woff2) format('woff2'),url('f.woff')}\
             .b{content:'url(no)';mask:image-set('m.png' 1x, url(n.png) 2x type('image/png'));--my-url:curl(q)}",
        );
        let expected = [
            ("a.css", Sheet),
            ("b.css", Sheet),
            ("x y.png", Image),
            ("z).png", Image),
            ("f.woff2", Font),
            ("f.woff", Font),
            ("m.png", Image),
            ("n.png", Image),
        ];
        assert_eq!(found, expected.map(|(url, kind)| (url.to_owned(), kind)));
    }

    #[test]
    fn a_font_comes_with_its_rule() {
        let mut faces = Vec::new();
        each(
            "a{}@font-face{font-family:F;src:url(f.woff2)}b{c:url(d)}",
            &mut |_, _, face| {
                faces.push(face.to_owned());
            },
        );
        assert_eq!(faces, ["@font-face{font-family:F;src:url(f.woff2)}", ""]);
    }

    #[test]
    fn broken_css_is_read_to_its_end() {
        for css in [
            "url(",
            "url(\"",
            "url(a\\",
            "/* x",
            "'\\é",
            "@import",
            "image-set('",
            "}}))",
            "url('é\\",
        ] {
            let _ = all(css);
        }
    }
}

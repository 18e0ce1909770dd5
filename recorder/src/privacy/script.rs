//! What scripts say: lines, stacks, requests, state.

use super::{Gate, Level, Rule, Shown, json, line, mask};

/// Parts of the names of headers that carry secrets.
const SECRET_HEADERS: [&str; 9] = [
    "auth", "cookie", "token", "secret", "key", "session", "csrf", "xsrf", "password",
];

impl Gate {
    /// A line that a script wrote (console, message): as [`Self::message`], with the addresses in it scrubbed too.
    pub fn line(&self, text: &str) -> String {
        if self.level == Level::Allow {
            return text.into();
        }
        self.message(&line::scrub_addresses(self, text)).into_owned()
    }

    /// A frame of a stack: names of functions and the address of a script.
    pub fn frame(&self, text: &str) -> String {
        if self.level == Level::Allow {
            return text.into();
        }
        self.declared(&line::scrub_addresses(self, text)).into_owned()
    }

    /// A JSON text that stands at `pointer` (RFC 6901) of something larger; texts stay where `shown` says so.
    pub fn json(&self, text: &str, pointer: &str, shown: &Shown) -> String {
        json::scrub(self, text, pointer, shown)
    }

    /// The body of a request or answer of this MIME type, of an address that the site has named.
    pub fn body(&self, mime_type: &str, text: &str) -> String {
        let is_form = text.contains('=')
            && !text.contains(|character: char| character.is_whitespace() || "{}[]<>".contains(character));
        if is_form || mime_type == "application/x-www-form-urlencoded" {
            return self.page_url(&format!("?{text}")).trim_start_matches('?').to_owned();
        }
        match text.trim_ascii_start().starts_with(['{', '[']) {
            true => self.json(text, "", &Shown::all()),
            false => self.line(text),
        }
    }

    /// The value of a header.
    pub fn header(&self, name: &str, value: &str) -> String {
        if SECRET_HEADERS.iter().any(|word| name.contains(word)) {
            self.tally.add(Rule::SecretField);
            return mask::SECRET.into();
        }
        self.line(value)
    }
}

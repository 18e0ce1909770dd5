//! The gate: everything that leaves the page as text passes through here, at the snapshot and at every change alike.
//!
//! Pure functions of text and of what is known of the node it came from; nothing here touches a page.

mod attribute;
mod css;
mod level;
mod mask;
mod patterns;
mod url;

use std::borrow::Cow;

pub use level::{Level, Marks};
use patterns::Kinds;

/// A recording's privacy policy.
#[derive(Clone, Debug)]
pub struct Gate {
    /// The level of what no attribute and no selector gives one.
    pub level: Level,
    /// Names of query parameters whose values may be recorded.
    pub allowed_parameters: Vec<String>,
}

impl Default for Gate {
    fn default() -> Self {
        Gate {
            level: Level::MaskInputs,
            allowed_parameters: Vec::new(),
        }
    }
}

impl Gate {
    /// The data of a text node.
    pub fn text<'a>(&self, marks: Marks, text: &'a str) -> Cow<'a, str> {
        if marks.css {
            return match marks.level {
                Level::Allow => Cow::Borrowed(text),
                Level::Hide => Cow::Borrowed(""),
                level => css::scrub(text, level == Level::Mask),
            };
        }
        match marks.level {
            _ if marks.secret => Cow::Borrowed(mask::SECRET),
            Level::Allow => Cow::Borrowed(text),
            Level::MaskInputs if !marks.form_value => patterns::scrub(text, Kinds { digits: true }),
            Level::MaskInputs | Level::Mask => Cow::Owned(mask::layout(text)),
            Level::Hide => Cow::Borrowed(""),
        }
    }

    /// The value of an attribute of an element called `element` (both names as the DOM has them).
    pub fn attribute<'a>(&self, marks: Marks, element: &str, name: &str, value: &'a str) -> Cow<'a, str> {
        attribute::scrub(marks, element, name, value)
    }

    /// The value property of a form control; `input_type` is `HTMLInputElement.type`, or empty for other controls.
    pub fn value<'a>(&self, marks: Marks, input_type: &str, value: &'a str) -> Cow<'a, str> {
        if value.is_empty() {
            return Cow::Borrowed(value);
        }
        if marks.secret || input_type == "password" {
            return Cow::Borrowed(mask::SECRET);
        }
        match marks.level {
            Level::Allow => Cow::Borrowed(value),
            Level::Hide => Cow::Borrowed(""),
            Level::MaskInputs | Level::Mask => Cow::Owned(mask::input_value(input_type, value)),
        }
    }

    /// A rule or sheet of the CSSOM, of a root at this level.
    pub fn css<'a>(&self, level: Level, text: &'a str) -> Cow<'a, str> {
        self.text(
            Marks {
                css: true,
                ..Marks::at(level)
            },
            text,
        )
    }

    /// The address of the page, of its referrer or of a request.
    pub fn page_url<'a>(&self, address: &'a str) -> Cow<'a, str> {
        if self.level == Level::Allow {
            Cow::Borrowed(address)
        } else {
            Cow::Owned(url::scrub_page(address, &self.allowed_parameters))
        }
    }

    /// An address that the replay loads something from, at this level.
    pub fn resource_url<'a>(&self, level: Level, address: &'a str) -> Cow<'a, str> {
        if level == Level::Allow {
            Cow::Borrowed(address)
        } else {
            url::scrub_resource(address, level >= Level::Mask)
        }
    }

    /// The document's title, as text of the page's own level.
    pub fn title<'a>(&self, title: &'a str) -> Cow<'a, str> {
        self.text(Marks::at(self.level), title)
    }

    /// What scripts say: error messages, stacks, console lines. Patterns always; at `mask`, everything.
    pub fn message<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.text(Marks::at(self.level.min(Level::Mask)), text)
    }

    /// What the site hands over on purpose (custom events, tags): personal data by pattern, unless everything is allowed.
    pub fn declared<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.level == Level::Allow {
            Cow::Borrowed(text)
        } else {
            patterns::scrub(text, Kinds { digits: true })
        }
    }
}

/// Autofill detail tokens (HTML standard, 4.10.18.7) of fields that hold payment data or credentials.
const SECRET_AUTOFILL: [&str; 11] = [
    "cc-number",
    "cc-csc",
    "cc-exp",
    "cc-exp-month",
    "cc-exp-year",
    "cc-name",
    "cc-given-name",
    "cc-family-name",
    "current-password",
    "new-password",
    "one-time-code",
];

/// Words in the name or id of a field that tell it holds payment data or credentials.
const SECRET_WORDS: [&str; 14] = [
    "password",
    "passwd",
    "passwort",
    "contrasena",
    "motdepasse",
    "cardnumber",
    "card-number",
    "card_number",
    "ccnumber",
    "creditcard",
    "cvc",
    "cvv",
    "securitycode",
    "one-time",
];

/// Whether a control is secret by what its attributes say: its `type`, `autocomplete`, `name` and `id`.
pub fn is_secret_field(input_type: &str, autocomplete: &str, name: &str, id: &str) -> bool {
    if input_type.eq_ignore_ascii_case("password") {
        return true;
    }
    if autocomplete
        .split_ascii_whitespace()
        .any(|token| SECRET_AUTOFILL.iter().any(|secret| token.eq_ignore_ascii_case(secret)))
    {
        return true;
    }
    [name, id].iter().any(|text| {
        let text = text.to_ascii_lowercase();
        SECRET_WORDS.iter().any(|word| text.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_masks_form_values_and_patterns_and_shows_the_rest() {
        let gate = Gate::default();
        let plain = Marks::at(Level::MaskInputs);
        assert_eq!(gate.text(plain, "Hello Jane, a@b.example"), "Hello Jane, x@x.xxxxxxx");
        assert_eq!(
            gate.text(
                Marks {
                    form_value: true,
                    ..plain
                },
                "Hello Jane"
            ),
            "Xxxxx Xxxx"
        );
        assert_eq!(gate.value(plain, "text", "Jane"), "Xxxx");
        assert_eq!(gate.value(plain, "", "two\nlines"), "xxx\nxxxxx");
        assert_eq!(gate.page_url("/p?q=x"), "/p?q=***");
    }

    #[test]
    fn passwords_are_masked_even_where_everything_is_allowed() {
        let gate = Gate {
            level: Level::Allow,
            ..Gate::default()
        };
        let open = Marks::at(Level::Allow);
        assert_eq!(gate.value(open, "password", "hunter2"), mask::SECRET);
        assert_eq!(
            gate.value(Marks { secret: true, ..open }, "text", "hunter2"),
            mask::SECRET
        );
        assert_eq!(gate.value(open, "text", "hunter2"), "hunter2");
    }

    #[test]
    fn fields_tell_by_their_attributes_that_they_are_secret() {
        assert!(is_secret_field("text", "section-a billing CC-Number", "", ""));
        assert!(is_secret_field("text", "", "loginPassword", ""));
        assert!(is_secret_field("tel", "", "", "card_number"));
        assert!(!is_secret_field("text", "street-address", "street", "field7"));
    }
}

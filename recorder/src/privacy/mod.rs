//! The gate: everything that leaves the page as text passes through here, at the snapshot and at every change alike.
//!
//! Pure functions of text and of what is known of the node it came from; nothing here touches a page.

mod attribute;
mod css;
mod json;
mod level;
mod line;
mod mask;
mod patterns;
mod rule;
mod script;
mod sensitive;
mod svg;
mod url;

use std::borrow::Cow;

pub use json::Shown;
pub use level::{Level, Marks};
pub use patterns::{CustomPattern, PatternError};
use patterns::{Kinds, Patterns};
pub use rule::{Rule, Tally};
pub use sensitive::{is_secret_field, is_secret_label};

/// A recording's privacy policy.
#[derive(Clone, Debug)]
pub struct Gate {
    /// The level of what no attribute and no selector gives one.
    pub level: Level,
    /// Whether images, paths of addresses and fragments are masked as well, wherever text is: the preset `strict`.
    pub strict: bool,
    /// Names of query parameters whose values may be recorded.
    pub allowed_parameters: Vec<String>,
    /// Patterns of the site's own.
    pub custom: Vec<CustomPattern>,
    /// Counts what is masked.
    pub tally: Tally,
}

impl Default for Gate {
    fn default() -> Self {
        Gate {
            level: Level::MaskInputs,
            strict: false,
            allowed_parameters: Vec::new(),
            custom: Vec::new(),
            tally: Tally::default(),
        }
    }
}

/// All kinds of patterns.
const ALL: Kinds = Kinds { digits: true };

impl Gate {
    /// The data of a text node.
    pub fn text<'a>(&self, marks: Marks, text: &'a str) -> Cow<'a, str> {
        if marks.css {
            return match marks.level {
                Level::Allow => Cow::Borrowed(text),
                Level::Hide => Cow::Borrowed(""),
                level => css::scrub(self, text, level == Level::Mask),
            };
        }
        match marks.level {
            _ if marks.secret => {
                self.tally.add(Rule::SecretField);
                Cow::Borrowed(mask::SECRET)
            }
            Level::Allow => Cow::Borrowed(text),
            Level::MaskInputs if !marks.form_value => self.patterns().scrub(text, ALL),
            Level::MaskInputs => self.masked(Rule::FormValue, text),
            Level::Mask => self.masked(Rule::Text, text),
            Level::Hide => Cow::Borrowed(""),
        }
    }

    /// The value of an attribute of an element called `element` (both names as the DOM has them).
    pub fn attribute<'a>(&self, marks: Marks, element: &str, name: &str, value: &'a str) -> Cow<'a, str> {
        attribute::scrub(self, marks, element, name, value)
    }

    /// The value property of a form control; `input_type` is `HTMLInputElement.type`, or empty for other controls.
    pub fn value<'a>(&self, marks: Marks, input_type: &str, value: &'a str) -> Cow<'a, str> {
        if value.is_empty() {
            return Cow::Borrowed(value);
        }
        if marks.secret || input_type.eq_ignore_ascii_case("password") {
            self.tally.add(Rule::SecretField);
            return Cow::Borrowed(mask::SECRET);
        }
        match marks.level {
            Level::Allow => Cow::Borrowed(value),
            Level::Hide => Cow::Borrowed(""),
            Level::MaskInputs | Level::Mask => {
                self.tally.add(Rule::FormValue);
                Cow::Owned(mask::input_value(input_type, value))
            }
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
            Cow::Owned(url::scrub_page(self, address))
        }
    }

    /// An address that the replay loads something from, at this level.
    pub fn resource_url<'a>(&self, level: Level, address: &'a str) -> Cow<'a, str> {
        if level == Level::Allow {
            Cow::Borrowed(address)
        } else {
            url::scrub_resource(self, address, level >= Level::Mask)
        }
    }

    /// The document's title; `marks` are those of its element.
    pub fn title<'a>(&self, marks: Marks, title: &'a str) -> Cow<'a, str> {
        self.text(Marks::at(marks.level), title)
    }

    /// What scripts say: error messages, stacks, console lines. Patterns always; at `mask`, everything.
    pub fn message<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.text(Marks::at(self.level.min(Level::Mask)), text)
    }

    /// Names that the site hands over or the page has (of events, keys, classes of errors, paths of elements): personal data
    /// by pattern, unless everything is allowed.
    pub fn declared<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.level == Level::Allow {
            Cow::Borrowed(text)
        } else {
            self.patterns().scrub(text, ALL)
        }
    }

    /// Values that the site hands over (properties of events, traits, tags): as text, unless it declared them `safe`.
    pub fn declared_value<'a>(&self, safe: bool, text: &'a str) -> Cow<'a, str> {
        if safe || self.level == Level::Allow {
            Cow::Borrowed(text)
        } else if self.level >= Level::Mask {
            self.masked(Rule::Declared, text)
        } else {
            self.patterns().scrub(text, ALL)
        }
    }

    fn masked<'a>(&self, rule: Rule, text: &str) -> Cow<'a, str> {
        let masked = mask::layout(text);
        if masked != text {
            self.tally.add(rule);
        }
        Cow::Owned(masked)
    }

    fn patterns(&self) -> Patterns<'_> {
        Patterns {
            custom: &self.custom,
            tally: &self.tally,
        }
    }
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
    fn what_the_site_hands_over_is_text_unless_declared_safe() {
        let gate = Gate {
            level: Level::Mask,
            ..Gate::default()
        };
        assert_eq!(gate.declared_value(false, "Jane"), "Xxxx");
        assert_eq!(gate.declared_value(true, "Jane"), "Jane");
        assert_eq!(
            Gate::default().declared_value(false, "Jane a@b.example"),
            "Jane x@x.xxxxxxx"
        );
    }

    #[test]
    fn a_title_is_as_private_as_its_element() {
        let gate = Gate::default();
        assert_eq!(gate.title(Marks::at(Level::MaskInputs), "Jane"), "Jane");
        assert_eq!(gate.title(Marks::at(Level::Mask), "Jane"), "Xxxx");
        assert_eq!(gate.title(Marks::at(Level::Hide), "Jane"), "");
    }

    #[test]
    fn what_is_masked_is_counted() {
        let gate = Gate::default();
        gate.value(Marks::at(Level::MaskInputs), "text", "Jane");
        gate.value(Marks::at(Level::MaskInputs), "password", "Jane");
        gate.page_url("/p?q=x");
        gate.text(Marks::at(Level::Mask), "Jane");
        gate.text(Marks::at(Level::Mask), " ");
        assert_eq!(
            gate.tally.take(),
            [
                ("form value", 1),
                ("sensitive field", 1),
                ("text", 1),
                ("address query", 1)
            ]
        );
    }
}

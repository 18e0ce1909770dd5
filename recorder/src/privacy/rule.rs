//! Why something was masked, and how often: what a privacy report counts.

use std::cell::Cell;

/// What had something masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The subtree is at level `hide`.
    Hidden,
    /// A form value, masked by the level.
    FormValue,
    /// A password, payment or other sensitive field, masked at every level.
    SecretField,
    /// Text at level `mask`.
    Text,
    /// An attribute at level `mask`, or one whose value looks like a token.
    Attribute,
    /// A string or custom property of a style sheet at level `mask`.
    Css,
    /// A query value or fragment of an address.
    UrlQuery,
    /// A part of an address's path that looks like an id, or any with the preset `strict`.
    UrlPath,
    /// An image or another medium, with the preset `strict`.
    Media,
    /// What the site handed over (custom events, traits, tags), at level `mask`.
    Declared,
    /// An e-mail address.
    Email,
    /// A payment card number.
    Card,
    /// A bank account number.
    Iban,
    /// A phone number.
    Phone,
    /// A number that a state gave to a person.
    NationalId,
    /// A JWT, an API key or another secret that shows by its form.
    Token,
    /// An IP address.
    Ip,
    /// A pattern of the site's own.
    Custom,
}

/// All rules with the names they have in a recording.
const NAMES: [(Rule, &str); 18] = [
    (Rule::Hidden, "hidden"),
    (Rule::FormValue, "form value"),
    (Rule::SecretField, "sensitive field"),
    (Rule::Text, "text"),
    (Rule::Attribute, "attribute"),
    (Rule::Css, "css"),
    (Rule::UrlQuery, "address query"),
    (Rule::UrlPath, "address path"),
    (Rule::Media, "media"),
    (Rule::Declared, "declared by the site"),
    (Rule::Email, "pattern email"),
    (Rule::Card, "pattern card"),
    (Rule::Iban, "pattern iban"),
    (Rule::Phone, "pattern phone"),
    (Rule::NationalId, "pattern national id"),
    (Rule::Token, "pattern token"),
    (Rule::Ip, "pattern ip"),
    (Rule::Custom, "pattern custom"),
];

/// How often each rule masked something since it was last asked.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    counts: [Cell<u32>; NAMES.len()],
}

impl Tally {
    /// Counts one thing masked.
    pub fn add(&self, rule: Rule) {
        let count = &self.counts[rule as usize];
        count.set(count.get().saturating_add(1));
    }

    /// The counts that are not zero, by the rules' names, and begins again.
    pub fn take(&self) -> Vec<(&'static str, u32)> {
        NAMES
            .iter()
            .map(|&(rule, name)| (name, self.counts[rule as usize].take()))
            .filter(|&(_, count)| count > 0)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_place_and_counts_begin_again() {
        for (index, (rule, _)) in NAMES.iter().enumerate() {
            assert_eq!(*rule as usize, index);
        }
        let tally = Tally::default();
        tally.add(Rule::Email);
        tally.add(Rule::Email);
        tally.add(Rule::Hidden);
        assert_eq!(tally.take(), [("hidden", 1), ("pattern email", 2)]);
        assert_eq!(tally.take(), []);
    }
}

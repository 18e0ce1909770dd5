//! Which sessions are recorded. Pure; chance comes in as numbers.

/// What becomes of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing is observed.
    Off = 0,
    /// It is recorded.
    Record = 1,
    /// The last minute is kept in memory, and sent when something asks for it.
    Buffer = 2,
}

/// Has more sessions recorded than sampling would: those that come to an address, or in which an event is reported.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rule {
    /// Pattern of an address, in which `*` stands for any characters; see [`matches`].
    pub url: Option<String>,
    /// Name of an event of the site's own.
    pub event: Option<String>,
    /// Share of sessions that are recorded from then on.
    pub rate: f64,
}

impl Rule {
    /// Whether this happening meets the rule in a session with this chance.
    pub(crate) fn asks_for(&self, happening: Happening<'_>, chance: f64) -> bool {
        let met = match happening {
            Happening::Address(url) => self.url.as_deref().is_some_and(|pattern| matches(pattern, url)),
            Happening::Event(name) => self.event.as_deref() == Some(name),
        };
        met && chance < self.rate
    }
}

/// What rules are about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Happening<'a> {
    /// The page has this address.
    Address(&'a str),
    /// The site reported an event of this name.
    Event(&'a str),
}

/// Shares of sessions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rates {
    /// Those that are recorded.
    pub record: f64,
    /// Of the others, those whose last minute is kept for when something asks for it.
    pub buffer: f64,
}

/// Decides on a session with these chances (`Session::chances`) of which something has happened. `recorded`: it was chosen
/// before.
pub(crate) fn verdict(
    chances: [f64; 2],
    recorded: bool,
    rates: Rates,
    rules: &[Rule],
    happening: Happening<'_>,
) -> Verdict {
    let [chance, buffer_chance] = chances;
    if recorded || chance < rates.record || rules.iter().any(|rule| rule.asks_for(happening, chance)) {
        Verdict::Record
    } else if buffer_chance < rates.buffer {
        Verdict::Buffer
    } else {
        Verdict::Off
    }
}

/// Whether a whole text fits a pattern in which `*` stands for any characters. Linear in the text for each piece of the
/// pattern: the first place where a piece fits is as good as any later one.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut left) = text.strip_prefix(head) else {
        return false;
    };
    let mut pieces = rest.split('*').peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return left.ends_with(piece);
        }
        match left.find(piece) {
            Some(at) => left = &left[at + piece.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_whole_texts() {
        for (pattern, text, fits) in [
            ("https://a/b", "https://a/b", true),
            ("https://a/b", "https://a/bc", false),
            ("*/checkout*", "https://a/checkout/2?x", true),
            ("*/checkout", "https://a/checkout/2", false),
            ("*a*b*c", "xaybzc", true),
            ("*a*b*c", "xaybz", false),
            ("*", "", true),
            ("a*a", "a", false),
            ("**", "x", true),
        ] {
            assert_eq!(matches(pattern, text), fits, "{pattern} on {text}");
        }
    }

    #[test]
    fn adversarial_patterns_end() {
        let pattern = "a*".repeat(200) + "b";
        assert!(!matches(&pattern, &"a".repeat(100_000)));
    }

    #[test]
    fn chosen_sessions_stay_chosen_and_rules_choose_more() {
        let rates = |record, buffer| Rates { record, buffer };
        let rules = [
            Rule {
                url: Some("*/pay".into()),
                event: None,
                rate: 0.5,
            },
            Rule {
                url: None,
                event: Some("help".into()),
                rate: 1.0,
            },
        ];
        let home = Happening::Address("https://a/");
        let pay = Happening::Address("https://a/pay");
        let decide = |chances, recorded, rates, happening| verdict(chances, recorded, rates, &rules, happening);
        assert_eq!(decide([0.3, 0.0], false, rates(0.4, 0.0), home), Verdict::Record);
        assert_eq!(decide([0.4, 0.0], false, rates(0.4, 0.0), home), Verdict::Off);
        assert_eq!(decide([0.4, 0.0], true, rates(0.0, 0.0), home), Verdict::Record);
        assert_eq!(decide([0.4, 0.0], false, rates(0.0, 0.0), pay), Verdict::Record);
        assert_eq!(decide([0.6, 0.0], false, rates(0.0, 0.0), pay), Verdict::Off);
        assert_eq!(decide([0.6, 0.2], false, rates(0.0, 0.3), pay), Verdict::Buffer);
        assert_eq!(
            decide([0.6, 0.2], false, rates(0.0, 0.3), Happening::Event("help")),
            Verdict::Record
        );
        assert_eq!(decide([0.0, 0.0], false, rates(0.0, 0.0), home), Verdict::Off);
    }
}

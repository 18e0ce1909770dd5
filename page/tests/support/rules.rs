//! What rules a sheet has after its content and a list of changes: a CSSOM of opaque rules.

use scrubjay_format::event::{RuleChange, RuleOperation};

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rule {
    pub(crate) selector: String,
    pub(crate) declarations: Vec<(String, String)>,
    pub(crate) rules: Vec<Rule>,
}

/// Texts are rules split at `;`. A value that begins with `bad` is not understood, and ignored as browsers do.
pub(crate) fn parse(text: &str) -> Vec<Rule> {
    let rules = text.split(';').filter(|rule| !rule.is_empty());
    rules
        .map(|rule| Rule {
            selector: rule.to_owned(),
            ..Rule::default()
        })
        .collect()
}

/// # Panics
/// If the change has no place in these rules: a browser would throw.
pub(crate) fn change(rules: &mut Vec<Rule>, change: &RuleChange) {
    let (last, groups) = change.path.split_last().expect("a path names a place");
    let rules = groups.iter().fold(rules, |rules, at| &mut rules[*at as usize].rules);
    let at = *last as usize;
    match &change.operation {
        RuleOperation::Insert(text) => rules.insert(
            at,
            Rule {
                selector: text.to_string(),
                ..Rule::default()
            },
        ),
        RuleOperation::Delete => drop(rules.remove(at)),
        RuleOperation::SetProperty { name, value, .. } => {
            let declarations = &mut rules[at].declarations;
            if !value.starts_with("bad") {
                declarations.retain(|(own, _)| **own != **name);
                declarations.push((name.to_string(), value.to_string()));
            }
        }
        RuleOperation::SetText(text) => rules[at].declarations = vec![("text".into(), text.to_string())],
        RuleOperation::SetSelector(selector) => rules[at].selector = selector.to_string(),
    }
}

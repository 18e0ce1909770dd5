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

/// Makes a change, or says that it has no place in these rules, where a browser would throw.
pub(crate) fn change(rules: &mut Vec<Rule>, change: &RuleChange) -> Result<(), String> {
    let nowhere = || format!("{change:?} has no place");
    let (last, groups) = change.path.split_last().ok_or_else(nowhere)?;
    let mut rules = rules;
    for at in groups {
        rules = &mut rules.get_mut(*at as usize).ok_or_else(nowhere)?.rules;
    }
    let at = *last as usize;
    let is_insert = matches!(change.operation, RuleOperation::Insert(_));
    if at >= rules.len() + usize::from(is_insert) {
        return Err(nowhere());
    }
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
    Ok(())
}

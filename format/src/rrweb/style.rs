//! `style` attributes, which rrweb sends as single declarations that changed.

use serde_json::Value;

/// Declarations of a style attribute, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Declarations(Vec<(String, String)>);

impl Declarations {
    /// Takes an attribute apart at the semicolons that stand outside of strings and parentheses.
    pub(super) fn parse(css: &str) -> Self {
        let mut declarations = Vec::new();
        let mut start = 0;
        let (mut depth, mut quote, mut escaped) = (0_usize, None, false);
        for (at, character) in css.char_indices().chain([(css.len(), ';')]) {
            let at_end = at == css.len();
            match character {
                _ if escaped && !at_end => escaped = false,
                '\\' => escaped = true,
                '"' | '\'' if quote.is_none() => quote = Some(character),
                _ if quote == Some(character) => quote = None,
                _ if quote.is_some() && !at_end => {}
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                ';' if depth == 0 || at_end => {
                    if let Some((name, value)) = css.get(start..at).and_then(|part| part.split_once(':')) {
                        declarations.push((name.trim().to_owned(), value.trim().to_owned()));
                    }
                    start = at + 1;
                }
                _ => {}
            }
        }
        Self(declarations)
    }

    /// Takes in what changed: a name with its value, with value and priority, or with false where it was removed.
    pub(super) fn change(&mut self, changes: &serde_json::Map<String, Value>) {
        for (name, change) in changes {
            let value = match change {
                Value::String(value) => Some(value.clone()),
                Value::Array(both) => {
                    both.first()
                        .and_then(Value::as_str)
                        .map(|value| match both.get(1).and_then(Value::as_str) {
                            Some(priority) if !priority.is_empty() => format!("{value} !{priority}"),
                            _ => value.to_owned(),
                        })
                }
                _ => None,
            };
            let known = self.0.iter().position(|(known, _)| known == name);
            match (known.and_then(|index| self.0.get_mut(index)), value) {
                (Some((_, old)), Some(value)) => *old = value,
                (None, Some(value)) => self.0.push((name.clone(), value)),
                (_, None) => self.0.retain(|(known, _)| known != name),
            }
        }
    }

    /// The attribute's text.
    pub(super) fn text(&self) -> String {
        let declarations: Vec<String> = self.0.iter().map(|(name, value)| format!("{name}: {value};")).collect();
        declarations.join(" ")
    }
}

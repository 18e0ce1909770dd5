//! Every dependency comes under a licence that `deny.toml` allows.
//!
//! cargo-deny does more and is used where it is installed; this much runs everywhere.

use anyhow::{Context, Result};

use crate::repository::Repository;

/// Dependencies with no or another licence, and what cargo-deny finds.
pub(crate) fn problems(repository: &Repository) -> Result<Vec<String>> {
    let deny = std::fs::read_to_string(repository.path("deny.toml")).context("deny.toml")?;
    let allowed = allowed_licences(&deny).context("deny.toml has no list of allowed licences")?;
    let packages = repository.metadata["packages"]
        .as_array()
        .context("cargo metadata: packages")?;
    let mut problems = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or("a package without a name");
        match package["license"].as_str() {
            Some(expression) if is_allowed(expression, &allowed) => {}
            Some(expression) => problems.push(format!("{name}: {expression} is not among the licences of deny.toml")),
            None => problems.push(format!("{name}: names no licence")),
        }
    }
    super::cargo_deny(repository)?;
    Ok(problems)
}

/// The strings in `allow = [ … ]`.
fn allowed_licences(deny: &str) -> Option<Vec<&str>> {
    let (_, after) = deny.split_once("allow = [")?;
    let (list, _) = after.split_once(']')?;
    let strings = list.lines().filter_map(|line| line.split('"').nth(1));
    Some(strings.collect())
}

/// An SPDX expression: one alternative of OR (older crates write `/`) whose terms of AND are all allowed.
/// Parentheses are read as the licence lists of crates use them, around alternatives.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let expression = expression.replace('/', " OR ");
    let all = |conjunction: &str| {
        split_outside(conjunction, " AND ")
            .into_iter()
            .all(|term| is_term_allowed(term, allowed))
    };
    split_outside(&expression, " OR ").into_iter().any(all)
}

fn is_term_allowed(term: &str, allowed: &[&str]) -> bool {
    let term = term.trim();
    match term.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => is_allowed(inner, allowed),
        None => allowed.contains(&term),
    }
}

/// Splits at a separator that stands outside of parentheses.
fn split_outside<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    let (mut pieces, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && at >= start && text[at..].starts_with(separator) => {
                pieces.push(&text[start..at]);
                start = at + separator.len();
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_expressions_as_crates_write_them() {
        let allowed = ["MIT", "Apache-2.0", "Unicode-3.0"];
        for good in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0 OR MIT",
            "(MIT OR GPL-2.0) AND Unicode-3.0",
            "Apache-2.0 AND MIT",
        ] {
            assert!(is_allowed(good, &allowed), "{good}");
        }
        for bad in [
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "(MIT OR Apache-2.0) AND OpenSSL",
            "Apache-2.0 WITH LLVM-exception",
            "",
        ] {
            assert!(!is_allowed(bad, &allowed), "{bad}");
        }
    }

    #[test]
    fn reads_the_list_of_deny_toml() {
        let deny = "[licenses]\nallow = [\n  \"MIT\", # why\n  \"ISC\",\n]\nconfidence-threshold = 0.9\n";
        assert_eq!(allowed_licences(deny).unwrap(), ["MIT", "ISC"]);
    }
}

//! House rules that a program can check: short files, reasons beside lint exceptions, nothing of one machine in the tree.

use std::path::Path;

use anyhow::{Context, Result};

use crate::repository::Repository;

/// Past this a file is split along a seam.
const LINES_MAX: usize = 400;
const SOURCES: [&str; 8] = ["rs", "ts", "mts", "js", "mjs", "css", "html", "sh"];

/// What breaks a rule, each with its file and line.
pub(crate) fn problems(repository: &Repository) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for path in repository.files()? {
        let bytes = std::fs::read(repository.path(&path)).with_context(|| path.display().to_string())?;
        if let Ok(text) = String::from_utf8(bytes) {
            problems.extend(file_problems(&path, &text));
        }
    }
    Ok(problems)
}

fn file_problems(path: &Path, text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let is_source = path
        .extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|it| SOURCES.contains(&it));
    let lines = text.lines().count();
    if is_source && lines > LINES_MAX {
        problems.push(format!("{}: {lines} lines, {LINES_MAX} are the most", path.display()));
    }
    for (index, line) in text.lines().enumerate() {
        let mut report = |what: &str| problems.push(format!("{}:{}: {what}", path.display(), index + 1));
        if forbidden_paths()
            .iter()
            .any(|forbidden| line.contains(forbidden.as_str()))
        {
            report("a path of one machine");
        }
        if is_lock_file(path) && line.contains("\"resolved\": \"http") {
            report("the host of a registry: npm config omit-lockfile-registry-resolved keeps it out");
        }
        if path.extension().is_some_and(|extension| extension == "rs") {
            if lint_exception(line) && !has_reason(text, index) {
                report("a lint exception without a reason");
            }
            if line.contains(concat!("todo", "!(")) || line.contains(concat!("unimplemented", "!(")) {
                report("unfinished code");
            }
        }
    }
    problems
}

/// Spelt in pieces, so that this file does not find itself.
fn forbidden_paths() -> [String; 3] {
    ["home", "root", "work"].map(|folder| format!("/{folder}/"))
}

fn is_lock_file(path: &Path) -> bool {
    path == Path::new("package-lock.json")
}

fn lint_exception(line: &str) -> bool {
    let line = line.trim_start();
    ["#[allow(", "#![allow(", "#[expect(", "#![expect("]
        .iter()
        .any(|start| line.starts_with(start))
}

/// The attribute may go on over several lines: it ends at the first `)]`.
fn has_reason(text: &str, index: usize) -> bool {
    let mut attribute = String::new();
    for line in text.lines().skip(index) {
        attribute.push_str(line);
        if line.contains(")]") {
            break;
        }
    }
    attribute.contains("reason = \"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems_of(path: &str, text: &str) -> Vec<String> {
        file_problems(Path::new(path), text)
    }

    #[test]
    fn a_long_source_is_found_and_a_long_document_is_not() {
        let text = "line\n".repeat(LINES_MAX + 1);
        assert_eq!(problems_of("a.rs", &text).len(), 1);
        assert_eq!(problems_of("a.md", &text).len(), 0);
    }

    #[test]
    fn lint_exceptions_need_a_reason() {
        assert_eq!(problems_of("a.rs", "#[allow(dead_code)]\n").len(), 1);
        assert_eq!(
            problems_of("a.rs", "#[expect(\n  dead_code,\n  reason = \"why\"\n)]\n").len(),
            0
        );
    }

    #[test]
    fn paths_of_a_machine_are_found_with_their_line() {
        let text = format!("ok\nsee {}someone/x\n", forbidden_paths()[0]);
        assert_eq!(problems_of("README.md", &text), ["README.md:2: a path of one machine"]);
    }

    #[test]
    fn a_registry_host_in_the_lock_file_is_found() {
        let text = "\"resolved\": \"https://registry.example/x.tgz\"";
        assert_eq!(problems_of("package-lock.json", text).len(), 1);
        assert_eq!(problems_of("package-lock.json", "\"resolved\": \"tests\"").len(), 0);
    }
}

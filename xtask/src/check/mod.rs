//! What can be told from the sources alone: formatting, lints, direction of dependencies, licences, house rules.

mod direction;
mod licences;
mod tidy;

use anyhow::Result;

use crate::process::{Process, find_program};
use crate::repository::Repository;

/// One check by name, and what it found: nothing means that it passed.
pub(crate) struct Finding {
    pub(crate) check: &'static str,
    pub(crate) problems: Vec<String>,
}

type Check = fn(&Repository) -> Result<Vec<String>>;

/// Runs all checks; a check that could not be run has that as its problem.
pub(crate) fn all(repository: &Repository) -> Vec<Finding> {
    let checks: [(&'static str, Check); 6] = [
        ("direction of dependencies", |repository| {
            direction::problems(&repository.metadata)
        }),
        ("licences of dependencies", licences::problems),
        ("house rules", tidy::problems),
        ("cargo fmt", formatting),
        ("cargo clippy", lints),
        ("TypeScript types", types),
    ];
    let findings = checks.map(|(check, run)| {
        println!("check: {check}");
        let problems = run(repository).unwrap_or_else(|error| vec![format!("{error:#}")]);
        for problem in &problems {
            println!("  {problem}");
        }
        Finding { check, problems }
    });
    findings.into()
}

fn formatting(repository: &Repository) -> Result<Vec<String>> {
    Process::cargo("fmt")
        .args(["--all", "--check"])
        .directory(&repository.root)
        .run()?;
    Ok(Vec::new())
}

/// Clippy on the machine's own target and, for what only exists in a browser, on WebAssembly. Warnings count.
fn lints(repository: &Repository) -> Result<Vec<String>> {
    let clippy = || Process::cargo("clippy").arg("--quiet").directory(&repository.root);
    clippy()
        .args(["--workspace", "--all-targets", "--", "--deny", "warnings"])
        .run()?;
    clippy()
        .args([
            "--package",
            "scrubjay-recorder",
            "--package",
            "scrubjay-player",
            "--all-targets",
        ])
        .args(["--target", "wasm32-unknown-unknown", "--", "--deny", "warnings"])
        .run()?;
    Ok(Vec::new())
}

/// `tsc` wherever there is a tsconfig.json.
fn types(repository: &Repository) -> Result<Vec<String>> {
    let projects = ["pkg/recorder", "pkg/player", "www", "tests"];
    for project in projects
        .iter()
        .filter(|project| repository.path(project).join("tsconfig.json").is_file())
    {
        Process::new(repository.npm_program("tsc"))
            .args(["--project", project])
            .directory(&repository.root)
            .run()?;
    }
    Ok(Vec::new())
}

/// cargo-deny asks an advisory database that may not be reachable, so only its offline checks are run.
fn cargo_deny(repository: &Repository) -> Result<()> {
    if find_program(&["cargo-deny"]).is_none() {
        println!("  cargo-deny is not installed: its checks of bans and sources are left out");
        return Ok(());
    }
    Process::cargo("deny")
        .args(["--offline", "check", "bans", "licenses", "sources"])
        .directory(&repository.root)
        .run()
}

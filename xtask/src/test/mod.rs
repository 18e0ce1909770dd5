//! `cargo xtask test`: every suite, and what they report summed up in one closing line.

mod counts;
mod node;
mod relay;
mod rust;
mod wasm;

use std::time::Instant;

use anyhow::{Result, bail};

use crate::process::Process;
use crate::repository::Repository;
use crate::{build, check, setup};
use counts::Counts;

/// One group of tests that can be chosen by `--only`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Suite {
    /// What can be told from the sources alone.
    Check,
    /// `cargo test`.
    Rust,
    /// `wasm-pack test --headless --chrome`.
    Wasm,
    /// Unit tests of the npm packages and of www.
    Npm,
    /// Shop, dashboard and player through the real collector.
    EndToEnd,
    /// One page for each thing that is recorded: live, recorded, played, compared.
    RoundTrip,
    /// Pages built from packages that others wrote, recorded by us and by rrweb.
    Pages,
    /// Secrets planted wherever a page can hold one.
    Leaks,
    /// Seeded mutation sequences, recorded and played.
    Fuzz,
    /// The collector killed amid delivery.
    Delivery,
    /// `npm pack`, installed as users do.
    Packaging,
}

const SUITES: [(Suite, &str); 11] = [
    (Suite::Check, "check"),
    (Suite::Rust, "rust"),
    (Suite::Wasm, "wasm"),
    (Suite::Npm, "npm"),
    (Suite::EndToEnd, "e2e"),
    (Suite::RoundTrip, "roundtrip"),
    (Suite::Pages, "pages"),
    (Suite::Leaks, "leaks"),
    (Suite::Fuzz, "fuzz"),
    (Suite::Delivery, "delivery"),
    (Suite::Packaging, "packaging"),
];

impl Suite {
    /// The suite that `--only` calls by this name.
    pub(crate) fn by_name(name: &str) -> Result<Self> {
        match SUITES.iter().find(|(_, known)| *known == name) {
            Some((suite, _)) => Ok(*suite),
            None => bail!(
                "no such suite: {name}; there are {}",
                SUITES.map(|(_, name)| name).join(", ")
            ),
        }
    }

    fn needs_packages(self) -> bool {
        !matches!(self, Self::Rust | Self::Wasm)
    }

    fn needs_browser(self) -> bool {
        !matches!(self, Self::Rust | Self::Check | Self::Npm)
    }

    fn run(self, repository: &Repository) -> Result<Counts> {
        match self {
            Self::Check => Ok(check_counts(&check::all(repository))),
            Self::Rust => rust::run(repository),
            Self::Wasm => wasm::run(repository),
            Self::Npm => {
                let mut counts = node::run(repository, "npm", &["pkg/recorder", "pkg/player", "tests/lib"])?;
                counts += node::run_script(repository, "www")?;
                Ok(counts)
            }
            Self::EndToEnd => node::run(repository, "e2e", &["tests/e2e"]),
            Self::RoundTrip => node::run(repository, "roundtrip", &["tests/roundtrip"]),
            Self::Pages => node::run(repository, "pages", &["tests/pages", "tests/rrweb"]),
            Self::Leaks => node::run(repository, "leaks", &["tests/leaks"]),
            Self::Fuzz => node::run(repository, "fuzz", &["tests/fuzz"]),
            Self::Delivery => node::run(repository, "delivery", &["tests/delivery"]),
            Self::Packaging => node::run(repository, "packaging", &["tests/packaging"]),
        }
    }
}

/// Runs these suites, or all. True when nothing failed. The last line printed is `N passed, M failed`.
pub(crate) fn run(repository: &Repository, only: Option<&[Suite]>) -> Result<bool> {
    let suites: Vec<(Suite, &str)> = SUITES
        .into_iter()
        .filter(|(suite, _)| only.is_none_or(|only| only.contains(suite)))
        .collect();
    let mut total = Counts::default();
    let mut table = String::new();
    // Set-up and build come first; where they fail no later suite means anything, but the closing line still does.
    if let Err(error) = prepare(repository, &suites) {
        println!("error: {error:#}\n\n0 passed, 1 failed");
        return Ok(false);
    }
    for (suite, name) in suites {
        println!("\n== {name}");
        let started = Instant::now();
        let counts = suite.run(repository).unwrap_or_else(|error| {
            println!("error: {error:#}");
            Counts {
                passed: 0,
                failed: 1,
                skipped: 0,
            }
        });
        let counts = counts.or_failed_when_empty();
        let seconds = started.elapsed().as_secs();
        table.push_str(&format!("  {name:<10} {counts}, {seconds} s\n"));
        total += counts;
    }
    println!("\n{table}\n{} passed, {} failed", total.passed, total.failed);
    Ok(total.failed == 0)
}

fn prepare(repository: &Repository, suites: &[(Suite, &str)]) -> Result<()> {
    setup::for_building(repository)?;
    if suites.iter().any(|(suite, _)| suite.needs_browser()) {
        setup::browser()?;
    }
    if suites.iter().any(|(suite, _)| suite.needs_packages()) {
        build::everything(repository, build::Profile::Tests)?;
    }
    Ok(())
}

/// Each check counts as one test.
fn check_counts(findings: &[check::Finding]) -> Counts {
    let failed = findings.iter().filter(|finding| !finding.problems.is_empty());
    for finding in failed.clone() {
        println!("failed: {}", finding.check);
    }
    let failed = failed.count();
    Counts {
        passed: findings.len() - failed,
        failed,
        skipped: 0,
    }
}

/// Takes the pictures of the documentation anew.
pub(crate) fn screenshots(repository: &Repository) -> Result<bool> {
    let browser = setup::browser()?;
    let binary = build::everything(repository, build::Profile::Dev)?;
    Process::new("node")
        .arg("tests/screenshots/take.mjs")
        .directory(&repository.root)
        .env("CHROMIUM", &browser.program)
        .env("SCRUBJAY", binary)
        .run()?;
    Ok(true)
}

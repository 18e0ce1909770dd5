//! Tests in JavaScript, by node's own runner: every `*.test.mjs` below some folders.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

use super::counts::Counts;
use crate::process::Process;
use crate::repository::Repository;
use crate::setup;

const LIMIT: Duration = Duration::from_secs(25 * 60);

/// Runs them one file after the other: each may drive a browser, and two cores are not many.
pub(crate) fn run(repository: &Repository, name: &str, folders: &[&str]) -> Result<Counts> {
    let files = test_files(repository, folders)?;
    if files.is_empty() {
        return Ok(Counts::default());
    }
    let results = repository.path("target/test-results");
    fs::create_dir_all(&results).with_context(|| results.display().to_string())?;
    let tap = results.join(format!("{name}.tap"));
    let _left_from_an_earlier_run = fs::remove_file(&tap);
    let mut process = Process::new("node")
        .args([
            "--test",
            "--test-concurrency=1",
            "--test-reporter=spec",
            "--test-reporter-destination=stdout",
        ])
        .arg("--test-reporter=tap")
        .arg(format!("--test-reporter-destination={}", tap.display()))
        .args(&files)
        .directory(&repository.root)
        .env("SCRUBJAY", repository.target.join("debug/scrubjay"));
    if let Ok(browser) = setup::browser() {
        process = process.env("CHROMIUM", browser.program);
    }
    let ended = process.tee(LIMIT)?;
    let output = fs::read_to_string(&tap).unwrap_or_default();
    Ok(Counts::from_node(&output).and_exit(ended.success))
}

/// `npm test` of a package that has a runner of its own around node's.
pub(crate) fn run_script(repository: &Repository, package: &str) -> Result<Counts> {
    let ended = Process::new("npm")
        .args(["run", "test", "--workspace", package])
        .directory(&repository.root)
        .tee(LIMIT)?;
    let counts = Counts::from_node(&ended.output).and_exit(ended.success);
    Ok(counts.or_failed_when_empty())
}

fn test_files(repository: &Repository, folders: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = repository.files()?;
    files.retain(|path| {
        path.to_string_lossy().ends_with(".test.mjs") && folders.iter().any(|folder| path.starts_with(folder))
    });
    files.sort();
    Ok(files)
}

//! The `scrubjay` binary, which embeds what was built before it.

use std::path::PathBuf;

use anyhow::Result;

use crate::process::Process;
use crate::repository::Repository;

/// Builds the collector. Without `release` it shares every dependency with the tests, so that both are built once.
pub(crate) fn build(repository: &Repository, release: bool) -> Result<PathBuf> {
    println!("build: the scrubjay binary");
    let mut process = Process::cargo("build").args(["--package", "scrubjay"]);
    if release {
        process = process.arg("--release");
    }
    process.directory(&repository.root).run()?;
    Ok(repository
        .target
        .join(if release { "release" } else { "debug" })
        .join("scrubjay"))
}

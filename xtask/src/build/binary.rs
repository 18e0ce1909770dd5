//! The `scrubjay` binary, which embeds what was built before it.

use std::path::PathBuf;

use anyhow::Result;

use crate::process::Process;
use crate::repository::Repository;

/// How the binary is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Soon there, not optimised.
    Dev,
    /// As users get it.
    Release,
    /// With all tests: they ask dependencies for more features, and whatever is built without these is built twice.
    Tests,
}

/// Builds the collector. Gives the binary's path.
pub(crate) fn build(repository: &Repository, profile: Profile) -> Result<PathBuf> {
    println!("build: the scrubjay binary");
    let process = match profile {
        Profile::Dev => Process::cargo("build").args(["--package", "scrubjay"]),
        Profile::Release => Process::cargo("build").args(["--package", "scrubjay", "--release"]),
        Profile::Tests => Process::cargo("test").args(["--workspace", "--no-run"]),
    };
    process.directory(&repository.root).run()?;
    let folder = if profile == Profile::Release {
        "release"
    } else {
        "debug"
    };
    Ok(repository.target.join(folder).join("scrubjay"))
}

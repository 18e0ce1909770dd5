//! Unit, property and integration tests on the machine's own target.

use std::time::Duration;

use anyhow::Result;

use super::counts::Counts;
use crate::process::Process;
use crate::repository::Repository;

const LIMIT: Duration = Duration::from_secs(40 * 60);

pub(crate) fn run(repository: &Repository) -> Result<Counts> {
    let ended = Process::cargo("test")
        .args(["--workspace", "--no-fail-fast"])
        .directory(&repository.root)
        .tee(LIMIT)?;
    Ok(Counts::from_rust(&ended.output).and_exit(ended.success))
}

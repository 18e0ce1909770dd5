//! Dashboard and demo shop: Vite builds `www/` into `www/dist/`.

use std::fs;

use anyhow::{Context, Result};

use crate::fingerprint::{Inputs, when_changed};
use crate::process::Process;
use crate::repository::Repository;

/// Builds unless www and the packages' types are those of the last time.
pub(crate) fn build(repository: &Repository) -> Result<()> {
    let www = repository.path("www");
    let mut inputs = Inputs::default().path(repository.path("package-lock.json"));
    let mut entries = fs::read_dir(&www)
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<Result<Vec<_>, _>>()
        })
        .context("www")?;
    entries.sort();
    for entry in entries.into_iter().filter(|entry| !entry.ends_with("dist")) {
        inputs = inputs.path(entry);
    }
    when_changed(
        &repository.path("target/stamps/www"),
        &inputs,
        &[www.join("dist")],
        || {
            println!("build: www/dist");
            Process::new("npm")
                .args(["run", "build", "--workspace", "www"])
                .directory(&repository.root)
                .run()
        },
    )?;
    Ok(())
}

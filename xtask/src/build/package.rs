//! One npm package: `pkg/<name>/build.mjs` bundles its TypeScript and the wasm into `pkg/<name>/dist/`.

use anyhow::Result;

use crate::fingerprint::{Inputs, when_changed};
use crate::process::Process;
use crate::repository::Repository;

/// Bundles unless sources and wasm are those of the last time.
pub(crate) fn build(repository: &Repository, name: &str) -> Result<()> {
    let package = format!("pkg/{name}");
    let inputs = Inputs::default()
        .path(repository.path(&package).join("src"))
        .path(repository.path(&package).join("build.mjs"))
        .path(repository.path(&package).join("package.json"))
        .path(repository.path(&package).join("wasm"))
        .path(repository.path("tsconfig.base.json"))
        .path(repository.path("package-lock.json"));
    let dist = repository.path(&package).join("dist");
    when_changed(
        &repository.path(format!("target/stamps/package-{name}")),
        &inputs,
        &[dist],
        || {
            println!("build: {package}/dist");
            Process::new("node")
                .arg(format!("{package}/build.mjs"))
                .directory(&repository.root)
                .run()
        },
    )?;
    Ok(())
}

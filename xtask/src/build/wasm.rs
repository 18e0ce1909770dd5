//! One crate to WebAssembly with its JavaScript glue, then through wasm-opt: `pkg/<name>/wasm/`.

use std::fs;

use anyhow::{Context, Result};

use crate::fingerprint::{Inputs, when_changed};
use crate::process::Process;
use crate::repository::Repository;

/// Crates whose sources go into each wasm: the way of the dependencies, see `check::direction`.
const SHARED_CRATES: [&str; 3] = ["format", "page", "signals"];

/// What rustc emits for wasm32-unknown-unknown and every browser since 2023 understands; wasm-opt must be told.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds unless the sources are those of the last build.
pub(crate) fn build(repository: &Repository, name: &str) -> Result<()> {
    let folder = repository.path(format!("pkg/{name}/wasm"));
    let rustc = Process::new("rustc").arg("--version").capture()?;
    let mut inputs = Inputs::default()
        .fact(rustc)
        .fact(FEATURES.concat())
        .fact(optimisation(name));
    for shared in SHARED_CRATES {
        inputs = inputs.path(repository.path(shared));
    }
    inputs = inputs
        .path(repository.path(name))
        .path(repository.path("Cargo.toml"))
        .path(repository.path("Cargo.lock"));
    let stamp = repository.path(format!("target/stamps/wasm-{name}"));
    when_changed(&stamp, &inputs, std::slice::from_ref(&folder), || {
        println!("build: {name} to WebAssembly");
        let base = format!("scrubjay_{name}");
        Process::new("wasm-pack")
            .args([
                "build",
                name,
                "--release",
                "--target",
                "web",
                "--mode",
                "no-install",
                "--no-pack",
                "--no-opt",
            ])
            .args(["--out-dir", &format!("../pkg/{name}/wasm"), "--out-name", &base])
            .directory(&repository.root)
            .run()?;
        let (raw, optimised) = (folder.join(format!("{base}_bg.wasm")), folder.join("optimised.wasm"));
        Process::new(repository.npm_program("wasm-opt"))
            .arg(optimisation(name))
            .args(FEATURES)
            .arg(&raw)
            .arg("-o")
            .arg(&optimised)
            .directory(&repository.root)
            .run()?;
        fs::rename(&optimised, &raw).with_context(|| raw.display().to_string())
    })?;
    Ok(())
}

/// Every visitor downloads the recorder; the player is loaded by few and works harder.
fn optimisation(name: &str) -> &'static str {
    if name == "recorder" { "-Os" } else { "-O3" }
}

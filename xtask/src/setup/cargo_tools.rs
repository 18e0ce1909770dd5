//! wasm-bindgen's command line, which must equal the crate's version exactly, and wasm-pack.

use anyhow::Result;

use crate::process::{Process, private_tools};
use crate::repository::Repository;

const WASM_PACK_VERSION: &str = "0.15.1";

/// Installs both where they are missing or of another version.
pub(crate) fn ensure(repository: &Repository) -> Result<()> {
    let wasm_bindgen = repository.pinned_version("wasm-bindgen")?;
    // Without --locked: its lock file names a dependency that has been withdrawn from some mirrors.
    install("wasm-bindgen", "wasm-bindgen-cli", &wasm_bindgen, false)?;
    install("wasm-pack", "wasm-pack", WASM_PACK_VERSION, true)
}

fn install(program: &str, package: &str, version: &str, locked: bool) -> Result<()> {
    let held = held_version(program);
    if held.as_deref() == Some(version) {
        return Ok(());
    }
    println!("set-up: {package} {version} (some minutes, once)");
    let mut process = Process::cargo("install").args([package, "--version", version]);
    if locked {
        process = process.arg("--locked");
    }
    if let Some(held) = held {
        println!("  {program} {held} stays as it is; {version} goes to target/tools");
        process = process.arg("--force").arg("--root").arg(private_tools());
    }
    process.run()
}

/// The version of the program on PATH, from `<program> --version`.
fn held_version(program: &str) -> Option<String> {
    let output = Process::new(program).arg("--version").capture().ok()?;
    output.split_whitespace().nth(1).map(str::to_owned)
}

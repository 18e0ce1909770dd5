//! The standard library for WebAssembly.

use std::path::Path;

use anyhow::{Result, bail};

use crate::process::{Process, find_program};

const TARGET: &str = "wasm32-unknown-unknown";

/// Installs the target by rustup when the compiler in use does not have it.
pub(crate) fn ensure() -> Result<()> {
    if installed()? {
        return Ok(());
    }
    println!("set-up: the Rust target {TARGET}");
    if find_program(&["rustup"]).is_none() {
        bail!(
            "the Rust target {TARGET} is missing and there is no rustup to add it: install rustup (https://rustup.rs), \
               or your distribution's package of the standard library for {TARGET}"
        );
    }
    Process::new("rustup").args(["target", "add", TARGET]).run()?;
    if !installed()? {
        bail!(
            "rustup added {TARGET} to another toolchain than the one in use: run `rustup target add {TARGET}` for that one"
        );
    }
    Ok(())
}

fn installed() -> Result<bool> {
    let sysroot = Process::new("rustc").args(["--print", "sysroot"]).capture()?;
    Ok(Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(TARGET)
        .join("lib")
        .is_dir())
}

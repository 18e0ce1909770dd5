//! What the other commands need on this machine. Each step is skipped when already there, shows what it does, and ends
//! with what to install by hand where it may not install.

mod browser;
mod cargo_tools;
mod npm;
mod wasm_target;

use anyhow::Result;

use crate::repository::Repository;

pub(crate) use browser::Browser;

/// All of it.
pub(crate) fn everything(repository: &Repository) -> Result<()> {
    for_building(repository)?;
    browser()?;
    println!("set-up is complete");
    Ok(())
}

/// What turns the sources into packages: wasm target, wasm-bindgen, wasm-pack, npm packages (wasm-opt among them).
pub(crate) fn for_building(repository: &Repository) -> Result<()> {
    wasm_target::ensure()?;
    cargo_tools::ensure(repository)?;
    npm::ensure(repository)
}

/// Chromium and its driver.
pub(crate) fn browser() -> Result<Browser> {
    Browser::ensure()
}

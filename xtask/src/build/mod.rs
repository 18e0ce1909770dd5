//! From sources to what users get: npm packages, dashboard and shop, and the binary that holds them.

mod binary;
mod package;
mod wasm;
mod www;

use std::path::PathBuf;

use anyhow::Result;

use crate::repository::{Repository, WASM_CRATES};
use crate::setup;

pub(crate) use binary::Profile;

/// Both packages, www and the binary, in the order in which each needs the one before. Gives the binary's path.
pub(crate) fn everything(repository: &Repository, profile: Profile) -> Result<PathBuf> {
    setup::for_building(repository)?;
    for name in WASM_CRATES {
        wasm::build(repository, name)?;
        package::build(repository, name)?;
    }
    www::build(repository)?;
    binary::build(repository, profile)
}

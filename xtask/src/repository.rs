//! Where things are in this repository.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process::Process;

/// The crates that are built to WebAssembly and published as npm packages.
pub(crate) const WASM_CRATES: [&str; 2] = ["recorder", "player"];

/// This checkout, as `cargo metadata` describes it.
pub(crate) struct Repository {
    /// The folder that holds the workspace's Cargo.toml.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
    /// All of `cargo metadata`, dependencies included.
    pub(crate) metadata: Value,
}

impl Repository {
    /// Finds the workspace from xtask's own place, whatever the current folder is.
    pub(crate) fn open() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
        let output = Process::cargo("metadata")
            .args(["--format-version", "1", "--manifest-path"])
            .arg(&manifest)
            .capture()
            .context("cargo metadata")?;
        let metadata: Value =
            serde_json::from_str(&output).context("cargo metadata printed something else than JSON")?;
        let folder = |key: &str| {
            metadata[key]
                .as_str()
                .map(PathBuf::from)
                .with_context(|| format!("cargo metadata has no {key}"))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
            metadata,
        })
    }

    /// A path below the root.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// A program that npm installed.
    pub(crate) fn npm_program(&self, name: &str) -> PathBuf {
        self.path("node_modules/.bin").join(name)
    }

    /// Every file that is in the repository or would be, were it added: paths relative to the root.
    pub(crate) fn files(&self) -> Result<Vec<PathBuf>> {
        let output = Process::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
            .directory(&self.root)
            .capture()
            .context("the list of files comes from git")?;
        let paths = output.split('\0').filter(|path| !path.is_empty()).map(PathBuf::from);
        Ok(paths.filter(|path| self.root.join(path).is_file()).collect())
    }

    /// The exact version that the workspace pins a dependency to (`name = "=1.2.3"`).
    pub(crate) fn pinned_version(&self, dependency: &str) -> Result<String> {
        let manifest = std::fs::read_to_string(self.path("Cargo.toml")).context("Cargo.toml")?;
        pinned_version(&manifest, dependency)
            .with_context(|| format!("Cargo.toml pins no exact version of {dependency}"))
    }
}

fn pinned_version(manifest: &str, dependency: &str) -> Option<String> {
    manifest.lines().find_map(|line| {
        let (name, value) = line.split_once('=')?;
        let version = value.split('"').nth(1)?.strip_prefix('=')?;
        (name.trim() == dependency).then(|| version.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::pinned_version;

    #[test]
    fn only_an_exact_pin_counts() {
        let manifest = "wasm-bindgen-test = \"=0.3.1\"\nwasm-bindgen = \"=0.2.130\"\nserde = \"1\"\n";
        assert_eq!(pinned_version(manifest, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(pinned_version(manifest, "serde"), None);
        assert_eq!(pinned_version(manifest, "absent"), None);
    }
}

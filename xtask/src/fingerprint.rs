//! Skipping work whose inputs and outputs are unchanged.
//!
//! A stamp holds a hash over the inputs and one over the outputs, so that neither an edited source nor an output that
//! something else wrote goes unnoticed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Inputs of one piece of work: files, folders (whole) and plain facts such as tool versions.
#[derive(Default)]
pub(crate) struct Inputs {
    paths: Vec<PathBuf>,
    facts: Vec<String>,
}

impl Inputs {
    pub(crate) fn path(mut self, path: PathBuf) -> Self {
        self.paths.push(path);
        self
    }

    pub(crate) fn fact(mut self, fact: impl Into<String>) -> Self {
        self.facts.push(fact.into());
        self
    }
}

/// Does `work` unless the stamp says that these inputs gave these outputs before. True when it was done.
pub(crate) fn when_changed(
    stamp: &Path,
    inputs: &Inputs,
    outputs: &[PathBuf],
    work: impl FnOnce() -> Result<()>,
) -> Result<bool> {
    let before = hash(&inputs.paths, &inputs.facts)?;
    let expected = |outputs_hash: u64| format!("{before:016x} {outputs_hash:016x}\n");
    let present = outputs.iter().all(|path| path.exists());
    if present
        && fs::read_to_string(stamp).is_ok_and(|held| hash(outputs, &[]).is_ok_and(|hash| held == expected(hash)))
    {
        return Ok(false);
    }
    work()?;
    let folder = stamp.parent().context("a stamp lies in a folder")?;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    fs::write(stamp, expected(hash(outputs, &[])?)).with_context(|| stamp.display().to_string())?;
    Ok(true)
}

fn hash(paths: &[PathBuf], facts: &[String]) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    facts.hash(&mut hasher);
    for path in paths {
        hash_path(path, &mut hasher)?;
    }
    Ok(hasher.finish())
}

fn hash_path(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    path.hash(hasher);
    if path.is_dir() {
        let entries = fs::read_dir(path).with_context(|| path.display().to_string())?;
        let mut entries = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
        entries.sort();
        for entry in entries.iter().filter(|entry| !is_generated(entry)) {
            hash_path(entry, hasher)?;
        }
    } else if path.exists() {
        fs::read(path).with_context(|| path.display().to_string())?.hash(hasher);
    }
    Ok(())
}

/// Folders inside sources that tools write to.
fn is_generated(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    matches!(name, "node_modules" | "target" | ".vite")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_again_when_an_input_or_an_output_changes() {
        let folder = std::env::temp_dir().join(format!("xtask-fingerprint-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (input, output, stamp) = (folder.join("in"), folder.join("out"), folder.join("stamps/s"));
        fs::write(&input, "1").unwrap();
        let work = || {
            when_changed(
                &stamp,
                &Inputs::default().path(input.clone()),
                std::slice::from_ref(&output),
                || Ok(fs::write(&output, "made")?),
            )
        };
        assert!(work().unwrap());
        assert!(!work().unwrap());
        fs::write(&input, "2").unwrap();
        assert!(work().unwrap());
        fs::write(&output, "made by something else").unwrap();
        assert!(work().unwrap());
        fs::remove_file(&output).unwrap();
        assert!(work().unwrap());
        assert!(!work().unwrap());
        fs::remove_dir_all(&folder).unwrap();
    }
}

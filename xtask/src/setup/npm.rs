//! The npm packages of the lock file: esbuild, TypeScript, Vite, binaryen's wasm-opt, playwright-core.

use anyhow::{Context, Result, bail};

use crate::fingerprint::{Inputs, when_changed};
use crate::process::{Process, find_program};
use crate::repository::Repository;

/// The oldest Node that Vite and playwright-core run on.
const NODE_MIN: (u32, u32) = (20, 19);

/// `npm ci` when node_modules was made from another lock file.
pub(crate) fn ensure(repository: &Repository) -> Result<()> {
    check_node()?;
    let inputs = Inputs::default().path(repository.path("package-lock.json"));
    // npm writes this file last: where it is missing or another one, node_modules is not what we installed.
    let installed = repository.path("node_modules/.package-lock.json");
    when_changed(&repository.path("target/stamps/npm"), &inputs, &[installed], || {
        println!("set-up: npm packages");
        Process::new("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .directory(&repository.root)
            .run()
    })?;
    Ok(())
}

fn check_node() -> Result<()> {
    let (major, minor) = NODE_MIN;
    if find_program(&["node"]).is_none() || find_program(&["npm"]).is_none() {
        bail!("Node {major}.{minor} or newer with npm is needed: https://nodejs.org");
    }
    let version = Process::new("node").arg("--version").capture()?;
    let held = parse_version(&version).with_context(|| format!("node --version printed {version:?}"))?;
    if held < NODE_MIN {
        bail!(
            "Node {major}.{minor} or newer is needed, {} is installed: https://nodejs.org",
            version.trim()
        );
    }
    Ok(())
}

fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads_what_node_prints() {
        assert_eq!(super::parse_version("v20.19.0\n"), Some((20, 19)));
        assert_eq!(super::parse_version("20"), None);
    }
}

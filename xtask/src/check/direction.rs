//! Which crate may depend on which: `format ← page ← signals ← {player, collector}`, `format ← recorder`.

use anyhow::{Context, Result};
use serde_json::Value;

/// Each crate of the workspace and the crates of the workspace it may depend on, for any purpose.
const ALLOWED: [(&str, &[&str]); 7] = [
    ("scrubjay-format", &[]),
    ("scrubjay-page", &["scrubjay-format"]),
    ("scrubjay-signals", &["scrubjay-format", "scrubjay-page"]),
    ("scrubjay-recorder", &["scrubjay-format"]),
    (
        "scrubjay-player",
        &["scrubjay-format", "scrubjay-page", "scrubjay-signals"],
    ),
    ("scrubjay", &["scrubjay-format", "scrubjay-page", "scrubjay-signals"]),
    ("xtask", &[]),
];

/// Edges between crates of the workspace that point the wrong way, and crates that this list does not know.
pub(crate) fn problems(metadata: &Value) -> Result<Vec<String>> {
    let members = metadata["workspace_members"]
        .as_array()
        .context("cargo metadata: workspace_members")?;
    let packages = metadata["packages"].as_array().context("cargo metadata: packages")?;
    let packages: Vec<&Value> = packages
        .iter()
        .filter(|package| members.contains(&package["id"]))
        .collect();
    let names: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let mut problems = Vec::new();
    for package in &packages {
        let name = package["name"]
            .as_str()
            .context("cargo metadata: a package without a name")?;
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
            problems.push(format!(
                "{name}: say in xtask/src/check/direction.rs what it may depend on"
            ));
            continue;
        };
        let dependencies = package["dependencies"]
            .as_array()
            .context("cargo metadata: dependencies")?;
        let ours = dependencies
            .iter()
            .filter_map(|dependency| dependency["name"].as_str())
            // A crate's tests may ask for its own features.
            .filter(|&target| names.contains(&target) && target != name);
        problems.extend(
            ours.filter(|target| !allowed.contains(target))
                .map(|target| format!("{name} must not depend on {target}")),
        );
    }
    for (known, _) in ALLOWED.iter().filter(|(known, _)| !names.contains(known)) {
        problems.push(format!(
            "{known} is not in the workspace any more: take it out of xtask/src/check/direction.rs"
        ));
    }
    Ok(problems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Metadata of a workspace with all our crates and these edges.
    fn metadata(edges: &[(&str, &str)]) -> Value {
        let package = |name: &str| {
            let dependencies: Vec<Value> = edges
                .iter()
                .filter(|(from, _)| *from == name)
                .map(|(_, to)| json!({ "name": to, "kind": "dev" }))
                .collect();
            json!({ "id": name, "name": name, "dependencies": dependencies })
        };
        let packages: Vec<Value> = ALLOWED.iter().map(|(name, _)| package(name)).collect();
        let members: Vec<&str> = ALLOWED.iter().map(|(name, _)| *name).collect();
        json!({ "packages": packages, "workspace_members": members })
    }

    #[test]
    fn the_way_of_the_design_passes() {
        let edges = [
            ("scrubjay-page", "scrubjay-format"),
            ("scrubjay-signals", "scrubjay-page"),
            ("scrubjay-player", "scrubjay-signals"),
            ("scrubjay", "scrubjay-signals"),
            ("scrubjay-recorder", "scrubjay-format"),
            ("scrubjay-recorder", "serde"),
        ];
        assert_eq!(problems(&metadata(&edges)).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn every_wrong_edge_is_found() {
        for (from, allowed) in ALLOWED {
            for (to, _) in ALLOWED.iter().filter(|(to, _)| *to != from && !allowed.contains(to)) {
                assert_eq!(
                    problems(&metadata(&[(from, to)])).unwrap(),
                    [format!("{from} must not depend on {to}")]
                );
            }
        }
    }

    #[test]
    fn a_crate_that_nobody_placed_is_found() {
        let mut metadata = metadata(&[]);
        metadata["packages"]
            .as_array_mut()
            .unwrap()
            .push(json!({ "id": "new", "name": "new", "dependencies": [] }));
        metadata["workspace_members"].as_array_mut().unwrap().push(json!("new"));
        assert_eq!(problems(&metadata).unwrap().len(), 1);
    }
}

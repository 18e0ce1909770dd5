//! `scrubjay audit`: what a recording contains, from a file and from a server.

use std::process::{Command, Output};

use scrubjay_format::Event;
use scrubjay_format::event::MaskCounts;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::parts::{click, encoder, session, stream, visit};
use crate::server::InProcess;

fn audit(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_scrubjay"))
        .arg("audit")
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn a_file_is_reported_by_channel_and_rule() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("visit.sjr");
    let mut encoder = encoder(session(1), stream(2));
    encoder.push(1, &click("Add to basket"));
    let counts = vec![("pattern email".into(), 7)];
    encoder.push(2, &Event::MaskCounts(MaskCounts { counts }));
    std::fs::write(&file, encoder.finish_part(true)).unwrap();
    let output = audit(&[file.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    let report = String::from_utf8(output.stdout).unwrap();
    for expected in [
        "| pattern email | 7 |",
        "| click label | 1 | 1 | 0 | `Add to basket` |",
        "Checked by:",
    ] {
        assert!(report.contains(expected), "{expected} in {report}");
    }
}

#[test]
fn an_address_is_fetched_and_reported_as_json() {
    let server = InProcess::start();
    assert_eq!(server.post(&visit(session(1), stream(2)).concat()).status, 200);
    let id = server.only_session()["id"].as_str().unwrap().to_owned();
    let url = format!("http://{}/api/sessions/{id}/recording", server.address);
    let output = audit(&[&url, "--format", "json"]);
    assert!(output.status.success(), "{output:?}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["streams"], json!(1));
    assert_eq!(
        report["channels"]["start url"]["samples"],
        json!(["https://shop.example/"])
    );
}

#[test]
fn what_cannot_be_read_is_said() {
    let server = InProcess::start();
    let missing = format!("http://{}/api/sessions/none/recording", server.address);
    for (source, expected) in [
        (&*missing, "404"),
        ("https://replay.example/x", "curl"),
        ("/no/such/file", "cannot read"),
    ] {
        let output = audit(&[source]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains(expected), "{source}: {said}");
    }
}

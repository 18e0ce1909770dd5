//! The command line.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::parts::{click, encoder, error, session, stream, visit};
use crate::server::Process;

fn scrubjay(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_scrubjay"))
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn path(folder: &TempDir, bytes: &[u8]) -> String {
    let file = folder.path().join("visit.sjr");
    std::fs::write(&file, bytes).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn info_says_what_a_recording_holds() {
    let folder = TempDir::new().unwrap();
    let bytes = [
        visit(session(1), stream(2)).concat(),
        encoder(session(1), stream(3)).finish_part(false),
    ]
    .concat();
    let output = scrubjay(&["info", &path(&folder, &bytes)]);
    assert!(output.status.success(), "{output:?}");
    let words: Vec<Vec<&str>> = text(&output.stdout)
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    let size = bytes.len().to_string();
    for expected in [
        &["session", "01010101010101010101010101010101"][..],
        &["size", &size, "bytes", "in", "5", "parts"],
        &["stream", "0202020202020202"],
        &["stream", "0303030303030303"],
        &["lasts", "0.300", "s,", "ended"],
        &["click", "2"],
        &["custom", "1"],
        &["address", "https://shop.example/"],
    ] {
        assert!(
            words.iter().any(|line| line == expected),
            "{expected:?} in {}",
            text(&output.stdout)
        );
    }
}

#[test]
fn export_prints_every_event_with_every_string_in_it() {
    let folder = TempDir::new().unwrap();
    let bytes = visit(session(1), stream(2)).concat();
    let output = scrubjay(&["export", &path(&folder, &bytes), "--to", "json"]);
    assert!(output.status.success(), "{output:?}");
    let exported: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(exported["session"], "01010101010101010101010101010101");
    assert_eq!(exported["problems"], json!([]));
    let stream = &exported["streams"][0];
    assert_eq!(
        (&stream["stream"], &stream["parts"], &stream["ended"]),
        (&json!("0202020202020202"), &json!(4), &json!(true))
    );
    let events = stream["events"].as_array().unwrap();
    let kinds: Vec<_> = events
        .iter()
        .map(|event| event["event"]["type"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["start", "snapshot", "click", "click", "custom"]);
    assert_eq!(events[3]["at_ms"], 200);
    assert_eq!(events[3]["event"]["data"]["label"], "Pay");
    for string in [
        "Europe/Berlin",
        "https://search.example/",
        "Add to cart",
        "main > button",
        "price",
        "bye",
    ] {
        assert!(text(&output.stdout).contains(string), "{string}");
    }
}

#[test]
fn a_recording_can_come_from_the_standard_input() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_scrubjay"))
        .args(["info", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(&visit(session(1), stream(2)).concat())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && text(&output.stdout).contains("in 4 parts"));
}

#[test]
fn damage_is_told_with_its_place_and_the_rest_is_exported() {
    let folder = TempDir::new().unwrap();
    let mut parts = visit(session(1), stream(2));
    let damaged_at = parts[..2].concat().len();
    *parts[2].last_mut().unwrap() ^= 1;
    let file = path(&folder, &parts.concat());
    let info = scrubjay(&["info", &file]);
    assert_eq!(info.status.code(), Some(3));
    assert!(
        text(&info.stdout).contains(&format!("part at byte {damaged_at}")),
        "{}",
        text(&info.stdout)
    );
    let export = scrubjay(&["export", &file, "--to", "json"]);
    assert_eq!(export.status.code(), Some(3));
    let exported: Value = serde_json::from_slice(&export.stdout).unwrap();
    assert!(text(&export.stdout).contains(&format!("part at byte {damaged_at}")));
    assert_eq!(
        exported["streams"][0]["events"][2]["event"]["data"]["label"],
        "Add to cart"
    );
}

#[test]
fn what_cannot_be_done_is_told_with_its_cause() {
    let folder = TempDir::new().unwrap();
    let nonsense = path(&folder, b"not a recording");
    let missing = folder.path().join("missing").to_str().unwrap().to_owned();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let data = folder.path().join("data").to_str().unwrap().to_owned();
    for (arguments, code, cause) in [
        (
            &["info", &*nonsense][..],
            1,
            "visit.sjr is not a recording: part at byte 0",
        ),
        (
            &["export", &nonsense, "--to", "json"],
            1,
            "visit.sjr is not a recording",
        ),
        (&["info", &missing], 1, "missing: No such file"),
        (&["export", &nonsense], 2, "--to"),
        (&["export", &nonsense, "--to", "xml"], 2, "xml"),
        (
            &["serve", "--listen", "0.0.0.0:0", "--open", "--data", &data],
            1,
            "--open shows all recordings without login",
        ),
        (&["serve", "--listen", "nowhere", "--data", &data], 2, "nowhere"),
        (&["serve", "--listen", &taken, "--data", &data], 1, &taken),
        (
            &["serve", "--listen", "127.0.0.1:0", "--data", &nonsense],
            1,
            "visit.sjr",
        ),
    ] {
        let output = scrubjay(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {output:?}");
        assert!(
            text(&output.stderr).contains(cause),
            "{arguments:?}: {}",
            text(&output.stderr)
        );
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn whoever_reads_only_the_beginning_may() {
    let folder = TempDir::new().unwrap();
    let mut encoder = encoder(session(1), stream(2));
    for at_ms in 0..50_000 {
        encoder.push(at_ms, &error("the same again, and again, and again"));
        if at_ms % 1000 == 999 {
            std::fs::OpenOptions::new()
                .create(true)
                .append(true)
                .open(folder.path().join("long.sjr"))
                .unwrap()
                .write_all(&encoder.finish_part(false))
                .unwrap();
        }
    }
    let file = folder.path().join("long.sjr");
    let mut child = Command::new(env!("CARGO_BIN_EXE_scrubjay"))
        .args([Path::new("export"), &file, Path::new("--to"), Path::new("json")])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut beginning = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut beginning).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
}

#[test]
fn a_server_prints_where_everything_is() {
    let data = TempDir::new().unwrap();
    let server = Process::start(data.path());
    let address = server.address;
    let expected = [
        format!("dashboard  http://{address}/"),
        format!("demo shop  http://{address}/shop/"),
        format!("recorder   http://{address}/recorder.js"),
        format!("ingest     http://{address}/v1/i?k=demo"),
        format!("data       {}", data.path().display()),
    ];
    assert_eq!(server.printed, expected);
}

#[test]
fn a_long_label_is_exported_whole_though_rows_are_cut() {
    let folder = TempDir::new().unwrap();
    let label = format!("{}end of it", "x".repeat(5000));
    let mut encoder = encoder(session(1), stream(2));
    encoder.push(3, &click(&label));
    let output = scrubjay(&["export", &path(&folder, &encoder.finish_part(true)), "--to", "json"]);
    assert!(text(&output.stdout).contains(&label));
}

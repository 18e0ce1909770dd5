//! Erasing a session: its rows and its bytes are gone from the disk, and nothing of it is taken any more.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use scrubjay_format::SessionId;
use serde_json::json;

use crate::client::{Response, get, request};
use crate::parts::{click, encoder, session, stream};
use crate::server::InProcess;

/// A part of a session with a click of this label, which the database has as text, and its bytes.
fn part(number: u8, label: &str) -> Vec<u8> {
    let mut encoder = encoder(session(number), stream(number));
    encoder.push(1, &click(label));
    encoder.finish_part(false)
}

fn forget(server: &InProcess, session: SessionId) -> Response {
    request(
        server.address,
        "POST",
        "/v1/forget?k=demo",
        &[],
        session.to_string().as_bytes(),
    )
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// The files of a server that hold these bytes.
fn holding(server: &InProcess, bytes: &[u8]) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| {
        std::fs::read(path).is_ok_and(|content| content.windows(bytes.len()).any(|window| window == bytes))
    };
    files(server.data.path()).into_iter().filter(holds).collect()
}

/// Waits until no file holds these bytes; what is cleaned in the background takes a moment.
fn assert_gone(server: &InProcess, what: &str, bytes: &[u8]) {
    let begun = Instant::now();
    loop {
        let found = holding(server, bytes);
        if found.is_empty() {
            return;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "{what} is still in {found:?}"
        );
        std::thread::yield_now(); // reading the folder again takes its time
    }
}

#[test]
fn a_session_is_gone_from_rows_packs_and_log_and_others_stay() {
    let server = InProcess::start();
    let (private, other) = (part(1, "a private label"), part(2, "another label"));
    // Both in one request, and so in one pack.
    assert_eq!(server.post(&[&private[..], &other].concat()).status, 200);
    let body = &private[40..];
    for (what, bytes) in [("the part", body), ("the row", &b"a private label"[..])] {
        assert!(!holding(&server, bytes).is_empty(), "{what} was never there");
    }
    assert_eq!(
        server.get("/api/sessions").json()["sessions"].as_array().unwrap().len(),
        2
    );

    let answer = forget(&server, session(1));
    assert_eq!((answer.status, answer.json()), (200, json!({ "erased": true })));
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));

    let left = server.only_session();
    let recording = format!("/api/sessions/{}/recording", left["id"].as_str().unwrap());
    assert_gone(&server, "the part", body);
    assert_gone(&server, "the row", b"a private label");
    assert_eq!(
        get(server.address, &recording).body,
        other,
        "the pack's other part is where it is looked for"
    );
    for table in ["session", "stream", "part", "event"] {
        let sql = format!("SELECT count(*) FROM {table} WHERE session = '{}'", session(1));
        assert_eq!(server.count(&sql), 0, "{table}");
    }
    assert_eq!(server.count("SELECT count(*) FROM stale_pack"), 0);
}

#[test]
fn nothing_of_an_erased_session_is_taken_any_more() {
    let server = InProcess::start();
    // Also one that the collector has never heard of: its parts may be on their way.
    assert_eq!(forget(&server, session(3)).status, 200);
    assert_eq!(forget(&server, session(3)).status, 200);
    let answer = server.post(&part(3, "a late label"));
    assert_eq!(answer.status, 410);
    let told = answer.json();
    assert_eq!(
        (&told["stop"], &told["refused"][0]["code"]),
        (&json!(true), &json!("session_erased"))
    );
    assert_gone(&server, "the row", b"a late label");
    assert_eq!(server.count("SELECT count(*) FROM part"), 0);
    assert_eq!(server.post(&part(4, "someone else")).status, 200);
}

#[test]
fn what_was_left_undone_is_done_at_the_next_start() {
    let server = InProcess::start();
    assert_eq!(server.post(&part(5, "left behind")).status, 200);
    let database = rusqlite::Connection::open(server.data.path().join("scrubjay.sqlite")).unwrap();
    // As if the process had ended between the transaction and the pack.
    database
        .execute_batch("INSERT INTO stale_pack SELECT DISTINCT object FROM part; DELETE FROM part; DELETE FROM event;")
        .unwrap();
    drop(database);
    assert_eq!(forget(&server, session(9)).status, 200); // which has it look
    assert_gone(&server, "the part", &part(5, "left behind")[40..]);
}

#[test]
fn only_ids_and_known_keys_erase() {
    let server = InProcess::start();
    let post = |path: &str, body: &[u8]| request(server.address, "POST", path, &[], body).status;
    let id = session(1).to_string();
    assert_eq!(post("/v1/forget?k=demo", b"no id"), 400);
    assert_eq!(post("/v1/forget?k=demo", &[b'0'; 1000]), 400);
    assert_eq!(post("/v1/forget?k=wrong", id.as_bytes()), 401);
    assert_eq!(post("/v1/forget", id.as_bytes()), 401);
}

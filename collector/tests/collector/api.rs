//! What the dashboard reads.

use serde_json::{Value, json};

use crate::client::request;
use crate::parts::{STARTED_AT_MS, encoder_at, session, stream, visit};
use crate::server::InProcess;

fn ids(page: &Value) -> Vec<String> {
    page["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|session| session["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn pages_of_the_list_hold_every_session_once_newest_first() {
    let server = InProcess::start();
    // Seven sessions; three of them began in the same millisecond.
    for (number, started_at_ms) in [(1, 10), (2, 50), (3, 30), (4, 30), (5, 30), (6, 20), (7, 40)] {
        let part = encoder_at(session(number), stream(number), STARTED_AT_MS + started_at_ms).finish_part(true);
        assert_eq!(server.post(&part).status, 200);
    }
    let whole = server.get("/api/sessions").json();
    assert_eq!(whole["next"], json!(null));
    let starts: Vec<u64> = whole["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["started_at_ms"].as_u64().unwrap() - STARTED_AT_MS)
        .collect();
    assert_eq!(starts, [50, 40, 30, 30, 30, 20, 10]);

    for limit in [1, 2, 3, 7, 8] {
        let mut found = Vec::new();
        let mut path = format!("/api/sessions?limit={limit}");
        loop {
            let page = server.get(&path).json();
            found.extend(ids(&page));
            let Some(next) = page["next"].as_str() else { break };
            assert_eq!(ids(&page).len(), limit);
            path = format!("/api/sessions?limit={limit}&cursor={next}");
        }
        assert_eq!(found, ids(&whole), "by {limit}");
    }
}

#[test]
fn a_session_that_begins_while_the_list_is_read_shifts_nothing() {
    let server = InProcess::start();
    let post = |number, started_at_ms| {
        server.post(&encoder_at(session(number), stream(number), STARTED_AT_MS + started_at_ms).finish_part(true));
    };
    for (number, started_at_ms) in [(1, 10), (2, 20), (3, 30)] {
        post(number, started_at_ms);
    }
    let whole = ids(&server.get("/api/sessions").json());
    let first = server.get("/api/sessions?limit=2").json();
    post(4, 40);
    let second = server
        .get(&format!(
            "/api/sessions?limit=2&cursor={}",
            first["next"].as_str().unwrap()
        ))
        .json();
    assert_eq!([ids(&first), ids(&second)].concat(), whole);
}

#[test]
fn a_visitor_whose_clock_is_ahead_does_not_lead_the_list_for_ever() {
    let server = InProcess::start();
    let far_ahead_ms = 4_000_000_000_000;
    server.post(&encoder_at(session(1), stream(1), far_ahead_ms).finish_part(true));
    server.post(&encoder_at(session(2), stream(2), STARTED_AT_MS).finish_part(true));
    let listed = server.count("SELECT max(listed_at_ms) FROM session");
    assert!(listed < far_ahead_ms as i64);
    assert_eq!(
        server.get("/api/sessions").json()["sessions"][0]["started_at_ms"],
        far_ahead_ms,
        "what the clock said stays"
    );
}

#[test]
fn questions_that_make_no_sense_are_told_why() {
    let server = InProcess::start();
    for (path, status, error) in [
        ("/api/sessions?limit=0", 400, "bad_limit"),
        ("/api/sessions?limit=501", 400, "bad_limit"),
        ("/api/sessions?limit=many", 400, "bad_query"),
        ("/api/sessions?cursor=nonsense", 400, "bad_cursor"),
        ("/api/sessions/0123", 404, "not_found"),
        ("/api/sessions/0123/manifest", 404, "not_found"),
        ("/api/sessions/0123/recording", 404, "not_found"),
        ("/api/nothing", 404, "not_found"),
    ] {
        let response = server.get(path);
        assert_eq!(
            (response.status, &response.json()["error"]),
            (status, &json!(error)),
            "{path}"
        );
    }
}

#[test]
fn without_open_nothing_is_shown() {
    let server = InProcess::start_with(|config| config.open = false);
    let part = encoder_at(session(1), stream(1), STARTED_AT_MS).finish_part(true);
    assert_eq!(server.post(&part).status, 200, "recorders need no login");
    let id: String = {
        let database = rusqlite::Connection::open(server.data.path().join("scrubjay.sqlite")).unwrap();
        database
            .query_row("SELECT public_id FROM session", [], |row| row.get(0))
            .unwrap()
    };
    for path in [
        "",
        &format!("/{id}"),
        &format!("/{id}/manifest"),
        &format!("/{id}/recording"),
        "/../nothing",
    ] {
        let response = server.get(&format!("/api/sessions{path}"));
        assert_eq!(response.status, 401, "{path}");
        assert!(response.json()["reason"].as_str().unwrap().contains("--open"));
    }
}

#[test]
fn with_open_a_foreign_name_that_resolves_to_this_machine_is_refused() {
    let server = InProcess::start();
    for (host, status) in [
        ("localhost:1", 200),
        ("127.0.0.1", 200),
        ("[::1]:7777", 200),
        ("rebound.example", 403),
    ] {
        let response = request(server.address, "GET", "/api/sessions", &[("host", host)], b"");
        assert_eq!(response.status, status, "{host}");
        assert_eq!(
            response.header("access-control-allow-origin"),
            None,
            "other sites may not read it"
        );
    }
}

#[test]
fn sessions_of_another_project_are_not_there() {
    let server = InProcess::start();
    server.post(&encoder_at(session(1), stream(1), STARTED_AT_MS).finish_part(true));
    let database = rusqlite::Connection::open(server.data.path().join("scrubjay.sqlite")).unwrap();
    database
        .execute(
            "INSERT INTO project VALUES ('other', 'other', 'other-key', 0, NULL)",
            [],
        )
        .unwrap();
    // The same secret ids under another key are another session.
    let part = encoder_at(session(1), stream(1), STARTED_AT_MS).finish_part(true);
    let response = request(server.address, "POST", "/v1/i?k=other-key", &[], &part);
    assert_eq!(response.json()["streams"][0]["conflicts"], json!([]));
    let other: String = database
        .query_row("SELECT public_id FROM session WHERE project = 'other'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_ne!(server.only_session()["id"], other);
    for path in ["", "/manifest", "/recording"] {
        assert_eq!(
            server.get(&format!("/api/sessions/{other}{path}")).status,
            404,
            "{path}"
        );
    }
}

#[test]
fn the_manifest_says_which_bytes_are_which_part() {
    let server = InProcess::start();
    let parts = visit(session(1), stream(2));
    server.post(&parts[..2].concat());
    server.post(&parts[2..].concat());
    let id = server.only_session()["id"].as_str().unwrap().to_owned();
    let manifest = server.get(&format!("/api/sessions/{id}/manifest")).json();
    assert_eq!(manifest["size_bytes"], parts.concat().len());
    let mut offset = 0;
    for (sequence, (part, entry)) in parts.iter().zip(manifest["parts"].as_array().unwrap()).enumerate() {
        let times = [(0, 1), (100, 100), (200, 200), (300, 300)][sequence];
        let expected = json!({
            "stream": "0202020202020202", "sequence": sequence, "t0": times.0, "t1": times.1,
            "keyframe": sequence == 0, "last": sequence == 3, "offset": offset, "length": part.len(),
        });
        assert_eq!(*entry, expected);
        offset += part.len();
    }
}

#[test]
fn any_range_of_a_recording_is_those_bytes() {
    let server = InProcess::start();
    let parts = visit(session(1), stream(2));
    // Several packs, and within one of them parts of another session between.
    let others = visit(session(9), stream(9))[..3].concat();
    server.post(&[&parts[0][..], &others, &parts[1]].concat());
    server.post(&parts[2..].concat());
    let whole = parts.concat();
    let list = server.get("/api/sessions").json();
    let id = list["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|session| session["size_bytes"] == whole.len())
        .unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/api/sessions/{id}/recording");
    let get = |range: &str| request(server.address, "GET", &path, &[("range", range)], b"");
    let size = whole.len();
    for first in (0..size).step_by(7) {
        for last in [first, first + 1, first + 60, size - 1]
            .into_iter()
            .filter(|last| *last < size)
        {
            let response = get(&format!("bytes={first}-{last}"));
            assert_eq!(response.status, 206);
            assert_eq!(
                response.header("content-range"),
                Some(&*format!("bytes {first}-{last}/{size}"))
            );
            assert_eq!(
                response.header("content-length"),
                Some(&*(last - first + 1).to_string())
            );
            assert_eq!(response.body, whole[first..=last], "{first} to {last}");
        }
    }
    assert_eq!(get("bytes=-5").body, whole[size - 5..]);
    let outside = get(&format!("bytes={size}-"));
    assert_eq!(outside.status, 416);
    assert_eq!(outside.header("content-range"), Some(&*format!("bytes */{size}")));
    let response = server.get(&path);
    assert_eq!((response.status, response.body == whole), (200, true));
    assert_eq!(response.header("accept-ranges"), Some("bytes"));
    assert_eq!(response.header("cache-control"), Some("private, no-store"));
    let head = request(server.address, "HEAD", &path, &[], b"");
    assert_eq!(
        (head.status, head.header("content-length"), head.body.len()),
        (200, Some(&*size.to_string()), 0)
    );

    // A range of what the client had before is good only while the recording is the same.
    let etag = response.header("etag").unwrap();
    let if_range = |etag| {
        request(
            server.address,
            "GET",
            &path,
            &[("range", "bytes=0-1"), ("if-range", etag)],
            b"",
        )
        .status
    };
    assert_eq!((if_range(etag), if_range("\"other\"")), (206, 200));
}

#[test]
fn replay_links_lead_to_the_session_at_the_moment() {
    let server = InProcess::start();
    server.post(&encoder_at(session(1), stream(1), STARTED_AT_MS).finish_part(true));
    let public_id = ids(&server.get("/api/sessions").json()).remove(0);
    let token = session(1).replay_token();
    let location = |path: &str| {
        let answer = server.get(path);
        (answer.status, answer.header("location").map(str::to_owned))
    };
    let to = |query: &str| (302, Some(format!("/#/session/{public_id}{query}")));
    assert_eq!(location(&format!("/r/{token}")), to(""));
    assert_eq!(
        location(&format!("/r/{token}?t={}", STARTED_AT_MS + 12_345)),
        to("?t=12.3")
    );
    assert_eq!(location(&format!("/r/{token}?t=-9223372036854775808")), to("?t=0.0"));
    // Neither the secret id nor the public one is a link, and another session's token is none.
    for other in [session(1).to_string(), public_id.clone(), session(2).replay_token()] {
        assert_eq!(location(&format!("/r/{other}")), (404, None), "{other}");
    }
    assert_eq!(location(&format!("/r/{token}?t=x")).0, 400);
    assert_eq!(location("/r/").0, 404);
}

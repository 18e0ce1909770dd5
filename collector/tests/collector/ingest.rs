//! Parts that are taken in, once.

use scrubjay_format::{Recording, StreamEncoder};
use scrubjay_signals::Summary;
use serde_json::json;

use crate::client::request;
use crate::parts::{
    STARTED_AT_MS, click, custom, edit, encoder, encoder_at, error, identify, push_state, session, stream, visit,
};
use crate::server::{InProcess, recording};

#[test]
fn a_visit_is_acknowledged_listed_and_given_back() {
    let server = InProcess::start();
    let parts = visit(session(1), stream(2));
    for (sequence, part) in parts.iter().enumerate() {
        let response = server.post(part);
        assert_eq!(response.status, 200);
        let answer = response.json();
        let expected = json!([{
            "stream": "0202020202020202", "acknowledged": sequence, "stored": [sequence], "conflicts": [],
        }]);
        assert_eq!(answer["streams"], expected);
        assert_eq!(answer["refused"], json!([]));
        assert_eq!((&answer["stop"], &answer["live"]), (&json!(false), &json!(false)));
        for field in ["retry_ms", "flush_ms", "server_time_ms"] {
            assert!(answer[field].as_u64().unwrap() > 0, "{field}");
        }
    }
    let session = server.only_session();
    assert_eq!(session["url"], "https://shop.example/");
    assert_eq!(session["title"], "Shop");
    assert_eq!(session["started_at_ms"], STARTED_AT_MS);
    assert_eq!(session["duration_ms"], 300);
    assert_eq!(session["viewport"], json!({ "width": 1280, "height": 720 }));
    assert_eq!(
        session["device"],
        json!({ "browser": "Chrome 130", "os": "Linux", "kind": "desktop" })
    );
    assert_eq!(session["live"], false, "its last part has come");
    assert_eq!(session["conflict"], false);
    let counts = json!({
        "streams": 1, "parts": 4, "events": 4, "pages": 1, "clicks": 2, "edits": 0, "errors": 0, "customs": 1,
    });
    assert_eq!(session["counts"], counts);
    assert_eq!(session["size_bytes"], parts.concat().len());
    let id = session["id"].as_str().unwrap();
    assert!(
        !id.contains("0101"),
        "the public id tells nothing of the session's secret"
    );
    assert_eq!(recording(server.address, id), parts.concat());
}

#[test]
fn many_parts_of_many_streams_go_in_one_request() {
    let server = InProcess::start();
    let (first, second) = (visit(session(1), stream(2)), visit(session(1), stream(3)));
    let answer = server.post(&[first.concat(), second.concat()].concat()).json();
    let expected = json!([
        { "stream": "0202020202020202", "acknowledged": 3, "stored": [0, 1, 2, 3], "conflicts": [] },
        { "stream": "0303030303030303", "acknowledged": 3, "stored": [0, 1, 2, 3], "conflicts": [] },
    ]);
    assert_eq!(answer["streams"], expected);
    assert_eq!(server.only_session()["counts"]["streams"], 2);
}

#[test]
fn parts_out_of_order_are_held_and_acknowledged_once_the_gap_is_closed() {
    let server = InProcess::start();
    let parts = visit(session(1), stream(2));
    let acknowledged = |index: usize| {
        let answer = server.post(&parts[index]).json();
        assert_eq!(answer["streams"][0]["stored"], json!([index]));
        answer["streams"][0]["acknowledged"].clone()
    };
    assert_eq!(acknowledged(3), json!(null));
    assert_eq!(acknowledged(1), json!(null));
    assert_eq!(acknowledged(0), json!(1));
    assert_eq!(acknowledged(2), json!(3));
    // A recording is its parts in any order: it grows at its end only, so offsets stay good.
    let id = server.only_session()["id"].as_str().unwrap().to_owned();
    let arrived = [&parts[3][..], &parts[1], &parts[0], &parts[2]].concat();
    assert_eq!(recording(server.address, &id), arrived);
    assert_eq!(
        server.only_session()["url"],
        "https://shop.example/",
        "known since part 0 came"
    );
}

#[test]
fn a_retry_is_acknowledged_and_counts_nothing_twice() {
    let server = InProcess::start();
    let parts = visit(session(1), stream(2));
    server.post(&parts.concat());
    let before = server.only_session();
    let packs = packs(&server);
    for _ in 0..3 {
        let answer = server.post(&parts.concat());
        assert_eq!(answer.status, 200);
        assert_eq!(answer.json()["streams"][0]["acknowledged"], 3);
    }
    // Twice the same part within one request, and together with a new one.
    let mut more = encoder(session(9), stream(9));
    let part = more.finish_part(false);
    let answer = server.post(&[&part[..], &part, &parts[0]].concat());
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["streams"][0]["stored"], json!([0, 0]));
    let sessions = server.get("/api/sessions").json();
    assert_eq!(
        sessions["sessions"]
            .as_array()
            .unwrap()
            .iter()
            .find(|session| session["id"] == before["id"]),
        Some(&before)
    );
    assert_eq!(server.count("SELECT count(*) FROM event WHERE session LIKE '01%'"), 4);
    assert_eq!(server.count("SELECT count(*) FROM part"), 5);
    assert_eq!(self::packs(&server), packs + 1, "what is there is not written again");
}

fn packs(server: &InProcess) -> usize {
    let folders = std::fs::read_dir(server.data.path().join("packs")).unwrap();
    folders
        .map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap().count())
        .sum()
}

#[test]
fn of_two_parts_of_one_name_the_first_stays_and_the_session_is_flagged() {
    let server = InProcess::start();
    let part_with = |label: &str| {
        let mut encoder = encoder(session(1), stream(2));
        encoder.push(5, &click(label));
        encoder.finish_part(false)
    };
    let (first, other) = (part_with("first"), part_with("other"));
    server.post(&first);
    let response = server.post(&other);
    assert_eq!(response.status, 200, "the recorder may drop it: it can never be stored");
    assert_eq!(response.json()["streams"][0]["conflicts"], json!([0]));
    let session = server.only_session();
    assert_eq!(session["conflict"], true);
    assert_eq!(session["counts"]["clicks"], 1);
    assert_eq!(recording(server.address, session["id"].as_str().unwrap()), first);
    assert_eq!(server.post(&first).json()["streams"][0]["conflicts"], json!([]));
}

#[test]
fn two_parts_of_one_name_in_one_request_conflict_too() {
    let server = InProcess::start();
    let part_with = |label: &str| {
        let mut encoder = encoder(session(1), stream(2));
        encoder.push(5, &click(label));
        encoder.finish_part(false)
    };
    let (first, other) = (part_with("first"), part_with("other"));
    let answer = server.post(&[&first[..], &other].concat()).json();
    assert_eq!(answer["streams"][0]["conflicts"], json!([0]));
    assert_eq!(server.only_session()["conflict"], true);
    assert_eq!(server.only_session()["size_bytes"], first.len());
}

#[test]
fn counters_and_events_tell_what_happened() {
    let server = InProcess::start();
    let mut first = encoder(session(1), stream(2));
    for (at_ms, event) in [
        (10, click("Add")),
        (20, push_state("https://shop.example/cart")),
        (30, edit("Name")),
        (40, error("x is undefined")),
        (50, custom("paid")),
        (60, identify("anna")),
    ] {
        first.push(at_ms, &event);
    }
    // A page that was opened later, and is known earlier.
    let mut second = encoder_at(session(1), stream(3), STARTED_AT_MS + 1000);
    second.push(5, &identify("ben"));
    server.post(&second.finish_part(false));
    server.post(&first.finish_part(true));

    let session = server.only_session();
    let counts = json!({
        "streams": 2, "parts": 2, "events": 9, "pages": 3, "clicks": 1, "edits": 1, "errors": 1, "customs": 1,
    });
    assert_eq!(session["counts"], counts);
    assert_eq!(session["user"], "ben", "said last, though it came first");
    assert_eq!(session["duration_ms"], 1005);
    assert_eq!(session["live"], true, "the second page is open");

    // The player, which has the recording alone, tells the same of it.
    let id = session["id"].as_str().unwrap();
    let summary = summary(&recording(server.address, id));
    let told = json!({
        "streams": summary.counts.streams, "parts": 2, "events": summary.counts.events, "pages": summary.counts.pages,
        "clicks": summary.counts.clicks, "edits": summary.counts.edits, "errors": summary.counts.errors,
        "customs": summary.counts.customs,
    });
    assert_eq!(told, counts);
    assert_eq!((summary.duration_ms(), summary.user.as_deref()), (1005, Some("ben")));
    assert_eq!((&*summary.url, &*summary.title), ("https://shop.example/", "Shop"));

    let details = server.get(&format!("/api/sessions/{id}")).json();
    assert_eq!(details["id"], session["id"]);
    assert_eq!(details["counts"], session["counts"]);
    assert_eq!(details["events_truncated"], false);
    let streams: Vec<_> = details["streams"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| (&s["stream"], &s["ended"], &s["parts"]))
        .collect();
    assert_eq!(
        streams,
        [
            (&json!("0202020202020202"), &json!(true), &json!(1)),
            (&json!("0303030303030303"), &json!(false), &json!(1))
        ]
    );
    let events: Vec<_> = details["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| {
            (
                e["at_ms"].as_i64().unwrap(),
                e["kind"].as_str().unwrap(),
                e["name"].as_str().unwrap(),
                e["value"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        events,
        [
            (0, "start", "Shop", "https://shop.example/"),
            (10, "click", "Add", "main > button"),
            (20, "navigation", "push", "https://shop.example/cart"),
            (30, "field_edit", "Name", "form > input"),
            (40, "error", "TypeError", "x is undefined"),
            (50, "custom", "paid", r#"{"price":4.5}"#),
            (60, "identify", "anna", r#"{"plan":"pro"}"#),
            (1000, "start", "Shop", "https://shop.example/"),
            (1005, "identify", "ben", r#"{"plan":"pro"}"#),
        ]
    );
    assert_eq!(
        server.count("SELECT count(*) FROM session_attr WHERE key = 'user.plan' AND value = 'pro'"),
        1
    );
}

fn summary(recording: &[u8]) -> Summary {
    let recording = Recording::read(recording).unwrap();
    let summaries = recording.streams.iter().map(|stream| {
        let mut summary = Summary::new(stream.started_at_ms);
        stream.events.iter().for_each(|event| summary.add(event));
        summary
    });
    let together = summaries.reduce(|mut all, one| {
        all.merge(&one);
        all
    });
    together.unwrap()
}

#[test]
fn a_session_begins_where_the_time_of_its_player_does() {
    let server = InProcess::start();
    let mut late = StreamEncoder::new(session(1), stream(2), STARTED_AT_MS);
    late.push(40, &crate::parts::start(STARTED_AT_MS));
    late.push(90, &click("Buy"));
    server.post(&late.finish_part(true));
    let session = server.only_session();
    assert_eq!(
        (&session["started_at_ms"], &session["duration_ms"]),
        (&json!(STARTED_AT_MS), &json!(90))
    );
    let details = server
        .get(&format!("/api/sessions/{}", session["id"].as_str().unwrap()))
        .json();
    assert_eq!(details["events"][1]["at_ms"], 90);
}

#[test]
fn a_stream_that_starts_afresh_stays_one_page() {
    let server = InProcess::start();
    let mut encoder = encoder(session(1), stream(2));
    server.post(&encoder.finish_part(false));
    encoder.restart();
    encoder.push(50, &crate::parts::start(STARTED_AT_MS));
    encoder.push(50, &crate::parts::snapshot());
    let answer = server.post(&encoder.finish_part(true)).json();
    assert_eq!(answer["streams"][0]["acknowledged"], 1);
    assert_eq!(server.only_session()["counts"]["pages"], 1);
    let manifest = server
        .get(&format!(
            "/api/sessions/{}/manifest",
            server.only_session()["id"].as_str().unwrap()
        ))
        .json();
    let flags: Vec<_> = manifest["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| (&p["keyframe"], &p["last"]))
        .collect();
    assert_eq!(flags, [(&json!(true), &json!(false)), (&json!(true), &json!(true))]);
}

#[test]
fn any_site_may_send_with_a_plain_request() {
    let server = InProcess::start();
    let part = encoder(session(1), stream(2)).finish_part(false);
    for headers in [
        &[
            ("origin", "https://shop.example"),
            ("content-type", "text/plain;charset=UTF-8"),
        ][..],
        &[("origin", "null")],
    ] {
        let response = request(server.address, "POST", "/v1/i?k=demo", headers, &part);
        assert_eq!(response.status, 200);
        assert_eq!(response.header("access-control-allow-origin"), Some("*"));
        assert_eq!(response.header("cross-origin-resource-policy"), Some("cross-origin"));
    }
    let refused = request(
        server.address,
        "POST",
        "/v1/i?k=wrong",
        &[("origin", "https://shop.example")],
        &part,
    );
    assert_eq!(
        refused.header("access-control-allow-origin"),
        Some("*"),
        "the recorder must be able to read why"
    );
    let preflight = [
        ("origin", "https://shop.example"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "content-type"),
    ];
    let response = request(server.address, "OPTIONS", "/v1/i?k=demo", &preflight, b"");
    assert_eq!(response.status, 204);
    assert_eq!(response.header("access-control-allow-origin"), Some("*"));
    assert_eq!(response.header("access-control-allow-headers"), Some("content-type"));
}

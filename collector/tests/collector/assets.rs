//! Files that recorded pages were drawn with: asked for, sent once, and served.

use serde_json::json;

use crate::client::{Response, request};
use crate::server::InProcess;

/// SHA-256 of the three bytes `abc` (FIPS 180-4, appendix).
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn send(server: &InProcess, path: &str, body: &[u8]) -> Response {
    request(server.address, "POST", path, &[], body)
}

fn missing(server: &InProcess, hashes: &str) -> serde_json::Value {
    send(server, "/v1/assets/have?k=demo", hashes.as_bytes()).json()["missing"].take()
}

#[test]
fn a_file_is_asked_for_sent_once_and_served() {
    let server = InProcess::start();
    let other = "00".repeat(32);
    assert_eq!(missing(&server, &format!("{ABC}\n{other}")), json!([ABC, other]));

    let path = format!("/v1/assets/{ABC}?k=demo&type=image%2Fsvg%2Bxml");
    for _ in 0..2 {
        let answer = send(&server, &path, b"abc");
        assert_eq!((answer.status, answer.json()), (200, json!({ "stored": true })));
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    }
    assert_eq!(missing(&server, &format!("{ABC}\n{other}\n")), json!([other]));
    let stored = std::fs::read_dir(server.data.path().join("assets/demo"))
        .unwrap()
        .count();
    assert_eq!(stored, 1, "one object, whoever sent it how often");

    let served = server.get(&format!("/api/assets/{ABC}"));
    assert_eq!((served.status, served.body.as_slice()), (200, &b"abc"[..]));
    for (name, value) in [
        ("content-type", "image/svg+xml"),
        ("cache-control", "private, max-age=31536000, immutable"),
        ("x-content-type-options", "nosniff"),
        (
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        ),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(served.header(name), Some(value), "{name}");
    }
}

#[test]
fn a_file_outlives_the_server() {
    let server = InProcess::start();
    assert_eq!(
        send(&server, &format!("/v1/assets/{ABC}?k=demo&type=font/woff2"), b"abc").status,
        200
    );
    let data = server.data.path().join("scrubjay.sqlite");
    assert!(data.exists());
    let file = std::fs::read(server.data.path().join(format!("assets/demo/{ABC}"))).unwrap();
    assert_eq!(file, b"abc");
    server.stop().unwrap();
}

#[test]
fn what_is_no_such_file_is_refused() {
    let server = InProcess::start();
    let image = format!("/v1/assets/{ABC}?k=demo&type=image/png");
    for (path, body, status, code) in [
        (image.as_str(), &b"abd"[..], 400, "bad_hash"),
        ("/v1/assets/abc?k=demo&type=image/png", b"abc", 400, "bad_hash"),
        ("/v1/assets/have?k=demo", b"no hash", 400, "bad_hash"),
        (&format!("/v1/assets/{ABC}?k=demo&type=text/html"), b"abc", 415, "type"),
        (
            &format!("/v1/assets/{ABC}?k=wrong&type=image/png"),
            b"abc",
            401,
            "unauthorized",
        ),
        (&format!("/v1/assets/{ABC}?type=image/png"), b"abc", 401, "unauthorized"),
        (&image, &vec![0; (4 << 20) + 1], 413, "too_large"),
        ("/v1/assets/have?k=demo", &vec![b'0'; 20_000], 413, "too_large"),
    ] {
        let answer = send(&server, path, body);
        assert_eq!(
            (answer.status, &answer.json()["error"]),
            (status, &json!(code)),
            "{path}"
        );
    }
    assert_eq!(missing(&server, ABC), json!([ABC]));
    for path in [format!("/api/assets/{ABC}"), "/api/assets/abc".to_owned()] {
        assert_eq!(server.get(&path).status, 404, "{path}");
    }
}

#[test]
fn files_are_shown_to_whom_recordings_are() {
    let server = InProcess::start_with(|config| config.open = false);
    assert_eq!(
        send(&server, &format!("/v1/assets/{ABC}?k=demo&type=image/png"), b"abc").status,
        200
    );
    assert_eq!(server.get(&format!("/api/assets/{ABC}")).status, 401);
}

//! Bounds on what is taken in.

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;

use crate::client::read;
use crate::parts::{click, encoder, encoder_at, session, stream, visit};
use crate::server::InProcess;

#[test]
fn a_request_announced_too_large_is_refused_before_it_is_sent() {
    let server = InProcess::start_with(|config| config.limits.request_size_bytes = 1000);
    let mut stream = TcpStream::connect(server.address).unwrap();
    let head = "POST /v1/i?k=demo HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 1001\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    let response = read(&mut stream).unwrap();
    assert_eq!((response.status, &response.json()["error"]), (413, &json!("too_large")));
}

#[test]
fn a_request_that_grows_too_large_is_refused() {
    let server = InProcess::start_with(|config| config.limits.request_size_bytes = 1000);
    let mut stream = TcpStream::connect(server.address).unwrap();
    let head = "POST /v1/i?k=demo HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    for _ in 0..2 {
        stream
            .write_all(format!("258\r\n{}\r\n", "x".repeat(600)).as_bytes())
            .unwrap();
    }
    assert_eq!(read(&mut stream).unwrap().status, 413);
}

#[test]
fn a_chunked_body_is_taken() {
    let server = InProcess::start();
    let part = encoder(session(1), self::stream(2)).finish_part(false);
    let mut stream = TcpStream::connect(server.address).unwrap();
    let head = "POST /v1/i?k=demo HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    for piece in part.chunks(50) {
        stream.write_all(format!("{:x}\r\n", piece.len()).as_bytes()).unwrap();
        stream.write_all(&[piece, b"\r\n"].concat()).unwrap();
    }
    stream.write_all(b"0\r\n\r\n").unwrap();
    let response = read(&mut stream).unwrap();
    assert_eq!(response.json()["streams"][0]["acknowledged"], 0);
}

#[test]
fn a_body_that_does_not_come_is_given_up() {
    let server = InProcess::start_with(|config| config.limits.body_timeout = Duration::from_millis(50));
    let mut stream = TcpStream::connect(server.address).unwrap();
    let head = "POST /v1/i?k=demo HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 100\r\n\r\nhalf";
    stream.write_all(head.as_bytes()).unwrap();
    let response = read(&mut stream).unwrap();
    assert_eq!((response.status, &response.json()["error"]), (408, &json!("timeout")));
    assert_eq!(response.header("retry-after"), Some("1"));
    assert_eq!(response.json()["retry_ms"], 1000);
}

#[test]
fn a_connection_cut_amid_a_body_leaves_nothing_behind() {
    let server = InProcess::start();
    let parts = visit(session(1), self::stream(2)).concat();
    let mut stream = TcpStream::connect(server.address).unwrap();
    let head = format!(
        "POST /v1/i?k=demo HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n",
        parts.len()
    );
    stream
        .write_all(&[head.as_bytes(), &parts[..parts.len() - 1]].concat())
        .unwrap();
    drop(stream);
    // Another request is answered after it, and the server has nothing of the first.
    server.post(&encoder(session(5), self::stream(5)).finish_part(true));
    assert_eq!(server.only_session()["counts"]["clicks"], 0);
}

#[test]
fn more_parts_than_a_request_may_hold_are_left_for_the_next() {
    let server = InProcess::start_with(|config| config.limits.request_parts = 3);
    let parts = visit(session(1), stream(2));
    let response = server.post(&parts.concat());
    assert_eq!(response.status, 413);
    let answer = response.json();
    assert_eq!(answer["streams"][0]["stored"], json!([0, 1, 2]));
    assert_eq!(
        (&answer["refused"][0]["part"], &answer["refused"][0]["code"]),
        (&json!(3), &json!("too_large"))
    );
    assert_eq!(server.post(&parts[3]).status, 200);
}

#[test]
fn a_full_queue_asks_to_come_again() {
    let part = encoder(session(1), stream(2)).finish_part(false);
    let server = InProcess::start_with(|config| config.limits.queue_size_bytes = part.len() - 1);
    let response = server.post(&part);
    assert_eq!((response.status, &response.json()["error"]), (503, &json!("busy")));
    assert_eq!(
        (response.header("retry-after"), &response.json()["retry_ms"]),
        (Some("1"), &json!(1000))
    );
    assert_eq!(response.header("access-control-allow-origin"), Some("*"));
    assert_eq!(server.count("SELECT count(*) FROM part"), 0);
}

#[test]
fn a_project_that_fills_its_share_is_told_so() {
    let part = encoder(session(1), stream(2)).finish_part(false);
    let server = InProcess::start_with(|config| config.limits.queue_share_bytes = part.len() - 1);
    let response = server.post(&part);
    assert_eq!((response.status, &response.json()["error"]), (429, &json!("too_much")));
    assert_eq!(response.header("retry-after"), Some("1"));
}

#[test]
fn what_facts_take_counts_in_the_queue_too() {
    // A label in the string table costs little each time it is used again, and all of it in memory.
    let label = "label ".repeat(40);
    let mut encoder = encoder(session(1), stream(2));
    for at_ms in 5..1000 {
        encoder.push(at_ms, &click(&label));
    }
    let part = encoder.finish_part(false);
    let server = InProcess::start_with(|config| config.limits.queue_size_bytes = part.len() + 50_000);
    assert!(part.len() < 50_000, "{} bytes", part.len());
    assert_eq!(server.post(&part).status, 503);
}

#[test]
fn a_session_that_is_as_large_as_may_be_takes_no_more() {
    let parts = visit(session(1), stream(2));
    let size = parts[..2].concat().len() as u64;
    let server = InProcess::start_with(|config| config.limits.session_size_bytes = size);
    let response = server.post(&parts[..3].concat());
    assert_eq!(response.status, 410);
    let answer = response.json();
    assert_eq!(answer["stop"], true);
    assert_eq!(answer["streams"][0]["stored"], json!([0, 1]));
    let refused = &answer["refused"][0];
    assert_eq!(
        (&refused["part"], &refused["sequence"], &refused["code"]),
        (&json!(2), &json!(2), &json!("session_full"))
    );
    assert_eq!(server.post(&parts[2]).status, 410);
    assert_eq!(server.post(&parts[1]).status, 200, "what is held stays acknowledged");
    assert_eq!(
        server.post(&visit(session(3), stream(3))[0]).status,
        200,
        "other sessions go on"
    );
}

#[test]
fn a_session_that_is_as_long_as_may_be_takes_no_more() {
    let server = InProcess::start();
    let four_hours_ms = 4 * 60 * 60 * 1000;
    let begin = crate::parts::STARTED_AT_MS;
    server.post(&encoder_at(session(1), stream(2), begin).finish_part(false));
    assert_eq!(
        server
            .post(&encoder_at(session(1), stream(3), begin + four_hours_ms - 1).finish_part(false))
            .status,
        200
    );
    assert_eq!(
        server
            .post(&encoder_at(session(1), stream(4), begin + four_hours_ms).finish_part(false))
            .status,
        410
    );
}

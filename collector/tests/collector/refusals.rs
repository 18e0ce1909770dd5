//! What is not taken, and how it is told.

use crc::{CRC_32_ISCSI, Crc};
use scrubjay_format::limits::{INDEX_RAW_MAX_BYTES, REPLAY_RAW_MAX_BYTES};
use serde_json::{Value, json};

use crate::client::{get, request};
use crate::parts::{click, encoder, encoder_at, session, stream, visit};
use crate::server::InProcess;

/// Where fields stand in a part's header; see docs/format.md.
const INDEX_SIZE: usize = 52;
const INDEX_RAW_SIZE: usize = 56;
const REPLAY_RAW_SIZE: usize = 64;
const CHECKSUM: usize = 68;
const HEADER_BYTES: usize = 72;

/// A part of four bytes' worth of another number in its header, with a checksum that is right again.
fn patched(part: &[u8], field: usize, value: u32) -> Vec<u8> {
    let mut part = part.to_vec();
    part[field..field + 4].copy_from_slice(&value.to_le_bytes());
    sealed(part)
}

fn sealed(mut part: Vec<u8>) -> Vec<u8> {
    let crc = Crc::<u32>::new(&CRC_32_ISCSI);
    let mut digest = crc.digest();
    digest.update(&part[..CHECKSUM]);
    digest.update(&part[HEADER_BYTES..]);
    let checksum = digest.finalize();
    part[CHECKSUM..HEADER_BYTES].copy_from_slice(&checksum.to_le_bytes());
    part
}

/// A part whose index section inflates to this many zeros, while its header says it is as large as may be.
fn bomb(part: &[u8], raw_size_bytes: usize) -> Vec<u8> {
    let size = |field: usize| u32::from_le_bytes(part[field..field + 4].try_into().unwrap()) as usize;
    let replay = &part[HEADER_BYTES + size(INDEX_SIZE)..];
    let index = miniz_oxide::deflate::compress_to_vec(&vec![0; raw_size_bytes], 9);
    let mut bomb = [&part[..HEADER_BYTES], &index, replay].concat();
    bomb[INDEX_SIZE..INDEX_SIZE + 4].copy_from_slice(&(index.len() as u32).to_le_bytes());
    bomb[INDEX_RAW_SIZE..INDEX_RAW_SIZE + 4].copy_from_slice(&(INDEX_RAW_MAX_BYTES as u32).to_le_bytes());
    sealed(bomb)
}

fn one_part() -> Vec<u8> {
    let mut encoder = encoder(session(1), stream(2));
    encoder.push(5, &click("Buy"));
    encoder.finish_part(false)
}

/// Sends one bad part between two good ones: the bad one is refused by name, the good ones are held.
fn between_good_ones(bad: &[u8], status: u16, code: &str) -> Value {
    let server = InProcess::start();
    let good = visit(session(7), stream(7));
    let body = [&good[0][..], bad, &good[1]].concat();
    let response = server.post(&body);
    assert_eq!(response.status, status, "{response:?}");
    let answer = response.json();
    assert_eq!(
        answer["streams"],
        json!([{ "stream": "0707070707070707", "acknowledged": 1, "stored": [0, 1], "conflicts": [] }])
    );
    let refused = answer["refused"].as_array().unwrap();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!(refused[0]["part"], 1);
    assert_eq!(refused[0]["offset"], good[0].len());
    assert_eq!(refused[0]["code"], code, "{refused:?}");
    assert_eq!(server.count("SELECT count(*) FROM part"), 2);
    refused[0].clone()
}

#[test]
fn a_part_with_a_flipped_bit_is_refused_wherever_the_bit_is() {
    let server = InProcess::start();
    let part = one_part();
    for at in 0..part.len() {
        let mut flipped = part.clone();
        flipped[at] ^= 1 << (at % 8);
        let response = server.post(&flipped);
        assert!(
            matches!(response.status, 400 | 413),
            "bit in byte {at}: {}",
            response.status
        );
        assert_eq!(response.json()["streams"], json!([]), "bit in byte {at}");
    }
    assert_eq!(server.get("/api/sessions").json()["sessions"], json!([]));
}

#[test]
fn a_flipped_bit_between_good_parts_is_named() {
    let mut flipped = one_part();
    *flipped.last_mut().unwrap() ^= 1;
    let refused = between_good_ones(&flipped, 400, "damaged");
    assert!(refused["reason"].as_str().unwrap().contains("CRC-32C"), "{refused}");
}

#[test]
fn a_body_cut_off_anywhere_keeps_only_whole_parts() {
    let parts = visit(session(1), stream(2));
    let body = parts[..2].concat();
    for length in 1..body.len() {
        if length == parts[0].len() {
            continue;
        }
        let server_parts = usize::from(length > parts[0].len());
        let checked = scrubjay_collector::ingest::check(
            &scrubjay_collector::model::ProjectId("p".into()),
            &body[..length].to_vec().into(),
            0,
            64,
        );
        assert_eq!(
            (checked.parts.len(), checked.refused.len()),
            (server_parts, 1),
            "cut to {length} bytes"
        );
        assert_eq!(checked.refused[0].part, server_parts);
    }
    let server = InProcess::start();
    let response = server.post(&body[..body.len() - 1]);
    assert_eq!(response.status, 400);
    let answer = response.json();
    assert_eq!(answer["streams"][0]["stored"], json!([0]));
    assert!(
        answer["refused"][0]["reason"].as_str().unwrap().contains("cut off"),
        "{answer}"
    );
}

#[test]
fn an_index_that_inflates_beyond_the_limit_is_refused() {
    let refused = between_good_ones(&bomb(&one_part(), 64 << 20), 413, "too_large");
    assert_eq!(
        (&refused["stream"], &refused["sequence"]),
        (&json!("0202020202020202"), &json!(0))
    );
}

#[test]
fn sizes_beyond_the_limits_are_refused_as_declared() {
    let index = patched(&one_part(), INDEX_RAW_SIZE, INDEX_RAW_MAX_BYTES as u32 + 1);
    assert!(
        between_good_ones(&index, 413, "too_large")["reason"]
            .as_str()
            .unwrap()
            .contains("inflated index section")
    );
    let replay = patched(&one_part(), REPLAY_RAW_SIZE, REPLAY_RAW_MAX_BYTES as u32 + 1);
    assert!(
        between_good_ones(&replay, 413, "too_large")["reason"]
            .as_str()
            .unwrap()
            .contains("inflated replay section")
    );
}

#[test]
fn replay_bytes_are_stored_as_they_came() {
    // The collector does not look at them: what does not inflate is the player's to tell.
    let part = one_part();
    let mut opaque = part.clone();
    *opaque.last_mut().unwrap() ^= 0x55;
    let opaque = sealed(opaque);
    let server = InProcess::start();
    assert_eq!(server.post(&opaque).status, 200);
    let id = server.only_session()["id"].as_str().unwrap().to_owned();
    assert_eq!(crate::server::recording(server.address, &id), opaque);
}

#[test]
fn times_that_are_no_times_are_refused() {
    let part = encoder_at(session(1), stream(2), u64::MAX).finish_part(false);
    let refused = between_good_ones(&part, 400, "damaged");
    assert_eq!(refused["sequence"], 0);
    assert!(
        refused["reason"].as_str().unwrap().contains("18446744073709551615"),
        "{refused}"
    );
}

#[test]
fn bodies_that_hold_no_part_are_refused() {
    let server = InProcess::start();
    let empty = server.post(b"");
    assert_eq!((empty.status, &empty.json()["error"]), (400, &json!("empty")));
    for body in [&b"x"[..], b"{\"events\":[]}", &[0; 100_000], b"\x8FSJR"] {
        let response = server.post(body);
        assert_eq!(response.status, 400);
        assert_eq!(response.json()["refused"][0]["part"], 0);
    }
    assert_eq!(get(server.address, "/v1/i?k=demo").status, 405);
}

#[test]
fn keys_that_do_not_fit_are_refused_before_the_body_is_looked_at() {
    let server = InProcess::start();
    let database = rusqlite::Connection::open(server.data.path().join("scrubjay.sqlite")).unwrap();
    database
        .execute("INSERT INTO project VALUES ('gone', 'gone', 'revoked-key', 0, 1)", [])
        .unwrap();
    let long = format!("/v1/i?k={}", "x".repeat(5000));
    for (path, status, error) in [
        ("/v1/i", 401, "unauthorized"),
        ("/v1/i?k=", 401, "unauthorized"),
        ("/v1/i?k=wrong", 401, "unauthorized"),
        (&*long, 401, "unauthorized"),
        ("/v1/i?k=revoked-key", 403, "revoked"),
    ] {
        let response = request(server.address, "POST", path, &[], &one_part());
        assert_eq!(
            (response.status, &response.json()["error"]),
            (status, &json!(error)),
            "{path}"
        );
    }
    assert_eq!(server.count("SELECT count(*) FROM part"), 0);
}

//! Reading a request's body within bounds.

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use tokio::time::timeout;

use crate::problem::Problem;

use super::answer::RETRY_MS;
use super::queue::{NoRoom, Room};

/// Reads a body of at most `size_max_bytes` within `time_max`, taking room for what arrives.
pub(super) async fn read(
    body: Body,
    room: &mut Room,
    size_max_bytes: usize,
    time_max: Duration,
) -> Result<Bytes, Problem> {
    timeout(time_max, collect(body, room, size_max_bytes))
        .await
        .unwrap_or_else(|_| {
            let reason = format!("the body did not arrive within {} s", time_max.as_secs());
            Err(Problem::later(StatusCode::REQUEST_TIMEOUT, "timeout", reason, RETRY_MS))
        })
}

async fn collect(mut body: Body, room: &mut Room, size_max_bytes: usize) -> Result<Bytes, Problem> {
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| {
            Problem::new(
                StatusCode::BAD_REQUEST,
                "cut_off",
                "the body ended before it was whole: nothing of it is held",
            )
        })?;
        let Ok(data) = frame.into_data() else { continue };
        if first.len() + rest.len() + data.len() > size_max_bytes {
            return Err(too_large(size_max_bytes));
        }
        room.take(data.len()).map_err(no_room)?;
        // Most bodies arrive in one piece, which then need not be copied.
        if first.is_empty() {
            first = data;
        } else {
            rest.extend_from_slice(&data);
        }
    }
    if rest.is_empty() {
        return Ok(first);
    }
    let mut whole = BytesMut::with_capacity(first.len() + rest.len());
    whole.extend_from_slice(&first);
    whole.extend_from_slice(&rest);
    Ok(whole.freeze())
}

/// What a client is told that there is no room for.
pub(super) fn no_room(cause: NoRoom) -> Problem {
    let (status, code) = match cause {
        NoRoom::QueueFull => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
        NoRoom::ShareFull => (StatusCode::TOO_MANY_REQUESTS, "too_much"),
    };
    Problem::later(status, code, cause.to_string(), RETRY_MS)
}

pub(super) fn too_large(size_max_bytes: usize) -> Problem {
    let reason = format!("a request holds at most {size_max_bytes} bytes");
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", reason)
}

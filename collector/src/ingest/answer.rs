//! What a recorder is told.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use scrubjay_format::{SessionId, StreamId};
use serde::Serialize;

use crate::clock::now_ms;
use crate::store::{Outcome, OutcomeKind};

use super::check::Place;

/// When a recorder may try again after a failure; it adds jitter and backs off on its own.
pub const RETRY_MS: u64 = 1_000;
/// How often a recorder may send.
pub const FLUSH_MS: u64 = 5_000;
/// How often it may send while the queue is more than half full.
pub(super) const FLUSH_BUSY_MS: u64 = 15_000;

/// The answer to an ingest request of which at least the frame was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// One for each stream that has a part in the request which is held now.
    pub streams: Vec<StreamAnswer>,
    /// Parts that are not taken, and why. All others are held.
    pub refused: Vec<Refused>,
    /// When to try again after a failure.
    pub retry_ms: u64,
    /// How often to send.
    pub flush_ms: u64,
    /// Whether someone is watching, and would like parts sooner.
    pub live: bool,
    /// Whether to stop recording: nothing more will be taken.
    pub stop: bool,
    /// The server's clock.
    pub server_time_ms: i64,
}

/// What is held of a stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StreamAnswer {
    /// The stream.
    pub stream: String,
    /// Every part up to and with this number is held; none: part 0 is missing.
    pub acknowledged: Option<u32>,
    /// The numbers of the request's own parts of this stream; all of them are held, whatever is missing before them.
    pub stored: Vec<u32>,
    /// Those of them that came with other bytes before. What came first is what is held.
    pub conflicts: Vec<u32>,
    #[serde(skip)]
    session: SessionId,
}

/// A part that is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// Which part of the request, from 0.
    pub part: usize,
    /// At which byte of the request it begins.
    pub offset: usize,
    /// Its stream, as far as that can be told.
    pub stream: Option<String>,
    /// Its number in the stream.
    pub sequence: Option<u32>,
    /// Stable code.
    pub code: RefusedCode,
    /// What is wrong, in words.
    pub reason: String,
}

/// Why a part is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusedCode {
    /// Its bytes make no sense, or are not all there.
    Damaged,
    /// It, or what it inflates to, is beyond a limit.
    TooLarge,
    /// Its session is as large or long as sessions may get.
    SessionFull,
    /// Its session was erased: nothing of it is taken any more.
    SessionErased,
}

impl Refused {
    /// A part found at this place, with its stream and number if they can be told.
    pub fn new(place: Place, name: Option<(StreamId, u32)>, code: RefusedCode, reason: impl Into<String>) -> Self {
        Self {
            part: place.number,
            offset: place.offset,
            stream: name.map(|(stream, _)| stream.to_string()),
            sequence: name.map(|(_, sequence)| sequence),
            code,
            reason: reason.into(),
        }
    }
}

impl Answer {
    /// Puts together the answer from what became of each part.
    pub fn new(held: &[(SessionId, StreamId, u32, Outcome)], refused: Vec<Refused>, busy: bool) -> Self {
        let mut streams: Vec<StreamAnswer> = Vec::new();
        for (session, stream, sequence, outcome) in held {
            let name = stream.to_string();
            let acknowledged = outcome.next_sequence.checked_sub(1);
            let position = streams
                .iter()
                .position(|known| known.session == *session && known.stream == name);
            let answer = match position {
                Some(position) => &mut streams[position],
                None => {
                    streams.push(StreamAnswer {
                        stream: name,
                        acknowledged,
                        stored: Vec::new(),
                        conflicts: Vec::new(),
                        session: *session,
                    });
                    let last = streams.len() - 1;
                    &mut streams[last]
                }
            };
            answer.acknowledged = answer.acknowledged.max(acknowledged);
            answer.stored.push(*sequence);
            if outcome.kind == OutcomeKind::Conflict {
                answer.conflicts.push(*sequence);
            }
        }
        let ends = |code| matches!(code, RefusedCode::SessionFull | RefusedCode::SessionErased);
        let stop = refused.iter().any(|part| ends(part.code));
        let flush_ms = if busy { FLUSH_BUSY_MS } else { FLUSH_MS };
        Self {
            streams,
            refused,
            retry_ms: RETRY_MS,
            flush_ms,
            live: false,
            stop,
            server_time_ms: now_ms(),
        }
    }

    /// 200 if all is held; else by the worst of what was refused.
    pub fn status(&self) -> StatusCode {
        let any = |code| self.refused.iter().any(|part| part.code == code);
        if any(RefusedCode::TooLarge) {
            StatusCode::PAYLOAD_TOO_LARGE
        } else if any(RefusedCode::Damaged) {
            StatusCode::BAD_REQUEST
        } else if any(RefusedCode::SessionFull) || any(RefusedCode::SessionErased) {
            StatusCode::GONE
        } else {
            StatusCode::OK
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        (self.status(), axum::Json(self)).into_response()
    }
}

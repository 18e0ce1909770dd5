//! `POST /v1/i`: takes parts in. An acknowledgement means that they are on stable storage.

mod answer;
mod body;
mod check;
mod facts;
mod flusher;
mod keys;
mod names;
mod queue;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use serde::Deserialize;
use std::sync::Arc;
use tokio::sync::oneshot;

use crate::clock::now_ms;
use crate::config::Limits;
use crate::model::ProjectId;
use crate::problem::Problem;
use crate::store::{ByteStore, RowStore};

pub use answer::{Answer, FLUSH_MS, RETRY_MS, Refused, RefusedCode, StreamAnswer};
pub use check::{Checked, Place, check};
pub use facts::facts;
pub use flusher::Flusher;
pub(crate) use flusher::pack_name;
pub use keys::Keys;
pub use queue::{NoRoom, NotStored, PartResult, Queue, Room, Waiting};

/// What the ingest endpoint works with.
pub struct Ingest {
    /// Write keys.
    pub keys: Keys,
    /// Where rows are.
    pub rows: Arc<dyn RowStore>,
    /// Where bytes are.
    pub bytes: Arc<dyn ByteStore>,
    /// What waits to be stored.
    pub queue: Queue,
    /// Bounds.
    pub limits: Limits,
}

/// Query parameters of the ingest endpoint.
#[derive(Debug, Deserialize)]
pub struct Parameters {
    k: Option<String>,
}

impl Parameters {
    /// The write key, if there is one.
    pub fn key(&self) -> Option<&str> {
        self.k.as_deref()
    }
}

/// Takes a request's parts in, and answers when they are stored.
///
/// # Errors
/// 401 and 403 for keys, 400 and 413 for bodies that hold nothing, 408 and 503 for what may pass.
pub async fn receive(
    State(ingest): State<Arc<Ingest>>,
    parameters: Result<Query<Parameters>, QueryRejection>,
    headers: HeaderMap,
    request: Request,
) -> Result<Answer, Problem> {
    let Query(Parameters { k }) = parameters?;
    let project = ingest.keys.project(k.as_deref()).await?;
    let limits = &ingest.limits;
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limits.request_size_bytes as u64) {
        return Err(body::too_large(limits.request_size_bytes));
    }
    let mut room = ingest.queue.room(&project);
    let body = body::read(
        request.into_body(),
        &mut room,
        limits.request_size_bytes,
        limits.body_timeout,
    )
    .await?;
    if body.is_empty() {
        return Err(Problem::new(
            StatusCode::BAD_REQUEST,
            "empty",
            "the body is empty: it should hold parts",
        ));
    }
    let checked = check(&project, &body, now_ms(), limits.request_parts);
    store(&ingest.queue, checked, room).await
}

/// Waits for the parts to be stored.
async fn store(queue: &Queue, checked: Checked, mut room: Room) -> Result<Answer, Problem> {
    let Checked {
        parts,
        places,
        mut refused,
    } = checked;
    let later = |reason: String| Problem::later(StatusCode::SERVICE_UNAVAILABLE, "unavailable", reason, RETRY_MS);
    let names: Vec<_> = parts
        .iter()
        .map(|part| (part.key.session, part.key.stream, part.key.sequence))
        .collect();
    let mut held = Vec::with_capacity(names.len());
    if !parts.is_empty() {
        let facts_size_bytes = parts.iter().map(|part| part.facts.size_bytes()).sum();
        room.take(facts_size_bytes).map_err(body::no_room)?;
        let (reply, result) = oneshot::channel();
        queue
            .push(Waiting { parts, reply, room })
            .map_err(|error| later(error.to_string()))?;
        let results = result
            .await
            .unwrap_or(Err(NotStored))
            .map_err(|error| later(error.to_string()))?;
        for (((session, stream, sequence), place), result) in names.into_iter().zip(places).zip(results) {
            let (code, reason) = match result {
                PartResult::Held(outcome) => {
                    held.push((session, stream, sequence, outcome));
                    continue;
                }
                PartResult::SessionFull => (RefusedCode::SessionFull, "the session takes no more"),
                PartResult::SessionErased => (RefusedCode::SessionErased, "the session was erased"),
            };
            refused.push(Refused::new(place, Some((stream, sequence)), code, reason));
        }
    }
    if !refused.is_empty() {
        tracing::warn!(refused = refused.len(), held = held.len(), first = %refused[0].reason, "parts refused");
    }
    Ok(Answer::new(&held, refused, queue.is_busy()))
}

/// Reads a body of at most `size_max_bytes` that is no part, within the bounds of what a project may have waiting.
///
/// # Errors
/// 400 and 413 for bodies, 408, 429 and 503 for what may pass.
pub(crate) async fn read_body(
    ingest: &Ingest,
    project: &ProjectId,
    request: Request,
    size_max_bytes: usize,
) -> Result<Bytes, Problem> {
    let mut room = ingest.queue.room(project);
    body::read(
        request.into_body(),
        &mut room,
        size_max_bytes,
        ingest.limits.body_timeout,
    )
    .await
}

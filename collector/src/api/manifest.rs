//! `GET /api/sessions/{id}/manifest`: which bytes of the recording are which part.

use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;

use crate::model::StoredPart;
use crate::problem::Problem;

use super::{Api, OpenProject, unavailable};

/// The parts of a recording. It only ever grows at its end, so offsets stay good while a session goes on.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    size_bytes: u64,
    parts: Vec<Entry>,
}

/// One part.
#[derive(Debug, Serialize)]
struct Entry {
    stream: String,
    sequence: u32,
    /// Its first event, ms since the stream's start.
    t0: u32,
    /// Its last.
    t1: u32,
    keyframe: bool,
    last: bool,
    offset: u64,
    length: u64,
}

impl From<StoredPart> for Entry {
    fn from(part: StoredPart) -> Self {
        let StoredPart {
            stream,
            sequence,
            first_ms,
            last_ms,
            keyframe,
            last,
            position,
            length,
            ..
        } = part;
        Self {
            stream,
            sequence,
            t0: first_ms,
            t1: last_ms,
            keyframe,
            last,
            offset: position,
            length,
        }
    }
}

pub(super) async fn manifest(
    State(api): State<Api>,
    OpenProject(project): OpenProject,
    Path(id): Path<String>,
) -> Result<Json<Answer>, Problem> {
    let found = api.rows.parts(&project, &id, None).await.map_err(unavailable)?;
    let parts = found.ok_or_else(|| Problem::not_found("session"))?;
    let size_bytes = parts.last().map_or(0, |part| part.position + part.length);
    Ok(Json(Answer {
        size_bytes,
        parts: parts.into_iter().map(Entry::from).collect(),
    }))
}

//! `GET /api/sessions/{id}`: a session with its streams and events.

use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;

use crate::model::{Session, SessionEvent, Stream};
use crate::problem::Problem;
use crate::store::SESSION_EVENTS_MAX;

use super::{Api, OpenProject, unavailable};

/// A session with its streams and events.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    #[serde(flatten)]
    session: Session,
    streams: Vec<Stream>,
    events: Vec<SessionEvent>,
    /// Whether the session has more events than are given here.
    events_truncated: bool,
}

pub(super) async fn details(
    State(api): State<Api>,
    OpenProject(project): OpenProject,
    Path(id): Path<String>,
) -> Result<Json<Answer>, Problem> {
    let found = api.rows.session(&project, &id).await.map_err(unavailable)?;
    let details = found.ok_or_else(|| Problem::not_found("session"))?;
    let events_truncated = details.events.len() >= SESSION_EVENTS_MAX;
    Ok(Json(Answer {
        session: details.session,
        streams: details.streams,
        events: details.events,
        events_truncated,
    }))
}

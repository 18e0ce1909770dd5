//! `GET /api/sessions`: the list, newest first.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::model::Session;
use crate::problem::Problem;
use crate::store::{Cursor, Page};

use super::{Api, OpenProject, unavailable};

const LIMIT_DEFAULT: u32 = 50;
const LIMIT_MAX: u32 = 500;

/// Which page of the list.
#[derive(Debug, Deserialize)]
pub(super) struct Parameters {
    limit: Option<u32>,
    cursor: Option<String>,
}

/// A page of the list.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    sessions: Vec<Session>,
    /// Where the next page begins; none: this is the last.
    next: Option<String>,
}

pub(super) async fn list(
    State(api): State<Api>,
    OpenProject(project): OpenProject,
    parameters: Result<Query<Parameters>, QueryRejection>,
) -> Result<Json<Answer>, Problem> {
    let Query(parameters) = parameters?;
    let limit = parameters.limit.unwrap_or(LIMIT_DEFAULT);
    if !(1..=LIMIT_MAX).contains(&limit) {
        let reason = format!("limit is {limit}, it should be 1 to {LIMIT_MAX}");
        return Err(Problem::new(StatusCode::BAD_REQUEST, "bad_limit", reason));
    }
    let after = parameters.cursor.as_deref().map(decode).transpose()?;
    // One more than asked for tells whether there is another page.
    let mut found = api
        .rows
        .sessions(
            &project,
            Page {
                limit: limit + 1,
                after,
            },
        )
        .await
        .map_err(unavailable)?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let next = found.last().filter(|_| more).map(|(cursor, _)| encode(cursor));
    Ok(Json(Answer {
        sessions: found.into_iter().map(|(_, session)| session).collect(),
        next,
    }))
}

fn encode(cursor: &Cursor) -> String {
    format!("{}.{}", cursor.listed_at_ms, cursor.public_id)
}

fn decode(text: &str) -> Result<Cursor, Problem> {
    let parsed = text.split_once('.').and_then(|(at, id)| {
        Some(Cursor {
            listed_at_ms: at.parse().ok()?,
            public_id: id.to_owned(),
        })
    });
    parsed.ok_or_else(|| {
        Problem::new(
            StatusCode::BAD_REQUEST,
            "bad_cursor",
            "this cursor is not one that the list gave",
        )
    })
}

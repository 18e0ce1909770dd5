//! Which project a write key belongs to, remembered for a while: every request asks.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::StatusCode;

use crate::chain::Chain;
use crate::model::{Project, ProjectId};
use crate::problem::Problem;
use crate::store::RowStore;

use super::answer::RETRY_MS;

/// How long an answer of the database is believed, and so how long a revoked key still works.
const BELIEVED: Duration = Duration::from_secs(10);
/// How many keys are remembered; wrong ones are among them, so that they cannot keep the database busy.
const REMEMBERED_MAX: usize = 10_000;
/// Longer ones are no keys.
const KEY_MAX_BYTES: usize = 128;

/// Looks up write keys.
pub struct Keys {
    rows: Arc<dyn RowStore>,
    remembered: Mutex<HashMap<String, (Instant, Option<Project>)>>,
}

impl Keys {
    /// Keys as the database has them.
    pub fn new(rows: Arc<dyn RowStore>) -> Self {
        Self {
            rows,
            remembered: Mutex::default(),
        }
    }

    /// The project that may be added to with this key.
    ///
    /// # Errors
    /// 401 without a known key, 403 with one that was revoked, 503 when the database does not answer.
    pub async fn project(&self, write_key: Option<&str>) -> Result<ProjectId, Problem> {
        let unauthorized = |reason| Problem::new(StatusCode::UNAUTHORIZED, "unauthorized", reason);
        let write_key = write_key.ok_or_else(|| unauthorized("the write key is missing: ?k=<write key>"))?;
        match self.look_up(write_key).await? {
            Some(project) if project.revoked => Err(Problem::new(
                StatusCode::FORBIDDEN,
                "revoked",
                "this write key was revoked",
            )),
            Some(project) => Ok(project.id),
            None => Err(unauthorized("this write key is not known")),
        }
    }

    async fn look_up(&self, write_key: &str) -> Result<Option<Project>, Problem> {
        if write_key.len() > KEY_MAX_BYTES {
            return Ok(None);
        }
        if let Some((at, project)) = self.remembered().get(write_key)
            && at.elapsed() < BELIEVED
        {
            return Ok(project.clone());
        }
        let project = self.rows.project_by_key(write_key).await.map_err(|error| {
            tracing::error!(error = %Chain(&error), "could not look up a write key");
            Problem::later(
                StatusCode::SERVICE_UNAVAILABLE,
                "unavailable",
                "the database does not answer",
                RETRY_MS,
            )
        })?;
        let mut remembered = self.remembered();
        if remembered.len() >= REMEMBERED_MAX {
            remembered.clear();
        }
        remembered.insert(write_key.to_owned(), (Instant::now(), project.clone()));
        Ok(project)
    }

    fn remembered(&self) -> std::sync::MutexGuard<'_, HashMap<String, (Instant, Option<Project>)>> {
        // What is remembered is whole between any two steps, whatever happened while it was locked.
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! `POST /v1/forget`: erases a session whose visitor asked for it.
//!
//! When the answer is sent, no row speaks of the session any more and nothing leads to its bytes. The packs that hold them
//! are then rewritten without them, or deleted; what could not be done is tried again, also after a restart.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use scrubjay_format::SessionId;
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::chain::Chain;
use crate::clock::now_ms;
use crate::ingest::{Keys, Parameters, RETRY_MS, pack_name};
use crate::pack::{self, PackError, Packing};
use crate::problem::Problem;
use crate::store::{ByteStore, Repacked, RowStore, StoreError};

/// Longest body: an id, and white space around it.
const BODY_MAX_BYTES: usize = 256;
/// How long packs that could not be cleaned wait, and those of parts that came while their session was erased.
const AGAIN: Duration = Duration::from_secs(60);

/// What the endpoint works with.
pub struct Forget {
    /// Write keys.
    pub keys: Keys,
    /// Erases.
    pub eraser: Arc<Eraser>,
}

/// Erases sessions, and cleans up after them.
pub struct Eraser {
    bytes: Arc<dyn ByteStore>,
    rows: Arc<dyn RowStore>,
    work: Notify,
}

/// Why a pack could not be cleaned.
#[derive(Debug, thiserror::Error)]
enum CleanError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Pack(#[from] PackError),
}

/// Erases the session whose secret id the body is.
///
/// # Errors
/// 401 and 403 for keys, 400 for what is no id, 503 when the database does not answer.
pub async fn receive(
    State(forget): State<Arc<Forget>>,
    parameters: Result<Query<Parameters>, QueryRejection>,
    request: Request,
) -> Result<Json<Value>, Problem> {
    let Query(parameters) = parameters?;
    let project = forget.keys.project(parameters.key()).await?;
    let unreadable = |reason: String| Problem::new(StatusCode::BAD_REQUEST, "bad_session", reason);
    let body = axum::body::to_bytes(request.into_body(), BODY_MAX_BYTES)
        .await
        .map_err(|error| unreadable(format!("the body should be a session's id: {error}")))?;
    let text = std::str::from_utf8(&body).unwrap_or_default().trim();
    let session: SessionId = text
        .parse()
        .map_err(|error| unreadable(format!("the body should be a session's id: {error}")))?;
    let eraser = &forget.eraser;
    eraser.rows.erase(&project, session, now_ms()).await.map_err(|error| {
        tracing::error!(error = %Chain(&error), "could not erase a session");
        Problem::later(
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            "the session could not be erased",
            RETRY_MS,
        )
    })?;
    tracing::info!(project = %project, "a session was erased");
    eraser.work.notify_one();
    Ok(Json(json!({ "erased": true })))
}

impl Eraser {
    /// An eraser of sessions in these stores.
    pub fn new(bytes: Arc<dyn ByteStore>, rows: Arc<dyn RowStore>) -> Self {
        Self {
            bytes,
            rows,
            work: Notify::new(),
        }
    }

    /// Cleans packs, now and whenever there is something to clean. Never ends.
    pub async fn run(self: Arc<Self>) {
        loop {
            if let Err(error) = self.clean().await {
                tracing::warn!(error = %Chain(&error), "could not clean up after an erased session; trying again later");
            }
            let _ = tokio::time::timeout(AGAIN, self.work.notified()).await;
        }
    }

    async fn clean(&self) -> Result<(), CleanError> {
        let stale = self.rows.stale_packs().await?;
        for object in &stale {
            self.clean_pack(object).await?;
        }
        if !stale.is_empty() && !self.rows.flush_log().await? {
            self.work.notify_one(); // a reader was in the way
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        Ok(())
    }

    /// Writes what is still referred to into another pack, and deletes this one. Whatever it is interrupted by, doing it
    /// again comes to the same: a new pack is stale until its rows are there.
    async fn clean_pack(&self, old: &str) -> Result<(), CleanError> {
        let parts = self.rows.packed_parts(old).await?;
        if !parts.is_empty() {
            let mut packing = Vec::with_capacity(parts.len());
            for part in &parts {
                let range = part.offset..part.offset + part.length;
                packing.push(Packing {
                    project: part.project.clone(),
                    received_ms: part.received_ms,
                    bytes: self.bytes.read(old, range).await?,
                });
            }
            let new = pack_name()?;
            let built = pack::build(packing)?;
            self.rows.mark_stale(&new).await?;
            self.bytes.put(&new, built.pieces).await?;
            let offsets = parts.iter().map(|part| part.offset).zip(built.offsets).collect();
            let repacked = Repacked {
                old: old.to_owned(),
                new,
                offsets,
            };
            self.rows.repack(repacked).await?;
        }
        self.bytes.delete(old).await?;
        self.rows.deleted_pack(old).await?;
        Ok(())
    }
}

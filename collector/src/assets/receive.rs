//! `POST /v1/assets/have` and `POST /v1/assets/{hash}`: recorders ask which files are missing, and send those.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use bytes::Bytes;
use scrubjay_format::AssetHash;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::chain::Chain;
use crate::clock::now_ms;
use crate::ingest::{Ingest, RETRY_MS, read_body};
use crate::model::{ProjectId, StoredAsset};
use crate::problem::Problem;
use crate::store::StoreError;

use super::{UNTYPED, is_fitting, object};

/// Hashes in one question.
const ASKED_MAX: usize = 256;
/// A hash in hexadecimal digits, and the end of its line.
const ASKED_LINE_BYTES: usize = 66;

/// Query parameters of both.
#[derive(Debug, Deserialize)]
pub struct Parameters {
    k: Option<String>,
    #[serde(rename = "type")]
    mime_type: Option<String>,
}

/// Which of the files asked for are not here.
#[derive(Debug, Serialize)]
pub struct Missing {
    missing: Vec<String>,
}

/// A file is on stable storage.
#[derive(Debug, Serialize)]
pub struct Stored {
    stored: bool,
}

/// Says which files of a list of hashes, one a line, the project does not have yet.
///
/// # Errors
/// 401 and 403 for keys, 400 and 413 for lists, 408 and 503 for what may pass.
pub async fn have(
    State(ingest): State<Arc<Ingest>>,
    parameters: Result<Query<Parameters>, QueryRejection>,
    request: Request,
) -> Result<Json<Missing>, Problem> {
    let Query(Parameters { k, .. }) = parameters?;
    let project = ingest.keys.project(k.as_deref()).await?;
    let body = read_body(&ingest, &project, request, ASKED_MAX * ASKED_LINE_BYTES).await?;
    let text = std::str::from_utf8(&body).map_err(|_| wrong_hash("the list is no text"))?;
    let hashes = text
        .lines()
        .map(|line| hash_of(line.trim_end()))
        .collect::<Result<Vec<_>, _>>()?;
    let missing = ingest
        .rows
        .missing_assets(&project, hashes)
        .await
        .map_err(unavailable)?;
    Ok(Json(Missing {
        missing: missing.iter().map(ToString::to_string).collect(),
    }))
}

/// Keeps a file under the hash of its content. Sending it again changes nothing.
///
/// # Errors
/// 401 and 403 for keys, 400 if it is not the file of that hash, 413 and 415 for files that are not kept, 408 and 503 for
/// what may pass.
pub async fn receive(
    State(ingest): State<Arc<Ingest>>,
    Path(hash): Path<String>,
    parameters: Result<Query<Parameters>, QueryRejection>,
    request: Request,
) -> Result<Json<Stored>, Problem> {
    let Query(Parameters { k, mime_type }) = parameters?;
    let project = ingest.keys.project(k.as_deref()).await?;
    let hash = hash_of(&hash)?;
    let mime_type = mime_type
        .filter(|given| !given.is_empty())
        .unwrap_or(UNTYPED.to_owned());
    if !is_fitting(&mime_type) {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "type",
            "images and fonts are kept, and nothing else",
        ));
    }
    let body = read_body(&ingest, &project, request, ingest.limits.asset_size_bytes).await?;
    let found = AssetHash(Sha256::digest(&body).into());
    if found != hash {
        return Err(wrong_hash(&format!("these bytes have the hash {found}")));
    }
    store(&ingest, project, hash, mime_type, body)
        .await
        .map_err(unavailable)?;
    Ok(Json(Stored { stored: true }))
}

/// Bytes first, then the row: a row promises that the bytes are there.
async fn store(
    ingest: &Ingest,
    project: ProjectId,
    hash: AssetHash,
    mime_type: String,
    body: Bytes,
) -> Result<(), StoreError> {
    if ingest.rows.missing_assets(&project, vec![hash]).await?.is_empty() {
        return Ok(());
    }
    ingest.bytes.has_room().await?;
    let asset = StoredAsset {
        hash,
        mime_type,
        size_bytes: body.len() as u64,
        received_at_ms: now_ms(),
    };
    ingest.bytes.put(&object(&project, hash), vec![body]).await?;
    ingest.rows.insert_asset(&project, asset).await
}

fn hash_of(text: &str) -> Result<AssetHash, Problem> {
    text.parse().map_err(|error| wrong_hash(&format!("{error}")))
}

fn wrong_hash(reason: &str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "bad_hash", reason)
}

fn unavailable(error: StoreError) -> Problem {
    tracing::error!(error = %Chain(&error), "could not keep a file");
    Problem::later(
        StatusCode::SERVICE_UNAVAILABLE,
        "unavailable",
        "the store does not answer",
        RETRY_MS,
    )
}

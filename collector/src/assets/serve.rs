//! `GET /api/assets/{hash}`: a file, for the player.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::api::{Api, OpenProject, unavailable};
use crate::problem::Problem;

use super::object;

/// An address always has the same file.
const CACHED: &str = "private, max-age=31536000, immutable";
/// A file that is opened by itself, such as an SVG, does nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// Gives a file of the project.
///
/// # Errors
/// 404 if there is none, 503 if the store does not answer.
pub(crate) async fn asset(
    State(api): State<Api>,
    OpenProject(project): OpenProject,
    Path(hash): Path<String>,
) -> Result<Response, Problem> {
    let missing = || Problem::not_found("file");
    let hash = hash.parse().map_err(|_| missing())?;
    let asset = api
        .rows
        .asset(&project, hash)
        .await
        .map_err(unavailable)?
        .ok_or_else(missing)?;
    let bytes = match asset.size_bytes {
        0 => bytes::Bytes::new(),
        size_bytes => api
            .bytes
            .read(&object(&project, hash), 0..size_bytes)
            .await
            .map_err(unavailable)?,
    };
    let headers = [
        (CONTENT_TYPE, asset.mime_type.as_str()),
        (CACHE_CONTROL, CACHED),
        (CONTENT_SECURITY_POLICY, POLICY),
    ];
    Ok((headers, bytes).into_response())
}

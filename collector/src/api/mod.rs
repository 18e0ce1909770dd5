//! What the dashboard reads: sessions, their parts, and their recordings.

mod access;
mod manifest;
mod range;
mod recording;
mod replay_link;
mod session;
mod sessions;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::get;

use crate::assets;
use crate::chain::Chain;
use crate::model::ProjectId;
use crate::problem::Problem;
use crate::store::{ByteStore, RowStore, StoreError};

pub use access::OpenProject;

/// What the API works with.
#[derive(Clone)]
pub struct Api {
    /// Where rows are.
    pub rows: Arc<dyn RowStore>,
    /// Where bytes are.
    pub bytes: Arc<dyn ByteStore>,
    /// The project that everyone on this machine may see (`--open`); none: nobody may see anything.
    pub open: Option<ProjectId>,
}

/// Routes below `/api`.
pub fn routes(api: Api) -> Router {
    Router::new()
        .route("/sessions", get(sessions::list))
        .route("/sessions/{id}", get(session::details))
        .route("/sessions/{id}/manifest", get(manifest::manifest))
        .route("/sessions/{id}/recording", get(recording::recording))
        .route("/assets/{hash}", get(assets::serve::asset))
        .fallback(|| async { Problem::not_found("resource") })
        .layer(from_fn_with_state(api.open.clone(), access::admit))
        .with_state(api)
}

/// Routes below `/r`: replay links.
pub fn replay_links(api: Api) -> Router {
    Router::new()
        .route("/{token}", get(replay_link::follow))
        .fallback(|| async { Problem::not_found("replay link") })
        .layer(from_fn_with_state(api.open.clone(), access::admit))
        .with_state(api)
}

/// A store failed while reading: what is wrong goes to the log, as it may name files.
pub(crate) fn unavailable(error: StoreError) -> Problem {
    tracing::error!(error = %Chain(&error), "could not read");
    Problem::later(
        StatusCode::SERVICE_UNAVAILABLE,
        "unavailable",
        "the store does not answer",
        1_000,
    )
}

//! `GET /r/{token}?t=…`: replay links, as pages hand them to bug trackers and error monitors.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use serde::Deserialize;

use crate::problem::Problem;

use super::{Api, OpenProject, unavailable};

/// The moment that a link points at.
#[derive(Debug, Deserialize)]
pub(super) struct Parameters {
    /// Milliseconds since the Unix epoch, by the visitor's clock. A page knows no other time: when its session began, the
    /// collector may know better, since other tabs are in it too.
    t: Option<i64>,
}

/// Leads to the session's page in the dashboard, at the moment asked for. Whoever may not see sessions is told nothing, not
/// even whether there is one.
pub(super) async fn follow(
    State(api): State<Api>,
    OpenProject(project): OpenProject,
    Path(token): Path<String>,
    parameters: Result<Query<Parameters>, QueryRejection>,
) -> Result<(StatusCode, [(HeaderName, HeaderValue); 1]), Problem> {
    let Query(Parameters { t }) = parameters?;
    let found = api.rows.replay(&project, &token).await.map_err(unavailable)?;
    let target = found.filter(|_| !token.is_empty()).ok_or_else(|| {
        let reason = "no session has this replay link; one that is being recorded arrives within seconds";
        Problem::new(StatusCode::NOT_FOUND, "not_found", reason)
    })?;
    let moment = match t {
        // The dashboard's times are seconds of the session, to a tenth.
        Some(at_ms) => {
            let tenths = at_ms.saturating_sub(target.started_at_ms).max(0) / 100;
            format!("?t={}.{}", tenths / 10, tenths % 10)
        }
        None => String::new(),
    };
    // Public ids are hexadecimal, so nothing in the address needs escaping.
    let address = HeaderValue::try_from(format!("/#/session/{}{moment}", target.public_id));
    let address = address.map_err(|_| Problem::not_found("session"))?;
    Ok((StatusCode::FOUND, [(LOCATION, address)]))
}

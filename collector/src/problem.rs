//! What a client is told when a request fails.

use axum::extract::rejection::QueryRejection;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A failed request: a status, a stable code for programs, and a reason for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// HTTP status.
    pub status: StatusCode,
    /// Stable code.
    pub code: &'static str,
    /// What is wrong, in words.
    pub reason: String,
    /// When to come again, where that makes sense.
    pub retry_ms: Option<u64>,
}

#[derive(Serialize)]
struct Body<'a> {
    error: &'a str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_ms: Option<u64>,
}

impl Problem {
    /// A request that will fail again if sent again.
    pub fn new(status: StatusCode, code: &'static str, reason: impl Into<String>) -> Self {
        Self {
            status,
            code,
            reason: reason.into(),
            retry_ms: None,
        }
    }

    /// Something for now: `Retry-After`, and the same in the body.
    pub fn later(status: StatusCode, code: &'static str, reason: impl Into<String>, retry_ms: u64) -> Self {
        Self {
            retry_ms: Some(retry_ms),
            ..Self::new(status, code, reason)
        }
    }

    /// Nothing is there, or nothing that the asker may see: the two are not told apart.
    pub fn not_found(what: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            format!("there is no {what} of that name"),
        )
    }
}

impl From<QueryRejection> for Problem {
    fn from(rejection: QueryRejection) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_query", rejection.body_text())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = Body {
            error: self.code,
            reason: &self.reason,
            retry_ms: self.retry_ms,
        };
        let mut response = (self.status, axum::Json(body)).into_response();
        if let Some(retry_ms) = self.retry_ms {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(retry_ms.div_ceil(1000)));
        }
        response
    }
}

//! Answers in place of files that are not there.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use super::policy::Audience;

const PAGE: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<title>Scrubjay: the dashboard is not built</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; color-scheme: light dark }</style>
<h1>The dashboard is not built</h1>
<p>This <code>scrubjay</code> was compiled without its web files. It takes recordings in, and its API works.</p>
<p>To get the dashboard, the player and the recorder, run <code>cargo xtask build</code> in the repository, then build
<code>scrubjay</code> again. <code>cargo xtask demo</code> does both and starts it.</p>
";

/// A page that says what to build.
pub(super) fn page() -> Response {
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, Html(PAGE)).into_response();
    Audience::Dashboard.apply(response.headers_mut());
    response
}

/// The same in one line.
pub(super) fn text(what: &str) -> Response {
    let text = format!("{what} is not built into this program: run `cargo xtask build`, then build it again\n");
    (StatusCode::SERVICE_UNAVAILABLE, text).into_response()
}

/// Nothing has that name.
pub(super) fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "not found\n").into_response()
}

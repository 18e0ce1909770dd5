//! Who may read. There is no login yet: with `--open`, whoever can reach the loopback address may read one project.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::model::ProjectId;
use crate::problem::Problem;

/// The project a request may read. Only the check in front of the API hands it out.
#[derive(Clone, Debug)]
pub struct OpenProject(pub ProjectId);

impl<S: Send + Sync> FromRequestParts<S> for OpenProject {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<OpenProject>().cloned().ok_or_else(unauthorized)
    }
}

fn unauthorized() -> Problem {
    let reason = "this server has no login yet: start it with --open on a loopback address to see recordings";
    Problem::new(StatusCode::UNAUTHORIZED, "unauthorized", reason)
}

/// Lets a request through with the project it may read.
pub(super) async fn admit(
    State(open): State<Option<ProjectId>>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let project = open.ok_or_else(unauthorized)?;
    if !names_this_machine(request.headers()) {
        let reason = "recordings are shown under localhost or a loopback address only";
        return Err(Problem::new(StatusCode::FORBIDDEN, "foreign_host", reason));
    }
    request.extensions_mut().insert(OpenProject(project));
    Ok(next.run(request).await)
}

/// Whether the request was made to a name of this machine. A foreign page can make its own name resolve to 127.0.0.1 (DNS
/// rebinding) and would then read recordings as its own; its requests carry that name.
fn names_this_machine(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(HOST).and_then(|host| host.to_str().ok()) else {
        return false;
    };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    let address = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost") || address.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_pass() {
        let host = |name: &str| HeaderMap::from_iter([(HOST, name.parse().unwrap())]);
        for name in [
            "localhost",
            "LocalHost:7777",
            "127.0.0.1",
            "127.0.0.1:80",
            "[::1]:7777",
            "[::1]",
        ] {
            assert!(names_this_machine(&host(name)), "{name}");
        }
        for name in [
            "evil.example",
            "localhost.evil.example:7777",
            "10.0.0.1:7777",
            "127.0.0.1.evil.example",
            "",
            ":80",
        ] {
            assert!(!names_this_machine(&host(name)), "{name}");
        }
        assert!(!names_this_machine(&HeaderMap::new()));
    }
}

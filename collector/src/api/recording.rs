//! `GET /api/sessions/{id}/recording`: the parts of a session, one after another, or a range of those bytes.

use std::ops::Range;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_RANGE, RANGE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream::{self, Stream, StreamExt};

use crate::chain::Chain;
use crate::model::StoredPart;
use crate::problem::Problem;
use crate::store::{ByteStore, StoreError};

use super::range::{Asked, asked};
use super::{Api, OpenProject, unavailable};

/// How much is read at once, at most: so much memory a reader costs, times [`READ_AHEAD`].
const READ_MAX_BYTES: u64 = 256 * 1024;
/// How many reads are under way for one response.
const READ_AHEAD: usize = 2;

pub(super) async fn recording(
    State(api): State<Api>,
    OpenProject(project): OpenProject,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let missing = || Problem::not_found("session");
    let size_bytes = api
        .rows
        .size_bytes(&project, &id)
        .await
        .map_err(unavailable)?
        .ok_or_else(missing)?;
    let etag = format!("\"{id}-{size_bytes}\"");
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    // A range of another version of the recording is not what the client can use (RFC 9110, section 13.1.5).
    let range = text(RANGE).filter(|_| text(IF_RANGE).is_none_or(|known| known == etag));
    let (status, range) = match asked(range, size_bytes) {
        Asked::Whole => (StatusCode::OK, 0..size_bytes),
        Asked::Bytes(range) => (StatusCode::PARTIAL_CONTENT, range),
        Asked::Outside => {
            let reason = format!("the recording has {size_bytes} bytes");
            let problem = Problem::new(StatusCode::RANGE_NOT_SATISFIABLE, "outside", reason);
            return Ok(([(CONTENT_RANGE, format!("bytes */{size_bytes}"))], problem).into_response());
        }
    };
    let parts = api
        .rows
        .parts(&project, &id, Some(range.clone()))
        .await
        .map_err(unavailable)?
        .ok_or_else(missing)?;
    let reads = reads(&parts, &range);
    let found: u64 = reads.iter().map(|read| read.bytes.end - read.bytes.start).sum();
    if found != range.end - range.start {
        return Err(unavailable(StoreError::Damaged(format!(
            "{found} bytes of {range:?} of a recording"
        ))));
    }
    let mut response = Response::new(Body::from_stream(read_all(api.bytes, reads)));
    *response.status_mut() = status;
    let mut answer = (
        [
            (CONTENT_TYPE, "application/octet-stream".to_owned()),
            (ACCEPT_RANGES, "bytes".to_owned()),
            (CONTENT_LENGTH, found.to_string()),
            (ETAG, etag),
        ],
        response,
    )
        .into_response();
    if status == StatusCode::PARTIAL_CONTENT {
        let content_range = format!("bytes {}-{}/{size_bytes}", range.start, range.end - 1);
        answer = ([(CONTENT_RANGE, content_range)], answer).into_response();
    }
    Ok(answer)
}

/// A range of an object to read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Read {
    object: String,
    bytes: Range<u64>,
}

/// What to read of which objects, in order, so that it makes up `range` of the recording. Parts that lie side by side are
/// read at once.
fn reads(parts: &[StoredPart], range: &Range<u64>) -> Vec<Read> {
    let mut reads: Vec<Read> = Vec::new();
    for part in parts {
        let skip = range.start.saturating_sub(part.position);
        let end = part.length.min(range.end.saturating_sub(part.position));
        if skip >= end {
            continue;
        }
        let bytes = part.offset + skip..part.offset + end;
        match reads.last_mut() {
            Some(last)
                if last.object == part.object
                    && last.bytes.end == bytes.start
                    && bytes.end - last.bytes.start <= READ_MAX_BYTES =>
            {
                last.bytes.end = bytes.end;
            }
            _ => reads.push(Read {
                object: part.object.clone(),
                bytes,
            }),
        }
    }
    reads
}

/// Reads piece by piece, as fast as the client takes them. If one fails the body ends early, which the client sees by its
/// length.
fn read_all(store: Arc<dyn ByteStore>, reads: Vec<Read>) -> impl Stream<Item = Result<Bytes, StoreError>> {
    stream::iter(reads)
        .map(move |read| {
            let store = Arc::clone(&store);
            async move {
                let bytes = store.read(&read.object, read.bytes.clone()).await;
                bytes.inspect_err(|error| tracing::error!(error = %Chain(error), "could not read a recording"))
            }
        })
        .buffered(READ_AHEAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(position: u64, length: u64, object: &str, offset: u64) -> StoredPart {
        StoredPart {
            stream: String::new(),
            sequence: 0,
            first_ms: 0,
            last_ms: 0,
            keyframe: false,
            last: false,
            position,
            object: object.into(),
            offset,
            length,
        }
    }

    fn read(object: &str, bytes: Range<u64>) -> Read {
        Read {
            object: object.into(),
            bytes,
        }
    }

    #[test]
    fn neighbours_are_read_at_once_and_ends_are_cut() {
        let parts = [
            part(0, 10, "a", 100),
            part(10, 5, "a", 110),
            part(15, 5, "b", 7),
            part(20, 5, "b", 30),
        ];
        assert_eq!(
            reads(&parts, &(0..25)),
            [read("a", 100..115), read("b", 7..12), read("b", 30..35)]
        );
        assert_eq!(reads(&parts, &(3..12)), [read("a", 103..112)]);
        assert_eq!(reads(&parts, &(14..16)), [read("a", 114..115), read("b", 7..8)]);
        assert_eq!(reads(&parts, &(24..25)), [read("b", 34..35)]);
    }
}

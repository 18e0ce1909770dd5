//! What the API reads.

use std::ops::Range;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::clock::now_ms;
use crate::model::{Counts, Device, ProjectId, Session, SessionEvent, StoredPart, Stream, ViewportSize};
use crate::store::{Cursor, Page, ReplayTarget, SESSION_EVENTS_MAX, SessionDetails, StoreError};

/// A session with an open page that was not heard of for so long is over: recorders send every few seconds.
const LIVE_MS: i64 = 60_000;

const SESSION_COLUMNS: &str =
    "session.public_id, session.started_at_ms, session.ended_at_ms, session.url, session.title,
    session.user_id, session.browser, session.os, session.device_kind, session.viewport_width, session.viewport_height,
    session.streams, session.parts, session.events, session.pages, session.clicks, session.edits, session.errors,
    session.customs, session.size_bytes, session.conflict, session.open_streams, session.received_last_ms,
    session.listed_at_ms, session.clock_offset_ms";

fn session_of(row: &Row<'_>, now_ms: i64) -> rusqlite::Result<Session> {
    let (started_at_ms, ended_at_ms): (i64, i64) = (row.get(1)?, row.get(2)?);
    let clock_offset_ms: i64 = row.get(24)?;
    let (open_streams, received_last_ms): (i64, i64) = (row.get(21)?, row.get(22)?);
    Ok(Session {
        id: row.get(0)?,
        started_at_ms: started_at_ms + clock_offset_ms,
        ended_at_ms: ended_at_ms + clock_offset_ms,
        clock_offset_ms,
        duration_ms: ended_at_ms - started_at_ms,
        url: row.get(3)?,
        title: row.get(4)?,
        user: row.get(5)?,
        device: Device {
            browser: row.get(6)?,
            os: row.get(7)?,
            kind: row.get(8)?,
        },
        viewport: ViewportSize {
            width: row.get(9)?,
            height: row.get(10)?,
        },
        counts: Counts {
            streams: unsigned(row, 11)?,
            parts: unsigned(row, 12)?,
            events: unsigned(row, 13)?,
            pages: unsigned(row, 14)?,
            clicks: unsigned(row, 15)?,
            edits: unsigned(row, 16)?,
            errors: unsigned(row, 17)?,
            customs: unsigned(row, 18)?,
        },
        size_bytes: unsigned(row, 19)?,
        conflict: row.get(20)?,
        live: open_streams > 0 && now_ms - received_last_ms < LIVE_MS,
    })
}

/// A count or size; none of them is ever below 0.
fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, number))
}

pub(super) fn sessions(
    connection: &Connection,
    project: &ProjectId,
    page: &Page,
) -> Result<Vec<(Cursor, Session)>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {SESSION_COLUMNS} FROM session
         WHERE project = ?1 AND (listed_at_ms, public_id) < (?2, ?3)
         ORDER BY listed_at_ms DESC, public_id DESC LIMIT ?4"
    ))?;
    let (listed_at_ms, public_id) = match &page.after {
        Some(cursor) => (cursor.listed_at_ms, cursor.public_id.as_str()),
        None => (i64::MAX, ""),
    };
    let now_ms = now_ms();
    let rows = query.query_map(params![project.0, listed_at_ms, public_id, page.limit], |row| {
        let session = session_of(row, now_ms)?;
        Ok((
            Cursor {
                listed_at_ms: row.get(23)?,
                public_id: session.id.clone(),
            },
            session,
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The secret id behind a public one.
fn secret_of(connection: &Connection, project: &ProjectId, public_id: &str) -> Result<Option<String>, StoreError> {
    let mut query = connection.prepare_cached("SELECT session FROM session WHERE public_id = ?1 AND project = ?2")?;
    Ok(query
        .query_row(params![public_id, project.0], |row| row.get(0))
        .optional()?)
}

pub(super) fn session(
    connection: &Connection,
    project: &ProjectId,
    public_id: &str,
) -> Result<Option<SessionDetails>, StoreError> {
    // One read transaction, so that session, streams and events are of the same moment.
    let transaction = connection.unchecked_transaction()?;
    let Some(secret) = secret_of(&transaction, project, public_id)? else {
        return Ok(None);
    };
    let session = transaction
        .prepare_cached(&format!(
            "SELECT {SESSION_COLUMNS} FROM session WHERE project = ?1 AND session = ?2"
        ))?
        .query_row(params![project.0, secret], |row| session_of(row, now_ms()))?;
    let streams = streams(&transaction, project, &secret, session.clock_offset_ms)?;
    // What is stored is by the visitor's clock.
    let started_at_ms = session.started_at_ms - session.clock_offset_ms;
    let events = events(&transaction, project, &secret, started_at_ms)?;
    Ok(Some(SessionDetails {
        session,
        streams,
        events,
    }))
}

fn streams(
    connection: &Connection,
    project: &ProjectId,
    secret: &str,
    clock_offset_ms: i64,
) -> Result<Vec<Stream>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT stream, started_at_ms, first_ms, last_ms, parts, url, title, ended FROM stream
         WHERE project = ?1 AND session = ?2 ORDER BY started_at_ms, stream",
    )?;
    let rows = query.query_map(params![project.0, secret], |row| {
        Ok(Stream {
            stream: row.get(0)?,
            started_at_ms: row.get::<_, i64>(1)? + clock_offset_ms,
            first_ms: row.get(2)?,
            last_ms: row.get(3)?,
            parts: unsigned(row, 4)?,
            url: row.get(5)?,
            title: row.get(6)?,
            ended: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn events(
    connection: &Connection,
    project: &ProjectId,
    secret: &str,
    started_at_ms: i64,
) -> Result<Vec<SessionEvent>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT ts, stream, kind, name, value, num FROM event
         WHERE project = ?1 AND session = ?2 ORDER BY ts, stream, seq, idx LIMIT ?3",
    )?;
    let rows = query.query_map(params![project.0, secret, SESSION_EVENTS_MAX as i64], |row| {
        Ok(SessionEvent {
            at_ms: row.get::<_, i64>(0)? - started_at_ms,
            stream: row.get(1)?,
            kind: row.get(2)?,
            name: row.get(3)?,
            value: row.get(4)?,
            number: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn parts(
    connection: &Connection,
    project: &ProjectId,
    public_id: &str,
    range: Option<Range<u64>>,
) -> Result<Option<Vec<StoredPart>>, StoreError> {
    let Some(secret) = secret_of(connection, project, public_id)? else {
        return Ok(None);
    };
    let signed = |position: u64| i64::try_from(position).unwrap_or(i64::MAX);
    let (start, end) = range.map_or((0, i64::MAX), |range| (signed(range.start), signed(range.end)));
    let mut query = connection.prepare_cached(
        "SELECT stream, sequence, first_ms, last_ms, keyframe, last, position, object, byte_offset, byte_length FROM part
         WHERE project = ?1 AND session = ?2 AND position < ?4 AND position + byte_length > ?3 ORDER BY position",
    )?;
    let rows = query.query_map(params![project.0, secret, start, end], |row| {
        Ok(StoredPart {
            stream: row.get(0)?,
            sequence: row.get(1)?,
            first_ms: row.get(2)?,
            last_ms: row.get(3)?,
            keyframe: row.get(4)?,
            last: row.get(5)?,
            position: unsigned(row, 6)?,
            object: row.get(7)?,
            offset: unsigned(row, 8)?,
            length: unsigned(row, 9)?,
        })
    })?;
    Ok(Some(rows.collect::<Result<_, _>>()?))
}

pub(super) fn replay(
    connection: &Connection,
    project: &ProjectId,
    token: &str,
) -> Result<Option<ReplayTarget>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT public_id, started_at_ms FROM session WHERE project = ?1 AND replay_token = ?2")?;
    Ok(query
        .query_row(params![project.0, token], |row| {
            Ok(ReplayTarget {
                public_id: row.get(0)?,
                started_at_ms: row.get(1)?,
            })
        })
        .optional()?)
}

pub(super) fn size_bytes(
    connection: &Connection,
    project: &ProjectId,
    public_id: &str,
) -> Result<Option<u64>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT size_bytes FROM session WHERE public_id = ?1 AND project = ?2")?;
    Ok(query
        .query_row(params![public_id, project.0], |row| unsigned(row, 0))
        .optional()?)
}

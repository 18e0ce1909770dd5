//! The row of a session while parts are added to it.

use rusqlite::{Connection, OptionalExtension, params};
use scrubjay_format::SessionId;

use crate::model::{FactCounts, NewPart, ProjectId};
use crate::store::StoreError;

/// What a session's row will hold, apart from what is copied from its first stream.
#[derive(Debug)]
pub(super) struct SessionTally {
    public_id: String,
    span_ms: Option<(i64, i64)>,
    received_ms: Option<(i64, i64)>,
    user: Option<(i64, String)>,
    pub(super) streams: i64,
    pub(super) open_streams: i64,
    parts: i64,
    events: i64,
    pages: i64,
    clicks: i64,
    edits: i64,
    errors: i64,
    customs: i64,
    /// Size of its recording; the next part begins there.
    pub(super) size_bytes: i64,
    pub(super) conflict: bool,
    clock_offset_ms: i64,
}

impl SessionTally {
    /// The session as it is, or one that is about to begin.
    pub(super) fn load(connection: &Connection, project: &ProjectId, session: &str) -> Result<Self, StoreError> {
        let mut query = connection.prepare_cached(
            "SELECT public_id, started_at_ms, ended_at_ms, received_first_ms, received_last_ms, user_at_ms, user_id,
                    streams, open_streams, parts, events, pages, clicks, edits, errors, customs, size_bytes, conflict,
                    clock_offset_ms
             FROM session WHERE project = ?1 AND session = ?2",
        )?;
        let held = query.query_row(params![project.0, session], |row| {
            Ok(Self {
                public_id: row.get(0)?,
                span_ms: Some((row.get(1)?, row.get(2)?)),
                received_ms: Some((row.get(3)?, row.get(4)?)),
                user: row.get::<_, Option<i64>>(5)?.zip(row.get(6)?),
                streams: row.get(7)?,
                open_streams: row.get(8)?,
                parts: row.get(9)?,
                events: row.get(10)?,
                pages: row.get(11)?,
                clicks: row.get(12)?,
                edits: row.get(13)?,
                errors: row.get(14)?,
                customs: row.get(15)?,
                size_bytes: row.get(16)?,
                conflict: row.get(17)?,
                clock_offset_ms: row.get(18)?,
            })
        });
        match held.optional()? {
            Some(tally) => Ok(tally),
            None => Self::begin(),
        }
    }

    fn begin() -> Result<Self, StoreError> {
        Ok(Self {
            public_id: crate::id::random_hex::<12>()?,
            span_ms: None,
            received_ms: None,
            user: None,
            streams: 0,
            open_streams: 0,
            parts: 0,
            events: 0,
            pages: 0,
            clicks: 0,
            edits: 0,
            errors: 0,
            customs: 0,
            size_bytes: 0,
            conflict: false,
            clock_offset_ms: 0,
        })
    }

    /// Counts a stream that was not there before; its first page is one.
    pub(super) fn add_stream(&mut self) {
        self.streams += 1;
        self.open_streams += 1;
        self.pages += 1;
    }

    /// Counts a part that was not there before.
    pub(super) fn add_part(&mut self, part: &NewPart) {
        let widen = |span: Option<(i64, i64)>, first: i64, last: i64| match span {
            Some((earliest, latest)) => Some((earliest.min(first), latest.max(last))),
            None => Some((first, last)),
        };
        // A session begins with its first stream, not with what happened first in it: that is where a player's time begins.
        let ended_at_ms = part.started_at_ms + i64::from(part.last_ms);
        self.span_ms = widen(self.span_ms, part.started_at_ms, ended_at_ms);
        self.received_ms = widen(self.received_ms, part.received_ms, part.received_ms);
        self.size_bytes += part.bytes.len() as i64;
        self.parts += 1;
        let FactCounts {
            events,
            navigations,
            clicks,
            edits,
            errors,
            customs,
        } = part.facts.counts;
        self.events += i64::from(events);
        self.pages += i64::from(navigations);
        self.clicks += i64::from(clicks);
        self.edits += i64::from(edits);
        self.errors += i64::from(errors);
        self.customs += i64::from(customs);
        if let Some(offset_ms) = part.facts.clock_offset_ms {
            self.clock_offset_ms = offset_ms;
        }
        if let Some((at_ms, user)) = &part.facts.user {
            let at_ms = part.started_at_ms + i64::from(*at_ms);
            if self.user.as_ref().is_none_or(|(known_at_ms, _)| at_ms >= *known_at_ms) {
                self.user = Some((at_ms, user.to_string()));
            }
        }
    }

    /// Writes the row. Address, title, device and viewport are those of the earliest stream that has said them: parts may
    /// arrive in any order.
    pub(super) fn save(&self, connection: &Connection, project: &ProjectId, session: &str) -> Result<(), StoreError> {
        let (Some((started_at_ms, ended_at_ms)), Some((received_first_ms, received_last_ms))) =
            (self.span_ms, self.received_ms)
        else {
            return Ok(()); // nothing was added
        };
        let mut upsert = connection.prepare_cached(
            "INSERT INTO session (project, session, public_id, started_at_ms, ended_at_ms, received_first_ms,
                 received_last_ms, listed_at_ms, user_at_ms, user_id, streams, open_streams, parts, events, pages, clicks,
                 edits, errors, customs, size_bytes, conflict,
                 replay_token, clock_offset_ms, url, title, referrer, browser, os, device_kind, viewport_width, viewport_height)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
                 url, title, referrer, browser, os, device_kind, viewport_width, viewport_height
             FROM stream WHERE project = ?1 AND session = ?2
             ORDER BY CASE WHEN start_sequence IS NULL THEN 1 ELSE 0 END, started_at_ms, stream LIMIT 1
             ON CONFLICT (project, session) DO UPDATE SET
                 started_at_ms = excluded.started_at_ms, ended_at_ms = excluded.ended_at_ms,
                 received_first_ms = excluded.received_first_ms, received_last_ms = excluded.received_last_ms,
                 listed_at_ms = excluded.listed_at_ms, user_at_ms = excluded.user_at_ms, user_id = excluded.user_id,
                 streams = excluded.streams, open_streams = excluded.open_streams, parts = excluded.parts,
                 events = excluded.events, pages = excluded.pages, clicks = excluded.clicks, edits = excluded.edits,
                 errors = excluded.errors, customs = excluded.customs, size_bytes = excluded.size_bytes,
                 conflict = excluded.conflict, clock_offset_ms = excluded.clock_offset_ms, url = excluded.url, title = excluded.title,
                 referrer = excluded.referrer, browser = excluded.browser, os = excluded.os,
                 device_kind = excluded.device_kind, viewport_width = excluded.viewport_width,
                 viewport_height = excluded.viewport_height",
        )?;
        upsert.execute(params![
            project.0,
            session,
            self.public_id,
            started_at_ms,
            ended_at_ms,
            received_first_ms,
            received_last_ms,
            (started_at_ms + self.clock_offset_ms).min(received_first_ms),
            self.user.as_ref().map(|(at_ms, _)| at_ms),
            self.user.as_ref().map(|(_, user)| user),
            self.streams,
            self.open_streams,
            self.parts,
            self.events,
            self.pages,
            self.clicks,
            self.edits,
            self.errors,
            self.customs,
            self.size_bytes,
            self.conflict,
            session
                .parse::<SessionId>()
                .map(|id| id.replay_token())
                .unwrap_or_default(),
            self.clock_offset_ms,
        ])?;
        Ok(())
    }
}

//! The row of a stream while parts are added to it.

use rusqlite::{Connection, OptionalExtension, params};

use crate::model::{Device, NewPart, PartKey, ViewportSize};
use crate::store::StoreError;

/// What a stream's row will hold.
#[derive(Debug)]
pub(super) struct StreamTally {
    started_at_ms: i64,
    span_ms: (u32, u32),
    parts: u32,
    /// The lowest number missing.
    pub(super) next_sequence: u32,
    /// Whether its last part is there.
    pub(super) ended: bool,
    start: Option<StreamStart>,
    title: Option<(u32, String)>,
}

/// Where and on what it was recorded, and which part said so.
#[derive(Debug)]
struct StreamStart {
    sequence: u32,
    url: String,
    referrer: String,
    device: Device,
    viewport: ViewportSize,
}

impl StreamTally {
    /// The stream as it is, if it is.
    pub(super) fn load(connection: &Connection, key: &PartKey) -> Result<Option<Self>, StoreError> {
        let mut query = connection.prepare_cached(
            "SELECT started_at_ms, first_ms, last_ms, parts, next_sequence, ended, title_sequence, title,
                    start_sequence, url, referrer, browser, os, device_kind, viewport_width, viewport_height
             FROM stream WHERE project = ?1 AND session = ?2 AND stream = ?3",
        )?;
        let held = query.query_row(
            params![key.project.0, key.session.to_string(), key.stream.to_string()],
            |row| {
                let start = match row.get::<_, Option<u32>>(8)? {
                    Some(sequence) => Some(StreamStart {
                        sequence,
                        url: row.get(9)?,
                        referrer: row.get(10)?,
                        device: Device {
                            browser: row.get(11)?,
                            os: row.get(12)?,
                            kind: row.get(13)?,
                        },
                        viewport: ViewportSize {
                            width: row.get(14)?,
                            height: row.get(15)?,
                        },
                    }),
                    None => None,
                };
                Ok(Self {
                    started_at_ms: row.get(0)?,
                    span_ms: (row.get(1)?, row.get(2)?),
                    parts: row.get(3)?,
                    next_sequence: row.get(4)?,
                    ended: row.get(5)?,
                    title: row.get::<_, Option<u32>>(6)?.zip(row.get(7)?),
                    start,
                })
            },
        );
        Ok(held.optional()?)
    }

    /// A stream that begins to be held with this part, which is yet to be added.
    pub(super) fn begin(part: &NewPart) -> Self {
        Self {
            started_at_ms: part.started_at_ms,
            span_ms: (part.first_ms, part.last_ms),
            parts: 0,
            next_sequence: 0,
            ended: false,
            start: None,
            title: None,
        }
    }

    /// Counts a part that was not there before.
    pub(super) fn add_part(&mut self, part: &NewPart) {
        let sequence = part.key.sequence;
        self.span_ms = (self.span_ms.0.min(part.first_ms), self.span_ms.1.max(part.last_ms));
        self.parts += 1;
        self.ended |= part.last;
        if let Some(start) = &part.facts.start
            && self.start.as_ref().is_none_or(|known| sequence < known.sequence)
        {
            self.start = Some(StreamStart {
                sequence,
                url: start.url.to_string(),
                referrer: start.referrer.to_string(),
                device: start.device.clone(),
                viewport: start.viewport,
            });
        }
        if let Some(title) = &part.facts.title
            && self.title.as_ref().is_none_or(|(known, _)| sequence < *known)
        {
            self.title = Some((sequence, title.to_string()));
        }
    }

    /// Finds the lowest number missing, now that parts were added.
    pub(super) fn advance(&mut self, connection: &Connection, key: &PartKey) -> Result<(), StoreError> {
        if self.parts <= self.next_sequence {
            return Ok(()); // all that is held was counted before
        }
        let mut query = connection.prepare_cached(
            "SELECT sequence FROM part
             WHERE project = ?1 AND session = ?2 AND stream = ?3 AND sequence >= ?4 ORDER BY sequence",
        )?;
        let mut held = query.query(params![
            key.project.0,
            key.session.to_string(),
            key.stream.to_string(),
            self.next_sequence
        ])?;
        while let Some(row) = held.next()? {
            let sequence: u32 = row.get(0)?;
            if sequence != self.next_sequence {
                break;
            }
            self.next_sequence = self.next_sequence.saturating_add(1);
        }
        Ok(())
    }

    /// Writes the row.
    pub(super) fn save(&self, connection: &Connection, key: &PartKey) -> Result<(), StoreError> {
        let mut upsert = connection.prepare_cached(
            "INSERT INTO stream (project, session, stream, started_at_ms, first_ms, last_ms, parts, next_sequence, ended,
                 title_sequence, title, start_sequence, url, referrer, browser, os, device_kind, viewport_width,
                 viewport_height)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
             ON CONFLICT (project, session, stream) DO UPDATE SET
                 first_ms = excluded.first_ms, last_ms = excluded.last_ms, parts = excluded.parts,
                 next_sequence = excluded.next_sequence, ended = excluded.ended,
                 title_sequence = excluded.title_sequence, title = excluded.title,
                 start_sequence = excluded.start_sequence, url = excluded.url, referrer = excluded.referrer,
                 browser = excluded.browser, os = excluded.os, device_kind = excluded.device_kind,
                 viewport_width = excluded.viewport_width, viewport_height = excluded.viewport_height",
        )?;
        let start = self.start.as_ref();
        upsert.execute(params![
            key.project.0,
            key.session.to_string(),
            key.stream.to_string(),
            self.started_at_ms,
            self.span_ms.0,
            self.span_ms.1,
            self.parts,
            self.next_sequence,
            self.ended,
            self.title.as_ref().map(|(sequence, _)| sequence),
            self.title.as_ref().map_or("", |(_, title)| title),
            start.map(|start| start.sequence),
            start.map_or("", |start| &start.url),
            start.map_or("", |start| &start.referrer),
            start.map_or("", |start| &start.device.browser),
            start.map_or("", |start| &start.device.os),
            start.map_or("", |start| &start.device.kind),
            start.map_or(0, |start| start.viewport.width),
            start.map_or(0, |start| start.viewport.height),
        ])?;
        Ok(())
    }
}

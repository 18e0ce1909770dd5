//! What is known of parts before they are added.

use rusqlite::{Connection, OptionalExtension, params};

use crate::model::PartKey;
use crate::store::{Known, StoreError};

use super::erase;

pub(super) fn known(connection: &Connection, keys: &[PartKey]) -> Result<Vec<Known>, StoreError> {
    let mut part = connection.prepare_cached(
        "SELECT crc32c FROM part WHERE project = ?1 AND session = ?2 AND stream = ?3 AND sequence = ?4",
    )?;
    let mut stream = connection
        .prepare_cached("SELECT next_sequence FROM stream WHERE project = ?1 AND session = ?2 AND stream = ?3")?;
    let mut session = connection.prepare_cached(
        "SELECT size_bytes, started_at_ms, ended_at_ms FROM session WHERE project = ?1 AND session = ?2",
    )?;
    keys.iter()
        .map(|key| {
            let (project, session_id, stream_id) = (&key.project.0, key.session.to_string(), key.stream.to_string());
            let mut known = Known {
                erased: erase::is_erased(connection, &key.project, &session_id)?,
                ..Known::default()
            };
            let held = session
                .query_row(params![project, session_id], |row| {
                    Ok((row.get::<_, i64>(0)?, (row.get(1)?, row.get(2)?)))
                })
                .optional()?;
            let Some((size_bytes, span_ms)) = held else {
                return Ok(known);
            };
            known.session_size_bytes = size_bytes.unsigned_abs(); // never below 0
            known.session_span_ms = Some(span_ms);
            known.next_sequence = stream
                .query_row(params![project, session_id, stream_id], |row| row.get(0))
                .optional()?
                .unwrap_or_default();
            known.crc32c = part
                .query_row(params![project, session_id, stream_id, key.sequence], |row| row.get(0))
                .optional()?;
            Ok(known)
        })
        .collect()
}

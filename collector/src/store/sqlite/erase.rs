//! Erasing sessions, and what is known of packs that held them.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::model::ProjectId;
use crate::store::{PackedPart, Repacked, StoreError};

/// Every table that says something of a session.
const TABLES: [&str; 5] = ["event", "session_attr", "part", "stream", "session"];

/// Deletes all rows of a session in one transaction, and remembers that it is erased and where its bytes are.
pub(super) fn erase(
    connection: &mut Connection,
    project: &ProjectId,
    session: &str,
    received_ms: i64,
) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute(
        "INSERT INTO erased_session (project, session, received_ms) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        params![project.0, session, received_ms],
    )?;
    transaction.execute(
        "INSERT INTO stale_pack (object) SELECT DISTINCT object FROM part WHERE project = ?1 AND session = ?2
         ON CONFLICT DO NOTHING",
        params![project.0, session],
    )?;
    for table in TABLES {
        transaction.execute(
            &format!("DELETE FROM {table} WHERE project = ?1 AND session = ?2"),
            params![project.0, session],
        )?;
    }
    transaction.commit()?;
    Ok(())
}

/// Whether a session was erased.
pub(super) fn is_erased(connection: &Connection, project: &ProjectId, session: &str) -> Result<bool, StoreError> {
    let found = connection
        .prepare_cached("SELECT 1 FROM erased_session WHERE project = ?1 AND session = ?2")?
        .query_row(params![project.0, session], |_| Ok(()))
        .optional()?;
    Ok(found.is_some())
}

/// Notes that a pack has bytes that nothing may refer to.
pub(super) fn mark_stale(connection: &Connection, object: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT INTO stale_pack (object) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([object])?;
    Ok(())
}

/// All such packs.
pub(super) fn stale(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut query = connection.prepare_cached("SELECT object FROM stale_pack ORDER BY object")?;
    let objects = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(objects)
}

/// The parts that are still held in a pack, in the order they stand in.
pub(super) fn packed(connection: &Connection, object: &str) -> Result<Vec<PackedPart>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT project, received_ms, byte_offset, byte_length FROM part WHERE object = ?1 ORDER BY byte_offset",
    )?;
    let parts = query.query_map([object], |row| {
        Ok(PackedPart {
            project: row.get(0)?,
            received_ms: row.get(1)?,
            offset: row.get::<_, i64>(2)?.unsigned_abs(), // never below 0
            length: row.get::<_, i64>(3)?.unsigned_abs(),
        })
    })?;
    Ok(parts.collect::<Result<_, _>>()?)
}

/// Has parts of a pack looked for in another from now on, which is no longer stale then.
pub(super) fn repack(connection: &mut Connection, repacked: &Repacked) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (old_offset, new_offset) in &repacked.offsets {
        transaction.execute(
            "UPDATE part SET object = ?1, byte_offset = ?2 WHERE object = ?3 AND byte_offset = ?4",
            params![repacked.new, *new_offset as i64, repacked.old, *old_offset as i64],
        )?;
    }
    transaction.execute("DELETE FROM stale_pack WHERE object = ?1", [&repacked.new])?;
    transaction.commit()?;
    Ok(())
}

/// A stale pack is gone. What was deleted from the database leaves its write-ahead log, too.
pub(super) fn deleted(connection: &mut Connection, object: &str) -> Result<(), StoreError> {
    connection.execute("DELETE FROM stale_pack WHERE object = ?1", [object])?;
    Ok(())
}

/// Moves everything from the write-ahead log to the database, where what was deleted is overwritten, and empties the log.
/// Gives whether no reader was in the way.
pub(super) fn flush_log(connection: &mut Connection) -> Result<bool, StoreError> {
    let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(busy == 0)
}

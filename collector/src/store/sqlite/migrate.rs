//! The schema, step by step, forward only.

use rusqlite::{Connection, TransactionBehavior, params};

use crate::clock::now_ms;
use crate::store::StoreError;

/// Each step once, in order; a step that was ever released never changes.
const STEPS: &[&str] = &[
    include_str!("../../../migrations/0001_initial.sql"),
    include_str!("../../../migrations/0002_replay_links.sql"),
    include_str!("../../../migrations/0003_erasure.sql"),
    include_str!("../../../migrations/0004_assets.sql"),
    include_str!("../../../migrations/0005_clock_offset.sql"),
];

/// The newest schema this program knows.
pub const SCHEMA_VERSION: u32 = STEPS.len() as u32;

/// Applies the steps that the database does not have yet, each in a transaction of its own.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS schema_step (version BIGINT NOT NULL PRIMARY KEY, applied_at_ms BIGINT NOT NULL)",
    )?;
    let found: u32 = connection.query_row("SELECT coalesce(max(version), 0) FROM schema_step", [], |row| {
        row.get(0)
    })?;
    if found > SCHEMA_VERSION {
        return Err(StoreError::NewerSchema {
            found,
            known: SCHEMA_VERSION,
        });
    }
    for (version, step) in (1..).zip(STEPS).skip(found as usize) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(step)?;
        transaction.execute(
            "INSERT INTO schema_step (version, applied_at_ms) VALUES (?1, ?2)",
            params![version, now_ms()],
        )?;
        transaction.commit()?;
        tracing::info!(version, "database schema brought up to date");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_of_a_newer_version_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        migrate(&mut connection).unwrap();
        connection
            .execute("INSERT INTO schema_step VALUES (?1, 0)", [SCHEMA_VERSION + 1])
            .unwrap();
        let error = migrate(&mut connection).unwrap_err();
        assert!(
            matches!(
                error,
                StoreError::NewerSchema {
                    known: SCHEMA_VERSION,
                    ..
                }
            ),
            "{error}"
        );
    }
}

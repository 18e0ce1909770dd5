//! Files that recorded pages were drawn with.

use rusqlite::{Connection, OptionalExtension, params};
use scrubjay_format::AssetHash;

use crate::model::{ProjectId, StoredAsset};
use crate::store::StoreError;

/// Those of the files that the project does not have.
pub(super) fn missing(
    connection: &Connection,
    project: &ProjectId,
    hashes: &[AssetHash],
) -> Result<Vec<AssetHash>, StoreError> {
    let mut held = connection.prepare_cached("SELECT 1 FROM asset WHERE project = ?1 AND hash = ?2")?;
    let mut missing = Vec::new();
    for hash in hashes {
        if !held.exists(params![project.0, hash.to_string()])? {
            missing.push(*hash);
        }
    }
    Ok(missing)
}

/// Adds a file; one that is there stays as it is.
pub(super) fn insert(connection: &Connection, project: &ProjectId, asset: &StoredAsset) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO asset (project, hash, mime_type, size_bytes, received_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (project, hash) DO NOTHING",
        params![
            project.0,
            asset.hash.to_string(),
            asset.mime_type,
            asset.size_bytes as i64,
            asset.received_at_ms
        ],
    )?;
    Ok(())
}

/// What is known of a file.
pub(super) fn asset(
    connection: &Connection,
    project: &ProjectId,
    hash: AssetHash,
) -> Result<Option<StoredAsset>, StoreError> {
    let found = connection
        .prepare_cached("SELECT mime_type, size_bytes, received_at_ms FROM asset WHERE project = ?1 AND hash = ?2")?
        .query_row(params![project.0, hash.to_string()], |row| {
            Ok(StoredAsset {
                hash,
                mime_type: row.get(0)?,
                size_bytes: row.get::<_, i64>(1)?.unsigned_abs(),
                received_at_ms: row.get(2)?,
            })
        })
        .optional()?;
    Ok(found)
}

//! Projects and their write keys.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::clock::now_ms;
use crate::model::{Project, ProjectId};
use crate::store::StoreError;

fn project(row: &Row<'_>) -> rusqlite::Result<Project> {
    let id: String = row.get(0)?;
    Ok(Project {
        id: ProjectId(id.into()),
        write_key: row.get(1)?,
        revoked: row.get::<_, Option<i64>>(2)?.is_some(),
    })
}

pub(super) fn by_key(connection: &Connection, write_key: &str) -> Result<Option<Project>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT id, write_key, revoked_at_ms FROM project WHERE write_key = ?1")?;
    Ok(query.query_row([write_key], project).optional()?)
}

pub(super) fn ensure(connection: &Connection, id: &str, write_key: &str) -> Result<Project, StoreError> {
    connection.execute(
        "INSERT INTO project (id, name, write_key, created_at_ms) VALUES (?1, ?1, ?2, ?3) ON CONFLICT (id) DO NOTHING",
        params![id, write_key, now_ms()],
    )?;
    Ok(connection.query_row(
        "SELECT id, write_key, revoked_at_ms FROM project WHERE id = ?1",
        [id],
        project,
    )?)
}

//! Rows in SQLite: one writer thread and a pool of readers over a database in WAL mode.

mod assets;
mod connection;
mod erase;
mod insert;
mod known;
mod migrate;
mod projects;
mod query;
mod readers;
mod stream;
mod tally;
mod writer;

use std::ops::Range;
use std::path::Path;

use futures_util::FutureExt;
use scrubjay_format::{AssetHash, SessionId};

use crate::model::{PartKey, Project, ProjectId, Session, StoredAsset, StoredPart};

use super::{
    Answer, Batch, Cursor, Known, Outcome, PackedPart, Page, Repacked, ReplayTarget, RowStore, SessionDetails,
    StoreError,
};
use readers::Readers;
use writer::Writer;

pub use migrate::SCHEMA_VERSION;

/// A database file.
#[derive(Debug)]
pub struct Sqlite {
    writer: Writer,
    readers: Readers,
}

impl Sqlite {
    /// Opens a database, making it or bringing it up to date if need be.
    ///
    /// # Errors
    /// When the file cannot be opened or made, or a newer version wrote it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut connection = connection::open_writer(path)?;
        migrate::migrate(&mut connection)?;
        Ok(Self {
            writer: Writer::start(connection)?,
            readers: Readers::new(path),
        })
    }
}

impl RowStore for Sqlite {
    fn project_by_key(&self, write_key: &str) -> Answer<'_, Option<Project>> {
        let write_key = write_key.to_owned();
        self.readers
            .run(move |connection| projects::by_key(connection, &write_key))
            .boxed()
    }

    fn ensure_project(&self, id: &str, write_key: &str) -> Answer<'_, Project> {
        let (id, write_key) = (id.to_owned(), write_key.to_owned());
        self.writer
            .run(move |connection| projects::ensure(connection, &id, &write_key))
            .boxed()
    }

    fn known(&self, keys: Vec<PartKey>) -> Answer<'_, Vec<Known>> {
        self.readers
            .run(move |connection| known::known(connection, &keys))
            .boxed()
    }

    fn probe(&self) -> Answer<'_, ()> {
        self.writer
            .run(|connection| Ok(connection.pragma_update(None, "user_version", SCHEMA_VERSION)?))
            .boxed()
    }

    fn insert(&self, batch: Batch) -> Answer<'_, Vec<Outcome>> {
        self.writer
            .run(move |connection| insert::insert(connection, &batch))
            .boxed()
    }

    fn sessions(&self, project: &ProjectId, page: Page) -> Answer<'_, Vec<(Cursor, Session)>> {
        let project = project.clone();
        self.readers
            .run(move |connection| query::sessions(connection, &project, &page))
            .boxed()
    }

    fn session(&self, project: &ProjectId, public_id: &str) -> Answer<'_, Option<SessionDetails>> {
        let (project, public_id) = (project.clone(), public_id.to_owned());
        self.readers
            .run(move |connection| query::session(connection, &project, &public_id))
            .boxed()
    }

    fn parts(
        &self,
        project: &ProjectId,
        public_id: &str,
        range: Option<Range<u64>>,
    ) -> Answer<'_, Option<Vec<StoredPart>>> {
        let (project, public_id) = (project.clone(), public_id.to_owned());
        self.readers
            .run(move |connection| query::parts(connection, &project, &public_id, range))
            .boxed()
    }

    fn replay(&self, project: &ProjectId, token: &str) -> Answer<'_, Option<ReplayTarget>> {
        let (project, token) = (project.clone(), token.to_owned());
        self.readers
            .run(move |connection| query::replay(connection, &project, &token))
            .boxed()
    }

    fn size_bytes(&self, project: &ProjectId, public_id: &str) -> Answer<'_, Option<u64>> {
        let (project, public_id) = (project.clone(), public_id.to_owned());
        self.readers
            .run(move |connection| query::size_bytes(connection, &project, &public_id))
            .boxed()
    }

    fn erase(&self, project: &ProjectId, session: SessionId, received_ms: i64) -> Answer<'_, ()> {
        let (project, session) = (project.clone(), session.to_string());
        self.writer
            .run(move |connection| erase::erase(connection, &project, &session, received_ms))
            .boxed()
    }

    fn stale_packs(&self) -> Answer<'_, Vec<String>> {
        self.writer.run(|connection| erase::stale(connection)).boxed()
    }

    fn mark_stale(&self, object: &str) -> Answer<'_, ()> {
        let object = object.to_owned();
        self.writer
            .run(move |connection| erase::mark_stale(connection, &object))
            .boxed()
    }

    fn packed_parts(&self, object: &str) -> Answer<'_, Vec<PackedPart>> {
        let object = object.to_owned();
        self.writer
            .run(move |connection| erase::packed(connection, &object))
            .boxed()
    }

    fn repack(&self, repacked: Repacked) -> Answer<'_, ()> {
        self.writer
            .run(move |connection| erase::repack(connection, &repacked))
            .boxed()
    }

    fn deleted_pack(&self, object: &str) -> Answer<'_, ()> {
        let object = object.to_owned();
        self.writer
            .run(move |connection| erase::deleted(connection, &object))
            .boxed()
    }

    fn flush_log(&self) -> Answer<'_, bool> {
        self.writer.run(erase::flush_log).boxed()
    }

    fn missing_assets(&self, project: &ProjectId, hashes: Vec<AssetHash>) -> Answer<'_, Vec<AssetHash>> {
        let project = project.clone();
        self.readers
            .run(move |connection| assets::missing(connection, &project, &hashes))
            .boxed()
    }

    fn insert_asset(&self, project: &ProjectId, asset: StoredAsset) -> Answer<'_, ()> {
        let project = project.clone();
        self.writer
            .run(move |connection| assets::insert(connection, &project, &asset))
            .boxed()
    }

    fn asset(&self, project: &ProjectId, hash: AssetHash) -> Answer<'_, Option<StoredAsset>> {
        let project = project.clone();
        self.readers
            .run(move |connection| assets::asset(connection, &project, hash))
            .boxed()
    }

    fn close(&self) -> Answer<'_, ()> {
        async move {
            let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
            self.writer
                .run(move |connection| Ok(connection.query_row(checkpoint, [], |_| Ok(()))?))
                .await
        }
        .boxed()
    }
}

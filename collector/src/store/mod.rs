//! Where bytes and rows are kept, behind two traits.
//!
//! The default keeps bytes in a folder ([`folder`]) and rows in SQLite ([`sqlite`]). Correctness rests on object names that
//! are never used twice and on unique keys of the rows, on nothing else.

pub mod folder;
pub mod sqlite;

use std::ops::Range;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use scrubjay_format::{AssetHash, SessionId};

use crate::model::{PartKey, PlacedPart, Project, ProjectId, Session, SessionEvent, StoredAsset, StoredPart, Stream};

/// A store did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder or bucket.
    #[error("the object store failed")]
    Objects(#[from] object_store::Error),
    /// The database.
    #[error("the database failed")]
    Sqlite(#[from] rusqlite::Error),
    /// The disk.
    #[error("cannot use {path}")]
    File {
        /// Which file or folder.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The system has no randomness to give.
    #[error("the system gives no random numbers")]
    Random(#[from] std::io::Error),
    /// Little room is left.
    #[error("{free_bytes} bytes are free, {needed_bytes} must stay free")]
    DiskFull {
        /// What is free.
        free_bytes: u64,
        /// What has to be.
        needed_bytes: u64,
    },
    /// The database was written by a newer version.
    #[error("the database has schema version {found}, this program knows {known}: use a newer one")]
    NewerSchema {
        /// Its version.
        found: u32,
        /// The newest known here.
        known: u32,
    },
    /// The store is being closed, or its thread is gone.
    #[error("the store is closed")]
    Closed,
    /// A value in the database is not what was written there.
    #[error("the database holds {0}")]
    Damaged(String),
}

/// What a store's call gives.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, StoreError>>;

/// Keeps objects: written once, whole or not at all, never changed.
pub trait ByteStore: Send + Sync + 'static {
    /// Writes an object of these pieces in order; when it returns, the object is on stable storage.
    fn put(&self, name: &str, pieces: Vec<Bytes>) -> Answer<'_, ()>;
    /// Reads a range of an object.
    fn read(&self, name: &str, range: Range<u64>) -> Answer<'_, Bytes>;
    /// Deletes an object; one that is not there is deleted already.
    fn delete(&self, name: &str) -> Answer<'_, ()>;
    /// Says whether there is room for more.
    fn has_room(&self) -> Answer<'_, ()>;
}

/// Keeps rows.
pub trait RowStore: Send + Sync + 'static {
    /// The project whose write key this is.
    fn project_by_key(&self, write_key: &str) -> Answer<'_, Option<Project>>;
    /// The project of that id; made with this write key if there is none. The key of a project that is there stays.
    fn ensure_project(&self, id: &str, write_key: &str) -> Answer<'_, Project>;
    /// What is known of each key, in the order given.
    fn known(&self, keys: Vec<PartKey>) -> Answer<'_, Vec<Known>>;
    /// Whether anything can be written: makes a commit that changes nothing.
    fn probe(&self) -> Answer<'_, ()>;
    /// Adds all of this, or nothing, in one transaction. When it returns, it is on stable storage.
    /// Gives one outcome for each part, in the order given.
    fn insert(&self, batch: Batch) -> Answer<'_, Vec<Outcome>>;
    /// A page of sessions, newest first.
    fn sessions(&self, project: &ProjectId, page: Page) -> Answer<'_, Vec<(Cursor, Session)>>;
    /// A session, by its public id.
    fn session(&self, project: &ProjectId, public_id: &str) -> Answer<'_, Option<SessionDetails>>;
    /// The parts of a session in the order of its recording; with a range, those that have bytes in it.
    fn parts(
        &self,
        project: &ProjectId,
        public_id: &str,
        range: Option<Range<u64>>,
    ) -> Answer<'_, Option<Vec<StoredPart>>>;
    /// The session that a replay link's token stands for.
    fn replay(&self, project: &ProjectId, token: &str) -> Answer<'_, Option<ReplayTarget>>;
    /// Size of a session's recording.
    fn size_bytes(&self, project: &ProjectId, public_id: &str) -> Answer<'_, Option<u64>>;
    /// Deletes everything that is known of a session, and takes nothing of it any more. Its packs are stale then.
    fn erase(&self, project: &ProjectId, session: SessionId, received_ms: i64) -> Answer<'_, ()>;
    /// Packs with bytes that nothing refers to.
    fn stale_packs(&self) -> Answer<'_, Vec<String>>;
    /// Notes that a pack is stale: one that is about to be written, which nothing refers to yet.
    fn mark_stale(&self, object: &str) -> Answer<'_, ()>;
    /// The parts that are held in a pack.
    fn packed_parts(&self, object: &str) -> Answer<'_, Vec<PackedPart>>;
    /// Has parts looked for in another pack, which is stale no longer.
    fn repack(&self, repacked: Repacked) -> Answer<'_, ()>;
    /// A stale pack is deleted.
    fn deleted_pack(&self, object: &str) -> Answer<'_, ()>;
    /// Has what was deleted overwritten on the disk; gives whether that could be done now.
    fn flush_log(&self) -> Answer<'_, bool>;
    /// Those of these files that the project does not have.
    fn missing_assets(&self, project: &ProjectId, hashes: Vec<AssetHash>) -> Answer<'_, Vec<AssetHash>>;
    /// Adds a file whose bytes are kept; one that is there stays as it is. When it returns, it is on stable storage.
    fn insert_asset(&self, project: &ProjectId, asset: StoredAsset) -> Answer<'_, ()>;
    /// What is known of a file.
    fn asset(&self, project: &ProjectId, hash: AssetHash) -> Answer<'_, Option<StoredAsset>>;
    /// Writes what is pending and closes.
    fn close(&self) -> Answer<'_, ()>;
}

/// What to add in one transaction.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Parts that seem to be new.
    pub parts: Vec<PlacedPart>,
    /// Parts that came again with other bytes.
    pub conflicts: Vec<PartKey>,
}

/// A part in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedPart {
    /// Whose it is.
    pub project: String,
    /// When it arrived, ms since the Unix epoch.
    pub received_ms: i64,
    /// Where in the pack it begins.
    pub offset: u64,
    /// Its length in bytes.
    pub length: u64,
}

/// Parts that were written once more into another pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repacked {
    /// The pack they were in.
    pub old: String,
    /// The pack they are in.
    pub new: String,
    /// Where each began and begins.
    pub offsets: Vec<(u64, u64)>,
}

/// What is known before a part is added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Checksum of the part of that name, if there is one.
    pub crc32c: Option<u32>,
    /// The lowest number missing from its stream.
    pub next_sequence: u32,
    /// Size of its session so far.
    pub session_size_bytes: u64,
    /// Start and last event of its session so far, ms since the Unix epoch.
    pub session_span_ms: Option<(i64, i64)>,
    /// Whether its session was erased.
    pub erased: bool,
}

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Which of three.
    pub kind: OutcomeKind,
    /// The lowest number missing from its stream now.
    pub next_sequence: u32,
}

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    /// It was new and is held now.
    Inserted,
    /// The same bytes were there before.
    Duplicate,
    /// Other bytes were there before, and stay.
    Conflict,
    /// Its session was erased: nothing of it is held.
    Erased,
}

/// Which page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many at most.
    pub limit: u32,
    /// After which; none: from the newest.
    pub after: Option<Cursor>,
}

/// A place in the list of sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The session's time in the list.
    pub listed_at_ms: i64,
    /// Its public id, which orders sessions of the same time.
    pub public_id: String,
}

/// The session that a replay link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplayTarget {
    /// Its public id.
    pub public_id: String,
    /// Where its first stream begins, ms since the Unix epoch by the visitor's clock.
    pub started_at_ms: i64,
}

/// A session with its streams and events.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionDetails {
    /// The session.
    pub session: Session,
    /// Its streams, in order of their start.
    pub streams: Vec<Stream>,
    /// Its index events in order of time, at most [`SESSION_EVENTS_MAX`].
    pub events: Vec<SessionEvent>,
}

/// Most index events given with a session; the recording itself holds all.
pub const SESSION_EVENTS_MAX: usize = 20_000;

//! Stores that fail: nothing is acknowledged that is not held, and all goes on once they work again.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use bytes::Bytes;
use futures_util::FutureExt;
use scrubjay_collector::model::{PartKey, Project, ProjectId, Session, StoredAsset, StoredPart};
use scrubjay_collector::store::folder::Folder;
use scrubjay_collector::store::sqlite::Sqlite;
use scrubjay_collector::store::{
    Answer, Batch, ByteStore, Cursor, Known, Outcome, PackedPart, Page, Repacked, ReplayTarget, RowStore,
    SessionDetails, StoreError,
};
use scrubjay_format::{AssetHash, SessionId};
use serde_json::json;

use crate::client::Response;
use crate::parts::{encoder, session, stream, visit};
use crate::server::{InProcess, recording};

fn assert_not_stored(response: &Response) {
    assert_eq!(response.status, 503, "{response:?}");
    let problem = response.json();
    assert_eq!(problem["error"], "unavailable");
    assert_eq!(
        (response.header("retry-after"), &problem["retry_ms"]),
        (Some("1"), &json!(1000))
    );
    assert_eq!(problem.get("streams"), None, "nothing is acknowledged");
}

#[test]
fn a_folder_that_cannot_be_written_acknowledges_nothing() {
    let server = InProcess::start();
    let parts = visit(session(1), stream(2));
    // A file where the folder of packs should be; permissions would not keep root out.
    let packs = server.data.path().join("packs");
    std::fs::write(&packs, b"in the way").unwrap();
    assert_not_stored(&server.post(&parts[0]));
    assert_eq!(server.count("SELECT count(*) FROM part"), 0);
    std::fs::remove_file(&packs).unwrap();
    assert_eq!(server.post(&parts.concat()).status, 200);
    assert_eq!(
        recording(server.address, server.only_session()["id"].as_str().unwrap()),
        parts.concat()
    );
}

#[test]
fn a_disk_with_little_room_left_takes_nothing_in() {
    let server = InProcess::start_with(|config| config.limits.free_disk_bytes = u64::MAX);
    assert_not_stored(&server.post(&encoder(session(1), stream(2)).finish_part(false)));
    assert_eq!(server.get("/api/sessions").status, 200, "what is there is still shown");
    assert!(!server.data.path().join("packs").exists());
}

/// Stores that fail as told.
struct Faulty<S> {
    store: S,
    fault: Arc<AtomicU8>,
}

const NONE: u8 = 0;
const FAILS: u8 = 1;
const PANICS: u8 = 2;

impl<S> Faulty<S> {
    fn check(&self) -> Result<(), StoreError> {
        match self.fault.load(Ordering::SeqCst) {
            FAILS => Err(StoreError::File {
                path: "disk".into(),
                source: std::io::Error::from(std::io::ErrorKind::StorageFull),
            }),
            PANICS => panic!("as told"),
            _ => Ok(()),
        }
    }
}

impl ByteStore for Faulty<Folder> {
    fn put(&self, name: &str, pieces: Vec<Bytes>) -> Answer<'_, ()> {
        let put = self.store.put(name, pieces);
        async move {
            self.check()?;
            put.await
        }
        .boxed()
    }

    fn read(&self, name: &str, range: Range<u64>) -> Answer<'_, Bytes> {
        self.store.read(name, range)
    }

    fn delete(&self, name: &str) -> Answer<'_, ()> {
        self.store.delete(name)
    }

    fn has_room(&self) -> Answer<'_, ()> {
        self.store.has_room()
    }
}

impl RowStore for Faulty<Sqlite> {
    fn project_by_key(&self, write_key: &str) -> Answer<'_, Option<Project>> {
        self.store.project_by_key(write_key)
    }

    fn ensure_project(&self, id: &str, write_key: &str) -> Answer<'_, Project> {
        self.store.ensure_project(id, write_key)
    }

    fn known(&self, keys: Vec<PartKey>) -> Answer<'_, Vec<Known>> {
        self.store.known(keys)
    }

    fn probe(&self) -> Answer<'_, ()> {
        async move {
            self.check()?;
            self.store.probe().await
        }
        .boxed()
    }

    fn insert(&self, batch: Batch) -> Answer<'_, Vec<Outcome>> {
        async move {
            self.check()?;
            self.store.insert(batch).await
        }
        .boxed()
    }

    fn sessions(&self, project: &ProjectId, page: Page) -> Answer<'_, Vec<(Cursor, Session)>> {
        let sessions = self.store.sessions(project, page);
        async move {
            self.check()?;
            sessions.await
        }
        .boxed()
    }

    fn session(&self, project: &ProjectId, public_id: &str) -> Answer<'_, Option<SessionDetails>> {
        self.store.session(project, public_id)
    }

    fn parts(
        &self,
        project: &ProjectId,
        public_id: &str,
        range: Option<Range<u64>>,
    ) -> Answer<'_, Option<Vec<StoredPart>>> {
        self.store.parts(project, public_id, range)
    }

    fn replay(&self, project: &ProjectId, token: &str) -> Answer<'_, Option<ReplayTarget>> {
        self.store.replay(project, token)
    }

    fn missing_assets(&self, project: &ProjectId, hashes: Vec<AssetHash>) -> Answer<'_, Vec<AssetHash>> {
        self.store.missing_assets(project, hashes)
    }

    fn insert_asset(&self, project: &ProjectId, asset: StoredAsset) -> Answer<'_, ()> {
        self.store.insert_asset(project, asset)
    }

    fn asset(&self, project: &ProjectId, hash: AssetHash) -> Answer<'_, Option<StoredAsset>> {
        self.store.asset(project, hash)
    }

    fn size_bytes(&self, project: &ProjectId, public_id: &str) -> Answer<'_, Option<u64>> {
        self.store.size_bytes(project, public_id)
    }

    fn erase(&self, project: &ProjectId, session: SessionId, received_ms: i64) -> Answer<'_, ()> {
        self.store.erase(project, session, received_ms)
    }

    fn stale_packs(&self) -> Answer<'_, Vec<String>> {
        self.store.stale_packs()
    }

    fn mark_stale(&self, object: &str) -> Answer<'_, ()> {
        self.store.mark_stale(object)
    }

    fn packed_parts(&self, object: &str) -> Answer<'_, Vec<PackedPart>> {
        self.store.packed_parts(object)
    }

    fn repack(&self, repacked: Repacked) -> Answer<'_, ()> {
        self.store.repack(repacked)
    }

    fn deleted_pack(&self, object: &str) -> Answer<'_, ()> {
        self.store.deleted_pack(object)
    }

    fn flush_log(&self) -> Answer<'_, bool> {
        self.store.flush_log()
    }

    fn close(&self) -> Answer<'_, ()> {
        self.store.close()
    }
}

/// A server on stores whose faults can be set: of bytes, of rows.
fn faulty() -> (InProcess, Arc<AtomicU8>, Arc<AtomicU8>) {
    let (bytes_fault, rows_fault) = (Arc::<AtomicU8>::default(), Arc::<AtomicU8>::default());
    let (bytes_told, rows_told) = (Arc::clone(&bytes_fault), Arc::clone(&rows_fault));
    let server = InProcess::start_on(move |data| {
        let folder = Folder::open(data, 0).unwrap();
        let sqlite = Sqlite::open(&data.join("scrubjay.sqlite")).unwrap();
        (
            Arc::new(Faulty {
                store: folder,
                fault: bytes_told,
            }),
            Arc::new(Faulty {
                store: sqlite,
                fault: rows_told,
            }),
        )
    });
    (server, bytes_fault, rows_fault)
}

fn packs(server: &InProcess) -> usize {
    let folders = std::fs::read_dir(server.data.path().join("packs"))
        .into_iter()
        .flatten();
    folders
        .map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap().count())
        .sum()
}

#[test]
fn stores_that_fail_or_panic_acknowledge_nothing_and_recover() {
    for fault in [FAILS, PANICS] {
        let (server, bytes, rows) = faulty();
        let parts = visit(session(1), stream(2));
        bytes.store(fault, Ordering::SeqCst);
        assert_not_stored(&server.post(&parts[0]));
        bytes.store(NONE, Ordering::SeqCst);
        rows.store(fault, Ordering::SeqCst);
        assert_not_stored(&server.post(&parts[0]));
        assert_eq!(server.count("SELECT count(*) FROM part"), 0);
        rows.store(NONE, Ordering::SeqCst);
        assert_eq!(server.post(&parts.concat()).status, 200);
        assert_eq!(
            recording(server.address, server.only_session()["id"].as_str().unwrap()),
            parts.concat()
        );
    }
}

#[test]
fn while_rows_fail_packs_do_not_pile_up() {
    let (server, _, rows) = faulty();
    rows.store(FAILS, Ordering::SeqCst);
    for _ in 0..5 {
        assert_not_stored(&server.post(&encoder(session(1), stream(2)).finish_part(false)));
    }
    assert_eq!(packs(&server), 1, "the first, of which nothing was known yet");
}

#[test]
fn a_panic_ends_one_request_only() {
    let (server, _, rows) = faulty();
    rows.store(PANICS, Ordering::SeqCst);
    let response = server.get("/api/sessions");
    assert_eq!((response.status, &response.json()["error"]), (500, &json!("internal")));
    rows.store(NONE, Ordering::SeqCst);
    assert_eq!(server.get("/api/sessions").status, 200);
}

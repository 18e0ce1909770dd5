//! A pool of connections that read.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use crate::store::StoreError;

use super::connection::open_reader;

const CONNECTIONS: usize = 4;

/// Connections that are not in use, and how many more there may be.
#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    permits: Semaphore,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Readers {
    /// A pool that opens connections as they are needed.
    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_path_buf(),
            permits: Semaphore::new(CONNECTIONS),
            idle: Arc::default(),
        }
    }

    /// Runs a query on a thread that may block.
    pub(super) async fn run<T, F>(&self, query: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let _permit = self.permits.acquire().await.map_err(|_| StoreError::Closed)?;
        let (path, idle) = (self.path.clone(), Arc::clone(&self.idle));
        let work = move || {
            let waiting = lock(&idle).pop();
            let connection = match waiting {
                Some(connection) => connection,
                None => open_reader(&path)?,
            };
            let result = query(&connection);
            lock(&idle).push(connection);
            result
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| StoreError::Closed)?
    }
}

/// A list of idle connections is sound whatever happened while it was locked.
fn lock(idle: &Mutex<Vec<Connection>>) -> std::sync::MutexGuard<'_, Vec<Connection>> {
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}

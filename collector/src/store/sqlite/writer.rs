//! The one thread that writes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use crate::store::StoreError;

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// Gives work to the thread. The thread ends when this is dropped.
#[derive(Debug)]
pub(super) struct Writer {
    jobs: mpsc::Sender<Job>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(mut connection: Connection) -> Result<Self, StoreError> {
        let (jobs, mut waiting) = mpsc::channel::<Job>(64);
        thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(move || {
                while let Some(job) = waiting.blocking_recv() {
                    // A panicking job drops its transaction, which rolls it back, and its answer, which the asker sees;
                    // the thread must live on, or nothing could be stored any more.
                    if catch_unwind(AssertUnwindSafe(|| job(&mut connection))).is_err() {
                        tracing::error!("a database job panicked");
                    }
                }
            })
            .map_err(|source| StoreError::File {
                path: "sqlite-writer thread".into(),
                source,
            })?;
        Ok(Self { jobs })
    }

    /// Runs a job on the thread and gives its result.
    pub(super) async fn run<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let (answer, result) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // Nobody may be waiting any more: what was done is done, and asking again finds it.
            let _ = answer.send(job(connection));
        });
        self.jobs.send(job).await.map_err(|_| StoreError::Closed)?;
        result.await.map_err(|_| StoreError::Closed)?
    }
}

//! Objects as files below a folder.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt;
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::{ObjectStoreExt, PutPayload};

use super::{Answer, ByteStore, StoreError};

/// A folder on a local disk.
#[derive(Debug)]
pub struct Folder {
    files: Arc<LocalFileSystem>,
    path: PathBuf,
    free_disk_bytes: u64,
}

impl Folder {
    /// Opens a folder, making it if need be. With less than `free_disk_bytes` free, [`ByteStore::has_room`] says no.
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn open(path: &Path, free_disk_bytes: u64) -> Result<Self, StoreError> {
        let failed = |source| StoreError::File {
            path: path.display().to_string(),
            source,
        };
        make(path).map_err(failed)?;
        // fsync is off by default: an acknowledgement would mean no more than "in the page cache".
        let files = LocalFileSystem::new_with_prefix(path)?.with_fsync(true);
        Ok(Self {
            files: Arc::new(files),
            path: path.to_path_buf(),
            free_disk_bytes,
        })
    }
}

impl ByteStore for Folder {
    fn put(&self, name: &str, pieces: Vec<Bytes>) -> Answer<'_, ()> {
        let location = ObjectPath::from(name);
        async move {
            self.files.put(&location, PutPayload::from_iter(pieces)).await?;
            Ok(())
        }
        .boxed()
    }

    fn read(&self, name: &str, range: Range<u64>) -> Answer<'_, Bytes> {
        let location = ObjectPath::from(name);
        async move { Ok(self.files.get_range(&location, range).await?) }.boxed()
    }

    fn delete(&self, name: &str) -> Answer<'_, ()> {
        let location = ObjectPath::from(name);
        async move {
            match self.files.delete(&location).await {
                Err(object_store::Error::NotFound { .. }) => Ok(()),
                outcome => Ok(outcome?),
            }
        }
        .boxed()
    }

    fn has_room(&self) -> Answer<'_, ()> {
        async move {
            let free_bytes = free_bytes(&self.path)?;
            if free_bytes < self.free_disk_bytes {
                return Err(StoreError::DiskFull {
                    free_bytes,
                    needed_bytes: self.free_disk_bytes,
                });
            }
            Ok(())
        }
        .boxed()
    }
}

/// Makes a folder that no other user of the machine can look into: recordings are about people.
fn make(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(path)
}

#[cfg(unix)]
fn free_bytes(path: &Path) -> Result<u64, StoreError> {
    let status = rustix::fs::statvfs(path).map_err(|error| StoreError::File {
        path: path.display().to_string(),
        source: error.into(),
    })?;
    Ok(status.f_bavail.saturating_mul(status.f_frsize))
}

/// Elsewhere a full disk shows when a pack cannot be written.
#[cfg(not(unix))]
fn free_bytes(_path: &Path) -> Result<u64, StoreError> {
    Ok(u64::MAX)
}

//! What waits to be stored, bounded in bytes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use crate::model::{NewPart, ProjectId};
use crate::store::Outcome;

/// Parts of one request that wait to be stored.
#[derive(Debug)]
pub struct Waiting {
    /// The parts.
    pub parts: Vec<NewPart>,
    /// Told what became of each, in their order.
    pub reply: oneshot::Sender<Result<Vec<PartResult>, NotStored>>,
    /// The room they take; given back when they are stored or given up.
    pub room: Room,
}

/// What became of one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartResult {
    /// It is held.
    Held(Outcome),
    /// Its session takes no more.
    SessionFull,
    /// Its session was erased, as its visitor asked.
    SessionErased,
}

/// Nothing of a request was stored, for a reason that may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the parts could not be stored")]
pub struct NotStored;

/// There is no room in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRoom {
    /// For nobody.
    #[error("too much waits to be stored")]
    QueueFull,
    /// For this project; others may go on.
    #[error("too much of this write key waits to be stored")]
    ShareFull,
}

/// The way into the queue.
#[derive(Clone, Debug)]
pub struct Queue {
    sender: mpsc::UnboundedSender<Waiting>,
    free: Arc<Semaphore>,
    size_bytes: usize,
    share_bytes: usize,
    shares: Arc<Mutex<HashMap<ProjectId, Arc<Semaphore>>>>,
}

impl Queue {
    /// A queue for `size_bytes` bytes, of which one project may take `share_bytes`, and its other end. The channel needs
    /// no bound of its own: whatever is in it has taken room.
    pub fn new(size_bytes: usize, share_bytes: usize) -> (Self, mpsc::UnboundedReceiver<Waiting>) {
        let (sender, receiver) = mpsc::unbounded_channel();
        let (free, shares) = (Arc::new(Semaphore::new(size_bytes)), Arc::default());
        (
            Self {
                sender,
                free,
                size_bytes,
                share_bytes,
                shares,
            },
            receiver,
        )
    }

    /// Room for a request of this project; none is taken yet.
    pub fn room(&self, project: &ProjectId) -> Room {
        // A map of semaphores is sound whatever happened while it was locked.
        let mut shares = self.shares.lock().unwrap_or_else(PoisonError::into_inner);
        let share = shares
            .entry(project.clone())
            .or_insert_with(|| Arc::new(Semaphore::new(self.share_bytes)));
        Room {
            free: Arc::clone(&self.free),
            share: Arc::clone(share),
            taken: None,
        }
    }

    /// Puts parts into the queue.
    ///
    /// # Errors
    /// When the server is stopping.
    pub fn push(&self, waiting: Waiting) -> Result<(), NotStored> {
        self.sender.send(waiting).map_err(|_| NotStored)
    }

    /// Whether more than half of it is taken.
    pub fn is_busy(&self) -> bool {
        self.free.available_permits() < self.size_bytes / 2
    }
}

/// Room taken in the queue, given back when dropped.
#[derive(Debug)]
pub struct Room {
    free: Arc<Semaphore>,
    share: Arc<Semaphore>,
    taken: Option<(OwnedSemaphorePermit, OwnedSemaphorePermit)>,
}

impl Room {
    /// Takes room for more bytes: as they arrive, not as they are announced, so that announcing costs others nothing.
    ///
    /// # Errors
    /// When there is none.
    pub fn take(&mut self, size_bytes: usize) -> Result<(), NoRoom> {
        let count = u32::try_from(size_bytes).map_err(|_| NoRoom::QueueFull)?;
        let acquire = |semaphore: &Arc<Semaphore>| Arc::clone(semaphore).try_acquire_many_owned(count);
        let of_queue = acquire(&self.free).map_err(|_| NoRoom::QueueFull)?;
        let of_share = acquire(&self.share).map_err(|_| NoRoom::ShareFull)?;
        match &mut self.taken {
            Some((queue, share)) => {
                queue.merge(of_queue);
                share.merge(of_share);
            }
            None => self.taken = Some((of_queue, of_share)),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_bounded_and_comes_back() {
        let (queue, _receiver) = Queue::new(10, 8);
        let (one, other) = (ProjectId("one".into()), ProjectId("other".into()));
        let mut first = queue.room(&one);
        first.take(4).unwrap();
        assert!(!queue.is_busy());
        first.take(3).unwrap();
        assert!(queue.is_busy());
        assert_eq!(queue.room(&one).take(2), Err(NoRoom::ShareFull));
        assert_eq!(queue.room(&other).take(4), Err(NoRoom::QueueFull));
        let mut second = queue.room(&other);
        second.take(3).unwrap();
        drop(first);
        second.take(5).unwrap();
        queue.room(&one).take(2).unwrap();
    }
}

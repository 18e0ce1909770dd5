//! What waits to be stored, bounded in bytes.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use crate::model::NewPart;
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
}

/// Nothing of a request was stored, for a reason that may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the parts could not be stored")]
pub struct NotStored;

/// There is no room in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too much waits to be stored")]
pub struct QueueFull;

/// The way into the queue.
#[derive(Clone, Debug)]
pub struct Queue {
    sender: mpsc::UnboundedSender<Waiting>,
    free: Arc<Semaphore>,
    size_bytes: usize,
}

impl Queue {
    /// A queue for `size_bytes` bytes, and its other end. The channel needs no bound of its own: whatever is in it has
    /// taken room.
    pub fn new(size_bytes: usize) -> (Self, mpsc::UnboundedReceiver<Waiting>) {
        let (sender, receiver) = mpsc::unbounded_channel();
        (
            Self {
                sender,
                free: Arc::new(Semaphore::new(size_bytes)),
                size_bytes,
            },
            receiver,
        )
    }

    /// Takes no room yet.
    pub fn no_room(&self) -> Room {
        Room {
            free: Arc::clone(&self.free),
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
    taken: Option<OwnedSemaphorePermit>,
}

impl Room {
    /// Takes room for more bytes: as they arrive, not as they are announced, so that announcing costs others nothing.
    ///
    /// # Errors
    /// When there is none.
    pub fn take(&mut self, size_bytes: usize) -> Result<(), QueueFull> {
        let count = u32::try_from(size_bytes).map_err(|_| QueueFull)?;
        let more = Arc::clone(&self.free)
            .try_acquire_many_owned(count)
            .map_err(|_| QueueFull)?;
        match &mut self.taken {
            Some(taken) => taken.merge(more),
            None => self.taken = Some(more),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_bounded_and_comes_back() {
        let (queue, _receiver) = Queue::new(10);
        let mut first = queue.no_room();
        first.take(4).unwrap();
        assert!(!queue.is_busy());
        first.take(4).unwrap();
        assert!(queue.is_busy());
        assert_eq!(queue.no_room().take(3), Err(QueueFull));
        drop(first);
        queue.no_room().take(10).unwrap();
    }
}

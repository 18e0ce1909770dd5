//! Stores what waits: one pack, one transaction, then all answers.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use scrubjay_format::{SessionId, StreamId};
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::chain::Chain;
use crate::clock::now_ms;
use crate::config::Limits;
use crate::model::{NewPart, PartKey, PlacedPart, ProjectId};
use crate::pack::{self, Packing};
use crate::store::{Batch, ByteStore, Known, Outcome, OutcomeKind, RowStore, StoreError};

use super::queue::{NotStored, PartResult, Waiting};

/// Most requests stored at once.
const REQUESTS_MAX: usize = 1024;

/// Takes requests out of the queue until it is closed and empty.
pub struct Flusher {
    bytes: Arc<dyn ByteStore>,
    rows: Arc<dyn RowStore>,
    limits: Limits,
    /// Whether the last transaction failed. Then the database is tried before another pack is written that nothing may
    /// come to refer to.
    rows_failed: bool,
}

/// Why a flush failed.
#[derive(Debug, thiserror::Error)]
enum FlushError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Pack(#[from] pack::PackError),
    #[error("{0} took longer than {1:?}")]
    TimedOut(&'static str, Duration),
}

/// A part and who waits for it.
struct Item {
    request: usize,
    place: usize,
    part: NewPart,
}

/// What is to be done with a part.
#[derive(Clone, Copy)]
enum Decision {
    /// Store it.
    Store,
    /// Nothing: it is, or will be with this flush, what is there already.
    Held(OutcomeKind, u32),
    /// Nothing: its session is full.
    Full,
    /// Nothing: its session was erased.
    Erased,
}

type StreamKey = (ProjectId, SessionId, StreamId);

fn stream_key(key: &PartKey) -> StreamKey {
    (key.project.clone(), key.session, key.stream)
}

impl Flusher {
    /// A flusher that keeps bytes here and rows there.
    pub fn new(bytes: Arc<dyn ByteStore>, rows: Arc<dyn RowStore>, limits: Limits) -> Self {
        Self {
            bytes,
            rows,
            limits,
            rows_failed: false,
        }
    }

    /// Runs until the queue is closed, and everything in it is answered.
    pub async fn run(mut self, mut queue: mpsc::UnboundedReceiver<Waiting>) {
        while let Some(first) = queue.recv().await {
            let mut requests = vec![first];
            let mut size_bytes = size_of(&requests[0]);
            // What came while the last flush ran goes with this one.
            while requests.len() < REQUESTS_MAX && size_bytes < self.limits.flush_size_bytes {
                let Ok(next) = queue.try_recv() else { break };
                size_bytes += size_of(&next);
                requests.push(next);
            }
            // Whatever panics there takes one flush with it: its requests are answered as not stored, and the next is
            // none the worse, as nothing is kept from one to the other.
            if AssertUnwindSafe(self.flush(requests)).catch_unwind().await.is_err() {
                tracing::error!("storing parts panicked");
            }
        }
    }

    async fn flush(&mut self, requests: Vec<Waiting>) {
        let mut items = Vec::new();
        let mut replies = Vec::with_capacity(requests.len());
        let mut rooms = Vec::with_capacity(requests.len());
        for (request, waiting) in requests.into_iter().enumerate() {
            replies.push((waiting.reply, vec![PartResult::SessionFull; waiting.parts.len()]));
            rooms.push(waiting.room);
            items.extend(
                waiting
                    .parts
                    .into_iter()
                    .enumerate()
                    .map(|(place, part)| Item { request, place, part }),
            );
        }
        // Parts of a session side by side: they are read together, and rows are locked in one order by all collectors.
        // The sort is stable, so of two parts of one name the first to come is the one that counts.
        items.sort_by(|a, b| a.part.key.cmp(&b.part.key));
        let parts = items.len();
        match self.store(items).await {
            Ok(results) => {
                tracing::debug!(requests = replies.len(), parts, "stored");
                for (request, place, result) in results {
                    replies[request].1[place] = result;
                }
                for (reply, results) in replies {
                    let _ = reply.send(Ok(results)); // who went away asks again, and is told the same
                }
            }
            Err(error) => {
                tracing::error!(error = %Chain(&error), requests = replies.len(), parts, "could not store");
                for (reply, _) in replies {
                    let _ = reply.send(Err(NotStored));
                }
            }
        }
    }

    async fn store(&mut self, items: Vec<Item>) -> Result<Vec<(usize, usize, PartResult)>, FlushError> {
        let keys = items.iter().map(|item| item.part.key.clone()).collect();
        let known = within("looking up parts", self.limits.rows_timeout, self.rows.known(keys)).await?;
        let (decisions, conflicts) = self.decide(&items, &known);

        let mut waiters = Vec::with_capacity(items.len());
        let mut fresh = Vec::new();
        for (item, decision) in items.into_iter().zip(decisions) {
            waiters.push((item.request, item.place, stream_key(&item.part.key), decision));
            if let Decision::Store = decision {
                fresh.push(item.part);
            }
        }
        let streams: Vec<StreamKey> = fresh.iter().map(|part| stream_key(&part.key)).collect();
        let outcomes = self.commit(fresh, conflicts).await?;

        // Parts of one stream advance it together, whatever the order of their answers.
        let mut next_of: HashMap<StreamKey, u32> = HashMap::new();
        for (stream, outcome) in streams.into_iter().zip(&outcomes) {
            let next = next_of.entry(stream).or_default();
            *next = outcome.next_sequence.max(*next);
        }
        let mut outcomes = outcomes.into_iter();
        let results = waiters.into_iter().map(|(request, place, stream, decision)| {
            let next_now = next_of.get(&stream).copied().unwrap_or_default();
            let held = |kind, next: u32| {
                PartResult::Held(Outcome {
                    kind,
                    next_sequence: next.max(next_now),
                })
            };
            let result = match decision {
                Decision::Full => PartResult::SessionFull,
                Decision::Erased => PartResult::SessionErased,
                Decision::Held(kind, next) => held(kind, next),
                Decision::Store => match outcomes.next() {
                    Some(outcome) if outcome.kind == OutcomeKind::Erased => PartResult::SessionErased,
                    Some(outcome) => held(outcome.kind, outcome.next_sequence),
                    None => return Err(StoreError::Damaged("fewer outcomes than parts".into()).into()),
                },
            };
            Ok((request, place, result))
        });
        results.collect()
    }

    /// Decides what to do with each part, and names those that came with other bytes before.
    fn decide(&self, items: &[Item], known: &[Known]) -> (Vec<Decision>, Vec<PartKey>) {
        let mut decisions = Vec::with_capacity(items.len());
        let mut conflicts = Vec::new();
        let mut added: HashMap<(&ProjectId, SessionId), (u64, i64, i64)> = HashMap::new();
        let mut last_stored: Option<&NewPart> = None;
        for (Item { part, .. }, known) in items.iter().zip(known) {
            if known.erased {
                decisions.push(Decision::Erased);
                continue;
            }
            let same_name = last_stored
                .filter(|stored| stored.key == part.key)
                .map(|stored| stored.crc32c);
            if let Some(crc32c) = known.crc32c.or(same_name) {
                let kind = if crc32c == part.crc32c {
                    OutcomeKind::Duplicate
                } else {
                    OutcomeKind::Conflict
                };
                if kind == OutcomeKind::Conflict {
                    conflicts.push(part.key.clone());
                }
                decisions.push(Decision::Held(kind, known.next_sequence));
                continue;
            }
            let begin_ms = part.started_at_ms;
            let end_ms = part.started_at_ms + i64::from(part.last_ms);
            let (first_ms, last_ms) = known.session_span_ms.unwrap_or((begin_ms, end_ms));
            let session = added.entry((&part.key.project, part.key.session)).or_insert((
                known.session_size_bytes,
                first_ms,
                last_ms,
            ));
            let grown = (
                session.0 + part.bytes.len() as u64,
                session.1.min(begin_ms),
                session.2.max(end_ms),
            );
            if grown.0 > self.limits.session_size_bytes || grown.2 - grown.1 > self.limits.session_duration_ms {
                decisions.push(Decision::Full);
            } else {
                *session = grown;
                last_stored = Some(part);
                decisions.push(Decision::Store);
            }
        }
        (decisions, conflicts)
    }

    /// Writes a pack and its rows.
    async fn commit(&mut self, fresh: Vec<NewPart>, conflicts: Vec<PartKey>) -> Result<Vec<Outcome>, FlushError> {
        if fresh.is_empty() && conflicts.is_empty() {
            return Ok(Vec::new());
        }
        if self.rows_failed {
            within("trying the database", self.limits.rows_timeout, self.rows.probe()).await?;
            self.rows_failed = false;
        }
        let mut batch = Batch {
            parts: Vec::with_capacity(fresh.len()),
            conflicts,
        };
        if !fresh.is_empty() {
            self.bytes.has_room().await?;
            let pack = pack::build(fresh.iter().map(Packing::from))?;
            let object: Arc<str> = pack_name()?.into();
            within(
                "writing a pack",
                self.limits.store_timeout,
                self.bytes.put(&object, pack.pieces),
            )
            .await?;
            let placed = fresh.into_iter().zip(pack.offsets);
            batch.parts.extend(placed.map(|(part, offset)| PlacedPart {
                part,
                object: Arc::clone(&object),
                offset,
            }));
        }
        // The pack stays even if this fails. A commit that was cut short may yet turn out to be there after a crash, and
        // its rows must not point to nothing.
        let outcomes = within("a transaction", self.limits.rows_timeout, self.rows.insert(batch)).await;
        self.rows_failed = outcomes.is_err();
        outcomes
    }
}

fn size_of(waiting: &Waiting) -> usize {
    waiting.parts.iter().map(|part| part.bytes.len()).sum()
}

async fn within<T>(
    what: &'static str,
    limit: Duration,
    work: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, FlushError> {
    match timeout(limit, work).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(FlushError::TimedOut(what, limit)),
    }
}

/// A name never used before: the hour (so that no folder grows without bound), the moment, and chance.
pub(crate) fn pack_name() -> Result<String, StoreError> {
    const HOUR_MS: i64 = 60 * 60 * 1000;
    let now_ms = now_ms();
    Ok(format!(
        "packs/{:08}/{now_ms:013}-{}.pack",
        now_ms / HOUR_MS,
        crate::id::random_hex::<8>()?
    ))
}

//! What waits for the collector: which parts, in which order, and when to try again. Pure; time and chance come in as
//! arguments.

use std::collections::VecDeque;

/// Bytes that wait at most. A page that cannot deliver this much will not deliver it at all before it is left.
pub(super) const MAX_WAITING_BYTES: usize = 8 * 1024 * 1024;
/// Bytes of one request: several small parts travel together, and one request stays well below the collector's 4 MiB.
const MAX_REQUEST_BYTES: usize = 1024 * 1024;
/// Parts of one request, as the collector allows (docs/ingest.md).
const MAX_REQUEST_PARTS: usize = 64;
/// First wait after a failure; doubles with each, up to [`MAX_DELAY_MS`].
const FIRST_DELAY_MS: u32 = 1_000;
/// Longest wait between two tries.
const MAX_DELAY_MS: u32 = 60_000;

/// A part that is not acknowledged.
struct Waiting {
    sequence: u32,
    bytes: Vec<u8>,
}

/// Parts of one stream that the collector has not acknowledged.
#[derive(Default)]
pub(super) struct Outbox {
    parts: VecDeque<Waiting>,
    size_bytes: usize,
    /// How many of the first parts are in the request under way.
    in_flight: usize,
    failures: u32,
    /// A try has failed, and the time for the next one has not come.
    waits: bool,
    closed: bool,
}

/// What the collector said, or that it said nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    /// HTTP status; 0 if the request did not get through.
    pub status: u16,
    /// Every part up to and with this one is held.
    pub acknowledged: Option<u32>,
    /// Parts that are held besides.
    pub stored: Vec<u32>,
    /// Parts that will never be taken.
    pub refused: Vec<u32>,
    /// The collector wants no retry before this time has passed.
    pub retry_ms: u32,
    /// The collector takes no more of this session.
    pub stop: bool,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Everything is delivered.
    Idle,
    /// Send the next request at once.
    Send,
    /// Send it after this time.
    Wait {
        /// How long.
        delay_ms: u32,
    },
    /// The collector wants nothing more: end the recording.
    Stop,
}

impl Outbox {
    /// Adds a part. `false`: there is no room, and it was not taken; since parts build on one another, the stream has to
    /// begin afresh.
    #[must_use]
    pub(super) fn push(&mut self, sequence: u32, bytes: Vec<u8>) -> bool {
        if self.closed || self.size_bytes + bytes.len() > MAX_WAITING_BYTES {
            return false;
        }
        self.size_bytes += bytes.len();
        self.parts.push_back(Waiting { sequence, bytes });
        true
    }

    /// The time that [`Next::Wait`] asked for has passed.
    pub(super) fn wait_is_over(&mut self) {
        self.waits = false;
    }

    /// The body of the next request; none while one is under way, one that failed is waited for, or nothing waits.
    pub(super) fn take_request(&mut self) -> Option<Vec<u8>> {
        if self.in_flight > 0 || self.waits || self.closed {
            return None;
        }
        let body = self.first_parts(MAX_REQUEST_BYTES);
        self.in_flight = body.1;
        (body.1 > 0).then_some(body.0)
    }

    /// As many of the first parts as `limit_bytes` allow (at least one where `limit_bytes` is that of a request), for the
    /// moment in which the page is left. They stay in the outbox: what is sent then is not acknowledged.
    pub(super) fn parting_body(&self, limit_bytes: usize) -> Vec<u8> {
        let mut body = Vec::new();
        for part in &self.parts {
            if body.len() + part.bytes.len() > limit_bytes {
                break; // a later part without this one could not be decoded
            }
            body.extend_from_slice(&part.bytes);
        }
        body
    }

    /// The numbers of all parts that wait.
    pub(super) fn waiting(&self) -> impl Iterator<Item = u32> {
        self.parts.iter().map(|part| part.sequence)
    }

    /// Bytes that wait.
    pub(super) fn size_bytes(&self) -> usize {
        self.size_bytes
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Takes the answer to the request under way. `chance`, from 0 to 1, spreads the retries of many visitors.
    /// The second value tells whether a part was refused: the stream has to begin afresh.
    pub(super) fn answered(&mut self, answer: &Answer, chance: f64) -> (Next, bool) {
        let (next, lost) = self.next(answer, chance);
        self.waits = matches!(next, Next::Wait { .. });
        (next, lost)
    }

    fn next(&mut self, answer: &Answer, chance: f64) -> (Next, bool) {
        let sent = std::mem::take(&mut self.in_flight);
        let mut lost = false;
        if matches!(answer.status, 200 | 400 | 410 | 413) {
            let sent_sequences: Vec<u32> = self.parts.iter().take(sent).map(|part| part.sequence).collect();
            // A request that is wrong as a whole names no part; sending the same again would get the same answer.
            let named = answer.status == 200 || !answer.refused.is_empty() || !answer.stored.is_empty();
            self.parts.retain(|part| {
                let held = answer.acknowledged.is_some_and(|held| part.sequence <= held)
                    || answer.stored.contains(&part.sequence);
                let refused =
                    answer.refused.contains(&part.sequence) || (!named && sent_sequences.contains(&part.sequence));
                lost |= refused && !held;
                !(held || refused)
            });
            self.size_bytes = self.parts.iter().map(|part| part.bytes.len()).sum();
        }
        if answer.stop || matches!(answer.status, 401 | 403 | 410) {
            self.closed = true;
            self.parts.clear();
            self.size_bytes = 0;
            return (Next::Stop, lost);
        }
        let progress = matches!(answer.status, 200 | 400 | 413);
        if !progress {
            self.failures += 1;
            return (
                Next::Wait {
                    delay_ms: self.delay_ms(answer.retry_ms, chance),
                },
                lost,
            );
        }
        self.failures = 0;
        let still_first = sent > 0
            && self.parts.len() >= sent
            && answer.status == 200
            && answer.stored.is_empty()
            && answer.acknowledged.is_none();
        if self.parts.is_empty() {
            (Next::Idle, lost)
        } else if still_first {
            // 200 and yet nothing held: do not ask again at once.
            (
                Next::Wait {
                    delay_ms: self.delay_ms(answer.retry_ms, chance),
                },
                lost,
            )
        } else {
            (Next::Send, lost)
        }
    }

    /// Exponential back-off with full jitter above the half (AWS Architecture Blog, "Exponential Backoff and Jitter").
    fn delay_ms(&self, asked_ms: u32, chance: f64) -> u32 {
        let doublings = self.failures.saturating_sub(1).min(6);
        let ceiling = (FIRST_DELAY_MS << doublings).min(MAX_DELAY_MS);
        let chance = chance.clamp(0.0, 1.0);
        let spread = f64::from(ceiling) * (0.5 + 0.5 * chance);
        // All who were told the same must not come at once.
        let asked = f64::from(asked_ms.min(10 * MAX_DELAY_MS)) * (1.0 + 0.5 * chance);
        spread.max(asked) as u32
    }

    fn first_parts(&self, limit_bytes: usize) -> (Vec<u8>, usize) {
        let mut body = Vec::new();
        let mut count = 0;
        for part in self.parts.iter().take(MAX_REQUEST_PARTS) {
            if count > 0 && body.len() + part.bytes.len() > limit_bytes {
                break;
            }
            body.extend_from_slice(&part.bytes);
            count += 1;
        }
        (body, count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outbox(parts: u32) -> Outbox {
        let mut outbox = Outbox::default();
        for sequence in 0..parts {
            assert!(outbox.push(sequence, vec![sequence as u8; 10]));
        }
        outbox
    }

    fn held(acknowledged: u32) -> Answer {
        Answer {
            status: 200,
            acknowledged: Some(acknowledged),
            ..Answer::default()
        }
    }

    #[test]
    fn one_request_at_a_time_and_only_an_answer_that_covers_a_part_drops_it() {
        let mut outbox = outbox(3);
        assert_eq!(outbox.take_request().map(|body| body.len()), Some(30));
        assert_eq!(outbox.take_request(), None);
        assert!(outbox.push(3, vec![3]));
        assert_eq!(outbox.answered(&held(1), 0.0), (Next::Send, false));
        assert_eq!(outbox.waiting().collect::<Vec<_>>(), [2, 3]);
        let _ = outbox.take_request();
        assert_eq!(outbox.answered(&held(3), 0.0), (Next::Idle, false));
        assert!(outbox.is_empty());
    }

    #[test]
    fn failures_keep_everything_and_wait_longer_each_time() {
        let mut outbox = outbox(1);
        let mut waits = Vec::new();
        for _ in 0..9 {
            assert!(outbox.take_request().is_some());
            let (Next::Wait { delay_ms }, false) = outbox.answered(&Answer::default(), 1.0) else {
                panic!("no wait")
            };
            waits.push(delay_ms);
            assert!(outbox.push(waits.len() as u32, vec![1]));
            assert_eq!(outbox.take_request(), None, "what comes meanwhile waits too");
            outbox.wait_is_over();
        }
        assert_eq!(
            waits,
            [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]
        );
        let _ = outbox.take_request();
        let busy = Answer {
            status: 503,
            retry_ms: 90_000,
            ..Answer::default()
        };
        assert_eq!(outbox.answered(&busy, 0.0), (Next::Wait { delay_ms: 90_000 }, false));
        outbox.wait_is_over();
        let _ = outbox.take_request();
        assert_eq!(outbox.answered(&busy, 1.0), (Next::Wait { delay_ms: 135_000 }, false));
    }

    #[test]
    fn refused_parts_are_dropped_and_reported() {
        let mut outbox = outbox(2);
        let _ = outbox.take_request();
        let answer = Answer {
            status: 400,
            acknowledged: Some(0),
            refused: vec![1],
            ..Answer::default()
        };
        assert_eq!(outbox.answered(&answer, 0.0), (Next::Idle, true));
    }

    #[test]
    fn a_request_that_is_wrong_as_a_whole_is_not_sent_for_ever() {
        let mut outbox = outbox(2);
        let _ = outbox.take_request();
        assert_eq!(
            outbox.answered(
                &Answer {
                    status: 413,
                    ..Answer::default()
                },
                0.0
            ),
            (Next::Idle, true)
        );
    }

    #[test]
    fn the_collector_can_end_it() {
        for answer in [
            Answer {
                status: 401,
                ..Answer::default()
            },
            Answer { stop: true, ..held(0) },
        ] {
            let mut outbox = outbox(2);
            let _ = outbox.take_request();
            assert_eq!(outbox.answered(&answer, 0.0).0, Next::Stop);
            assert!(!outbox.push(2, vec![2]) && outbox.is_empty());
        }
    }

    #[test]
    fn what_is_sent_in_parting_is_a_beginning_and_stays() {
        let outbox = outbox(3);
        assert_eq!(outbox.parting_body(25).len(), 20);
        assert_eq!(outbox.parting_body(5).len(), 0);
        assert_eq!(outbox.waiting().count(), 3);
    }

    #[test]
    fn it_is_bounded() {
        let mut outbox = Outbox::default();
        assert!(outbox.push(0, vec![0; MAX_WAITING_BYTES]));
        assert!(!outbox.push(1, vec![0]));
    }
}

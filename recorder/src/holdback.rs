//! Parts that are not let go yet: of a visit too short to be worth it, and the last minute of one that is sent only if
//! something asks for it. Pure; times are milliseconds since the Unix epoch.

use std::collections::VecDeque;

use scrubjay_format::StreamId;

/// So much of the past is kept at least where the last minute is: a stream lasts as long, and the one before it is kept.
pub(crate) const CHAPTER_MS: u64 = 60_000;
/// A stream is ended before that once its parts are as large. Two are kept at most.
pub(crate) const CHAPTER_MAX_BYTES: usize = 4 << 20;

/// A finished part.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Its stream.
    pub stream: StreamId,
    /// Its number in it.
    pub sequence: u32,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// Why parts are held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    /// They are not.
    None,
    /// The session must last until then.
    Until { at_ms: u64 },
    /// Something must ask for them.
    Asked,
}

/// What is held back.
#[derive(Debug)]
pub(crate) struct Holdback {
    reason: Reason,
    parts: VecDeque<Cut>,
    /// When the stream of the last part began, and the bytes of its parts.
    chapter: Option<(StreamId, u64, usize)>,
    /// Least time from the session's start to the first part that is let go.
    minimum_ms: u64,
}

impl Holdback {
    /// Nothing goes before the session, which began at `session_started_at_ms`, has lasted `minimum_ms`; with `buffered`
    /// nothing goes before [`Self::ask`].
    pub(crate) fn new(buffered: bool, minimum_ms: u64, session_started_at_ms: u64) -> Holdback {
        let until = Reason::Until {
            at_ms: session_started_at_ms + minimum_ms,
        };
        Holdback {
            reason: match (buffered, minimum_ms) {
                (true, _) => Reason::Asked,
                (false, 0) => Reason::None,
                (false, _) => until,
            },
            parts: VecDeque::new(),
            chapter: None,
            minimum_ms,
        }
    }

    /// Takes a part and gives what may go now, in order.
    pub(crate) fn push(&mut self, cut: Cut, now_ms: u64) -> Vec<Cut> {
        if self.reason == Reason::None {
            return vec![cut];
        }
        match &mut self.chapter {
            Some((stream, _, size_bytes)) if *stream == cut.stream => *size_bytes += cut.bytes.len(),
            chapter => *chapter = Some((cut.stream, now_ms, cut.bytes.len())),
        }
        self.parts.push_back(cut);
        if self.reason == Reason::Asked {
            self.forget_old();
        }
        self.due(now_ms)
    }

    /// What may go by now.
    pub(crate) fn due(&mut self, now_ms: u64) -> Vec<Cut> {
        match self.reason {
            Reason::Until { at_ms } if now_ms < at_ms => Vec::new(),
            Reason::Asked => Vec::new(),
            _ => {
                self.reason = Reason::None;
                self.chapter = None;
                self.parts.drain(..).collect()
            }
        }
    }

    /// How long until [`Self::due`] gives something; none: until asked, or at once.
    pub(crate) fn wait_ms(&self, now_ms: u64) -> Option<u64> {
        match self.reason {
            Reason::Until { at_ms } => Some(at_ms.saturating_sub(now_ms)),
            _ => None,
        }
    }

    /// Something asks for what is held back: all of it goes, and so does everything later.
    pub(crate) fn ask(&mut self) -> Vec<Cut> {
        self.reason = Reason::None;
        self.chapter = None;
        self.parts.drain(..).collect()
    }

    /// Whether the stream has to end, so that what is older than it can be forgotten.
    pub(crate) fn is_chapter_over(&self, now_ms: u64) -> bool {
        self.reason == Reason::Asked
            && self.chapter.is_some_and(|(_, began_at_ms, size_bytes)| {
                now_ms.saturating_sub(began_at_ms) >= CHAPTER_MS || size_bytes >= CHAPTER_MAX_BYTES
            })
    }

    /// Whether anything is held back now.
    pub(crate) fn holds(&self) -> bool {
        self.reason != Reason::None
    }

    /// Whether parts go only when asked for.
    pub(crate) fn waits_to_be_asked(&self) -> bool {
        self.reason == Reason::Asked
    }

    /// Another session has begun. Of the one before, what is held back was not asked for, or was too short.
    pub(crate) fn begin_session(&mut self, buffered: bool, now_ms: u64) {
        *self = Holdback::new(buffered, self.minimum_ms, now_ms);
    }

    /// Parts and bytes that are held back.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.parts.len(), self.parts.iter().map(|cut| cut.bytes.len()).sum())
    }

    /// Forgets all streams but the last two.
    fn forget_old(&mut self) {
        let Some(last) = self.parts.back().map(|cut| cut.stream) else {
            return;
        };
        let before = self
            .parts
            .iter()
            .rev()
            .find(|cut| cut.stream != last)
            .map(|cut| cut.stream);
        self.parts
            .retain(|cut| cut.stream == last || Some(cut.stream) == before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(stream: u8, sequence: u32) -> Cut {
        Cut {
            stream: StreamId([stream; 8]),
            sequence,
            bytes: vec![0; 10],
        }
    }

    fn names(cuts: &[Cut]) -> Vec<(u8, u32)> {
        cuts.iter().map(|cut| (cut.stream.0[0], cut.sequence)).collect()
    }

    #[test]
    fn without_reason_everything_goes_at_once() {
        let mut holdback = Holdback::new(false, 0, 0);
        assert_eq!(names(&holdback.push(cut(1, 0), 0)), [(1, 0)]);
        assert_eq!(holdback.wait_ms(0), None);
    }

    #[test]
    fn a_session_has_to_last() {
        let mut holdback = Holdback::new(false, 5_000, 1_000);
        assert!(holdback.push(cut(1, 0), 2_000).is_empty());
        assert_eq!(holdback.wait_ms(2_000), Some(4_000));
        assert_eq!(holdback.size(), (1, 10));
        assert_eq!(names(&holdback.push(cut(1, 1), 6_000)), [(1, 0), (1, 1)]);
        assert_eq!(names(&holdback.push(cut(1, 2), 6_001)), [(1, 2)]);
    }

    #[test]
    fn the_last_minute_is_kept_and_no_more() {
        let mut holdback = Holdback::new(true, 0, 0);
        for stream in 1..=5 {
            let began = u64::from(stream) * CHAPTER_MS;
            assert!(holdback.push(cut(stream, 0), began).is_empty());
            assert!(!holdback.is_chapter_over(began + CHAPTER_MS - 1));
            assert!(holdback.is_chapter_over(began + CHAPTER_MS));
            assert!(holdback.push(cut(stream, 1), began + 5_000).is_empty());
        }
        assert_eq!(holdback.size(), (4, 40));
        assert_eq!(names(&holdback.ask()), [(4, 0), (4, 1), (5, 0), (5, 1)]);
        assert_eq!(names(&holdback.push(cut(5, 2), 400_000)), [(5, 2)]);
        assert!(!holdback.is_chapter_over(u64::MAX));
    }

    #[test]
    fn it_is_bounded_in_bytes_too() {
        let mut holdback = Holdback::new(true, 0, 0);
        let large = Cut {
            bytes: vec![0; CHAPTER_MAX_BYTES],
            ..cut(1, 0)
        };
        let _ = holdback.push(large, 0);
        assert!(holdback.is_chapter_over(1));
    }
}

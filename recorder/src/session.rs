//! Which session a page belongs to: the same over page loads and tabs of one visitor, until it has rested.

use scrubjay_format::SessionId;

/// Under this key the browser's storage holds it.
pub(crate) const STORAGE_KEY: &str = "scrubjay.session";

/// When a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    /// After so long without input.
    pub idle_ms: u64,
    /// And after so long in any case.
    pub length_ms: u64,
}

/// A session, as it stands in the browser's storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    /// Its id.
    pub id: SessionId,
    /// When it began, in milliseconds since the Unix epoch.
    pub started_at_ms: u64,
    /// When the visitor was last seen doing something.
    pub active_at_ms: u64,
    /// Bytes of its parts, over all pages.
    pub size_bytes: u64,
    /// Whether it was chosen to be recorded: then it is, on all its pages, whatever sampling says there.
    pub recorded: bool,
}

impl Session {
    /// A session that begins now.
    pub(crate) fn begin(id: SessionId, now_ms: u64) -> Session {
        Session {
            id,
            started_at_ms: now_ms,
            active_at_ms: now_ms,
            size_bytes: 0,
            recorded: false,
        }
    }

    /// The stored session, if it is still alive at `now_ms`.
    pub(crate) fn stored_alive(stored: Option<&str>, now_ms: u64, limits: Limits) -> Option<Session> {
        stored
            .and_then(Session::parse)
            .filter(|session| session.is_alive(now_ms, limits))
    }

    /// Whether it goes on at `now_ms`. A clock that was set back ends it too.
    pub(crate) fn is_alive(&self, now_ms: u64, limits: Limits) -> bool {
        let idle = now_ms.checked_sub(self.active_at_ms);
        let length = now_ms.checked_sub(self.started_at_ms);
        idle.is_some_and(|idle_ms| idle_ms < limits.idle_ms)
            && length.is_some_and(|length_ms| length_ms < limits.length_ms)
    }

    /// Two numbers from 0 up to 1 that are as good as random, but for one session always the same.
    pub(crate) fn chances(&self) -> [f64; 2] {
        let [a, b, c, d, e, f, g, h, ..] = self.id.0;
        [[a, b, c, d], [e, f, g, h]].map(|bytes| f64::from(u32::from_be_bytes(bytes)) / (f64::from(u32::MAX) + 1.0))
    }

    /// The form in which it is stored: id, start, last activity, bytes, and whether it is recorded.
    pub(crate) fn stored(&self) -> String {
        let Session {
            id,
            started_at_ms,
            active_at_ms,
            size_bytes,
            recorded,
        } = self;
        format!(
            "{id} {started_at_ms} {active_at_ms} {size_bytes} {}",
            u8::from(*recorded)
        )
    }

    fn parse(text: &str) -> Option<Session> {
        let mut words = text.split(' ');
        let session = Session {
            id: words.next()?.parse().ok()?,
            started_at_ms: words.next()?.parse().ok()?,
            active_at_ms: words.next()?.parse().ok()?,
            size_bytes: words.next()?.parse().ok()?,
            recorded: words.next()? == "1",
        };
        words.next().is_none().then_some(session)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: SessionId = SessionId([1; 16]);
    const LIMITS: Limits = Limits {
        idle_ms: 30 * 60_000,
        length_ms: 4 * 3_600_000,
    };

    fn goes_on(started_at_ms: u64, active_at_ms: u64, now_ms: u64) -> bool {
        let stored = Session {
            active_at_ms,
            ..Session::begin(OLD, started_at_ms)
        }
        .stored();
        Session::stored_alive(Some(&stored), now_ms, LIMITS).is_some()
    }

    #[test]
    fn a_session_lives_until_it_rests_or_grows_too_long() {
        assert!(goes_on(0, 1_000, 1_000 + LIMITS.idle_ms - 1));
        assert!(!goes_on(0, 1_000, 1_000 + LIMITS.idle_ms));
        assert!(goes_on(0, LIMITS.length_ms - 5, LIMITS.length_ms - 1));
        assert!(!goes_on(0, LIMITS.length_ms - 5, LIMITS.length_ms));
        assert!(!goes_on(5_000, 5_000, 4_000));
    }

    #[test]
    fn what_is_stored_comes_back() {
        let session = Session {
            size_bytes: 77,
            recorded: true,
            ..Session::begin(OLD, 5)
        };
        assert_eq!(Session::stored_alive(Some(&session.stored()), 6, LIMITS), Some(session));
    }

    #[test]
    fn what_is_stored_may_be_anything() {
        for text in [
            "",
            "x",
            "01 2 3",
            "01010101010101010101010101010101 1",
            "01010101010101010101010101010101 1 1",
            "01010101010101010101010101010101 1 1 1 1 1",
            "\u{0}",
        ] {
            assert_eq!(Session::stored_alive(Some(text), 7, LIMITS), None);
        }
        assert_eq!(Session::stored_alive(None, 7, LIMITS), None);
    }

    #[test]
    fn chances_are_spread_and_independent() {
        let session = Session::begin(SessionId([255, 255, 255, 255, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9]), 0);
        let [first, second] = session.chances();
        assert!((0.999..1.0).contains(&first) && second == 0.0);
    }
}

//! Which session a page belongs to: the same over page loads and tabs of one visitor, until it has rested.

use scrubjay_format::SessionId;

/// A session ends when nothing was recorded for so long (the common definition of web analytics, GA4's default among them).
pub(crate) const MAX_IDLE_MS: u64 = 30 * 60_000;
/// And after so long in any case, since the collector takes no longer ones.
pub(crate) const MAX_LENGTH_MS: u64 = 4 * 3_600_000;
/// Under this key the browser's storage holds it.
pub(crate) const STORAGE_KEY: &str = "scrubjay.session";

/// A session, as it stands in the browser's storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    /// Its id.
    pub id: SessionId,
    /// When it began, in milliseconds since the Unix epoch.
    pub started_at_ms: u64,
    /// When something was last recorded.
    pub active_at_ms: u64,
}

impl Session {
    /// Goes on with the stored session if it is still alive at `now_ms`, else begins one with the given id.
    pub(crate) fn resume(stored: Option<&str>, now_ms: u64, fresh: SessionId) -> Session {
        stored
            .and_then(Session::parse)
            .filter(|session| session.is_alive(now_ms))
            .map(|session| Session {
                active_at_ms: now_ms,
                ..session
            })
            .unwrap_or(Session {
                id: fresh,
                started_at_ms: now_ms,
                active_at_ms: now_ms,
            })
    }

    /// Whether it goes on at `now_ms`. A clock that was set back ends it too.
    pub(crate) fn is_alive(&self, now_ms: u64) -> bool {
        let idle = now_ms.checked_sub(self.active_at_ms);
        let length = now_ms.checked_sub(self.started_at_ms);
        idle.is_some_and(|idle_ms| idle_ms < MAX_IDLE_MS) && length.is_some_and(|length_ms| length_ms < MAX_LENGTH_MS)
    }

    /// The form in which it is stored: id, start and last activity.
    pub(crate) fn stored(&self) -> String {
        format!("{} {} {}", self.id, self.started_at_ms, self.active_at_ms)
    }

    fn parse(text: &str) -> Option<Session> {
        let mut words = text.split(' ');
        let session = Session {
            id: words.next()?.parse().ok()?,
            started_at_ms: words.next()?.parse().ok()?,
            active_at_ms: words.next()?.parse().ok()?,
        };
        words.next().is_none().then_some(session)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: SessionId = SessionId([1; 16]);
    const FRESH: SessionId = SessionId([2; 16]);

    fn resumed(started_at_ms: u64, active_at_ms: u64, now_ms: u64) -> SessionId {
        let stored = Session {
            id: OLD,
            started_at_ms,
            active_at_ms,
        }
        .stored();
        Session::resume(Some(&stored), now_ms, FRESH).id
    }

    #[test]
    fn a_session_lives_until_it_rests_or_grows_too_long() {
        assert_eq!(resumed(0, 1_000, 1_000 + MAX_IDLE_MS - 1), OLD);
        assert_eq!(resumed(0, 1_000, 1_000 + MAX_IDLE_MS), FRESH);
        assert_eq!(resumed(0, MAX_LENGTH_MS - 5, MAX_LENGTH_MS - 1), OLD);
        assert_eq!(resumed(0, MAX_LENGTH_MS - 5, MAX_LENGTH_MS), FRESH);
        assert_eq!(resumed(5_000, 5_000, 4_000), FRESH);
    }

    #[test]
    fn what_is_stored_may_be_anything() {
        for text in [
            "",
            "x",
            "01 2 3",
            "01010101010101010101010101010101 1",
            "01010101010101010101010101010101 1 1 1",
            "\u{0}",
        ] {
            assert_eq!(
                Session::resume(Some(text), 7, FRESH),
                Session {
                    id: FRESH,
                    started_at_ms: 7,
                    active_at_ms: 7
                }
            );
        }
        assert_eq!(Session::resume(None, 7, FRESH).id, FRESH);
    }
}

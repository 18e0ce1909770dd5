//! A page that reports without end must not fill its recording.

use std::cell::Cell;

use scrubjay_format::event::NoteCode;

use crate::tape::Tape;

const MINUTE_MS: u32 = 60_000;

/// How much of one sort of event is written in a minute. What is over it is left out, and a note says so once in that minute.
pub(crate) struct Rate {
    what: &'static str,
    events_max: u32,
    size_max_bytes: usize,
    used: Cell<Used>,
}

#[derive(Clone, Copy, Default)]
struct Used {
    since_ms: u32,
    events: u32,
    size_bytes: usize,
    noted: bool,
}

impl Rate {
    /// `what` they are called in the note.
    pub(crate) fn new(what: &'static str, events_max: u32, size_max_bytes: usize) -> Rate {
        Rate {
            what,
            events_max,
            size_max_bytes,
            used: Cell::default(),
        }
    }

    /// Whether one more event of this size may be written.
    pub(crate) fn admits(&self, tape: &Tape, size_bytes: usize) -> bool {
        let (admitted, over) = self.count(tape.now_ms(), size_bytes);
        if over {
            let what = self.what;
            tape.note(NoteCode::Degraded, &format!("more {what} than are kept of a minute"));
        }
        admitted
    }

    /// Whether the event is admitted, and whether it is the first of its minute that is not.
    fn count(&self, now_ms: u32, size_bytes: usize) -> (bool, bool) {
        let mut used = self.used.get();
        if now_ms.saturating_sub(used.since_ms) >= MINUTE_MS {
            used = Used {
                since_ms: now_ms,
                ..Used::default()
            };
        }
        let size_bytes = used.size_bytes + size_bytes;
        let admitted = used.events < self.events_max && size_bytes <= self.size_max_bytes;
        let over = !admitted && !used.noted;
        if admitted {
            used.events += 1;
            used.size_bytes = size_bytes;
        }
        used.noted |= over;
        self.used.set(used);
        (admitted, over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_is_told_once_a_minute() {
        let rate = Rate::new("lines", 3, 100);
        let counted: Vec<_> = [0, 10, 20, 30, 40, 60_000, 60_001]
            .map(|now_ms| rate.count(now_ms, 1))
            .into();
        let (yes, first, no) = ((true, false), (false, true), (false, false));
        assert_eq!(counted, [yes, yes, yes, first, no, yes, yes]);
        assert_eq!(rate.count(60_002, 99), first);
        assert_eq!(rate.count(60_003, 98), yes);
    }
}

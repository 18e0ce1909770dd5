//! Whether somebody is there: the page rests when nobody is, and a session ends.

use scrubjay_format::StreamEncoder;
use scrubjay_format::event::{NavigationCause, NoteCode};

use super::{LAST_READ_BUDGET_MS, Recorder};
use crate::clock::Instant;
use crate::sampling::{Happening, Verdict};
use crate::{track, visit};

impl Recorder {
    /// The visitor did something.
    pub(super) fn active(&self) {
        if self.stopped.get() || self.tape.is_paused() {
            return;
        }
        let now_ms = js_sys::Date::now() as u64;
        self.active_at_ms.set(now_ms);
        if self.visit.borrow_mut().touch(&self.tape.window, now_ms) {
            self.begin_session(now_ms);
        } else if self.tape.is_idle() {
            self.tape.note(NoteCode::Resumed, "there was input again");
            self.go_on();
        }
    }

    /// It is time to see whether anybody is there still.
    pub(super) fn rest(&self) {
        if self.stopped.get() || self.tape.is_paused() || self.tape.is_idle() {
            return;
        }
        let idle_ms = (js_sys::Date::now() as u64).saturating_sub(self.active_at_ms.get());
        let left_ms = u64::from(self.idle_pause_ms).saturating_sub(idle_ms);
        if left_ms > 0 {
            self.resting.set(left_ms as u32);
            return;
        }
        self.read(LAST_READ_BUDGET_MS);
        self.tape.note(NoteCode::Paused, "there was no input");
        self.tape.set_idle(true);
        self.tape.dom.reader.suspend();
        self.cut_soon();
    }

    /// The page is back from the back/forward cache. Nobody has followed it while it was frozen.
    pub(super) fn returned(&self) {
        if !self.stopped.get() && !self.tape.is_paused() && !self.tape.is_idle() {
            self.begin_again();
            self.read_due();
        }
    }

    fn wake(&self) {
        self.tape.set_idle(false);
        self.resting.set(self.idle_pause_ms);
    }

    /// Goes on after a pause, with a new snapshot.
    pub(super) fn go_on(&self) {
        self.wake();
        self.begin_again();
        self.read_due();
    }

    /// The visitor's session is another one from here on.
    fn begin_session(&self, now_ms: u64) {
        if self.tape.is_idle() {
            self.wake();
        }
        let session = *self.visit.borrow().session();
        let address = track::href(&self.tape.window);
        let verdict = self
            .sampling
            .verdict(session.chances(), session.recorded, Happening::Address(&address));
        if verdict == Verdict::Off || session.size_bytes >= self.maximum_bytes {
            self.end("the session has ended, and the one after it is not recorded");
            return;
        }
        let buffered = verdict == Verdict::Buffer;
        // The last part belongs to the session before.
        self.cut(true);
        self.sampling.buffered.set(buffered);
        self.holdback
            .borrow_mut()
            .begin_session(buffered, session.started_at_ms);
        if !buffered {
            self.visit.borrow_mut().set_recorded(now_ms);
        }
        self.begin_stream();
    }

    /// Begins another stream, of the session that goes on now. The last part of the one before has been cut.
    pub(super) fn begin_stream(&self) {
        let Instant {
            epoch_ms: now_ms,
            monotonic_ms: origin_ms,
        } = Instant::now(&self.tape.window);
        let stream = visit::stream_id(&self.tape.window);
        let encoder = StreamEncoder::new(self.session_id(), stream, now_ms);
        self.stream.set(stream);
        self.started_at_ms.set(now_ms);
        self.next_sequence.set(0);
        self.clock_offset_ms.set(None);
        self.outlet.open(stream);
        self.tape.begin_stream(encoder, origin_ms);
        self.write_start(NavigationCause::Load);
        self.tape.record_carried();
        self.begin_again();
        self.tape.dom.reader.hurry();
    }
}

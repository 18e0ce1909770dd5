//! What becomes of parts: when they are cut, whether they are held back, and what the collector has to say.

use std::cell::Cell;

use js_sys::Promise;
use scrubjay_format::Event;
use scrubjay_format::event::{NavigationCause, NoteCode};

use super::{LAST_READ_BUDGET_MS, Recorder};
use crate::deliver::Wish;
use crate::holdback::Cut;
use crate::sampling::{self, Happening, Rates, Rule, Verdict};
use crate::settings::Settings;
use crate::track;

/// Bounds of how often a collector may ask for parts.
const MIN_FLUSH_MS: u32 = 500;
const MAX_FLUSH_MS: u32 = 60_000;
/// A difference of clocks that changes by less has not changed: it is known to half of a request's way.
const CLOCK_STEP_MS: f64 = 1_000.0;

/// How long parts may wait at most, by the age of the stream. Many pages are left within seconds, and what is sent before
/// that cannot get lost then; later, longer parts take fewer bytes.
fn early_flush_ms(age_ms: u32) -> u32 {
    match age_ms {
        0..10_000 => 500,
        10_000..60_000 => 2_000,
        _ => MAX_FLUSH_MS,
    }
}

/// Which sessions are recorded.
pub(super) struct Sampling {
    forced: bool,
    rates: Rates,
    rules: Vec<Rule>,
    /// Whether this session's parts go only if something asks for them.
    pub(super) buffered: Cell<bool>,
}

impl Sampling {
    pub(super) fn new(settings: &Settings) -> Sampling {
        Sampling {
            forced: settings.forced(),
            rates: settings.rates(),
            rules: settings.sampling_rules(),
            buffered: Cell::new(settings.buffered()),
        }
    }

    /// What becomes of a session with these chances.
    pub(super) fn verdict(&self, chances: [f64; 2], recorded: bool, happening: Happening<'_>) -> Verdict {
        sampling::verdict(chances, recorded || self.forced, self.rates, &self.rules, happening)
    }
}

impl Recorder {
    /// Has a part cut when it is time, if anything waits.
    pub(super) fn cut_soon(&self) {
        if !self.cut_is_due.get() && self.tape.pending_size_bytes() > 0 {
            self.cut_is_due.set(true);
            self.cutting
                .set(self.flush_ms.get().min(early_flush_ms(self.tape.now_ms())));
        }
    }

    /// It is time to cut a part, or to let go of what had to wait.
    pub(super) fn cut_in_time(&self) {
        self.cut_is_due.set(false);
        self.cut(false);
        self.turn_page();
        let now_ms = js_sys::Date::now() as u64;
        let due = self.holdback.borrow_mut().due(now_ms);
        self.let_go(due);
        if let Some(wait_ms) = self.holdback.borrow().wait_ms(now_ms) {
            self.cut_is_due.set(true);
            self.cutting.set(wait_ms.min(u64::from(MAX_FLUSH_MS)) as u32);
        }
    }

    /// Cuts a part of all that waits and lets it go, or holds it back.
    pub(super) fn cut(&self, last: bool) {
        let Some(bytes) = self.tape.cut_part(last) else { return };
        let sequence = self.next_sequence.get();
        self.next_sequence.set(sequence + 1);
        let cut = Cut {
            stream: self.stream.get(),
            sequence,
            bytes,
        };
        let free = self.holdback.borrow_mut().push(cut, js_sys::Date::now() as u64);
        self.let_go(free);
    }

    fn let_go(&self, cuts: Vec<Cut>) {
        if cuts.is_empty() {
            return;
        }
        let mut taken = true;
        for cut in cuts {
            let size_bytes = cut.bytes.len() as u64;
            self.sent_size_bytes.set(self.sent_size_bytes.get() + size_bytes);
            self.visit.borrow_mut().add_size(size_bytes);
            taken &= self.outlet.take(cut);
        }
        if self.stopped.get() {
            return;
        }
        if self.visit.borrow().size_bytes() >= self.maximum_bytes {
            self.end_session("the session is as large as it may get");
        } else if !taken && !self.tape.is_paused() {
            // Nothing can be recorded until there is room: the parts in between would be missing.
            self.tape.dom.reader.suspend();
            self.tape.set_paused(true);
            self.full.set(true);
        }
    }

    /// Ends the stream that is held back once it is long enough, so that older ones can be forgotten.
    pub(super) fn turn_page(&self) {
        let now_ms = js_sys::Date::now() as u64;
        if !self.stopped.get() && self.holdback.borrow().is_chapter_over(now_ms) {
            self.cut(true);
            self.begin_stream();
        }
    }

    /// Something has happened that may ask for what is held back.
    pub(super) fn notice(&self, event: &Event) {
        if !self.holdback.borrow().waits_to_be_asked() {
            return;
        }
        let [chance, _] = self.visit.borrow().session().chances();
        let asks = |happening| self.sampling.rules.iter().any(|rule| rule.asks_for(happening, chance));
        let asked = match event {
            Event::Error(_) => true,
            Event::Navigation(_) => asks(Happening::Address(&track::href(&self.tape.window))),
            Event::Custom(custom) => asks(Happening::Event(&custom.name)),
            _ => false,
        };
        if asked {
            self.ask();
        }
    }

    /// What is held back goes, and so does everything later.
    pub(crate) fn ask(&self) {
        if self.stopped.get() {
            return;
        }
        self.sampling.buffered.set(false);
        self.visit.borrow_mut().set_recorded(js_sys::Date::now() as u64);
        let cuts = self.holdback.borrow_mut().ask();
        self.let_go(cuts);
        self.cut_soon();
    }

    /// The page is being left.
    pub(super) fn leave(&self, may_return: bool) {
        self.read(LAST_READ_BUDGET_MS);
        self.finish();
        self.cut(!may_return);
        self.outlet.leave();
        self.visit.borrow_mut().store(js_sys::Date::now() as u64);
    }

    /// The page was hidden: on a phone it may be discarded without another word.
    pub(super) fn secure(&self) {
        if self.stopped.get() {
            return;
        }
        self.read(LAST_READ_BUDGET_MS);
        self.finish();
        self.cut(false);
        self.outlet.secure();
    }

    /// Does what the collector asks for.
    pub(super) fn fulfil(&self, wish: Wish) {
        match wish {
            Wish::FlushEvery { interval_ms } => self.flush_ms.set(interval_ms.clamp(MIN_FLUSH_MS, MAX_FLUSH_MS)),
            Wish::Restart => self.restart_stream(),
            Wish::Room => {
                if self.full.take() && !self.stopped.get() {
                    self.tape.set_paused(false);
                    self.tape
                        .note(NoteCode::Degraded, "nothing was recorded while the queue was full");
                    self.restart_stream();
                }
            }
            Wish::Stop => {
                self.visit.borrow_mut().set_full(js_sys::Date::now() as u64);
                self.stopped.set(true);
                self.tape.scope.end();
            }
            Wish::Clock { offset_ms } => self.note_clock(offset_ms),
        }
    }

    /// The collector's clock is so far ahead: said once in a stream, and again if the visitor's clock was set.
    fn note_clock(&self, offset_ms: f64) {
        let known_ms = self.clock_offset_ms.get();
        if self.stopped.get() || known_ms.is_some_and(|known_ms| (known_ms - offset_ms).abs() < CLOCK_STEP_MS) {
            return;
        }
        self.clock_offset_ms.set(Some(offset_ms));
        self.tape.record(&Event::ClockOffset {
            offset_ms: offset_ms.round() as i64,
        });
        self.cut_soon();
    }

    /// A part is lost: what follows has to be readable without it.
    pub(crate) fn restart_stream(&self) {
        if self.stopped.get() {
            return;
        }
        self.tape.restart_stream();
        self.write_start(NavigationCause::Load);
        self.begin_again();
        self.tape.dom.reader.hurry();
    }

    /// Cuts what there is now. Gives what resolves when it has arrived.
    pub(crate) fn flush(&self) -> Promise {
        if !self.stopped.get() {
            self.read(LAST_READ_BUDGET_MS);
            self.finish();
            self.cut(false);
        }
        self.outlet.settled()
    }

    /// Ends the recording and takes everything back. Gives what resolves when all of it has arrived.
    pub(crate) fn stop(&self) -> Promise {
        self.end("");
        self.outlet.settled()
    }

    /// The session takes no more, on this page or another one.
    fn end_session(&self, reason: &str) {
        self.end(reason);
        self.visit.borrow_mut().set_full(js_sys::Date::now() as u64);
    }

    /// Ends the recording with a remark.
    pub(super) fn end(&self, reason: &str) {
        if self.stopped.get() {
            return;
        }
        self.spare_nothing();
        self.read(LAST_READ_BUDGET_MS);
        self.finish();
        self.stopped.set(true);
        self.tape.note(NoteCode::Stopped, reason);
        self.cut(true);
        self.visit.borrow_mut().store(js_sys::Date::now() as u64);
        self.tape.scope.end();
    }

    /// Bytes of all parts that were let go.
    pub(crate) fn sent_size_bytes(&self) -> u64 {
        self.sent_size_bytes.get()
    }

    /// Bytes that are held back or wait for the collector; of them, those in the browser's storage; parts dropped.
    pub(crate) fn queue(&self) -> [f64; 3] {
        let (_, held_size_bytes) = self.holdback.borrow().size();
        let (waiting_size_bytes, written_size_bytes, dropped) = self.outlet.queue();
        [
            (held_size_bytes + waiting_size_bytes) as f64,
            written_size_bytes,
            dropped,
        ]
    }
}

//! Keeping the budget: what recording costs is measured as it goes, and where it is too much less is recorded.

use scrubjay_format::event::NoteCode;

use super::Recorder;
use crate::budget::{Change, Cost, Step};
use crate::clock::monotonic_ms;

impl Recorder {
    /// Looks at what recording has cost.
    pub(super) fn keep_budget(&self) {
        let Some(budget) = &self.budget else { return };
        let tape = &self.tape;
        let now_ms = monotonic_ms(&tape.window);
        let cost = Cost {
            spent_ms: tape.scope.spent_ms(),
            longest_ms: tape.scope.take_recent_ms(),
            storm_size_bytes: tape.dom.storms.take_size(),
            storming: tape.dom.storms.held_count() > 0,
        };
        let (change, step, window_ms) = {
            let mut budget = budget.borrow_mut();
            if !tape.snapshot_ended() {
                // A snapshot costs what it costs, once.
                budget.begin_window(now_ms, cost.spent_ms);
                return;
            }
            (budget.take(now_ms, cost), budget.step(), budget.window_ms())
        };
        if let Some(change) = change {
            self.apply_step(step, change);
        }
        if step > Step::Full && !self.sparing_is_due.replace(true) {
            self.sparing.set(window_ms);
        }
    }

    /// It is time to see whether more can be recorded again.
    pub(super) fn keep_budget_in_time(&self) {
        self.sparing_is_due.set(false);
        if !self.stopped.get() {
            self.keep_budget();
        }
    }

    fn apply_step(&self, step: Step, change: Change) {
        let dom = &self.tape.dom;
        self.tape.set_step(step);
        dom.timing.set_interval_ms(step.read_interval_ms());
        dom.storms.set_step(step as u8);
        if step == Step::Placeholders && change != Change::More {
            dom.reader.replace_storms();
        }
        dom.storms.begin_window();
        let code = if change == Change::More {
            NoteCode::Resumed
        } else {
            NoteCode::Degraded
        };
        let last = Step::Placeholders as u8;
        let held = match dom.storms.held_count() {
            0 => String::new(),
            count => format!(" ({count} left out)"),
        };
        let words = format!("step {} of {last}: {}{held}", step as u8, step.words());
        if change != Change::Replace {
            self.tape.note(code, &words);
        }
        dom.reader.schedule();
    }

    /// Everything is recorded again, as for the last reading.
    pub(super) fn spare_nothing(&self) {
        self.tape.dom.storms.set_step(Step::Full as u8);
    }
}

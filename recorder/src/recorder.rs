//! One recording: puts its parts together, and reads the page when it is due.

mod presence;
mod sending;
mod sparing;
mod start;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::{Array, Function, Promise};
use scrubjay_format::event::NoteCode;
use scrubjay_format::{SessionId, StreamEncoder, StreamId};
use sending::Sampling;
use wasm_bindgen::prelude::*;
use web_sys::{Document, EventTarget, Window};

use crate::assets::Assets;
use crate::budget::Budget;
use crate::clock::Instant;
use crate::environment::load_cause;
use crate::holdback::Holdback;
use crate::outlet::Outlet;
use crate::page::{Dom, Scope, Timer};
use crate::policy;
use crate::settings::Settings;
use crate::tape::{READ_BUDGET_MS, Tape, is_document};
use crate::track::{self, ErrorLog, Tracker};
use crate::visit::{self, Visit};

/// Raw bytes after which a part is cut before its time: some 40 kB once deflated, so that most parts fit what browsers let
/// a page send while it is left (64 KiB).
const PART_RAW_BYTES: usize = 256 << 10;
/// Time for the last reading of a page that is being left, or of a recording that is stopped.
const LAST_READ_BUDGET_MS: f64 = 40.0;

/// Everything of one recording. Dropping it takes all of it back.
pub(crate) struct Recorder {
    tape: Rc<Tape>,
    trackers: OnceCell<Vec<Box<dyn Tracker>>>,
    errors: Rc<ErrorLog>,
    outlet: Outlet,
    holdback: RefCell<Holdback>,
    sampling: Sampling,
    /// The stream that goes on, and when it began.
    stream: Cell<StreamId>,
    started_at_ms: Cell<u64>,
    visit: RefCell<Visit>,
    maximum_bytes: u64,
    /// When the visitor last did something, in milliseconds since the Unix epoch.
    active_at_ms: Cell<u64>,
    idle_pause_ms: u32,
    resting: Timer,
    /// None: the site sets no budget.
    budget: Option<RefCell<Budget>>,
    sparing: Timer,
    sparing_is_due: Cell<bool>,
    cutting: Timer,
    cut_is_due: Cell<bool>,
    flush_ms: Cell<u32>,
    on_ready: RefCell<Option<Function>>,
    stopped: Cell<bool>,
    /// Nothing is recorded until there is room for it in the queue.
    full: Cell<bool>,
    sent_size_bytes: Cell<u64>,
    next_sequence: Cell<u32>,
    /// How far the collector's clock is ahead, as the stream says.
    clock_offset_ms: Cell<Option<f64>>,
    _due: Closure<dyn Fn()>,
    _warning: Closure<dyn Fn(String)>,
}

impl Recorder {
    /// Begins a recording of the page. `on_ready` is called when the first snapshot is whole; `on_failure` when the
    /// recorder met an error of its own, after everything has been taken back.
    pub(crate) fn start(
        settings: &Settings,
        on_ready: Function,
        on_failure: &Function,
    ) -> Result<Rc<Recorder>, JsValue> {
        let window = web_sys::window().ok_or("there is no window to record")?;
        let document = window.document().ok_or("there is no document to record")?;
        let Instant {
            epoch_ms: now_ms,
            monotonic_ms: origin_ms,
        } = Instant::now(&window);
        let mut visit = Visit::resume(&window, settings, now_ms);
        let sampling = Sampling::new(settings);
        if !sampling.buffered.get() {
            visit.set_recorded(now_ms);
        }
        let minimum_ms = settings.minimum_duration_ms() as u64;
        let holdback = Holdback::new(sampling.buffered.get(), minimum_ms, visit.session().started_at_ms);
        let (gate, failures) = policy::gate(settings);
        let scope = Scope::new(on_failure);
        let stream = visit::stream_id(&window);
        let encoder = StreamEncoder::new(visit.session().id, stream, now_ms);
        let recorder = Rc::new_cyclic(|weak: &Weak<Recorder>| {
            let due = callback(weak, Recorder::read_due);
            let warn = weak.clone();
            let warning = Closure::<dyn Fn(String)>::new(move |message: String| {
                if let Some(recorder) = warn.upgrade() {
                    recorder
                        .tape
                        .note(NoteCode::FailedClosed, &recorder.tape.gate.declared(&message));
                }
            });
            let dom = Dom::new(
                &scope,
                settings,
                gate.level,
                due.as_ref().unchecked_ref(),
                warning.as_ref().unchecked_ref(),
            );
            let tape = Rc::new(Tape::new(
                scope.clone(),
                dom,
                window,
                document,
                gate,
                encoder,
                origin_ms,
            ));
            let trackers = OnceCell::new();
            let leaving = weak.clone();
            let leave: track::Leaving = Rc::new(move |may_return| {
                if let Some(recorder) = leaving.upgrade() {
                    recorder.leave(may_return);
                }
            });
            let (seen, hidden) = (weak.clone(), weak.clone());
            let activity = track::activity(
                &tape,
                move || seen.upgrade().iter().for_each(|recorder| recorder.active()),
                move || hidden.upgrade().iter().for_each(|recorder| recorder.secure()),
            );
            // First, as it has to be known that somebody is there before what they do is written.
            let mut all: Vec<Box<dyn Tracker>> = vec![Box::new(activity)];
            let returned = callback_of(weak, Recorder::returned);
            let errors = ErrorLog::new(&tape);
            all.extend(track::all(&tape, settings, &errors, leave, returned));
            let holding = weak.clone();
            let may_keep = move || holding.upgrade().is_some_and(|recorder| recorder.is_let_go());
            let written = weak.clone();
            let on_written = move || written.upgrade().iter().for_each(|recorder| recorder.written());
            if let Some(assets) = Assets::start(settings, &tape, may_keep, on_written) {
                all.push(Box::new(assets));
            }
            // The cell is new: it takes the value.
            let _ = trackers.set(all);
            let wishing = weak.clone();
            let cutting = weak.clone();
            let cutting = Timer::new(&scope, move || {
                if let Some(recorder) = cutting.upgrade() {
                    recorder.cut_in_time();
                }
            });
            let resting = weak.clone();
            let resting = Timer::new(&scope, move || {
                if let Some(recorder) = resting.upgrade() {
                    recorder.rest();
                }
            });
            let sparing = weak.clone();
            let sparing = Timer::new(&scope, move || {
                if let Some(recorder) = sparing.upgrade() {
                    recorder.keep_budget_in_time();
                }
            });
            Recorder {
                tape,
                trackers,
                errors,
                outlet: Outlet::new(&scope, settings, move |wish| {
                    if let Some(recorder) = wishing.upgrade() {
                        recorder.fulfil(wish);
                    }
                }),
                holdback: RefCell::new(holdback),
                sampling,
                stream: Cell::new(stream),
                started_at_ms: Cell::new(now_ms),
                visit: RefCell::new(visit),
                maximum_bytes: settings.maximum_bytes() as u64,
                active_at_ms: Cell::new(now_ms),
                idle_pause_ms: settings.idle_pause_ms() as u32,
                resting,
                budget: settings.budget().map(|limits| RefCell::new(Budget::new(limits))),
                sparing,
                sparing_is_due: Cell::new(false),
                cutting,
                cut_is_due: Cell::new(false),
                flush_ms: Cell::new(settings.flush_ms()),
                on_ready: RefCell::new(Some(on_ready)),
                stopped: Cell::new(false),
                full: Cell::new(false),
                sent_size_bytes: Cell::new(0),
                next_sequence: Cell::new(0),
                clock_offset_ms: Cell::new(None),
                _due: due,
                _warning: warning,
            }
        });
        let weak = Rc::downgrade(&recorder);
        recorder.tape.set_on_root(Rc::new(move |root: &EventTarget| {
            if let Some(recorder) = weak.upgrade() {
                recorder.attach(root);
            }
        }));
        if recorder.sampling.buffered.get() {
            let weak = Rc::downgrade(&recorder);
            recorder.tape.set_on_notable(Rc::new(move |event| {
                if let Some(recorder) = weak.upgrade() {
                    recorder.notice(event);
                }
            }));
        }
        recorder.outlet.open(stream);
        recorder.resting.set(recorder.idle_pause_ms);
        recorder.write_start(load_cause());
        for failure in failures {
            recorder.tape.dom.nodes.warn(&failure);
        }
        for failure in settings.failures() {
            recorder.tape.note(NoteCode::FailedClosed, &failure);
        }
        recorder.attach(&recorder.tape.document);
        recorder.tape.begin();
        recorder.read_due();
        Ok(recorder)
    }

    pub(crate) fn tape(&self) -> &Rc<Tape> {
        &self.tape
    }

    pub(crate) fn session_id(&self) -> SessionId {
        self.visit.borrow().session().id
    }

    /// Where the error log is that the site's own reports go to.
    pub(crate) fn errors(&self) -> &ErrorLog {
        &self.errors
    }

    fn trackers(&self) -> &[Box<dyn Tracker>] {
        self.trackers.get().map_or(&[], Vec::as_slice)
    }

    /// Has all trackers listen on a document or shadow root.
    fn attach(&self, root: &EventTarget) {
        let document = is_document(root).then(|| root.unchecked_ref::<Document>());
        let window: Option<Window> = document.and_then(Document::default_view);
        if document.is_some() && window.is_none() {
            return; // a frame that is gone by now
        }
        for tracker in self.trackers() {
            tracker.attach(root, window.as_ref());
        }
    }

    /// A frame has ended in which something changed, or the rest of a snapshot is waiting.
    fn read_due(&self) {
        if self.stopped.get() {
            return;
        }
        self.read(READ_BUDGET_MS);
        self.written();
        if self.tape.dom.reader.has_more() && !self.tape.is_paused() && !self.tape.is_idle() {
            self.tape.dom.reader.hurry();
        }
        if self.tape.snapshot_ended()
            && let Some(on_ready) = self.on_ready.take()
        {
            // It resolves a promise, which cannot throw.
            let _ = on_ready.call0(&JsValue::NULL);
        }
        self.keep_budget();
        self.cut_soon();
    }

    /// Something was written: a part is cut if it is full, else when it is time.
    fn written(&self) {
        self.tape.deflate_some();
        if self.tape.pending_size_bytes() >= PART_RAW_BYTES {
            self.cut(false);
            self.turn_page();
        }
        self.cut_soon();
    }

    /// Whether what is written now is on its way out.
    fn is_let_go(&self) -> bool {
        !self.holdback.borrow().holds() && !self.tape.is_paused() && !self.tape.is_idle()
    }

    fn read(&self, budget_ms: f64) {
        let changed = self.tape.read(budget_ms);
        if self.tape.dom.reader.take_restart() {
            self.begin_again();
            self.tape.read(budget_ms);
        }
        for tracker in self.trackers() {
            tracker.after_read(changed);
        }
    }

    /// Has the trackers write what they hold back.
    fn finish(&self) {
        for tracker in self.trackers() {
            tracker.finish();
        }
    }

    /// The top document has become another one: the recording takes a new snapshot of it.
    fn begin_again(&self) {
        self.tape.begin();
        self.attach(&self.tape.document);
    }

    /// Stops observing until [`Self::resume`].
    pub(crate) fn pause(&self) {
        if self.tape.is_paused() || self.stopped.get() {
            return;
        }
        self.read(LAST_READ_BUDGET_MS);
        self.finish();
        self.tape.note(NoteCode::Paused, "");
        self.tape.set_paused(true);
        self.tape.dom.reader.suspend();
        self.resting.cancel();
        self.cut_soon();
    }

    /// Goes on with a new snapshot, as nobody has followed the page meanwhile.
    pub(crate) fn resume(&self) {
        if !self.tape.is_paused() || self.stopped.get() {
            return;
        }
        self.tape.set_paused(false);
        self.tape.note(NoteCode::Resumed, "");
        self.go_on();
    }

    /// Ends the recording and lets nothing more go.
    pub(crate) fn abandon(&self) {
        self.stopped.set(true);
        self.tape.scope.end();
    }

    /// Has what is on its way written, such as the last frames of canvases. None if nothing is.
    pub(crate) fn settle(&self) -> Option<Promise> {
        if self.stopped.get() || self.tape.is_paused() {
            return None;
        }
        let pending: Array = self.trackers().iter().filter_map(|tracker| tracker.settle()).collect();
        (pending.length() > 0).then(|| Promise::all(&pending))
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.tape.scope.end();
    }
}

/// A callback for JavaScript that does nothing once the recorder is gone.
fn callback(recorder: &Weak<Recorder>, method: fn(&Recorder)) -> Closure<dyn Fn()> {
    let recorder = recorder.clone();
    Closure::new(move || {
        if let Some(recorder) = recorder.upgrade() {
            method(&recorder);
        }
    })
}

/// The same for Rust.
fn callback_of(recorder: &Weak<Recorder>, method: fn(&Recorder)) -> Rc<dyn Fn()> {
    let recorder = recorder.clone();
    Rc::new(move || {
        if let Some(recorder) = recorder.upgrade() {
            method(&recorder);
        }
    })
}

//! What a recording is written on: the clock, the gate and the encoder, shared by all trackers.

mod assets;

mod privacy;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use scrubjay_format::event::{Note, NoteCode, PointerKind, PointerMoves, PointerSample};
use scrubjay_format::{Event, NodeId, StreamEncoder};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, EventTarget, Window};

use crate::budget::Step;
use crate::carried::Carried;
use crate::clock::monotonic_ms;
use crate::ops::OpsDecoder;
use crate::page::{Dom, Scope};
use crate::privacy::Gate;

/// Time for one reading of the page, so that with encoding a task stays well below 50 ms (the limit of a long task).
pub(crate) const READ_BUDGET_MS: f64 = 6.0;
/// The same before an input event is written, which the visitor waits for.
const INPUT_READ_BUDGET_MS: f64 = 4.0;
/// Raw bytes deflated after a reading: about a millisecond's work.
const DEFLATE_SLICE_BYTES: usize = 32 << 10;
/// A batch of pointer samples is ended at this size.
const MOVES_MAX_SAMPLES: usize = 64;

/// Called with each document and shadow root that comes under observation.
type OnRoot = Rc<dyn Fn(&EventTarget)>;

/// Called with what may ask for a recording that is held back.
type OnNotable = Rc<dyn Fn(&Event)>;

/// Everything trackers share. Cheap to hold; never borrowed while the page's code can run.
pub(crate) struct Tape {
    pub(crate) scope: Scope,
    pub(crate) dom: Dom,
    pub(crate) window: Window,
    pub(crate) document: Document,
    pub(crate) gate: Gate,
    /// The page's monotonic clock at the stream's start.
    origin_ms: Cell<f64>,
    state: RefCell<State>,
    on_root: RefCell<Option<OnRoot>>,
    on_notable: RefCell<Option<OnNotable>>,
    snapshot_ended: Cell<bool>,
    paused: Cell<bool>,
    assets_forgotten: Cell<bool>,
    idle: Cell<bool>,
    step: Cell<Step>,
    /// Who the visitor is and how the session is tagged, for streams that begin later.
    carried: Carried,
    generation: Cell<u32>,
}

struct State {
    encoder: StreamEncoder,
    ops: OpsDecoder,
    /// The batch being decoded; kept for its capacity.
    words: Vec<u32>,
    moves: Option<Moves>,
    events: u32,
    raw_size_bytes: u64,
    /// What became of files, for streams that begin anew.
    assets: Vec<Event>,
}

/// Pointer samples that wait to become one event.
struct Moves {
    began_ms: u32,
    moves: PointerMoves,
}

/// What the outside is told of a recording.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    /// Events written.
    pub(crate) events: u32,
    /// Bytes of all parts before deflating.
    pub(crate) raw_size_bytes: u64,
}

impl Tape {
    /// `origin_ms`: the page's monotonic clock at the moment that the encoder was told as the stream's start.
    pub(crate) fn new(
        scope: Scope,
        dom: Dom,
        window: Window,
        document: Document,
        gate: Gate,
        encoder: StreamEncoder,
        origin_ms: f64,
    ) -> Tape {
        Tape {
            scope,
            dom,
            window,
            document,
            gate,
            origin_ms: Cell::new(origin_ms),
            state: RefCell::new(State {
                encoder,
                ops: OpsDecoder::default(),
                words: Vec::new(),
                moves: None,
                events: 0,
                raw_size_bytes: 0,
                assets: Vec::new(),
            }),
            on_root: RefCell::default(),
            snapshot_ended: Cell::new(false),
            on_notable: RefCell::default(),
            paused: Cell::new(false),
            assets_forgotten: Cell::new(false),
            idle: Cell::new(false),
            step: Cell::default(),
            carried: Carried::default(),
            generation: Cell::new(0),
        }
    }

    /// Milliseconds since the stream's start.
    pub(crate) fn now_ms(&self) -> u32 {
        self.since_start_ms(monotonic_ms(&self.window))
    }

    /// A moment of the page's monotonic clock in the stream's time; what was before the stream is at its start.
    pub(crate) fn since_start_ms(&self, monotonic_ms: f64) -> u32 {
        (monotonic_ms - self.origin_ms.get()).max(0.0) as u32
    }

    /// Whether the first snapshot is whole.
    pub(crate) fn snapshot_ended(&self) -> bool {
        self.snapshot_ended.get()
    }

    /// Nothing is written while paused.
    pub(crate) fn set_paused(&self, paused: bool) {
        self.paused.set(paused);
    }

    pub(crate) fn is_paused(&self) -> bool {
        self.paused.get()
    }

    /// While nobody is there, the page is not read; what happens besides is written all the same.
    pub(crate) fn set_idle(&self, idle: bool) {
        self.idle.set(idle);
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.idle.get()
    }

    /// How much is left out to spare the page.
    pub(crate) fn set_step(&self, step: Step) {
        self.step.set(step);
    }

    pub(crate) fn step(&self) -> Step {
        self.step.get()
    }

    /// Has `on_notable` called with errors, navigations and events of the site's own.
    pub(crate) fn set_on_notable(&self, on_notable: OnNotable) {
        self.on_notable.replace(Some(on_notable));
    }

    /// Has `on_root` called with each document and shadow root found from now on.
    pub(crate) fn set_on_root(&self, on_root: OnRoot) {
        self.on_root.replace(Some(on_root));
    }

    /// Writes an event that happens now.
    pub(crate) fn record(&self, event: &Event) {
        self.carried.note(event);
        if self.paused.get() || (self.idle.get() && !event.is_index()) {
            return;
        }
        let now = self.now_ms();
        self.with(|state| {
            state.end_moves();
            state.encoder.push(now, event);
            state.events += 1;
        });
        if matches!(event, Event::Error(_) | Event::Custom(_) | Event::Navigation(_)) {
            let on_notable = self.on_notable.borrow().clone();
            if let Some(on_notable) = on_notable {
                on_notable(event);
            }
        }
    }

    /// Whether the event says what is remembered already.
    pub(crate) fn carries(&self, event: &Event) -> bool {
        self.carried.has(event)
    }

    /// A number that is another one whenever what was written before cannot be built upon.
    pub(crate) fn generation(&self) -> u32 {
        self.generation.get()
    }

    /// Writes again who the visitor is and how the session is tagged.
    pub(crate) fn record_carried(&self) {
        for event in &self.carried.events() {
            self.record(event);
        }
    }

    /// Writes a remark on the recording itself, paused or not.
    pub(crate) fn note(&self, code: NoteCode, text: &str) {
        self.write(&Event::Note(Note {
            code,
            text: text.into(),
        }));
    }

    /// Adds a point to a pointer's path.
    pub(crate) fn record_move(&self, kind: PointerKind, pointer: u32, x: i32, y: i32, target: Option<NodeId>) {
        if self.paused.get() || self.idle.get() {
            return;
        }
        let now = self.now_ms();
        self.with(|state| {
            let continues = state.moves.as_ref().is_some_and(|moves| {
                moves.moves.kind == kind
                    && moves.moves.pointer == pointer
                    && moves.moves.samples.len() < MOVES_MAX_SAMPLES
            });
            if !continues {
                state.end_moves();
            }
            let moves = state.moves.get_or_insert_with(|| Moves {
                began_ms: now,
                moves: PointerMoves {
                    kind,
                    pointer,
                    samples: Vec::new(),
                },
            });
            let offset_ms = now.saturating_sub(moves.began_ms);
            moves.moves.samples.push(PointerSample {
                offset_ms,
                x,
                y,
                target,
            });
        });
    }

    /// Reads what changed in the page, before an input event that comes after it.
    pub(crate) fn read_before_input(&self) {
        self.read(INPUT_READ_BUDGET_MS);
    }

    /// Reads what changed in the page and writes it. Gives whether anything did.
    pub(crate) fn read(&self, budget_ms: f64) -> bool {
        if self.paused.get() || self.idle.get() {
            return false;
        }
        let words = self.dom.reader.read(budget_ms) as usize;
        if words > 0 {
            let steps = self.dom.steps.batch();
            let text = self.dom.steps.text();
            // Since its last change the page is as it was read now, at the end of the frame.
            let changed_ms = self.since_start_ms(self.dom.reader.changed_ms());
            let outcome = self.with(|state| {
                state.end_moves();
                state.words.resize(words, 0);
                steps.copy_to(&mut state.words);
                let outcome = state
                    .ops
                    .decode(&state.words, &text, &self.gate, &mut state.encoder, changed_ms);
                if state.words.capacity() > 1 << 16 {
                    state.words = Vec::new();
                }
                outcome
            });
            match outcome {
                Some(Ok(outcome)) => {
                    self.with(|state| state.events += outcome.events);
                    if outcome.snapshot_ended {
                        self.snapshot_ended.set(true);
                    }
                }
                // The recording would not fit the page any more: it begins anew.
                Some(Err(error)) => {
                    self.note(NoteCode::Internal, &error.to_string());
                    self.begin();
                }
                None => {}
            }
        }
        self.attach_roots();
        words > 0
    }

    /// Begins the snapshot (again): what was known of the page is forgotten.
    pub(crate) fn begin(&self) {
        self.with(|state| state.ops.clear());
        self.snapshot_ended.set(false);
        self.dom.reader.begin(&self.document);
    }

    /// Begins a part that can be decoded without those before.
    pub(crate) fn restart_stream(&self) {
        self.generation.set(self.generation.get() + 1);
        self.with(|state| {
            state.moves = None;
            state.encoder.restart();
        });
        self.write_assets_again();
    }

    /// Begins another stream. `origin_ms`: the page's monotonic clock at the moment that the encoder was told as its start.
    pub(crate) fn begin_stream(&self, encoder: StreamEncoder, origin_ms: f64) {
        self.origin_ms.set(origin_ms);
        self.generation.set(self.generation.get() + 1);
        self.with(|state| {
            state.moves = None;
            state.encoder = encoder;
        });
        self.forget_assets();
    }

    /// Deflates a slice of what waits, so that cutting a part later is no long task.
    pub(crate) fn deflate_some(&self) {
        self.with(|state| state.encoder.deflate_some(DEFLATE_SLICE_BYTES));
    }

    /// Raw bytes that wait for the next part.
    pub(crate) fn pending_size_bytes(&self) -> usize {
        self.with(|state| state.encoder.pending_size_bytes()).unwrap_or(0)
    }

    /// Everything that waits as one part; none if nothing does (and it is not the last).
    pub(crate) fn cut_part(&self, last: bool) -> Option<Vec<u8>> {
        let now = self.now_ms();
        self.with(|state| {
            state.end_moves();
            if state.encoder.is_empty() && !last {
                return None;
            }
            if let Some(counts) = self.mask_counts() {
                state.encoder.push(now, &counts);
                state.events += 1;
            }
            state.raw_size_bytes += state.encoder.pending_size_bytes() as u64;
            Some(state.encoder.finish_part(last))
        })
        .flatten()
    }

    pub(crate) fn counts(&self) -> Counts {
        let counts = self.with(|state| Counts {
            events: state.events,
            raw_size_bytes: state.raw_size_bytes,
        });
        counts.unwrap_or_default()
    }

    /// Listens on roots that were found. Listening twice on one is listening once.
    pub(crate) fn attach_roots(&self) {
        let on_root = self.on_root.borrow().clone();
        if let Some(on_root) = on_root {
            for root in self.dom.reader.take_roots().iter() {
                on_root(root.unchecked_ref());
            }
        }
    }

    /// The state, if nobody else has it: callbacks cannot come in between, as nothing in `work` calls into the page.
    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> Option<T> {
        self.state.try_borrow_mut().ok().map(|mut state| work(&mut state))
    }
}

impl State {
    fn end_moves(&mut self) {
        if let Some(Moves { began_ms, moves }) = self.moves.take() {
            self.encoder.push(began_ms, &Event::PointerMoves(moves));
            self.events += 1;
        }
    }
}

/// The id as the format has it: the reader's 0 is none.
pub(crate) fn node_id(id: u32) -> Option<NodeId> {
    (id != 0).then_some(NodeId(id))
}

/// Whether a value of the page is a document (documents of frames are instances of another class).
pub(crate) fn is_document(root: &JsValue) -> bool {
    let node: &web_sys::Node = root.unchecked_ref();
    node.node_type() == web_sys::Node::DOCUMENT_NODE
}

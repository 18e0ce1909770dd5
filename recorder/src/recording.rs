//! The recording as JavaScript holds it. The npm package (`pkg/recorder/src`) wraps it in its public types.

use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use scrubjay_format::event::{Custom, ErrorKind, Flag, FlagKind, Identify, Scalar};
use scrubjay_format::{Event, Text};
use wasm_bindgen::prelude::*;

use crate::recorder::Recorder;
use crate::sampling::{self, Happening, Verdict};
use crate::settings::Settings;
use crate::tape::Tape;
use crate::track::{Rate, error_report, href};
use crate::visit::Visit;

/// Changes of state a minute, and bytes in them.
const STATES_MAX: u32 = 600;
const STATES_MAX_BYTES: usize = 512 << 10;

/// A running recording.
#[wasm_bindgen]
pub struct Recording {
    recorder: Rc<Recorder>,
    states: Rate,
}

/// What becomes of the visitor's session as the page stands, or when the site reports an event of that name: 0, it is not
/// recorded; 1, it is; 2, its last minute is kept for when something asks for it. For one session chance always falls out
/// the same, on all its pages.
#[wasm_bindgen(js_name = samplingVerdict)]
pub fn sampling_verdict(settings: &Settings, event: Option<String>) -> u32 {
    let Some(window) = web_sys::window() else { return 0 };
    let visit = Visit::resume(&window, settings, js_sys::Date::now() as u64);
    if visit.size_bytes() as f64 >= settings.maximum_bytes() {
        return Verdict::Off as u32; // of this session there is enough
    }
    if settings.forced() {
        return Verdict::Record as u32;
    }
    let address = href(&window);
    let happening = match &event {
        Some(name) => Happening::Event(name),
        None => Happening::Address(&address),
    };
    let session = visit.session();
    let (rates, rules) = (settings.rates(), settings.sampling_rules());
    sampling::verdict(session.chances(), session.recorded, rates, &rules, happening) as u32
}

#[wasm_bindgen]
impl Recording {
    /// Begins to record. `on_ready` is called when the first snapshot is whole, `on_failure` with the error if the recorder
    /// fails; by then it has taken everything back.
    ///
    /// # Errors
    /// Where there is no page to record, or the session's id is none.
    #[wasm_bindgen(constructor)]
    pub fn new(settings: &Settings, on_ready: Function, on_failure: &Function) -> Result<Recording, JsValue> {
        Ok(Recording {
            recorder: Recorder::start(settings, on_ready, on_failure)?,
            states: Rate::new("changes of state", STATES_MAX, STATES_MAX_BYTES),
        })
    }

    /// The session's id: 32 hexadecimal digits, a secret.
    #[wasm_bindgen(getter, js_name = sessionId)]
    pub fn session_id(&self) -> String {
        self.recorder.session_id().to_string()
    }

    /// The token of the session's replay links, which does not give its id away.
    #[wasm_bindgen(getter, js_name = replayToken)]
    pub fn replay_token(&self) -> String {
        self.recorder.session_id().replay_token()
    }

    /// Says which value a feature flag has for the visitor, or which variant of an experiment is seen. Saying the same again
    /// changes nothing.
    pub fn flag(&self, is_experiment: bool, name: &str, value: &JsValue) {
        let kind = if is_experiment {
            FlagKind::Experiment
        } else {
            FlagKind::Flag
        };
        let event = Event::Flag(Flag {
            kind,
            name: self.tape().gate.declared(name).into(),
            value: self.scalar(value, false),
        });
        // Pages ask for their flags at every turn.
        if !self.tape().carries(&event) {
            self.tape().record(&event);
        }
    }

    /// Another number whenever what was recorded before cannot be built upon: state has to be told whole again.
    #[wasm_bindgen(getter)]
    pub fn generation(&self) -> u32 {
        self.tape().generation()
    }

    /// Says who the visitor is. `traits`: pairs of a name and a scalar.
    pub fn identify(&self, user: &str, traits: &Array) {
        let gate = &self.recorder.tape().gate;
        let event = Event::Identify(Identify {
            user: gate.declared(user).into(),
            traits: self.scalars(traits, false),
        });
        self.recorder.tape().record(&event);
    }

    /// Reports an event by name. `properties`: pairs of a name and a scalar. `safe`: the site says that nothing in it is
    /// private.
    pub fn event(&self, name: &str, properties: &Array, safe: bool) {
        let gate = &self.recorder.tape().gate;
        let event = Event::Custom(Custom {
            name: (if safe { name.into() } else { gate.declared(name) }).into(),
            properties: self.scalars(properties, safe),
        });
        self.recorder.tape().record(&event);
    }

    /// Sets a key to find the session by.
    pub fn tag(&self, key: &str, value: &str) {
        let gate = &self.recorder.tape().gate;
        let event = Event::Tag {
            key: gate.declared(key).into(),
            value: gate.declared_value(false, value).into(),
        };
        self.recorder.tape().record(&event);
    }

    /// Reports an error that the site caught.
    #[wasm_bindgen(js_name = captureError)]
    pub fn capture_error(&self, error: &JsValue) {
        let report = error_report(self.recorder.tape(), ErrorKind::Captured, error, "", Default::default());
        self.recorder.errors().report(report);
    }

    /// Begins the stream afresh, for a page that lost what was handed to it so far.
    pub fn restart(&self) {
        self.recorder.restart_stream();
    }

    /// Stops observing until `resume`.
    pub fn pause(&self) {
        self.recorder.pause();
    }

    /// Goes on with a new snapshot.
    pub fn resume(&self) {
        self.recorder.resume();
    }

    /// Has what is on its way written, before `flush` or `stop`; resolves when it is. Nothing if there is nothing to wait for.
    pub fn settle(&self) -> Option<Promise> {
        self.recorder.settle()
    }

    /// Lets go of what is held back, and of everything later.
    pub fn ask(&self) {
        self.recorder.ask();
    }

    /// Lets go what there is now; resolves when it has arrived.
    pub fn flush(&self) -> Promise {
        self.recorder.flush()
    }

    /// Ends the recording and takes everything back; resolves when all of it has arrived.
    pub fn stop(&self) -> Promise {
        self.recorder.stop()
    }

    /// Ends the recording at once: what has not been sent never is.
    pub fn abandon(&self) {
        self.recorder.abandon();
    }

    /// Main-thread milliseconds spent, the longest task among them, events written, nodes known, bytes before deflating, bytes
    /// sent, bytes in the queue, those of them in the browser's storage, parts dropped, the budget's step, and
    /// what it leaves out, in this order.
    pub fn stats(&self) -> Vec<f64> {
        let tape = self.recorder.tape();
        let counts = tape.counts();
        let [queued, stored, dropped] = self.recorder.queue();
        vec![
            tape.scope.spent_ms(),
            tape.scope.longest_ms(),
            f64::from(counts.events),
            f64::from(tape.dom.nodes.count()),
            counts.raw_size_bytes as f64,
            self.recorder.sent_size_bytes() as f64,
            queued,
            stored,
            dropped,
            f64::from(tape.step() as u8),
            f64::from(tape.dom.storms.held_count()),
        ]
    }

    fn scalars(&self, pairs: &Array, safe: bool) -> Vec<(Text, Scalar)> {
        let gate = &self.recorder.tape().gate;
        pairs
            .iter()
            .filter_map(|pair| {
                let pair: Array = pair.dyn_into().ok()?;
                let name: Text = gate.declared(&pair.get(0).as_string()?).into();
                Some((name, self.scalar(&pair.get(1), safe)))
            })
            .collect()
    }

    fn scalar(&self, value: &JsValue, safe: bool) -> Scalar {
        if let Some(number) = value.as_f64() {
            Scalar::Number(number)
        } else if let Some(flag) = value.as_bool() {
            Scalar::Boolean(flag)
        } else if let Some(text) = value.as_string() {
            Scalar::Text(self.tape().gate.declared_value(safe, &text).into())
        } else {
            Scalar::Null
        }
    }

    pub(crate) fn tape(&self) -> &Tape {
        self.recorder.tape()
    }

    pub(crate) fn state_rate(&self) -> &Rate {
        &self.states
    }
}

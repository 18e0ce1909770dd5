//! Application state, as plug-ins report it (`pkg/recorder/src/state`).

use scrubjay_format::Event;
use scrubjay_format::event::{StateChange, StateEdit};
use wasm_bindgen::prelude::*;

use crate::Recording;
use crate::privacy::Shown;

/// A step of a store, as the TypeScript side found it.
#[wasm_bindgen]
extern "C" {
    pub type StateStep;
    #[wasm_bindgen(method, getter)]
    fn store(this: &StateStep) -> String;
    #[wasm_bindgen(method, getter)]
    fn action(this: &StateStep) -> String;
    /// JSON.
    #[wasm_bindgen(method, getter)]
    fn payload(this: &StateStep) -> Option<String>;
    /// Pairs of a JSON Pointer and a JSON text or undefined.
    #[wasm_bindgen(method, getter)]
    fn edits(this: &StateStep) -> js_sys::Array;
    #[wasm_bindgen(method, getter)]
    fn cut(this: &StateStep) -> bool;
    /// JSON Pointers to what may be shown.
    #[wasm_bindgen(method, getter)]
    fn shown(this: &StateStep) -> Vec<String>;
    /// The same for the payload.
    #[wasm_bindgen(method, getter, js_name = shownPayload)]
    fn shown_payload(this: &StateStep) -> Vec<String>;
}

#[wasm_bindgen]
impl Recording {
    /// Writes a step of a store. Gives whether it was written: if not, the next one has to tell the whole state.
    #[wasm_bindgen(js_name = stateChange)]
    pub fn state_change(&self, step: &StateStep) -> bool {
        let tape = self.tape();
        let gate = &tape.gate;
        let shown = Shown::branches(&step.shown());
        let shown_payload = Shown::branches(&step.shown_payload());
        let mut size_bytes = 0;
        let mut json = |text: String, pointer: &str, shown: &Shown| {
            size_bytes += text.len();
            gate.json(&text, pointer, shown)
        };
        let edits = step.edits();
        let edits = edits.iter().filter_map(|edit| {
            let edit: js_sys::Array = edit.dyn_into().ok()?;
            let path = edit.get(0).as_string()?;
            let value = edit.get(1).as_string().map(|value| json(value, &path, &shown).into());
            Some(StateEdit {
                path: gate.declared(&path).into(),
                value,
            })
        });
        let edits = edits.collect();
        let change = StateChange {
            store: gate.declared(&step.store()).into(),
            action: gate.declared(&step.action()).into(),
            payload: step.payload().map(|payload| json(payload, "", &shown_payload).into()),
            edits,
            cut: step.cut(),
        };
        if tape.is_paused() || !self.state_rate().admits(tape, size_bytes) {
            return false;
        }
        tape.record(&Event::State(change));
        true
    }
}

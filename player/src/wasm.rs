//! What JavaScript sees.

use scrubjay_format::event::PointerKind;
use wasm_bindgen::prelude::*;

use crate::ops::OpBatch;
use crate::session::Session;
use crate::timeline::PointerFrame;

/// A batch of stage operations on its way to JavaScript.
#[wasm_bindgen(js_name = OpBatch)]
#[derive(Debug)]
pub struct WasmOpBatch(OpBatch);

#[wasm_bindgen(js_class = OpBatch)]
impl WasmOpBatch {
    /// Whether there is nothing to do.
    #[wasm_bindgen(getter, js_name = isEmpty)]
    pub fn is_empty(&self) -> bool {
        self.0.words.is_empty()
    }

    /// The operations.
    #[wasm_bindgen(getter)]
    pub fn words(&self) -> Vec<u32> {
        self.0.words.clone()
    }

    /// All strings, joined.
    #[wasm_bindgen(getter)]
    pub fn text(&self) -> String {
        self.0.text.clone()
    }

    /// Length of each string in UTF-16 code units.
    #[wasm_bindgen(getter)]
    pub fn lengths(&self) -> Vec<u32> {
        self.0.lengths.clone()
    }

    /// Encoded pictures.
    #[wasm_bindgen(getter)]
    pub fn blobs(&self) -> Vec<js_sys::Uint8Array> {
        self.0
            .blobs
            .iter()
            .map(|blob| js_sys::Uint8Array::from(blob.as_slice()))
            .collect()
    }
}

/// A session being watched. See the crate's `Session`.
#[wasm_bindgen(js_name = Session)]
#[derive(Debug)]
pub struct WasmSession(Session);

/// Times come as JavaScript numbers; outside of the session they mean its ends.
fn milliseconds(at_ms: f64) -> u32 {
    at_ms as u32 // saturates, and takes NaN for 0
}

#[wasm_bindgen(js_class = Session)]
impl WasmSession {
    /// Reads a recording; throws an `Error` that says what is wrong with it.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<WasmSession, JsError> {
        Ok(Self(Session::read(bytes)?))
    }

    /// The moment 0, in milliseconds since the Unix epoch.
    #[wasm_bindgen(getter, js_name = startedAtMs)]
    pub fn started_at_ms(&self) -> f64 {
        self.0.started_at_ms() as f64
    }

    /// How long it is, in milliseconds.
    #[wasm_bindgen(getter, js_name = durationMs)]
    pub fn duration_ms(&self) -> u32 {
        self.0.duration_ms()
    }

    /// How many documents were visited.
    #[wasm_bindgen(getter, js_name = streamCount)]
    pub fn stream_count(&self) -> usize {
        self.0.stream_count()
    }

    /// `navigator.userAgent` of the visitor.
    #[wasm_bindgen(getter, js_name = userAgent)]
    pub fn user_agent(&self) -> String {
        self.0
            .start()
            .map_or_else(String::new, |start| start.user_agent.to_string())
    }

    /// Whether the visitor had a touch screen.
    #[wasm_bindgen(getter)]
    pub fn touch(&self) -> bool {
        self.0.start().is_some_and(|start| start.touch)
    }

    /// Width and height of the viewport at the beginning, in CSS pixels.
    #[wasm_bindgen(getter)]
    pub fn viewport(&self) -> Vec<u32> {
        self.0
            .start()
            .map_or_else(Vec::new, |start| vec![start.viewport.width, start.viewport.height])
    }

    /// The address shown now.
    #[wasm_bindgen(getter)]
    pub fn url(&self) -> String {
        self.0.url().to_string()
    }

    /// The title shown now.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> String {
        self.0.title().to_string()
    }

    /// What is wrong with the recording, in words.
    #[wasm_bindgen(getter)]
    pub fn problems(&self) -> Vec<String> {
        self.0.problems()
    }

    /// Goes to a time in milliseconds. The stage must be given what comes back.
    pub fn seek(&mut self, at_ms: f64) -> WasmOpBatch {
        WasmOpBatch(self.0.seek(milliseconds(at_ms)))
    }

    /// Plays on to a time in milliseconds. The stage must be given what comes back.
    pub fn advance(&mut self, at_ms: f64) -> WasmOpBatch {
        WasmOpBatch(self.0.advance(milliseconds(at_ms)))
    }

    /// Everything that is to be seen now, for an empty stage.
    pub fn rebuild(&mut self) -> WasmOpBatch {
        WasmOpBatch(self.0.rebuild())
    }

    /// Makes keyframes ahead of time, going through `events` events at most. Whether all are made.
    pub fn prepare(&mut self, events: usize) -> bool {
        self.0.prepare(events)
    }

    /// The pointers at a time in milliseconds, as numbers: the hovered and the pressed element (0: none); the number of
    /// clicks, each with x, y, age in milliseconds and kind; then for each pointer its kind, number, x, y and whether it is
    /// down.
    pub fn pointers(&self, at_ms: f64) -> Vec<f64> {
        flatten(&self.0.pointers(milliseconds(at_ms)))
    }

    /// The times of the markers, in milliseconds.
    #[wasm_bindgen(js_name = markerTimes)]
    pub fn marker_times(&self) -> Vec<u32> {
        self.0.markers().iter().map(|marker| marker.at_ms).collect()
    }

    /// The kinds of the markers.
    #[wasm_bindgen(js_name = markerKinds)]
    pub fn marker_kinds(&self) -> Vec<String> {
        self.0
            .markers()
            .iter()
            .map(|marker| marker.kind.name().to_owned())
            .collect()
    }

    /// The labels of the markers.
    #[wasm_bindgen(js_name = markerLabels)]
    pub fn marker_labels(&self) -> Vec<String> {
        self.0.markers().into_iter().map(|marker| marker.label).collect()
    }

    /// Starts and ends of stretches in which nothing happens, by turns, in milliseconds.
    #[wasm_bindgen(js_name = inactiveRanges)]
    pub fn inactive_ranges(&self) -> Vec<u32> {
        self.0
            .quiet_ranges()
            .iter()
            .flat_map(|(start, end)| [*start, *end])
            .collect()
    }

    /// How much happens in each of `steps` equal stretches, from 0 to 1.
    pub fn activity(&self, steps: usize) -> Vec<f32> {
        self.0.activity(steps)
    }

    /// Times at which another document begins to be seen, in milliseconds.
    #[wasm_bindgen(js_name = chapterTimes)]
    pub fn chapter_times(&self) -> Vec<u32> {
        self.0.chapters().iter().map(|chapter| chapter.at_ms).collect()
    }

    /// The addresses of those documents.
    #[wasm_bindgen(js_name = chapterUrls)]
    pub fn chapter_urls(&self) -> Vec<String> {
        self.0
            .chapters()
            .iter()
            .map(|chapter| chapter.url.to_string())
            .collect()
    }
}

fn flatten(frame: &PointerFrame) -> Vec<f64> {
    let node = |node: Option<scrubjay_format::NodeId>| node.map_or(0.0, |node| f64::from(node.0));
    let mut numbers = vec![node(frame.hovered), node(frame.pressed), frame.clicks.len() as f64];
    for click in &frame.clicks {
        numbers.extend([
            f64::from(click.x),
            f64::from(click.y),
            f64::from(click.age_ms),
            kind(click.kind),
        ]);
    }
    for pointer in &frame.pointers {
        let is_down = f64::from(u8::from(pointer.is_down));
        numbers.extend([
            kind(pointer.kind),
            f64::from(pointer.pointer),
            pointer.x,
            pointer.y,
            is_down,
        ]);
    }
    numbers
}

fn kind(kind: PointerKind) -> f64 {
    match kind {
        PointerKind::Mouse => 0.0,
        PointerKind::Pen => 1.0,
        PointerKind::Touch => 2.0,
    }
}

//! What JavaScript sees.

mod assets;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

use scrubjay_format::event::PointerKind;
use scrubjay_signals::{Device, DeviceKind, device, device_of};
use wasm_bindgen::prelude::*;

use crate::ops::OpBatch;
use crate::session::{Chapter, Session};
use crate::summary::Marker;
use crate::timeline::PointerFrame;

/// A batch of stage operations on its way to JavaScript.
#[wasm_bindgen(js_name = OpBatch)]
#[derive(Debug)]
pub struct WasmOpBatch(OpBatch);

#[wasm_bindgen(js_class = OpBatch)]
impl WasmOpBatch {
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

/// Something worth finding on the timeline.
#[wasm_bindgen(js_name = Marker)]
#[derive(Debug)]
pub struct WasmMarker(Marker);

#[wasm_bindgen(js_class = Marker)]
impl WasmMarker {
    /// When, in milliseconds.
    #[wasm_bindgen(getter, js_name = atMs)]
    pub fn at_ms(&self) -> u32 {
        self.0.at_ms
    }

    /// What it stands for.
    #[wasm_bindgen(getter)]
    pub fn kind(&self) -> String {
        self.0.kind.to_owned()
    }

    /// In words.
    #[wasm_bindgen(getter)]
    pub fn label(&self) -> String {
        self.0.label.to_string()
    }
}

/// A document that was visited.
#[wasm_bindgen(js_name = Chapter)]
#[derive(Debug)]
pub struct WasmChapter(Chapter);

#[wasm_bindgen(js_class = Chapter)]
impl WasmChapter {
    /// When it begins to be seen, in milliseconds.
    #[wasm_bindgen(getter, js_name = atMs)]
    pub fn at_ms(&self) -> u32 {
        self.0.at_ms
    }

    /// Its first address.
    #[wasm_bindgen(getter)]
    pub fn url(&self) -> String {
        self.0.url.to_string()
    }

    /// Its first title.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> String {
        self.0.title.to_string()
    }
}

/// What a device says it is.
#[wasm_bindgen(js_name = Device)]
#[derive(Debug)]
pub struct WasmDevice(Device);

#[wasm_bindgen(js_class = Device)]
impl WasmDevice {
    /// `Chrome 131`, or empty.
    #[wasm_bindgen(getter)]
    pub fn browser(&self) -> String {
        match self.0.browser_major {
            Some(major) => format!("{} {major}", self.0.browser),
            None => self.0.browser.to_string(),
        }
    }

    /// `Windows`, `Android` … or empty.
    #[wasm_bindgen(getter)]
    pub fn os(&self) -> String {
        self.0.os.to_string()
    }

    /// `desktop`, `mobile` or `tablet`.
    #[wasm_bindgen(getter)]
    pub fn kind(&self) -> String {
        let name = match self.0.kind {
            DeviceKind::Desktop => "desktop",
            DeviceKind::Mobile => "mobile",
            DeviceKind::Tablet => "tablet",
        };
        name.to_owned()
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

    /// Whether the recording says where animations are.
    #[wasm_bindgen(getter, js_name = hasAnimations)]
    pub fn has_animations(&self) -> bool {
        self.0.has_animations()
    }

    /// How many documents were visited.
    #[wasm_bindgen(getter, js_name = streamCount)]
    pub fn stream_count(&self) -> usize {
        self.0.stream_count()
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

    /// What is damaged or missing of the recording, in words.
    #[wasm_bindgen(getter)]
    pub fn damage(&self) -> Vec<String> {
        self.0.damage()
    }

    /// What is damaged, and what did not fit as far as it was replayed, in words.
    #[wasm_bindgen(getter)]
    pub fn problems(&self) -> Vec<String> {
        self.0.problems()
    }

    /// Goes to a time in milliseconds. The stage must be given what comes back.
    pub fn seek(&mut self, at_ms: f64) -> WasmOpBatch {
        WasmOpBatch(self.0.seek(milliseconds(at_ms)))
    }

    /// Plays on to a time in milliseconds. The stage must be given what comes back; mostly that is nothing.
    pub fn advance(&mut self, at_ms: f64) -> Option<WasmOpBatch> {
        let batch = self.0.advance(milliseconds(at_ms));
        (!batch.words.is_empty()).then_some(WasmOpBatch(batch))
    }

    /// Counts the changes of the address or title shown.
    #[wasm_bindgen(getter, js_name = pageVersion)]
    pub fn page_version(&self) -> u32 {
        self.0.page_version()
    }

    /// Everything that is to be seen now, for an empty stage.
    pub fn rebuild(&mut self) -> WasmOpBatch {
        WasmOpBatch(self.0.rebuild())
    }

    /// Makes keyframes ahead of time, going through `events` events at most. Whether all are made.
    pub fn prepare(&mut self, events: usize) -> bool {
        self.0.prepare(events)
    }

    /// The pointers at a time in milliseconds, as numbers: the hovered and the pressed element (0: none); whether the page
    /// changed since the hovered one was reported; the number of clicks, each with x, y, age in milliseconds and kind; then for each pointer its kind, number, x, y and whether it is
    /// down.
    pub fn pointers(&self, at_ms: f64) -> Vec<f64> {
        flatten(&self.0.pointers(milliseconds(at_ms)))
    }

    /// What is worth finding, in order of time.
    pub fn markers(&self) -> Vec<WasmMarker> {
        self.0.markers().into_iter().map(WasmMarker).collect()
    }

    /// Starts and ends of stretches in which nothing happens, by turns, in milliseconds.
    #[wasm_bindgen(js_name = inactiveRanges)]
    pub fn inactive_ranges(&self) -> Vec<u32> {
        self.0
            .quiet_ranges()
            .iter()
            .flat_map(|range| [range.start, range.end])
            .collect()
    }

    /// How much happens in each of `steps` equal stretches, from 0 to 1.
    pub fn activity(&self, steps: usize) -> Vec<f32> {
        self.0.activity(steps)
    }

    /// When which document is seen.
    pub fn chapters(&self) -> Vec<WasmChapter> {
        self.0.chapters().into_iter().map(WasmChapter).collect()
    }

    /// What the visitor's device says it is.
    pub fn device(&self) -> WasmDevice {
        WasmDevice(self.0.start().map_or_else(|| device(""), device_of))
    }
}

fn flatten(frame: &PointerFrame) -> Vec<f64> {
    let node = |node: Option<scrubjay_format::NodeId>| node.map_or(0.0, |node| f64::from(node.0));
    let is_stale = f64::from(u8::from(frame.is_stale));
    let mut numbers = vec![
        node(frame.hovered),
        node(frame.pressed),
        is_stale,
        frame.clicks.len() as f64,
    ];
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

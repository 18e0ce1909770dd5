//! What a site asked for. The TypeScript side has checked every field before it comes here.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Checked options, one property each (`Settings` in `pkg/recorder/src/options.ts`).
    pub type Settings;

    /// Privacy level, as a number.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn level(this: &Settings) -> u32;
    /// `{ selector, level }` objects.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn rules(this: &Settings) -> Array;
    /// Names of query parameters whose values may be recorded.
    #[wasm_bindgen(method, getter, js_name = allowedParameters)]
    pub(crate) fn allowed_parameters(this: &Settings) -> Vec<String>;
    /// Closed shadow roots seen before, by host.
    #[wasm_bindgen(method, getter, js_name = closedRoots)]
    pub(crate) fn closed_roots(this: &Settings) -> JsValue;
    /// Style sheets seen being changed before.
    #[wasm_bindgen(method, getter, js_name = modifiedSheets)]
    pub(crate) fn modified_sheets(this: &Settings) -> JsValue;
    /// What was wrong with the privacy options and made the level stricter; empty if nothing.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn failures(this: &Settings) -> Vec<String>;
    /// What was asked for and is not captured by this version.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn unsupported(this: &Settings) -> Vec<String>;
    /// Share of sessions that are recorded.
    #[wasm_bindgen(method, getter, js_name = sampleRate)]
    pub(crate) fn sample_rate(this: &Settings) -> f64;
    /// Where to send parts, without `/v1/i`.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn endpoint(this: &Settings) -> Option<String>;
    /// The write key.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn key(this: &Settings) -> Option<String>;
    /// Takes parts in place of (or beside) the endpoint.
    #[wasm_bindgen(method, getter, js_name = onPart)]
    pub(crate) fn on_part(this: &Settings) -> Option<Function>;
    /// How often parts are cut.
    #[wasm_bindgen(method, getter, js_name = flushMs)]
    pub(crate) fn flush_ms(this: &Settings) -> u32;
    /// The session's id, if the site chose one.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn session(this: &Settings) -> Option<String>;
    /// Time between two frames of a canvas; 0: canvases are not recorded.
    #[wasm_bindgen(method, getter, js_name = canvasIntervalMs)]
    pub(crate) fn canvas_interval_ms(this: &Settings) -> u32;
    /// Frames of a larger area are scaled down to it.
    #[wasm_bindgen(method, getter, js_name = canvasMaxSizePixels)]
    pub(crate) fn canvas_max_size_pixels(this: &Settings) -> u32;
    /// From 0 to 1, which loses nothing.
    #[wasm_bindgen(method, getter, js_name = canvasQuality)]
    pub(crate) fn canvas_quality(this: &Settings) -> f64;
}

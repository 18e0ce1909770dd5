//! What a site asked for. The TypeScript side has checked every field before it comes here.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

use crate::budget;
use crate::sampling::{Rates, Rule};
use crate::session::Limits;

/// Over how long the budget is kept.
const BUDGET_WINDOW_MS: f64 = 10_000.0;

#[wasm_bindgen]
extern "C" {
    /// How much of the files that the page is drawn with may be kept (`AssetBudget` in `pkg/recorder/src/options.ts`).
    pub(crate) type AssetBudget;

    /// Checked options, one property each (`Settings` in `pkg/recorder/src/options.ts`). What only the reading side needs
    /// (selectors, the level callback, closed shadow roots) it takes from there itself (`js/nodes.js`).
    pub type Settings;

    /// Privacy level, as a number.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn level(this: &Settings) -> u32;
    /// The preset `strict`: media and paths of addresses are masked too.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn strict(this: &Settings) -> bool;
    /// Patterns of the site's own, not yet checked.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn patterns(this: &Settings) -> Vec<String>;
    /// Names of query parameters whose values may be recorded.
    #[wasm_bindgen(method, getter, js_name = allowedParameters)]
    pub(crate) fn allowed_parameters(this: &Settings) -> Vec<String>;
    /// Style sheets seen being changed before.
    #[wasm_bindgen(method, getter, js_name = modifiedSheets)]
    pub(crate) fn modified_sheets(this: &Settings) -> JsValue;
    /// What was wrong with the privacy options and made the level stricter; empty if nothing.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn failures(this: &Settings) -> Vec<String>;
    /// Share of sessions that are recorded.
    #[wasm_bindgen(method, getter, js_name = sampleRate)]
    pub(crate) fn sample_rate(this: &Settings) -> f64;
    /// Origins whose frames may hand over what they record of themselves.
    #[wasm_bindgen(method, getter, js_name = childOrigins)]
    pub(crate) fn child_origins(this: &Settings) -> Array;
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
    /// What may be kept of files that the page is drawn with; none: nothing.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn assets(this: &Settings) -> Option<AssetBudget>;
    /// The session's id, if the site chose one.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn session(this: &Settings) -> Option<String>;
    /// Which levels of the console are recorded: a bit for each, debug the lowest.
    #[wasm_bindgen(method, getter, js_name = consoleLevels)]
    pub(crate) fn console_levels(this: &Settings) -> u32;
    /// Whether requests are recorded.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn network(this: &Settings) -> bool;
    /// Of which requests headers and bodies are recorded, and which of them; undefined: of none.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn exchange(this: &Settings) -> JsValue;
    /// Whether web vitals, long tasks and resources are recorded.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn performance(this: &Settings) -> bool;
    /// Beginnings of addresses that are the recorder's own.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn own(this: &Settings) -> Vec<String>;
    /// Time between two frames of a canvas; 0: canvases are not recorded.
    #[wasm_bindgen(method, getter, js_name = canvasIntervalMs)]
    pub(crate) fn canvas_interval_ms(this: &Settings) -> u32;
    /// Frames of a larger area are scaled down to it.
    #[wasm_bindgen(method, getter, js_name = canvasMaxSizePixels)]
    pub(crate) fn canvas_max_size_pixels(this: &Settings) -> u32;
    /// From 0 to 1, which loses nothing.
    #[wasm_bindgen(method, getter, js_name = canvasQuality)]
    pub(crate) fn canvas_quality(this: &Settings) -> f64;
    /// `{ url, event, rate }` objects: which sessions are recorded beyond the sample.
    #[wasm_bindgen(method, getter, js_name = samplingRules)]
    fn raw_sampling_rules(this: &Settings) -> Array;
    /// Share of the other sessions whose last minute is kept in memory.
    #[wasm_bindgen(method, getter, js_name = onErrorRate)]
    fn on_error_rate(this: &Settings) -> f64;
    /// Whether sampling is passed over.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn forced(this: &Settings) -> bool;
    /// Whether the last minute is kept in memory, to be sent if something asks for it.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn buffered(this: &Settings) -> bool;
    /// How long a session must last before anything of it is sent.
    #[wasm_bindgen(method, getter, js_name = minimumDurationMs)]
    pub(crate) fn minimum_duration_ms(this: &Settings) -> f64;
    /// After how long without input observing pauses.
    #[wasm_bindgen(method, getter, js_name = idlePauseMs)]
    pub(crate) fn idle_pause_ms(this: &Settings) -> f64;
    #[wasm_bindgen(method, getter, js_name = idleEndMs)]
    fn idle_end_ms(this: &Settings) -> f64;
    #[wasm_bindgen(method, getter, js_name = maximumMs)]
    fn maximum_ms(this: &Settings) -> f64;
    /// How large a session may get.
    #[wasm_bindgen(method, getter, js_name = maximumBytes)]
    pub(crate) fn maximum_bytes(this: &Settings) -> f64;
    /// Share of the main thread's time that recording may take; 0: there is no budget.
    #[wasm_bindgen(method, getter, js_name = mainThreadShare)]
    fn main_thread_share(this: &Settings) -> f64;
    #[wasm_bindgen(method, getter, js_name = taskMs)]
    fn task_ms(this: &Settings) -> f64;
    #[wasm_bindgen(method, getter, js_name = stormBytes)]
    fn storm_size_bytes(this: &Settings) -> f64;

    type RawRule;
    #[wasm_bindgen(method, getter)]
    fn url(this: &RawRule) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn event(this: &RawRule) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn rate(this: &RawRule) -> f64;
}

impl Settings {
    /// When sessions end.
    pub(crate) fn session_limits(&self) -> Limits {
        Limits {
            idle_ms: self.idle_end_ms() as u64,
            length_ms: self.maximum_ms() as u64,
        }
    }

    /// What recording may cost, if the site sets a budget.
    pub(crate) fn budget(&self) -> Option<budget::Limits> {
        let limits = budget::Limits {
            window_ms: BUDGET_WINDOW_MS,
            main_thread_share: self.main_thread_share(),
            task_ms: self.task_ms(),
            storm_size_bytes: self.storm_size_bytes(),
        };
        (limits.main_thread_share > 0.0).then_some(limits)
    }

    /// Shares of sessions that are recorded or kept for later.
    pub(crate) fn rates(&self) -> Rates {
        Rates {
            record: self.sample_rate(),
            buffer: self.on_error_rate(),
        }
    }

    /// What has more sessions recorded.
    pub(crate) fn sampling_rules(&self) -> Vec<Rule> {
        let rules = self.raw_sampling_rules();
        let rules = rules.iter().map(|rule| rule.unchecked_into::<RawRule>());
        rules
            .map(|rule| Rule {
                url: rule.url(),
                event: rule.event(),
                rate: rule.rate(),
            })
            .collect()
    }
}

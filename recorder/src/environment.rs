//! What the browser says of itself, its device and its connection.

use scrubjay_format::event::{Brand, Connection, Environment, NavigationCause};
use wasm_bindgen::prelude::*;
use web_sys::Window;

#[wasm_bindgen(module = "/js/environment.js")]
extern "C" {
    type Facts;
    #[wasm_bindgen(constructor)]
    fn new(window: &Window) -> Facts;
    #[wasm_bindgen(method, getter)]
    fn languages(this: &Facts) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn texts(this: &Facts) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn numbers(this: &Facts) -> Vec<f64>;
    #[wasm_bindgen(js_name = loadedBy)]
    fn loaded_by() -> String;
    // With `catch` it is imported through the glue. Without, the whole module would be as an object, which bundlers build by
    // `for … in`: that fails in pages that put something on `Object.prototype`.
    #[wasm_bindgen(catch, js_name = historyStep)]
    fn history_step_of(window: &Window, event: &web_sys::Event) -> Result<i32, JsValue>;
}

/// How far back the entry of the history stands that was left: below 0 it is behind now, above 0 ahead, 0 if that cannot be
/// told.
pub(crate) fn history_step(window: &Window, event: &web_sys::Event) -> i32 {
    history_step_of(window, event).unwrap_or(0)
}

/// What is known now. The order of texts and numbers is that of `js/environment.js`.
pub(crate) fn environment(window: &Window) -> Environment {
    let facts = Facts::new(window);
    let (texts, numbers) = (facts.texts(), facts.numbers());
    let text = |index: usize| texts.get(index).map_or("", String::as_str).into();
    let number = |index: usize| numbers.get(index).copied().unwrap_or(0.0) as u32;
    let brands = texts.get(3..).unwrap_or_default().chunks_exact(2);
    Environment {
        languages: facts.languages().into_iter().map(Into::into).collect(),
        touch_points: number(3),
        processors: number(4),
        memory_mib: number(5),
        reduced_motion: number(6) == 1,
        platform: text(2),
        mobile: number(7) == 1,
        brands: brands
            .map(|brand| Brand {
                name: brand[0].as_str().into(),
                version: brand[1].as_str().into(),
            })
            .collect(),
        connection: Connection {
            medium: text(0),
            effective_type: text(1),
            downlink_kbps: number(0),
            round_trip_ms: number(1),
            save_data: number(2) == 1,
        },
    }
}

/// What brought the document about (Navigation Timing).
pub(crate) fn load_cause() -> NavigationCause {
    match &*loaded_by() {
        "reload" => NavigationCause::Reload,
        "back_forward" => NavigationCause::Revisit,
        _ => NavigationCause::Load,
    }
}

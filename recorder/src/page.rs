//! The JavaScript beside the crate, as Rust sees it.

use js_sys::{Array, Function, Promise, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Event, EventTarget, Node};

pub(crate) use crate::listening::{Listener, Timer};
use crate::privacy::Level;
use crate::settings::Settings;

#[wasm_bindgen(module = "/js/scope.js")]
extern "C" {
    /// Everything one recording holds on to in the page; see `js/scope.js`.
    #[derive(Clone)]
    pub(crate) type Scope;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new(on_failure: &Function) -> Scope;
    /// Takes everything back.
    #[wasm_bindgen(method)]
    pub(crate) fn end(this: &Scope);
    #[wasm_bindgen(method)]
    pub(crate) fn listener(this: &Scope, callback: &Function) -> RawListener;
    #[wasm_bindgen(method)]
    pub(crate) fn later(this: &Scope, delay_ms: u32, callback: &Function) -> Function;
    /// Calls the callback after each call of a method of `owner`.
    #[wasm_bindgen(method, js_name = hookMethod)]
    pub(crate) fn hook_method(this: &Scope, owner: &JsValue, name: &str, after: &Function);
    #[wasm_bindgen(method, getter, js_name = spentMs)]
    pub(crate) fn spent_ms(this: &Scope) -> f64;
    #[wasm_bindgen(method, getter, js_name = longestMs)]
    pub(crate) fn longest_ms(this: &Scope) -> f64;
    #[wasm_bindgen(method, js_name = takeRecentMs)]
    pub(crate) fn take_recent_ms(this: &Scope) -> f64;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn ended(this: &Scope) -> bool;

    pub(crate) type RawListener;
    #[wasm_bindgen(method)]
    pub(crate) fn attach(this: &RawListener, target: &EventTarget, kind: &str);
    #[wasm_bindgen(method)]
    pub(crate) fn drop(this: &RawListener);
}

#[wasm_bindgen(module = "/js/nodes.js")]
extern "C" {
    /// Which nodes are known; see `js/nodes.js`.
    #[derive(Clone)]
    pub(crate) type Nodes;

    #[wasm_bindgen(constructor)]
    fn new(level: u32, options: &Settings, on_warning: &Function) -> Nodes;
    /// Says once on the console, and to the recording, that more is masked than was asked for.
    #[wasm_bindgen(method)]
    pub(crate) fn warn(this: &Nodes, message: &str);
    /// Marks of the title of the top document.
    #[wasm_bindgen(method, js_name = titleMarks)]
    pub(crate) fn title_marks(this: &Nodes) -> u32;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn count(this: &Nodes) -> u32;
    #[wasm_bindgen(method, js_name = idOf)]
    pub(crate) fn id_of(this: &Nodes, node: Option<&Node>) -> u32;
    #[wasm_bindgen(method, js_name = marksOf)]
    pub(crate) fn marks_of(this: &Nodes, id: u32) -> u32;
    #[wasm_bindgen(method, js_name = isFileControl)]
    pub(crate) fn is_file_control(this: &Nodes, node: &Node) -> bool;
    #[wasm_bindgen(method, js_name = targetOf)]
    pub(crate) fn target_of(this: &Nodes, event: &Event) -> u32;
}

#[wasm_bindgen(module = "/js/steps.js")]
extern "C" {
    /// What the reader writes; see `js/steps.js`.
    pub(crate) type Steps;

    #[wasm_bindgen(constructor)]
    fn new() -> Steps;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn batch(this: &Steps) -> Uint32Array;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn text(this: &Steps) -> String;
}

#[wasm_bindgen(module = "/js/states.js")]
extern "C" {
    /// State beyond the markup; see `js/states.js`.
    pub(crate) type States;

    #[wasm_bindgen(constructor)]
    fn new(scope: &Scope, nodes: &Nodes, steps: &Steps) -> States;
    #[wasm_bindgen(method)]
    pub(crate) fn touch(this: &States, element: &EventTarget);
    #[wasm_bindgen(method, js_name = touchScroll)]
    pub(crate) fn touch_scroll(this: &States, target: &EventTarget);
    #[wasm_bindgen(method, js_name = checkMedia)]
    pub(crate) fn check_media(this: &States, media: &EventTarget);
    #[wasm_bindgen(method, js_name = fullscreenChanged)]
    pub(crate) fn fullscreen_changed(this: &States, document: &EventTarget);
}

#[wasm_bindgen(module = "/js/definitions.js")]
extern "C" {
    type Definitions;

    #[wasm_bindgen(constructor)]
    fn new(scope: &Scope, nodes: &Nodes, states: &States) -> Definitions;
}

#[wasm_bindgen(module = "/js/walker.js")]
extern "C" {
    type Walker;
    #[wasm_bindgen(constructor)]
    fn new(nodes: &Nodes, steps: &Steps, states: &States) -> Walker;
}

#[wasm_bindgen(module = "/js/storms.js")]
extern "C" {
    /// Nodes that change all the time; see `js/storms.js`.
    pub(crate) type Storms;

    #[wasm_bindgen(constructor)]
    fn new(nodes: &Nodes) -> Storms;
    #[wasm_bindgen(method, js_name = setStep)]
    pub(crate) fn set_step(this: &Storms, step: u8);
    #[wasm_bindgen(method, js_name = takeSize)]
    pub(crate) fn take_size(this: &Storms) -> f64;
    #[wasm_bindgen(method, js_name = beginWindow)]
    pub(crate) fn begin_window(this: &Storms);
    #[wasm_bindgen(method, getter, js_name = heldCount)]
    pub(crate) fn held_count(this: &Storms) -> u32;
}

#[wasm_bindgen(module = "/js/changes.js")]
extern "C" {
    type Changes;
    #[wasm_bindgen(constructor)]
    fn new(scope: &Scope, nodes: &Nodes, states: &States, storms: &Storms) -> Changes;
}

#[wasm_bindgen(module = "/js/windows.js")]
extern "C" {
    /// Windows and frames; see `js/windows.js`.
    pub(crate) type Windows;

    #[wasm_bindgen(constructor)]
    fn new(scope: &Scope, nodes: &Nodes, changes: &Changes) -> Windows;
    #[wasm_bindgen(method, js_name = offsetOf)]
    pub(crate) fn offset_of(this: &Windows, event: &Event) -> Option<Box<[f64]>>;
}

#[wasm_bindgen(module = "/js/attributes.js")]
extern "C" {
    type Attributes;

    #[wasm_bindgen(constructor)]
    fn new(nodes: &Nodes, steps: &Steps, states: &States, walker: &Walker, windows: &Windows) -> Attributes;
}

#[wasm_bindgen(module = "/js/schedule.js")]
extern "C" {
    /// When the page is read; see `js/schedule.js`.
    pub(crate) type Schedule;

    #[wasm_bindgen(constructor)]
    fn new(scope: &Scope, on_due: &Function) -> Schedule;
    #[wasm_bindgen(method, setter, js_name = intervalMs)]
    pub(crate) fn set_interval_ms(this: &Schedule, interval_ms: u32);
}

#[wasm_bindgen(module = "/js/reader.js")]
extern "C" {
    /// The DOM reader; see `js/reader.js`.
    pub(crate) type Reader;

    #[wasm_bindgen(constructor)]
    #[allow(
        clippy::too_many_arguments,
        reason = "a snippet cannot import its siblings, so they are handed to it"
    )]
    fn new(
        scope: &Scope,
        nodes: &Nodes,
        steps: &Steps,
        states: &States,
        walker: &Walker,
        changes: &Changes,
        windows: &Windows,
        attributes: &Attributes,
        timing: &Schedule,
        storms: &Storms,
    ) -> Reader;
    #[wasm_bindgen(method)]
    pub(crate) fn begin(this: &Reader, document: &Document);
    #[wasm_bindgen(method)]
    pub(crate) fn suspend(this: &Reader);
    #[wasm_bindgen(method, js_name = replaceStorms)]
    pub(crate) fn replace_storms(this: &Reader);
    #[wasm_bindgen(method)]
    pub(crate) fn read(this: &Reader, budget_ms: f64) -> u32;
    #[wasm_bindgen(method, getter, js_name = changedMs)]
    pub(crate) fn changed_ms(this: &Reader) -> f64;
    #[wasm_bindgen(method, getter, js_name = hasMore)]
    pub(crate) fn has_more(this: &Reader) -> bool;
    #[wasm_bindgen(method)]
    pub(crate) fn hurry(this: &Reader);
    #[wasm_bindgen(method)]
    pub(crate) fn schedule(this: &Reader);
    #[wasm_bindgen(method, js_name = takeRoots)]
    pub(crate) fn take_roots(this: &Reader) -> Array;
    #[wasm_bindgen(method, js_name = takeRestart)]
    pub(crate) fn take_restart(this: &Reader) -> bool;
    #[wasm_bindgen(method)]
    pub(crate) fn loaded(this: &Reader, target: &EventTarget);
}

#[wasm_bindgen(module = "/js/sheets.js")]
extern "C" {
    type Sheets;
    #[wasm_bindgen(constructor)]
    fn new(scope: &Scope, nodes: &Nodes, steps: &Steps, reader: &Reader, modified: &JsValue) -> Sheets;
}

#[wasm_bindgen(module = "/js/foreign.js")]
extern "C" {
    /// Frames of other origins; see `js/foreign.js`. The reader keeps it.
    pub(crate) type Foreign;
    #[wasm_bindgen(constructor)]
    pub(crate) fn new(
        scope: &Scope,
        nodes: &Nodes,
        windows: &Windows,
        reader: &Reader,
        origins: &Array,
        on_part: &Function,
    ) -> Foreign;
}

#[wasm_bindgen(module = "/js/sheetHooks.js")]
extern "C" {
    type SheetHooks;
    #[wasm_bindgen(constructor)]
    fn new(scope: &Scope, sheets: &Sheets, reader: &Reader) -> SheetHooks;
}

#[wasm_bindgen(module = "/js/slots.js")]
extern "C" {
    type Slots;
    #[wasm_bindgen(constructor)]
    fn new(scope: &Scope, nodes: &Nodes, steps: &Steps, reader: &Reader) -> Slots;
}

#[wasm_bindgen(module = "/js/fields.js")]
extern "C" {
    /// Form controls that scripts set; see `js/fields.js`.
    #[derive(Clone)]
    pub(crate) type Fields;

    #[wasm_bindgen(constructor)]
    fn new(scope: &Scope, states: &States, windows: &Windows) -> Fields;
    #[wasm_bindgen(method)]
    pub(crate) fn edited(this: &Fields, element: &EventTarget);
    #[wasm_bindgen(method, js_name = takeAutofilled)]
    pub(crate) fn take_autofilled(this: &Fields) -> Vec<Node>;
    #[wasm_bindgen(method, js_name = touchForm)]
    pub(crate) fn touch_form(this: &Fields, form: &EventTarget);
}

#[wasm_bindgen(module = "/js/animations.js")]
extern "C" {
    /// Animations; see `js/animations.js`.
    pub(crate) type Animations;

    #[wasm_bindgen(constructor)]
    fn new(scope: &Scope, nodes: &Nodes, steps: &Steps, states: &States, windows: &Windows) -> Animations;
    #[wasm_bindgen(method)]
    pub(crate) fn noticed(this: &Animations, event: &Event);
    #[wasm_bindgen(method, js_name = checkPaused)]
    pub(crate) fn check_paused(this: &Animations);
}

#[wasm_bindgen(module = "/js/canvases.js")]
extern "C" {
    /// Pictures of canvases; see `js/canvases.js`.
    pub(crate) type Canvases;

    #[wasm_bindgen(constructor)]
    #[allow(
        clippy::too_many_arguments,
        reason = "a snippet cannot import its siblings, so they are handed to it"
    )]
    pub(crate) fn new(
        scope: &Scope,
        nodes: &Nodes,
        states: &States,
        windows: &Windows,
        interval_ms: u32,
        max_size_pixels: u32,
        quality: f64,
        on_frame: &Function,
        on_unreadable: &Function,
    ) -> Canvases;
    #[wasm_bindgen(method)]
    pub(crate) fn settle(this: &Canvases) -> Promise;
}

/// The reading side, put together.
pub(crate) struct Dom {
    pub(crate) nodes: Nodes,
    pub(crate) steps: Steps,
    pub(crate) states: States,
    pub(crate) windows: Windows,
    pub(crate) reader: Reader,
    pub(crate) fields: Fields,
    pub(crate) animations: Animations,
    pub(crate) timing: Schedule,
    pub(crate) storms: Storms,
}

impl Dom {
    /// `on_due` is called when it is time to read, `on_warning` with a message when more was masked than asked for.
    pub(crate) fn new(
        scope: &Scope,
        settings: &Settings,
        level: Level,
        on_due: &Function,
        on_warning: &Function,
    ) -> Dom {
        let nodes = Nodes::new(level as u32, settings, on_warning);
        let steps = Steps::new();
        let states = States::new(scope, &nodes, &steps);
        // It makes itself known to the states, which keep it.
        Definitions::new(scope, &nodes, &states);
        let walker = Walker::new(&nodes, &steps, &states);
        let storms = Storms::new(&nodes);
        let changes = Changes::new(scope, &nodes, &states, &storms);
        let windows = Windows::new(scope, &nodes, &changes);
        let attributes = Attributes::new(&nodes, &steps, &states, &walker, &windows);
        let timing = Schedule::new(scope, on_due);
        let reader = Reader::new(
            scope,
            &nodes,
            &steps,
            &states,
            &walker,
            &changes,
            &windows,
            &attributes,
            &timing,
            &storms,
        );
        // It makes itself known to the reader, which keeps it.
        let sheets = Sheets::new(scope, &nodes, &steps, &reader, &settings.modified_sheets());
        SheetHooks::new(scope, &sheets, &reader);
        Slots::new(scope, &nodes, &steps, &reader);
        let fields = Fields::new(scope, &states, &windows);
        let animations = Animations::new(scope, &nodes, &steps, &states, &windows);
        Dom {
            nodes,
            steps,
            states,
            windows,
            reader,
            fields,
            animations,
            timing,
            storms,
        }
    }
}

#[wasm_bindgen(module = "/js/describe.js")]
extern "C" {
    /// What can be said of an element in words: a label and a path, as raw texts.
    #[wasm_bindgen(js_name = labelOf)]
    pub(crate) fn label_of(element: &Node, nodes: &Nodes) -> String;
    #[wasm_bindgen(js_name = pathOf)]
    pub(crate) fn path_of(element: &Node) -> String;
    /// What an event happened to, through open shadow roots.
    #[wasm_bindgen(js_name = deepestOf)]
    pub(crate) fn deepest_of(event: &Event) -> Option<EventTarget>;
    /// The element that an event is about: the control, if it hit something inside of one.
    #[wasm_bindgen(js_name = controlOf)]
    pub(crate) fn control_of(event: &Event) -> Option<Node>;
    /// The selection of a document as ids and offsets: anchor, anchor offset, focus, focus offset, for each range.
    #[wasm_bindgen(js_name = selectionOf)]
    pub(crate) fn selection_of(document: &Document, nodes: &Nodes) -> Vec<u32>;
    /// The focused element through shadow roots and frames, and whether it shows a focus ring.
    #[wasm_bindgen(js_name = focusOf)]
    pub(crate) fn focus_of(document: &Document, nodes: &Nodes) -> Vec<u32>;
    /// How many files a control or a drag holds, and how many bytes they are together.
    #[wasm_bindgen(js_name = filesOf)]
    pub(crate) fn files_of(holder: &JsValue) -> Vec<f64>;
    /// The element and address of a resource that could not be loaded.
    #[wasm_bindgen(js_name = resourceOf)]
    pub(crate) fn resource_of(event: &Event) -> Option<Vec<String>>;
}

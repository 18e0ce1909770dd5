//! Web vitals, and tasks that hold the main thread.

mod interactions;
mod shifts;
mod vitals;

use std::cell::RefCell;
use std::rc::Rc;

use scrubjay_format::Event;
use scrubjay_format::event::{LongTask, Vital};
use wasm_bindgen::prelude::*;
use web_sys::{EventTarget, Node, PageTransitionEvent, VisibilityState, Window};

use self::vitals::{Measured, Vitals};
use super::Tracker;
use super::network::address;
use super::rate::Rate;
use crate::page::{Listener, Scope, path_of};
use crate::settings::Settings;
use crate::tape::{Tape, node_id};

/// Long tasks a minute: a page that never rests is told by fewer.
const LONG_TASKS_MAX: u32 = 120;
/// What is shorter is no long task (Long Tasks API).
const LONG_TASK_MS: f64 = 50.0;

type MeasureCallback = dyn Fn(u32, f64, f64, u32, Option<Node>);
/// Called when a frame has been shown, with when.
type Shown = Closure<dyn Fn(f64)>;
type LongTaskCallback = dyn Fn(f64, f64, f64, Vec<String>);

#[wasm_bindgen(module = "/js/timings.js")]
extern "C" {
    type Timings;
    #[wasm_bindgen(constructor)]
    fn new(scope: &Scope, on_measure: &js_sys::Function, on_long_task: &js_sys::Function) -> Timings;
    #[wasm_bindgen(method)]
    fn begin(this: &Timings);
    #[wasm_bindgen(method)]
    fn flush(this: &Timings);
    #[wasm_bindgen(method, getter)]
    fn interactions(this: &Timings) -> f64;
    #[wasm_bindgen(method, getter, js_name = firstHidden)]
    fn first_hidden(this: &Timings) -> f64;
    #[wasm_bindgen(method, getter, js_name = firstByte)]
    fn first_byte(this: &Timings) -> f64;
    #[wasm_bindgen(method, js_name = afterFrame)]
    fn after_frame(this: &Timings, callback: &js_sys::Function);
}

pub(super) struct PerformanceTracker {
    state: Rc<State>,
    visibility: Listener,
    inputs: Listener,
    transitions: Listener,
    _on_measure: Closure<MeasureCallback>,
    _on_long_task: Closure<LongTaskCallback>,
}

struct State {
    tape: Rc<Tape>,
    timings: RefCell<Option<Timings>>,
    vitals: RefCell<Vitals>,
    /// When the page was restored last, and what waits for it to be shown.
    restored: RefCell<Option<Shown>>,
    long_tasks: Rate,
}

pub(super) fn track(tape: &Rc<Tape>, settings: &Settings) -> Option<PerformanceTracker> {
    if !settings.performance() {
        return None;
    }
    let state = Rc::new(State {
        tape: tape.clone(),
        timings: RefCell::new(None),
        vitals: RefCell::default(),
        restored: RefCell::default(),
        long_tasks: Rate::new("long tasks", LONG_TASKS_MAX, usize::MAX),
    });
    let (measuring, running) = (state.clone(), state.clone());
    let on_measure = Closure::<MeasureCallback>::new(move |kind, value, at, id, node: Option<Node>| {
        let node = node.map(|node| Measured {
            node: node_id(measuring.tape.dom.nodes.id_of(Some(&node))),
            path: measuring.tape.gate.declared(&path_of(&node)).into(),
        });
        measuring
            .vitals
            .borrow_mut()
            .measure(kind, value, at, id, node.unwrap_or_default());
    });
    let on_long_task = Closure::<LongTaskCallback>::new(move |began, duration, blocking, texts: Vec<String>| {
        running.long_task(began, duration, blocking, &texts);
    });
    let timings = Timings::new(
        &tape.scope,
        on_measure.as_ref().unchecked_ref(),
        on_long_task.as_ref().unchecked_ref(),
    );
    state.vitals.borrow_mut().first_hidden_ms = timings.first_hidden();
    timings.begin();
    state.timings.replace(Some(timings));
    let (hiding, acting, restoring) = (state.clone(), state.clone(), state.clone());
    Some(PerformanceTracker {
        visibility: Listener::new(&tape.scope, move |event| {
            if hiding.tape.document.visibility_state() == VisibilityState::Hidden {
                hiding.hidden(event.time_stamp());
            }
        }),
        inputs: Listener::new(&tape.scope, move |event| {
            if event.is_trusted() {
                acting.finish_largest_paint();
            }
        }),
        transitions: Listener::new(&tape.scope, move |event| {
            if event.unchecked_ref::<PageTransitionEvent>().persisted() {
                State::restored(&restoring, event.time_stamp());
            }
        }),
        state,
        _on_measure: on_measure,
        _on_long_task: on_long_task,
    })
}

impl Tracker for PerformanceTracker {
    fn attach(&self, root: &EventTarget, window: Option<&Window>) {
        let tape = &self.state.tape;
        if window == Some(&tape.window) && root == tape.document.unchecked_ref::<EventTarget>() {
            self.visibility.attach(root, &["visibilitychange"]);
            self.inputs.attach(&tape.window, &["keydown", "click"]);
            self.transitions.attach(&tape.window, &["pageshow"]);
        }
    }

    fn finish(&self) {
        self.state.write();
    }
}

impl State {
    /// Reads what the browser has measured and not told yet.
    fn update(&self) {
        let timings = self.timings.borrow();
        let Some(timings) = timings.as_ref() else { return };
        timings.flush();
        let mut vitals = self.vitals.borrow_mut();
        vitals.interactions.set_count(timings.interactions());
        vitals.first_byte(timings.first_byte());
    }

    /// Writes what has changed since it was written last.
    fn write(&self) {
        self.update();
        let changed = self.vitals.borrow_mut().take_changed();
        for (name, value, measured) in changed {
            self.tape.record(&Event::Vital(Vital {
                name,
                value,
                node: measured.node,
                path: measured.path,
            }));
        }
    }

    fn hidden(&self, at_ms: f64) {
        self.write();
        let mut vitals = self.vitals.borrow_mut();
        vitals.first_hidden_ms = vitals.first_hidden_ms.min(at_ms);
        vitals.finish_largest_paint();
    }

    /// The visitor has acted: what is painted from now on is an answer to that.
    fn finish_largest_paint(&self) {
        if !self.vitals.borrow().largest_paint_is_final() {
            self.update();
            self.vitals.borrow_mut().finish_largest_paint();
        }
    }

    /// The page came back from the back/forward cache, which counts as a new visit.
    fn restored(state: &Rc<State>, at_ms: f64) {
        let count = state.timings.borrow().as_ref().map_or(0.0, Timings::interactions);
        state.vitals.borrow_mut().restart(count);
        let shown = Rc::downgrade(state);
        let callback = Closure::<dyn Fn(f64)>::new(move |now_ms: f64| {
            if let Some(state) = shown.upgrade() {
                state.vitals.borrow_mut().shown_again(now_ms - at_ms);
                state.write();
            }
        });
        if let Some(timings) = state.timings.borrow().as_ref() {
            timings.after_frame(callback.as_ref().unchecked_ref());
        }
        state.restored.replace(Some(callback));
    }

    fn long_task(&self, began: f64, duration: f64, blocking: f64, texts: &[String]) {
        if duration < LONG_TASK_MS || self.tape.is_paused() || !self.long_tasks.admits(&self.tape, 0) {
            return;
        }
        let text = |index: usize| texts.get(index).map_or("", String::as_str);
        let gate = &self.tape.gate;
        self.tape.record(&Event::LongTask(LongTask {
            began_ms: self.tape.since_start_ms(began),
            duration_ms: duration.round() as u32,
            blocking_ms: blocking.round() as u32,
            invoker: gate.frame(text(0)).into(),
            source: address(&self.tape, text(1)),
            function: gate.declared(text(2)).into(),
        }));
    }
}

//! A recording of the page that the tests run in.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect, Uint8Array};
use scrubjay_recorder::{Recording, Settings};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::events::Events;

/// What the npm package hands over where a site asks for nothing in particular, but parts that wait for nothing.
const DEFAULTS: &str = "level: 1, strict: false, rules: [], levelOf: undefined, patterns: [], allowedParameters: [], failures: [], flushMs: 60000, \
    endpoint: undefined, key: undefined, closedRoots: new WeakMap(), modifiedSheets: new WeakSet(), \
    session: '0123456789abcdef0123456789abcdef', idlePauseMs: 300000, idleEndMs: 1800000, maximumMs: 14400000, maximumBytes: 62914560, \
    sampleRate: 1, childOrigins: [], samplingRules: [], onErrorRate: 0, forced: false, buffered: false, minimumDurationMs: 0, mainThreadShare: 0, taskMs: 20, stormBytes: 262144, \
    canvasIntervalMs: 0, canvasMaxSizePixels: 0, canvasQuality: 0.5, assets: undefined, \
    consoleLevels: 24, network: true, exchange: undefined, performance: true, own: []";
/// A setting that is missing is a mistake of this file.
const STRICT: &str = "{ get(settings, name) { if (!(name in settings)) throw new Error(`recorder/tests/dom/live.rs lacks a default for ${String(name)}`); return settings[name] } }";
/// Nothing is masked but what never may be shown.
pub const ALLOW: &str = "{ level: 0 }";

/// Runs a script in the page and gives what it returns.
pub fn run(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).expect(script)
}

/// Whether an expression is true in the page.
pub fn holds(expression: &str) -> bool {
    run(&format!("return ({expression}) === true")).is_truthy()
}

/// Runs the body of an async function in the page, and waits for its end.
pub async fn wait(body: &str) -> JsValue {
    let promise: Promise = run(&format!("return (async () => {{ {body} }})()")).unchecked_into();
    JsFuture::from(promise).await.expect(body)
}

/// Lets the browser show frames, and the recorder read them.
pub async fn frames() {
    wait("for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame); await new Promise((done) => setTimeout(done))").await;
}

/// Makes the place in which a test builds its page: `stage` for its scripts. The one of the test before is taken away, and
/// what the runner writes on the page is no part of the recording.
pub fn stage(html: &str) {
    run(&format!(
        "for (const output of document.querySelectorAll('body > pre')) output.dataset.sjPrivacy = 'hide'; window.stage?.remove(); window.stage = document.createElement('main'); stage.innerHTML = {html:?}; document.body.append(stage)"
    ));
}

/// A recording that is going on.
pub struct Live {
    pub recording: Recording,
    parts: Rc<RefCell<Vec<u8>>>,
    failures: Rc<RefCell<Vec<JsValue>>>,
    _on_part: Closure<dyn Fn(Uint8Array)>,
    _on_failure: Closure<dyn Fn(JsValue)>,
}

impl Live {
    /// Begins to record with these settings beside the defaults, and waits for the first snapshot.
    pub async fn record(settings: &str) -> Live {
        let parts = Rc::new(RefCell::new(Vec::new()));
        let failures = Rc::new(RefCell::new(Vec::new()));
        let taken = Rc::clone(&parts);
        let on_part =
            Closure::<dyn Fn(Uint8Array)>::new(move |part: Uint8Array| taken.borrow_mut().extend(part.to_vec()));
        let failed = Rc::clone(&failures);
        let on_failure = Closure::<dyn Fn(JsValue)>::new(move |error| failed.borrow_mut().push(error));
        let all: Settings = run(&format!(
            "return new Proxy({{ {DEFAULTS}, ...({settings}) }}, {STRICT})"
        ))
        .unchecked_into();
        Reflect::set(&all, &"onPart".into(), on_part.as_ref()).unwrap();
        let mut recording = None;
        let ready =
            Promise::new(
                &mut |resolve, reject| match Recording::new(&all, resolve, on_failure.as_ref().unchecked_ref()) {
                    Ok(begun) => recording = Some(begun),
                    Err(error) => drop(reject.call1(&JsValue::NULL, &error)),
                },
            );
        JsFuture::from(ready).await.unwrap();
        Live {
            recording: recording.unwrap(),
            parts,
            failures,
            _on_part: on_part,
            _on_failure: on_failure,
        }
    }

    /// What the recorder reported as errors of its own.
    pub fn failures(&self) -> Vec<String> {
        let words = |error: &JsValue| format!("{error:?}");
        self.failures.borrow().iter().map(words).collect()
    }

    /// The events so far.
    pub async fn events(&self) -> Events {
        frames().await;
        JsFuture::from(self.recording.flush()).await.unwrap();
        Events::read(&self.parts.borrow())
    }

    /// Ends the recording and gives its events. It must not have failed.
    pub async fn finish(self) -> Events {
        frames().await;
        JsFuture::from(self.recording.stop()).await.unwrap();
        assert_eq!(self.failures(), [""; 0]);
        Events::read(&self.parts.borrow())
    }
}

//! Files that the page is drawn with (images, fonts, imported style sheets), kept by the hash of their content.
//!
//! What is wanted is found in what was recorded ([`Wanted`]), after the gate; `js/assets.js` fetches it from the browser's
//! cache in idle time, within a budget; the bytes go to the collector, which has each file once (`js/upload.js`), or into
//! the recording where there is none.

mod css_urls;
mod wanted;

use std::rc::Rc;

use js_sys::Promise;
use scrubjay_format::event::{Asset, AssetBytes, AssetOutcome};
use scrubjay_format::{AssetHash, Event};
use wasm_bindgen::prelude::*;

pub(crate) use wanted::{Wanted, WantedAsset};

use crate::page::{Nodes, Scope, Windows};
use crate::settings::{AssetBudget, Settings};
use crate::tape::Tape;
use crate::track::Tracker;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum AssetKind {
    Image = 0,
    Font = 1,
    /// A style sheet that another one imports.
    Sheet = 2,
}

#[wasm_bindgen(module = "/js/upload.js")]
extern "C" {
    type Upload;
    #[wasm_bindgen(constructor)]
    fn new(scope: &Scope, endpoint: &str, key: &str) -> Upload;
}

#[wasm_bindgen(module = "/js/assets.js")]
extern "C" {
    type Collector;
    #[wasm_bindgen(constructor)]
    #[allow(
        clippy::too_many_arguments,
        reason = "a snippet cannot import its siblings, so they are handed to it"
    )]
    fn new(
        scope: &Scope,
        nodes: &Nodes,
        windows: &Windows,
        budget: &AssetBudget,
        upload: Option<Upload>,
        may_keep: &JsValue,
        on_outcome: &JsValue,
        on_piece: &JsValue,
        on_sheet: &JsValue,
    ) -> Collector;
    #[wasm_bindgen(method)]
    fn want(this: &Collector, url: &str, recorded: &str, base: Option<&str>, kind: u8, face: &str);
    #[wasm_bindgen(method)]
    fn forget(this: &Collector);
    #[wasm_bindgen(method, getter, js_name = isBusy)]
    fn is_busy(this: &Collector) -> bool;
    #[wasm_bindgen(method)]
    fn settle(this: &Collector) -> Promise;
}

type OnOutcome = dyn Fn(String, u8, String, f64, Vec<u8>, u32, u32);
type OnPiece = dyn Fn(Vec<u8>, u32, Vec<u8>);
type OnSheet = dyn Fn(String, String) -> String;

/// Collects what the page is drawn with. Dropped with the recording, whose scope ends what is under way.
pub(crate) struct Assets {
    collector: Collector,
    tape: Rc<Tape>,
    _may_keep: Closure<dyn Fn() -> bool>,
    _on_outcome: Closure<OnOutcome>,
    _on_piece: Closure<OnPiece>,
    _on_sheet: Closure<OnSheet>,
}

impl Assets {
    /// Begins to collect, if the site has not turned it off. Nothing is fetched or sent while `may_keep` says no;
    /// `on_written` is called when something was written.
    pub(crate) fn start(
        settings: &Settings,
        tape: &Rc<Tape>,
        may_keep: impl Fn() -> bool + 'static,
        on_written: impl Fn() + 'static,
    ) -> Option<Assets> {
        let on_written = Rc::new(on_written);
        let outcome_written = on_written.clone();
        let budget = settings.assets()?;
        tape.want_assets();
        let upload = match (settings.endpoint(), settings.key()) {
            (Some(endpoint), Some(key)) => Some(Upload::new(&tape.scope, &endpoint, &key)),
            _ => None,
        };
        let outcome_tape = tape.clone();
        let on_outcome = Closure::<OnOutcome>::new(
            move |url: String, outcome: u8, mime_type: String, size_bytes: f64, hash: Vec<u8>, width, height| {
                let outcome = match (outcome, <[u8; 32]>::try_from(hash)) {
                    (0, Ok(hash)) => AssetOutcome::Kept(AssetHash(hash)),
                    (1, _) => AssetOutcome::OverBudget,
                    (2, _) => AssetOutcome::Unreadable,
                    _ => AssetOutcome::Failed,
                };
                let gate = &outcome_tape.gate;
                outcome_tape.write_asset(Asset {
                    url: gate.resource_url(gate.level, &url).into(),
                    outcome,
                    mime_type: mime_type.into(),
                    size_bytes: size_bytes as u64,
                    width,
                    height,
                });
                outcome_written();
            },
        );
        let piece_tape = tape.clone();
        let on_piece = Closure::<OnPiece>::new(move |hash: Vec<u8>, offset, bytes| {
            let Ok(hash) = hash.try_into().map(AssetHash) else {
                return;
            };
            piece_tape.write(&Event::AssetBytes(AssetBytes { hash, offset, bytes }));
            on_written();
        });
        let sheet_tape = tape.clone();
        let on_sheet = Closure::<OnSheet>::new(move |text: String, url: String| {
            sheet_tape.dom.reader.schedule(); // what it refers to is wanted too
            sheet_tape.scrub_sheet(&text, &url)
        });
        let may_keep = Closure::<dyn Fn() -> bool>::new(may_keep);
        let collector = Collector::new(
            &tape.scope,
            &tape.dom.nodes,
            &tape.dom.windows,
            &budget,
            upload,
            may_keep.as_ref(),
            on_outcome.as_ref(),
            on_piece.as_ref(),
            on_sheet.as_ref(),
        );
        Some(Assets {
            collector,
            tape: tape.clone(),
            _may_keep: may_keep,
            _on_outcome: on_outcome,
            _on_piece: on_piece,
            _on_sheet: on_sheet,
        })
    }
}

impl Tracker for Assets {
    fn after_read(&self, _changed: bool) {
        if self.tape.take_assets_forgotten() {
            self.collector.forget();
        }
        for wanted in self.tape.take_wanted() {
            let base = wanted.base.as_deref();
            self.collector
                .want(&wanted.url, &wanted.recorded, base, wanted.kind as u8, &wanted.face);
        }
    }

    fn settle(&self) -> Option<Promise> {
        self.collector.is_busy().then(|| self.collector.settle())
    }
}

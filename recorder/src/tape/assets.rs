//! Files that the page is drawn with: which were found, and what was written of them.

use scrubjay_format::Event;
use scrubjay_format::event::Asset;

use super::Tape;
use crate::assets::WantedAsset;

impl Tape {
    /// Writes an event of now that tells nothing of what happens in the page, paused or not.
    pub(crate) fn write(&self, event: &Event) {
        let now = self.now_ms();
        self.with(|state| {
            state.end_moves();
            state.encoder.push(now, event);
            state.events += 1;
        });
    }

    /// Has files noted that the page is drawn with.
    pub(crate) fn want_assets(&self) {
        self.with(|state| state.ops.wanted.turn_on());
    }

    /// Whether another stream has begun since the last call, which knows of no file yet.
    pub(crate) fn take_assets_forgotten(&self) -> bool {
        self.assets_forgotten.take()
    }

    /// Files that were found to be wanted since the last call.
    pub(crate) fn take_wanted(&self) -> Vec<WantedAsset> {
        self.with(|state| state.ops.wanted.take()).unwrap_or_default()
    }

    /// Writes what became of a file, now and whenever the stream begins anew.
    pub(crate) fn write_asset(&self, asset: Asset) {
        let event = Event::Asset(asset);
        self.write(&event);
        self.with(|state| state.assets.push(event));
    }

    /// The text of an imported style sheet as it may be recorded; what it refers to is wanted too.
    pub(crate) fn scrub_sheet(&self, text: &str, url: &str) -> String {
        self.with(|state| state.ops.wanted.css(&self.gate, self.gate.level, text, Some(url)));
        self.gate.css(self.gate.level, text).into_owned()
    }

    /// Writes what became of files into a stream that has lost it.
    pub(super) fn write_assets_again(&self) {
        let now = self.now_ms();
        self.with(|state| {
            for event in &state.assets {
                state.encoder.push(now, event);
            }
        });
    }

    /// Another stream begins: everything has to be found again.
    pub(super) fn forget_assets(&self) {
        self.with(|state| {
            state.assets.clear();
            state.ops.wanted.forget();
        });
        self.assets_forgotten.set(true);
    }
}

//! What video and audio elements do.

use serde_json::Value;

use super::importer::Importer;
use super::json;
use crate::Event;
use crate::event::{Media, Property, PropertyChange};

/// State of a media element; rrweb tells only what changes.
#[derive(Clone, Debug)]
pub(super) struct MediaState {
    /// When it was so, on the stream's clock.
    pub(super) at_ms: u32,
    is_playing: bool,
    position_s: f64,
    rate: f64,
    volume: f64,
    muted: bool,
}

impl Default for MediaState {
    fn default() -> Self {
        Self {
            at_ms: 0,
            is_playing: false,
            position_s: 0.0,
            rate: 1.0,
            volume: 1.0,
            muted: false,
        }
    }
}

impl MediaState {
    /// Takes in one of the `rr_media…` attributes of a snapshot. Whether it was one.
    pub(super) fn attribute(&mut self, name: &str, value: &Value) -> bool {
        match name {
            "rr_mediaState" => self.is_playing = value.as_str() == Some("played"),
            "rr_mediaCurrentTime" => self.position_s = value.as_f64().unwrap_or(0.0),
            "rr_mediaPlaybackRate" => self.rate = value.as_f64().unwrap_or(1.0),
            "rr_mediaVolume" => self.volume = value.as_f64().unwrap_or(1.0),
            "rr_mediaMuted" => self.muted = value.as_bool().unwrap_or(false),
            "rr_mediaLoop" => {}
            _ => return false,
        }
        true
    }

    pub(super) fn property(&self) -> Property {
        let percent = |share: f64| (share * 100.0).round() as u32;
        Property::Media(Media {
            at_ms: self.at_ms,
            paused: !self.is_playing,
            position_ms: (self.position_s * 1000.0).round() as u32,
            rate_percent: percent(self.rate),
            volume_percent: percent(self.volume),
            muted: self.muted,
        })
    }
}

/// `MediaInteractions`
const PLAY: u64 = 0;
const PAUSE: u64 = 1;

impl Importer {
    /// A medium was played, paused, sought, or its volume or rate changed.
    pub(super) fn media(&mut self, data: &Value) {
        let at_ms = self.at_ms();
        let Some(mirrored) = json::id(data, "id").and_then(|id| self.mirror.get_mut(id)) else {
            return;
        };
        let state = &mut mirrored.media;
        state.at_ms = at_ms;
        match data.get("type").and_then(Value::as_u64) {
            Some(PLAY) => state.is_playing = true,
            Some(PAUSE) => state.is_playing = false,
            _ => {}
        }
        if let Some(position_s) = json::number(data, "currentTime") {
            state.position_s = position_s;
        }
        if let Some(rate) = json::number(data, "playbackRate") {
            state.rate = rate;
        }
        if let Some(volume) = json::number(data, "volume") {
            state.volume = volume;
        }
        if let Some(muted) = data.get("muted").and_then(Value::as_bool) {
            state.muted = muted;
        }
        let change = PropertyChange {
            node: mirrored.node,
            property: state.property(),
        };
        self.push(Event::Properties(vec![change]));
    }
}

//! Files of a recording, as JavaScript sees them.

use scrubjay_format::event::{Asset, AssetOutcome};
use wasm_bindgen::prelude::*;

use super::WasmSession;

/// What became of a file that the page was drawn with.
#[wasm_bindgen(js_name = Asset)]
#[derive(Debug)]
pub struct WasmAsset {
    asset: Asset,
    is_held: bool,
}

#[wasm_bindgen(js_class = Asset)]
impl WasmAsset {
    /// Its absolute address as recorded, without fragment.
    #[wasm_bindgen(getter)]
    pub fn url(&self) -> String {
        self.asset.url.to_string()
    }

    /// `kept`, `over-budget`, `unreadable` or `failed`.
    #[wasm_bindgen(getter)]
    pub fn outcome(&self) -> String {
        let name = match self.asset.outcome {
            AssetOutcome::Kept(_) => "kept",
            AssetOutcome::OverBudget => "over-budget",
            AssetOutcome::Unreadable => "unreadable",
            AssetOutcome::Failed => "failed",
        };
        name.to_owned()
    }

    /// SHA-256 of its bytes in hexadecimal digits, or empty.
    #[wasm_bindgen(getter)]
    pub fn hash(&self) -> String {
        match self.asset.outcome {
            AssetOutcome::Kept(hash) => hash.to_string(),
            _ => String::new(),
        }
    }

    /// Whether the recording holds bytes of it.
    #[wasm_bindgen(getter, js_name = isHeld)]
    pub fn is_held(&self) -> bool {
        self.is_held
    }

    /// MIME type, or empty.
    #[wasm_bindgen(getter, js_name = mimeType)]
    pub fn mime_type(&self) -> String {
        self.asset.mime_type.to_string()
    }

    /// Natural width of an image in CSS pixels; 0 if it is not known.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> u32 {
        self.asset.width
    }

    /// Natural height of an image in CSS pixels; 0 if it is not known.
    #[wasm_bindgen(getter)]
    pub fn height(&self) -> u32 {
        self.asset.height
    }
}

#[wasm_bindgen(js_class = Session)]
impl WasmSession {
    /// Files that the recorded pages were drawn with.
    pub fn assets(&self) -> Vec<WasmAsset> {
        let assets = self.0.assets();
        let known = assets.known().iter().map(|asset| WasmAsset {
            is_held: matches!(asset.outcome, AssetOutcome::Kept(hash) if assets.holds(hash)),
            asset: asset.clone(),
        });
        known.collect()
    }

    /// The bytes of a file by its hash, if the recording holds all of them.
    #[wasm_bindgen(js_name = assetBytes)]
    pub fn asset_bytes(&self, hash: &str) -> Option<Vec<u8>> {
        self.0.asset_bytes(hash.parse().ok()?)
    }
}

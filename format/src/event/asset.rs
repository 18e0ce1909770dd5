//! Files that a page is drawn with: images and fonts.

use crate::{AssetHash, Text};

/// What has become of a file that the page was drawn with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Asset {
    /// Its absolute address as the recording has it, without fragment. An address names one file within a stream.
    pub url: Text,
    /// Whether its bytes were kept.
    pub outcome: AssetOutcome,
    /// MIME type, without parameters; empty if it is not known.
    pub mime_type: Text,
    /// Size in bytes; 0 if it is not known.
    pub size_bytes: u64,
    /// Natural width of an image, in CSS pixels; 0 if it is not known.
    pub width: u32,
    /// Natural height of an image, in CSS pixels; 0 if it is not known.
    pub height: u32,
}

/// Whether a file's bytes were kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum AssetOutcome {
    /// They have this SHA-256. They are in [`AssetBytes`] of the same session, or with the collector.
    Kept(AssetHash),
    /// They were more than the recorder's budget allows.
    OverBudget,
    /// The page may show them but not read them, since they are of another origin; whoever wants them has to fetch them.
    Unreadable,
    /// There were none to be had: the server refused, or sent something else. The page itself showed nothing.
    Failed,
}

/// A piece of a file's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AssetBytes {
    /// SHA-256 of the whole file.
    pub hash: AssetHash,
    /// Where in the file the piece begins, in bytes.
    pub offset: u32,
    /// The piece.
    #[cfg_attr(feature = "serde", serde(with = "crate::event::bytes"))]
    pub bytes: Vec<u8>,
}

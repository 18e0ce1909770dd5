//! What was masked.

use crate::Text;

/// How often each rule of the privacy policy masked something since the last such event of the stream.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct MaskCounts {
    /// Name of the rule, and how many things it masked.
    pub counts: Vec<(Text, u32)>,
}

//! What a browser says of itself, its device and its connection.

use crate::Text;

/// What the browser says beyond its user agent string. Whatever a browser does not tell is empty or 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Environment {
    /// `navigator.languages`, the preferred one first.
    pub languages: Vec<Text>,
    /// `navigator.maxTouchPoints`
    pub touch_points: u32,
    /// `navigator.hardwareConcurrency`; 0: unknown.
    pub processors: u32,
    /// `navigator.deviceMemory` in MiB, which browsers round and cap; 0: unknown.
    pub memory_mib: u32,
    /// `prefers-reduced-motion: reduce`
    pub reduced_motion: bool,
    /// `navigator.userAgentData.platform`
    pub platform: Text,
    /// `navigator.userAgentData.mobile`
    pub mobile: bool,
    /// `navigator.userAgentData.brands` without the made-up one that browsers add.
    pub brands: Vec<Brand>,
    /// The connection at the start.
    pub connection: Connection,
}

/// A browser as it calls itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Brand {
    /// Its name.
    pub name: Text,
    /// Its major version.
    pub version: Text,
}

/// What is known of the connection (Network Information API). Empty or 0: unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Connection {
    /// What it goes over: `wifi`, `cellular`, `ethernet` …
    pub medium: Text,
    /// How good it is: `slow-2g`, `2g`, `3g` or `4g`.
    pub effective_type: Text,
    /// Bandwidth in kilobits per second, which browsers round and cap.
    pub downlink_kbps: u32,
    /// Round-trip time in milliseconds, rounded.
    pub round_trip_ms: u32,
    /// Whether the visitor asked to save data.
    pub save_data: bool,
}

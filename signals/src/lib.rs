//! What the events of a session mean: markers for a timeline, signs of friction, when nobody was there, a summary.
//!
//! Everything here is a pure function of events, the same in the collector and in the player. This crate has no opinion on
//! what the page looked like (`scrubjay-page`) or how signals are shown.

mod activity;
mod clicks;
mod device;
mod markers;
mod summary;

pub use activity::{INACTIVITY_MS, inactive_ranges};
pub use device::{Device, DeviceKind, device, device_of};
pub use markers::{Marker, MarkerKind, markers};
pub use summary::{AWAY_AFTER_MS, Counts, Summary};

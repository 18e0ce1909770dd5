//! The recorder: observes a page, scrubs what is private, encodes it and lets it go.
//!
//! One file per source of events stands in [`track`]; the gate that everything passes is [`privacy`]; [`ops`] turns what
//! the DOM reader found (`js/reader.js`, which stays in JavaScript since crossing the boundary per node is what makes
//! recorders slow) into events. The crate has no opinion on how recordings are kept or shown.

mod assets;
mod budget;
mod carried;
mod clock;
mod deliver;
mod environment;
mod field;
mod holdback;
mod listening;
pub mod ops;
mod outlet;
mod page;
mod policy;
pub mod privacy;
mod recorder;
mod recording;
mod sampling;
mod session;
mod settings;
mod state_change;
mod tape;
mod track;
mod visit;

pub use recording::{Recording, sampling_verdict};
pub use settings::Settings;

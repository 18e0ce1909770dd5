//! The player: decodes a recording, keeps its timeline, and tells the stage what to show.
//!
//! State lives here, in wasm memory: [`Session`] knows the page at every moment and gives the operations that lead the
//! stage from one to another, as a buffer that `pkg/player/src/stage` applies. This crate touches no document itself.

mod assets;
mod ops;
mod playback;
mod session;
mod summary;
mod timeline;
mod wasm;

pub use assets::Assets;
pub use ops::{OpBatch, encode};
pub use session::{Chapter, Session, SessionError};
pub use summary::Marker;
pub use timeline::{ClickMark, PointerFrame, PointerPoint};

//! Streams of events, to parts and back.

mod decoder;
mod deflate;
mod encoder;
mod inflate;
mod section;

pub use decoder::StreamDecoder;
pub(crate) use decoder::decode_index;
pub use encoder::StreamEncoder;

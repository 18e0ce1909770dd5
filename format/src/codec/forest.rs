//! The wire form of forests: columns, since deflate does best where like stands beside like.
//!
//! *Structure* holds a byte for each token and the counts, *names* the names of elements and attributes, *values* the
//! attributes' values (in a column for each name), *texts* the text nodes, *rest* all that is rare. The forests of one
//! event share the columns.

mod reader;
mod writer;

pub(crate) use reader::{read_columns, read_structures};
pub(crate) use writer::Columns;
pub use writer::ForestWriter;

// An element's byte: lowest bit 0; what it contains (2 bits); its number of attributes (3 bits); whether it has
// properties; whether its namespace is another than HTML's.
const CHILDREN_SHIFT: u32 = 1;
/// It contains nothing and needs no close token.
const CHILDREN_NONE: u8 = 0;
/// It contains one text node, which needs no token, and it needs no close token.
const CHILDREN_TEXT: u8 = 1;
/// It is open up to a close token.
const CHILDREN_OPEN: u8 = 2;
const ATTRIBUTES_SHIFT: u32 = 3;
/// So many attributes or more; how many more is the number that follows.
const ATTRIBUTES_MORE: usize = 7;
/// The number of properties follows.
const HAS_PROPERTIES: u8 = 1 << 6;
const HAS_NAMESPACE: u8 = 1 << 7;

// Every other token's byte: lowest bit 1; its type (4 bits); bits of its own (3 bits).
const TYPE_SHIFT: u32 = 1;
const OWN_SHIFT: u32 = 5;
/// Closes what is open, and ends the forest.
const END: u8 = 0;
/// Closes as many as its own bits say, and one.
const CLOSE: u8 = 1;
const TEXT: u8 = 2;
const COMMENT: u8 = 3;
/// Own bits: quirks mode; has properties, whose number follows.
const DOCUMENT: u8 = 4;
/// Own bits: closed; delegates focus; manual slots.
const SHADOW_ROOT: u8 = 5;
const TEMPLATE_CONTENT: u8 = 6;
const DOCTYPE: u8 = 7;
const CDATA: u8 = 8;
const PROCESSING_INSTRUCTION: u8 = 9;
const EXISTING: u8 = 10;

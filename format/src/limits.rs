//! Bounds of a recording. Decoders refuse what is beyond them, so that hostile input cannot ask for more memory.

/// Most bytes of a whole part as it is sent, header included.
pub const PART_MAX_BYTES: usize = 1 << 20;
/// Most bytes of an index section once inflated. The collector inflates it while a visitor waits.
pub const INDEX_RAW_MAX_BYTES: usize = 256 << 10;
/// Most bytes of a replay section once inflated.
pub const REPLAY_RAW_MAX_BYTES: usize = 16 << 20;
/// Most bytes, once inflated, of the parts that frames of other origins recorded and that one part hands on.
pub const FOREIGN_RAW_MAX_BYTES: usize = 4 << 20;
/// Most entries of a string table. Together with [`TABLE_STRING_MAX_BYTES`] it bounds a table at 16 MiB.
pub const TABLE_MAX_ENTRIES: usize = 1 << 16;
/// Longest string that may stand in a string table; a longer one is written where it is used.
pub const TABLE_STRING_MAX_BYTES: usize = 256;
/// Most items in a section: tokens, attributes, properties, changes, samples and other elements of lists together; an
/// event counts as [`EVENT_ITEMS`]. An item takes at most 88 bytes of memory once decoded, so that this bounds the work
/// on a part at 300 MB, growing buffers included; the inflated size alone would allow ten times that.
pub const SECTION_MAX_ITEMS: usize = 1 << 21;
/// How many items an event counts as, besides those it holds.
pub const EVENT_ITEMS: usize = 4;
/// Most bytes of the texts in a section that are written as edits of other texts, counted as they are once decoded. A
/// few bytes on the wire can stand for a text of up to 1 KiB, so this bounds what the inflated size does not.
pub const SECTION_EDITED_MAX_BYTES: usize = 16 << 20;

//! What can be wrong with a recording, and where.

use std::fmt;

use crate::part::Version;
use crate::{SessionId, StreamId};

/// Something is wrong with a recording.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("part at byte {part_offset}: {section}, byte {offset}: {problem}")]
pub struct FormatError {
    /// Where the part begins, counted from the start of the bytes given (0 for a part given alone).
    pub part_offset: usize,
    /// In which section of the part.
    pub section: Section,
    /// Where in that section, counted from its first byte.
    pub offset: usize,
    /// What is wrong there.
    pub problem: Problem,
}

/// The bytes that an offset counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// The part as it is sent, its header first.
    Part,
    /// The index section as it is sent.
    IndexDeflated,
    /// The index section, inflated.
    Index,
    /// The replay section as it is sent.
    ReplayDeflated,
    /// The replay section, inflated.
    Replay,
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Section::Part => "whole part",
            Section::IndexDeflated => "index section (deflated)",
            Section::Index => "index section",
            Section::ReplayDeflated => "replay section (deflated)",
            Section::Replay => "replay section",
        })
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The bytes do not begin as a part does.
    #[error("no part begins here")]
    Magic,
    /// The part is of a version that this decoder cannot know.
    #[error("version {0} is not known, only {known}.x", known = crate::part::VERSION.major)]
    Version(Version),
    /// There are fewer bytes than the part or the field needs.
    #[error("cut off: {needed} bytes are needed, {available} are there")]
    CutOff {
        /// Bytes that the part or field takes in all.
        needed: usize,
        /// Bytes that are there of it.
        available: usize,
    },
    /// The checksum differs: bytes were changed on the way.
    #[error("damaged: CRC-32C is {actual:08x}, the header says {expected:08x}")]
    Checksum {
        /// What the header says.
        expected: u32,
        /// What the bytes give.
        actual: u32,
    },
    /// A declared size is beyond what [`crate::limits`] allows.
    #[error("{what} of {declared} bytes is beyond the limit of {limit}")]
    TooLarge {
        /// What is too large.
        what: &'static str,
        /// Its declared size.
        declared: usize,
        /// The limit.
        limit: usize,
    },
    /// The deflated bytes are not deflate.
    #[error("these bytes cannot be inflated")]
    Inflate,
    /// The section inflates to another length than the header says.
    #[error("the section inflates to {actual} bytes, the header says {declared}")]
    RawSize {
        /// What the header says.
        declared: usize,
        /// How many bytes there are; at least this many if inflating was given up.
        actual: usize,
    },
    /// A number takes more bits than its field has.
    #[error("a number is out of range")]
    NumberTooLarge,
    /// A list says that it holds more items than can be in the bytes that follow, or than a part may hold.
    #[error("a list of {declared} items, where at most {possible} can be")]
    CountTooLarge {
        /// How many it says.
        declared: u64,
        /// How many there can be.
        possible: usize,
    },
    /// A code that stands for nothing.
    #[error("{value} is no code of {what}")]
    Code {
        /// What the code should be of.
        what: &'static str,
        /// The code.
        value: u32,
    },
    /// Text that is not UTF-8.
    #[error("text is not UTF-8")]
    Utf8,
    /// A reference to a string that was not defined.
    #[error("string reference {entry} is not in the table ({entries} entries)")]
    StringReference {
        /// The entry's number, from 0.
        entry: u32,
        /// How many entries the table has.
        entries: usize,
    },
    /// A text is an edit of another, but keeps more of it than there is, or cuts a character.
    #[error("a text keeps {start} and {end} bytes of one that has {base_size_bytes}, or cuts a character")]
    Edit {
        /// Bytes kept at the start.
        start: usize,
        /// Bytes kept at the end.
        end: usize,
        /// Length of the other text.
        base_size_bytes: usize,
    },
    /// A string is defined that the table has no room for.
    #[error("the string table has no room for {size_bytes} more bytes ({entries} entries)")]
    TableFull {
        /// Length of the string.
        size_bytes: usize,
        /// How many entries the table has.
        entries: usize,
    },
    /// A forest closes more than is open.
    #[error("{count} nodes are closed where {open} are open")]
    Unbalanced {
        /// How many are closed.
        count: usize,
        /// How many are open.
        open: usize,
    },
    /// A node id that must be there is 0.
    #[error("a node is missing (id 0)")]
    NoNode,
    /// An event has bytes left over.
    #[error("an event of kind {kind} has {left} bytes too many")]
    LeftOver {
        /// Its kind.
        kind: u32,
        /// How many bytes are left.
        left: usize,
    },
    /// An event stands in the wrong section.
    #[error("an event of kind {kind} does not belong into this section")]
    WrongSection {
        /// Its kind.
        kind: u32,
    },
    /// The times in a part are not in the range that its header gives.
    #[error("time {at_ms} ms is not within the part ({first_ms} to {last_ms} ms)")]
    Time {
        /// The time.
        at_ms: u64,
        /// The earliest time, by the header.
        first_ms: u32,
        /// The latest.
        last_ms: u32,
    },
    /// The order of index events among replay events does not fit the events that there are.
    #[error("index events are placed after {placed} replay events, but there are {present}")]
    Order {
        /// How many replay events the index counts.
        placed: u64,
        /// How many there are.
        present: usize,
    },
    /// The order is given for another number of index events than there are.
    #[error("the order of {declared} index events is given, but there are {present}")]
    OrderCount {
        /// For how many it is given.
        declared: usize,
        /// How many there are.
        present: usize,
    },
    /// A part of another stream was given to a decoder.
    #[error("part of stream {found}, expected {expected}")]
    OtherStream {
        /// The stream being decoded.
        expected: StreamId,
        /// The stream of the part.
        found: StreamId,
    },
    /// A part of another session is among the parts of a recording.
    #[error("part of session {found}, expected {expected}")]
    OtherSession {
        /// The session of the recording's first part.
        expected: SessionId,
        /// The session of the part.
        found: SessionId,
    },
    /// Two parts of a stream have the same number but not the same content.
    #[error("another part {sequence} of the same stream came before")]
    Conflict {
        /// Its number.
        sequence: u32,
    },
    /// Parts are missing before this one.
    #[error("parts {first} to {last} are missing before this part")]
    Missing {
        /// First missing number.
        first: u32,
        /// Last missing number.
        last: u32,
    },
    /// The file is so damaged that looking for more parts is not worth the time.
    #[error("too much is damaged to look for more parts")]
    TooDamaged,
    /// There is nothing.
    #[error("no bytes")]
    Empty,
}

/// Something that a decoder met and went past.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeNote {
    /// An event of a kind (or with a content) that a newer minor version brought; it was kept undecoded.
    #[error("part {sequence}: an event of unknown kind {kind} at {at_ms} ms was kept undecoded")]
    UnknownEvent {
        /// The part.
        sequence: u32,
        /// The event's kind.
        kind: u32,
        /// Its time.
        at_ms: u32,
    },
    /// A property that a newer minor version brought; it was left out.
    #[error("part {sequence}: a property of unknown code {code} at {at_ms} ms was left out")]
    UnknownProperty {
        /// The part.
        sequence: u32,
        /// The property's code.
        code: u32,
        /// Time of its event.
        at_ms: u32,
    },
    /// Parts are missing.
    #[error("parts {first} to {last} are missing")]
    Gap {
        /// First missing number.
        first: u32,
        /// Last missing number.
        last: u32,
    },
    /// The replay of a part was skipped: it continues what is missing. Its index was decoded.
    #[error("part {sequence}: replay skipped until the stream begins afresh")]
    ReplaySkipped {
        /// The part.
        sequence: u32,
    },
    /// What a frame of another origin recorded was left out.
    #[error("a part of a frame at {at_ms} ms was left out: {reason}")]
    ForeignSkipped {
        /// When it came.
        at_ms: u32,
        /// Why.
        reason: &'static str,
    },
    /// A part came twice, or after later ones; it was ignored.
    #[error("part {sequence} came again or late and was ignored")]
    Duplicate {
        /// The part.
        sequence: u32,
    },
}

/// A problem and where in the section being read; becomes a [`FormatError`] where part and section are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) offset: usize,
    pub(crate) problem: Problem,
}

impl Fault {
    pub(crate) fn new(offset: usize, problem: Problem) -> Self {
        Self { offset, problem }
    }

    pub(crate) fn within(self, part_offset: usize, section: Section) -> FormatError {
        FormatError {
            part_offset,
            section,
            offset: self.offset,
            problem: self.problem,
        }
    }
}

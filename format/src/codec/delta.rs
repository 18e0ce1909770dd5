//! Node ids as differences to the one before.

use super::reader::Reader;
use super::varint;
use crate::NodeId;
use crate::error::{Fault, Problem};

/// A column of node ids; the one before the first is 0 unless told otherwise.
#[derive(Default)]
pub(crate) struct Deltas {
    previous: u32,
}

impl Deltas {
    /// A column whose first id is near this one.
    pub(crate) fn after(previous: NodeId) -> Self {
        Self { previous: previous.0 }
    }

    /// The zigzag difference.
    pub(crate) fn put(&mut self, out: &mut Vec<u8>, node: NodeId) {
        varint::put(out, self.next(node));
    }

    /// 0: none; else the zigzag difference and 1.
    pub(crate) fn put_optional(&mut self, out: &mut Vec<u8>, node: Option<NodeId>) {
        varint::put(out, node.map_or(0, |node| self.next(node) + 1));
    }

    pub(crate) fn read(&mut self, reader: &mut Reader<'_>) -> Result<NodeId, Fault> {
        let offset = reader.position();
        let code = reader.unsigned()?;
        self.resolve(offset, code)
    }

    pub(crate) fn read_optional(&mut self, reader: &mut Reader<'_>) -> Result<Option<NodeId>, Fault> {
        let offset = reader.position();
        match reader.unsigned()? {
            0 => Ok(None),
            code => self.resolve(offset, code - 1).map(Some),
        }
    }

    fn next(&mut self, node: NodeId) -> u64 {
        let difference = i64::from(node.0) - i64::from(self.previous);
        self.previous = node.0;
        varint::zigzag(difference)
    }

    fn resolve(&mut self, offset: usize, code: u64) -> Result<NodeId, Fault> {
        let id = i64::from(self.previous)
            .checked_add(varint::unzigzag(code))
            .map(u32::try_from);
        match id {
            Some(Ok(0)) => Err(Fault::new(offset, Problem::NoNode)),
            Some(Ok(id)) => {
                self.previous = id;
                Ok(NodeId(id))
            }
            _ => Err(Fault::new(offset, Problem::NumberTooLarge)),
        }
    }
}

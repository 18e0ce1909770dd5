//! The wire form of what was masked.

use super::reader::Reader;
use super::wire::{Wire, fields};
use super::writer::Writer;
use crate::Text;
use crate::error::Fault;
use crate::event::MaskCounts;

fields! {
    MaskCounts { counts }
}

/// The name of a rule with its count.
impl Wire for (Text, u32) {
    fn write(&self, writer: &mut Writer<'_>) {
        self.0.write(writer);
        self.1.write(writer);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Ok((Text::read(reader)?, u32::read(reader)?))
    }
}

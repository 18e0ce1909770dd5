//! The wire form of parts that frames of other origins recorded.

use super::reader::Reader;
use super::wire::Wire;
use super::writer::Writer;
use crate::NodeId;
use crate::error::Fault;
use crate::event::ForeignPart;

impl Wire for ForeignPart {
    fn write(&self, writer: &mut Writer<'_>) {
        self.frame.write(writer);
        self.x.write(writer);
        self.y.write(writer);
        writer.bytes(&self.bytes);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Ok(ForeignPart {
            frame: NodeId::read(reader)?,
            x: reader.i32()?,
            y: reader.i32()?,
            bytes: reader.bytes()?.to_vec(),
        })
    }
}

//! The wire form of [`crate::event`]'s asset events.

use super::reader::Reader;
use super::wire::{Wire, fields, unknown_code};
use super::writer::Writer;
use crate::AssetHash;
use crate::error::Fault;
use crate::event::{Asset, AssetBytes, AssetOutcome};

fields! {
    Asset { url, outcome, mime_type, size_bytes, width, height }
}

/// 32 bytes, as they are.
impl Wire for AssetHash {
    fn write(&self, writer: &mut Writer<'_>) {
        self.0.iter().for_each(|&byte| writer.byte(byte));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut hash = [0; 32];
        for byte in &mut hash {
            *byte = reader.byte()?;
        }
        Ok(AssetHash(hash))
    }
}

/// A code; the hash follows the first.
impl Wire for AssetOutcome {
    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            AssetOutcome::Kept(hash) => {
                writer.byte(0);
                hash.write(writer);
            }
            AssetOutcome::OverBudget => writer.byte(1),
            AssetOutcome::Unreadable => writer.byte(2),
            AssetOutcome::Failed => writer.byte(3),
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let offset = reader.position();
        Ok(match reader.byte()? {
            0 => AssetOutcome::Kept(AssetHash::read(reader)?),
            1 => AssetOutcome::OverBudget,
            2 => AssetOutcome::Unreadable,
            3 => AssetOutcome::Failed,
            code => return Err(unknown_code(offset, "an outcome", code)),
        })
    }
}

impl Wire for AssetBytes {
    fn write(&self, writer: &mut Writer<'_>) {
        self.hash.write(writer);
        self.offset.write(writer);
        writer.bytes(&self.bytes);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Ok(AssetBytes {
            hash: AssetHash::read(reader)?,
            offset: reader.u32()?,
            bytes: reader.bytes()?.to_vec(),
        })
    }
}

//! The wire form of [`crate::event`]'s style sheet events.

use super::reader::Reader;
use super::wire::{Wire, fields, unknown_code};
use super::writer::Writer;
use crate::error::{Fault, Problem};
use crate::event::{AdoptedSheets, RuleChange, RuleOperation, Sheet, SheetChange, SheetContent};
use crate::{NodeId, SheetId, Text};

fields! {
    SheetContent { text, base_url, media, disabled }
    SheetChange { sheet, content }
    RuleChange { sheet, path, operation }
    AdoptedSheets { root, sheets }
}

/// The lowest bit tells whose number the others are: 0 an element's, 1 a constructed sheet's.
impl Wire for Sheet {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.unsigned(match self {
            Sheet::Of(node) => u64::from(node.0) << 1,
            Sheet::Constructed(sheet) => u64::from(sheet.0) << 1 | 1,
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let offset = reader.position();
        let code = reader.unsigned()?;
        match (u32::try_from(code >> 1), code & 1) {
            (Err(_), _) => Err(Fault::new(offset, Problem::NumberTooLarge)),
            (Ok(0), 0) => Err(Fault::new(offset, Problem::NoNode)),
            (Ok(node), 0) => Ok(Sheet::Of(NodeId(node))),
            (Ok(sheet), _) => Ok(Sheet::Constructed(SheetId(sheet))),
        }
    }
}

impl Wire for RuleOperation {
    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            RuleOperation::Insert(text) => {
                writer.byte(0);
                text.write(writer);
            }
            RuleOperation::Delete => writer.byte(1),
            RuleOperation::SetProperty { name, value, important } => {
                writer.byte(2 + u8::from(*important));
                name.write(writer);
                value.write(writer);
            }
            RuleOperation::SetText(text) => {
                writer.byte(4);
                text.write(writer);
            }
            RuleOperation::SetSelector(text) => {
                writer.byte(5);
                text.write(writer);
            }
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let offset = reader.position();
        Ok(match reader.byte()? {
            0 => RuleOperation::Insert(Text::read(reader)?),
            1 => RuleOperation::Delete,
            code @ (2 | 3) => RuleOperation::SetProperty {
                name: Text::read(reader)?,
                value: Text::read(reader)?,
                important: code == 3,
            },
            4 => RuleOperation::SetText(Text::read(reader)?),
            5 => RuleOperation::SetSelector(Text::read(reader)?),
            code => return Err(unknown_code(offset, "a rule operation", code)),
        })
    }
}

//! How plain values are written and read. Structures and enumerations say it by a table, so that writing and reading
//! cannot part ways.

use super::reader::Reader;
use super::writer::Writer;
use crate::error::{Fault, Problem};
use crate::{NodeId, SheetId, Text};

/// A value with a place in a payload.
pub(crate) trait Wire: Sized {
    fn write(&self, writer: &mut Writer<'_>);
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault>;
}

/// Implements [`Wire`] for structures: their fields, in the order given.
macro_rules! fields {
    ($($name:ident { $($field:ident),+ $(,)? })+) => {$(
        impl $crate::codec::wire::Wire for $name {
            fn write(&self, writer: &mut $crate::codec::writer::Writer<'_>) {
                $($crate::codec::wire::Wire::write(&self.$field, writer);)+
            }

            fn read(reader: &mut $crate::codec::reader::Reader<'_>) -> Result<Self, $crate::error::Fault> {
                Ok(Self { $($field: $crate::codec::wire::Wire::read(reader)?),+ })
            }
        }
    )+};
}

/// Implements [`Wire`] for enumerations without fields: one byte, the code given.
macro_rules! codes {
    ($($name:ident as $what:literal { $($variant:ident = $code:literal),+ $(,)? })+) => {$(
        impl $crate::codec::wire::Wire for $name {
            fn write(&self, writer: &mut $crate::codec::writer::Writer<'_>) {
                writer.byte(match self {
                    $(Self::$variant => $code),+
                });
            }

            fn read(reader: &mut $crate::codec::reader::Reader<'_>) -> Result<Self, $crate::error::Fault> {
                let offset = reader.position();
                Ok(match reader.byte()? {
                    $($code => Self::$variant,)+
                    code => return Err($crate::codec::wire::unknown_code(offset, $what, code)),
                })
            }
        }
    )+};
}

pub(crate) use {codes, fields};

pub(crate) fn unknown_code(offset: usize, what: &'static str, code: u8) -> Fault {
    Fault::new(
        offset,
        Problem::Code {
            what,
            value: u32::from(code),
        },
    )
}

impl Wire for u8 {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.byte(*self);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.byte()
    }
}

impl Wire for u32 {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.unsigned(u64::from(*self));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.u32()
    }
}

impl Wire for u64 {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.unsigned(*self);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.unsigned()
    }
}

impl Wire for i32 {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.signed(i64::from(*self));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.i32()
    }
}

impl Wire for bool {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.byte(u8::from(*self));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let offset = reader.position();
        match reader.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            code => Err(unknown_code(offset, "a truth value", code)),
        }
    }
}

impl Wire for Text {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.string(self);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.string()
    }
}

impl Wire for Option<Text> {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.optional_string(self.as_deref());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.optional_string()
    }
}

impl Wire for NodeId {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.node(Some(*self));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let offset = reader.position();
        reader.node()?.ok_or(Fault::new(offset, Problem::NoNode))
    }
}

impl Wire for Option<NodeId> {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.node(*self);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.node()
    }
}

impl Wire for SheetId {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.unsigned(u64::from(self.0));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Ok(SheetId(reader.u32()?))
    }
}

/// A truth value that says whether it is there, and the value. (Sizes use all 64 bits, so none is left for "none".)
impl Wire for Option<u64> {
    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            None => writer.byte(0),
            Some(value) => {
                writer.byte(1);
                writer.unsigned(*value);
            }
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Ok(if bool::read(reader)? {
            Some(reader.unsigned()?)
        } else {
            None
        })
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, writer: &mut Writer<'_>) {
        writer.count(self.len());
        for item in self {
            item.write(writer);
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.list(T::read)
    }
}

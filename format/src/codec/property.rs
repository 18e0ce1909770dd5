//! The wire form of properties: state of nodes that is not in the markup.

use super::reader::Reader;
use super::wire::Wire;
use super::writer::Writer;
use crate::Text;
use crate::error::{Fault, Problem};
use crate::event::{Animations, Canvas, Media, Property, PropertyChange, SheetContent, SvgClock};

use super::delta::Deltas;

/// Codes from here on are for later minor versions: a length follows such a code, so that a decoder can skip it.
const SKIPPABLE: u32 = 32;

/// A type, and the file as bytes.
impl Wire for Canvas {
    fn write(&self, writer: &mut Writer<'_>) {
        self.mime_type.write(writer);
        writer.bytes(&self.image);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Ok(Canvas {
            mime_type: Text::read(reader)?,
            image: reader.bytes()?.to_vec(),
        })
    }
}

/// A code, then what it says.
pub(crate) fn write(writer: &mut Writer<'_>, property: &Property) {
    match property {
        Property::Value(text) => coded(writer, 0, text),
        Property::Checked(value) => coded(writer, 1, value),
        Property::Indeterminate(value) => coded(writer, 2, value),
        Property::Selected(indexes) => coded(writer, 3, indexes),
        Property::Caret { start, end } => {
            coded(writer, 4, start);
            end.write(writer);
        }
        Property::Scroll { x, y } => {
            coded(writer, 5, x);
            y.write(writer);
        }
        Property::Modal(value) => coded(writer, 6, value),
        Property::PopoverOpen(value) => coded(writer, 7, value),
        Property::Fullscreen(value) => coded(writer, 8, value),
        Property::Defined(value) => coded(writer, 9, value),
        Property::CurrentSource(url) => coded(writer, 10, url),
        Property::Media(media) => coded(writer, 11, media),
        Property::Canvas(canvas) => coded(writer, 12, canvas),
        Property::Sheet(content) => coded(writer, 13, content),
        Property::Placeholder { width, height } => {
            coded(writer, 14, width);
            height.write(writer);
        }
        Property::Masked(value) => coded(writer, 15, value),
        Property::Animations(animations) => coded(writer, 18, animations),
        Property::SvgClock(clock) => coded(writer, 19, clock),
        Property::Assigned(nodes) => coded(writer, 24, nodes),
        Property::Autofilled(value) => coded(writer, 25, value),
    }
}

fn coded(writer: &mut Writer<'_>, code: u8, value: &impl Wire) {
    writer.byte(code);
    value.write(writer);
}

/// None: a property that only newer versions know, skipped and noted.
pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Option<Property>, Fault> {
    let offset = reader.position();
    Ok(Some(match reader.u32()? {
        0 => Property::Value(Text::read(reader)?),
        1 => Property::Checked(bool::read(reader)?),
        2 => Property::Indeterminate(bool::read(reader)?),
        3 => Property::Selected(Vec::read(reader)?),
        4 => Property::Caret {
            start: reader.u32()?,
            end: reader.u32()?,
        },
        5 => Property::Scroll {
            x: reader.i32()?,
            y: reader.i32()?,
        },
        6 => Property::Modal(bool::read(reader)?),
        7 => Property::PopoverOpen(bool::read(reader)?),
        8 => Property::Fullscreen(bool::read(reader)?),
        9 => Property::Defined(bool::read(reader)?),
        10 => Property::CurrentSource(Text::read(reader)?),
        11 => Property::Media(Media::read(reader)?),
        12 => Property::Canvas(Canvas::read(reader)?),
        13 => Property::Sheet(SheetContent::read(reader)?),
        14 => Property::Placeholder {
            width: reader.u32()?,
            height: reader.u32()?,
        },
        15 => Property::Masked(bool::read(reader)?),
        18 => Property::Animations(Animations::read(reader)?),
        19 => Property::SvgClock(SvgClock::read(reader)?),
        24 => Property::Assigned(Vec::read(reader)?),
        25 => Property::Autofilled(bool::read(reader)?),
        code if code >= SKIPPABLE => {
            reader.bytes()?;
            reader.skipped_properties.push(code);
            return Ok(None);
        }
        value => {
            return Err(Fault::new(
                offset,
                Problem::Code {
                    what: "a property",
                    value,
                },
            ));
        }
    }))
}

/// A list of changes: all nodes first, as differences, then all properties.
pub(crate) fn write_changes(writer: &mut Writer<'_>, changes: &[PropertyChange]) {
    writer.count(changes.len());
    let mut nodes = Deltas::default();
    for change in changes {
        nodes.put(writer.payload, change.node);
    }
    for change in changes {
        write(writer, &change.property);
    }
}

/// The inverse of [`write_changes`].
pub(crate) fn read_changes(reader: &mut Reader<'_>) -> Result<Vec<PropertyChange>, Fault> {
    let count = reader.count()?;
    let mut column = Deltas::default();
    let nodes = (0..count).map(|_| column.read(reader)).collect::<Result<Vec<_>, _>>()?;
    let mut changes = Vec::new();
    for node in nodes {
        if let Some(property) = read(reader)? {
            changes.push(PropertyChange { node, property });
        }
    }
    Ok(changes)
}

//! The wire form of [`crate::event`]'s input events.

use super::delta::Deltas;
use super::reader::Reader;
use super::wire::{Wire, codes, fields};
use super::writer::Writer;
use crate::error::{Fault, Problem};
use crate::event::{
    Click, ClipboardAction, FieldEdit, FormAction, Key, KeyClass, Modifiers, Pointer, PointerAction, PointerKind,
    PointerMoves, PointerSample, Selection, SelectionRange,
};

codes! {
    PointerKind as "a pointer" { Mouse = 0, Pen = 1, Touch = 2 }
    PointerAction as "a pointer action" { Down = 0, Up = 1, Cancel = 2, Leave = 3 }
    KeyClass as "a key class" {
        Character = 0, Navigation = 1, Editing = 2, Enter = 3, Tab = 4, Escape = 5, Function = 6,
    }
    FormAction as "a form action" { Submit = 0, Reset = 1, Invalid = 2 }
    ClipboardAction as "a clipboard action" { Copy = 0, Cut = 1, Paste = 2 }
}

fields! {
    Pointer { kind, pointer, action, buttons, x, y, target }
    Click { target, x, y, button, count, label, path }
    Key { class, modifiers, name, target }
    Selection { document, ranges }
    SelectionRange { anchor, anchor_offset, focus, focus_offset }
    FieldEdit { target, label, path }
}

/// One bit each.
impl Wire for Modifiers {
    fn write(&self, writer: &mut Writer<'_>) {
        let bit = |held: bool, place: u8| u8::from(held) << place;
        writer.byte(bit(self.shift, 0) | bit(self.control, 1) | bit(self.alt, 2) | bit(self.meta, 3));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let bits = reader.byte()?;
        let held = |place: u8| bits >> place & 1 == 1;
        Ok(Modifiers {
            shift: held(0),
            control: held(1),
            alt: held(2),
            meta: held(3),
        })
    }
}

/// In columns, since deflate does best where like stands beside like: all times, all x, all y as differences to the
/// sample before, then the targets as runs.
impl Wire for PointerMoves {
    fn write(&self, writer: &mut Writer<'_>) {
        self.kind.write(writer);
        self.pointer.write(writer);
        writer.count(self.samples.len());
        for column in COLUMNS {
            let mut previous = 0;
            for sample in &self.samples {
                let value = column.get(sample);
                writer.signed(value - previous);
                previous = value;
            }
        }
        let mut targets = Deltas::default();
        for run in self.samples.chunk_by(|one, other| one.target == other.target) {
            writer.count(run.len());
            targets.put_optional(writer.payload, run[0].target);
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let (kind, pointer) = (PointerKind::read(reader)?, reader.u32()?);
        let count = reader.count()?;
        let mut samples = vec![
            PointerSample {
                offset_ms: 0,
                x: 0,
                y: 0,
                target: None
            };
            count
        ];
        for column in COLUMNS {
            let mut previous: i64 = 0;
            for sample in &mut samples {
                let offset = reader.position();
                previous = previous
                    .checked_add(reader.signed()?)
                    .filter(|value| column.set(sample, *value))
                    .ok_or(Fault::new(offset, Problem::NumberTooLarge))?;
            }
        }
        let mut targets = Deltas::default();
        let mut rest = &mut samples[..];
        while !rest.is_empty() {
            let offset = reader.position();
            let run = reader.unsigned()?;
            let target = targets.read_optional(reader)?;
            let length = usize::try_from(run)
                .ok()
                .filter(|length| (1..=rest.len()).contains(length));
            let Some(length) = length else {
                return Err(Fault::new(
                    offset,
                    Problem::CountTooLarge {
                        declared: run,
                        possible: rest.len(),
                    },
                ));
            };
            let (run, after) = rest.split_at_mut(length);
            run.iter_mut().for_each(|sample| sample.target = target);
            rest = after;
        }
        Ok(PointerMoves { kind, pointer, samples })
    }
}

/// A number of each sample.
#[derive(Clone, Copy)]
enum Column {
    OffsetMs,
    X,
    Y,
}

const COLUMNS: [Column; 3] = [Column::OffsetMs, Column::X, Column::Y];

impl Column {
    fn get(self, sample: &PointerSample) -> i64 {
        match self {
            Column::OffsetMs => i64::from(sample.offset_ms),
            Column::X => i64::from(sample.x),
            Column::Y => i64::from(sample.y),
        }
    }

    /// False if the value is out of the field's range.
    fn set(self, sample: &mut PointerSample, value: i64) -> bool {
        match self {
            Column::OffsetMs => u32::try_from(value).is_ok_and(|value| {
                sample.offset_ms = value;
                true
            }),
            Column::X => i32::try_from(value).is_ok_and(|value| {
                sample.x = value;
                true
            }),
            Column::Y => i32::try_from(value).is_ok_and(|value| {
                sample.y = value;
                true
            }),
        }
    }
}

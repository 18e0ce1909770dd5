//! The wire form of [`crate::event`]'s context events.

use super::reader::Reader;
use super::wire::{Wire, codes, fields, unknown_code};
use super::writer::Writer;
use crate::Text;
use crate::error::Fault;
use crate::event::{
    Brand, ColorScheme, Connection, Custom, Environment, Flag, FlagKind, Identify, LifecycleState, Navigation,
    NavigationCause, Note, NoteCode, Scalar, Start, Viewport, VisualViewport,
};

codes! {
    ColorScheme as "a colour scheme" { Light = 0, Dark = 1 }
    NavigationCause as "a navigation's cause" {
        Load = 0, Push = 1, Replace = 2, Pop = 3, Hash = 4, Reload = 5, Revisit = 6, Back = 7, Forward = 8,
    }
    FlagKind as "a kind of flag" { Flag = 0, Experiment = 1 }
    LifecycleState as "a lifecycle state" { Hidden = 0, Restored = 1, Frozen = 2, Resumed = 3 }
    NoteCode as "a note" {
        Paused = 0, Resumed = 1, Stopped = 2, Degraded = 3, FailedClosed = 4, Unreadable = 5, Internal = 6,
    }
}

fields! {
    Start {
        started_at_ms, url, referrer, title, user_agent, language, timezone, viewport, screen_width, screen_height,
        color_scheme, touch, recorder, environment,
    }
    Viewport { width, height, pixel_ratio_percent }
    VisualViewport { scale_permille, x, y }
    Navigation { url, cause }
    Custom { name, properties }
    Identify { user, traits }
    Flag { kind, name, value }
    Environment {
        languages, touch_points, processors, memory_mib, reduced_motion, platform, mobile, brands, connection,
    }
    Brand { name, version }
    Connection { medium, effective_type, downlink_kbps, round_trip_ms, save_data }
    Note { code, text }
}

/// A name with a value.
impl Wire for (Text, Scalar) {
    fn write(&self, writer: &mut Writer<'_>) {
        self.0.write(writer);
        self.1.write(writer);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Ok((Text::read(reader)?, Scalar::read(reader)?))
    }
}

/// Integers of at most this magnitude are exact in an `f64`, and are written as integers.
const INTEGER_MAX: f64 = 9_007_199_254_740_991.0; // 2^53 - 1, ECMAScript's Number.MAX_SAFE_INTEGER

impl Wire for Scalar {
    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Scalar::Null => writer.byte(0),
            Scalar::Boolean(value) => writer.byte(1 + u8::from(*value)),
            Scalar::Number(value) => {
                let integer = *value as i64;
                // By bits, since -0.0 equals 0.
                if value.abs() <= INTEGER_MAX && (integer as f64).to_bits() == value.to_bits() {
                    writer.byte(3);
                    writer.signed(integer);
                } else {
                    writer.byte(4);
                    writer.payload.extend_from_slice(&value.to_le_bytes());
                }
            }
            Scalar::Text(text) => {
                writer.byte(5);
                text.write(writer);
            }
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let offset = reader.position();
        Ok(match reader.byte()? {
            0 => Scalar::Null,
            1 => Scalar::Boolean(false),
            2 => Scalar::Boolean(true),
            3 => Scalar::Number(reader.signed()? as f64),
            4 => {
                let mut bytes = [0; 8];
                bytes.copy_from_slice(reader.take(8)?);
                Scalar::Number(f64::from_le_bytes(bytes))
            }
            5 => Scalar::Text(Text::read(reader)?),
            code => return Err(unknown_code(offset, "a value", code)),
        })
    }
}

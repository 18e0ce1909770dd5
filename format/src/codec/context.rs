//! The wire form of [`crate::event`]'s context events.

use super::reader::Reader;
use super::wire::{Wire, codes, fields, unknown_code};
use super::writer::Writer;
use crate::Text;
use crate::error::Fault;
use crate::event::{
    ColorScheme, Console, ConsoleLevel, Custom, ErrorKind, ErrorReport, Identify, LifecycleState, Navigation,
    NavigationCause, Network, NetworkInitiator, Note, NoteCode, Scalar, Start, Viewport, VisualViewport, Vital,
    VitalName,
};

codes! {
    ColorScheme as "a colour scheme" { Light = 0, Dark = 1 }
    NavigationCause as "a navigation's cause" { Load = 0, Push = 1, Replace = 2, Pop = 3, Hash = 4 }
    LifecycleState as "a lifecycle state" { Hidden = 0, Restored = 1, Frozen = 2, Resumed = 3 }
    ErrorKind as "an error's origin" { Uncaught = 0, Rejection = 1, Captured = 2 }
    ConsoleLevel as "a console level" { Debug = 0, Log = 1, Info = 2, Warn = 3, Error = 4 }
    NetworkInitiator as "a request's initiator" {
        Fetch = 0, Xhr = 1, Beacon = 2, WebSocket = 3, EventSource = 4, Resource = 5,
    }
    VitalName as "a vital" { Lcp = 0, Cls = 1, Inp = 2, Fcp = 3, Ttfb = 4, LongTask = 5 }
    NoteCode as "a note" {
        Paused = 0, Resumed = 1, Stopped = 2, Degraded = 3, FailedClosed = 4, Unreadable = 5, Internal = 6,
    }
}

fields! {
    Start {
        started_at_ms, url, referrer, title, user_agent, language, timezone, viewport, screen_width, screen_height,
        color_scheme, touch, recorder,
    }
    Viewport { width, height, pixel_ratio_percent }
    VisualViewport { scale_permille, x, y }
    Navigation { url, cause }
    ErrorReport { kind, name, message, stack, source, line, column }
    Console { level, text }
    Network { initiator, method, url, status, duration_ms, request_size_bytes, response_size_bytes }
    Vital { name, value }
    Custom { name, properties }
    Identify { user, traits }
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

//! From the bytes of a request to parts that may be stored.

use bytes::Bytes;
use scrubjay_format::{FormatError, Part, Problem, parts};

use crate::model::{NewPart, PartKey, ProjectId};

use super::answer::{Refused, RefusedCode};
use super::facts::facts;

/// Last moment that a stream may claim to begin at: the end of the year 9999. Later ones are no times, and sums with
/// them could overflow.
const STARTED_AT_MAX_MS: u64 = 253_402_300_799_999;

/// What a request holds.
#[derive(Debug, Default)]
pub struct Checked {
    /// Sound parts.
    pub parts: Vec<NewPart>,
    /// Where each of them was found.
    pub places: Vec<Place>,
    /// All others.
    pub refused: Vec<Refused>,
}

/// Where a part was found in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which part of the request, from 0.
    pub number: usize,
    /// At which byte it begins.
    pub offset: usize,
}

/// Finds the parts in a body, checks each, and inflates its index section, nothing else. At most `parts_max` are taken.
pub fn check(project: &ProjectId, body: &Bytes, received_ms: i64, parts_max: usize) -> Checked {
    let mut checked = Checked::default();
    for (number, found) in parts(body).enumerate() {
        let place = Place {
            number,
            offset: found
                .as_ref()
                .map_or_else(|error| error.part_offset, |part| part.offset),
        };
        if number == parts_max {
            let reason = format!("a request holds at most {parts_max} parts: send the rest in another");
            checked
                .refused
                .push(Refused::new(place, None, RefusedCode::TooLarge, reason));
            break;
        }
        match found {
            Ok(part) => match sound(project, body, &part, received_ms) {
                Ok(sound) => {
                    checked.parts.push(sound);
                    checked.places.push(place);
                }
                Err((code, reason)) => {
                    let name = (part.header.stream, part.header.sequence);
                    checked.refused.push(Refused::new(place, Some(name), code, reason));
                }
            },
            Err(error) => {
                let (code, reason) = told(&error);
                checked.refused.push(Refused::new(place, None, code, reason));
            }
        }
    }
    checked
}

fn sound(
    project: &ProjectId,
    body: &Bytes,
    part: &Part<'_>,
    received_ms: i64,
) -> Result<NewPart, (RefusedCode, String)> {
    let header = &part.header;
    if header.started_at_ms > STARTED_AT_MAX_MS {
        return Err((
            RefusedCode::Damaged,
            format!("a stream cannot begin at {} ms", header.started_at_ms),
        ));
    }
    if header.first_ms > header.last_ms {
        let reason = format!(
            "it begins at {} ms and ends before that, at {} ms",
            header.first_ms, header.last_ms
        );
        return Err((RefusedCode::Damaged, reason));
    }
    let events = part.index_events().map_err(|error| {
        told(&FormatError {
            part_offset: part.offset,
            ..error
        })
    })?;
    Ok(NewPart {
        key: PartKey {
            project: project.clone(),
            session: header.session,
            stream: header.stream,
            sequence: header.sequence,
        },
        crc32c: header.crc32c,
        started_at_ms: header.started_at_ms as i64, // at most STARTED_AT_MAX_MS
        first_ms: header.first_ms,
        last_ms: header.last_ms,
        keyframe: header.keyframe,
        last: header.last,
        received_ms,
        facts: facts(&events),
        bytes: body.slice_ref(part.bytes),
    })
}

fn told(error: &FormatError) -> (RefusedCode, String) {
    let code = match error.problem {
        Problem::TooLarge { .. } | Problem::RawSize { .. } | Problem::CountTooLarge { .. } => RefusedCode::TooLarge,
        _ => RefusedCode::Damaged,
    };
    (code, error.to_string())
}

//! The records of an inflated section.

use crate::codec::{self, DEFINITION, Reader};
use crate::error::{DecodeNote, Fault, Problem};
use crate::event::{Event, TimedEvent};
use crate::limits;
use crate::part::{PartHeader, VERSION};

/// Reads all records from where the reader stands; notes go to `notes`.
pub(crate) fn read(
    reader: &mut Reader<'_>,
    header: &PartHeader,
    index: bool,
    notes: &mut Vec<DecodeNote>,
) -> Result<Vec<TimedEvent>, Fault> {
    let newer = header.version > VERSION;
    let (sequence, mut time) = (header.sequence, u64::from(header.first_ms));
    let mut events = Vec::new();
    while reader.left() > 0 {
        let kind = reader.u32()?;
        if kind == DEFINITION {
            reader.definition()?;
            continue;
        }
        let offset = reader.position();
        time = time.saturating_add(reader.unsigned()?);
        let at_ms = match u32::try_from(time) {
            Ok(at_ms) if at_ms <= header.last_ms => at_ms,
            _ => {
                let (first_ms, last_ms) = (header.first_ms, header.last_ms);
                return Err(Fault::new(
                    offset,
                    Problem::Time {
                        at_ms: time,
                        first_ms,
                        last_ms,
                    },
                ));
            }
        };
        reader.items(limits::EVENT_ITEMS)?;
        let payload = reader.enter_payload()?;
        let event = codec::read(reader, kind, payload, index, newer)?;
        reader.leave();
        if let Event::Unknown { kind, .. } = event {
            notes.push(DecodeNote::UnknownEvent { sequence, kind, at_ms });
        }
        let skipped = reader.skipped_properties.drain(..);
        notes.extend(skipped.map(|code| DecodeNote::UnknownProperty { sequence, code, at_ms }));
        events.push(TimedEvent { at_ms, event });
    }
    Ok(events)
}

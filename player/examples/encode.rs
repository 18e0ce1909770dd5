//! Events written as JSON on standard input, as a recording on standard output: for tests in a browser.
//!
//! `[{"started_at_ms": 1700000000000, "events": [{"at_ms": 0, "event": {"type": "snapshot_end"}}]}]`

use std::error::Error;
use std::io::{Read, Write};

use scrubjay_format::{SessionId, StreamEncoder, StreamId, TimedEvent};

#[derive(serde::Deserialize)]
struct Stream {
    started_at_ms: u64,
    events: Vec<TimedEvent>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut json = String::new();
    std::io::stdin().read_to_string(&mut json)?;
    let streams: Vec<Stream> = serde_json::from_str(&json)?;
    for (number, stream) in (1..).zip(streams) {
        let mut encoder = StreamEncoder::new(SessionId([7; 16]), StreamId([number; 8]), stream.started_at_ms);
        for event in &stream.events {
            encoder.push(event.at_ms, &event.event);
        }
        std::io::stdout().write_all(&encoder.finish_part(true))?;
    }
    Ok(())
}

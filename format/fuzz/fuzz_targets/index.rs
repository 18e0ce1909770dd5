//! The records of an index section, inflated.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scrubjay_format::Part;
use scrubjay_format_fuzz::part;

fuzz_target!(|raw: &[u8]| {
    let bytes = part(raw, &[]);
    if let Ok((part, _)) = Part::parse(&bytes) {
        let _ = part.index_events();
    }
});

//! However few bytes ask for it, decoding a part takes no more memory than its bound.

mod common;

use common::{RawPart, record, varint};
use peak_alloc::PeakAlloc;
use scrubjay_format::{FormatError, Part, Problem, StreamDecoder};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// Most memory that decoding `part` took, in bytes, and what came of it.
fn decode(part: &RawPart) -> (usize, Result<usize, FormatError>) {
    let bytes = part.seal();
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let result = Part::parse(&bytes)
        .and_then(|(part, _)| StreamDecoder::new().decode(&part))
        .map(|events| events.len());
    (ALLOCATOR.peak_usage() - before, result)
}

const MIB: usize = 1 << 20;
/// Most bytes of a replay section as the header may declare it.
const LARGE: usize = 16 * MIB;

// One test, since the allocator counts for all threads.
#[test]
fn bombs_do_not_go_off() {
    // Zeros to the brim, declared as nearly nothing: given up at the first byte too many.
    let (peak, result) = decode(&RawPart {
        replay_declared: Some(100),
        ..RawPart::replay(&vec![0; LARGE])
    });
    assert!(matches!(
        result.unwrap_err().problem,
        Problem::RawSize { declared: 100, .. }
    ));
    assert!(peak < MIB, "{peak}");

    // Declared as much, but with nearly nothing in it: memory follows what is there.
    let (peak, result) = decode(&RawPart {
        replay_declared: Some(LARGE as u32),
        ..RawPart::replay(&[13])
    });
    assert!(matches!(
        result.unwrap_err().problem,
        Problem::RawSize { actual: 1, .. }
    ));
    assert!(peak < MIB, "{peak}");

    // A list that says it has four billion items.
    let (peak, result) = decode(&RawPart::replay(&record(
        12,
        &[vec![1], varint(u32::MAX.into())].concat(),
    )));
    assert!(matches!(result.unwrap_err().problem, Problem::CountTooLarge { .. }));
    assert!(peak < MIB, "{peak}");

    // Elements with seven attributes each whose names and values are never there: a byte asks for 450.
    let (peak, result) = decode(&RawPart::replay(&record(1, &[vec![1], vec![0x30; LARGE - 8]].concat())));
    assert!(matches!(result.unwrap_err().problem, Problem::CountTooLarge { .. }));
    assert!(peak < 300 * MIB, "{peak}");

    // Sixteen million events, a few bytes each.
    let (peak, result) = decode(&RawPart::replay(&[2, 0, 0].repeat(LARGE / 3)));
    assert!(matches!(result.unwrap_err().problem, Problem::CountTooLarge { .. }));
    assert!(peak < 300 * MIB, "{peak}");

    // Close tokens, eight in a byte.
    let tokens = [vec![4; 8], vec![1 | 1 << 1 | 7 << 5]].concat().repeat(LARGE / 9 - 9);
    let (peak, result) = decode(&RawPart::replay(&record(1, &[vec![1], tokens].concat())));
    assert!(matches!(result.unwrap_err().problem, Problem::CountTooLarge { .. }));
    assert!(peak < 300 * MIB, "{peak}");

    // Texts of a kilobyte, each an edit of the one before that takes four bytes.
    let changes = 1_000_000;
    let long = [vec![b'x'; 1024], vec![0xff]].concat();
    let edits = [&[0xf9][..], &varint(1024), &[0, 0xff]].concat().repeat(changes - 1);
    let nodes = [2].repeat(changes);
    let payload = [vec![2], varint(changes as u64), nodes, long, edits].concat();
    let (peak, result) = decode(&RawPart::replay(&record(3, &payload)));
    assert!(matches!(
        result.unwrap_err().problem,
        Problem::TooLarge {
            what: "edited text",
            ..
        }
    ));
    assert!(peak < 300 * MIB, "{peak}");

    // References to one long entry share it.
    let table = [vec![0], vec![b'x'; 256], vec![0xff]].concat();
    let payload = [
        vec![2],
        varint(changes as u64),
        [2].repeat(changes),
        [0x80].repeat(changes),
    ]
    .concat();
    let (peak, result) = decode(&RawPart::replay(&[table, record(3, &payload)].concat()));
    assert_eq!(result, Ok(1));
    assert!(peak < 100 * MIB, "{peak}");
}

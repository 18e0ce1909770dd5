//! Seeking and playing give the same, whichever way they come.

#![allow(
    clippy::unwrap_used,
    reason = "a failed expectation should stop the test where it stands"
)]

mod common;

use common::{append, attribute, snapshot, start, stream};
use scrubjay_format::event::{Event, Pointer, PointerAction, PointerKind, PointerMoves, PointerSample};
use scrubjay_format::{NodeId, Recording};
use scrubjay_page::{Page, diff};
use scrubjay_player::{OpBatch, Session, SessionError, encode};

const STARTED: u64 = 1_700_000_000_000;

fn two_pages() -> Vec<u8> {
    let first = stream(
        1,
        STARTED,
        &[
            (0, start(STARTED, "http://shop.test/")),
            (50, snapshot(vec![])),
            (60, append(5, 6, "p", "while the snapshot is taken")),
            (80, Event::SnapshotEnd),
            (500, append(5, 8, "p", "one")),
            (900, attribute(8, "class", Some("late"))),
        ],
    );
    let second = stream(
        2,
        STARTED + 2_000,
        &[
            (0, start(STARTED + 2_000, "http://shop.test/two")),
            (10, snapshot(vec![])),
            (20, Event::SnapshotEnd),
            (700, append(5, 6, "h1", "two")),
        ],
    );
    [second, first].concat() // parts come in any order
}

/// What an empty stage is given to show this moment.
fn whole(bytes: &[u8], at_ms: u32) -> OpBatch {
    Session::read(bytes).unwrap().seek(at_ms)
}

#[test]
fn the_first_frame_is_whole_though_the_snapshot_took_time() {
    let mut session = Session::read(&two_pages()).unwrap();
    assert!(session.seek(0).text.contains("while the snapshot is taken"));
}

#[test]
fn going_back_shows_what_going_forward_showed() {
    let bytes = two_pages();
    let mut session = Session::read(&bytes).unwrap();
    for at_ms in [0, 900, 450, 2_800, 600, 2_100, 0, 3_000, 2_000, 1_999] {
        session.seek(at_ms);
        assert_eq!(session.rebuild(), whole(&bytes, at_ms), "at {at_ms}");
    }
}

#[test]
fn playing_shows_what_seeking_shows() {
    let bytes = two_pages();
    let mut session = Session::read(&bytes).unwrap();
    session.seek(0);
    for at_ms in (0..=2_800).step_by(16) {
        session.advance(at_ms);
    }
    session.advance(2_800);
    assert_eq!(session.rebuild(), whole(&bytes, 2_800));
}

#[test]
fn a_step_in_which_nothing_happens_asks_nothing_of_the_stage() {
    let mut session = Session::read(&two_pages()).unwrap();
    session.seek(100);
    assert_eq!(session.advance(200), OpBatch::default());
    assert_eq!(session.seek(300), OpBatch::default());
}

#[test]
fn keyframes_change_nothing_but_the_way() {
    let mut events = vec![
        (0, start(STARTED, "http://shop.test/")),
        (1, snapshot(vec![])),
        (2, Event::SnapshotEnd),
    ];
    for index in 0..3_000_u32 {
        let event = match index % 3 {
            0 => append(5, 6 + index * 2, "p", "text"),
            1 => attribute(6 + (index - 1) * 2, "class", Some("x")),
            _ => attribute(5, "data-n", Some(&index.to_string())),
        };
        events.push((index, event));
    }
    let bytes = stream(1, STARTED, &events);
    let mut session = Session::read(&bytes).unwrap();
    while !session.prepare(257) {}
    for at_ms in [2_999, 10, 1_500, 2_900, 1_499] {
        session.seek(at_ms);
        assert_eq!(session.rebuild(), whole(&bytes, at_ms), "at {at_ms}");
    }
    assert_eq!(session.problems(), Vec::<String>::new());
}

#[test]
fn a_jump_back_asks_only_for_what_differs() {
    let mut session = Session::read(&two_pages()).unwrap();
    session.seek(900);
    let back = session.seek(600);
    assert_eq!(
        back.words.first().map(|word| word & 0xff),
        Some(15),
        "one attribute is removed"
    );
    assert_eq!(back.words.len(), 4);
}

#[test]
fn the_newest_document_is_seen_and_the_clock_is_the_session_s() {
    let mut session = Session::read(&two_pages()).unwrap();
    assert_eq!(
        (session.started_at_ms(), session.duration_ms(), session.stream_count()),
        (STARTED, 2_700, 2)
    );
    session.seek(1_999);
    assert_eq!(&**session.url(), "http://shop.test/");
    session.seek(2_000);
    assert_eq!(&**session.url(), "http://shop.test/two");
}

#[test]
fn pointers_glide_between_points_and_hover_what_was_below() {
    let sample = |offset_ms, x, target| PointerSample {
        offset_ms,
        x,
        y: 10,
        target: Some(NodeId(target)),
    };
    let moves = PointerMoves {
        kind: PointerKind::Mouse,
        pointer: 0,
        samples: vec![sample(0, 0, 5), sample(100, 50, 4), sample(1_000, 90, 4)],
    };
    let down = |action| Pointer {
        kind: PointerKind::Mouse,
        pointer: 0,
        action,
        buttons: 1,
        x: 90,
        y: 10,
        target: Some(NodeId(3)),
    };
    let bytes = stream(
        1,
        STARTED,
        &[
            (0, start(STARTED, "")),
            (0, snapshot(vec![])),
            (0, Event::SnapshotEnd),
            (100, Event::PointerMoves(moves)),
            (1_200, Event::Pointer(down(PointerAction::Down))),
            (1_300, Event::Pointer(down(PointerAction::Up))),
            (1_400, Event::Pointer(down(PointerAction::Leave))),
        ],
    );
    let session = Session::read(&bytes).unwrap();
    let x = |at_ms| session.pointers(at_ms).pointers.first().map(|pointer| pointer.x);
    assert_eq!(
        [x(50), x(100), x(150), x(600)],
        [None, Some(0.0), Some(25.0), Some(50.0)]
    );
    let hovered = |at_ms| session.pointers(at_ms).hovered.map(|node| node.0);
    assert_eq!(
        [hovered(150), hovered(250), hovered(1_250), hovered(1_400)],
        [Some(5), Some(4), Some(3), None]
    );
    let pressed = |at_ms| session.pointers(at_ms).pressed.map(|node| node.0);
    assert_eq!([pressed(1_199), pressed(1_200), pressed(1_300)], [None, Some(3), None]);
    assert_eq!(
        session.pointers(1_250).clicks.first().map(|click| click.age_ms),
        Some(50)
    );
}

#[test]
fn what_can_not_be_shown_says_why() {
    assert!(matches!(
        Session::read(b"no recording"),
        Err(SessionError::Unreadable(_))
    ));
    let pageless = stream(1, STARTED, &[(0, start(STARTED, ""))]);
    let error = Session::read(&pageless).unwrap_err();
    assert_eq!(error.to_string(), "the recording holds no page to show");
}

#[test]
fn a_damaged_recording_plays_as_far_as_it_goes() {
    let mut bytes = two_pages();
    let last = bytes.len() - 3;
    bytes[last] ^= 0x40; // in the part of the first page
    let mut session = Session::read(&bytes).unwrap();
    assert!(!session.seek(0).words.is_empty());
    assert!(!session.problems().is_empty());
}

#[test]
fn new_nodes_are_made_for_the_document_they_go_to() {
    let bytes = stream(
        1,
        STARTED,
        &[(0, start(STARTED, "")), (0, snapshot(vec![])), (0, Event::SnapshotEnd)],
    );
    let recording = Recording::read(&bytes).unwrap();
    let mut page = Page::of_stream(recording.streams[0].id);
    for event in &recording.streams[0].events {
        page.apply(event.at_ms, &event.event).unwrap();
    }
    let before = page.clone();
    page.apply(5, &append(5, 6, "p", "new")).unwrap();
    let batch = encode(&diff(&before, &page), 0);
    assert_eq!(batch.words[0] & 0xff, 26, "the context is named first");
    assert_eq!(batch.words[1], 5, "by the node that is there");
}

#[test]
fn quiet_stretches_keep_a_margin_and_pages_between_which_nothing_happens_count() {
    let key = || {
        Event::Visibility { visible: true } // no activity
    };
    let moves = Event::PointerMoves(PointerMoves {
        kind: PointerKind::Mouse,
        pointer: 0,
        samples: vec![],
    });
    let first = stream(
        1,
        STARTED,
        &[
            (0, start(STARTED, "")),
            (0, snapshot(vec![])),
            (0, Event::SnapshotEnd),
            (15_000, moves.clone()),
            (16_000, key()),
        ],
    );
    let second = stream(
        2,
        STARTED + 40_000,
        &[
            (0, start(STARTED + 40_000, "")),
            (0, snapshot(vec![])),
            (0, Event::SnapshotEnd),
            (20_000, key()),
        ],
    );
    let session = Session::read(&[first, second].concat()).unwrap();
    assert_eq!(session.quiet_ranges(), [1_000..14_000, 17_000..39_000, 41_000..60_000]);
}

#[test]
fn markers_of_all_pages_stand_on_the_session_s_clock() {
    let session = Session::read(&two_pages()).unwrap();
    let markers: Vec<_> = session
        .markers()
        .into_iter()
        .map(|marker| (marker.at_ms, marker.kind))
        .collect();
    assert_eq!(markers, [(0, "navigation"), (2_000, "navigation")]);
    let activity = session.activity(10);
    assert_eq!(activity.len(), 10);
    assert!(activity.contains(&1.0) && activity.contains(&0.0));
}

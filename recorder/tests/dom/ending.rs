//! A recording ends and leaves nothing; two of them do not know of one another.

use scrubjay_format::Event;
use scrubjay_format::event::NoteCode;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::live::{ALLOW, Live, frames, holds, run, stage};
use crate::politeness::descriptors;

#[wasm_bindgen_test]
async fn stopping_takes_every_hook_back() {
    stage("<p>here</p>");
    let before = descriptors();
    let live = Live::record(ALLOW).await;
    assert_ne!(
        descriptors(),
        before,
        "the recorder puts hooks on, and this would see them"
    );
    live.finish().await;
    assert_eq!(descriptors(), before);
}

#[wasm_bindgen_test]
async fn a_hook_that_others_have_wrapped_only_passes_through() {
    stage("<div></div>");
    let live = Live::record(ALLOW).await;
    run("window.wrapped = 0; window.recorded = Element.prototype.attachShadow; \
         Element.prototype.attachShadow = function attachShadow(init) { wrapped++; return recorded.call(this, init) }");
    live.finish().await;
    assert!(holds(
        "stage.firstChild.attachShadow({ mode: 'open' }).host === stage.firstChild && wrapped === 1"
    ));
    // What the wrapper calls is still a function that does what the original did.
    run("Element.prototype.attachShadow = recorded");
}

#[wasm_bindgen_test]
async fn after_the_end_nothing_is_written_any_more() {
    stage("<p>here</p>");
    let live = Live::record(ALLOW).await;
    JsFuture::from(live.recording.stop()).await.unwrap();
    let before = live.recording.stats();
    run(
        "stage.append('too late'); history.replaceState(null, '', location.href); dispatchEvent(new Event('offline')); stage.insertAdjacentHTML('beforeend', '<input>'); stage.lastChild.value = 'late'",
    );
    frames().await;
    JsFuture::from(live.recording.stop()).await.unwrap();
    assert_eq!(live.recording.stats()[2], before[2], "events");
    let events = live.finish().await;
    assert!(!events.say("too late"));
    assert_eq!(events.notes(NoteCode::Stopped), 1);
}

#[wasm_bindgen_test]
async fn what_happens_while_paused_is_not_recorded() {
    stage("<p id=place>before</p>");
    let live = Live::record(ALLOW).await;
    live.recording.pause();
    run("stage.firstChild.firstChild.data = 'unseen'; dispatchEvent(new Event('offline'))");
    frames().await;
    run("stage.firstChild.firstChild.data = 'after'");
    live.recording.resume();
    let events = live.finish().await;
    assert!(!events.say("unseen") && events.say("after"));
    assert!(!events.0.iter().any(|event| matches!(event, Event::Online(_))));
    assert_eq!(
        (events.notes(NoteCode::Paused), events.notes(NoteCode::Resumed)),
        (1, 1)
    );
    assert_eq!(
        events
            .0
            .iter()
            .filter(|event| matches!(event, Event::Snapshot(_)))
            .count(),
        2
    );
}

#[wasm_bindgen_test]
async fn two_recordings_at_once_see_the_same_and_end_apart() {
    stage("<div></div>");
    let before = descriptors();
    let first = Live::record(ALLOW).await;
    let second = Live::record("{}").await;
    run("stage.firstChild.attachShadow({ mode: 'closed' }).innerHTML = '<p>for both jane@example.com</p>'");
    frames().await;
    let first = first.finish().await;
    run("stage.append('for the second')");
    let second = second.finish().await;
    assert!(first.say("for both jane@example.com"));
    assert!(second.say("for both") && !second.say("jane@example.com") && second.say("for the second"));
    assert_eq!(descriptors(), before);
}

//! Nothing forbidden is encoded, at the snapshot and at every change alike.

use scrubjay_format::event::{NoteCode, Property, Token};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::events::is_element;
use crate::live::{ALLOW, Live, frames, run, stage};

const SECRETS: [&str; 7] = [
    "typed secret",
    "jane@example.com",
    "4111 1111 1111 1111",
    "chosen secret",
    "editor secret",
    "hidden secret",
    "s3cret",
];
const PAGE: &str = "<input value='typed secret'><p title='jane@example.com'>Card 4111 1111 1111 1111, mail jane@example.com</p>\
    <select><option selected>chosen secret</option></select><div contenteditable>editor secret</div>\
    <div data-sj-privacy=hide><b>hidden secret</b></div><input type=password value=s3cret>";

#[wasm_bindgen_test]
async fn at_the_snapshot_nothing_private_is_written() {
    stage(PAGE);
    let live = Live::record("{}").await;
    let events = live.finish().await;
    assert!(events.say("Card"));
    for secret in SECRETS {
        assert!(!events.say(secret), "{secret}");
    }
}

#[wasm_bindgen_test]
async fn at_a_change_nothing_private_is_written() {
    stage("<p id=place>words</p><input id=field><input id=password type=password>");
    let live = Live::record("{}").await;
    run(&format!("stage.insertAdjacentHTML('beforeend', {PAGE:?})"));
    frames().await;
    run(
        "const [place, field, password] = stage.children; place.title = 'jane@example.com'; place.firstChild.data = 'call jane@example.com'; field.value = 'typed secret'; \
         password.value = 's3cret'; stage.lastElementChild.setAttribute('value', 's3cret'); document.title = 'for jane@example.com'",
    );
    frames().await;
    run("document.title = ''");
    let events = live.finish().await;
    for secret in SECRETS {
        assert!(!events.say(secret), "{secret}");
    }
}

#[wasm_bindgen_test]
async fn a_level_that_changes_applies_to_what_is_recorded_already() {
    stage("<section id=part><p id=inner>plain words</p></section>");
    let live = Live::record(ALLOW).await;
    run("stage.firstChild.dataset.sjPrivacy = 'mask'");
    frames().await;
    run("stage.querySelector('#inner').firstChild.data = 'later secret'");
    frames().await;
    run("stage.firstChild.dataset.sjPrivacy = 'hide'");
    let events = live.finish().await;
    assert!(events.say("plain words"));
    assert!(!events.say("later secret"));
    let nodes = events.nodes();
    let hidden = nodes
        .iter()
        .rev()
        .find(|(_, token)| is_element(token, "section"))
        .unwrap();
    let Token::Element {
        attributes, properties, ..
    } = hidden.1
    else {
        unreachable!()
    };
    assert!(
        attributes.is_empty() && matches!(properties[..], [Property::Placeholder { .. }]),
        "{hidden:?}"
    );
}

#[wasm_bindgen_test]
async fn what_comes_in_the_same_frame_as_a_stricter_level_is_judged_by_it() {
    stage("<section><div data-sj-privacy=mask><p>inner secret</p></div><iframe></iframe></section>");
    let live = Live::record(ALLOW).await;
    run(
        "const [section] = stage.children, [inner, frame] = section.children; inner.firstChild.append('added secret'); \
         frame.contentDocument.open(); frame.contentDocument.write('<!doctype html><p>frame secret'); frame.contentDocument.close(); \
         inner.removeAttribute('data-sj-privacy'); section.dataset.sjPrivacy = 'mask'",
    );
    let events = live.finish().await;
    for secret in ["inner secret", "added secret", "frame secret"] {
        assert!(!events.say(secret), "{secret}");
    }
}

#[wasm_bindgen_test]
async fn a_level_that_is_none_masks_and_says_so_once() {
    stage("<p data-sj-privacy=loud>first secret</p><p data-sj-privacy=loud>second secret</p>");
    run(
        "window.warnings = []; window.consoleWarn = console.warn; console.warn = (...words) => warnings.push(words.join(' '))",
    );
    let live = Live::record(ALLOW).await;
    let events = live.finish().await;
    run("console.warn = consoleWarn");
    assert!(!events.say("first secret") && !events.say("second secret"));
    assert_eq!(events.notes(NoteCode::FailedClosed), 1);
    assert_eq!(
        run("return warnings.filter((each) => each.startsWith('scrubjay:')).length").as_f64(),
        Some(1.0)
    );
}

#[wasm_bindgen_test]
async fn a_password_that_is_shown_stays_one() {
    stage("<input id=field type=password>");
    let live = Live::record(ALLOW).await;
    run("stage.firstChild.type = 'text'; stage.firstChild.value = 's3cret'");
    let events = live.finish().await;
    assert!(!events.say("s3cret"));
    // Not even its length.
    let values = events.states("field", |property| match property {
        Property::Value(value) => Some(value.to_string()),
        _ => None,
    });
    assert!(
        values.iter().all(|value| value.chars().count() != "s3cret".len()),
        "{values:?}"
    );
}

#[wasm_bindgen_test]
async fn selectors_of_the_options_reach_into_shadow_roots() {
    stage("<div id=host></div>");
    run(
        "stage.firstChild.attachShadow({ mode: 'open' }).innerHTML = '<p class=private>shadow secret</p><p>shadow words</p>'",
    );
    let live = Live::record("{ level: 0, rules: [{ selector: '.private', level: 2 }] }").await;
    run(
        "stage.firstChild.shadowRoot.lastChild.className = 'private'; stage.firstChild.shadowRoot.lastChild.append('later secret')",
    );
    let events = live.finish().await;
    assert!(!events.say("shadow secret"));
    assert!(!events.say("later secret"));
    assert!(events.say("shadow words"));
}

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

#[wasm_bindgen_test]
async fn what_a_slot_shows_is_as_private_as_the_slot() {
    stage("<div id=host><p>slotted secret</p></div><div id=other><p>later secret</p></div>");
    run(
        "stage.children[0].attachShadow({ mode: 'open' }).innerHTML = '<div data-sj-privacy=mask><slot></slot></div>'; \
         stage.children[1].attachShadow({ mode: 'open' }).innerHTML = '<div><slot></slot></div>'",
    );
    let live = Live::record(ALLOW).await;
    assert!(live.events().await.say("later secret"));
    run("stage.children[1].shadowRoot.firstChild.dataset.sjPrivacy = 'mask'");
    frames().await;
    run("stage.children[1].firstChild.firstChild.data = 'even later'");
    let events = live.finish().await;
    assert!(!events.say("slotted secret"));
    assert!(!events.say("even later"));
}

#[wasm_bindgen_test]
async fn a_callback_gives_levels_and_masks_where_it_throws() {
    stage(
        "<p class=shown>shown words</p><p class=thrown>thrown secret</p><p class=odd>odd secret</p><p class=late>late words</p>",
    );
    run(
        "window.warnings = []; window.consoleWarn = console.warn; console.warn = (...words) => warnings.push(words.join(' '))",
    );
    let live = Live::record(
        "{ level: 0, levelOf: (element) => { if (element.className === 'thrown') throw new Error('no'); \
           return element.className === 'odd' ? 'loud' : element.className === 'private' ? 'mask' : null; } }",
    )
    .await;
    run("stage.lastChild.className = 'private'; stage.lastChild.firstChild.data = 'late secret'");
    let events = live.finish().await;
    run("console.warn = consoleWarn");
    assert!(events.say("shown words"));
    for secret in ["thrown secret", "odd secret", "late secret"] {
        assert!(!events.say(secret), "{secret}");
    }
    assert_eq!(
        run("return warnings.filter((each) => each.startsWith('scrubjay:')).length").as_f64(),
        Some(2.0)
    );
}

#[wasm_bindgen_test]
async fn a_pattern_that_is_none_masks_everything_and_says_so_once() {
    stage("<p>plain secret</p>");
    run(
        "window.warnings = []; window.consoleWarn = console.warn; console.warn = (...words) => warnings.push(words.join(' '))",
    );
    let live = Live::record("{ level: 0, patterns: ['(a+)+'] }").await;
    let events = live.finish().await;
    run("console.warn = consoleWarn");
    assert!(!events.say("plain secret"));
    assert_eq!(run("return warnings.length").as_f64(), Some(1.0));
    assert_eq!(events.notes(NoteCode::FailedClosed), 1);
}

#[wasm_bindgen_test]
async fn labels_tell_which_fields_are_secret_also_when_they_come_later() {
    stage(
        "<label>Card number <input id=first value='4111 secret'></label><label for=second>Kontonummer</label><input id=second>\
         <select aria-label='Card expiry, PIN'><option>01<option selected>chosen</select><input id=third><input id=plain>",
    );
    let live = Live::record(ALLOW).await;
    run(
        "const [, , second, , third] = stage.children; second.value = 'account secret'; \
         const label = document.createElement('label'); label.htmlFor = 'third'; label.textContent = 'Password'; \
         stage.prepend(label); third.value = 'third secret'; stage.querySelector('#plain').value = 'plain words'",
    );
    let events = live.finish().await;
    for secret in ["4111 secret", "account secret", "third secret"] {
        assert!(!events.say(secret), "{secret}");
    }
    assert!(events.say("plain words"));
}

#[wasm_bindgen_test]
async fn the_strict_preset_shows_no_media() {
    stage(
        "<img alt='img secret' src='data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==' width=40 height=30><video src=/video-secret.mp4></video>\
           <p style='background: url(/background-secret.png)'>x</p><img data-sj-privacy=allow src=/logo.png>",
    );
    let live = Live::record("{ level: 2, strict: true }").await;
    let events = live.finish().await;
    for secret in ["R0lGOD", "video-secret", "background-secret", "img secret"] {
        assert!(!events.say(secret), "{secret}");
    }
    assert!(events.say("/logo.png"));
}

#[wasm_bindgen_test]
async fn the_title_is_as_private_as_its_element() {
    stage("");
    run("document.documentElement.dataset.sjPrivacy = 'mask'; document.title = 'first secret'");
    let live = Live::record(ALLOW).await;
    run("document.title = 'second secret'");
    let events = live.finish().await;
    run("delete document.documentElement.dataset.sjPrivacy; document.title = ''");
    assert!(!events.say("first secret") && !events.say("second secret"));
}

#[wasm_bindgen_test]
async fn how_often_each_rule_masked_is_recorded() {
    stage("<input value='typed secret'><p>jane@example.com</p><div data-sj-privacy=hide></div>");
    let live = Live::record("{}").await;
    let events = live.finish().await;
    for rule in ["form value", "pattern email", "hidden"] {
        assert!(events.say(rule), "{rule}");
    }
}

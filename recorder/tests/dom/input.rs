//! What the visitor does: each tracker of `src/track` writes its event. Only a person makes trusted clicks; those are
//! tested end to end.

use scrubjay_format::Event;
use scrubjay_format::event::{ClipboardAction, FormAction, KeyClass, PointerAction, PointerKind, Property};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::live::{ALLOW, Live, frames, run, stage};

#[wasm_bindgen_test]
async fn a_mouse_is_followed_and_its_button_written_once() {
    stage("<p id=place>here</p>");
    let live = Live::record("{}").await;
    run(
        "const at = (type, more) => stage.firstChild.dispatchEvent(new (type.startsWith('mouse') ? MouseEvent : PointerEvent)(type, { bubbles: true, composed: true, pointerType: 'mouse', view: window, ...more })); \
         at('pointermove', { clientX: 10, clientY: 20 }); \
         at('pointerdown', { clientX: 11, clientY: 21, buttons: 1 }); at('mousedown', { clientX: 11, clientY: 21, buttons: 1 }); \
         at('pointerup', { clientX: 12, clientY: 22 }); at('mouseup', { clientX: 12, clientY: 22 })",
    );
    let events = live.finish().await;
    let place = Some(events.node("place"));
    let moves = events.first(|event| match event {
        Event::PointerMoves(moves) => Some(moves.clone()),
        _ => None,
    });
    assert_eq!((moves.kind, moves.pointer), (PointerKind::Mouse, 0));
    assert_eq!(
        (moves.samples[0].x, moves.samples[0].y, moves.samples[0].target),
        (10, 20, place)
    );
    let presses = events.all(|event| match event {
        Event::Pointer(pointer) => Some((pointer.action, pointer.buttons, pointer.x, pointer.target)),
        _ => None,
    });
    assert_eq!(
        presses,
        [(PointerAction::Down, 1, 11, place), (PointerAction::Up, 0, 12, place)]
    );
}

#[wasm_bindgen_test]
async fn fingers_have_numbers_that_are_free_again_when_they_are_lifted() {
    stage("<p>here</p>");
    let live = Live::record("{}").await;
    run(
        "const touch = (type, pointerId) => stage.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: 'touch', pointerId, view: window })); \
         touch('pointerdown', 71); touch('pointerdown', 72); touch('pointerup', 71); touch('pointerdown', 73); touch('pointercancel', 72)",
    );
    let events = live.finish().await;
    let touches = events.all(|event| match event {
        Event::Pointer(pointer) if pointer.kind == PointerKind::Touch => Some((pointer.action, pointer.pointer)),
        _ => None,
    });
    use PointerAction::{Cancel, Down, Up};
    assert_eq!(touches, [(Down, 0), (Down, 1), (Up, 0), (Down, 0), (Cancel, 1)]);
}

#[wasm_bindgen_test]
async fn a_mouse_that_leaves_the_page_is_said_to_have_left() {
    stage("<p>here</p>");
    let live = Live::record("{}").await;
    run(
        "stage.dispatchEvent(new PointerEvent('pointerout', { bubbles: true, pointerType: 'mouse', view: window, clientX: 3 }))",
    );
    let events = live.finish().await;
    let left = |event: &Event| matches!(event, Event::Pointer(pointer) if pointer.action == PointerAction::Leave && pointer.target.is_none());
    assert!(events.0.iter().any(left));
}

#[wasm_bindgen_test]
async fn a_click_by_script_is_no_act_of_the_visitor() {
    stage("<button id=button>Buy</button>");
    let live = Live::record("{}").await;
    run("stage.firstChild.click()");
    let events = live.finish().await;
    assert!(!events.0.iter().any(|event| matches!(event, Event::Click(_))));
}

#[wasm_bindgen_test]
async fn keys_say_their_kind_and_characters_nothing_more() {
    stage("<input id=field>");
    let live = Live::record("{}").await;
    run(
        "const key = (key, more) => stage.firstChild.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, key, ...more })); \
         key('q'); key('Enter'); key('ArrowLeft', { shiftKey: true }); key('z', { ctrlKey: true })",
    );
    let events = live.finish().await;
    let field = events.node("field");
    let keys = events.all(|event| match event {
        Event::Key(key) => Some((key.class, key.name.to_string(), key.modifiers.shift, key.target)),
        _ => None,
    });
    let target = Some(field);
    let expected = [
        (KeyClass::Character, "", false, target),
        (KeyClass::Enter, "Enter", false, target),
        (KeyClass::Navigation, "ArrowLeft", true, target),
        (KeyClass::Character, "z", false, target),
    ];
    assert_eq!(
        keys,
        expected.map(|(class, name, shift, target)| (class, name.to_owned(), shift, target))
    );
}

#[wasm_bindgen_test]
async fn a_typed_value_is_a_state_and_an_edit_of_its_field() {
    stage("<label>Town <input id=town></label><input id=next>");
    let live = Live::record(ALLOW).await;
    run(
        "const [town, next] = stage.querySelectorAll('input'); town.focus(); document.execCommand('insertText', false, 'Paris'); next.focus()",
    );
    let events = live.finish().await;
    let values = events.states("town", value_of);
    assert_eq!(values.last().map(String::as_str), Some("Paris"));
    let town = events.node("town");
    let edit = events.first(|event| match event {
        Event::FieldEdit(edit) => Some(edit.clone()),
        _ => None,
    });
    assert_eq!((edit.target, &*edit.label, &*edit.path), (town, "Town", "input#town"));
}

#[wasm_bindgen_test]
async fn what_scripts_set_in_controls_is_seen_though_no_event_tells() {
    stage(
        "<input id=text><input id=check type=checkbox><textarea id=area></textarea><select id=choice><option>a<option>b</select>",
    );
    let live = Live::record(ALLOW).await;
    run(
        "const [text, check] = stage.querySelectorAll('input'); text.value = 'set'; check.checked = true; check.indeterminate = true; \
         stage.querySelector('textarea').setRangeText('range'); stage.querySelector('select').selectedIndex = 1",
    );
    let events = live.finish().await;
    assert_eq!(events.states("text", value_of), ["set"]);
    assert_eq!(events.states("area", value_of), ["range"]);
    let flags = events.states("check", |property| match property {
        Property::Checked(value) => Some(("checked", *value)),
        Property::Indeterminate(value) => Some(("indeterminate", *value)),
        _ => None,
    });
    assert_eq!(flags, [("checked", true), ("indeterminate", true)]);
    let chosen = events.states("choice", |property| match property {
        Property::Selected(chosen) => Some(chosen.clone()),
        _ => None,
    });
    assert_eq!(chosen, [[1]]);
}

#[wasm_bindgen_test]
async fn forms_are_submitted_reset_and_found_invalid() {
    stage("<form id=form><input id=needed required><input id=given value=before></form>");
    let live = Live::record(ALLOW).await;
    run(
        "const form = stage.firstChild; form.addEventListener('submit', (event) => event.preventDefault()); \
         form.elements.given.value = 'after'; form.checkValidity(); form.elements.needed.value = 'x'; form.requestSubmit()",
    );
    frames().await;
    run("stage.firstChild.reset()");
    let events = live.finish().await;
    let actions = events.all(|event| match event {
        Event::Form { node, action } => Some((*node, *action)),
        _ => None,
    });
    let (form, needed) = (events.node("form"), events.node("needed"));
    assert_eq!(
        actions,
        [
            (needed, FormAction::Invalid),
            (form, FormAction::Submit),
            (form, FormAction::Reset)
        ]
    );
    assert_eq!(events.states("given", value_of), ["after", "before"]);
}

#[wasm_bindgen_test]
async fn copying_and_pasting_are_facts_without_content() {
    stage("<p id=source>text</p>");
    let live = Live::record("{}").await;
    run(
        "for (const type of ['copy', 'cut', 'paste']) { const data = new DataTransfer(); data.setData('text/plain', 'clipboard secret'); \
         stage.firstChild.dispatchEvent(new ClipboardEvent(type, { bubbles: true, clipboardData: data })) }",
    );
    let events = live.finish().await;
    let actions = events.all(|event| match event {
        Event::Clipboard { action, .. } => Some(*action),
        _ => None,
    });
    assert_eq!(
        actions,
        [ClipboardAction::Copy, ClipboardAction::Cut, ClipboardAction::Paste]
    );
    assert!(!events.say("clipboard secret"));
}

#[wasm_bindgen_test]
async fn focus_and_selection_name_their_nodes() {
    stage("<p id=words>some words</p><input id=field>");
    let live = Live::record("{}").await;
    run("getSelection().setBaseAndExtent(stage.firstChild.firstChild, 5, stage.firstChild.firstChild, 10)");
    frames().await;
    run("stage.lastChild.focus()");
    frames().await;
    run("stage.lastChild.blur()");
    let events = live.finish().await;
    let selected = events.first(|event| match event {
        Event::Selection(selection) => selection.ranges.first().copied(),
        _ => None,
    });
    // The text is the node after its paragraph.
    assert_eq!(selected.anchor.0, events.node("words").0 + 1);
    assert_eq!((selected.anchor_offset, selected.focus_offset), (5, 10));
    let focused = events.all(|event| match event {
        Event::Focus { node, .. } => Some(*node),
        _ => None,
    });
    assert_eq!(focused, [Some(events.node("field")), None]);
}

fn value_of(property: &Property) -> Option<String> {
    match property {
        Property::Value(value) => Some(value.to_string()),
        _ => None,
    }
}

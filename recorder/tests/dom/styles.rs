//! Styles that markup does not tell of.

use scrubjay_format::Event;
use scrubjay_format::event::{RuleOperation, Sheet};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::live::{ALLOW, Live, run, stage};

#[wasm_bindgen_test]
async fn rules_that_the_cssom_changes_are_followed() {
    stage("<style id=style>p { color: red } @media all { b { color: red } }</style>");
    let live = Live::record(ALLOW).await;
    run(
        "const { sheet } = stage.firstChild; sheet.insertRule('i { color: teal }', 0); sheet.cssRules[2].insertRule('u { color: plum }', 1); sheet.deleteRule(1)",
    );
    let events = live.finish().await;
    let style = events.node("style");
    let rules = events.all(|event| match event {
        Event::Rule(change) => Some(change.clone()),
        _ => None,
    });
    assert!(rules.iter().all(|change| change.sheet == Sheet::Of(style)));
    assert_eq!(
        rules.iter().map(|change| change.path.clone()).collect::<Vec<_>>(),
        [vec![0], vec![2, 1], vec![1]]
    );
    assert!(matches!(&rules[0].operation, RuleOperation::Insert(text) if text.contains("teal")));
    assert!(matches!(&rules[2].operation, RuleOperation::Delete));
}

#[wasm_bindgen_test]
async fn declarations_set_through_a_rule_are_seen() {
    stage("<style id=style>p { color: red }</style>");
    let live = Live::record(ALLOW).await;
    run("stage.firstChild.sheet.cssRules[0].style.color = 'salmon'");
    let events = live.finish().await;
    assert!(events.say("salmon"));
}

#[wasm_bindgen_test]
async fn adopted_sheets_are_written_with_their_authors_text() {
    stage("<div id=host></div>");
    let live = Live::record(ALLOW).await;
    run(
        "const sheet = new CSSStyleSheet(); sheet.replaceSync('b { border: 1px solid var(--edge, navy) }'); \
         stage.firstChild.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet]; stage.firstChild.shadowRoot.adoptedStyleSheets.push(new CSSStyleSheet())",
    );
    let events = live.finish().await;
    let adopted = events.all(|event| match event {
        Event::AdoptedSheets(adopted) => Some(adopted.sheets.len()),
        _ => None,
    });
    assert_eq!(adopted, [2]);
    assert!(events.say("var(--edge, navy)"));
}

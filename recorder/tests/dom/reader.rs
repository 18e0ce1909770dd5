//! What changes in the tree becomes one mutation at the end of the frame, and no more than that.

use scrubjay_format::Event;
use scrubjay_format::event::{Mutation, Namespace, Property, ShadowMode, Token};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::events::{Events, attribute, is_element};
use crate::live::{ALLOW, Live, frames, run, stage, wait};

fn mutations(events: &Events) -> Vec<Mutation> {
    events.all(|event| match event {
        Event::Mutation(mutation) => Some(mutation.clone()),
        _ => None,
    })
}

/// Mutations in the place of the test: its runner writes on the same page.
fn mutations_at(events: &Events, id: &str) -> Vec<Mutation> {
    let place = events.node(id);
    let mut found = mutations(events);
    found.retain(|mutation| mutation.inserts.iter().any(|insert| insert.parent == place));
    found
}

#[wasm_bindgen_test]
async fn a_node_that_comes_and_goes_within_a_frame_costs_nothing() {
    stage("<div id=place></div>");
    let live = Live::record(ALLOW).await;
    run(
        "for (let i = 0; i < 100; i++) { const node = document.createElement('fleeting-node'); stage.firstChild.append(node); node.remove() } \
         stage.firstChild.append(document.createElement('lasting-node'))",
    );
    let events = live.finish().await;
    assert!(!events.say("fleeting-node"));
    let found = mutations_at(&events, "place");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].inserts.len(), 1);
    assert!(is_element(&found[0].inserts[0].nodes.tokens[0], "lasting-node"));
}

#[wasm_bindgen_test]
async fn nodes_are_removed_by_number_and_moved_as_the_same() {
    stage("<ul id=list><li id=one>1</li><li id=two>2</li><li id=three>3</li></ul>");
    let live = Live::record(ALLOW).await;
    run("const list = stage.firstChild; list.querySelector('#two').remove(); list.append(list.querySelector('#one'))");
    let events = live.finish().await;
    let (one, two) = (events.node("one"), events.node("two"));
    let found = mutations_at(&events, "list");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].removes, [two]);
    assert_eq!(found[0].inserts[0].nodes.tokens, [Token::Existing(one)]);
    assert_eq!(found[0].inserts[0].before, None);
}

#[wasm_bindgen_test]
async fn the_last_value_of_an_attribute_and_of_a_text_wins() {
    stage("<p id=place title=before>old words</p>");
    let live = Live::record(ALLOW).await;
    run(
        "const [place] = stage.children; for (let i = 0; i < 50; i++) { place.title = 'value ' + i; place.firstChild.data = 'words ' + i } \
         place.setAttributeNS('http://www.w3.org/1999/xlink', 'xlink:href', '#there'); place.removeAttribute('lang')",
    );
    frames().await;
    run("stage.firstChild.removeAttribute('title')");
    let events = live.finish().await;
    let place = events.node("place");
    let found = mutations(&events);
    let titles: Vec<_> = found
        .iter()
        .flat_map(|mutation| &mutation.attributes)
        .filter(|change| change.node == place && &*change.name == "title")
        .map(|change| change.value.as_deref().map(str::to_owned))
        .collect();
    assert_eq!(titles, [Some("value 49".to_owned()), None]);
    let texts = found
        .iter()
        .flat_map(|mutation| &mutation.texts)
        .filter(|change| change.node.0 == place.0 + 1);
    assert_eq!(texts.map(|change| &*change.text).collect::<Vec<_>>(), ["words 49"]);
    let linked = found
        .iter()
        .flat_map(|mutation| &mutation.attributes)
        .find(|change| &*change.name == "xlink:href")
        .unwrap();
    assert_eq!(linked.namespace.as_deref(), Some("http://www.w3.org/1999/xlink"));
}

#[wasm_bindgen_test]
async fn shadow_roots_open_and_closed_are_read_and_followed() {
    stage("<div id=open></div><div id=closed></div>");
    let live = Live::record(ALLOW).await;
    run(
        "const [open, closed] = stage.children; open.attachShadow({ mode: 'open', delegatesFocus: true }).innerHTML = '<b>open words</b>'; \
         window.closedRoot = closed.attachShadow({ mode: 'closed' }); closedRoot.innerHTML = '<i id=inner>closed words</i>'",
    );
    frames().await;
    run("closedRoot.firstChild.append('followed words'); delete window.closedRoot");
    let events = live.finish().await;
    let roots: Vec<_> = events
        .nodes()
        .into_iter()
        .filter_map(|(_, token)| match token {
            Token::ShadowRoot {
                mode, delegates_focus, ..
            } => Some((*mode, *delegates_focus)),
            _ => None,
        })
        .collect();
    assert_eq!(roots, [(ShadowMode::Open, true), (ShadowMode::Closed, false)]);
    assert_eq!(mutations_at(&events, "inner").len(), 1);
    assert!(events.say("open words") && events.say("closed words") && events.say("followed words"));
}

#[wasm_bindgen_test]
async fn frames_of_the_same_origin_are_part_of_the_page() {
    stage("");
    let live = Live::record(ALLOW).await;
    wait(
        "const frame = document.createElement('iframe'); frame.srcdoc = '<!doctype html><p id=inner>in the frame</p>'; \
          const loaded = new Promise((done) => frame.onload = done); stage.append(frame); await loaded",
    )
    .await;
    frames().await;
    run(
        "stage.firstChild.contentDocument.querySelector('p').append(' and later'); stage.firstChild.contentWindow.eval('document.body.append(document.createElement(\"hr\"))')",
    );
    let events = live.finish().await;
    assert!(events.say("in the frame") && events.say(" and later"));
    let documents = events
        .nodes()
        .into_iter()
        .filter(|(_, token)| matches!(token, Token::Document { .. }))
        .count();
    assert!(documents >= 2);
    assert!(events.nodes().iter().any(|(_, token)| is_element(token, "hr")));
}

#[wasm_bindgen_test]
async fn namespaces_templates_and_comments_are_kept() {
    stage(
        "<svg id=drawing viewBox='0 0 9 9'><path d='M0 0h9'/></svg><math id=formula><mi>x</mi></math><template id=template><u>inert</u></template><!--remark-->",
    );
    let live = Live::record(ALLOW).await;
    let events = live.finish().await;
    let nodes = events.nodes();
    let namespace = |name: &str| {
        nodes.iter().find_map(|(_, token)| match token {
            Token::Element {
                namespace, name: found, ..
            } if &**found == name => Some(namespace.clone()),
            _ => None,
        })
    };
    assert_eq!(
        (namespace("path"), namespace("mi"), namespace("u")),
        (Some(Namespace::Svg), Some(Namespace::MathMl), Some(Namespace::Html))
    );
    assert!(nodes.iter().any(|(_, token)| **token == Token::TemplateContent));
    assert!(
        nodes
            .iter()
            .any(|(_, token)| **token == Token::Comment("remark".into()))
    );
    assert!(
        nodes
            .iter()
            .any(|(_, token)| attribute(token, "viewBox") == Some("0 0 9 9"))
    );
}

#[wasm_bindgen_test]
async fn code_never_leaves_the_page() {
    stage(
        "<button id=button onclick='secretHandler()' nonce=secretNonce>x</button><script type=text/plain>secretScript()</script>",
    );
    let live = Live::record(ALLOW).await;
    run("stage.firstChild.setAttribute('onfocus', 'secretFocus()'); stage.lastChild.textContent = 'secretLater()'");
    let events = live.finish().await;
    for code in [
        "secretHandler",
        "secretNonce",
        "secretScript",
        "secretFocus",
        "secretLater",
    ] {
        assert!(!events.say(code), "{code}");
    }
}

#[wasm_bindgen_test]
async fn state_that_no_markup_holds_is_in_the_snapshot() {
    stage(
        "<input id=text value=markup><input id=check type=checkbox><dialog id=dialog>modal</dialog><details id=details><summary>s</summary></details>",
    );
    run("stage.children[0].value = 'typed'; stage.children[1].checked = true; stage.children[2].showModal()");
    let live = Live::record(ALLOW).await;
    run("stage.children[2].close(); stage.children[3].open = true");
    let events = live.finish().await;
    let nodes = events.nodes();
    let properties = |id: &str| {
        nodes.iter().find_map(|(_, token)| match token {
            Token::Element { properties, .. } if attribute(token, "id") == Some(id) => Some(properties.clone()),
            _ => None,
        })
    };
    assert_eq!(properties("text"), Some(vec![Property::Value("typed".into())]));
    assert_eq!(properties("check"), Some(vec![Property::Checked(true)]));
    assert_eq!(properties("dialog"), Some(vec![Property::Modal(true)]));
    let modal = events.states("dialog", |property| match property {
        Property::Modal(modal) => Some(*modal),
        _ => None,
    });
    assert_eq!(modal, [false]);
    let opened = |mutation: &Mutation| {
        mutation
            .attributes
            .iter()
            .any(|change| change.node == events.node("details") && &*change.name == "open")
    };
    assert!(mutations(&events).iter().any(opened));
}

#[wasm_bindgen_test]
async fn a_large_page_comes_whole_in_slices() {
    stage("");
    run("stage.innerHTML = Array.from({ length: 30_000 }, (_, i) => `<p class=c${i % 7}>${i}</p>`).join('')");
    let live = Live::record(ALLOW).await;
    let events = live.finish().await;
    stage("");
    let paragraphs = events
        .nodes()
        .into_iter()
        .filter(|(_, token)| is_element(token, "p"))
        .count();
    assert_eq!(paragraphs, 30_000);
    let end = events.0.iter().position(|event| *event == Event::SnapshotEnd).unwrap();
    let later = events.0[..end]
        .iter()
        .filter(|event| matches!(event, Event::Mutation(_)))
        .count();
    assert!(later > 0, "all of it was read in one task");
}

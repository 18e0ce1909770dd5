use serde_json::{Value, json};

use super::{ImportError, Imported, import};
use crate::event::{Event, Property, Token};
use crate::{NodeId, Recording};

fn element(id: u64, name: &str, attributes: Value, children: Value) -> Value {
    json!({ "type": 2, "id": id, "tagName": name, "attributes": attributes, "childNodes": children })
}

fn text(id: u64, text: &str) -> Value {
    json!({ "type": 3, "id": id, "textContent": text })
}

/// A page of one body with these children, then what happened.
fn recorded(children: Value, then: &[Value]) -> Imported {
    let body = element(3, "body", json!({}), children);
    let html = element(2, "html", json!({}), json!([body]));
    let document = json!({ "type": 0, "id": 1, "childNodes": [html] });
    let mut events = vec![
        json!({ "type": 4, "timestamp": 1000, "data": { "href": "https://shop.example/", "width": 800, "height": 600 } }),
        json!({ "type": 2, "timestamp": 1001, "data": { "node": document, "initialOffset": { "left": 0, "top": 40 } } }),
    ];
    events.extend(
        then.iter()
            .enumerate()
            .map(|(index, data)| json!({ "type": 3, "timestamp": 1100 + index * 100, "data": data })),
    );
    import(Value::Array(events).to_string().as_bytes()).expect("it is a recording")
}

fn events(imported: &Imported) -> Vec<(u32, Event)> {
    let recording = Recording::read(&imported.recording.write()).expect("what is written can be read");
    assert_eq!(recording.streams[0].events, imported.recording.streams[0].events);
    let stream = recording.streams.into_iter().next().expect("there is a stream");
    assert_eq!(stream.problems, []);
    stream
        .events
        .into_iter()
        .map(|timed| (timed.at_ms, timed.event))
        .collect()
}

fn last(imported: &Imported) -> Event {
    events(imported).pop().expect("there are events").1
}

#[test]
fn a_snapshot_keeps_structure_state_and_times() {
    let children = json!([
        element(
            4,
            "input",
            json!({ "type": "text", "value": "typed", "class": "a" }),
            json!([])
        ),
        json!({ "type": 2, "id": 5, "tagName": "svg", "isSVG": true, "attributes": {}, "childNodes": [
            { "type": 2, "id": 6, "tagName": "lineargradient", "isSVG": true, "attributes": { "xlink:href": "#a" }, "childNodes": [] }
        ] }),
        json!({ "type": 2, "id": 7, "tagName": "x-host", "isShadowHost": true, "attributes": {}, "childNodes": [
            { "type": 3, "id": 8, "isShadow": true, "textContent": "inside" },
            { "type": 3, "id": 9, "textContent": "slotted" }
        ] }),
        element(10, "div", json!({ "rr_width": "10px", "rr_height": "20px" }), json!([])),
    ]);
    let imported = recorded(children, &[]);
    assert_eq!(imported.notes, Vec::<String>::new());
    let events = events(&imported);
    let (at_ms, Event::Snapshot(forest)) = events
        .iter()
        .find(|(_, event)| matches!(event, Event::Snapshot(_)))
        .expect("a snapshot")
    else {
        panic!("no snapshot");
    };
    assert_eq!((*at_ms, forest.first), (1, NodeId::DOCUMENT));
    let shown = format!("{:?}", forest.tokens);
    assert!(shown.contains("Value(\"typed\")"), "{shown}");
    assert!(
        shown.contains("linearGradient") && shown.contains("1999/xlink"),
        "{shown}"
    );
    assert!(shown.contains("Placeholder { width: 10, height: 20 }"), "{shown}");
    let at = |wanted: &str| {
        forest
            .tokens
            .iter()
            .position(|token| matches!(token, Token::Text(text) if &**text == wanted))
    };
    let root = forest
        .tokens
        .iter()
        .position(|token| matches!(token, Token::ShadowRoot { .. }));
    assert!(root < at("inside") && at("inside") < at("slotted"), "{shown}");
    assert!(
        matches!(&events.last().expect("events").1, Event::Properties(changes) if matches!(changes[0].property, Property::Scroll { x: 0, y: 40 }))
    );
}

#[test]
fn nodes_are_added_whatever_their_order() {
    let added = json!({ "source": 0, "texts": [], "attributes": [], "removes": [], "adds": [
        { "parentId": 3, "nextId": 21, "node": text(20, "first") },
        { "parentId": 22, "nextId": null, "node": text(23, "in the last") },
        { "parentId": 3, "nextId": 22, "node": text(21, "second") },
        { "parentId": 3, "nextId": null, "node": element(22, "p", json!({}), json!([])) },
    ] });
    let imported = recorded(json!([]), &[added]);
    assert_eq!(imported.notes, Vec::<String>::new());
    let Event::Mutation(mutation) = last(&imported) else {
        panic!("no mutation")
    };
    assert_eq!(mutation.inserts.len(), 4);
    let known: Vec<NodeId> = mutation.inserts.iter().map(|insert| insert.nodes.first).collect();
    for (index, insert) in mutation.inserts.iter().enumerate() {
        if let Some(before) = insert.before {
            assert!(known[..index].contains(&before), "what follows is there already");
        }
    }
}

#[test]
fn single_declarations_are_put_into_the_style_attribute() {
    let styled = element(
        4,
        "p",
        json!({ "style": "color: red; background: url(\"a;b\")" }),
        json!([]),
    );
    let change = json!({ "source": 0, "texts": [], "adds": [], "removes": [], "attributes": [
        { "id": 4, "attributes": { "style": { "color": false, "width": ["10px", "important"], "background": "none" } } }
    ] });
    let Event::Mutation(mutation) = last(&recorded(json!([styled]), &[change])) else {
        panic!("no mutation")
    };
    assert_eq!(
        mutation.attributes[0].value.as_deref(),
        Some("background: none; width: 10px !important;")
    );
}

#[test]
fn a_select_is_set_by_its_value() {
    let options = json!([
        element(5, "option", json!({ "value": "a" }), json!([])),
        element(6, "option", json!({}), json!([text(7, "b")]))
    ]);
    let select = element(4, "select", json!({ "value": "a" }), options);
    let Event::Properties(changes) = last(&recorded(
        json!([select]),
        &[json!({ "source": 5, "id": 4, "text": "b", "isChecked": false })],
    )) else {
        panic!("no change");
    };
    assert_eq!(changes[0].property, Property::Selected(vec![1]));
}

#[test]
fn packed_events_are_unpacked() {
    let pack = |event: Value| {
        let bytes = miniz_oxide::deflate::compress_to_vec_zlib(event.to_string().as_bytes(), 6);
        Value::String(bytes.into_iter().map(char::from).collect())
    };
    let document = json!({ "type": 0, "id": 1, "childNodes": [element(2, "html", json!({}), json!([]))] });
    let list = json!([
        pack(
            json!({ "type": 4, "timestamp": 5, "v": "v1", "data": { "href": "https://a.example/", "width": 1, "height": 1 } })
        ),
        pack(json!({ "type": 2, "timestamp": 6, "v": "v1", "data": { "node": document } })),
        "not packed",
    ]);
    let imported = import(list.to_string().as_bytes()).expect("it is a recording");
    assert_eq!(
        imported.notes,
        ["event 2 is packed and cannot be unpacked: it does not inflate"]
    );
}

#[test]
fn what_is_no_recording_is_an_error_that_says_why() {
    assert!(matches!(import(b"<html>"), Err(ImportError::NotJson(_))));
    assert!(matches!(import(b"{\"a\":1}"), Err(ImportError::NotAList)));
    assert!(matches!(
        import(b"[{\"type\":0,\"timestamp\":1}]"),
        Err(ImportError::NoSnapshot { events: 1 })
    ));
    let deep = "[".repeat(5_000);
    assert!(matches!(
        import(deep.as_bytes()),
        Err(ImportError::TooDeep { at: 1_200, .. })
    ));
}

#[test]
fn odd_events_are_noted_and_lose_nothing_else() {
    let odd = [
        json!({ "source": 0, "adds": [{ "parentId": 77, "nextId": null, "node": text(20, "lost") }], "removes": [{ "id": 99 }], "texts": [{ "id": 98, "value": "" }], "attributes": [] }),
        json!({ "source": 99 }),
        json!({ "source": 9, "id": 3, "commands": [{ "property": "fillRect", "args": [] }] }),
        json!({ "source": 3, "id": 3, "x": 0, "y": 10 }),
    ];
    let imported = recorded(json!([]), &odd);
    assert_eq!(imported.notes.len(), 5, "{:?}", imported.notes);
    assert!(matches!(last(&imported), Event::Properties(_)));
}

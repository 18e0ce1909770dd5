//! Finding nodes and reading what they say.

mod support;

use scrubjay_format::NodeId;
use scrubjay_page::NodeRef;
use support::build::{Tree, element, page, text};

#[test]
fn paths_tell_an_element_from_its_siblings_and_lead_back_to_it() {
    let form = element("form")
        .attribute("id", "pay")
        .with([element("button"), element("input"), element("button")]);
    let card = element("x-card").with([Tree::shadow_root().with([element("a"), element("a")]), element("b")]);
    let frame = element("iframe").with([Tree::document(element("p").and(element("p")))]);
    let page = page(element("main").with([form, card, frame, element("svg:rect")]));
    let paths: Vec<String> = (1..=page.node_count() as u32).map(|id| page.path(NodeId(id))).collect();
    assert_eq!(
        paths,
        [
            "",
            "html",
            "html > body",
            "main",
            "main > form#pay",
            "main > form#pay > button:nth-of-type(1)",
            "main > form#pay > input",
            "main > form#pay > button:nth-of-type(2)",
            "main > x-card",
            "main > x-card", // the shadow root
            "main > x-card >>> a:nth-of-type(1)",
            "main > x-card >>> a:nth-of-type(2)",
            "main > x-card > b",
            "main > iframe",
            "main > iframe", // its document
            "main > iframe >>> html",
            "main > iframe >>> html > body",
            "main > iframe >>> p:nth-of-type(1)",
            "main > iframe >>> p:nth-of-type(2)",
            "main > svg\\:rect",
        ]
    );
    for (node, path) in (1..).map(NodeId).zip(&paths) {
        if page.node(node).and_then(NodeRef::name).is_some() {
            assert_eq!(page.find(path), Some(node), "{path}");
        }
    }
}

#[test]
fn a_path_may_begin_at_a_landmark() {
    let page = page(element("div").with([element("main").with([element("p"), element("p").attribute("id", "x")])]));
    assert_eq!(page.find("main > p#x"), Some(NodeId(7)));
    assert_eq!(page.find("main > p:nth-of-type(1)"), Some(NodeId(6)));
    for nowhere in [
        "",
        "main > a",
        "p#y",
        "main >>> p",
        "p:nth-of-type(",
        "main > p:nth-of-type(3)",
    ] {
        assert_eq!(page.find(nowhere), None, "{nowhere}");
    }
}

#[test]
fn text_is_what_a_reader_meets() {
    let hidden = element("p").attribute("hidden", "").with([text("not this")]);
    let card = element("x-card").with([Tree::shadow_root().with([text("in the shadow")])]);
    let frame = element("iframe").with([Tree::document(text("in a frame"))]);
    let words = element("p").with([text("  To\n be"), element("b").with([text("long")]), text("ing ")]);
    let list = element("ul").with([element("li").with([text("one")]), element("li").with([text("two")])]);
    let template = element("template").with([Tree::template_content().with([text("nor this")])]);
    let script = element("script").with([text("nor this()")]);
    let page = page(
        words
            .and(list)
            .and(hidden)
            .and(template)
            .and(script)
            .and(card)
            .and(frame),
    );
    assert_eq!(
        page.text_content(NodeId::DOCUMENT),
        "To belonging one two in the shadow in a frame"
    );
    assert_eq!(page.text_content(NodeId(99)), "");
    assert_eq!(page.document().map(NodeRef::id), Some(NodeId::DOCUMENT));
}

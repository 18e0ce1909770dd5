//! Where the visitor is, and how the page fares: addresses, titles, viewport, visibility, connection, life cycle, errors.

use scrubjay_format::Event;
use scrubjay_format::event::{ErrorKind, LifecycleState, NavigationCause, Property};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::live::{ALLOW, Live, frames, run, stage, wait};

#[wasm_bindgen_test]
async fn a_recording_begins_with_where_it_is() {
    stage("<p>here</p>");
    let live = Live::record(ALLOW).await;
    let events = live.finish().await;
    let Event::Start(start) = &events.0[0] else {
        panic!("it begins with {:?}", events.0[0])
    };
    assert!(start.url.starts_with("http://127.0.0.1:"));
    assert!(start.viewport.width > 0 && start.started_at_ms > 1_700_000_000_000);
    assert!(matches!(&events.0[1], Event::Navigation(navigation) if navigation.cause == NavigationCause::Load));
    assert!(matches!(&events.0[2], Event::Snapshot(_)));
}

#[wasm_bindgen_test]
async fn each_change_of_address_has_its_cause() {
    stage("<p>here</p>");
    let live = Live::record(ALLOW).await;
    wait("const change = (type) => new Promise((done) => addEventListener(type, done, { once: true })); \
          const home = location.pathname + location.search + location.hash; \
          history.pushState(null, '', '/pushed'); history.replaceState(null, '', '/replaced'); history.replaceState({ same: 1 }, ''); \
          const popped = change('popstate'); history.back(); await popped; \
          const hashed = change('hashchange'); location.hash = 'part'; await hashed; \
          const back = change('popstate'); history.back(); await back; history.replaceState(null, '', home)").await;
    let events = live.finish().await;
    let causes = events.all(|event| match event {
        Event::Navigation(navigation) => Some(navigation.cause),
        _ => None,
    });
    use NavigationCause::{Back, Load, Push, Replace};
    assert_eq!(causes[..4], [Load, Push, Replace, Back]);
    assert!(events.say("/pushed") && events.say("/replaced"));
}

#[wasm_bindgen_test]
async fn a_title_is_written_when_it_is_another_one() {
    stage("<p>here</p>");
    run("document.title = 'First'");
    let live = Live::record(ALLOW).await;
    run("document.title = 'Second'");
    frames().await;
    run("document.title = 'Second'");
    let events = live.finish().await;
    let titles = events.all(|event| match event {
        Event::Title(title) => Some(title.to_string()),
        _ => None,
    });
    assert_eq!(titles, ["Second"]);
}

#[wasm_bindgen_test]
async fn scrolling_is_a_state_of_what_is_scrolled() {
    stage("<div id=scroller style='height: 50px; overflow: auto'><div style='height: 500px'>tall</div></div>");
    let live = Live::record("{}").await;
    wait("const scrolled = new Promise((done) => stage.firstChild.addEventListener('scroll', done, { once: true })); stage.firstChild.scrollTop = 120; await scrolled").await;
    let events = live.finish().await;
    let positions = events.states("scroller", |property| match property {
        Property::Scroll { x, y } => Some((*x, *y)),
        _ => None,
    });
    assert_eq!(positions, [(0, 120)]);
}

#[wasm_bindgen_test]
async fn a_viewport_is_written_when_its_size_is_another_one() {
    stage("<p>here</p>");
    let live = Live::record("{}").await;
    // No script can resize the window of a test; what it says of itself can be put over.
    run(
        "dispatchEvent(new Event('resize')); Object.defineProperty(window, 'innerWidth', { configurable: true, get: () => 321 }); \
         dispatchEvent(new Event('resize')); dispatchEvent(new Event('resize')); delete window.innerWidth",
    );
    run(
        "Object.defineProperty(window, 'innerWidth', { configurable: true, writable: true, value: document.documentElement.clientWidth })",
    );
    let events = live.finish().await;
    let widths = events.all(|event| match event {
        Event::Viewport(viewport) => Some(viewport.width),
        _ => None,
    });
    assert_eq!(widths, [321]);
}

#[wasm_bindgen_test]
async fn visibility_focus_connection_and_life_cycle_are_told() {
    stage("<p>here</p>");
    let live = Live::record("{}").await;
    run(
        "Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' }); \
         document.dispatchEvent(new Event('visibilitychange')); delete document.visibilityState; \
         window.dispatchEvent(new FocusEvent('blur')); window.dispatchEvent(new Event('offline')); window.dispatchEvent(new Event('online')); \
         document.dispatchEvent(new Event('freeze')); document.dispatchEvent(new Event('resume')); \
         window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })); window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
    );
    let events = live.finish().await;
    let told = events.all(|event| match event {
        Event::Visibility { visible } => Some(format!("visible {visible}")),
        Event::WindowFocus { focused } => Some(format!("focused {focused}")),
        Event::Online(online) => Some(format!("online {online}")),
        Event::Lifecycle(LifecycleState::Frozen) => Some("frozen".to_owned()),
        Event::Lifecycle(LifecycleState::Resumed) => Some("resumed".to_owned()),
        Event::Lifecycle(LifecycleState::Hidden) => Some("hidden".to_owned()),
        Event::Lifecycle(LifecycleState::Restored) => Some("restored".to_owned()),
        _ => None,
    });
    assert_eq!(
        told,
        [
            "visible false",
            "focused false",
            "online false",
            "online true",
            "frozen",
            "resumed",
            "hidden",
            "restored"
        ]
    );
}

#[wasm_bindgen_test]
async fn errors_of_the_page_are_told_with_what_is_private_masked() {
    stage("<p>here</p>");
    let live = Live::record("{}").await;
    run("const error = (message) => new RangeError(message); \
         dispatchEvent(new ErrorEvent('error', { message: 'Uncaught', filename: location.origin + '/shop.js?token=abc', lineno: 7, colno: 3, error: error('mail to jane@example.com failed') })); \
         dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise: Promise.resolve(), reason: 'a plain reason' }))");
    live.recording.capture_error(&js_sys::TypeError::new("captured"));
    let events = live.finish().await;
    let errors = events.all(|event| match event {
        Event::Error(report) => Some(report.clone()),
        _ => None,
    });
    assert_eq!(
        errors.iter().map(|error| error.kind).collect::<Vec<_>>(),
        [ErrorKind::Uncaught, ErrorKind::Rejection, ErrorKind::Captured]
    );
    assert_eq!(
        (&*errors[0].name, errors[0].line, errors[0].column),
        ("RangeError", 7, 3)
    );
    assert_eq!(&*errors[2].message, "captured");
    assert!(
        !events.say("jane@example.com") && !events.say("token=abc"),
        "{errors:?}"
    );
}

#[wasm_bindgen_test]
async fn what_a_site_reports_passes_the_gate() {
    stage("<p>here</p>");
    let live = Live::record("{}").await;
    let pairs =
        run("return [['plan', 'team'], ['seats', 3], ['trial', true], ['mail', 'jane@example.com'], ['none', null]]");
    live.recording.identify("customer 4711", &pairs.clone().into());
    live.recording.event("checkout", &pairs.into(), false);
    live.recording.tag("branch", "b");
    let events = live.finish().await;
    let custom = events.first(|event| match event {
        Event::Custom(custom) => Some(custom.clone()),
        _ => None,
    });
    assert_eq!((&*custom.name, custom.properties.len()), ("checkout", 5));
    assert!(events.say("customer 4711") && events.say("team") && !events.say("jane@example.com"));
    assert!(
        events
            .0
            .iter()
            .any(|event| matches!(event, Event::Tag { key, value } if &**key == "branch" && &**value == "b"))
    );
}

//! Summaries of streams and sessions.

use scrubjay_format::NodeId;
use scrubjay_format::event::*;
use scrubjay_signals::{AWAY_AFTER_MS, DeviceKind, Summary};

const CHROME: &str =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36";
const SAFARI: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15";

fn start(url: &str, title: &str, user_agent: &str, touch: bool) -> Event {
    Event::Start(Start {
        started_at_ms: 0,
        url: url.into(),
        referrer: "".into(),
        title: title.into(),
        user_agent: user_agent.into(),
        language: "en".into(),
        timezone: "UTC".into(),
        viewport: Viewport {
            width: 800,
            height: 600,
            pixel_ratio_percent: 100,
        },
        screen_width: 1600,
        screen_height: 1200,
        color_scheme: ColorScheme::Light,
        touch,
        recorder: "0.1.0".into(),
        environment: Environment::default(),
    })
}

fn click() -> Event {
    Event::Click(Click {
        target: None,
        x: 0,
        y: 0,
        button: 0,
        count: 1,
        label: "".into(),
        path: "".into(),
    })
}

fn navigation(url: &str, cause: NavigationCause) -> Event {
    Event::Navigation(Navigation { url: url.into(), cause })
}

fn summary(started_at_ms: u64, events: Vec<(u32, Event)>) -> Summary {
    let mut summary = Summary::new(started_at_ms);
    events
        .into_iter()
        .for_each(|(at_ms, event)| summary.add(&TimedEvent { at_ms, event }));
    summary
}

fn shopping() -> Summary {
    let edit = FieldEdit {
        target: NodeId(4),
        label: "".into(),
        path: "".into(),
    };
    let identify = |user: &str| {
        Event::Identify(Identify {
            user: user.into(),
            traits: Vec::new(),
        })
    };
    summary(
        1_000_000,
        vec![
            (0, start("/shop", "", CHROME, false)),
            (0, navigation("/shop", NavigationCause::Load)),
            (5, Event::Title("Shop".into())),
            (5_000, click()),
            (6_000, navigation("/shop/1", NavigationCause::Push)),
            (6_500, navigation("/shop/1?x", NavigationCause::Replace)),
            (7_000, Event::FieldEdit(edit)),
            (8_000, identify("ann")),
            (9_000, identify("bea")),
            (
                9_000,
                Event::Custom(Custom {
                    name: "paid".into(),
                    properties: Vec::new(),
                }),
            ),
            (9_500, start("/shop/1?x", "Shop", CHROME, false)),
            (10_000, Event::SnapshotEnd),
        ],
    )
}

#[test]
fn a_stream_in_numbers() {
    let summary = shopping();
    assert_eq!(
        (summary.started_at_ms, summary.ended_at_ms, summary.duration_ms()),
        (1_000_000, 1_010_000, 10_000)
    );
    assert_eq!(
        (&*summary.url, &*summary.title, summary.user.as_deref()),
        ("/shop", "Shop", Some("bea"))
    );
    let counts = summary.counts;
    assert_eq!((counts.streams, counts.events, counts.pages), (1, 11, 2));
    assert_eq!(
        (counts.clicks, counts.edits, counts.errors, counts.customs),
        (1, 1, 0, 1)
    );
    let device = summary.device.expect("it said on what it runs");
    assert_eq!(
        (&*device.browser, &*device.os, device.kind),
        ("Chrome", "Linux", DeviceKind::Desktop)
    );
    assert_eq!(summary.viewport.map(|viewport| viewport.width), Some(800));
}

#[test]
fn a_mac_with_a_touch_screen_is_an_ipad() {
    let device = summary(0, vec![(0, start("/", "", SAFARI, true))])
        .device
        .expect("it said on what it runs");
    assert_eq!(
        (&*device.browser, &*device.os, device.kind),
        ("Safari", "iOS", DeviceKind::Tablet)
    );
}

#[test]
fn time_away_is_not_active() {
    let hidden = |visible| Event::Visibility { visible };
    let active = |events| summary(0, events).active_ms;
    assert_eq!(
        active(vec![
            (0, start("/", "", CHROME, false)),
            (4_000, click()),
            (9_000, hidden(false))
        ]),
        9_000
    );
    let gone = vec![
        (0, start("/", "", CHROME, false)),
        (5_000, hidden(false)),
        (60_000, hidden(true)),
        (61_000, click()),
    ];
    assert_eq!(active(gone), 6_000);
    assert_eq!(active(vec![(0, click()), (600_000, click())]), u64::from(AWAY_AFTER_MS));
}

#[test]
fn streams_make_a_session_in_any_order() {
    let second = summary(
        1_020_000,
        vec![
            (0, start("/checkout", "Checkout", CHROME, false)),
            (1_000, click()),
            (
                2_000,
                Event::Identify(Identify {
                    user: "cat".into(),
                    traits: Vec::new(),
                }),
            ),
        ],
    );
    let (mut forward, mut backward) = (shopping(), second.clone());
    forward.merge(&second);
    backward.merge(&shopping());
    assert_eq!(forward, backward);
    assert_eq!(
        (forward.duration_ms(), forward.counts.streams, forward.counts.pages),
        (22_000, 2, 3)
    );
    assert_eq!(
        (&*forward.url, &*forward.title, forward.user.as_deref()),
        ("/shop", "Shop", Some("cat"))
    );
    assert_eq!(forward.active_ms, shopping().active_ms + 1_000);
}

#[cfg(feature = "serde")]
#[test]
fn a_summary_can_be_kept_as_json_and_goes_on() {
    let json = serde_json::to_string(&shopping()).expect("it is plain data");
    let mut kept: Summary = serde_json::from_str(&json).expect("it was written so");
    assert_eq!(kept, shopping());
    kept.add(&TimedEvent {
        at_ms: 11_000,
        event: click(),
    });
    assert_eq!(kept.counts.clicks, 2);
}

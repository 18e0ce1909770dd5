//! What a timeline marks.

use scrubjay_format::event::{
    Click, ErrorReport, Event, FieldEdit, FormAction, Network, NetworkFailure, NetworkInitiator, TimedEvent,
};
use scrubjay_format::{NodeId, Text};

use crate::clicks::{dead_clicks, rage_clicks};

/// A moment worth looking at.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Marker {
    /// When, in milliseconds since the stream's start.
    pub at_ms: u32,
    /// What.
    pub kind: MarkerKind,
    /// In words, for people: the label of what was clicked, the message of an error, an address.
    pub label: Text,
    /// The element it is about.
    pub node: Option<NodeId>,
}

/// What a marker marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum MarkerKind {
    /// A click, tap or keyboard activation.
    Click,
    /// Three clicks or more within a second on one spot; marks the first of them.
    RageClick {
        /// How many.
        clicks: u32,
    },
    /// A click on a button that nothing answered within 2.5 s.
    DeadClick,
    /// A form control was edited and left.
    Edit,
    /// A form was sent.
    Submit,
    /// A page was loaded, or its address changed.
    Navigation,
    /// An error that was not caught, or that the site reported.
    Error,
    /// A request that failed or was answered with a status from 400 on.
    NetworkFailure,
    /// An event that the site reported by name.
    Custom,
}

/// The markers of one stream, whose events are in order of time; so are the markers. Index events alone give all but dead
/// clicks, which need the replay.
pub fn markers(events: &[TimedEvent]) -> Vec<Marker> {
    let mut url: Option<&Text> = None;
    let mut markers = Vec::new();
    let mut mark = |at_ms, kind, label: Text, node| {
        markers.push(Marker {
            at_ms,
            kind,
            label,
            node,
        })
    };
    for TimedEvent { at_ms, event } in events {
        match event {
            Event::Start(start) if url.is_none() => {
                mark(*at_ms, MarkerKind::Navigation, start.url.clone(), None);
                url = Some(&start.url);
            }
            Event::Navigation(navigation) if url != Some(&navigation.url) => {
                mark(*at_ms, MarkerKind::Navigation, navigation.url.clone(), None);
                url = Some(&navigation.url);
            }
            Event::Click(click) => mark(*at_ms, MarkerKind::Click, name(click), click.target),
            Event::FieldEdit(FieldEdit { target, label, path }) => {
                mark(*at_ms, MarkerKind::Edit, first_of(label, path), Some(*target));
            }
            Event::Form {
                node,
                action: FormAction::Submit,
            } => {
                mark(*at_ms, MarkerKind::Submit, Text::from(""), Some(*node));
            }
            Event::Error(error) => mark(*at_ms, MarkerKind::Error, message(error), None),
            Event::Network(network) if is_failure(network) => {
                let label = format!("{} {} {}", network.method, network.url, network.status);
                mark(*at_ms, MarkerKind::NetworkFailure, label.into(), None);
            }
            Event::Custom(custom) => mark(*at_ms, MarkerKind::Custom, custom.name.clone(), None),
            _ => {}
        }
    }
    for ((at_ms, click), count) in rage_clicks(events) {
        let clicks = u32::try_from(count).unwrap_or(u32::MAX);
        mark(at_ms, MarkerKind::RageClick { clicks }, name(click), click.target);
    }
    for (at_ms, click) in dead_clicks(events) {
        mark(at_ms, MarkerKind::DeadClick, name(click), click.target);
    }
    markers.sort_by_key(|marker| marker.at_ms);
    markers
}

fn name(click: &Click) -> Text {
    first_of(&click.label, &click.path)
}

fn first_of(label: &Text, path: &Text) -> Text {
    if label.is_empty() { path.clone() } else { label.clone() }
}

fn message(error: &ErrorReport) -> Text {
    match (error.name.is_empty(), error.message.is_empty()) {
        (true, _) => error.message.clone(),
        (false, true) => error.name.clone(),
        (false, false) => format!("{}: {}", error.name, error.message).into(),
    }
}

/// Status 0 means failure only where a browser shows the status: that of a beacon or of a foreign resource is never known.
pub(crate) fn is_failure(network: &Network) -> bool {
    let refused = network.status >= 400 && network.initiator != NetworkInitiator::WebSocket;
    // What the page gave up itself did not fail.
    refused || !matches!(network.failure, NetworkFailure::None | NetworkFailure::Aborted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrubjay_format::event::{Custom, ErrorKind, Navigation, NavigationCause};

    fn at(at_ms: u32, event: Event) -> TimedEvent {
        TimedEvent { at_ms, event }
    }

    fn navigation(url: &str) -> Event {
        Event::Navigation(Navigation {
            url: url.into(),
            cause: NavigationCause::Push,
        })
    }

    fn network(initiator: NetworkInitiator, status: u32) -> Event {
        let (method, url) = ("POST".into(), "/pay".into());
        let failure = match (initiator, status) {
            (NetworkInitiator::Fetch | NetworkInitiator::Xhr, 0) => NetworkFailure::Unreachable,
            _ => NetworkFailure::None,
        };
        Event::Network(Network {
            status,
            failure,
            ..Network::new(initiator, method, url)
        })
    }

    fn marks(events: &[TimedEvent]) -> Vec<(u32, MarkerKind, String)> {
        markers(events)
            .into_iter()
            .map(|marker| (marker.at_ms, marker.kind, marker.label.to_string()))
            .collect()
    }

    #[test]
    fn a_timeline_marks_what_happened() {
        let error = ErrorReport {
            kind: ErrorKind::Uncaught,
            name: "TypeError".into(),
            message: "x is undefined".into(),
            stack: "".into(),
            source: "".into(),
            line: 1,
            column: 2,
            count: 1,
            causes: Vec::new(),
        };
        let edit = FieldEdit {
            target: NodeId(7),
            label: "".into(),
            path: "form > input".into(),
        };
        let events = [
            at(1, navigation("/a")),
            at(2, navigation("/a")),
            at(3, Event::FieldEdit(edit)),
            at(
                4,
                Event::Form {
                    node: NodeId(6),
                    action: FormAction::Submit,
                },
            ),
            at(
                5,
                Event::Form {
                    node: NodeId(6),
                    action: FormAction::Reset,
                },
            ),
            at(6, Event::Error(error)),
            at(7, network(NetworkInitiator::Fetch, 0)),
            at(8, network(NetworkInitiator::Beacon, 0)),
            at(9, network(NetworkInitiator::Resource, 404)),
            at(10, network(NetworkInitiator::Xhr, 204)),
            at(
                11,
                Event::Custom(Custom {
                    name: "paid".into(),
                    properties: Vec::new(),
                }),
            ),
        ];
        assert_eq!(
            marks(&events),
            [
                (1, MarkerKind::Navigation, "/a".to_owned()),
                (3, MarkerKind::Edit, "form > input".to_owned()),
                (4, MarkerKind::Submit, String::new()),
                (6, MarkerKind::Error, "TypeError: x is undefined".to_owned()),
                (7, MarkerKind::NetworkFailure, "POST /pay 0".to_owned()),
                (9, MarkerKind::NetworkFailure, "POST /pay 404".to_owned()),
                (11, MarkerKind::Custom, "paid".to_owned()),
            ]
        );
    }

    #[test]
    fn a_burst_is_marked_beside_its_clicks() {
        let click = |at_ms| {
            let (label, path) = ("Pay".into(), "button".into());
            at(
                at_ms,
                Event::Click(Click {
                    target: Some(NodeId(3)),
                    x: 1,
                    y: 1,
                    button: 0,
                    count: 1,
                    label,
                    path,
                }),
            )
        };
        let marks = marks(&[click(100), click(200), click(300)]);
        let kinds: Vec<_> = marks.into_iter().map(|(at_ms, kind, _)| (at_ms, kind)).collect();
        let rage = MarkerKind::RageClick { clicks: 3 };
        assert_eq!(
            kinds,
            [
                (100, MarkerKind::Click),
                (100, rage),
                (200, MarkerKind::Click),
                (300, MarkerKind::Click)
            ]
        );
    }
}

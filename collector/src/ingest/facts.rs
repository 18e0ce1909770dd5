//! From the index section of a part to rows and counters.

use scrubjay_format::event::{ErrorKind, NavigationCause, NetworkFailure, NetworkInitiator, Scalar, Start};
use scrubjay_format::{Event, Text, TimedEvent};
use scrubjay_signals::DeviceKind;

use crate::model::{Device, Fact, FactCounts, Facts, StartFacts, ViewportSize};

use super::names;

/// Longest name or value of a row, in bytes; longer ones are cut. The recording itself keeps them whole.
const TEXT_MAX_BYTES: usize = 2048;
/// Most rows of one part. A page that logs in a loop must not fill the database.
const ROWS_MAX: usize = 2000;
/// Most text in all rows of one part. A string of the string table costs two bytes each time it is used in a part, but
/// its whole length in a row.
const ROWS_TEXT_MAX_BYTES: usize = 256 * 1024;
/// A clock that is off by less is right: what is measured holds half of a request's way.
const CLOCK_TOLERANCE_MS: u64 = 1_000;
/// A clock that is off by more than a hundred years says nothing, and sums with it must not overflow.
const CLOCK_OFFSET_MAX_MS: u64 = 100 * 366 * 86_400_000;
/// Most tags and traits of one part.
const ATTRIBUTES_MAX: usize = 200;

/// Reads what search needs from the index events of one part.
pub fn facts(events: &[TimedEvent]) -> Facts {
    let mut facts = Facts::default();
    let mut text_size_bytes = 0;
    for TimedEvent { at_ms, event } in events {
        count(event, &mut facts.counts);
        note_session(*at_ms, event, &mut facts);
        let Some((kind, name, value, number)) = row(event) else {
            continue;
        };
        let (name, value) = (bounded(name), bounded(value));
        text_size_bytes += name.len() + value.len();
        if facts.rows.len() < ROWS_MAX && text_size_bytes <= ROWS_TEXT_MAX_BYTES {
            facts.rows.push(Fact {
                at_ms: *at_ms,
                kind,
                name,
                value,
                number,
            });
        }
    }
    facts
}

fn count(event: &Event, counts: &mut FactCounts) {
    counts.events += 1;
    match event {
        // The first page is counted with its stream, and replacing an address opens no page.
        Event::Navigation(navigation) => match navigation.cause {
            NavigationCause::Push
            | NavigationCause::Pop
            | NavigationCause::Hash
            | NavigationCause::Back
            | NavigationCause::Forward => counts.navigations += 1,
            NavigationCause::Load | NavigationCause::Replace | NavigationCause::Reload | NavigationCause::Revisit => {}
        },
        Event::Click(_) => counts.clicks += 1,
        Event::FieldEdit(_) => counts.edits += 1,
        Event::Error(error) => counts.errors = counts.errors.saturating_add(error.count),
        Event::Custom(_) => counts.customs += 1,
        _ => {}
    }
}

/// Keeps what describes stream and session as a whole.
fn note_session(at_ms: u32, event: &Event, facts: &mut Facts) {
    match event {
        Event::Start(start) => {
            if facts.start.is_none() {
                facts.start = Some(start_facts(start));
            }
            note_title(&start.title, facts);
        }
        Event::Title(title) => note_title(title, facts),
        Event::Identify(identify) => {
            facts.user = Some((at_ms, bounded(identify.user.clone())));
            for (name, value) in &identify.traits {
                add_attribute(facts, format!("user.{name}"), scalar_text(value));
            }
        }
        Event::ClockOffset { offset_ms } if offset_ms.unsigned_abs() <= CLOCK_OFFSET_MAX_MS => {
            let is_right = offset_ms.unsigned_abs() < CLOCK_TOLERANCE_MS;
            facts.clock_offset_ms = Some(if is_right { 0 } else { *offset_ms });
        }
        Event::Tag { key, value } => add_attribute(facts, key.to_string(), value.to_string()),
        Event::Flag(flag) => {
            let key = format!("{}.{}", names::flag(flag.kind), flag.name);
            add_attribute(facts, key, scalar_text(&flag.value));
        }
        _ => {}
    }
}

fn note_title(title: &Text, facts: &mut Facts) {
    if facts.title.is_none() && !title.is_empty() {
        facts.title = Some(bounded(title.clone()));
    }
}

fn add_attribute(facts: &mut Facts, key: String, value: String) {
    if facts.attributes.len() < ATTRIBUTES_MAX {
        facts
            .attributes
            .push((bounded(key.into()).to_string(), bounded(value.into()).to_string()));
    }
}

fn start_facts(start: &Start) -> StartFacts {
    StartFacts {
        url: bounded(start.url.clone()),
        referrer: bounded(start.referrer.clone()),
        device: device(start),
        viewport: ViewportSize {
            width: start.viewport.width,
            height: start.viewport.height,
        },
    }
}

/// Browser with its major version, system, and what kind of device they run on.
fn device(start: &Start) -> Device {
    let device = scrubjay_signals::device_of(start);
    let browser = match device.browser_major {
        Some(major) => format!("{} {major}", device.browser),
        None => device.browser.to_string(),
    };
    let kind = match device.kind {
        DeviceKind::Desktop => "desktop",
        DeviceKind::Mobile => "mobile",
        DeviceKind::Tablet => "tablet",
    };
    Device {
        browser,
        os: device.os.to_string(),
        kind: kind.to_owned(),
    }
}

type Row = (&'static str, Text, Text, Option<f64>);

/// Kind, name, value and number of an index event; none for kinds this version does not know.
fn row(event: &Event) -> Option<Row> {
    let none = || Text::from("");
    let word = |word: &'static str| Text::from(word);
    Some(match event {
        Event::Start(start) => ("start", start.title.clone(), start.url.clone(), None),
        Event::Navigation(navigation) => (
            "navigation",
            word(names::navigation(navigation.cause)),
            navigation.url.clone(),
            None,
        ),
        Event::Title(title) => ("title", title.clone(), none(), None),
        Event::Click(click) => (
            "click",
            click.label.clone(),
            click.path.clone(),
            Some(f64::from(click.count)),
        ),
        Event::FieldEdit(edit) => ("field_edit", edit.label.clone(), edit.path.clone(), None),
        Event::Form { action, .. } => ("form", word(names::form(*action)), none(), None),
        Event::Clipboard { action, .. } => ("clipboard", word(names::clipboard(*action)), none(), None),
        Event::Drag(drag) => (
            "drag",
            word(names::drag(drag.action)),
            none(),
            (drag.files > 0).then(|| f64::from(drag.files)),
        ),
        Event::ContextMenu(_) => ("context_menu", none(), none(), None),
        Event::FilesChosen(files) => (
            "files_chosen",
            Text::from(files.count.to_string()),
            Text::from(files.size_bytes.to_string()),
            Some(f64::from(files.count)),
        ),
        Event::Autofill { .. } => ("autofill", none(), none(), None),
        Event::Visibility { visible } => (
            "visibility",
            word(if *visible { "visible" } else { "hidden" }),
            none(),
            None,
        ),
        Event::WindowFocus { focused } => (
            "window_focus",
            word(if *focused { "focused" } else { "blurred" }),
            none(),
            None,
        ),
        Event::Lifecycle(state) => ("lifecycle", word(names::lifecycle(*state)), none(), None),
        Event::Online(online) => ("online", word(if *online { "online" } else { "offline" }), none(), None),
        Event::Error(error) => {
            let name = if error.name.is_empty() {
                word(names::error(error.kind))
            } else {
                error.name.clone()
            };
            let value = match (error.message.is_empty(), error.kind) {
                (true, ErrorKind::Resource) => error.source.clone(),
                _ => error.message.clone(),
            };
            ("error", name, value, Some(f64::from(error.count)))
        }
        Event::Console(line) => ("console", word(names::console(line.level)), line.text.clone(), None),
        // A page has a hundred resources that came as they should; the recording holds them.
        Event::Network(request)
            if request.initiator == NetworkInitiator::Resource && request.failure == NetworkFailure::None =>
        {
            return None;
        }
        Event::Network(request) => {
            let name = if request.method.is_empty() {
                word(names::initiator(request.initiator))
            } else {
                request.method.clone()
            };
            ("network", name, request.url.clone(), Some(f64::from(request.status)))
        }
        Event::Vital(vital) => (
            "vital",
            word(names::vital(vital.name)),
            vital.path.clone(),
            Some(f64::from(vital.value)),
        ),
        Event::LongTask(task) => (
            "long_task",
            task.invoker.clone(),
            task.source.clone(),
            Some(f64::from(task.duration_ms)),
        ),
        Event::State(change) => ("state", change.action.clone(), change.store.clone(), None),
        Event::Flag(flag) => {
            let key = format!("{}.{}", names::flag(flag.kind), flag.name);
            ("flag", key.into(), scalar_text(&flag.value).into(), None)
        }
        Event::Connection(connection) => (
            "connection",
            connection.effective_type.clone(),
            connection.medium.clone(),
            Some(f64::from(connection.round_trip_ms)),
        ),
        Event::Custom(custom) => ("custom", custom.name.clone(), json(&custom.properties), None),
        Event::Identify(identify) => ("identify", identify.user.clone(), json(&identify.traits), None),
        Event::Tag { key, value } => ("tag", key.clone(), value.clone(), None),
        Event::Note(note) => ("note", word(names::note(note.code)), note.text.clone(), None),
        _ => return None,
    })
}

/// Properties as a JSON object.
fn json(properties: &[(Text, Scalar)]) -> Text {
    let object: serde_json::Map<String, serde_json::Value> = properties
        .iter()
        .map(|(name, value)| {
            let value = match value {
                Scalar::Null => serde_json::Value::Null,
                Scalar::Boolean(value) => (*value).into(),
                Scalar::Number(value) => (*value).into(),
                Scalar::Text(value) => (&**value).into(),
            };
            (name.to_string(), value)
        })
        .collect();
    serde_json::Value::Object(object).to_string().into()
}

fn scalar_text(value: &Scalar) -> String {
    match value {
        Scalar::Null => String::new(),
        Scalar::Boolean(value) => value.to_string(),
        Scalar::Number(value) => value.to_string(),
        Scalar::Text(value) => value.to_string(),
    }
}

/// Text that fits a row: not too long, and without NUL, which PostgreSQL cannot keep.
fn bounded(text: Text) -> Text {
    if text.len() <= TEXT_MAX_BYTES && !text.contains('\0') {
        return text;
    }
    let mut end = text.len().min(TEXT_MAX_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].replace('\0', "\u{fffd}").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrubjay_format::event::{Console, ConsoleLevel, Custom, Identify, Navigation};

    fn at(at_ms: u32, event: Event) -> TimedEvent {
        TimedEvent { at_ms, event }
    }

    #[test]
    fn pages_are_counted_where_a_visitor_would() {
        let navigation = |cause| {
            at(
                1,
                Event::Navigation(Navigation {
                    url: "/x".into(),
                    cause,
                }),
            )
        };
        let causes = [
            NavigationCause::Load,
            NavigationCause::Push,
            NavigationCause::Replace,
            NavigationCause::Pop,
            NavigationCause::Hash,
        ];
        let counts = facts(&causes.map(navigation)).counts;
        assert_eq!((counts.events, counts.navigations), (5, 3));
    }

    #[test]
    fn the_last_identity_and_the_first_title_stay() {
        let identify = |user: &str| {
            Event::Identify(Identify {
                user: user.into(),
                traits: vec![("plan".into(), Scalar::Number(2.0))],
            })
        };
        let facts = facts(&[
            at(0, Event::Title("".into())),
            at(1, identify("a")),
            at(2, Event::Title("First".into())),
            at(3, identify("b")),
            at(4, Event::Title("Second".into())),
        ]);
        assert_eq!(facts.title.as_deref(), Some("First"));
        assert_eq!(facts.user, Some((3, "b".into())));
        assert_eq!(facts.attributes[1], ("user.plan".into(), "2".into()));
    }

    #[test]
    fn rows_are_bounded_in_number_length_and_sum() {
        let line = |text: &str| {
            at(
                0,
                Event::Console(Console {
                    level: ConsoleLevel::Log,
                    text: text.into(),
                }),
            )
        };
        let many = vec![line("x"); ROWS_MAX + 1];
        assert_eq!(facts(&many).rows.len(), ROWS_MAX);
        assert_eq!(facts(&many).counts.events as usize, ROWS_MAX + 1);
        let long = "é".repeat(TEXT_MAX_BYTES);
        assert_eq!(facts(&[line(&long)]).rows[0].value.len(), TEXT_MAX_BYTES);
        let sum: usize = facts(&vec![line(&long); 1000])
            .rows
            .iter()
            .map(|row| row.name.len() + row.value.len())
            .sum();
        assert!(
            sum <= ROWS_TEXT_MAX_BYTES && sum > ROWS_TEXT_MAX_BYTES - 2 * TEXT_MAX_BYTES,
            "{sum}"
        );
    }

    #[test]
    fn properties_become_json() {
        let properties = vec![
            ("a".into(), Scalar::Text("\"q\"\0".into())),
            ("b".into(), Scalar::Null),
            ("c".into(), Scalar::Number(f64::NAN)),
            ("d".into(), Scalar::Boolean(true)),
        ];
        let facts = facts(&[at(
            0,
            Event::Custom(Custom {
                name: "paid\0".into(),
                properties,
            }),
        )]);
        assert_eq!(&*facts.rows[0].name, "paid\u{fffd}");
        assert_eq!(
            &*facts.rows[0].value,
            r#"{"a":"\"q\"\u0000","b":null,"c":null,"d":true}"#
        );
    }
}

//! What a timeline shows of a whole session: markers, quiet stretches, how much happens when.

use scrubjay_format::event::{Event, Navigation, NavigationCause, TimedEvent};

/// Something worth finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// When, in milliseconds of the session.
    pub at_ms: u32,
    /// What it stands for.
    pub kind: MarkerKind,
    /// In words, scrubbed by the recorder.
    pub label: String,
}

/// What a marker stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkerKind {
    /// A click, tap or keyboard activation.
    Click,
    /// A form control was edited and left.
    Edit,
    /// Another address.
    Navigation,
    /// An error that nobody handled, or one that the site reported.
    Error,
    /// A request that failed.
    Network,
    /// An event that the site reported.
    Custom,
}

impl MarkerKind {
    /// Its name in the public interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Click => "click",
            Self::Edit => "edit",
            Self::Navigation => "navigation",
            Self::Error => "error",
            Self::Network => "network",
            Self::Custom => "custom",
        }
    }
}

/// How long nothing must happen for a stretch to count as quiet.
const QUIET_MS: u32 = 5_000;
/// What is left of a quiet stretch at either end when it is passed over, so that one sees what led into it and out of it.
const MARGIN_MS: u32 = 1_000;

/// The marker of an event, if it is worth one.
pub(crate) fn marker(offset_ms: u32, event: &TimedEvent) -> Option<Marker> {
    let (kind, label) = match &event.event {
        Event::Click(click) => (MarkerKind::Click, first_of([&click.label, &click.path])),
        Event::FieldEdit(edit) => (MarkerKind::Edit, first_of([&edit.label, &edit.path])),
        Event::Start(start) => (MarkerKind::Navigation, start.url.to_string()),
        Event::Navigation(Navigation { url, cause }) if *cause != NavigationCause::Load => {
            (MarkerKind::Navigation, url.to_string())
        }
        Event::Error(error) => {
            let name = if error.name.is_empty() { "Error" } else { &*error.name };
            (MarkerKind::Error, format!("{name}: {}", error.message))
        }
        Event::Network(request) if request.status == 0 || request.status >= 400 => {
            let status = if request.status == 0 {
                "failed".to_owned()
            } else {
                request.status.to_string()
            };
            (
                MarkerKind::Network,
                format!("{} {} {status}", request.method, request.url),
            )
        }
        Event::Custom(custom) => (MarkerKind::Custom, custom.name.to_string()),
        _ => return None,
    };
    Some(Marker {
        at_ms: offset_ms.saturating_add(event.at_ms),
        kind,
        label,
    })
}

fn first_of(texts: [&str; 2]) -> String {
    texts
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default()
        .to_owned()
}

/// Whether the visitor did something, or saw something come.
pub(crate) fn is_activity(event: &Event) -> bool {
    match event {
        Event::Start(_)
        | Event::PointerMoves(_)
        | Event::Pointer(_)
        | Event::Key(_)
        | Event::Click(_)
        | Event::FieldEdit(_)
        | Event::Form { .. }
        | Event::Clipboard { .. }
        | Event::Navigation(_)
        | Event::Viewport(_)
        | Event::Error(_)
        | Event::Custom(_) => true,
        Event::Visibility { visible } => *visible,
        Event::Properties(changes) => {
            use scrubjay_format::event::Property;
            changes.iter().any(|change| {
                matches!(
                    change.property,
                    Property::Value(_) | Property::Checked(_) | Property::Selected(_) | Property::Scroll { .. }
                )
            })
        }
        _ => false,
    }
}

/// The stretches between moments of activity (ascending) that may be passed over.
pub(crate) fn quiet_ranges(activity_ms: &[u32], duration_ms: u32) -> Vec<(u32, u32)> {
    let ends = activity_ms.iter().copied().chain([duration_ms]);
    let mut ranges = Vec::new();
    let mut before = 0;
    for at_ms in ends {
        if at_ms.saturating_sub(before) >= QUIET_MS {
            let start = before + MARGIN_MS;
            // The last stretch ends with the recording: there is nothing to see before it goes on.
            let end = if at_ms == duration_ms { at_ms } else { at_ms - MARGIN_MS };
            ranges.push((start, end));
        }
        before = before.max(at_ms);
    }
    ranges
}

/// How much happens in each of `steps` equal stretches, as a share of the most that happens in any.
pub(crate) fn histogram(activity_ms: &[u32], duration_ms: u32, steps: usize) -> Vec<f32> {
    let mut counts = vec![0_u32; steps];
    for at_ms in activity_ms {
        let step = u64::from(*at_ms) * steps as u64 / u64::from(duration_ms.max(1)).max(1);
        if let Some(count) = counts.get_mut((step as usize).min(steps.saturating_sub(1))) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1) as f32;
    counts.into_iter().map(|count| count as f32 / most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quiet_stretch_keeps_a_margin_at_both_ends() {
        assert_eq!(quiet_ranges(&[0, 10_000, 12_000], 13_000), [(1_000, 9_000)]);
        assert_eq!(
            quiet_ranges(&[0, 1_000], 20_000),
            [(2_000, 20_000)],
            "the last one ends with the recording"
        );
        assert_eq!(quiet_ranges(&[], 0), []);
    }

    #[test]
    fn the_histogram_is_a_share_of_the_most() {
        assert_eq!(histogram(&[0, 1, 2, 99, 100], 100, 2), [1.0, 2.0 / 3.0]);
        assert_eq!(histogram(&[], 0, 2), [0.0, 0.0]);
    }
}

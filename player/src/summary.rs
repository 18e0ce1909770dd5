//! What a timeline shows of a whole session: markers, quiet stretches, how much happens when.

use std::ops::Range;

use scrubjay_format::event::{Event, PointerMoves, TimedEvent};
use scrubjay_format::{Recording, Text};
use scrubjay_signals::{INACTIVITY_MS, MarkerKind, inactive_ranges};

use crate::timeline::Timeline;

/// Something worth finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// When, in milliseconds of the session.
    pub at_ms: u32,
    /// What it stands for, as the public interface names it.
    pub kind: &'static str,
    /// In words, scrubbed by the recorder.
    pub label: Text,
}

/// What is left of a quiet stretch at either end when it is passed over, so that one sees what led into it and out of it.
const MARGIN_MS: u32 = 1_000;

/// The markers of all streams, in order of time.
pub(crate) fn markers(recording: &Recording, timeline: &Timeline) -> Vec<Marker> {
    let mut markers: Vec<Marker> = Vec::new();
    for (index, stream) in recording.streams.iter().enumerate() {
        let offset_ms = timeline.offset_ms(index);
        markers.extend(
            scrubjay_signals::markers(&stream.events)
                .into_iter()
                .filter_map(|marker| {
                    let kind = name(marker.kind)?;
                    let at_ms = offset_ms.saturating_add(marker.at_ms);
                    Some(Marker {
                        at_ms,
                        kind,
                        label: marker.label,
                    })
                }),
        );
    }
    markers.sort_by_key(|marker| marker.at_ms);
    markers
}

fn name(kind: MarkerKind) -> Option<&'static str> {
    Some(match kind {
        MarkerKind::Click => "click",
        MarkerKind::RageClick { .. } => "rage-click",
        MarkerKind::DeadClick => "dead-click",
        MarkerKind::Edit | MarkerKind::Submit => "edit",
        MarkerKind::Navigation => "navigation",
        MarkerKind::Error => "error",
        MarkerKind::NetworkFailure => "network",
        MarkerKind::Custom => "custom",
        _ => return None, // a kind that came later and has no look yet
    })
}

/// The stretches that may be passed over, in milliseconds of the session: those in which nothing happened on the page
/// that was seen, and those between two pages.
pub(crate) fn quiet_ranges(recording: &Recording, timeline: &Timeline) -> Vec<Range<u32>> {
    let mut quiet: Vec<Range<u32>> = Vec::new();
    let mut chapters = timeline.chapters().peekable();
    while let Some((begin, index)) = chapters.next() {
        let end = chapters.peek().map_or(timeline.duration_ms(), |(at_ms, _)| *at_ms);
        let Some(stream) = recording.streams.get(index) else {
            continue;
        };
        let offset_ms = timeline.offset_ms(index);
        for range in inactive_ranges(&stream.events, INACTIVITY_MS) {
            let (start, stop) = (
                offset_ms.saturating_add(range.start),
                offset_ms.saturating_add(range.end),
            );
            quiet.push(start.max(begin)..stop.min(end));
        }
        quiet.push(timeline.end_ms(index).max(begin)..end);
    }
    quiet.retain(|range| range.end.saturating_sub(range.start) >= INACTIVITY_MS);
    for range in &mut quiet {
        range.start += MARGIN_MS;
        // The last stretch ends with the recording: there is nothing to see before it goes on.
        if range.end < timeline.duration_ms() {
            range.end -= MARGIN_MS;
        }
    }
    quiet
}

/// How much happens in each of `steps` equal stretches, as a share of the most that happens in any.
pub(crate) fn activity(recording: &Recording, timeline: &Timeline, steps: usize) -> Vec<f32> {
    let mut counts = vec![0_u32; steps];
    let duration_ms = u64::from(timeline.duration_ms()).max(1);
    for (index, stream) in recording.streams.iter().enumerate() {
        let offset_ms = timeline.offset_ms(index);
        for event in &stream.events {
            for local_ms in moments(event) {
                let step = u64::from(offset_ms.saturating_add(local_ms)) * steps as u64 / duration_ms;
                if let Some(count) = counts.get_mut((step as usize).min(steps.saturating_sub(1))) {
                    *count += 1;
                }
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1) as f32;
    counts.into_iter().map(|count| count as f32 / most).collect()
}

/// When an event shows that something happened on the screen: a path tells of each of its points.
fn moments(TimedEvent { at_ms, event }: &TimedEvent) -> impl Iterator<Item = u32> {
    let samples: &[_] = match event {
        Event::PointerMoves(PointerMoves { samples, .. }) => samples,
        _ => &[],
    };
    let alone = match event {
        Event::Pointer(_)
        | Event::Key(_)
        | Event::Click(_)
        | Event::Mutation(_)
        | Event::Properties(_)
        | Event::Navigation(_) => Some(*at_ms),
        _ => None,
    };
    samples
        .iter()
        .map(move |sample| at_ms.saturating_add(sample.offset_ms))
        .chain(alone)
}

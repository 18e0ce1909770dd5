//! A session in a few numbers, from its index events alone.

use scrubjay_format::Text;
use scrubjay_format::event::{Event, LifecycleState, NavigationCause, Start, TimedEvent, Viewport};

use crate::device::{Device, device_of};
use crate::markers::is_failure;

/// Whoever does nothing that the index tells of for so long is away from then on. The index holds clicks and edits but no
/// pointer moves or scrolling, so this is longer than what a player skips.
pub const AWAY_AFTER_MS: u32 = 30_000;

/// What is known of a stream, or of all streams of a session put together by [`Summary::merge`].
///
/// Begin with [`Summary::new`] for a stream, and [`Summary::add`] its index events as its parts come in; replay events may
/// be given too and count for nothing.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Summary {
    /// When the first stream began, in milliseconds since the Unix epoch.
    pub started_at_ms: u64,
    /// The time of the last event, in milliseconds since the Unix epoch.
    pub ended_at_ms: u64,
    /// How long the visitor was at it: the time in which a tab was seen, up to [`AWAY_AFTER_MS`] after each thing done. With
    /// several tabs at once their times add up.
    pub active_ms: u64,
    /// How often which thing happened.
    pub counts: Counts,
    /// The first address; empty until known.
    pub url: Text,
    /// The first title that is not empty.
    pub title: Text,
    /// Who the visitor is, as the site said last.
    pub user: Option<Text>,
    /// On what, once known.
    pub device: Option<Device>,
    /// The first layout viewport, once known.
    pub viewport: Option<Viewport>,
    /// Since when the visitor is here, in milliseconds since the stream's start; none: away.
    here_since_ms: Option<u32>,
    stream_started_at_ms: u64,
}

/// How often which thing happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Counts {
    /// Streams.
    pub streams: u32,
    /// Index events.
    pub events: u32,
    /// Documents loaded, and addresses that a single-page app went to (not replaced ones).
    pub pages: u32,
    /// Clicks, taps and keyboard activations.
    pub clicks: u32,
    /// Form controls edited.
    pub edits: u32,
    /// Errors.
    pub errors: u32,
    /// Requests that failed.
    pub network_failures: u32,
    /// Events that the site reported.
    pub customs: u32,
}

impl Summary {
    /// A stream of which nothing is known but when it began, in milliseconds since the Unix epoch.
    pub fn new(started_at_ms: u64) -> Self {
        Self {
            started_at_ms,
            ended_at_ms: started_at_ms,
            active_ms: 0,
            counts: Counts {
                streams: 1,
                ..Counts::default()
            },
            url: Text::from(""),
            title: Text::from(""),
            user: None,
            device: None,
            viewport: None,
            here_since_ms: None,
            stream_started_at_ms: started_at_ms,
        }
    }

    /// From the first to the last event.
    pub fn duration_ms(&self) -> u64 {
        self.ended_at_ms.saturating_sub(self.started_at_ms)
    }

    /// Takes the next event of the stream.
    pub fn add(&mut self, timed: &TimedEvent) {
        let TimedEvent { at_ms, event } = timed;
        self.ended_at_ms = self
            .ended_at_ms
            .max(self.stream_started_at_ms.saturating_add(u64::from(*at_ms)));
        self.track_presence(*at_ms, event);
        if !event.is_index() {
            return;
        }
        let counts = &mut self.counts;
        counts.events = counts.events.saturating_add(1);
        let counted = match event {
            Event::Start(start) => {
                // A stream that starts afresh after a gap says again where it is.
                let is_first = self.device.is_none();
                self.start(start);
                is_first.then_some(&mut self.counts.pages)
            }
            Event::Navigation(navigation) => {
                if self.url.is_empty() {
                    self.url = navigation.url.clone();
                }
                let is_page = matches!(
                    navigation.cause,
                    NavigationCause::Push
                        | NavigationCause::Pop
                        | NavigationCause::Hash
                        | NavigationCause::Back
                        | NavigationCause::Forward
                );
                is_page.then_some(&mut counts.pages)
            }
            Event::Title(title) => {
                if self.title.is_empty() {
                    self.title = title.clone();
                }
                None
            }
            Event::Identify(identify) => {
                self.user = Some(identify.user.clone());
                None
            }
            Event::Click(_) => Some(&mut counts.clicks),
            Event::FieldEdit(_) => Some(&mut counts.edits),
            Event::Error(error) => {
                counts.errors = counts.errors.saturating_add(error.count);
                None
            }
            Event::Network(network) => is_failure(network).then_some(&mut counts.network_failures),
            Event::Custom(_) => Some(&mut counts.customs),
            _ => None,
        };
        if let Some(count) = counted {
            *count = count.saturating_add(1);
        }
    }

    fn start(&mut self, start: &Start) {
        if self.device.is_some() {
            return;
        }
        self.device = Some(device_of(start));
        self.url = start.url.clone();
        if self.title.is_empty() {
            self.title = start.title.clone();
        }
        self.viewport = Some(start.viewport);
    }

    fn track_presence(&mut self, at_ms: u32, event: &Event) {
        let is_here = match event {
            Event::Visibility { visible } => *visible,
            Event::Lifecycle(LifecycleState::Hidden | LifecycleState::Frozen) => false,
            Event::Lifecycle(LifecycleState::Restored | LifecycleState::Resumed) | Event::Start(_) => true,
            Event::Click(_)
            | Event::FieldEdit(_)
            | Event::Form { .. }
            | Event::Clipboard { .. }
            | Event::Drag(_)
            | Event::ContextMenu(_)
            | Event::FilesChosen(_)
            | Event::Navigation(_)
            | Event::WindowFocus { focused: true } => true,
            _ => return,
        };
        if let Some(since_ms) = self.here_since_ms {
            self.active_ms += u64::from(at_ms.saturating_sub(since_ms).min(AWAY_AFTER_MS));
        }
        self.here_since_ms = is_here.then_some(at_ms);
    }

    /// Puts another stream of the same session in. The order in which streams come makes no difference.
    pub fn merge(&mut self, other: &Summary) {
        // Of two that began at once, the one with the smaller address is the first, so that order makes no difference.
        let is_first = (self.started_at_ms, &self.url) <= (other.started_at_ms, &other.url);
        let (first, second) = if is_first { (&*self, other) } else { (other, &*self) };
        let text = |first: &Text, second: &Text| {
            if first.is_empty() {
                second.clone()
            } else {
                first.clone()
            }
        };
        let (a, b) = (self.counts, other.counts);
        *self = Self {
            started_at_ms: first.started_at_ms,
            ended_at_ms: first.ended_at_ms.max(second.ended_at_ms),
            active_ms: first.active_ms.saturating_add(second.active_ms),
            counts: Counts {
                streams: a.streams.saturating_add(b.streams),
                events: a.events.saturating_add(b.events),
                pages: a.pages.saturating_add(b.pages),
                clicks: a.clicks.saturating_add(b.clicks),
                edits: a.edits.saturating_add(b.edits),
                errors: a.errors.saturating_add(b.errors),
                network_failures: a.network_failures.saturating_add(b.network_failures),
                customs: a.customs.saturating_add(b.customs),
            },
            url: text(&first.url, &second.url),
            title: text(&first.title, &second.title),
            user: second.user.clone().or_else(|| first.user.clone()),
            device: first.device.clone().or_else(|| second.device.clone()),
            viewport: first.viewport.or(second.viewport),
            here_since_ms: None,
            stream_started_at_ms: first.stream_started_at_ms,
        };
    }
}

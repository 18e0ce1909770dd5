//! What a recording says, sorted by where it says it.
//!
//! Every string of every event is counted, whatever its kind: what is added to the format later shows up here by itself.

use std::collections::{BTreeMap, HashSet};
use std::io::Write;

use scrubjay_format::event::{Forest, Property, Token};
use scrubjay_format::{Event, Recording};
use serde::Serialize;
use serde_json::Value;

use crate::cli::kinds::kind;

/// Longer samples are cut.
const SAMPLE_MAX_CHARS: usize = 80;
/// Different texts that are told apart in a channel.
const DISTINCT_MAX: usize = 100_000;

/// What a recording contains.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    session: String,
    streams: usize,
    events: usize,
    /// By channel.
    channels: BTreeMap<String, Channel>,
    /// How often each rule masked something.
    masked: BTreeMap<String, u64>,
    /// What the recorder says about itself.
    notes: Vec<String>,
    #[serde(skip)]
    samples_max: usize,
}

/// All texts of one channel.
#[derive(Debug, Default, Serialize)]
struct Channel {
    /// How many.
    count: u64,
    /// How many of them show nothing but the shape of what was masked.
    masked: u64,
    /// How many different ones, up to a bound.
    distinct: usize,
    /// Some that are shown.
    samples: Vec<String>,
    #[serde(skip)]
    seen: HashSet<u64>,
}

impl Report {
    /// Reads a recording.
    pub(super) fn of(recording: &Recording, samples_max: usize) -> Report {
        let mut report = Report {
            session: recording.session.to_string(),
            streams: recording.streams.len(),
            samples_max,
            ..Report::default()
        };
        for timed in recording.streams.iter().flat_map(|stream| &stream.events) {
            report.events += 1;
            report.event(&timed.event);
        }
        report
    }

    fn event(&mut self, event: &Event) {
        match event {
            Event::Snapshot(forest) => self.forest(forest),
            Event::Mutation(mutation) => {
                mutation.inserts.iter().for_each(|insert| self.forest(&insert.nodes));
                for change in &mutation.texts {
                    self.add("text of the page", &change.text);
                }
                for change in &mutation.attributes {
                    if let Some(value) = &change.value {
                        self.add(&format!("attribute {}", change.name), value);
                    }
                }
            }
            Event::Properties(changes) => changes.iter().for_each(|change| self.property(&change.property)),
            Event::MaskCounts(counts) => {
                for (rule, count) in &counts.counts {
                    *self.masked.entry(rule.to_string()).or_default() += u64::from(*count);
                }
            }
            Event::Note(note) => {
                let text = format!("{:?}: {}", note.code, note.text);
                if !self.notes.contains(&text) {
                    self.notes.push(text);
                }
            }
            _ => self.value(kind(event), event),
        }
    }

    fn forest(&mut self, forest: &Forest) {
        for token in &forest.tokens {
            match token {
                Token::Text(text) => self.add("text of the page", text),
                Token::Comment(text) => self.add("comment", text),
                Token::Element {
                    name,
                    attributes,
                    properties,
                    ..
                } => {
                    self.add("name of an element", name);
                    for attribute in attributes {
                        self.add(&format!("attribute {}", attribute.name), &attribute.value);
                    }
                    properties.iter().for_each(|property| self.property(property));
                }
                Token::Close | Token::Existing(_) => {}
                _ => self.value("node", token),
            }
        }
    }

    fn property(&mut self, property: &Property) {
        match property {
            Property::Value(value) => self.add("form value", value),
            _ => self.value("state", property),
        }
    }

    /// Every string in a value, by the names that lead to it.
    fn value(&mut self, channel: &str, value: &impl Serialize) {
        match serde_json::to_value(value) {
            Ok(value) => self.strings(channel, &value, true),
            // Numbers that JSON does not have are no texts.
            Err(error) => tracing::debug!(%error, channel, "not shown in a report"),
        }
    }

    fn strings(&mut self, channel: &str, value: &Value, tag: bool) {
        match value {
            Value::String(text) => self.add(channel, text),
            Value::Array(items) => items.iter().for_each(|item| self.strings(channel, item, false)),
            Value::Object(fields) => {
                for (name, field) in fields {
                    match name.as_str() {
                        "type" if tag => {}
                        "data" if tag => self.strings(channel, field, false),
                        _ => self.strings(&format!("{channel} {name}"), field, false),
                    }
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, channel: &str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let samples_max = self.samples_max;
        if !self.channels.contains_key(channel) {
            self.channels.insert(channel.to_owned(), Channel::default());
        }
        let Some(channel) = self.channels.get_mut(channel) else {
            return;
        };
        channel.count += 1;
        let is_new = channel.seen.len() < DISTINCT_MAX && channel.seen.insert(hash(text));
        channel.distinct = channel.seen.len();
        if is_masked(text) {
            channel.masked += 1;
        } else if is_new && channel.samples.len() < samples_max {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut sample: String = text.chars().take(SAMPLE_MAX_CHARS).collect();
            if sample.len() < text.len() {
                sample.push('…');
            }
            channel.samples.push(sample);
        }
    }

    /// Writes the report as Markdown, with room to sign.
    pub(super) fn write_markdown(&self, source: &str, out: &mut impl Write) -> std::io::Result<()> {
        writeln!(out, "# What this recording contains\n")?;
        writeln!(out, "Source: `{source}`  ")?;
        writeln!(out, "{} streams, {} events\n", self.streams, self.events)?;
        writeln!(out, "## Masked before it left the browser, by rule\n")?;
        if self.masked.is_empty() {
            writeln!(out, "Nothing was masked, or the recorder did not say so.\n")?;
        } else {
            writeln!(out, "| rule | times |\n|---|---:|")?;
            for (rule, count) in &self.masked {
                writeln!(out, "| {rule} | {count} |")?;
            }
            writeln!(out)?;
        }
        writeln!(out, "## Contained, by channel\n")?;
        writeln!(out, "*Masked*: of the texts, those of which only the shape is left.\n")?;
        writeln!(
            out,
            "| channel | texts | different | masked | samples |\n|---|---:|---:|---:|---|"
        )?;
        for (name, channel) in &self.channels {
            let samples: Vec<String> = channel.samples.iter().map(|sample| quoted(sample)).collect();
            writeln!(
                out,
                "| {} | {} | {} | {} | {} |",
                cell(name),
                channel.count,
                channel.distinct,
                channel.masked,
                samples.join(", ")
            )?;
        }
        if !self.notes.is_empty() {
            writeln!(out, "\n## Remarks of the recorder\n")?;
            for note in &self.notes {
                writeln!(out, "- {}", cell(note))?;
            }
        }
        writeln!(out, "\nChecked by: ____________________  Date: ____________")
    }
}

/// Text that cannot end its cell, or begin anything else.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ").replace('<', "&lt;")
}

fn quoted(sample: &str) -> String {
    format!("`{}`", sample.replace('`', "'").replace('|', "\\|"))
}

fn hash(text: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Whether a text is nothing but what the recorder puts in place of others (`recorder/src/privacy/mask.rs`).
fn is_masked(text: &str) -> bool {
    let mut letters = text
        .chars()
        .filter(|sign| sign.is_alphanumeric() || matches!(sign, '•' | '*'))
        .peekable();
    letters.peek().is_some() && letters.all(|sign| matches!(sign, 'x' | 'X' | '0' | '〇' | '•' | '*'))
}

#[cfg(test)]
mod tests {
    use scrubjay_format::event::{MaskCounts, Note, NoteCode};

    use super::*;

    fn report(events: &[Event]) -> Report {
        let mut report = Report {
            samples_max: 2,
            ..Report::default()
        };
        events.iter().for_each(|event| report.event(event));
        report
    }

    #[test]
    fn every_string_is_counted_in_its_channel() {
        let report = report(&[
            Event::Title("Start".into()),
            Event::Title("Xxxx 00".into()),
            Event::Tag {
                key: "plan".into(),
                value: "team".into(),
            },
        ]);
        let titles = &report.channels["title"];
        assert_eq!((titles.count, titles.masked, titles.distinct), (2, 1, 2));
        assert_eq!(titles.samples, ["Start"]);
        assert_eq!(report.channels["tag key"].samples, ["plan"]);
        assert_eq!(report.channels["tag value"].samples, ["team"]);
    }

    #[test]
    fn what_was_masked_adds_up() {
        let counts = |count| {
            Event::MaskCounts(MaskCounts {
                counts: vec![("form value".into(), count)],
            })
        };
        let note = Event::Note(Note {
            code: NoteCode::Stopped,
            text: "".into(),
        });
        let report = report(&[counts(2), counts(3), note]);
        assert_eq!(report.masked["form value"], 5);
        assert_eq!(report.notes, ["Stopped: "]);
    }

    #[test]
    fn a_sample_cannot_leave_its_cell() {
        let report = report(&[Event::Title("a | `b`\n<script>".into())]);
        let mut out = Vec::new();
        report.write_markdown("x", &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("| title | 1 | 1 | 0 | `a \\| 'b' <script>` |"), "{text}");
    }

    #[test]
    fn shapes_are_told_from_words() {
        for text in ["Xxxx xx", "00-00", "••••••••", "***", "x@x.xxx"] {
            assert!(is_masked(text), "{text}");
        }
        for text in ["Hello", "4", "", " - "] {
            assert!(!is_masked(text), "{text}");
        }
    }
}

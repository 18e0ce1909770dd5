//! Properties and style sheets to words.

use std::sync::Arc;

use scrubjay_format::event::{Property, RuleChange, RuleOperation, Sheet, SheetContent};

use super::code::rule;
use super::motion::{write_animations, write_clock};
use super::writer::OpWriter;

/// A property's value; its node and kind stand before. `offset_ms`: the stream's start in the session.
pub(crate) fn write_property(writer: &mut OpWriter, property: &Property, offset_ms: u32) {
    match property {
        Property::Value(text) | Property::CurrentSource(text) => writer.string(text),
        Property::Checked(on)
        | Property::Indeterminate(on)
        | Property::Modal(on)
        | Property::PopoverOpen(on)
        | Property::Fullscreen(on)
        | Property::Defined(on)
        | Property::Masked(on)
        | Property::Autofilled(on) => writer.flag(*on),
        Property::Assigned(nodes) => {
            writer.number(nodes.len() as u32);
            for node in nodes {
                writer.number(node.0);
            }
            writer
        }
        Property::Selected(indexes) => {
            writer.number(indexes.len() as u32);
            for index in indexes {
                writer.number(*index);
            }
            writer
        }
        Property::Caret { start, end } => writer.number(*start).number(*end),
        Property::Scroll { x, y } => writer.signed(*x).signed(*y),
        Property::Media(state) => writer
            .flag(state.paused)
            .number(state.position_ms)
            .number(state.rate_percent)
            .flag(state.muted)
            .number(state.at_ms.saturating_add(offset_ms)),
        Property::SvgClock(clock) => write_clock(writer, clock, offset_ms),
        Property::Animations(animations) => write_animations(writer, animations, offset_ms),
        Property::Canvas(canvas) => writer.string(&canvas.mime_type).blob(&canvas.image),
        Property::Sheet(content) => {
            write_content(writer, content);
            writer
        }
        Property::Placeholder { width, height } => writer.number(*width).number(*height),
    };
}

pub(crate) fn write_sheet(
    writer: &mut OpWriter,
    sheet: Sheet,
    content: Option<&SheetContent>,
    rules: &[Arc<RuleChange>],
) {
    write_which(writer, sheet);
    writer.flag(content.is_some());
    if let Some(content) = content {
        write_content(writer, content);
    }
    for change in rules {
        write_rule(writer, change);
    }
}

pub(crate) fn write_change(writer: &mut OpWriter, change: &RuleChange) {
    write_which(writer, change.sheet);
    write_rule(writer, change);
}

fn write_which(writer: &mut OpWriter, sheet: Sheet) {
    match sheet {
        Sheet::Of(node) => writer.flag(false).number(node.0),
        Sheet::Constructed(id) => writer.flag(true).number(id.0),
    };
}

fn write_content(writer: &mut OpWriter, content: &SheetContent) {
    writer
        .string(&content.text)
        .optional_string(content.base_url.as_ref())
        .string(&content.media)
        .flag(content.disabled);
}

fn write_rule(writer: &mut OpWriter, change: &RuleChange) {
    writer.number(change.path.len() as u32);
    for index in &change.path {
        writer.number(*index);
    }
    match &change.operation {
        RuleOperation::Insert(text) => writer.number(rule::INSERT).string(text),
        RuleOperation::Delete => writer.number(rule::DELETE),
        RuleOperation::SetProperty { name, value, important } => writer
            .number(rule::SET_PROPERTY)
            .string(name)
            .string(value)
            .flag(*important),
        RuleOperation::SetText(text) => writer.number(rule::SET_TEXT).string(text),
        RuleOperation::SetSelector(text) => writer.number(rule::SET_SELECTOR).string(text),
    };
}

//! Operations to words.

use scrubjay_format::NodeId;
use scrubjay_format::event::{CompatMode, Namespace, ShadowMode};
use scrubjay_page::Operation;

use super::code::{self, op};
use super::context::Contexts;
use super::state;
use super::writer::{OpBatch, OpWriter};

/// Writes operations for the stage. `offset_ms`: when the operations' stream began, in milliseconds of the session.
pub fn encode(operations: &[Operation], offset_ms: u32) -> OpBatch {
    let contexts = Contexts::of(operations);
    let mut writer = OpWriter::default();
    let mut context = None;
    for operation in operations {
        if let Operation::OpenDocument { node, .. } = operation {
            context = Some(*node);
        } else if let Some(node) = needs_context(operation) {
            let anchor = contexts.anchor(node);
            if context != Some(anchor) {
                writer.begin(op::CONTEXT).number(anchor.0).end();
                context = Some(anchor);
            }
        }
        write(&mut writer, operation, offset_ms);
    }
    writer.finish()
}

fn needs_context(operation: &Operation) -> Option<NodeId> {
    match operation {
        Operation::CreateElement { node, .. }
        | Operation::CreateText { node, .. }
        | Operation::CreateComment { node, .. }
        | Operation::CreateCdata { node, .. }
        | Operation::CreateProcessingInstruction { node, .. }
        | Operation::CreateDoctype { node, .. } => Some(*node),
        _ => None,
    }
}

fn write(writer: &mut OpWriter, operation: &Operation, offset_ms: u32) {
    let written = match operation {
        Operation::Clear => writer.begin(op::CLEAR),
        Operation::OpenDocument {
            node,
            host,
            compat_mode,
            base_url,
        } => writer
            .begin(op::OPEN_DOCUMENT)
            .number(node.0)
            .number(id(*host))
            .flag(*compat_mode == CompatMode::Quirks)
            .string(base_url),
        Operation::CreateElement {
            node,
            namespace,
            name,
            attributes,
        } => {
            writer.begin(op::CREATE_ELEMENT).number(node.0);
            write_namespace(writer, namespace);
            writer.string(name);
            for attribute in attributes.iter() {
                writer
                    .optional_string(attribute.namespace.as_ref())
                    .string(&attribute.name)
                    .string(&attribute.value);
            }
            writer
        }
        Operation::CreateText { node, text } => writer.begin(op::CREATE_TEXT).number(node.0).string(text),
        Operation::CreateComment { node, text } => writer.begin(op::CREATE_COMMENT).number(node.0).string(text),
        Operation::CreateCdata { node, text } => writer.begin(op::CREATE_CDATA).number(node.0).string(text),
        Operation::CreateProcessingInstruction { node, target, data } => writer
            .begin(op::CREATE_PROCESSING_INSTRUCTION)
            .number(node.0)
            .string(target)
            .string(data),
        Operation::CreateDoctype {
            node,
            name,
            public_id,
            system_id,
        } => writer
            .begin(op::CREATE_DOCTYPE)
            .number(node.0)
            .string(name)
            .string(public_id)
            .string(system_id),
        Operation::AttachShadow {
            node,
            host,
            mode,
            delegates_focus,
            manual_slots,
        } => writer
            .begin(op::ATTACH_SHADOW)
            .number(node.0)
            .number(host.0)
            .flag(*mode == ShadowMode::Closed)
            .number(u32::from(*delegates_focus) | u32::from(*manual_slots) << 1),
        Operation::OpenTemplate { node, host } => writer.begin(op::OPEN_TEMPLATE).number(node.0).number(host.0),
        Operation::Insert { node, parent, before } => writer
            .begin(op::INSERT)
            .number(node.0)
            .number(parent.0)
            .number(id(*before)),
        Operation::Remove { node } => writer.begin(op::REMOVE).number(node.0),
        Operation::SetText { node, text } => writer.begin(op::SET_TEXT).number(node.0).string(text),
        Operation::SetAttribute {
            node,
            namespace,
            name,
            value,
        } => writer
            .begin(op::SET_ATTRIBUTE)
            .number(node.0)
            .optional_string(namespace.as_ref())
            .string(name)
            .string(value),
        Operation::RemoveAttribute { node, namespace, name } => writer
            .begin(op::REMOVE_ATTRIBUTE)
            .number(node.0)
            .optional_string(namespace.as_ref())
            .string(name),
        Operation::SetProperty { node, property } => {
            let kind = code::of_property(scrubjay_page::PropertyKind::of(property));
            writer.begin(op::SET_PROPERTY).number(node.0).number(kind);
            state::write_property(writer, property, offset_ms);
            writer
        }
        Operation::ClearProperty { node, kind } => writer
            .begin(op::CLEAR_PROPERTY)
            .number(node.0)
            .number(code::of_property(*kind)),
        Operation::SetSheet { sheet, content, rules } => {
            state::write_sheet(writer.begin(op::SET_SHEET), *sheet, content.as_ref(), rules);
            writer
        }
        Operation::ChangeRule(change) => {
            state::write_change(writer.begin(op::CHANGE_RULE), change);
            writer
        }
        Operation::AdoptSheets { root, sheets } => {
            writer
                .begin(op::ADOPT_SHEETS)
                .number(root.0)
                .number(sheets.len() as u32);
            for sheet in sheets.iter() {
                writer.number(sheet.0);
            }
            writer
        }
        Operation::SetFocus { node, visible } => writer.begin(op::SET_FOCUS).number(id(*node)).flag(*visible),
        Operation::SetSelection(selection) => {
            writer
                .begin(op::SET_SELECTION)
                .number(selection.document.0)
                .number(selection.ranges.len() as u32);
            for range in &selection.ranges {
                writer
                    .number(range.anchor.0)
                    .number(range.anchor_offset)
                    .number(range.focus.0)
                    .number(range.focus_offset);
            }
            writer
        }
        Operation::SetViewport(viewport) => writer
            .begin(op::SET_VIEWPORT)
            .number(viewport.width)
            .number(viewport.height)
            .number(viewport.pixel_ratio_percent),
        Operation::SetVisualViewport(view) => writer
            .begin(op::SET_VISUAL_VIEWPORT)
            .number(view.scale_permille)
            .signed(view.x)
            .signed(view.y),
        Operation::SetColorScheme(scheme) => writer
            .begin(op::SET_COLOR_SCHEME)
            .flag(*scheme == scrubjay_format::event::ColorScheme::Dark),
    };
    written.end();
}

fn write_namespace(writer: &mut OpWriter, namespace: &Namespace) {
    match namespace {
        Namespace::Html => writer.number(0),
        Namespace::Svg => writer.number(1),
        Namespace::MathMl => writer.number(2),
        Namespace::Other(uri) => writer.number(3).string(uri),
    };
}

/// 0 is never a node.
fn id(node: Option<NodeId>) -> u32 {
    node.map_or(0, |node| node.0)
}

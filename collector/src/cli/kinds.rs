//! What kinds of events are called; the same words as in exported JSON.

use scrubjay_format::Event;

pub(super) fn kind(event: &Event) -> &'static str {
    match event {
        Event::Start(_) => "start",
        Event::Snapshot(_) => "snapshot",
        Event::SnapshotEnd => "snapshot_end",
        Event::Mutation(_) => "mutation",
        Event::Properties(_) => "properties",
        Event::Sheet(_) => "sheet",
        Event::Rule(_) => "rule",
        Event::AdoptedSheets(_) => "adopted_sheets",
        Event::PointerMoves(_) => "pointer_moves",
        Event::Pointer(_) => "pointer",
        Event::Key(_) => "key",
        Event::Focus { .. } => "focus",
        Event::Selection(_) => "selection",
        Event::Viewport(_) => "viewport",
        Event::VisualViewport(_) => "visual_viewport",
        Event::ColorScheme(_) => "color_scheme",
        Event::Navigation(_) => "navigation",
        Event::Title(_) => "title",
        Event::Click(_) => "click",
        Event::FieldEdit(_) => "field_edit",
        Event::Form { .. } => "form",
        Event::Clipboard { .. } => "clipboard",
        Event::Visibility { .. } => "visibility",
        Event::WindowFocus { .. } => "window_focus",
        Event::Lifecycle(_) => "lifecycle",
        Event::Online(_) => "online",
        Event::Error(_) => "error",
        Event::Console(_) => "console",
        Event::Network(_) => "network",
        Event::Vital(_) => "vital",
        Event::Custom(_) => "custom",
        Event::Identify(_) => "identify",
        Event::Tag { .. } => "tag",
        Event::Note(_) => "note",
        Event::Unknown { .. } => "unknown",
    }
}

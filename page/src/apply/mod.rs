//! How events change the page.

mod forest;
mod mutation;
mod place;
mod state;

use std::sync::Arc;

use scrubjay_format::event::Event;

use crate::error::{PageError, Problems};
use crate::page::Page;

impl Page {
    /// Takes an event that happened at `at_ms` since the stream's start. Events that tell nothing of the page's state
    /// (clicks, errors, network …) are no error and change nothing.
    ///
    /// # Errors
    /// What did not fit, see [`Problem`](crate::Problem). The rest of the event was applied, and the page is consistent:
    /// a recording with a fault plays on.
    pub fn apply(&mut self, at_ms: u32, event: &Event) -> Result<(), PageError> {
        let mut problems = Problems::default();
        self.at_ms = at_ms;
        match event {
            Event::Start(start) => {
                self.url = start.url.clone();
                self.title = start.title.clone();
                self.viewport = Some(start.viewport);
                self.color_scheme = start.color_scheme;
                self.start = Some(Arc::new(start.clone()));
            }
            Event::Snapshot(forest) => self.begin_snapshot(forest, &mut problems),
            Event::SnapshotEnd => self.is_complete = true,
            Event::Mutation(mutation) => self.mutate(mutation, &mut problems),
            Event::Properties(changes) => self.set_properties(changes, &mut problems),
            Event::Sheet(change) => self.set_sheet(change, &mut problems),
            Event::Rule(change) => self.change_rule(change, &mut problems),
            Event::AdoptedSheets(change) => self.adopt_sheets(change, &mut problems),
            Event::PointerMoves(moves) => self.move_pointer(at_ms, moves),
            Event::Pointer(pointer) => self.press_pointer(at_ms, pointer),
            Event::Focus { node, visible } => self.set_focus(*node, *visible, &mut problems),
            Event::Selection(selection) => self.set_selection(selection, &mut problems),
            Event::Viewport(viewport) => self.viewport = Some(*viewport),
            Event::VisualViewport(viewport) => self.visual_viewport = *viewport,
            Event::ColorScheme(scheme) => self.color_scheme = *scheme,
            Event::Navigation(navigation) => self.url = navigation.url.clone(),
            Event::Title(title) => self.title = title.clone(),
            Event::Key(_)
            | Event::Click(_)
            | Event::FieldEdit(_)
            | Event::Form { .. }
            | Event::Clipboard { .. }
            | Event::Wheel(_)
            | Event::ForeignPart(_)
            | Event::Orientation(_)
            | Event::Drag(_)
            | Event::ContextMenu(_)
            | Event::FilesChosen(_)
            | Event::Autofill { .. }
            | Event::Visibility { .. }
            | Event::WindowFocus { .. }
            | Event::Lifecycle(_)
            | Event::Online(_)
            | Event::Error(_)
            | Event::Console(_)
            | Event::Network(_)
            | Event::Vital(_)
            | Event::Custom(_)
            | Event::Identify(_)
            | Event::Tag { .. }
            | Event::MaskCounts(_)
            | Event::Note(_)
            | Event::ClockOffset { .. }
            | Event::Asset(_)
            | Event::AssetBytes(_)
            | Event::LongTask(_)
            | Event::State(_)
            | Event::Flag(_)
            | Event::Connection(_)
            | Event::Unknown { .. } => {}
        }
        problems.into_result()
    }
}

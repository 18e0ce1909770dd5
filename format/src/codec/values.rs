//! Attributes' values, grouped by the attributes' names: the classes of all elements, then their links, and so on.
//! Values of one attribute resemble each other, which deflate and edits make use of.

use super::history::History;
use super::text;
use super::writer::{Strings, TextColumn};

/// The group of names that have no entry in the string table, or a namespace. It comes last.
pub(crate) const OTHERS: u32 = u32::MAX;

/// Values, in a column for each name.
#[derive(Default)]
pub(crate) struct Values {
    /// Columns of earlier events stay for their room.
    columns: Vec<TextColumn>,
    /// The groups of this event, ascending, with the column each has.
    groups: Vec<(u32, usize)>,
    /// For each group, where it stands in `groups`, and 1; 0: not there. The last group is kept apart.
    places: Vec<u32>,
    others: u32,
}

impl Values {
    /// Adds the value of an attribute whose name has this entry.
    pub(crate) fn push(&mut self, strings: &mut Strings, name: Option<u32>, value: &str) {
        self.column(name).push(strings, value);
    }

    /// Adds the new value of an attribute; none: it was removed.
    pub(crate) fn push_change(
        &mut self,
        strings: &mut Strings,
        history: &mut History<String>,
        node: u32,
        name: Option<u32>,
        value: Option<&str>,
    ) {
        let column = self.column(name);
        match (value, name) {
            (None, _) => column.bytes.push(text::NONE),
            (Some(value), Some(entry)) => column.push_change(strings, history, (node, entry + 1), value),
            (Some(value), None) => column.push(strings, value),
        }
    }

    /// Moves all columns to the end of `payload`, in ascending order of their groups.
    pub(crate) fn drain_into(&mut self, payload: &mut Vec<u8>) {
        for (group, column) in self.groups.drain(..) {
            self.columns[column].drain_into(payload);
            if let Some(place) = self.places.get_mut(group as usize) {
                *place = 0;
            }
        }
        self.others = 0;
    }

    fn column(&mut self, name: Option<u32>) -> &mut TextColumn {
        let place = match name {
            Some(entry) => {
                if entry as usize >= self.places.len() {
                    self.places.resize(entry as usize + 1, 0);
                }
                &mut self.places[entry as usize]
            }
            None => &mut self.others,
        };
        if *place == 0 {
            let column = self.groups.len();
            let group = name.unwrap_or(OTHERS);
            // They are few. Sorting them at the end would bring in 8 KiB of code.
            let at = self
                .groups
                .iter()
                .rposition(|(earlier, _)| *earlier < group)
                .map_or(0, |before| before + 1);
            self.groups.insert(at, (group, column));
            *place = column as u32 + 1;
            if self.columns.len() <= column {
                self.columns.push(TextColumn::default());
            }
        }
        &mut self.columns[*place as usize - 1]
    }
}

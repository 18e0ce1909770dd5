//! From the steps that the DOM reader writes to encoded events, through the gate.
//!
//! The protocol's other end is `recorder/js/reader.js` and `recorder/js/sheets.js`. Steps are `u32` words; the texts they
//! speak of come joined in one string, each step saying how many UTF-16 code units are its own. Events are written into
//! the encoder as they are read, without a tree in between.

mod code;
mod forest;
mod input;
mod motion;
mod property;
mod style;

use std::collections::HashMap;

use scrubjay_format::event::{AdoptedSheets, SheetChange};
use scrubjay_format::{Event, MutationWriter, NodeId, SheetId, StreamEncoder, Text};

pub(crate) use code::{LABEL, level, marks};
pub use input::OpsError;

use crate::assets::Wanted;
use crate::field::Field;
use crate::privacy::{Gate, Level, Marks};
use code::step;
use input::Input;

/// What a batch brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchOutcome {
    /// Events written.
    pub events: u32,
    /// Whether the snapshot is whole with this batch.
    pub snapshot_ended: bool,
}

/// What must be remembered from one batch to the next.
#[derive(Default)]
pub struct OpsDecoder {
    names: Vec<Text>,
    fields: HashMap<NodeId, Field>,
    /// Files that what was written refers to.
    pub(crate) wanted: Wanted,
    /// Elements with a sheet whose level is not that of the page.
    sheet_levels: HashMap<NodeId, Level>,
}

impl OpsDecoder {
    /// Forgets everything: another snapshot begins.
    pub fn clear(&mut self) {
        self.names.clear();
        self.fields.clear();
        self.sheet_levels.clear();
    }

    /// Whether a node is a form control that holds a secret.
    pub fn is_secret(&self, node: NodeId) -> bool {
        self.fields.get(&node).is_some_and(Field::is_secret)
    }

    /// Writes a batch's events into the encoder, with the time `at_ms`.
    pub fn decode(
        &mut self,
        ops: &[u32],
        text: &str,
        gate: &Gate,
        encoder: &mut StreamEncoder,
        at_ms: u32,
    ) -> Result<BatchOutcome, OpsError> {
        let mut batch = Batch {
            input: Input {
                ops,
                at: 0,
                text,
                is_ascii: text.is_ascii(),
                names: &mut self.names,
            },
            fields: &mut self.fields,
            wanted: &mut self.wanted,
            sheet_levels: &mut self.sheet_levels,
            gate,
            at_ms,
        };
        batch.run(encoder, at_ms)
    }
}

struct Batch<'a> {
    input: Input<'a>,
    fields: &'a mut HashMap<NodeId, Field>,
    wanted: &'a mut Wanted,
    sheet_levels: &'a mut HashMap<NodeId, Level>,
    gate: &'a Gate,
    /// The time of the batch.
    at_ms: u32,
}

impl Batch<'_> {
    fn run(&mut self, encoder: &mut StreamEncoder, at_ms: u32) -> Result<BatchOutcome, OpsError> {
        let mut outcome = BatchOutcome::default();
        let mut properties = Vec::new();
        while let Some(step) = self.input.peek() {
            if step != step::SET_PROPERTY && !properties.is_empty() {
                encoder.push(at_ms, &Event::Properties(std::mem::take(&mut properties)));
                outcome.events += 1;
            }
            match step {
                step::SNAPSHOT => {
                    self.input.at += 1;
                    let first = self.input.node()?;
                    let mut forest = encoder.snapshot(at_ms, first);
                    self.forest(&mut forest, first)?;
                }
                step::REMOVE | step::INSERT | step::SET_TEXT | step::SET_ATTRIBUTE => {
                    self.mutation(&mut encoder.mutation(at_ms))?;
                }
                step::SET_PROPERTY => {
                    self.input.at += 1;
                    properties.push(self.property_change()?);
                    continue;
                }
                step::LABEL => {
                    self.input.at += 1;
                    let node = self.input.node()?;
                    let label = self.input.text()?;
                    if let Some(field) = self.fields.get_mut(&node) {
                        field.update(LABEL, label);
                    }
                    continue;
                }
                step::SNAPSHOT_END => {
                    self.input.at += 1;
                    encoder.push(at_ms, &Event::SnapshotEnd);
                    outcome.snapshot_ended = true;
                }
                step::SHEET_CONTENT => {
                    self.input.at += 1;
                    let sheet = self.sheet()?;
                    let content = self.sheet_content(self.sheet_level(&sheet))?;
                    encoder.push(at_ms, &Event::Sheet(SheetChange { sheet, content }));
                }
                step::RULE => {
                    self.input.at += 1;
                    encoder.push(at_ms, &Event::Rule(self.rule()?));
                }
                step::ADOPTED => {
                    self.input.at += 1;
                    let root = self.input.node()?;
                    let count = self.input.word("a number of sheets")?;
                    let sheets = (0..count)
                        .map(|_| Ok(SheetId(self.input.word("a sheet")?)))
                        .collect::<Result<_, _>>()?;
                    encoder.push(at_ms, &Event::AdoptedSheets(AdoptedSheets { root, sheets }));
                }
                _ => {
                    self.input.at += 1;
                    return Err(self.input.error("a step of a batch"));
                }
            }
            outcome.events += 1;
        }
        if !properties.is_empty() {
            encoder.push(at_ms, &Event::Properties(properties));
            outcome.events += 1;
        }
        Ok(outcome)
    }

    /// Neighbouring steps that change the tree, as one event.
    fn mutation(&mut self, mutation: &mut MutationWriter<'_>) -> Result<(), OpsError> {
        while let Some(step) = self.input.peek() {
            match step {
                step::REMOVE => {
                    self.input.at += 1;
                    mutation.remove(self.input.node()?);
                }
                step::INSERT => {
                    self.input.at += 1;
                    let parent = self.input.node()?;
                    let before = match self.input.word("the node that follows")? {
                        0 => None,
                        id => Some(NodeId(id)),
                    };
                    let first = self.input.node()?;
                    self.forest(&mut mutation.insert(parent, before, first), first)?;
                }
                step::SET_TEXT => {
                    self.input.at += 1;
                    let node = self.input.node()?;
                    let marks = self.marks()?;
                    let text = self.input.text()?;
                    if marks.css {
                        self.wanted.css(self.gate, marks.level, text, None);
                    }
                    mutation.text(node, &self.gate.text(marks, text));
                }
                step::SET_ATTRIBUTE => {
                    self.input.at += 1;
                    self.attribute_change(mutation)?;
                }
                _ => break,
            }
        }
        Ok(())
    }

    fn marks(&mut self) -> Result<Marks, OpsError> {
        self.input.word("marks").map(marks)
    }

    fn attribute_change(&mut self, mutation: &mut MutationWriter<'_>) -> Result<(), OpsError> {
        let node = self.input.node()?;
        let marks = self.marks()?;
        let (element, _) = self.input.name()?;
        let (name, namespaced) = self.input.name()?;
        let namespace = if namespaced { Some(self.input.name()?.0) } else { None };
        let value = self.input.optional_text()?;
        let marks = match self.fields.get_mut(&node) {
            Some(field) => {
                field.update(&name, value.unwrap_or(""));
                field.marks(marks)
            }
            None => marks,
        };
        if marks.level < Level::Hide {
            if let Some(value) = value {
                self.wanted.attribute(self.gate, marks, &element, &name, value);
            }
            let value = value.map(|value| self.gate.attribute(marks, &element, &name, value));
            mutation.attribute(node, namespace.as_deref(), &name, value.as_deref());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;

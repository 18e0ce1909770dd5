//! State beyond the markup.

use scrubjay_format::NodeId;
use scrubjay_format::event::{Media, Property, PropertyChange, SvgClock};

use super::code::property;
use super::{Batch, OpsError};
use crate::field::Field;
use crate::privacy::{Marks, Rule};

impl Batch<'_> {
    pub(super) fn property_change(&mut self) -> Result<PropertyChange, OpsError> {
        let node = self.input.node()?;
        let marks = self.marks()?;
        let property = self.property(node, marks)?;
        Ok(PropertyChange { node, property })
    }

    pub(super) fn property(&mut self, node: NodeId, marks: Marks) -> Result<Property, OpsError> {
        let input = &mut self.input;
        Ok(match input.word("a property")? {
            property::VALUE => {
                let value = input.text()?;
                let value = match self.fields.get(&node) {
                    Some(field) => self.gate.value(field.marks(marks), field.input_type(), value),
                    None => self.gate.value(marks, "", value),
                };
                Property::Value(value.into())
            }
            property::CHECKED => Property::Checked(input.flag("a state")?),
            property::INDETERMINATE => Property::Indeterminate(input.flag("a state")?),
            property::SELECTED => {
                let count = input.word("a number of options")?;
                let chosen: Result<Vec<u32>, _> = (0..count).map(|_| input.word("an option")).collect();
                let chosen = chosen?;
                // Which month a card expires is told by the place in the list.
                if self.fields.get(&node).is_some_and(Field::is_secret) {
                    self.gate.tally.add(Rule::SecretField);
                    Property::Selected(Vec::new())
                } else {
                    Property::Selected(chosen)
                }
            }
            property::SCROLL => Property::Scroll {
                x: input.signed("a position")?,
                y: input.signed("a position")?,
            },
            property::MODAL => Property::Modal(input.flag("a state")?),
            property::POPOVER_OPEN => Property::PopoverOpen(input.flag("a state")?),
            property::FULLSCREEN => Property::Fullscreen(input.flag("a state")?),
            property::DEFINED => Property::Defined(input.flag("a state")?),
            property::CURRENT_SOURCE => {
                let url = input.text()?;
                self.wanted.source(self.gate, marks, url);
                Property::CurrentSource(self.gate.resource_url(marks.level, url).into())
            }
            property::MEDIA => Property::Media(Media {
                at_ms: self.at_ms,
                paused: input.flag("a state")?,
                position_ms: input.word("a position")?,
                rate_percent: input.word("a rate")?,
                volume_percent: input.word("a volume")?,
                muted: input.flag("a state")?,
            }),
            property::ANIMATIONS => Property::Animations(self.animations(marks.level)?),
            property::SVG_CLOCK => Property::SvgClock(SvgClock {
                at_ms: self.at_ms,
                paused: input.flag("a state")?,
                position_ms: input.word("a position")?,
            }),
            property::SHEET => Property::Sheet(self.sheet_content(marks.level)?),
            property::CARET => {
                let (start, end) = (input.word("a caret")?, input.word("a caret")?);
                let marks = self.fields.get(&node).map_or(marks, |field| field.marks(marks));
                // Where the caret stands in a secret tells how long it is.
                let (start, end) = if marks.secret { (0, 0) } else { (start, end) };
                Property::Caret { start, end }
            }
            property::ASSIGNED => {
                let count = input.word("a number of nodes")?;
                let nodes: Result<_, _> = (0..count).map(|_| input.node()).collect();
                Property::Assigned(nodes?)
            }
            property::AUTOFILLED => Property::Autofilled(input.flag("a state")?),
            property::PLACEHOLDER => Property::Placeholder {
                width: input.word("a width")?,
                height: input.word("a height")?,
            },
            _ => return Err(input.error("a property")),
        })
    }
}

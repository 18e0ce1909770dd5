//! From the steps that the DOM reader writes to encoded events, through the gate.
//!
//! The protocol's other end is `recorder/js/reader.js` and `recorder/js/sheets.js`. Steps are `u32` words; the texts they
//! speak of come joined in one string, each step saying how many UTF-16 code units are its own. Events are written into
//! the encoder as they are read, without a tree in between.

use std::borrow::Cow;
use std::collections::HashMap;

use scrubjay_format::event::{
    AdoptedSheets, CompatMode, Media, Namespace, Property, PropertyChange, RuleChange, RuleOperation, ShadowMode,
    Sheet, SheetChange, SheetContent,
};
use scrubjay_format::{Event, ForestWriter, MutationWriter, NodeId, SheetId, StreamEncoder, Text};

use crate::field::Field;
use crate::privacy::{Gate, Level, Marks};

/// Steps of a batch.
mod step {
    pub(super) const SNAPSHOT: u32 = 1;
    pub(super) const REMOVE: u32 = 2;
    pub(super) const INSERT: u32 = 3;
    pub(super) const SET_TEXT: u32 = 4;
    pub(super) const SET_ATTRIBUTE: u32 = 5;
    pub(super) const SET_PROPERTY: u32 = 6;
    pub(super) const SNAPSHOT_END: u32 = 7;
    pub(super) const SHEET_CONTENT: u32 = 32;
    pub(super) const RULE: u32 = 33;
    pub(super) const ADOPTED: u32 = 34;
}

/// Steps of a forest.
mod token {
    pub(super) const ELEMENT: u32 = 16;
    pub(super) const DOCUMENT: u32 = 17;
    pub(super) const SHADOW_ROOT: u32 = 18;
    pub(super) const DOCTYPE: u32 = 19;
    pub(super) const TEXT: u32 = 20;
    pub(super) const COMMENT: u32 = 21;
    pub(super) const CDATA: u32 = 22;
    pub(super) const INSTRUCTION: u32 = 23;
    pub(super) const EXISTING: u32 = 24;
    pub(super) const CLOSE: u32 = 25;
    pub(super) const END: u32 = 26;
    pub(super) const TEMPLATE_CONTENT: u32 = 27;
}

/// Properties.
mod property {
    pub(super) const VALUE: u32 = 1;
    pub(super) const CHECKED: u32 = 2;
    pub(super) const INDETERMINATE: u32 = 3;
    pub(super) const SELECTED: u32 = 4;
    pub(super) const SCROLL: u32 = 5;
    pub(super) const MODAL: u32 = 6;
    pub(super) const POPOVER_OPEN: u32 = 7;
    pub(super) const FULLSCREEN: u32 = 8;
    pub(super) const DEFINED: u32 = 9;
    pub(super) const CURRENT_SOURCE: u32 = 10;
    pub(super) const MEDIA: u32 = 11;
    pub(super) const SHEET: u32 = 12;
    pub(super) const PLACEHOLDER: u32 = 13;
}

/// Marks of a node, as bits.
mod mark {
    pub(super) const LEVEL: u32 = 3;
    pub(super) const FORM_VALUE: u32 = 4;
    pub(super) const CSS: u32 = 8;
    pub(super) const SECRET: u32 = 32;
}

/// What the reader says of a node, for the gate.
pub(crate) fn marks(bits: u32) -> Marks {
    Marks {
        level: level(bits & mark::LEVEL),
        form_value: bits & mark::FORM_VALUE != 0,
        secret: bits & mark::SECRET != 0,
        css: bits & mark::CSS != 0,
    }
}

/// A privacy level by its number in the protocol: from 0, allow, to 3, hide.
pub(crate) fn level(number: u32) -> Level {
    match number {
        0 => Level::Allow,
        1 => Level::MaskInputs,
        2 => Level::Mask,
        _ => Level::Hide,
    }
}

/// Set in a string's word: the lower bits are its number, not its length.
const INTERNED: u32 = 0x8000_0000;
/// Set in an attribute's name: its namespace follows.
const NAMESPACED: u32 = 0x4000_0000;
/// In place of a string's word: there is none.
const NONE: u32 = u32::MAX;

/// Steps that do not follow the protocol: an error of the recorder itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("step {word} at word {at} is not understood: {what}")]
pub struct OpsError {
    /// Where.
    pub at: usize,
    /// The word there, or 0 past the end.
    pub word: u32,
    /// What was expected.
    pub what: &'static str,
}

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
}

impl OpsDecoder {
    /// Forgets everything: another snapshot begins.
    pub fn clear(&mut self) {
        self.names.clear();
        self.fields.clear();
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
            gate,
        };
        batch.run(encoder, at_ms)
    }
}

/// The words and the text, read from front to back.
struct Input<'a> {
    ops: &'a [u32],
    at: usize,
    text: &'a str,
    is_ascii: bool,
    names: &'a mut Vec<Text>,
}

impl<'a> Input<'a> {
    fn peek(&self) -> Option<u32> {
        self.ops.get(self.at).copied()
    }

    fn word(&mut self, what: &'static str) -> Result<u32, OpsError> {
        let word = self.peek().ok_or_else(|| self.error(what))?;
        self.at += 1;
        Ok(word)
    }

    fn signed(&mut self, what: &'static str) -> Result<i32, OpsError> {
        Ok(self.word(what)? as i32)
    }

    fn flag(&mut self, what: &'static str) -> Result<bool, OpsError> {
        Ok(self.word(what)? != 0)
    }

    fn node(&mut self) -> Result<NodeId, OpsError> {
        match self.word("a node")? {
            0 => Err(self.error("a node")),
            id => Ok(NodeId(id)),
        }
    }

    /// The next `units` UTF-16 code units of the text.
    fn cut(&mut self, units: u32) -> Result<&'a str, OpsError> {
        let units = units as usize;
        let length = if self.is_ascii {
            units
        } else {
            let mut left = units;
            let mut characters = self.text.chars();
            while left > 0 {
                let width = characters.next().map_or(usize::MAX, char::len_utf16);
                left = left.checked_sub(width).ok_or_else(|| self.error("text"))?;
            }
            self.text.len() - characters.as_str().len()
        };
        let (text, rest) = self.text.split_at_checked(length).ok_or_else(|| self.error("text"))?;
        self.text = rest;
        Ok(text)
    }

    /// A text of its own.
    fn text(&mut self) -> Result<&'a str, OpsError> {
        let units = self.word("a text's length")?;
        self.cut(units)
    }

    fn optional_text(&mut self) -> Result<Option<&'a str>, OpsError> {
        if self.peek() == Some(NONE) {
            self.at += 1;
            return Ok(None);
        }
        self.text().map(Some)
    }

    /// A text that comes often; whether a namespace follows.
    fn name(&mut self) -> Result<(Text, bool), OpsError> {
        let word = self.word("a name")?;
        let index = (word & !(INTERNED | NAMESPACED)) as usize;
        if word & INTERNED == 0 || index > self.names.len() {
            return Err(self.error("a name's number"));
        }
        if index == self.names.len() {
            let name = self.text()?.into();
            self.names.push(name);
        }
        Ok((self.names[index].clone(), word & NAMESPACED != 0))
    }

    #[cold]
    fn error(&self, what: &'static str) -> OpsError {
        let at = self.at.saturating_sub(1);
        OpsError {
            at,
            word: self.ops.get(at).copied().unwrap_or(0),
            what,
        }
    }
}

struct Batch<'a> {
    input: Input<'a>,
    fields: &'a mut HashMap<NodeId, Field>,
    gate: &'a Gate,
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
                step::SNAPSHOT_END => {
                    self.input.at += 1;
                    encoder.push(at_ms, &Event::SnapshotEnd);
                    outcome.snapshot_ended = true;
                }
                step::SHEET_CONTENT => {
                    self.input.at += 1;
                    let sheet = self.sheet()?;
                    let content = self.sheet_content(self.gate.level)?;
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
            let value = value.map(|value| self.gate.attribute(marks, &element, &name, value));
            mutation.attribute(node, namespace.as_deref(), &name, value.as_deref());
        }
        Ok(())
    }

    /// The nodes of a forest, up to its end.
    fn forest(&mut self, forest: &mut ForestWriter<'_>, first: NodeId) -> Result<(), OpsError> {
        let mut next = first.0;
        loop {
            let token = self.input.word("a node of a forest")?;
            match token {
                token::ELEMENT => self.element(forest, NodeId(next))?,
                token::TEXT => {
                    let marks = self.marks()?;
                    let text = self.input.text()?;
                    forest.text(&self.gate.text(marks, text));
                }
                token::CLOSE => {
                    forest.close();
                    continue;
                }
                token::EXISTING => {
                    forest.existing(self.input.node()?);
                    continue;
                }
                token::COMMENT => forest.comment(self.input.text()?),
                token::TEMPLATE_CONTENT => forest.template_content(),
                token::DOCUMENT => self.document(forest)?,
                token::SHADOW_ROOT => {
                    let flags = self.input.word("flags of a shadow root")?;
                    let mode = if flags & 1 == 0 {
                        ShadowMode::Open
                    } else {
                        ShadowMode::Closed
                    };
                    forest.shadow_root(mode, flags & 2 != 0, flags & 4 != 0);
                }
                token::DOCTYPE => {
                    let (name, _) = self.input.name()?;
                    let (public_id, _) = self.input.name()?;
                    let (system_id, _) = self.input.name()?;
                    forest.doctype(&name, &public_id, &system_id);
                }
                token::CDATA => {
                    let marks = self.marks()?;
                    let text = self.input.text()?;
                    forest.cdata(&self.gate.text(marks, text));
                }
                token::INSTRUCTION => {
                    let marks = self.marks()?;
                    let (target, _) = self.input.name()?;
                    let data = self.input.text()?;
                    forest.processing_instruction(&target, &self.gate.text(marks, data));
                }
                token::END => return Ok(()),
                _ => return Err(self.input.error("a node of a forest")),
            }
            next += 1;
        }
    }

    fn document(&mut self, forest: &mut ForestWriter<'_>) -> Result<(), OpsError> {
        let compat_mode = if self.input.flag("a mode")? {
            CompatMode::Quirks
        } else {
            CompatMode::Standards
        };
        let base_url = self.input.text()?;
        let x = self.input.signed("a position")?;
        let y = self.input.signed("a position")?;
        let scroll = [Property::Scroll { x, y }];
        let properties = if x == 0 && y == 0 { &[] } else { &scroll[..] };
        forest.document(compat_mode, &self.base_url(base_url), properties);
        Ok(())
    }

    fn element(&mut self, forest: &mut ForestWriter<'_>, node: NodeId) -> Result<(), OpsError> {
        let flags = self.input.word("an element's flags")?;
        let marks = marks(flags & 0xff);
        let (name, _) = self.input.name()?;
        let namespace = match flags >> 8 {
            0 => Namespace::Html,
            1 => Namespace::Svg,
            2 => Namespace::MathMl,
            _ => Namespace::Other(self.input.name()?.0),
        };
        forest.element(&namespace, &name);
        let count = self.input.word("a number of attributes")?;
        let is_field = namespace == Namespace::Html && is_form_control(&name);
        if is_field {
            self.field_attributes(forest, node, &name, marks, count)?;
        } else {
            for _ in 0..count {
                let (attribute, namespace) = self.attribute_name()?;
                let value = self.input.text()?;
                if marks.level < Level::Hide {
                    let value = self.gate.attribute(marks, &name, &attribute, value);
                    forest.attribute(namespace.as_deref(), &attribute, &value);
                }
            }
        }
        let count = self.input.word("a number of properties")?;
        for _ in 0..count {
            let property = self.property(node, marks)?;
            forest.property(&property);
        }
        Ok(())
    }

    /// Attributes of a form control, which can only be judged once all are known: its value may stand before the type
    /// that makes it secret.
    fn field_attributes(
        &mut self,
        forest: &mut ForestWriter<'_>,
        node: NodeId,
        element: &str,
        marks: Marks,
        count: u32,
    ) -> Result<(), OpsError> {
        let mut attributes = Vec::new();
        let mut field = Field::default();
        for _ in 0..count {
            let (name, namespace) = self.attribute_name()?;
            let value = self.input.text()?;
            field.update(&name, value);
            attributes.push((namespace, name, value));
        }
        let marks = field.marks(marks);
        self.fields.insert(node, field);
        if marks.level < Level::Hide {
            for (namespace, name, value) in &attributes {
                let value = self.gate.attribute(marks, element, name, value);
                forest.attribute(namespace.as_deref(), name, &value);
            }
        }
        Ok(())
    }

    fn attribute_name(&mut self) -> Result<(Text, Option<Text>), OpsError> {
        let (name, namespaced) = self.input.name()?;
        let namespace = if namespaced { Some(self.input.name()?.0) } else { None };
        Ok((name, namespace))
    }

    fn property_change(&mut self) -> Result<PropertyChange, OpsError> {
        let node = self.input.node()?;
        let marks = self.marks()?;
        let property = self.property(node, marks)?;
        Ok(PropertyChange { node, property })
    }

    fn property(&mut self, node: NodeId, marks: Marks) -> Result<Property, OpsError> {
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
                let chosen: Result<_, _> = (0..count).map(|_| input.word("an option")).collect();
                Property::Selected(chosen?)
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
                Property::CurrentSource(self.gate.resource_url(marks.level, url).into())
            }
            property::MEDIA => Property::Media(Media {
                paused: input.flag("a state")?,
                position_ms: input.word("a position")?,
                rate_percent: input.word("a rate")?,
                volume_percent: input.word("a volume")?,
                muted: input.flag("a state")?,
            }),
            property::SHEET => Property::Sheet(self.sheet_content(marks.level)?),
            property::PLACEHOLDER => Property::Placeholder {
                width: input.word("a width")?,
                height: input.word("a height")?,
            },
            _ => return Err(input.error("a property")),
        })
    }

    fn sheet(&mut self) -> Result<Sheet, OpsError> {
        match self.input.word("a kind of sheet")? {
            0 => Ok(Sheet::Of(self.input.node()?)),
            1 => Ok(Sheet::Constructed(SheetId(self.input.word("a sheet")?))),
            _ => Err(self.input.error("a kind of sheet")),
        }
    }

    fn sheet_content(&mut self, level: Level) -> Result<SheetContent, OpsError> {
        let text = self.input.text()?;
        let base_url = self.input.optional_text()?;
        let media = self.input.text()?;
        let disabled = self.input.flag("a state")?;
        Ok(SheetContent {
            text: self.gate.css(level, text).into(),
            base_url: base_url.map(|url| self.base_url(url).into()),
            media: media.into(),
            disabled,
        })
    }

    /// An address that others are relative to, which query and fragment have no part in.
    fn base_url<'u>(&self, url: &'u str) -> Cow<'u, str> {
        match url.find(['?', '#']) {
            Some(end) if self.gate.level > Level::Allow => self.gate.resource_url(self.gate.level, &url[..end]),
            _ => self.gate.resource_url(self.gate.level, url),
        }
    }

    fn rule(&mut self) -> Result<RuleChange, OpsError> {
        let sheet = self.sheet()?;
        let depth = self.input.word("a rule's depth")?;
        let path: Result<_, _> = (0..depth).map(|_| self.input.word("a rule's place")).collect();
        let level = self.gate.level;
        let operation = match self.input.word("an operation")? {
            1 => RuleOperation::Insert(self.gate.css(level, self.input.text()?).into()),
            2 => RuleOperation::Delete,
            4 => RuleOperation::SetText(self.gate.css(level, self.input.text()?).into()),
            5 => RuleOperation::SetSelector(self.gate.css(level, self.input.text()?).into()),
            _ => return Err(self.input.error("an operation on a rule")),
        };
        Ok(RuleChange {
            sheet,
            path: path?,
            operation,
        })
    }
}

fn is_form_control(name: &str) -> bool {
    matches!(name, "input" | "textarea" | "select" | "button" | "option")
}

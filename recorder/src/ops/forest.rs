//! Nodes that are written with all that is below them.

use scrubjay_format::event::{CompatMode, Namespace, Property, ShadowMode};
use scrubjay_format::{ForestWriter, NodeId, Text};

use super::code::{LABEL, marks, token};
use super::{Batch, OpsError};
use crate::field::Field;
use crate::privacy::{Level, Marks, Rule};

impl Batch<'_> {
    /// The nodes of a forest, up to its end.
    pub(super) fn forest(&mut self, forest: &mut ForestWriter<'_>, first: NodeId) -> Result<(), OpsError> {
        let mut next = first.0;
        loop {
            let token = self.input.word("a node of a forest")?;
            match token {
                token::ELEMENT => self.element(forest, NodeId(next))?,
                token::TEXT => {
                    let marks = self.marks()?;
                    let text = self.input.text()?;
                    if marks.css {
                        self.wanted.css(self.gate, marks.level, text, None);
                    }
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

    pub(super) fn document(&mut self, forest: &mut ForestWriter<'_>) -> Result<(), OpsError> {
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

    pub(super) fn element(&mut self, forest: &mut ForestWriter<'_>, node: NodeId) -> Result<(), OpsError> {
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
        if marks.level != self.gate.level && matches!(&*name, "style" | "link") {
            self.sheet_levels.insert(node, marks.level);
        }
        if marks.level == Level::Hide {
            self.gate.tally.add(Rule::Hidden);
        }
        let count = self.input.word("a number of attributes")?;
        let is_field = namespace == Namespace::Html && is_form_control(&name);
        if is_field {
            self.field_attributes(forest, node, &name, marks, count)?;
        } else {
            for _ in 0..count {
                let (attribute, namespace) = self.attribute_name()?;
                let value = self.input.text()?;
                if marks.level < Level::Hide {
                    self.wanted.attribute(self.gate, marks, &name, &attribute, value);
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
    pub(super) fn field_attributes(
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
            if &*name != LABEL {
                attributes.push((namespace, name, value));
            }
        }
        let marks = field.marks(marks);
        self.fields.insert(node, field);
        if marks.level < Level::Hide {
            for (namespace, name, value) in &attributes {
                self.wanted.attribute(self.gate, marks, element, name, value);
                let value = self.gate.attribute(marks, element, name, value);
                forest.attribute(namespace.as_deref(), name, &value);
            }
        }
        Ok(())
    }

    pub(super) fn attribute_name(&mut self) -> Result<(Text, Option<Text>), OpsError> {
        let (name, namespaced) = self.input.name()?;
        let namespace = if namespaced { Some(self.input.name()?.0) } else { None };
        Ok((name, namespace))
    }
}

fn is_form_control(name: &str) -> bool {
    matches!(name, "input" | "textarea" | "select" | "button" | "option")
}

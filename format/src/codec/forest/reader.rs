//! Reading forests: the structure first, then the columns that fill it.

use super::*;
use crate::codec::delta::Deltas;
use crate::codec::reader::Reader;
use crate::codec::wire::unknown_code;
use crate::codec::{property, values};
use crate::error::{Fault, Problem};
use crate::event::{Attribute, CompatMode, Namespace, Property, ShadowMode, Token};
use crate::{NodeId, Text};

/// Reads the structures of as many forests as given: tokens whose texts and properties are still to be filled in.
pub(crate) fn read_structures(reader: &mut Reader<'_>, count: usize) -> Result<Vec<Vec<Token>>, Fault> {
    let empty = Text::default();
    let mut forests = Vec::new();
    for _ in 0..count {
        let mut tokens = Vec::new();
        read_structure(reader, &empty, &mut tokens)?;
        forests.push(tokens);
    }
    Ok(forests)
}

/// Reads the columns after the structures, and fills them in.
pub(crate) fn read_columns<'f>(
    reader: &mut Reader<'_>,
    forests: impl Iterator<Item = &'f mut Vec<Token>>,
) -> Result<(), Fault> {
    let mut tokens: Vec<&mut Token> = forests.flatten().collect();
    let mut groups = Vec::new();
    for token in &mut tokens {
        if let Token::Element { name, attributes, .. } = token {
            *name = reader.string()?;
            for attribute in attributes {
                let entry;
                (attribute.namespace, attribute.name, entry) = reader.attribute_name()?;
                groups.push((entry.unwrap_or(values::OTHERS), &mut attribute.value));
            }
        }
    }
    groups.sort_by_key(|(group, _)| *group); // stable: within a group, as they stand
    for group in groups.chunk_by_mut(|(one, _), (other, _)| one == other) {
        let mut last = Text::default();
        for (_, value) in group {
            **value = reader.column_text(&mut last)?;
        }
    }
    let mut last = Text::default();
    for token in &mut tokens {
        if let Token::Text(text) = token {
            *text = reader.column_text(&mut last)?;
        }
    }
    let mut existing = Deltas::default();
    tokens
        .into_iter()
        .try_for_each(|token| read_rest(reader, &mut existing, token))
}

fn read_structure(reader: &mut Reader<'_>, empty: &Text, tokens: &mut Vec<Token>) -> Result<(), Fault> {
    let mut depth = 0;
    loop {
        let offset = reader.position();
        let byte = reader.byte()?;
        if byte & 1 == 0 {
            let children = byte >> CHILDREN_SHIFT & 3;
            tokens.push(read_element(reader, empty, byte)?);
            match children {
                CHILDREN_NONE => tokens.push(Token::Close),
                CHILDREN_TEXT => tokens.extend([Token::Text(empty.clone()), Token::Close]),
                CHILDREN_OPEN => depth += 1,
                _ => {
                    return Err(Fault::new(
                        offset,
                        Problem::Code {
                            what: "a token",
                            value: u32::from(byte),
                        },
                    ));
                }
            }
            reader.items(3)?;
            continue;
        }
        let own = byte >> OWN_SHIFT;
        let is_set = |place: u8| own >> place & 1 == 1;
        reader.items(1)?;
        tokens.push(match byte >> TYPE_SHIFT & 0xf {
            END => {
                reader.items(depth)?;
                tokens.extend(std::iter::repeat_n(Token::Close, depth));
                return Ok(());
            }
            CLOSE => {
                let count = usize::from(own) + 1;
                if count > depth {
                    return Err(Fault::new(offset, Problem::Unbalanced { count, open: depth }));
                }
                depth -= count;
                reader.items(count)?;
                tokens.extend(std::iter::repeat_n(Token::Close, count));
                continue;
            }
            TEXT => Token::Text(empty.clone()),
            COMMENT => Token::Comment(empty.clone()),
            DOCUMENT => {
                depth += 1;
                Token::Document {
                    compat_mode: if is_set(0) {
                        CompatMode::Quirks
                    } else {
                        CompatMode::Standards
                    },
                    base_url: empty.clone(),
                    properties: if is_set(1) {
                        read_property_count(reader)?
                    } else {
                        Vec::new()
                    },
                }
            }
            SHADOW_ROOT => {
                depth += 1;
                Token::ShadowRoot {
                    mode: if is_set(0) {
                        ShadowMode::Closed
                    } else {
                        ShadowMode::Open
                    },
                    delegates_focus: is_set(1),
                    manual_slots: is_set(2),
                }
            }
            TEMPLATE_CONTENT => {
                depth += 1;
                Token::TemplateContent
            }
            DOCTYPE => Token::Doctype {
                name: empty.clone(),
                public_id: empty.clone(),
                system_id: empty.clone(),
            },
            CDATA => Token::Cdata(empty.clone()),
            PROCESSING_INSTRUCTION => Token::ProcessingInstruction {
                target: empty.clone(),
                data: empty.clone(),
            },
            EXISTING => Token::Existing(NodeId(0)),
            _ => {
                return Err(Fault::new(
                    offset,
                    Problem::Code {
                        what: "a token",
                        value: u32::from(byte),
                    },
                ));
            }
        });
    }
}

fn read_element(reader: &mut Reader<'_>, empty: &Text, byte: u8) -> Result<Token, Fault> {
    let mut attributes = usize::from(byte >> ATTRIBUTES_SHIFT & 7);
    if attributes == ATTRIBUTES_MORE {
        attributes += reader.count()?;
    }
    reader.items(attributes.min(ATTRIBUTES_MORE))?;
    let attribute = Attribute {
        namespace: None,
        name: empty.clone(),
        value: empty.clone(),
    };
    Ok(Token::Element {
        namespace: if byte & HAS_NAMESPACE != 0 {
            Namespace::Svg
        } else {
            Namespace::Html
        },
        name: empty.clone(),
        attributes: vec![attribute; attributes],
        properties: if byte & HAS_PROPERTIES != 0 {
            read_property_count(reader)?
        } else {
            Vec::new()
        },
    })
}

/// As many properties as the count says, to be filled in later.
fn read_property_count(reader: &mut Reader<'_>) -> Result<Vec<Property>, Fault> {
    Ok(vec![Property::Masked(false); reader.count()?])
}

fn read_properties(reader: &mut Reader<'_>, properties: &mut Vec<Property>) -> Result<(), Fault> {
    for _ in 0..std::mem::take(properties).len() {
        properties.extend(property::read(reader)?);
    }
    Ok(())
}

fn read_rest(reader: &mut Reader<'_>, existing: &mut Deltas, token: &mut Token) -> Result<(), Fault> {
    match token {
        Token::Element {
            namespace, properties, ..
        } => {
            if *namespace != Namespace::Html {
                let offset = reader.position();
                *namespace = match reader.byte()? {
                    0 => Namespace::Other(reader.string()?),
                    1 => Namespace::Svg,
                    2 => Namespace::MathMl,
                    code => return Err(unknown_code(offset, "a namespace", code)),
                };
            }
            read_properties(reader, properties)?;
        }
        Token::Document {
            base_url, properties, ..
        } => {
            *base_url = reader.string()?;
            read_properties(reader, properties)?;
        }
        Token::Doctype {
            name,
            public_id,
            system_id,
        } => {
            *name = reader.string()?;
            *public_id = reader.string()?;
            *system_id = reader.string()?;
        }
        Token::Comment(text) | Token::Cdata(text) => *text = reader.string()?,
        Token::ProcessingInstruction { target, data } => {
            *target = reader.string()?;
            *data = reader.string()?;
        }
        Token::Existing(node) => *node = existing.read(reader)?,
        Token::ShadowRoot { .. } | Token::TemplateContent | Token::Text(_) | Token::Close => {}
    }
    Ok(())
}

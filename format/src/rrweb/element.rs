//! One element: its attributes, and what rrweb hides among them.

use serde_json::Value;

use super::json;
use super::mirror::Mirrored;
use super::style::Declarations;
use super::svg;
use crate::Text;
use crate::event::{Attribute, Canvas, Namespace, Property, SheetContent, Token};

const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// Input types whose value is what the markup says.
const MARKUP_VALUES: [&str; 7] = ["radio", "checkbox", "submit", "button", "reset", "image", "hidden"];

/// The token that opens an element, with what has to be remembered of it put into `mirrored`.
pub(super) fn token(node: &Value, inside_math: bool, mirrored: &mut Mirrored) -> Token {
    let lower = json::text(node, "tagName").unwrap_or("div");
    let namespace = if json::flag(node, "isSVG") {
        Namespace::Svg
    } else if lower == "math" || inside_math {
        Namespace::MathMl
    } else {
        Namespace::Html
    };
    let name = if namespace == Namespace::Svg {
        svg::element_name(lower)
    } else {
        lower
    };
    mirrored.name = lower.into();
    let empty = serde_json::Map::new();
    let given = node.get("attributes").and_then(Value::as_object).unwrap_or(&empty);
    if lower == "input" {
        mirrored.input_type = given.get("type").and_then(Value::as_str).unwrap_or("text").into();
    }
    let mut element = Element {
        mirrored,
        attributes: Vec::new(),
        properties: Vec::new(),
    };
    let (mut width, mut height, mut scroll) = (None, None, (0, 0));
    for (name, value) in given {
        match name.as_str() {
            "rr_width" => width = pixels(value),
            "rr_height" => height = pixels(value),
            "rr_scrollLeft" => scroll.0 = value.as_f64().unwrap_or(0.0).round() as i32,
            "rr_scrollTop" => scroll.1 = value.as_f64().unwrap_or(0.0).round() as i32,
            _ => element.take(name, value),
        }
    }
    if let (Some(width), Some(height)) = (width, height) {
        element.properties.push(Property::Placeholder { width, height });
    }
    if json::flag(node, "isCustom") {
        element.properties.push(Property::Defined(true));
    }
    if scroll != (0, 0) {
        element.properties.push(Property::Scroll {
            x: scroll.0,
            y: scroll.1,
        });
    }
    let Element {
        attributes, properties, ..
    } = element;
    Token::Element {
        namespace,
        name: name.into(),
        attributes,
        properties,
    }
}

struct Element<'a> {
    mirrored: &'a mut Mirrored,
    attributes: Vec<Attribute>,
    properties: Vec<Property>,
}

impl Element<'_> {
    fn take(&mut self, name: &str, value: &Value) {
        let element = &*self.mirrored.name;
        if matches!(element, "video" | "audio") && self.mirrored.media.attribute(name, value) {
            self.properties.retain(|known| !matches!(known, Property::Media(_)));
            self.properties.push(self.mirrored.media.property());
            return;
        }
        match (element, name) {
            ("style" | "link", "_cssText") => {
                let css: Text = value.as_str().unwrap_or_default().into();
                self.properties.push(Property::Sheet(sheet(&css)));
                self.mirrored.sheet = Some(css);
                if &*self.mirrored.name == "link" {
                    // rrweb takes `rel` and `href` off a link that it inlines.
                    self.attribute("rel", "stylesheet");
                }
            }
            ("canvas", "rr_dataURL") => {
                self.properties
                    .extend(value.as_str().and_then(data_url).map(Property::Canvas));
            }
            ("img", "rr_dataURL") => {
                self.properties
                    .push(Property::CurrentSource(value.as_str().unwrap_or_default().into()));
            }
            ("iframe" | "frame", "rr_src") => self.attribute("src", value.as_str().unwrap_or_default()),
            ("dialog", "rr_open_mode") => self.properties.push(Property::Modal(value.as_str() == Some("modal"))),
            // rrweb writes the state into the attributes. At the time of a snapshot it mostly is what the markup says.
            ("input", "checked") => {
                self.properties.push(Property::Checked(is_set(value)));
                if is_set(value) {
                    self.attribute("checked", "");
                }
            }
            ("input", "value") if !MARKUP_VALUES.contains(&&*self.mirrored.input_type) => {
                self.properties.push(Property::Value(plain(value)));
                self.attribute("value", &plain(value));
            }
            ("textarea", "value") => self.properties.push(Property::Value(plain(value))),
            ("option", "selected") => self.mirrored.is_chosen = is_set(value),
            // The options say which is chosen.
            ("select", "value") => {}
            (_, name) if name.starts_with("rr_") => {}
            _ => {
                if matches!((element, name), ("option", "value")) {
                    self.mirrored.value = Some(plain(value));
                }
                if is_set(value) {
                    let text = plain(value);
                    if name == "style" {
                        self.mirrored.style = Declarations::parse(&text);
                    }
                    self.attribute(name, &text);
                }
            }
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.attributes.push(Attribute {
            namespace: namespace(name).map(Text::from),
            name: name.into(),
            value: value.into(),
        });
    }
}

/// Namespace of an attribute that HTML and SVG know by its prefix.
pub(super) fn namespace(name: &str) -> Option<&'static str> {
    match name.split_once(':').map_or(name, |(prefix, _)| prefix) {
        "xlink" if name.contains(':') => Some(XLINK),
        "xml" if name.contains(':') => Some(XML),
        "xmlns" => Some(XMLNS),
        _ => None,
    }
}

/// rrweb writes true for attributes without a value, false or null for those that are not there.
pub(super) fn is_set(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
}

/// An attribute's value as text.
pub(super) fn plain(value: &Value) -> Text {
    match value {
        Value::String(text) => text.as_str().into(),
        Value::Number(number) => number.to_string().into(),
        _ => Text::default(),
    }
}

/// A sheet's content; rrweb has made all its addresses absolute.
pub(super) fn sheet(css: &str) -> SheetContent {
    SheetContent {
        text: css.into(),
        base_url: None,
        media: Text::default(),
        disabled: false,
    }
}

fn pixels(value: &Value) -> Option<u32> {
    let number = value
        .as_f64()
        .or_else(|| value.as_str()?.trim_end_matches("px").parse().ok())?;
    Some(number.round() as u32)
}

/// A picture in a `data:` address.
pub(super) fn data_url(address: &str) -> Option<Canvas> {
    let (kind, data) = address.strip_prefix("data:")?.split_once(";base64,")?;
    Some(Canvas {
        mime_type: kind.into(),
        image: base64(data)?,
    })
}

/// Decodes standard Base64 (RFC 4648, section 4), padded or not.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for character in text.bytes().filter(|byte| *byte != b'=') {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    Some(bytes)
}

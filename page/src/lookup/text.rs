//! What can be read on the page.

use scrubjay_format::NodeId;

use crate::page::Page;
use crate::tree::{Element, NodeData};

impl Page {
    /// The text below a node as a reader would meet it: through shadow roots and frames, white space collapsed, a space
    /// between blocks; without scripts, styles, templates, and what the `hidden` attribute hides. Style sheets are not
    /// consulted. Empty for a node that is not in the page.
    pub fn text_content(&self, node: NodeId) -> String {
        let mut text = String::new();
        let mut at = self.nodes.get(node).map(|_| node);
        while let Some(id) = at {
            let Some(entry) = self.nodes.get(id) else { break };
            let mut is_seen = true;
            match &entry.data {
                NodeData::Text(data) | NodeData::Cdata(data) => push_collapsed(&mut text, data),
                NodeData::Element(element) => {
                    is_seen = !is_unseen(element);
                    if !is_inline(&element.name) {
                        push_space(&mut text);
                    }
                }
                NodeData::Document(_) => push_space(&mut text),
                NodeData::TemplateContent => is_seen = false,
                _ => {}
            }
            let next = if is_seen {
                self.nodes.next_within(node, id)
            } else {
                self.nodes.next_after(node, id)
            };
            // Leaving a block ends its line.
            let parent = next.and_then(|next| self.nodes.parent(next));
            let mut left = self
                .nodes
                .ancestors(id)
                .take_while(|above| Some(*above) != parent && next.is_some());
            if left.any(|above| self.nodes.get(above).is_some_and(|node| is_block(&node.data))) {
                push_space(&mut text);
            }
            at = next;
        }
        text.truncate(text.trim_end().len());
        text
    }
}

fn push_space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

fn push_collapsed(text: &mut String, data: &str) {
    for character in data.chars() {
        if character.is_whitespace() {
            push_space(text);
        } else {
            text.push(character);
        }
    }
}

fn is_block(data: &NodeData) -> bool {
    data.element().is_some_and(|element| !is_inline(&element.name))
}

fn is_unseen(element: &Element) -> bool {
    let is_unseen = ["script", "style", "noscript", "template", "head", "datalist"].contains(&&*element.name);
    is_unseen || element.attribute("hidden").is_some()
}

/// Elements that do not end a line: "phrasing content" of HTML, as far as it is text.
/// <https://html.spec.whatwg.org/multipage/dom.html#phrasing-content>
fn is_inline(name: &str) -> bool {
    const INLINE: [&str; 32] = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
        "q", "ruby", "s", "samp", "slot", "small", "span", "strong", "sub", "sup", "time", "tspan", "tt", "u", "var",
        "wbr",
    ];
    INLINE.contains(&name)
}

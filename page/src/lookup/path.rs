//! Selector-like paths: names for places in the page that people can read and that survive between sessions.
//!
//! A path is a chain of child steps, `main > form#pay > button:nth-of-type(2)`, from below `body`, or, for what is not in
//! a body, from the root on. ` >>> ` goes into a shadow root or the document of a frame.

use scrubjay_format::NodeId;

use crate::page::Page;
use crate::tree::{Element, NodeData};

const CHILD: &str = " > ";
const INTO: &str = " >>> ";

impl Page {
    /// The path to an element, or to the element that a text, shadow root or frame's document stands in. Empty if there is
    /// none.
    pub fn path(&self, node: NodeId) -> String {
        let is_element = |id: &NodeId| self.element(*id).is_some();
        let mut scopes: Vec<Vec<NodeId>> = vec![Vec::new()];
        for id in self.nodes.ancestors(node).skip_while(|id| !is_element(id)) {
            match scopes.last_mut() {
                Some(scope) if is_element(&id) => scope.push(id),
                _ => scopes.push(Vec::new()),
            }
        }
        let scopes = scopes
            .into_iter()
            .rev()
            .filter(|scope| !scope.is_empty())
            .map(|mut scope| {
                scope.reverse();
                let in_body = scope.len() > 2 && self.is_html(scope[0], "html") && self.is_html(scope[1], "body");
                let steps = scope.iter().skip(if in_body { 2 } else { 0 }).map(|id| self.step(*id));
                steps.collect::<Vec<_>>().join(CHILD)
            });
        scopes.collect::<Vec<_>>().join(INTO)
    }

    /// The element at a path as [`Self::path`] writes it. A path that begins elsewhere (at the nearest landmark, say) finds
    /// the first element in document order that it leads to.
    pub fn find(&self, path: &str) -> Option<NodeId> {
        let mut root = NodeId::DOCUMENT;
        let mut found = None;
        for scope in path.split(INTO) {
            if let Some(host) = found {
                let host = self.element(host)?;
                root = host.shadow.or(host.content)?;
            }
            let steps: Vec<Step> = scope.split(CHILD).map(Step::parse).collect::<Option<_>>()?;
            found = Some(self.find_in(root, &steps)?);
        }
        found
    }

    fn find_in(&self, root: NodeId, steps: &[Step]) -> Option<NodeId> {
        let html = self.nodes.children(root).find(|id| self.is_html(*id, "html"));
        let body = html.and_then(|html| self.nodes.children(html).find(|id| self.is_html(*id, "body")));
        let anchored = body
            .and_then(|body| self.follow(body, steps))
            .or_else(|| self.follow(root, steps));
        anchored.or_else(|| {
            let is_root = |id: NodeId| id != root && self.nodes.get(id).is_some_and(|node| node.data.is_root());
            let mut at = Some(root);
            while let Some(parent) = at {
                if let Some(found) = self.follow(parent, steps) {
                    return Some(found);
                }
                // Other scopes are entered by name only.
                at = self.nodes.next_within(root, parent);
                while let Some(inner) = at.filter(|id| is_root(*id)) {
                    at = self.nodes.next_after(root, inner);
                }
            }
            None
        })
    }

    fn follow(&self, parent: NodeId, steps: &[Step]) -> Option<NodeId> {
        steps.iter().try_fold(parent, |parent, step| {
            let mut nth = 0;
            self.nodes.children(parent).find(|id| {
                let Some(element) = self.element(*id) else { return false };
                nth += usize::from(*element.name == step.name);
                let is_id = step
                    .id
                    .as_ref()
                    .is_none_or(|id| element.attribute("id").is_some_and(|own| **own == **id));
                *element.name == step.name && is_id && step.nth.is_none_or(|wanted| wanted == nth)
            })
        })
    }

    /// `form#pay`, `button:nth-of-type(2)`: what tells the element from its siblings.
    fn step(&self, id: NodeId) -> String {
        let Some(element) = self.element(id) else {
            return String::new();
        };
        let own_id = plain_id(element);
        let parent = self.nodes.parent(id);
        let (mut nth, mut of_type, mut of_id) = (0, 0, 0);
        for sibling in parent.into_iter().flat_map(|parent| self.nodes.children(parent)) {
            let Some(other) = self.element(sibling).filter(|other| other.name == element.name) else {
                continue;
            };
            of_type += 1;
            of_id += usize::from(plain_id(other) == own_id);
            if sibling == id {
                nth = of_type;
            }
        }
        let mut step = escape(&element.name);
        if let Some(own_id) = own_id {
            step.push('#');
            step.push_str(own_id);
        }
        if of_id > 1 || (own_id.is_none() && of_type > 1) {
            step.push_str(&format!(":nth-of-type({nth})"));
        }
        step
    }

    fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.nodes.get(id)?.data {
            NodeData::Element(element) => Some(element),
            _ => None,
        }
    }

    fn is_html(&self, id: NodeId, name: &str) -> bool {
        self.element(id).is_some_and(|element| element.is_html(name))
    }
}

/// One step of a path.
struct Step {
    name: String,
    id: Option<String>,
    nth: Option<usize>,
}

impl Step {
    fn parse(step: &str) -> Option<Self> {
        let mut name = String::new();
        let mut rest = step.chars();
        let mut suffix = String::new();
        while let Some(character) = rest.next() {
            match character {
                '\\' => name.push(rest.next()?),
                '#' | ':' => {
                    suffix = std::iter::once(character).chain(rest.by_ref()).collect();
                }
                _ => name.push(character),
            }
        }
        let (id, nth) = match suffix.split_once(":nth-of-type(") {
            Some((id, nth)) => (id, Some(nth.strip_suffix(')')?.parse().ok()?)),
            None => (suffix.as_str(), None),
        };
        let id = match id {
            "" => None,
            _ => Some(id.strip_prefix('#')?.to_owned()),
        };
        Some(Self { name, id, nth })
    }
}

/// The `id` of an element, if it needs no escaping in a selector.
fn plain_id(element: &Element) -> Option<&str> {
    element
        .attribute("id")
        .map(|id| &**id)
        .filter(|id| !id.is_empty() && id.chars().all(is_plain))
}

fn is_plain(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_')
}

fn escape(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for character in name.chars() {
        if !is_plain(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

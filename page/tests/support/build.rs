//! Pages written down as trees.

use scrubjay_format::NodeId;
use scrubjay_format::event::{Attribute, CompatMode, Event, Forest, Namespace, Token};
use scrubjay_page::Page;

/// Neighbouring nodes with what they contain.
#[derive(Clone)]
pub(crate) struct Tree(Vec<Token>);

pub(crate) fn element(name: &str) -> Tree {
    let (attributes, properties) = (Vec::new(), Vec::new());
    Tree(vec![
        Token::Element {
            namespace: Namespace::Html,
            name: name.into(),
            attributes,
            properties,
        },
        Token::Close,
    ])
}

pub(crate) fn text(text: &str) -> Tree {
    Tree(vec![Token::Text(text.into())])
}

/// A page with this in its body: 1 document, 2 html, 3 body.
pub(crate) fn page(content: Tree) -> Page {
    let mut page = Page::new();
    page.apply(0, &Tree::snapshot(content)).expect("the tree is right");
    page
}

impl Tree {
    pub(crate) fn with<const N: usize>(mut self, children: [Tree; N]) -> Self {
        self.0.pop();
        self.0.extend(children.into_iter().flat_map(|child| child.0));
        self.0.push(Token::Close);
        self
    }

    pub(crate) fn and(mut self, sibling: Tree) -> Self {
        self.0.extend(sibling.0);
        self
    }

    /// An attribute of the first element.
    pub(crate) fn attribute(mut self, name: &str, value: &str) -> Self {
        if let Some(Token::Element { attributes, .. }) = self.0.first_mut() {
            attributes.push(Attribute {
                namespace: None,
                name: name.into(),
                value: value.into(),
            });
        }
        self
    }

    pub(crate) fn tokens(self) -> Vec<Token> {
        self.0
    }

    pub(crate) fn shadow_root() -> Self {
        let mode = scrubjay_format::event::ShadowMode::Open;
        Self(vec![
            Token::ShadowRoot {
                mode,
                delegates_focus: false,
                manual_slots: false,
            },
            Token::Close,
        ])
    }

    pub(crate) fn template_content() -> Self {
        Self(vec![Token::TemplateContent, Token::Close])
    }

    /// A document with this in its body.
    pub(crate) fn document(content: Tree) -> Self {
        let (compat_mode, properties) = (CompatMode::Standards, Vec::new());
        let document = Token::Document {
            compat_mode,
            base_url: "https://shop.example/".into(),
            properties,
        };
        Self(vec![document, Token::Close]).with([element("html").with([element("body").with([content])])])
    }

    pub(crate) fn snapshot(content: Tree) -> Event {
        Event::Snapshot(Forest {
            first: NodeId::DOCUMENT,
            tokens: Self::document(content).0,
        })
    }
}

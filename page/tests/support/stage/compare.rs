//! Whether the stage shows a page.

use scrubjay_format::event::Sheet;
use scrubjay_page::{NodeKind, NodeRef, Page};

use super::super::rules::{self, Rule};
use super::{Kind, Outcome, Stage, check, text};

impl Stage {
    /// Whether the stage shows the page, and nothing else.
    pub(crate) fn compare(&self, page: &Page) -> Outcome {
        check(self.nodes.len() == page.node_count(), || {
            format!("{} nodes for {}", self.nodes.len(), page.node_count())
        })?;
        for id in self.nodes.keys() {
            let wanted = page.node(*id).ok_or_else(|| format!("{id:?} should not be there"))?;
            self.compare_node(page, wanted)
                .map_err(|why| format!("{id:?}: {why}"))?;
        }
        let selections: Vec<_> = self.selections.values().collect();
        same("selections", &selections, &page.selections().collect::<Vec<_>>())?;
        same(
            "focus",
            &self.focus,
            &page.focus().map(|focus| (focus.node, focus.visible)),
        )?;
        same("viewport", &self.viewport, &page.viewport())?;
        same("visual viewport", &self.visual_viewport, &Some(page.visual_viewport()))?;
        same("colour scheme", &self.dark, &format!("{:?}", page.color_scheme()))
    }

    fn compare_node(&self, page: &Page, wanted: NodeRef<'_>) -> Outcome {
        let node = self.node(wanted.id())?;
        same("kind", &node.kind, &kind(wanted))?;
        let id = |node: Option<NodeRef<'_>>| node.map(|node| node.id());
        same("parent", &node.place.parent, &id(wanted.parent_or_host()))?;
        same(
            "children",
            &node.place.children,
            &wanted.children().map(NodeRef::id).collect(),
        )?;
        same("shadow root", &node.place.shadow, &id(wanted.shadow_root()))?;
        same(
            "content",
            &node.place.content,
            &id(wanted.content_document().or(wanted.template_content())),
        )?;
        let attributes = wanted.attributes().iter();
        let attributes = attributes.map(|own| ((text(&own.namespace), own.name.to_string()), own.value.to_string()));
        same("attributes", &node.attributes, &attributes.collect())?;
        let properties: Vec<_> = node.properties.values().collect();
        same("properties", &properties, &wanted.properties().collect())?;
        same("adopted sheets", &node.adopted, &wanted.adopted_sheets().to_vec())?;
        for sheet in wanted.adopted_sheets() {
            same(
                "adopted rules",
                &self.sheets[sheet],
                &page_rules(page, Sheet::Constructed(*sheet), Vec::new())?,
            )?;
        }
        let rules = page_rules(page, Sheet::Of(wanted.id()), self.markup_rules(wanted.id())?)?;
        same("rules", &self.rules(wanted.id())?, &rules)
    }
}

fn page_rules(page: &Page, sheet: Sheet, markup: Vec<Rule>) -> Result<Vec<Rule>, String> {
    let Some((content, changes)) = page.sheet(sheet) else {
        return Ok(markup);
    };
    let mut rules = content.map_or(markup, |content| rules::parse(&content.text));
    changes
        .iter()
        .try_for_each(|change| rules::change(&mut rules, change))?;
    Ok(rules)
}

fn kind(node: NodeRef<'_>) -> Kind {
    match node.kind() {
        NodeKind::Document { compat_mode, base_url } => Kind::Document(compat_mode, base_url.to_string()),
        NodeKind::Doctype { name, .. } => Kind::Leaf("doctype", name.to_string()),
        NodeKind::Element { namespace, name } => Kind::Element(format!("{namespace:?}"), name.to_string()),
        NodeKind::Text(text) => Kind::Leaf("text", text.to_string()),
        NodeKind::Comment(text) => Kind::Leaf("comment", text.to_string()),
        NodeKind::Cdata(text) => Kind::Leaf("cdata", text.to_string()),
        NodeKind::ProcessingInstruction { data, .. } => Kind::Leaf("instruction", data.to_string()),
        NodeKind::ShadowRoot { mode, .. } => Kind::Shadow(format!("{mode:?}")),
        NodeKind::TemplateContent => Kind::Template,
    }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, is: &T, wanted: &T) -> Outcome {
    check(is == wanted, || format!("{what}: {is:?} for {wanted:?}"))
}

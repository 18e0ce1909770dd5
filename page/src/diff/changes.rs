//! Finds what changed: by comparing two pages, or from a list of dirty nodes.

use std::collections::BTreeMap;
use std::sync::Arc;

use scrubjay_format::NodeId;

use super::{Changes, moves};
use crate::dirty::{Aspects, Dirty};
use crate::id_set::IdSet;
use crate::page::Page;
use crate::tree::{Node, NodeData};

/// Compares two pages of one epoch. None if an id is not the same node in both, which a recording without fault never
/// brings about.
pub(super) fn between(from: &Page, to: &Page) -> Option<Changes> {
    let mut changes = Changes {
        placed: IdSet::default(),
        aspects: BTreeMap::new(),
    };
    let mut reordered = IdSet::default();
    let mut is_comparable = true;
    from.nodes.compare(&to.nodes, |id, old, new| {
        let (Some(old), Some(new)) = (old, new) else {
            changes.placed.insert(id);
            reordered.extend(old.or(new).and_then(|node| node.links.parent()));
            return;
        };
        let is_rehosted = old.data.is_root() && old.links.parent() != new.links.parent();
        if !old.data.is_same_node(&new.data) || is_rehosted {
            is_comparable = false;
        }
        if old.links.parent() != new.links.parent() {
            changes.placed.insert(id);
            reordered.extend(old.links.parent());
            reordered.extend(new.links.parent());
        } else if (old.links.previous(), old.links.next()) != (new.links.previous(), new.links.next()) {
            reordered.extend(new.links.parent());
        }
        let aspects = changed_aspects(old, new);
        if aspects != Aspects::default() {
            changes.aspects.insert(id, aspects);
        }
    });
    let heavy = if reordered.is_empty() {
        IdSet::default()
    } else {
        heavy(from)
    };
    for parent in reordered.iter() {
        changes.placed.extend(moves::moved_children(from, to, parent, &heavy));
    }
    is_comparable.then_some(changes)
}

/// Nodes that are worth keeping where they are, since they hold what a move would lose: a frame's document, the focus.
fn heavy(page: &Page) -> IdSet {
    let mut heavy = IdSet::default();
    let focus = page.focus.map(|focus| focus.node);
    let documents = page
        .nodes
        .iter()
        .filter(|(_, node)| node.data.is_document())
        .map(|(id, _)| id);
    let documents = documents.take(if page.document_count > 1 { usize::MAX } else { 0 });
    for id in documents.chain(focus) {
        for above in page.nodes.ancestors(id) {
            if !heavy.insert(above) {
                break;
            }
        }
    }
    heavy
}

fn changed_aspects(old: &Node, new: &Node) -> Aspects {
    let mut aspects = Aspects::default();
    let mut note = |is_changed: bool, aspect| {
        if is_changed {
            aspects.add(aspect);
        }
    };
    note(old.data.text() != new.data.text(), Aspects::TEXT);
    note(old.data.properties() != new.data.properties(), Aspects::PROPERTIES);
    note(old.data.adopted() != new.data.adopted(), Aspects::ADOPTED);
    if let (NodeData::Element(old), NodeData::Element(new)) = (&old.data, &new.data)
        && !Arc::ptr_eq(old, new)
    {
        note(old.attributes != new.attributes, Aspects::ATTRIBUTES);
        note(old.sheet != new.sheet, Aspects::SHEET);
    }
    aspects
}

/// What a list of dirty nodes says.
pub(super) fn of_dirty(from: &Page, to: &Page, dirty: &Dirty) -> Changes {
    let is_touched = |id: NodeId| dirty.nodes.get(&id).is_some_and(|aspects| aspects.has(Aspects::PLACE));
    let mut placed = IdSet::default();
    let mut documents = IdSet::default();
    for (id, aspects) in &dirty.nodes {
        if !aspects.has(Aspects::PLACE) {
            continue;
        }
        let (old, new) = (from.nodes.get(*id), to.nodes.get(*id));
        for node in [old, new].into_iter().flatten() {
            let is_document = |id| to.nodes.get(id).is_some_and(|node| node.data.is_document());
            documents.extend(
                node.links
                    .parent()
                    .filter(|parent| !node.data.is_root() && is_document(*parent)),
            );
        }
        if !old.zip(new).is_some_and(|(old, new)| is_anchored(old, new, is_touched)) {
            placed.insert(*id);
        }
    }
    // The root element and the doctype of a document can't be moved within it; comments have to move around them.
    for document in documents.iter() {
        let stays = |id: &NodeId| from.nodes.parent(*id) == Some(document);
        let children: Vec<NodeId> = to.nodes.children(document).filter(stays).collect();
        children.into_iter().for_each(|id| placed.remove(id));
        placed.extend(moves::moved_children(from, to, document, &IdSet::default()));
    }
    Changes {
        placed,
        aspects: dirty.nodes.clone(),
    }
}

/// Whether a node that was taken out is back between the same neighbours: beside one that was not touched, or at the same
/// end of the children.
fn is_anchored(old: &Node, new: &Node, is_touched: impl Fn(NodeId) -> bool) -> bool {
    let is_fast = |neighbour: Option<NodeId>| neighbour.is_none_or(|id| !is_touched(id));
    let (old, new) = (&old.links, &new.links);
    old.parent() == new.parent()
        && ((old.previous() == new.previous() && is_fast(new.previous()))
            || (old.next() == new.next() && is_fast(new.next())))
}

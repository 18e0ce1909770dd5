//! Brings every node to its place.

use std::collections::BTreeMap;

use scrubjay_format::NodeId;

use super::Differ;
use crate::id_set::IdSet;
use crate::operation::Operation;
use crate::tree::NodeData;

/// What is to be done, by depth in the wanted tree.
#[derive(Default)]
struct Agenda(BTreeMap<usize, Level>);

#[derive(Default)]
struct Level {
    /// By parent, the children to be put into it.
    children: BTreeMap<NodeId, IdSet>,
    /// Documents, shadow roots and template contents to be made in hosts of this depth.
    roots: Vec<NodeId>,
}

impl Differ<'_> {
    /// From the top down, puts into each kept parent what it lacks.
    pub(super) fn build_structure(&mut self) {
        let mut agenda = self.agenda();
        while let Some((depth, level)) = agenda.0.pop_first() {
            for (parent, children) in level.children {
                self.fill(parent, depth, &children, &mut agenda);
            }
            for root in level.roots {
                self.open_root(root);
                let children: Vec<NodeId> = self.to.nodes.children(root).collect();
                for child in children {
                    self.bring(child, depth + 2, &mut agenda);
                    self.operations.push(Operation::Insert {
                        node: child,
                        parent: root,
                        before: None,
                    });
                }
            }
        }
    }

    fn agenda(&self) -> Agenda {
        let mut agenda = Agenda::default();
        let mut depths = BTreeMap::new();
        let is_lost_document = |id: &NodeId| self.to.nodes.get(*id).is_some_and(|node| node.data.is_document());
        for id in self
            .changes
            .placed
            .iter()
            .chain(self.lost.iter().filter(is_lost_document))
        {
            let Some(node) = self.to.nodes.get(id) else { continue };
            let Some(parent) = node.links.parent() else {
                agenda.0.entry(0).or_default().roots.push(id);
                continue;
            };
            // What stands in a new parent comes with it.
            let is_to_do = self.is_kept(parent) && (self.moved.contains(id) || !self.is_kept(id));
            if !is_to_do {
                continue;
            }
            let level = agenda.0.entry(self.depth(parent, &mut depths)).or_default();
            if !node.data.is_root() {
                level.children.entry(parent).or_default().insert(id);
            } else if !level.roots.contains(&id) {
                level.roots.push(id);
            }
        }
        agenda
    }

    /// How many nodes stand above in the wanted tree. Remembers what it finds on the way.
    fn depth(&self, node: NodeId, depths: &mut BTreeMap<NodeId, usize>) -> usize {
        let way: Vec<NodeId> = self
            .to
            .nodes
            .ancestors(node)
            .take_while(|above| !depths.contains_key(above))
            .collect();
        let top = way.last().map_or(Some(node), |top| self.to.nodes.parent(*top));
        let mut depth = top.and_then(|top| depths.get(&top)).copied();
        for id in way.into_iter().rev() {
            depth = Some(depth.map_or(0, |above| above + 1));
            depths.insert(id, depth.unwrap_or(0));
        }
        depth.unwrap_or(0)
    }

    /// Puts `children` into `parent`, run by run, each before the first sibling after it that is in its place.
    fn fill(&mut self, parent: NodeId, depth: usize, children: &IdSet, agenda: &mut Agenda) {
        let nodes = &self.to.nodes;
        let next = |id: NodeId| nodes.get(id).and_then(|node| node.links.next());
        let previous = |id: NodeId| nodes.get(id).and_then(|node| node.links.previous());
        for first in children.iter() {
            if previous(first).is_some_and(|previous| children.contains(previous)) {
                continue;
            }
            let run = std::iter::successors(Some(first), |at| next(*at).filter(|next| children.contains(*next)));
            let run: Vec<NodeId> = run.collect();
            let before = run.last().and_then(|last| next(*last));
            for node in run {
                self.bring(node, depth + 1, agenda);
                self.operations.push(Operation::Insert { node, parent, before });
            }
        }
    }

    /// Makes a subtree, detached, with nodes that are kept moved into it; nothing if its root is kept. Documents of frames
    /// in it are put on the agenda.
    fn bring(&mut self, root: NodeId, depth: usize, agenda: &mut Agenda) {
        if self.is_kept(root) {
            return;
        }
        let nodes = &self.to.nodes;
        let mut at = Some((root, depth));
        while let Some((id, depth)) = at {
            let Some(node) = nodes.get(id) else { return };
            let is_kept = self.is_kept(id);
            let is_document = node.data.is_document();
            if is_document {
                agenda.0.entry(depth - 1).or_default().roots.push(id);
            } else if node.data.is_root() {
                self.open_root(id);
            } else {
                if !is_kept {
                    self.create(id, &node.data);
                }
                if let Some(parent) = node.links.parent().filter(|_| id != root) {
                    self.operations.push(Operation::Insert {
                        node: id,
                        parent,
                        before: None,
                    });
                }
            }
            let next = if is_kept || is_document {
                nodes.next_after(root, id)
            } else {
                nodes.next_within(root, id)
            };
            at = next.map(|next| {
                // The next node stands in this one, or beside one of those above.
                let parent = nodes.parent(next);
                let up = nodes.ancestors(id).take_while(|above| Some(*above) != parent).count();
                (next, depth + 1 - up)
            });
        }
    }

    fn open_root(&mut self, node: NodeId) {
        let Some(entry) = self.to.nodes.get(node) else { return };
        let host = entry.links.parent();
        match (&entry.data, host) {
            (NodeData::Document(document), host) => self.operations.push(Operation::OpenDocument {
                node,
                host,
                compat_mode: document.compat_mode,
                base_url: document.base_url.clone(),
            }),
            (NodeData::ShadowRoot(shadow), Some(host)) => self.operations.push(Operation::AttachShadow {
                node,
                host,
                mode: shadow.mode,
                delegates_focus: shadow.delegates_focus,
                manual_slots: shadow.manual_slots,
            }),
            (_, Some(host)) => self.operations.push(Operation::OpenTemplate { node, host }),
            (_, None) => {}
        }
        self.created.push(node);
    }

    fn create(&mut self, node: NodeId, data: &NodeData) {
        self.operations.push(match data {
            NodeData::Element(element) => {
                if !element.properties.is_empty() || element.sheet.is_some() {
                    self.created.push(node);
                }
                Operation::CreateElement {
                    node,
                    namespace: element.namespace.clone(),
                    name: element.name.clone(),
                    attributes: element.attributes.clone(),
                }
            }
            NodeData::Text(text) => Operation::CreateText {
                node,
                text: text.clone(),
            },
            NodeData::Comment(text) => Operation::CreateComment {
                node,
                text: text.clone(),
            },
            NodeData::Cdata(text) => Operation::CreateCdata {
                node,
                text: text.clone(),
            },
            NodeData::ProcessingInstruction(instruction) => Operation::CreateProcessingInstruction {
                node,
                target: instruction.target.clone(),
                data: instruction.data.clone(),
            },
            NodeData::Doctype(doctype) => Operation::CreateDoctype {
                node,
                name: doctype.name.clone(),
                public_id: doctype.public_id.clone(),
                system_id: doctype.system_id.clone(),
            },
            NodeData::Document(_) | NodeData::ShadowRoot(_) | NodeData::TemplateContent => return,
        });
    }

    /// Removes what is not in the wanted page.
    pub(super) fn remove_leavers(&mut self) {
        let is_leaver = |id: &NodeId| {
            let Some(node) = self.from.nodes.get(*id) else {
                return false;
            };
            // Below what is removed or lost it is gone by then.
            let stands_in_kept = node.links.parent().is_some_and(|parent| self.is_kept(parent));
            stands_in_kept && !self.to.nodes.contains(*id) && !self.lost.contains(*id) && !node.data.is_root()
        };
        let leavers: Vec<NodeId> = self.changes.placed.iter().filter(is_leaver).collect();
        self.operations
            .extend(leavers.into_iter().map(|node| Operation::Remove { node }));
    }
}

//! Nodes by id, in a tree of pages that copies share.
//!
//! Copying a page copies one pointer per 4,096 ids; a write then copies the 32 nodes around it. So keyframes cost what
//! changed between them, and comparing two copies skips at once what they share. Ids select their page by their upper
//! bits, pages without nodes don't exist: a long session that dropped a million nodes pays for those it has, and a
//! recording that names absurd ids gains nothing by it.

use std::sync::Arc;

use scrubjay_format::NodeId;

use super::{Links, NodeData};

const LEAF_BITS: u32 = 5;
const LEAF_SIZE: usize = 1 << LEAF_BITS;
const BRANCH_BITS: u32 = 7;
const BRANCH_SIZE: usize = 1 << BRANCH_BITS;

/// A node with its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) links: Links,
    pub(crate) data: NodeData,
}

/// All nodes of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nodes {
    /// Sorted by the upper bits of the ids within; none is empty.
    branches: Vec<(u32, Arc<Branch>)>,
    len: usize,
}

#[derive(Clone, Debug)]
struct Branch {
    leaves: [Option<Arc<Leaf>>; BRANCH_SIZE],
    len: usize,
}

#[derive(Clone, Debug)]
struct Leaf {
    nodes: [Option<Node>; LEAF_SIZE],
    len: usize,
}

/// Upper bits, leaf within the branch, node within the leaf.
fn split(id: NodeId) -> (u32, usize, usize) {
    let leaf = id.0 >> LEAF_BITS;
    (
        leaf >> BRANCH_BITS,
        leaf as usize % BRANCH_SIZE,
        id.0 as usize % LEAF_SIZE,
    )
}

impl Nodes {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Where the branch is, or would be. Without gaps it is where its number says.
    fn branch(&self, upper: u32) -> Result<usize, usize> {
        match self.branches.get(upper as usize) {
            Some((number, _)) if *number == upper => Ok(upper as usize),
            _ => self.branches.binary_search_by_key(&upper, |(number, _)| *number),
        }
    }

    pub(crate) fn get(&self, id: NodeId) -> Option<&Node> {
        let (upper, leaf, slot) = split(id);
        let (_, branch) = &self.branches[self.branch(upper).ok()?];
        branch.leaves[leaf].as_ref()?.nodes[slot].as_ref()
    }

    pub(crate) fn contains(&self, id: NodeId) -> bool {
        self.get(id).is_some()
    }

    /// The node for writing: its surroundings are copied first if another page shares them.
    pub(crate) fn get_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        let (upper, leaf, slot) = split(id);
        let at = self.branch(upper).ok()?;
        let branch = &mut self.branches[at].1;
        branch.leaves[leaf].as_ref()?.nodes[slot].as_ref()?; // so that a miss copies nothing
        let leaf = Arc::make_mut(branch).leaves[leaf].as_mut()?;
        Arc::make_mut(leaf).nodes[slot].as_mut()
    }

    /// Adds a detached node; false if the id is taken.
    pub(crate) fn insert(&mut self, id: NodeId, data: NodeData) -> bool {
        if self.contains(id) {
            return false;
        }
        let (upper, leaf, slot) = split(id);
        let at = self.branch(upper).unwrap_or_else(|at| {
            self.branches.insert(
                at,
                (
                    upper,
                    Arc::new(Branch {
                        leaves: [const { None }; BRANCH_SIZE],
                        len: 0,
                    }),
                ),
            );
            at
        });
        let branch = Arc::make_mut(&mut self.branches[at].1);
        let leaf = branch.leaves[leaf].get_or_insert_with(|| {
            Arc::new(Leaf {
                nodes: [const { None }; LEAF_SIZE],
                len: 0,
            })
        });
        let leaf = Arc::make_mut(leaf);
        leaf.nodes[slot] = Some(Node {
            links: Links::default(),
            data,
        });
        leaf.len += 1;
        branch.len += 1;
        self.len += 1;
        true
    }

    /// Forgets a node. Its links are the caller's business.
    pub(crate) fn remove(&mut self, id: NodeId) {
        if !self.contains(id) {
            return;
        }
        let (upper, leaf, slot) = split(id);
        let Ok(at) = self.branch(upper) else { return };
        let branch = Arc::make_mut(&mut self.branches[at].1);
        if let Some(nodes) = &mut branch.leaves[leaf] {
            if nodes.len == 1 {
                branch.leaves[leaf] = None;
            } else {
                let nodes = Arc::make_mut(nodes);
                nodes.nodes[slot] = None;
                nodes.len -= 1;
            }
        }
        branch.len -= 1;
        if branch.len == 0 {
            self.branches.remove(at);
        }
        self.len -= 1;
    }

    /// All nodes, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.branches.iter().flat_map(|(upper, branch)| {
            branch.leaves.iter().enumerate().flat_map(move |(number, leaf)| {
                let leaf = leaf.iter().flat_map(|leaf| leaf.nodes.iter().enumerate());
                leaf.filter_map(move |(slot, node)| Some((join(*upper, number, slot), node.as_ref()?)))
            })
        })
    }

    /// Calls `visit` for every id whose node is not the same in both, ascending. What both share is skipped unseen.
    pub(crate) fn compare<'a>(
        &'a self,
        other: &'a Self,
        mut visit: impl FnMut(NodeId, Option<&'a Node>, Option<&'a Node>),
    ) {
        let (mut left, mut right) = (self.branches.iter().peekable(), other.branches.iter().peekable());
        loop {
            let upper = match (left.peek(), right.peek()) {
                (None, None) => return,
                (Some((upper, _)), None) | (None, Some((upper, _))) => *upper,
                (Some((a, _)), Some((b, _))) => *a.min(b),
            };
            let a = left.next_if(|(number, _)| *number == upper).map(|(_, branch)| branch);
            let b = right.next_if(|(number, _)| *number == upper).map(|(_, branch)| branch);
            if a.zip(b).is_some_and(|(a, b)| Arc::ptr_eq(a, b)) {
                continue;
            }
            for number in 0..BRANCH_SIZE {
                let a = a.and_then(|branch| branch.leaves[number].as_ref());
                let b = b.and_then(|branch| branch.leaves[number].as_ref());
                if (a.is_none() && b.is_none()) || a.zip(b).is_some_and(|(a, b)| Arc::ptr_eq(a, b)) {
                    continue;
                }
                for slot in 0..LEAF_SIZE {
                    let a = a.and_then(|leaf| leaf.nodes[slot].as_ref());
                    let b = b.and_then(|leaf| leaf.nodes[slot].as_ref());
                    if a != b {
                        visit(join(upper, number, slot), a, b);
                    }
                }
            }
        }
    }
}

fn join(upper: u32, leaf: usize, slot: usize) -> NodeId {
    NodeId((upper << (LEAF_BITS + BRANCH_BITS)) | ((leaf as u32) << LEAF_BITS) | slot as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(id: u32) -> NodeData {
        NodeData::Text(id.to_string().into())
    }

    #[test]
    fn nodes_are_found_by_id_however_far_apart() {
        let mut nodes = Nodes::default();
        let ids = [1, 2, 31, 32, 4095, 4096, 1_000_000, u32::MAX];
        for id in ids {
            assert!(nodes.insert(NodeId(id), text(id)));
            assert!(!nodes.insert(NodeId(id), text(id)), "{id} is taken");
        }
        assert_eq!(nodes.iter().map(|(id, _)| id.0).collect::<Vec<_>>(), ids);
        for id in ids {
            assert_eq!(nodes.get(NodeId(id)).map(|node| &node.data), Some(&text(id)));
            nodes.remove(NodeId(id));
            assert!(!nodes.contains(NodeId(id)));
        }
        assert_eq!((nodes.len(), nodes.branches.len()), (0, 0));
    }

    #[test]
    fn a_copy_keeps_what_it_was_and_shares_the_rest() {
        let mut nodes = Nodes::default();
        for id in 1..=10_000 {
            nodes.insert(NodeId(id), text(id));
        }
        let copy = nodes.clone();
        nodes.get_mut(NodeId(5000)).unwrap().data = text(0);
        nodes.remove(NodeId(7));
        let mut seen = Vec::new();
        copy.compare(&nodes, |id, a, b| seen.push((id.0, a.is_some(), b.is_some())));
        assert_eq!(seen, [(7, true, false), (5000, true, true)]);
        assert!(Arc::ptr_eq(&copy.branches[2].1, &nodes.branches[2].1));
    }
}

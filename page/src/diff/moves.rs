//! Which children of a parent have to move so that the rest is in order: as few, and as light, as possible.

use scrubjay_format::NodeId;

use crate::id_set::IdSet;
use crate::page::Page;
use crate::tree::NodeData;

/// The children that both pages have in `parent` and that have to move: all but a heaviest ascending subsequence.
/// The root element and the doctype of a document never do.
pub(super) fn moved_children(from: &Page, to: &Page, parent: NodeId, heavy: &IdSet) -> Vec<NodeId> {
    let stays = |page: &'_ Page, id: NodeId| page.nodes.parent(id) == Some(parent);
    let mut old = from.nodes.children(parent).filter(|id| stays(to, *id));
    let mut new = to.nodes.children(parent).filter(|id| stays(from, *id));
    let (old_first, new_first) = loop {
        match (old.next(), new.next()) {
            (None, None) => return Vec::new(),
            (a, b) if a == b => {}
            (a, b) => break (a, b),
        }
    };
    let old: Vec<NodeId> = old_first.into_iter().chain(old).collect();
    let new: Vec<NodeId> = new_first.into_iter().chain(new).collect();
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);

    let mut ranks: Vec<(NodeId, usize)> = old.iter().enumerate().map(|(rank, id)| (*id, rank)).collect();
    ranks.sort_unstable();
    let rank = |id: NodeId| {
        ranks
            .binary_search_by_key(&id, |(id, _)| *id)
            .map_or(0, |at| ranks[at].1)
    };
    let weight = |id: NodeId| {
        let data = to.nodes.get(id).map(|node| &node.data);
        let is_fixed = to.nodes.get(parent).is_some_and(|node| node.data.is_document())
            && matches!(data, Some(NodeData::Element(_) | NodeData::Doctype(_)));
        match (is_fixed, heavy.contains(id)) {
            (true, _) => 1 << 48,
            (false, true) => 1 << 12,
            (false, false) => 1,
        }
    };
    let sequence: Vec<(usize, u64)> = new.iter().map(|id| (rank(*id), weight(*id))).collect();
    let keeps = heaviest_ascending(&sequence, old.len());
    new.iter()
        .zip(keeps)
        .filter(|(_, keeps)| !keeps)
        .map(|(id, _)| *id)
        .collect()
}

/// For each of `sequence` (distinct ranks below `ranks`, with weights), whether it is in the heaviest ascending
/// subsequence. A Fenwick tree holds the best prefix by rank: n log n.
fn heaviest_ascending(sequence: &[(usize, u64)], ranks: usize) -> Vec<bool> {
    let mut best: Vec<(u64, Option<usize>)> = vec![(0, None); ranks + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(sequence.len());
    let mut heaviest = (0, None);
    for (at, (rank, weight)) in sequence.iter().enumerate() {
        let mut prefix = (0, None);
        let mut node = *rank;
        while node > 0 {
            if best[node].0 > prefix.0 {
                prefix = best[node];
            }
            node &= node - 1;
        }
        before.push(prefix.1);
        let sum = prefix.0 + weight;
        let mut node = rank + 1;
        while node <= ranks {
            if sum > best[node].0 {
                best[node] = (sum, Some(at));
            }
            node += node & node.wrapping_neg();
        }
        if sum > heaviest.0 {
            heaviest = (sum, Some(at));
        }
    }
    let mut keeps = vec![false; sequence.len()];
    let mut at = heaviest.1;
    while let Some(kept) = at {
        keeps[kept] = true;
        at = before[kept];
    }
    keeps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(sequence: &[(usize, u64)]) -> Vec<usize> {
        let keeps = heaviest_ascending(sequence, sequence.len());
        sequence
            .iter()
            .zip(keeps)
            .filter(|(_, keeps)| *keeps)
            .map(|((rank, _), _)| *rank)
            .collect()
    }

    #[test]
    fn as_few_as_possible_move() {
        assert_eq!(kept(&[(4, 1), (0, 1), (1, 1), (2, 1), (3, 1)]), [0, 1, 2, 3]);
        assert_eq!(kept(&[(1, 1), (2, 1), (3, 1), (4, 1), (0, 1)]), [1, 2, 3, 4]);
        assert_eq!(kept(&[(2, 1), (1, 1), (0, 1)]).len(), 1);
        assert_eq!(kept(&[]), [0; 0]);
    }

    #[test]
    fn what_is_heavy_stays() {
        assert_eq!(kept(&[(4, 100), (0, 1), (1, 1), (2, 1), (3, 1)]), [4]);
    }
}

//! A set of node ids.

use std::collections::BTreeMap;

use scrubjay_format::NodeId;

/// Node ids in words of 64: ids that are near each other cost a bit each, and iteration ascends, so that what is made
/// from a set is the same every time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct IdSet(BTreeMap<u32, u64>);

impl IdSet {
    /// Adds an id; false if it was in.
    pub(crate) fn insert(&mut self, id: NodeId) -> bool {
        let word = self.0.entry(id.0 / 64).or_default();
        let bit = 1 << (id.0 % 64);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    pub(crate) fn remove(&mut self, id: NodeId) {
        if let Some(word) = self.0.get_mut(&(id.0 / 64)) {
            *word &= !(1 << (id.0 % 64));
        }
    }

    pub(crate) fn contains(&self, id: NodeId) -> bool {
        self.0
            .get(&(id.0 / 64))
            .is_some_and(|word| word & (1 << (id.0 % 64)) != 0)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.values().all(|word| *word == 0)
    }

    /// Ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = NodeId> {
        self.0.iter().flat_map(|(number, word)| {
            (0..64)
                .filter(move |bit| word & (1 << bit) != 0)
                .map(move |bit| NodeId(number * 64 + bit))
        })
    }
}

impl Extend<NodeId> for IdSet {
    fn extend<I: IntoIterator<Item = NodeId>>(&mut self, ids: I) {
        ids.into_iter().for_each(|id| {
            self.insert(id);
        });
    }
}

impl FromIterator<NodeId> for IdSet {
    fn from_iter<I: IntoIterator<Item = NodeId>>(ids: I) -> Self {
        let mut set = Self::default();
        set.extend(ids);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_was_put_in_and_ascends() {
        let mut set: IdSet = [900, 1, 64, 63, u32::MAX].map(NodeId).into_iter().collect();
        assert!(!set.insert(NodeId(64)) && set.insert(NodeId(2)));
        set.remove(NodeId(63));
        assert!(!set.contains(NodeId(63)) && set.contains(NodeId(900)));
        assert_eq!(set.iter().map(|id| id.0).collect::<Vec<_>>(), [1, 2, 64, 900, u32::MAX]);
    }
}

//! What mutations refer back to: earlier texts of the same node, and the last node id given out.

/// How many slots there are.
const SLOTS: usize = 2048;
/// Spreads the attributes of one node.
const KEY_STRIDE: u32 = 97;

/// The last texts written for nodes and attributes: the base of the next text for the same. Encoder and decoder keep
/// the same, by the same rule: a text goes to the slot that node and key have together, and takes the place of what is
/// there.
pub(crate) struct History<T> {
    slots: Vec<Slot<T>>,
    /// The id that follows the last new node's.
    pub(crate) next_node: u32,
}

#[derive(Default, Clone)]
struct Slot<T> {
    /// 0: nothing here.
    node: u32,
    key: u32,
    text: T,
}

/// Key of a node's own text; an attribute's is the number of its name's entry, counted from 1.
pub(crate) const NODE_TEXT: u32 = 0;

impl<T: Default + Clone + AsRef<str>> History<T> {
    pub(crate) fn new() -> Self {
        Self {
            slots: Vec::new(),
            next_node: 0,
        }
    }

    /// The last text of a node or attribute, if it is still known.
    pub(crate) fn base(&self, node: u32, key: u32) -> Option<&T> {
        let slot = self.slots.get(place(node, key))?;
        (slot.node == node && slot.key == key && node != 0).then_some(&slot.text)
    }

    /// Where the text of a node or attribute is to be put.
    pub(crate) fn slot(&mut self, node: u32, key: u32) -> &mut T {
        if self.slots.is_empty() {
            self.slots = vec![Slot::default(); SLOTS];
        }
        let slot = &mut self.slots[place(node, key)];
        slot.node = node;
        slot.key = key;
        &mut slot.text
    }
}

fn place(node: u32, key: u32) -> usize {
    node.wrapping_add(key.wrapping_mul(KEY_STRIDE)) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_serves_one_at_a_time() {
        let mut history = History::<String>::new();
        assert_eq!(history.base(1, NODE_TEXT), None);
        history.slot(1, NODE_TEXT).push_str("one");
        assert_eq!(history.base(1, NODE_TEXT).map(String::as_str), Some("one"));
        assert_eq!(history.base(1, 1), None);
        *history.slot(1 + SLOTS as u32, NODE_TEXT) = "other".to_owned();
        assert_eq!(history.base(1, NODE_TEXT), None);
    }
}

//! The list of active formatting elements: `b`, `i`, `a` and others that are opened again after
//! the end of the element that cut them off.

use super::build::{Active, Builder, MAX_DEPTH};
use super::tag::Tag;
use super::tree::NodeId;

/// How many formatting elements wait to be reopened. The standard sets no bound, pages need few.
const MAX_FORMATTING: usize = 64;

impl Builder<'_> {
    pub(super) fn remember(&mut self, node: NodeId) {
        let same = |builder: &Self, other: NodeId| {
            let (one, two) = (builder.tree.node(node), builder.tree.node(other));
            one.tag == two.tag && builder.tree.slice(one) == builder.tree.slice(two)
        };
        let recent = || {
            self.active.iter().enumerate().rev().map_while(|(at, entry)| match entry {
                Active::Marker => None,
                Active::Element(id) => Some((at, *id)),
            })
        };
        // At most three alike, and at most so many in all, of which the oldest goes.
        let third = recent().filter(|(_, id)| same(self, *id)).nth(2).map(|(at, _)| at);
        let too_many = recent().nth(MAX_FORMATTING - 1).map(|(at, _)| at);
        if let Some(at) = third.or(too_many) {
            self.active.remove(at);
        }
        self.active.push(Active::Element(node));
    }

    pub(super) fn forget(&mut self, node: NodeId) {
        self.active.retain(|entry| *entry != Active::Element(node));
        if let Some(at) = self.stack.iter().rposition(|open| *open == node) {
            self.remove_from_stack(at);
        }
    }

    /// The innermost remembered element of that tag, up to the last marker.
    pub(super) fn last_active(&self, tag: Tag) -> Option<NodeId> {
        self.active
            .iter()
            .rev()
            .map_while(|entry| match entry {
                Active::Marker => None,
                Active::Element(id) => Some(*id),
            })
            .find(|id| self.tree.tag(*id) == tag)
    }

    /// Opens again the formatting elements that were cut off by the end of their parents.
    pub(super) fn reopen_formatting(&mut self) {
        let closed = |entry: &Active| matches!(entry, Active::Element(id) if !self.tree.node(*id).open);
        let first = self.active.len() - self.active.iter().rev().take_while(|entry| closed(entry)).count();
        for at in first..self.active.len() {
            let Active::Element(old) = self.active[at] else { continue };
            if self.stack.len() >= MAX_DEPTH {
                return; // it could not be kept open
            }
            let copy = self.copy(old);
            self.insert(copy);
            self.push(copy);
            self.active[at] = Active::Element(copy);
        }
    }

    pub(super) fn clear_active(&mut self) {
        while let Some(entry) = self.active.pop() {
            if entry == Active::Marker {
                break;
            }
        }
    }
}

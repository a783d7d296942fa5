//! The stack of open elements.

use super::build::{Builder, MAX_DEPTH};
use super::tag::*;
use super::tree::{Kind, NodeId};

impl Builder<'_> {
    pub(super) fn current(&self) -> NodeId {
        *self.stack.last().expect("the root stays open")
    }

    pub(super) fn current_tag(&self) -> Tag {
        let node = self.tree.node(self.current());
        if node.kind == Kind::Foreign { Tag::Other } else { node.tag }
    }

    pub(super) fn push(&mut self, node: NodeId) {
        if self.stack.len() < MAX_DEPTH {
            self.counts[self.tree.tag(node) as usize] += 1;
            self.node_mut(node).open = true;
            self.stack.push(node);
        }
    }

    pub(super) fn pop(&mut self) {
        if self.stack.len() > 1 {
            self.remove_from_stack(self.stack.len() - 1);
        }
    }

    pub(super) fn remove_from_stack(&mut self, at: usize) {
        let node = self.stack.remove(at);
        let tag = self.tree.tag(node);
        self.counts[tag as usize] -= 1;
        self.node_mut(node).open = false;
        if tag.is(MARKER) && self.tree.node(node).kind == Kind::Element {
            self.clear_active();
        }
        if self.form == Some(node) {
            self.form = None;
        }
    }

    /// Puts an element right above another on the stack, in place of one just removed.
    pub(super) fn insert_into_stack(&mut self, at: usize, node: NodeId) {
        self.counts[self.tree.tag(node) as usize] += 1;
        self.node_mut(node).open = true;
        self.stack.insert(at, node);
    }

    /// Closes elements up to and including the innermost of the given ones.
    pub(super) fn pop_through(&mut self, tags: &[Tag]) {
        while self.stack.len() > 1 {
            let tag = self.tree.tag(self.current());
            self.pop();
            if tags.contains(&tag) {
                return;
            }
        }
    }

    /// Whether an element of that tag is open and no scope boundary lies above it.
    pub(super) fn in_scope(&self, tag: Tag, boundaries: &[Tag]) -> bool {
        self.open_before(tag, |open| open.is(SCOPE) || boundaries.contains(&open))
    }

    pub(super) fn in_table_scope(&self, tag: Tag) -> bool {
        self.open_before(tag, |open| matches!(open, Tag::Html | Tag::Table | Tag::Template))
    }

    pub(super) fn open_before(&self, tag: Tag, is_boundary: impl Fn(Tag) -> bool) -> bool {
        if self.counts[tag as usize] == 0 {
            return false;
        }
        let mut open = self.stack.iter().rev().map(|id| self.tree.tag(*id));
        open.find(|open| *open == tag || is_boundary(*open)) == Some(tag)
    }
}

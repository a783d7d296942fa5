//! Nodes made, hung into the tree and moved.

use super::build::Builder;
use super::tag::Tag;
use super::tree::{Kind, NONE, Node, NodeId, Tree};

impl<'a> Builder<'a> {
    pub(super) fn new_node(&mut self, tag: Tag, kind: Kind, start: u32, end: u32) -> NodeId {
        let id = NodeId(self.tree.nodes.len() as u32);
        self.tree.nodes.push(Node {
            parent: NONE,
            first: NONE,
            last: NONE,
            previous: NONE,
            next: NONE,
            start,
            end,
            tag,
            kind,
            open: false,
        });
        id
    }

    /// A new element with the same name and attributes.
    pub(super) fn copy(&mut self, id: NodeId) -> NodeId {
        let node = *self.tree.node(id);
        self.new_node(node.tag, node.kind, node.start, node.end)
    }

    pub(super) fn tree(&self) -> &Tree<'a> {
        &self.tree
    }

    pub(super) fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.tree.nodes[id.0 as usize]
    }

    /// Hangs a node where the current element is open, or in front of the table that may not
    /// hold it.
    pub(super) fn insert(&mut self, node: NodeId) {
        self.insert_under(self.current(), node);
    }

    /// As [`insert`](Self::insert), with another element in the current one's place.
    pub(super) fn insert_under(&mut self, parent: NodeId, node: NodeId) {
        if self.foster && self.tree.tag(parent).is_table_part() {
            let table = self.stack.iter().rev().find(|open| self.tree.tag(**open) == Tag::Table).copied();
            if let Some(table) = table
                && self.tree.node(table).parent != NONE
            {
                return self.insert_before(table, node);
            }
        }
        self.append(parent, node);
    }

    pub(super) fn append(&mut self, parent: NodeId, node: NodeId) {
        let last = self.tree.node(parent).last;
        {
            let node = self.node_mut(node);
            (node.parent, node.previous, node.next) = (parent, last, NONE);
        }
        match last.some() {
            Some(last) => self.node_mut(last).next = node,
            None => self.node_mut(parent).first = node,
        }
        self.node_mut(parent).last = node;
    }

    pub(super) fn insert_before(&mut self, sibling: NodeId, node: NodeId) {
        let Node { parent, previous, .. } = *self.tree.node(sibling);
        {
            let node = self.node_mut(node);
            (node.parent, node.previous, node.next) = (parent, previous, sibling);
        }
        match previous.some() {
            Some(previous) => self.node_mut(previous).next = node,
            None => self.node_mut(parent).first = node,
        }
        self.node_mut(sibling).previous = node;
    }

    pub(super) fn detach(&mut self, id: NodeId) {
        let Node { parent, previous, next, .. } = *self.tree.node(id);
        let Some(parent) = parent.some() else { return };
        match previous.some() {
            Some(previous) => self.node_mut(previous).next = next,
            None => self.node_mut(parent).first = next,
        }
        match next.some() {
            Some(next) => self.node_mut(next).previous = previous,
            None => self.node_mut(parent).last = previous,
        }
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Moves all children of one node under another. `false`: the page has used up its moves.
    pub(super) fn move_children(&mut self, from: NodeId, to: NodeId) -> bool {
        let mut child = self.tree.node(from).first;
        while let Some(id) = child.some() {
            if self.moves_left == 0 {
                return false;
            }
            self.moves_left -= 1;
            child = self.tree.node(id).next;
            self.detach(id);
            self.append(to, id);
        }
        true
    }
}

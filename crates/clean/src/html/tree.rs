//! The tree: an arena of nodes linked by index.

use super::attributes::Attributes;
use super::build::Builder;
use super::tag::Tag;
use super::token::name_length;

/// A node's index in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) u32);

/// No node: the end of a chain of siblings, the parent of the root.
pub(super) const NONE: NodeId = NodeId(u32::MAX);

impl NodeId {
    /// The node all others are under.
    pub(crate) const ROOT: Self = Self(0);

    pub(super) fn some(self) -> Option<Self> {
        (self != NONE).then_some(self)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Element,
    /// An SVG or MathML element.
    Foreign,
    Text,
    /// Text in which `&` is only an ampersand.
    RawText,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) parent: NodeId,
    pub(super) first: NodeId,
    pub(super) last: NodeId,
    pub(super) previous: NodeId,
    pub(super) next: NodeId,
    /// Of a text: its bytes in the source. Of an element: from its name to the end of its attributes.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) tag: Tag,
    pub(super) kind: Kind,
    /// Whether it is on the stack of open elements.
    pub(super) open: bool,
}

/// A parsed page. Nodes refer to the source; nothing is copied.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    pub(super) source: &'a str,
    pub(super) nodes: Vec<Node>,
}

/// One step of a [walk](Tree::walk) through a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Walk {
    /// A node is reached, before its children.
    Enter(NodeId),
    /// An element is left, after its children.
    Leave(NodeId),
}

impl<'a> Tree<'a> {
    /// Parses a page. Any text is HTML; nothing fails. The source must be shorter than 4 GiB.
    pub(crate) fn parse(source: &'a str) -> Self {
        Builder::new(source).build()
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The element's tag; `Tag::Other` for a text and for SVG and MathML elements.
    pub(crate) fn tag(&self, id: NodeId) -> Tag {
        self.node(id).tag
    }

    /// The element's name as the source spells it; of a text nothing.
    #[cfg(test)]
    pub(crate) fn name(&self, id: NodeId) -> &'a str {
        let node = self.node(id);
        match node.kind {
            // An implied element has no name in the source; its tag is one of three.
            Kind::Element if node.start == node.end => match node.tag {
                Tag::Tbody => "tbody",
                Tag::Tr => "tr",
                _ => "p",
            },
            Kind::Element | Kind::Foreign => &self.slice(node)[..name_length(self.slice(node).as_bytes())],
            Kind::Text | Kind::RawText => "",
        }
    }

    /// The node it hangs from.
    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent.some()
    }

    /// The node itself, its parent, and so on up to the root.
    pub(crate) fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(node), |id| self.parent(*id))
    }

    /// The text of a text node as the source spells it, and whether references in it count.
    pub(crate) fn text(&self, id: NodeId) -> Option<(&'a str, bool)> {
        let node = self.node(id);
        match node.kind {
            Kind::Text => Some((self.slice(node), true)),
            Kind::RawText => Some((self.slice(node), false)),
            Kind::Element | Kind::Foreign => None,
        }
    }

    /// The element's attributes; of a text none.
    pub(crate) fn attributes(&self, id: NodeId) -> Attributes<'a> {
        let node = self.node(id);
        match node.kind {
            Kind::Element | Kind::Foreign => {
                let source = self.slice(node);
                Attributes::new(&source[name_length(source.as_bytes())..])
            }
            Kind::Text | Kind::RawText => Attributes::new(""),
        }
    }

    /// Every node in document order, elements twice: when entered and when left.
    pub(crate) fn walk(&self) -> impl Iterator<Item = Walk> {
        self.walk_under(NodeId::ROOT)
    }

    /// As [`walk`](Self::walk), for one node and what is under it.
    pub(crate) fn walk_under(&self, top: NodeId) -> impl Iterator<Item = Walk> {
        let mut step = Some(Walk::Enter(top));
        std::iter::from_fn(move || {
            let now = step?;
            step = match now {
                Walk::Enter(id) => Some(self.node(id).first.some().map_or(Walk::Leave(id), Walk::Enter)),
                Walk::Leave(id) if id == top => None,
                Walk::Leave(id) => Some(self.after(id)),
            };
            Some(now)
        })
        .filter(|step| !matches!(step, Walk::Leave(id) if self.text(*id).is_some()))
    }

    fn after(&self, id: NodeId) -> Walk {
        let node = self.node(id);
        node.next.some().map_or(Walk::Leave(node.parent), Walk::Enter)
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    pub(super) fn slice(&self, node: &Node) -> &'a str {
        &self.source[node.start as usize..node.end as usize]
    }
}

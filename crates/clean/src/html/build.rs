//! Tokens into a tree: the builder's state, and what it does with text.
//!
//! The rules for start tags, end tags, SVG and formatting elements are in modules of their own.

use super::tag::{TAGS, Tag};
use super::token::{Token, Tokenizer};
use super::tree::{Kind, NodeId, Tree};

/// Elements nested deeper than this become siblings of the deepest one. Browsers do the same;
/// without it a page of nothing but `<div>` would take quadratic time.
pub(super) const MAX_DEPTH: usize = 512;

/// How often content that misplaced tags pull apart is moved, over the whole page.
const MAX_MOVES: usize = 1 << 20;

/// Whether a doctype stands near the start, where pages that have one have it.
fn has_doctype(source: &str) -> bool {
    let start = &source.as_bytes()[..source.len().min(2048)];
    memchr::memmem::find_iter(start, b"<!")
        .any(|at| start.get(at + 2..at + 9).is_some_and(|name| name.eq_ignore_ascii_case(b"doctype")))
}

/// An entry of the list of active formatting elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Active {
    /// The start of a table cell or the like: nothing before it is reopened inside.
    Marker,
    Element(NodeId),
}

/// A tree under construction.
pub(super) struct Builder<'a> {
    pub(super) tree: Tree<'a>,
    pub(super) tokens: Tokenizer<'a>,
    /// Open elements, the root first. Never empty.
    pub(super) stack: Vec<NodeId>,
    pub(super) active: Vec<Active>,
    /// How many elements of each tag are open.
    pub(super) counts: [u32; TAGS],
    pub(super) form: Option<NodeId>,
    pub(super) foster: bool,
    /// No doctype: a table does not end a paragraph.
    pub(super) quirks: bool,
    pub(super) moves_left: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let mut builder = Self {
            // A tag for every 40 bytes is usual on real pages.
            tree: Tree { source, nodes: Vec::with_capacity(source.len() / 32 + 8) },
            tokens: Tokenizer::new(source),
            stack: Vec::with_capacity(64),
            active: Vec::new(),
            counts: [0; TAGS],
            form: None,
            foster: false,
            quirks: !has_doctype(source),
            moves_left: MAX_MOVES,
        };
        let root = builder.new_node(Tag::Html, Kind::Element, 0, 0);
        builder.push(root);
        builder
    }

    pub(super) fn build(mut self) -> Tree<'a> {
        loop {
            if self.in_foreign()
                && let Some(Token::Text { start, end }) = self.tokens.cdata()
            {
                self.raw_text(start, end);
                continue;
            }
            match self.tokens.next() {
                Some(Token::Text { start, end }) => self.text(start, end),
                Some(Token::Start { tag, name, end, self_closing }) => {
                    self.start(tag, name, end, self_closing)
                }
                Some(Token::End { tag, name }) => self.end(tag, name),
                None => return self.tree,
            }
        }
    }

    pub(super) fn text(&mut self, start: u32, end: u32) {
        let blank = self.tree.source[start as usize..end as usize].bytes().all(|b| b.is_ascii_whitespace());
        if blank {
            self.append_text(self.current(), start, end, Kind::Text);
        } else if self.current_tag().is_table_part() {
            self.foster = true;
            self.reopen_formatting();
            let node = self.new_node(Tag::Other, Kind::Text, start, end);
            self.insert(node);
            self.foster = false;
        } else {
            self.reopen_formatting();
            self.append_text(self.current(), start, end, Kind::Text);
        }
    }

    pub(super) fn raw_text(&mut self, start: u32, end: u32) {
        if end > start {
            self.append_text(self.current(), start, end, Kind::RawText);
        }
    }

    /// Texts that follow each other in the source are one node.
    pub(super) fn append_text(&mut self, parent: NodeId, start: u32, end: u32, kind: Kind) {
        if let Some(last) = self.tree.node(parent).last.some() {
            let last = self.node_mut(last);
            if last.kind == kind && last.end == start {
                last.end = end;
                return;
            }
        }
        let node = self.new_node(Tag::Other, kind, start, end);
        self.append(parent, node);
    }
}

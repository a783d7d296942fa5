//! The tree: an arena of nodes linked by index, and the rules that build it.

use super::attributes::Attributes;
use super::tag::*;
use super::token::{Token, Tokenizer, name_length};

/// Elements nested deeper than this become siblings of the deepest one. Browsers do the same;
/// without it a page of nothing but `<div>` would take quadratic time.
pub(crate) const MAX_DEPTH: usize = 512;

/// How many formatting elements wait to be reopened. The standard sets no bound, pages need few.
const MAX_FORMATTING: usize = 64;

/// How often content that misplaced tags pull apart is moved, over the whole page.
const MAX_MOVES: usize = 1 << 20;

/// A node's index in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) u32);

/// No node: the end of a chain of siblings, the parent of the root.
const NONE: NodeId = NodeId(u32::MAX);

impl NodeId {
    /// The node all others are under.
    pub(crate) const ROOT: Self = Self(0);

    fn some(self) -> Option<Self> {
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
    first: NodeId,
    last: NodeId,
    previous: NodeId,
    next: NodeId,
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
    source: &'a str,
    nodes: Vec<Node>,
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

    fn slice(&self, node: &Node) -> &'a str {
        &self.source[node.start as usize..node.end as usize]
    }
}

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

pub(super) struct Builder<'a> {
    tree: Tree<'a>,
    tokens: Tokenizer<'a>,
    /// Open elements, the root first. Never empty.
    pub(super) stack: Vec<NodeId>,
    pub(super) active: Vec<Active>,
    /// How many elements of each tag are open.
    counts: [u32; TAGS],
    form: Option<NodeId>,
    foster: bool,
    /// No doctype: a table does not end a paragraph.
    quirks: bool,
    pub(super) moves_left: usize,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Self {
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

    fn build(mut self) -> Tree<'a> {
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

    // ---- texts

    fn text(&mut self, start: u32, end: u32) {
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

    fn raw_text(&mut self, start: u32, end: u32) {
        if end > start {
            self.append_text(self.current(), start, end, Kind::RawText);
        }
    }

    /// Texts that follow each other in the source are one node.
    fn append_text(&mut self, parent: NodeId, start: u32, end: u32, kind: Kind) {
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

    // ---- start tags

    fn start(&mut self, tag: Tag, name: u32, end: u32, self_closing: bool) {
        if self.in_foreign() && !self.leave_foreign(tag) {
            let node = self.new_node(tag, Kind::Foreign, name, end);
            self.insert(node);
            if !self_closing {
                self.push(node);
            }
            return;
        }
        if self.current_tag().is_table_part() {
            self.start_in_table(tag, name, end, self_closing);
        } else {
            self.start_in_body(tag, name, end, self_closing);
        }
    }

    fn start_in_table(&mut self, tag: Tag, name: u32, end: u32, self_closing: bool) {
        match tag {
            Tag::Table => {
                self.close_table();
                return self.start(tag, name, end, self_closing);
            }
            Tag::Form => return self.form_in_table(name, end),
            _ => {}
        }
        let belongs = tag.is_table_part()
            || matches!(tag, Tag::Caption | Tag::Colgroup | Tag::Col | Tag::Td | Tag::Th)
            || matches!(tag, Tag::Style | Tag::Script | Tag::Template)
            || tag == Tag::Input && self.is_hidden_input(name, end);
        self.foster = !belongs;
        self.start_in_body(tag, name, end, self_closing);
        self.foster = false;
    }

    /// A form between rows holds nothing, but no other form opens until it is closed.
    fn form_in_table(&mut self, name: u32, end: u32) {
        if self.form.is_none() && self.counts[Tag::Template as usize] == 0 {
            let node = self.new_node(Tag::Form, Kind::Element, name, end);
            self.insert(node);
            self.form = Some(node);
        }
    }

    fn is_hidden_input(&self, name: u32, end: u32) -> bool {
        let source = &self.tree.source[name as usize..end as usize];
        let attributes = Attributes::new(&source[name_length(source.as_bytes())..]);
        attributes.raw("type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"))
    }

    fn start_in_body(&mut self, tag: Tag, name: u32, end: u32, self_closing: bool) {
        match tag {
            Tag::Html => return self.merge_html(name, end),
            Tag::Head | Tag::Body | Tag::Frameset | Tag::Frame => return,
            Tag::Caption | Tag::Colgroup | Tag::Col | Tag::Tbody | Tag::Thead | Tag::Tfoot => {
                return self.start_table_part(tag, name, end, &[]);
            }
            Tag::Tr => return self.start_table_part(tag, name, end, &[Tag::Tbody]),
            Tag::Td | Tag::Th => return self.start_table_part(tag, name, end, &[Tag::Tbody, Tag::Tr]),
            Tag::Form if self.form.is_some() && self.counts[Tag::Template as usize] == 0 => return,
            _ => self.close_implied(tag),
        }
        if tag.is(FORMATTING) || !tag.is(SPECIAL) || matches!(tag, Tag::Br | Tag::Img | Tag::Button) {
            self.reopen_formatting();
        }
        let node = self.new_node(tag, Kind::Element, name, end);
        self.insert(node);
        self.open_content(node, tag, name, self_closing);
    }

    /// What the start tag of `tag` closes before it opens.
    fn close_implied(&mut self, tag: Tag) {
        let table = tag == Tag::Table && !self.quirks;
        let other = matches!(tag, Tag::Form | Tag::Hr) || tag.heading_level().is_some();
        if tag.is(CLOSES_P) || table || other {
            self.close_p();
        }
        match tag {
            Tag::Li => self.close_item(&[Tag::Li]),
            Tag::Dd | Tag::Dt => self.close_item(&[Tag::Dd, Tag::Dt]),
            Tag::Button if self.in_scope(Tag::Button, &[]) => self.pop_through(&[Tag::Button]),
            Tag::A | Tag::Nobr => {
                if let Some(old) = self.last_active(tag) {
                    self.end_formatting(tag);
                    self.forget(old);
                }
            }
            Tag::Option if self.current_tag() == Tag::Option => self.pop(),
            Tag::Optgroup => {
                for inner in [Tag::Option, Tag::Optgroup] {
                    if self.current_tag() == inner {
                        self.pop();
                    }
                }
            }
            Tag::Select | Tag::Input | Tag::Textarea if self.in_scope(Tag::Select, &[]) => {
                self.pop_through(&[Tag::Select]);
            }
            Tag::Rb | Tag::Rt | Tag::Rtc | Tag::Rp if self.counts[Tag::Ruby as usize] > 0 => {
                self.generate_implied_ends(&[]);
            }
            _ if tag.heading_level().is_some() && self.current_tag().heading_level().is_some() => self.pop(),
            _ => {}
        }
        if matches!(tag, Tag::Li | Tag::Dd | Tag::Dt) {
            self.close_p();
        }
    }

    fn open_content(&mut self, node: NodeId, tag: Tag, name: u32, self_closing: bool) {
        if tag.is(VOID) {
            return;
        }
        if matches!(tag, Tag::Svg | Tag::Math) {
            self.node_mut(node).kind = Kind::Foreign;
            if !self_closing {
                self.push(node);
            }
            return;
        }
        if tag.is(RAW_TEXT) || tag == Tag::Plaintext {
            let (start, end) =
                if tag == Tag::Plaintext { self.tokens.rest() } else { self.tokens.raw_text(tag, name) };
            let kind = if matches!(tag, Tag::Title | Tag::Textarea) { Kind::Text } else { Kind::RawText };
            if end > start {
                let text = self.new_node(Tag::Other, kind, start, end);
                self.append(node, text);
            }
            return;
        }
        self.push(node);
        if tag.is(FORMATTING) {
            self.remember(node);
        }
        if tag.is(MARKER) {
            self.active.push(Active::Marker);
        }
        if tag == Tag::Form {
            self.form = Some(node);
        }
    }

    fn start_table_part(&mut self, tag: Tag, name: u32, end: u32, implied: &[Tag]) {
        if !self.in_table_scope(Tag::Table) {
            return; // a `tr` outside every table
        }
        let is_context = |open: Tag| match tag {
            Tag::Td | Tag::Th => open.is_table_part(),
            Tag::Tr => open.is_table_part() && open != Tag::Tr,
            Tag::Col => matches!(open, Tag::Table | Tag::Colgroup),
            _ => open == Tag::Table,
        };
        while !is_context(self.current_tag()) && self.current_tag() != Tag::Template {
            self.pop();
        }
        for (depth, &between) in implied.iter().enumerate() {
            let missing = match self.current_tag() {
                Tag::Table => true,
                Tag::Tr => false,
                _ => depth > 0,
            };
            if missing {
                let node = self.new_node(between, Kind::Element, name, name);
                self.insert(node);
                self.push(node);
            }
        }
        let node = self.new_node(tag, Kind::Element, name, end);
        self.insert(node);
        self.open_content(node, tag, name, false);
    }

    fn merge_html(&mut self, name: u32, end: u32) {
        let root = self.node_mut(NodeId::ROOT);
        if root.end == 0 {
            (root.start, root.end) = (name, end);
        }
    }

    // ---- end tags

    fn end(&mut self, tag: Tag, name: u32) {
        if self.tree.node(self.current()).kind == Kind::Foreign && self.end_foreign(tag, name) {
            return;
        }
        match tag {
            Tag::Html | Tag::Head | Tag::Body | Tag::Frameset => {}
            Tag::P => {
                if !self.in_scope(Tag::P, &[Tag::Button]) {
                    let node = self.new_node(Tag::P, Kind::Element, name, name + 1);
                    self.insert(node);
                } else {
                    self.close_p();
                }
            }
            Tag::Br => self.start_in_body(Tag::Br, name, name + 2, false),
            Tag::Form => self.end_form(),
            Tag::Li if self.in_scope(Tag::Li, &[Tag::Ol, Tag::Ul]) => self.pop_through(&[Tag::Li]),
            Tag::Li => {}
            Tag::Table => self.close_table(),
            Tag::Caption | Tag::Td | Tag::Th | Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot => {
                if self.in_table_scope(tag) {
                    self.pop_through(&[tag]);
                }
            }
            Tag::Template => {
                if self.counts[Tag::Template as usize] > 0 {
                    self.pop_through(&[Tag::Template]);
                }
            }
            _ if tag.heading_level().is_some() => self.end_heading(),
            _ if tag.is(FORMATTING) => self.end_formatting(tag),
            _ if tag.is(VOID | RAW_TEXT) => {}
            _ if tag.is(SPECIAL) => {
                if self.in_scope(tag, &[]) {
                    self.pop_through(&[tag]);
                }
            }
            _ => self.end_other(tag, name),
        }
    }

    fn end_heading(&mut self) {
        const HEADINGS: [Tag; 6] = [Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6];
        if HEADINGS.iter().any(|heading| self.in_scope(*heading, &[])) {
            self.pop_through(&HEADINGS);
        }
    }

    fn end_form(&mut self) {
        let Some(form) = self.form.take() else { return };
        if let Some(at) = self.stack.iter().rposition(|open| *open == form) {
            self.generate_implied_ends(&[]);
            if at < self.stack.len() {
                self.remove_from_stack(at);
            }
        }
    }

    /// Closes the innermost open element of that name, unless a special one is in between.
    pub(super) fn end_other(&mut self, tag: Tag, name: u32) {
        for at in (1..self.stack.len()).rev() {
            let open = *self.tree.node(self.stack[at]);
            if open.tag == tag && (tag != Tag::Other || self.same_name(open.start, name)) {
                while self.stack.len() > at {
                    self.pop();
                }
                return;
            }
            if open.tag.is(SPECIAL) {
                return;
            }
        }
    }

    fn same_name(&self, one: u32, other: u32) -> bool {
        let name = |at: u32| {
            let rest = &self.tree.source.as_bytes()[at as usize..];
            &rest[..name_length(rest)]
        };
        name(one).eq_ignore_ascii_case(name(other))
    }

    fn close_table(&mut self) {
        if self.in_table_scope(Tag::Table) {
            self.pop_through(&[Tag::Table]);
        }
    }

    fn close_p(&mut self) {
        if self.in_scope(Tag::P, &[Tag::Button]) {
            self.pop_through(&[Tag::P]);
        }
    }

    /// Closes an open list item that the new one follows.
    fn close_item(&mut self, items: &[Tag]) {
        if items.iter().all(|item| self.counts[*item as usize] == 0) {
            return;
        }
        for at in (1..self.stack.len()).rev() {
            let tag = self.tree.tag(self.stack[at]);
            if items.contains(&tag) {
                return self.pop_through(items);
            }
            if tag.is(SPECIAL) && !matches!(tag, Tag::Address | Tag::Div | Tag::P) {
                return;
            }
        }
    }

    pub(super) fn generate_implied_ends(&mut self, except: &[Tag]) {
        while self.current_tag().is(IMPLIED_END) && !except.contains(&self.current_tag()) {
            self.pop();
        }
    }

    // ---- SVG and MathML

    fn in_foreign(&self) -> bool {
        let node = self.tree.node(self.current());
        node.kind == Kind::Foreign && !node.tag.is(INTEGRATION)
    }

    /// Whether a start tag inside SVG or MathML is HTML after all, which ends them.
    fn leave_foreign(&mut self, tag: Tag) -> bool {
        if !tag.is(BREAKS_OUT) {
            return false;
        }
        while self.in_foreign() {
            self.pop();
        }
        true
    }

    fn end_foreign(&mut self, tag: Tag, name: u32) -> bool {
        if matches!(tag, Tag::P | Tag::Br) {
            return !self.leave_foreign(Tag::P);
        }
        for at in (1..self.stack.len()).rev() {
            let open = *self.tree.node(self.stack[at]);
            if open.kind != Kind::Foreign {
                return false;
            }
            if open.tag == tag && self.same_name(open.start, name) {
                while self.stack.len() > at {
                    self.pop();
                }
                return true;
            }
        }
        false
    }

    // ---- formatting elements

    fn remember(&mut self, node: NodeId) {
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

    fn forget(&mut self, node: NodeId) {
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
    fn reopen_formatting(&mut self) {
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

    fn clear_active(&mut self) {
        while let Some(entry) = self.active.pop() {
            if entry == Active::Marker {
                break;
            }
        }
    }

    // ---- the stack of open elements

    pub(super) fn current(&self) -> NodeId {
        *self.stack.last().expect("the root stays open")
    }

    pub(super) fn current_tag(&self) -> Tag {
        let node = self.tree.node(self.current());
        if node.kind == Kind::Foreign { Tag::Other } else { node.tag }
    }

    fn push(&mut self, node: NodeId) {
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

    fn in_table_scope(&self, tag: Tag) -> bool {
        self.open_before(tag, |open| matches!(open, Tag::Html | Tag::Table | Tag::Template))
    }

    fn open_before(&self, tag: Tag, is_boundary: impl Fn(Tag) -> bool) -> bool {
        if self.counts[tag as usize] == 0 {
            return false;
        }
        let mut open = self.stack.iter().rev().map(|id| self.tree.tag(*id));
        open.find(|open| *open == tag || is_boundary(*open)) == Some(tag)
    }

    // ---- nodes

    fn new_node(&mut self, tag: Tag, kind: Kind, start: u32, end: u32) -> NodeId {
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

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.tree.nodes[id.0 as usize]
    }

    /// Hangs a node where the current element is open, or in front of the table that may not
    /// hold it.
    fn insert(&mut self, node: NodeId) {
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

    fn insert_before(&mut self, sibling: NodeId, node: NodeId) {
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

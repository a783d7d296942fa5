//! What start tags do.

use super::attributes::Attributes;
use super::build::{Active, Builder};
use super::tag::*;
use super::token::name_length;
use super::tree::{Kind, NodeId};

impl Builder<'_> {
    pub(super) fn start(&mut self, tag: Tag, name: u32, end: u32, self_closing: bool) {
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

    pub(super) fn start_in_table(&mut self, tag: Tag, name: u32, end: u32, self_closing: bool) {
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
    pub(super) fn form_in_table(&mut self, name: u32, end: u32) {
        if self.form.is_none() && self.counts[Tag::Template as usize] == 0 {
            let node = self.new_node(Tag::Form, Kind::Element, name, end);
            self.insert(node);
            self.form = Some(node);
        }
    }

    pub(super) fn is_hidden_input(&self, name: u32, end: u32) -> bool {
        let source = &self.tree.source[name as usize..end as usize];
        let attributes = Attributes::new(&source[name_length(source.as_bytes())..]);
        attributes.raw("type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"))
    }

    pub(super) fn start_in_body(&mut self, tag: Tag, name: u32, end: u32, self_closing: bool) {
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
    pub(super) fn close_implied(&mut self, tag: Tag) {
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

    pub(super) fn open_content(&mut self, node: NodeId, tag: Tag, name: u32, self_closing: bool) {
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

    pub(super) fn start_table_part(&mut self, tag: Tag, name: u32, end: u32, implied: &[Tag]) {
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

    pub(super) fn merge_html(&mut self, name: u32, end: u32) {
        let root = self.node_mut(NodeId::ROOT);
        if root.end == 0 {
            (root.start, root.end) = (name, end);
        }
    }
}

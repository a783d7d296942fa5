//! What end tags do.

use super::build::Builder;
use super::tag::*;
use super::token::name_length;
use super::tree::Kind;

impl Builder<'_> {
    pub(super) fn end(&mut self, tag: Tag, name: u32) {
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

    pub(super) fn end_heading(&mut self) {
        const HEADINGS: [Tag; 6] = [Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6];
        if HEADINGS.iter().any(|heading| self.in_scope(*heading, &[])) {
            self.pop_through(&HEADINGS);
        }
    }

    pub(super) fn end_form(&mut self) {
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

    pub(super) fn same_name(&self, one: u32, other: u32) -> bool {
        let name = |at: u32| {
            let rest = &self.tree.source.as_bytes()[at as usize..];
            &rest[..name_length(rest)]
        };
        name(one).eq_ignore_ascii_case(name(other))
    }

    pub(super) fn close_table(&mut self) {
        if self.in_table_scope(Tag::Table) {
            self.pop_through(&[Tag::Table]);
        }
    }

    pub(super) fn close_p(&mut self) {
        if self.in_scope(Tag::P, &[Tag::Button]) {
            self.pop_through(&[Tag::P]);
        }
    }

    /// Closes an open list item that the new one follows.
    pub(super) fn close_item(&mut self, items: &[Tag]) {
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
}

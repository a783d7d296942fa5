//! SVG and MathML inside HTML.

use super::build::Builder;
use super::tag::*;
use super::tree::Kind;

impl Builder<'_> {
    pub(super) fn in_foreign(&self) -> bool {
        let node = self.tree.node(self.current());
        node.kind == Kind::Foreign && !node.tag.is(INTEGRATION)
    }

    /// Whether a start tag inside SVG or MathML is HTML after all, which ends them.
    pub(super) fn leave_foreign(&mut self, tag: Tag) -> bool {
        if !tag.is(BREAKS_OUT) {
            return false;
        }
        while self.in_foreign() {
            self.pop();
        }
        true
    }

    pub(super) fn end_foreign(&mut self, tag: Tag, name: u32) -> bool {
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
}

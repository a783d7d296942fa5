//! The adoption agency: what the end tag of a formatting element does when blocks were opened
//! inside it, as in `<b><p>one</b>two</p>`. Step numbers are those of the HTML standard, 13.2.6.4.7.

use super::build::{Active, Builder};
use super::tag::{SPECIAL, Tag};
use super::tree::NodeId;

impl Builder<'_> {
    /// Handles the end tag of a formatting element.
    pub(super) fn end_formatting(&mut self, tag: Tag) {
        // Step 2: the plain case, the element is the current one and waits for nothing.
        if self.current_tag() == tag && !self.active.contains(&Active::Element(self.current())) {
            return self.pop();
        }
        for _ in 0..8 {
            if !self.adopt_once(tag) {
                return;
            }
        }
    }

    /// One round; `false` when there is nothing left to do.
    fn adopt_once(&mut self, tag: Tag) -> bool {
        let Some(formatting) = self.last_active(tag) else {
            self.end_any(tag);
            return false;
        };
        let Some(formatting_at) = self.stack.iter().rposition(|open| *open == formatting) else {
            self.active.retain(|entry| *entry != Active::Element(formatting));
            return false;
        };
        if !self.in_scope(tag, &[]) {
            return false;
        }
        let furthest =
            (formatting_at + 1..self.stack.len()).find(|at| self.tree().tag(self.stack[*at]).is(SPECIAL));
        let Some(furthest_at) = furthest else {
            while self.stack.len() > formatting_at {
                self.pop();
            }
            self.active.retain(|entry| *entry != Active::Element(formatting));
            return false;
        };
        self.adopt(formatting, formatting_at, furthest_at)
    }

    fn end_any(&mut self, tag: Tag) {
        for at in (1..self.stack.len()).rev() {
            let open = self.tree().tag(self.stack[at]);
            if open == tag {
                while self.stack.len() > at {
                    self.pop();
                }
                return;
            }
            if open.is(SPECIAL) {
                return;
            }
        }
    }

    /// Steps 9 to 20.
    fn adopt(&mut self, formatting: NodeId, formatting_at: usize, furthest_at: usize) -> bool {
        let furthest = self.stack[furthest_at];
        let ancestor = self.stack[formatting_at - 1];
        let mut bookmark = self.active_position(formatting).expect("it was found in the list");
        let mut last = furthest;
        let mut inner = 0;
        for at in (formatting_at + 1..furthest_at).rev() {
            inner += 1;
            let node = self.stack[at];
            let position = self.active_position(node);
            match position {
                Some(position) if inner <= 3 => {
                    let copy = self.copy(node);
                    self.remove_from_stack(at);
                    self.insert_into_stack(at, copy);
                    self.active[position] = Active::Element(copy);
                    if last == furthest {
                        bookmark = position + 1;
                    }
                    self.detach(last);
                    self.append(copy, last);
                    last = copy;
                }
                _ => {
                    if let Some(position) = position {
                        self.active.remove(position);
                        bookmark -= usize::from(position < bookmark);
                    }
                    self.remove_from_stack(at);
                }
            }
        }
        self.detach(last);
        self.insert_under(ancestor, last);
        self.reopen_under(formatting, furthest, bookmark)
    }

    /// Steps 15 to 19: the formatting element goes on inside the furthest block.
    fn reopen_under(&mut self, formatting: NodeId, furthest: NodeId, bookmark: usize) -> bool {
        let copy = self.copy(formatting);
        let moved = self.move_children(furthest, copy);
        self.append(furthest, copy);
        if let Some(position) = self.active_position(formatting) {
            self.active.insert(bookmark.min(self.active.len()), Active::Element(copy));
            self.active.remove(position + usize::from(bookmark <= position));
        }
        if let Some(at) = self.stack.iter().rposition(|open| *open == formatting) {
            self.remove_from_stack(at);
        }
        if let Some(at) = self.stack.iter().rposition(|open| *open == furthest) {
            self.insert_into_stack(at + 1, copy);
        }
        moved
    }

    fn active_position(&self, node: NodeId) -> Option<usize> {
        self.active.iter().rposition(|entry| *entry == Active::Element(node))
    }
}

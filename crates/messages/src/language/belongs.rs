//! Which of the lists that the engine asks for a class is of.

use crate::language::list::{List, Lists};
use crate::language::pattern::Class;

/// The lists and groups that each class is of.
#[derive(Debug, Default)]
pub(crate) struct Belongs {
    /// By the class's distance from [`FIRST`].
    lists: Vec<Lists>,
}

/// Where the classes begin: the private use area.
const FIRST: Class = '\u{e000}';

impl Belongs {
    /// Adds a list or group that a class is of.
    pub(crate) fn add(&mut self, class: Class, list: List) {
        let Some(at) = place(class) else { return };
        if self.lists.len() <= at {
            self.lists.resize(at + 1, Lists::default());
        }
        self.lists[at].add(list);
    }

    /// Whether a class is of a list or group.
    pub(crate) fn is(&self, list: List, class: Class) -> bool {
        place(class).and_then(|at| self.lists.get(at)).is_some_and(|lists| lists.has(list))
    }
}

fn place(class: Class) -> Option<usize> {
    u32::from(class).checked_sub(FIRST.into()).and_then(|at| usize::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_of_what_it_was_added_to() {
        let mut belongs = Belongs::default();
        belongs.add('\u{e100}', List::Letter);
        belongs.add('\u{e100}', List::Post);
        belongs.add('\u{e102}', List::Wrote);
        assert!(belongs.is(List::Post, '\u{e100}') && belongs.is(List::Wrote, '\u{e102}'));
        assert!(!belongs.is(List::Wrote, '\u{e101}') && !belongs.is(List::Post, '\u{e103}'));
        assert!(!belongs.is(List::Post, 'n'));
    }
}

//! Which of the lists that the engine asks for a class is of.

use crate::language::list::{List, Lists};
use crate::language::pattern::{Class, class};

/// The lists and groups that each class is of.
#[derive(Debug, Default)]
pub(crate) struct Belongs {
    /// By the class's distance from [`class::FIRST`].
    lists: Vec<Lists>,
}

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

    /// Whether any class is of a list or group.
    pub(crate) fn has(&self, list: List) -> bool {
        self.lists.iter().any(|lists| lists.has(list))
    }
}

fn place(class: Class) -> Option<usize> {
    u32::from(class).checked_sub(class::FIRST.into()).and_then(|at| usize::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_of_what_it_was_added_to() {
        let mut belongs = Belongs::default();
        belongs.add('\u{200}', List::Letter);
        belongs.add('\u{200}', List::Post);
        belongs.add('\u{202}', List::Wrote);
        assert!(belongs.is(List::Post, '\u{200}') && belongs.is(List::Wrote, '\u{202}'));
        assert!(!belongs.is(List::Wrote, '\u{201}') && !belongs.is(List::Post, '\u{203}'));
        assert!(!belongs.is(List::Post, 'n'));
    }
}

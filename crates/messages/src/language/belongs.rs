//! Which lists and groups a class is of.

use crate::language::pattern::Class;

/// The names of the lists and groups that each class is of. The engine asks for them by name, word for word; most words are
/// of none, and none is of many.
#[derive(Debug, Default)]
pub(crate) struct Belongs {
    /// By the class's distance from [`FIRST`].
    names: Vec<Vec<Box<str>>>,
}

/// Where the classes begin: the private use area.
const FIRST: Class = '\u{e000}';

impl Belongs {
    /// Adds a list or group that a class is of.
    pub(crate) fn add(&mut self, class: Class, name: &str) {
        let Some(at) = place(class) else { return };
        if self.names.len() <= at {
            self.names.resize_with(at + 1, Vec::new);
        }
        self.names[at].push(name.into());
    }

    /// Whether a class is of the list or group of that name.
    pub(crate) fn is(&self, name: &str, class: Class) -> bool {
        let names = place(class).and_then(|at| self.names.get(at));
        names.is_some_and(|names| names.iter().any(|known| **known == *name))
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
        belongs.add('\u{e100}', "letter");
        belongs.add('\u{e100}', "noun");
        belongs.add('\u{e102}', "verb");
        assert!(belongs.is("noun", '\u{e100}') && belongs.is("verb", '\u{e102}'));
        assert!(
            !belongs.is("verb", '\u{e101}') && !belongs.is("noun", '\u{e103}') && !belongs.is("noun", 'n')
        );
    }
}

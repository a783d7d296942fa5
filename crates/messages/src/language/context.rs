//! Words that mean something else, or more, beside certain others: "the airliner … came down", "congratulated her on".

use crate::language::lexicon::Meaning;
use crate::language::pattern::Pattern;

/// A word that those around it say more of.
#[derive(Debug)]
pub(crate) struct Context {
    /// Captures it as `here`.
    pub(crate) pattern: Pattern,
    /// What it is read as.
    pub(crate) entry: Meaning,
}

//! What is said to the person at a terminal, by every command alike.

use std::error::Error;
use std::iter;

/// What the exit codes of every command mean; it stands at the end of every help text.
pub const EXIT_CODES: &str = "Exit codes: 0 done; 1 some records failed, or a check did; \
    2 wrong usage, or something could not be read or written; 130 interrupted.";

/// Text of unknown origin with its control characters made visible: a page must not be able to
/// write escape sequences to a terminal.
///
/// ```
/// assert_eq!(dateline_record::printable("a\u{1b}[2Jb\nü"), "a\\u{1b}[2Jb\\nü");
/// ```
pub fn printable(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, c| {
        match c.is_control() {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
        shown
    })
}

/// An error and what it was caused by, on one line and [printable].
pub fn with_causes(error: &dyn Error) -> String {
    printable(&on_one_line(error))
}

/// An error and what it was caused by. A message that tells its cause itself does not name it as its source.
pub(crate) fn on_one_line(error: &dyn Error) -> String {
    let causes = iter::successors(error.source(), |cause| (*cause).source());
    causes.fold(error.to_string(), |line, cause| format!("{line}: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[derive(Debug, thiserror::Error)]
    #[error("could not read `a\u{7}`")]
    struct Unread {
        source: io::Error,
    }

    #[test]
    fn causes_follow_on_the_same_line() {
        let error = Unread { source: io::Error::other("gone") };
        assert_eq!(with_causes(&error), "could not read `a\\u{7}`: gone");
    }
}

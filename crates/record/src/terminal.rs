//! What is said to the person at a terminal, by every command alike.

use std::error::Error;

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
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(source) = cause {
        let words = source.to_string();
        // Some messages tell their cause themselves.
        if !line.contains(&words) {
            line.push_str(": ");
            line.push_str(&words);
        }
        cause = source.source();
    }
    printable(&line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[derive(Debug, thiserror::Error)]
    #[error("could not read `a\u{7}`{}", if *.told { ": gone" } else { "" })]
    struct Unread {
        told: bool,
        source: io::Error,
    }

    #[test]
    fn causes_are_told_once() {
        for told in [true, false] {
            let error = Unread { told, source: io::Error::other("gone") };
            assert_eq!(with_causes(&error), "could not read `a\\u{7}`: gone");
        }
    }
}

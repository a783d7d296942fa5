//! Words to the person at the terminal.

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};

/// Writes to standard error. One that is closed is no reason to stop.
pub(crate) fn note(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// `error: …` with what it was caused by, on one line.
pub(crate) fn error(error: &dyn Error) {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(source) = cause {
        let words = source.to_string();
        // Some messages tell their cause themselves.
        if !line.contains(&words) {
            let _ = write!(line, ": {words}");
        }
        cause = source.source();
    }
    note(&format!("error: {}\n", printable(&line)));
}

/// Text of unknown origin with its control characters made visible: a page must not be able to
/// write escape sequences to a terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, c| {
        match c.is_control() {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
        shown
    })
}

/// How words are set off on standard error: in colour on a terminal, and not at all elsewhere or
/// where `NO_COLOR` is set (<https://no-color.org>).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) colour: bool,
}

impl Style {
    pub(crate) fn of_stderr() -> Self {
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { colour: !refused && !dumb && io::stderr().is_terminal() }
    }

    pub(crate) fn strong(self, text: &str) -> String {
        self.set("1", text)
    }

    pub(crate) fn faint(self, text: &str) -> String {
        self.set("2", text)
    }

    pub(crate) fn warning(self, text: &str) -> String {
        self.set("33", text)
    }

    fn set(self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_shown_and_not_sent() {
        assert_eq!(printable("a\u{1b}[2Jb\u{7}ü"), "a\\u{1b}[2Jb\\u{7}ü");
    }
}

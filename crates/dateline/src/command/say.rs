//! Words to the person at the terminal.

use dateline_record::with_causes;
use std::env;
use std::error::Error;
use std::io::{self, IsTerminal, Write as _};
use std::process::ExitCode;

/// Writes to standard error. One that is closed is no reason to stop.
pub(crate) fn note(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Writes to standard output, and gives the code to end with: `code`, or 2 where not all of it could be written. A reader
/// that has gone (`| head`) has read enough.
pub(crate) fn print(text: &str, code: ExitCode) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(source) if source.kind() != io::ErrorKind::BrokenPipe => {
            error(&source);
            ExitCode::from(2)
        }
        _ => code,
    }
}

/// `error: …` with what it was caused by, on one line.
pub(crate) fn error(error: &dyn Error) {
    note(&format!("error: {}\n", with_causes(error)));
}

/// How words are set off: in colour on a terminal, and not at all elsewhere or
/// where `NO_COLOR` is set (<https://no-color.org>).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) colour: bool,
}

impl Style {
    pub(crate) fn of_stderr() -> Self {
        Self::on(io::stderr().is_terminal())
    }

    pub(crate) fn of_stdout() -> Self {
        Self::on(io::stdout().is_terminal())
    }

    fn on(terminal: bool) -> Self {
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { colour: !refused && !dumb && terminal }
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

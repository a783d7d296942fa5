//! How far a build is, on standard error.

use super::say::note;
use super::summary::size;
use dateline::{Position, Progress};
use dateline_record::printable;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// Shows nothing of a build that is over in two seconds; then a bar on a terminal, and a plain
/// line every ten seconds elsewhere, so that a log shows that it lives.
#[derive(Debug)]
pub(crate) struct Meter {
    started: Instant,
    last: Option<Instant>,
    terminal: bool,
    quiet: bool,
}

const PATIENCE: Duration = Duration::from_secs(2);
const FRAME: Duration = Duration::from_millis(100);
const LOG_LINE: Duration = Duration::from_secs(10);
const BAR: usize = 24;

impl Meter {
    pub(crate) fn start(quiet: bool) -> Self {
        Self { started: Instant::now(), last: None, terminal: io::stderr().is_terminal(), quiet }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Tells how far a download is.
    pub(crate) fn fetching(&mut self, name: &str, bytes: u64, of_bytes: Option<u64>) {
        let of = of_bytes.map_or_else(String::new, |of| format!(" of {}", size(of)));
        let position = Position { bytes, of_bytes: of_bytes.unwrap_or_default(), ..Position::default() };
        self.show(&position, || format!("fetching {}: {}{of}", printable(name), size(bytes)));
    }

    /// Tells that a download did not go well and is tried again: a wait without a word looks like a program that hangs.
    pub(crate) fn again(&mut self, url: &str, why: &str, after: Duration) {
        if !self.quiet {
            self.clear();
            note(&format!("{}: {}; again in {} s\n", printable(url), printable(why), after.as_secs()));
        }
    }

    /// Takes the bar off the terminal.
    pub(crate) fn clear(&mut self) {
        if self.terminal && self.last.take().is_some() {
            note("\r\x1b[K");
        }
    }
}

impl Progress for Meter {
    fn at(&mut self, position: &Position) {
        let elapsed = self.started.elapsed();
        self.show(position, || words(position, elapsed));
    }
}

impl Meter {
    /// Shows a bar and words where it is time for that.
    fn show(&mut self, position: &Position, words: impl FnOnce() -> String) {
        let wait = match (self.terminal, self.last) {
            (true, None) => PATIENCE,
            (true, Some(_)) => FRAME,
            (false, _) => LOG_LINE,
        };
        if self.quiet || self.last.unwrap_or(self.started).elapsed() < wait {
            return;
        }
        self.last = Some(Instant::now());
        let words = words();
        if self.terminal {
            note(&format!("\r\x1b[K{} {words}", bar(position)));
        } else {
            note(&format!("{words}\n"));
        }
    }
}

fn words(position: &Position, elapsed: Duration) -> String {
    if position.writing {
        return format!("{} pages read, writing the tables", position.pages);
    }
    let rejects = match position.rejects {
        0 => String::new(),
        1 => ", 1 reject".to_owned(),
        rejects => format!(", {rejects} rejects"),
    };
    format!("{} pages, {:.0} a second{rejects}", position.pages, rate(position.pages, elapsed))
}

#[expect(clippy::cast_precision_loss, reason = "page counts are far below 2^53")]
pub(crate) fn rate(pages: u64, elapsed: Duration) -> f64 {
    pages as f64 / elapsed.as_secs_f64().max(0.001)
}

fn bar(position: &Position) -> String {
    let share = position.bytes.saturating_mul(BAR as u64).checked_div(position.of_bytes).unwrap_or(0);
    let full = usize::try_from(share).unwrap_or(BAR).min(BAR);
    format!("[{}{}]", "=".repeat(full), " ".repeat(BAR - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bar_and_words() {
        let mut position =
            Position { pages: 30, rejects: 1, bytes: 50, of_bytes: 100, ..Position::default() };
        assert_eq!(bar(&position), "[============            ]");
        assert_eq!(words(&position, Duration::from_secs(3)), "30 pages, 10 a second, 1 reject");
        assert_eq!(bar(&Position::default()), format!("[{}]", " ".repeat(BAR)));
        position.writing = true;
        assert_eq!(words(&position, Duration::from_secs(3)), "30 pages read, writing the tables");
    }
}

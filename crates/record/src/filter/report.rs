//! What the user hears of a run: failures, rejects, progress and the closing line.

use super::source::Origin;
use super::work::{Done, Event, RejectedBytes};
use super::{FilterError, Sinks, Unread};
use crate::printable;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// What became of the input. `read` is always `wrote` and `rejected` together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lines and page files that were not blank.
    pub read: u64,
    /// Records written, failed ones included.
    pub wrote: u64,
    /// Lines and page files that are no records.
    pub rejected: u64,
    /// Records written with a new `errors` entry.
    pub failed: u64,
    /// Records that came with an `errors` entry, and were passed on as they came.
    pub failed_before: u64,
    /// Files that could not be read, or not to their end.
    pub unreadable: u64,
}

impl Summary {
    /// 0: all done; 1: some records failed or were rejected; 2: some input could not be read.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self { unreadable: 1.., .. } => 2,
            Self { rejected: 1.., .. } | Self { failed: 1.., .. } | Self { failed_before: 1.., .. } => 1,
            _ => 0,
        })
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "read {}, wrote {}, rejected {}", self.read, self.wrote, self.rejected)?;
        if self.failed > 0 {
            write!(formatter, ", failed {}", self.failed)?;
        }
        if self.failed_before > 0 {
            write!(formatter, ", failed before {}", self.failed_before)?;
        }
        if self.unreadable > 0 {
            write!(formatter, ", unreadable files {}", self.unreadable)?;
        }
        Ok(())
    }
}

/// So many characters of a value are shown.
const SHOWN: usize = 40;

/// Writes records, rejects and messages in the order of the input, and counts.
pub(super) struct Report<'a, 'b> {
    pub(super) tool: &'a str,
    pub(super) sinks: Sinks<'b>,
    pub(super) summary: Summary,
    pub(super) progress: Option<Progress>,
    /// By field, what the stage could not read: how many records have such a value, and the first.
    pub(super) unread: BTreeMap<&'static str, (u64, Origin, Unread)>,
}

/// One line of the rejects file.
#[derive(Serialize)]
struct RejectLine<'a> {
    source: &'a str,
    line: Option<u64>,
    offset: u64,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<&'a str>,
    /// A line that is no text, in base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    raw_base64: Option<String>,
}

impl Report<'_, '_> {
    /// Takes the next batch.
    pub(super) fn take(&mut self, done: &Done) -> Result<(), FilterError> {
        self.sinks.records.write_all(&done.out).map_err(FilterError::records)?;
        self.summary.read += done.read;
        self.summary.wrote += done.wrote;
        self.summary.failed_before += done.failed_before;
        for event in &done.events {
            self.event(event)?;
        }
        for (origin, unread) in &done.unread {
            let first = || (0, origin.clone(), unread.clone());
            self.unread.entry(unread.field).or_insert_with(first).0 += 1;
        }
        if let Some(progress) = &mut self.progress {
            progress.show(self.tool, &self.summary, self.sinks.messages);
        }
        Ok(())
    }

    /// Flushes the records, takes the progress line away, and tells what was not used.
    pub(super) fn finish(mut self) -> Result<Summary, FilterError> {
        self.clear_progress();
        for (count, origin, Unread { field, value, wanted }) in std::mem::take(&mut self.unread).into_values()
        {
            let of = if count == 1 { "1 record".to_owned() } else { format!("{count} records") };
            let value: String = value.chars().take(SHOWN).collect();
            self.say(format_args!("`{field}` of {of} was not used: {origin} has {value:?}; wanted {wanted}"));
        }
        self.sinks.records.flush().map_err(FilterError::records)?;
        Ok(self.summary)
    }

    fn event(&mut self, event: &Event) -> Result<(), FilterError> {
        self.clear_progress();
        match event {
            Event::Failed { origin, id, message } => {
                self.summary.failed += 1;
                let id = id.as_deref().map_or(String::new(), |id| format!(" record `{id}`:"));
                self.say(format_args!("{origin}:{id} {message}"));
            }
            Event::Rejected { origin, reason, raw } => {
                self.summary.rejected += 1;
                self.reject(origin, reason, raw.as_ref())?;
            }
            Event::Unreadable { message } => {
                self.summary.unreadable += 1;
                self.say(format_args!("{message}"));
            }
        }
        Ok(())
    }

    fn reject(
        &mut self,
        origin: &Origin,
        reason: &str,
        raw: Option<&RejectedBytes>,
    ) -> Result<(), FilterError> {
        let Some(rejects) = &mut self.sinks.rejects else {
            self.say(format_args!("{origin}: rejected: {reason}"));
            return Ok(());
        };
        let (raw, raw_base64) = match raw {
            None => (None, None),
            Some(RejectedBytes::Text(text)) => (Some(text.as_str()), None),
            Some(RejectedBytes::Bytes(bytes)) => (None, Some(BASE64_STANDARD.encode(bytes))),
        };
        let (source, line, offset) = (&*origin.source, origin.line, origin.offset);
        let line = RejectLine { source, line, offset, reason, raw, raw_base64 };
        let mut json = serde_json::to_vec(&line).expect("a reject serialises to JSON");
        json.push(b'\n');
        // A closed pipe may end the process at any write of records: nothing may be held back here.
        rejects.write_all(&json).and_then(|()| rejects.flush()).map_err(FilterError::Rejects)
    }

    /// A message nobody can hear (standard error closed) is no reason to stop.
    fn say(&mut self, message: fmt::Arguments<'_>) {
        let _ = writeln!(self.sinks.messages, "{}: {}", self.tool, printable(&message.to_string()));
    }

    fn clear_progress(&mut self) {
        if let Some(progress) = &mut self.progress {
            progress.clear(self.sinks.messages);
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "{}:{line}", self.source),
            None => formatter.write_str(&self.source),
        }
    }
}

/// A line on the terminal that shows a long run is alive.
pub(super) struct Progress {
    next: Instant,
    shown: bool,
}

impl Progress {
    /// Runs shorter than this show nothing.
    const PATIENCE: Duration = Duration::from_secs(2);
    const PACE: Duration = Duration::from_millis(250);

    pub(super) fn new() -> Self {
        Self { next: Instant::now() + Self::PATIENCE, shown: false }
    }

    fn show(&mut self, tool: &str, summary: &Summary, messages: &mut dyn Write) {
        let now = Instant::now();
        if now >= self.next {
            self.next = now + Self::PACE;
            self.shown = true;
            let _: io::Result<()> =
                write!(messages, "\r\x1b[K{tool}: {summary} …").and_then(|()| messages.flush());
        }
    }

    fn clear(&mut self, messages: &mut dyn Write) {
        if std::mem::take(&mut self.shown) {
            let _: io::Result<()> = write!(messages, "\r\x1b[K");
        }
    }
}

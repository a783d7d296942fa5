//! One batch through the stage.

use super::source::{Batch, Item, ItemContent, Origin};
use super::{Format, Stage, StageFailure, Unread, pretty};
use crate::pages::{self, Limits, LineFault};
use crate::terminal::on_one_line;
use crate::{RawRecord, RecordError, StageError};
use serde_json::value::RawValue;
use std::any::Any;
use std::borrow::Cow;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

/// A batch that has been worked on.
pub(super) struct Done {
    pub(super) number: u64,
    pub(super) bytes: usize,
    /// The records as they are written, line feeds included.
    pub(super) out: Vec<u8>,
    pub(super) read: u64,
    pub(super) wrote: u64,
    /// Records written that an earlier tool had failed on.
    pub(super) failed_before: u64,
    pub(super) events: Vec<Event>,
    /// What the stage could not read, and where.
    pub(super) unread: Vec<(Origin, Unread)>,
}

/// Something the user must hear of.
pub(super) enum Event {
    /// A record that was passed on with an `errors` entry.
    Failed { origin: Origin, id: Option<String>, message: String },
    /// A line or a page file that is no record.
    Rejected { origin: Origin, reason: String, raw: Option<RejectedBytes> },
    /// A file, or the rest of one, that could not be read.
    Unreadable { message: String },
}

/// A rejected line as it came.
pub(super) enum RejectedBytes {
    Text(String),
    /// What is no text.
    Bytes(Vec<u8>),
}

/// Runs a stage over batches, on one of the threads.
#[derive(Clone, Copy)]
pub(super) struct Worker<'a> {
    pub(super) stage: &'a dyn Stage,
    pub(super) format: Format,
}

/// Of a rejected line, the most bytes that are kept beside its reason; longer ones are found by
/// their place.
const RAW_KEPT: usize = 64 << 10;

impl Worker<'_> {
    pub(super) fn work(self, batch: Batch) -> Done {
        let mut done = Done {
            number: batch.number,
            bytes: batch.bytes,
            out: Vec::with_capacity(batch.bytes.min(1 << 20) * 5 / 4),
            read: 0,
            wrote: 0,
            failed_before: 0,
            events: Vec::new(),
            unread: Vec::new(),
        };
        for item in batch.items {
            self.item(item, &mut done);
        }
        done
    }

    fn item(self, Item { origin, content }: Item, done: &mut Done) {
        done.read += u64::from(!matches!(content, ItemContent::Unreadable(_)));
        let rejected = |reason, raw| Event::Rejected { origin: origin.clone(), reason, raw };
        match content {
            ItemContent::Line(line) => {
                if let Err(error) = self.record(&line, &origin, done) {
                    let raw = (line.len() <= RAW_KEPT).then_some(RejectedBytes::Text(line));
                    done.events.push(rejected(error.to_string(), raw));
                }
            }
            ItemContent::Page(path) => match page_line(&path, self.stage.limits()) {
                Ok(line) => self.record(&line, &origin, done).expect("a page serialises to a JSON object"),
                Err(reason) => done.events.push(rejected(reason, None)),
            },
            ItemContent::NoPage(reason) => done.events.push(rejected(reason, None)),
            ItemContent::Reject(fault) => {
                let reason = fault.to_string();
                let raw = match fault {
                    LineFault::NotUtf8 { bytes, .. } if bytes.len() <= RAW_KEPT => {
                        Some(RejectedBytes::Bytes(bytes))
                    }
                    _ => None,
                };
                done.events.push(rejected(reason, raw));
            }
            ItemContent::Unreadable(message) => done.events.push(Event::Unreadable { message }),
        }
    }

    fn record(self, line: &str, origin: &Origin, done: &mut Done) -> Result<(), RecordError> {
        let record = RawRecord::parse(line)?;
        let record = if record.has_failed() {
            // It was named where it failed; each tool further on would name the same fault once more.
            done.failed_before += 1;
            record
        } else {
            self.staged(record, line, origin, done)?
        };
        match self.format {
            Format::Jsonl => {
                serde_json::to_writer(&mut done.out, &record).expect("raw slices serialise to JSON");
            }
            Format::Pretty => pretty::indent(&record.to_json(), &mut done.out),
        }
        done.out.push(b'\n');
        done.wrote += 1;
        Ok(())
    }

    /// The record with what the stage adds, or as it came with an error.
    fn staged<'l>(
        self,
        mut record: RawRecord<'l>,
        line: &'l str,
        origin: &Origin,
        done: &mut Done,
    ) -> Result<RawRecord<'l>, RecordError> {
        let applied = guarded(|| {
            self.stage.apply(&mut record)?;
            Ok(self.stage.unread(&record))
        });
        match applied.map_err(without_place) {
            Ok(unread) => done.unread.extend(unread.into_iter().map(|unread| (origin.clone(), unread))),
            Err(message) => {
                // What the stage had written before it gave up is half of something: start afresh.
                record = RawRecord::parse(line)?;
                add_error(&mut record, self.stage.name(), &message);
                done.events.push(Event::Failed { origin: origin.clone(), id: id_of(&record), message });
            }
        }
        Ok(record)
    }
}

/// A page file as the line of JSON it would have been.
fn page_line(path: &Path, limits: Limits) -> Result<String, String> {
    // The place is told apart from the reason, so the path need not stand in both.
    let page = pages::read_page(path, limits).map_err(|error| error.fault.to_string())?;
    Ok(serde_json::to_string(&page).expect("a page serialises to JSON"))
}

/// A stage's words, without the place that serde appends: it counts from the start of a field.
fn without_place(mut message: String) -> String {
    if let Some((words, column)) = message.rsplit_once(" at line 1 column ")
        && column.bytes().all(|byte| byte.is_ascii_digit())
    {
        message.truncate(words.len());
    }
    message
}

/// The record's id for messages.
fn id_of(record: &RawRecord<'_>) -> Option<String> {
    record.to_record(&["id"]).ok().map(|record| record.page.id).filter(|id| !id.is_empty())
}

/// Puts an entry into `errors`.
fn add_error(record: &mut RawRecord<'_>, stage: &str, message: &str) {
    let entry = StageError { stage: stage.to_owned(), message: message.to_owned() };
    let entry = serde_json::value::to_raw_value(&entry).expect("an error serialises to JSON");
    // Somebody may keep something else under this name; it becomes the first of the list.
    let mut errors: Vec<Box<RawValue>> = match record.get("errors") {
        Ok(errors) => errors.unwrap_or_default(),
        Err(_) => record.get("errors").ok().flatten().into_iter().collect(),
    };
    errors.push(entry);
    record.set("errors", &errors);
}

thread_local! {
    /// Whether this thread is inside a stage.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// Where the last caught panic came from, filled by the hook of [`quiet_panics`].
    static PANICKED_AT: Cell<Option<String>> = const { Cell::new(None) };
}

/// Sends the place of a stage's panic to the record's message, where otherwise a report goes to
/// standard error.
pub(super) fn quiet_panics() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if GUARDED.get() {
            PANICKED_AT.set(panic.location().map(|place| format!(" at {}:{}", place.file(), place.line())));
        } else {
            report(panic);
        }
    }));
}

/// Does a stage's work, and makes a panic an ordinary failure; both in words.
fn guarded<T>(work: impl FnOnce() -> Result<T, StageFailure>) -> Result<T, String> {
    GUARDED.set(true);
    // A record that saw a panic is thrown away by the caller, and stages are shared immutably.
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    match result {
        Ok(worked) => worked.map_err(|failure| on_one_line(&*failure)),
        Err(panic) => {
            let place = PANICKED_AT.take().unwrap_or_default();
            Err(format!(
                "internal error{place}: {}; please report it with this record",
                panic_message(&*panic)
            ))
        }
    }
}

fn panic_message(panic: &(dyn Any + Send)) -> Cow<'_, str> {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(message), _) => Cow::Borrowed(message),
        (_, Some(message)) => Cow::Borrowed(message),
        _ => Cow::Borrowed("a panic without a message"),
    }
}

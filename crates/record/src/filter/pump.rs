//! The threads: one reads, some work, this one writes.

use super::gate::{CloseOnPanic, Gate};
use super::report::{Progress, Report, Summary};
use super::source::{Batch, Batcher, Source};
use super::work::{Done, Worker};
use super::{Format, Stage};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// A stage with everything set for running it; what [`run`](super::run) makes of the arguments.
#[derive(Clone, Copy)]
pub struct Filter<'a> {
    /// The command's name, for messages.
    pub tool: &'a str,
    /// What happens to each record.
    pub stage: &'a dyn Stage,
    /// How many records are worked on at a time, at least one.
    pub threads: usize,
    /// How records are written.
    pub format: Format,
    /// Whether to show progress among the messages: for terminals.
    pub progress: bool,
    /// Sizes; the default suits any machine.
    pub tuning: Tuning,
}

/// How the loop cuts its input up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tuning {
    /// A batch is full at this many bytes. Small, so that few large records spread over all cores.
    pub batch_bytes: usize,
    /// A batch is full at this many records.
    pub batch_records: usize,
    /// The most bytes of input between reading and writing, unless one batch alone has more.
    /// What a stage adds comes on top, and is usually as much again.
    pub in_flight_bytes: usize,
    /// The longest line that is taken for a record.
    pub max_line: usize,
}

impl Default for Tuning {
    fn default() -> Self {
        Self { batch_bytes: 64 << 10, batch_records: 64, in_flight_bytes: 16 << 20, max_line: 1 << 30 }
    }
}

/// Where a run's output goes.
pub struct Sinks<'a> {
    /// Records.
    pub records: &'a mut dyn Write,
    /// Lines that are no records, as JSON Lines; without it they are named among the messages.
    pub rejects: Option<&'a mut dyn Write>,
    /// Failures and progress, for people.
    pub messages: &'a mut dyn Write,
}

/// Why a run stopped before its input was at an end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FilterError {
    /// Nobody reads the output any more: not a fault, only an end.
    #[error("the reader of the output is gone")]
    Closed,
    /// The output cannot be written.
    #[error("cannot write the records: {0}; the output is cut off here")]
    Records(io::Error),
    /// The rejects file cannot be written.
    #[error("cannot write the rejects: {0}; the output is cut off here")]
    Rejects(io::Error),
}

impl FilterError {
    pub(super) fn records(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Records(error),
        }
    }
}

/// Room for stages that walk deep trees; only touched pages of it cost memory.
const STACK: usize = 16 << 20;

impl Filter<'_> {
    /// Takes all records of all sources through the stage, in order.
    pub fn run(&self, sources: Vec<Source>, sinks: Sinks<'_>) -> Result<Summary, FilterError> {
        let progress = self.progress.then(Progress::new);
        let report =
            Report { tool: self.tool, sinks, summary: Summary::default(), progress, unread: BTreeMap::new() };
        let gate = Gate::new(self.tuning.in_flight_bytes);
        let (jobs, queue) = sync_channel(self.threads.max(1));
        let (results, finished) = channel();
        thread::scope(|scope| {
            let batcher = Batcher::new(self.tuning, &gate, jobs);
            spawn(scope, "reader", move || batcher.read_all(sources));
            // The threads own the queue between them: when the last one ends, the reader learns of it.
            let queue = Arc::new(Mutex::new(queue));
            let worker = Worker { stage: self.stage, format: self.format };
            for _ in 0..self.threads.max(1) {
                let (queue, results, guard) = (Arc::clone(&queue), results.clone(), CloseOnPanic(&gate));
                spawn(scope, "worker", move || {
                    let _guard = guard;
                    work(worker, &queue, &results);
                });
            }
            drop((queue, results));
            let summary = write(&finished, report, &gate);
            gate.close();
            drop(finished);
            summary
        })
    }
}

fn spawn<'scope>(scope: &'scope thread::Scope<'scope, '_>, name: &str, body: impl FnOnce() + Send + 'scope) {
    thread::Builder::new()
        .name(name.to_owned())
        .stack_size(STACK)
        .spawn_scoped(scope, body)
        .expect("the system lets a process have threads");
}

fn work(worker: Worker<'_>, queue: &Mutex<Receiver<Batch>>, results: &Sender<Done>) {
    loop {
        let batch = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(batch) = batch else { return };
        if results.send(worker.work(batch)).is_err() {
            return;
        }
    }
}

/// Puts finished batches back in order and writes them.
fn write(finished: &Receiver<Done>, mut report: Report<'_, '_>, gate: &Gate) -> Result<Summary, FilterError> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for done in finished {
        waiting.insert(done.number, done);
        while let Some(done) = waiting.remove(&next) {
            report.take(&done)?;
            gate.leave(done.bytes);
            next += 1;
        }
    }
    report.finish()
}

//! Reader, workers and results: the threads of a build.
//!
//! One thread walks the inputs and hands out jobs, numbered in the order of the inputs; workers
//! do them on typed records; what they have done comes back in any order and is put into the
//! jobs' order by [`Flow::next`]. A [`Budget`] bounds all that is between the reader and the
//! ordered end.

use crate::budget::Budget;
use crate::inputs::{Format, InputPath};
use crate::page::{READ, hash_file, read_file, read_line};
use crate::pipeline::{Failure, Pipeline, stage};
use crate::summary::Facts;
use dateline_export::{Prepared, Source};
use dateline_record::Record;
use dateline_record::pages::{InputKind, LineError, LineFault, LineReader, open};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use std::{io, mem};

/// The most input under way at a time; a page under way takes several times its own bytes.
const UNDER_WAY: u64 = 64 << 20;

/// What a job costs besides its bytes, so that a million empty lines are no free ride.
const JOB: u64 = 4 << 10;

/// The stage that failures of the tables' rows are told under.
const EXPORT: &str = "export";

/// One thing to do.
struct Job {
    number: u64,
    input: usize,
    /// Bytes taken from the budget.
    cost: u64,
    /// How much of the input's size on disk this job is, for the progress shown.
    advance: u64,
    work: Work,
}

enum Work {
    File(InputKind),
    Line {
        number: u64,
        offset: u64,
        text: String,
    },
    /// A line that is no text.
    Broken {
        number: u64,
        offset: u64,
        fault: LineFault,
    },
    /// The end of a file of lines: only its hash is wanted.
    Hash,
    /// The file broke off.
    Fail(io::Error),
}

/// What came of one job.
pub(crate) struct Done {
    /// The index of its input.
    pub(crate) input: usize,
    /// See [`Job::advance`].
    pub(crate) advance: u64,
    pub(crate) outcome: Outcome,
    cost: u64,
}

/// What a job brings.
pub(crate) enum Outcome {
    /// One page.
    Page {
        source: Source,
        result: Box<Result<Worked, Failure>>,
        /// The SHA-256 of the input, where the page is all of it.
        hash: Option<String>,
    },
    /// The SHA-256 of a file of lines, all of which have been handed out.
    Hash(String),
    /// An input that could not be read to its end.
    Fail(io::Error),
}

/// A page that all stages could work on.
pub(crate) struct Worked {
    /// For the summary.
    pub(crate) facts: Facts,
    /// For the tables.
    pub(crate) rows: Prepared,
}

/// What [`Flow::next`] says.
pub(crate) enum Next {
    /// The next job in order is done.
    Done(Done),
    /// Not yet; time to look at other things.
    Waiting,
    /// All jobs have come.
    End,
}

/// The running threads, and the ordered end of them.
pub(crate) struct Flow {
    results: Receiver<(u64, Done)>,
    /// Done, but before their turn.
    early: BTreeMap<u64, Done>,
    turn: u64,
    budget: Arc<Budget>,
    threads: Vec<JoinHandle<()>>,
}

impl Flow {
    /// Starts a reader and as many workers as told.
    pub(crate) fn start(inputs: Arc<[InputPath]>, pipeline: Arc<Pipeline>, workers: usize) -> Self {
        let budget = Arc::new(Budget::new(UNDER_WAY));
        let (results_in, results) = channel();
        let (jobs_in, jobs) = sync_channel(workers * 4);
        let jobs = Arc::new(Mutex::new(jobs));
        let mut threads = Vec::with_capacity(workers + 1);
        for _ in 0..workers {
            let (jobs, results, pipeline, inputs) =
                (Arc::clone(&jobs), results_in.clone(), Arc::clone(&pipeline), Arc::clone(&inputs));
            threads.push(thread::spawn(move || work(&jobs, &results, &pipeline, &inputs)));
        }
        let reader = Reader { jobs: jobs_in, budget: Arc::clone(&budget), number: 0 };
        threads.push(thread::spawn(move || reader.read_all(&inputs)));
        Self { results, early: BTreeMap::new(), turn: 0, budget, threads }
    }

    /// The next job done, in order; waits for it no longer than `patience`.
    pub(crate) fn next(&mut self, patience: Duration) -> Next {
        loop {
            if let Some(done) = self.early.remove(&self.turn) {
                self.turn += 1;
                self.budget.give(done.cost);
                return Next::Done(done);
            }
            match self.results.recv_timeout(patience) {
                Ok((number, done)) => self.early.insert(number, done),
                Err(RecvTimeoutError::Timeout) => return Next::Waiting,
                Err(RecvTimeoutError::Disconnected) => return Next::End,
            };
        }
    }

    /// Waits for all threads after [`Next::End`].
    ///
    /// # Panics
    ///
    /// If one of them did: its jobs would be missing without anybody noticing.
    pub(crate) fn join(mut self) {
        for thread in mem::take(&mut self.threads) {
            if let Err(panic) = thread.join() {
                std::panic::resume_unwind(panic);
            }
        }
    }
}

/// A flow given up is not waited for: a reader that hangs on a slow disk must not hold an
/// interrupted build. Its threads end at their next job.
impl Drop for Flow {
    fn drop(&mut self) {
        self.budget.close();
    }
}

struct Reader {
    jobs: SyncSender<Job>,
    budget: Arc<Budget>,
    number: u64,
}

/// The build has been given up.
struct Stopped;

impl Reader {
    fn read_all(mut self, inputs: &[InputPath]) {
        for (index, input) in inputs.iter().enumerate() {
            let sent = match input.format {
                Format::Page(kind) => self.send(index, input.bytes, input.bytes, Work::File(kind)),
                Format::Lines => self.read_lines(index, input),
            };
            if sent.is_err() {
                return;
            }
        }
    }

    fn read_lines(&mut self, index: usize, input: &InputPath) -> Result<(), Stopped> {
        let lines = match open(&input.path) {
            Ok(lines) => LineReader::new(lines),
            Err(error) => return self.send(index, 0, 0, Work::Fail(error)),
        };
        // Unpacked bytes say nothing of how much of a packed file is done.
        let packed = matches!(input.path.extension().and_then(|end| end.to_str()), Some("gz" | "zst"));
        let mut advanced = 0;
        for line in lines {
            let work = match line {
                Ok(line) => Work::Line { number: line.number, offset: line.offset, text: line.text },
                Err(LineError { fault: LineFault::Read(error), .. }) => Work::Fail(error),
                Err(LineError { number, offset, fault }) => Work::Broken { number, offset, fault },
            };
            let failed = matches!(work, Work::Fail(_));
            let bytes = if let Work::Line { text, .. } = &work { text.len() as u64 + 1 } else { 0 };
            let advance = if packed { 0 } else { bytes.min(input.bytes - advanced) };
            advanced += advance;
            self.send(index, bytes, advance, work)?;
            if failed {
                return Ok(());
            }
        }
        self.send(index, 0, input.bytes - advanced, Work::Hash)
    }

    fn send(&mut self, input: usize, bytes: u64, advance: u64, work: Work) -> Result<(), Stopped> {
        let cost = bytes + JOB;
        if !self.budget.take(cost) {
            return Err(Stopped);
        }
        let job = Job { number: self.number, input, cost, advance, work };
        self.number += 1;
        self.jobs.send(job).map_err(|_| Stopped)
    }
}

fn work(
    jobs: &Mutex<Receiver<Job>>,
    results: &Sender<(u64, Done)>,
    pipeline: &Pipeline,
    inputs: &[InputPath],
) {
    loop {
        // Held only while taking a job; a lock poisoned by another worker still guards a whole queue.
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        let Job { number, input, cost, advance, work } = job;
        let outcome = perform(work, &inputs[input], pipeline);
        if results.send((number, Done { input, advance, outcome, cost })).is_err() {
            return;
        }
    }
}

fn perform(work: Work, input: &InputPath, pipeline: &Pipeline) -> Outcome {
    let path = &input.source;
    let page =
        |source, record, hash| Outcome::Page { result: through(&source, record, pipeline), source, hash };
    match work {
        Work::File(kind) => match read_file(input, kind) {
            Ok((hash, record)) => page(Source::page(path), record, Some(hash)),
            Err(error) => Outcome::Fail(error),
        },
        Work::Line { number, offset, text } => {
            page(Source::line(path, number, offset), read_line(&text), None)
        }
        Work::Broken { number, offset, fault } => {
            let failure = Failure { stage: READ, reason: format!("the line is {fault}") };
            page(Source::line(path, number, offset), Err(failure), None)
        }
        Work::Hash => hash(&input.path),
        Work::Fail(error) => Outcome::Fail(error),
    }
}

/// A page through all stages, down to the rows of the tables.
fn through(
    source: &Source,
    record: Result<Record, Failure>,
    pipeline: &Pipeline,
) -> Box<Result<Worked, Failure>> {
    Box::new(record.and_then(|record| pipeline.run(record)).and_then(|record| {
        let facts = Facts::of(&record);
        let rows = stage(EXPORT, || Ok(Prepared::new(source.clone(), record)))?;
        Ok(Worked { facts, rows })
    }))
}

fn hash(path: &Path) -> Outcome {
    match hash_file(path) {
        Ok(hash) => Outcome::Hash(hash),
        Err(error) => Outcome::Fail(error),
    }
}

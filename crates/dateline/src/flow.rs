//! Reader, workers and results: the threads of a build.
//!
//! One thread walks the inputs and hands out jobs, numbered in the order of the inputs; workers
//! do them on typed records; what they have done comes back in any order and is put into the
//! jobs' order by [`Flow::next`]. A [`Budget`] bounds all that is between the reader and the
//! ordered end.

mod reader;
mod work;

pub(crate) use reader::Progress;

use crate::budget::Budget;
use crate::inputs::{Fault, FileEnd, InputPath, Reading};
use crate::panics::words_of;
use crate::pipeline::Pipeline;
use dateline_export::Prepared;
use reader::Reader;
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use std::{io, mem};
use work::Worker;

/// The most input under way at a time; a page under way takes several times its own bytes.
const UNDER_WAY: u64 = 64 << 20;

/// What came of one job.
pub(crate) struct Done {
    /// The index of its input.
    pub(crate) input: usize,
    /// How much of the input's size on disk this job is, for the progress shown.
    pub(crate) advance: u64,
    pub(crate) outcome: Outcome,
    cost: u64,
}

/// What a job brings.
pub(crate) enum Outcome {
    /// One page, and the SHA-256 of the input where the page is all of it.
    Page(Box<Prepared>, Option<String>),
    /// The one reject that stands for the rest of a file that cannot be read on.
    Rest(Box<Prepared>),
    /// A file all of whose records have been handed out.
    End(FileEnd),
    /// An input that could not be read to its end.
    Fail(ReadFault),
}

/// Why an input could not be read to its end.
#[derive(Debug)]
pub(crate) enum ReadFault {
    Io(io::Error),
    /// It is whole, but not what a build can read.
    Unusable(String),
    /// It is not what it was when the inputs were listed.
    Changed,
    /// A worker gave up on it, outside of the stages, whose panics are their page's.
    Panicked(String),
}

impl From<Fault> for ReadFault {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::System(error) => Self::Io(error),
            Fault::Columns(words) => Self::Unusable(words),
            Fault::Broken(broken) => Self::Unusable(broken.words),
        }
    }
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
    /// Starts a reader and as many workers as told. What is done of each input already is not
    /// handed out again.
    pub(crate) fn start(
        inputs: Arc<[InputPath]>,
        done: Vec<Progress>,
        reading: &Reading,
        pipeline: Arc<Pipeline>,
        workers: usize,
    ) -> Self {
        let budget = Arc::new(Budget::new(UNDER_WAY));
        let (results_in, results) = channel();
        let (jobs_in, jobs) = sync_channel(workers * 4);
        let jobs = Arc::new(Mutex::new(jobs));
        let mut threads = Vec::with_capacity(workers + 1);
        for _ in 0..workers {
            let worker = Worker {
                jobs: Arc::clone(&jobs),
                results: results_in.clone(),
                pipeline: Arc::clone(&pipeline),
                inputs: Arc::clone(&inputs),
                reading: reading.clone(),
            };
            threads.push(thread::spawn(move || worker.work()));
        }
        let reader = Reader::new(jobs_in, Arc::clone(&budget), reading.clone());
        threads.push(thread::spawn(move || reader.read_all(&inputs, &done)));
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

    /// Waits for all threads after [`Next::End`]. Fails, in words, if one of them panicked: its jobs
    /// would be missing without anybody noticing.
    pub(crate) fn join(mut self) -> Result<(), String> {
        for thread in mem::take(&mut self.threads) {
            thread.join().map_err(|panic| words_of(&*panic))?;
        }
        Ok(())
    }
}

/// A flow given up is not waited for: a reader that hangs on a slow disk must not hold an
/// interrupted build. Its threads end at their next job.
impl Drop for Flow {
    fn drop(&mut self) {
        self.budget.close();
    }
}

/// One thing to do.
struct Job {
    number: u64,
    input: usize,
    /// Bytes taken from the budget.
    cost: u64,
    advance: u64,
    work: work::Work,
}

//! The reader: from the inputs to numbered jobs.

use super::work::Work;
use super::{Job, ReadFault};
use crate::budget::Budget;
use crate::inputs::{Fault, Format, InputPath, Piece, Reading, open};
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

/// What a job costs besides its bytes, so that a million empty lines are no free ride.
const JOB: u64 = 4 << 10;

/// How much of an input an earlier build has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// Records from its start on.
    pub(crate) records: u64,
    /// All of it.
    pub(crate) finished: bool,
}

pub(super) struct Reader {
    jobs: SyncSender<Job>,
    budget: Arc<Budget>,
    reading: Reading,
    number: u64,
}

/// The build has been given up.
struct Stopped;

impl Reader {
    pub(super) fn new(jobs: SyncSender<Job>, budget: Arc<Budget>, reading: Reading) -> Self {
        Self { jobs, budget, reading, number: 0 }
    }

    pub(super) fn read_all(mut self, inputs: &[InputPath], done: &[Progress]) {
        for (index, (input, done)) in inputs.iter().zip(done).enumerate() {
            if done.finished {
                continue;
            }
            let sent = match (input.fault, input.format) {
                (Some(fault), _) => self.send(index, 0, 0, Work::NoPage(fault)),
                (None, Format::Page(kind)) => self.send(index, input.bytes, input.bytes, Work::File(kind)),
                _ => self.read_records(index, input, done.records),
            };
            if sent.is_err() {
                return;
            }
        }
    }

    fn read_records(&mut self, index: usize, input: &InputPath, skip: u64) -> Result<(), Stopped> {
        let (file, records) = match open(input, &self.reading) {
            Ok(opened) => opened,
            Err(fault) => return self.send(index, 0, 0, Work::Fail(fault.into())),
        };
        let mut advanced = 0;
        for (number, piece) in (0..).zip(records) {
            let piece = match piece {
                Ok(piece) => piece,
                Err(Fault::Broken(broken)) => Piece::from(broken),
                Err(fault) => return self.send(index, 0, 0, Work::Fail(fault.into())),
            };
            if number >= skip {
                let read = file.bytes_read();
                self.send(index, piece.bytes, read - advanced, Work::Record(piece))?;
                advanced = read;
            }
        }
        let end = match file.finish(input) {
            Ok(Some(end)) => Work::End(end),
            Ok(None) => Work::Fail(ReadFault::Changed),
            Err(error) => Work::Fail(ReadFault::Io(error)),
        };
        self.send(index, 0, input.bytes.saturating_sub(advanced), end)
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

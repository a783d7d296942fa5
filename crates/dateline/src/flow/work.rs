//! The workers: what is done with each job.

use super::{Done, Job, Outcome, ReadFault};
use crate::inputs::{FieldNames, InputPath, Piece};
use crate::page::{read_file, read_record};
use crate::pipeline::Pipeline;
use dateline_export::Source;
use dateline_record::pages::{InputKind, sha256_hex};
use std::fs;
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};

pub(super) enum Work {
    File(InputKind),
    Record(Piece),
    /// A file of records came to its end, with this size and hash.
    End(u64, String),
    /// The file broke off.
    Fail(ReadFault),
}

pub(super) struct Worker {
    pub(super) jobs: Arc<Mutex<Receiver<Job>>>,
    pub(super) results: Sender<(u64, Done)>,
    pub(super) pipeline: Arc<Pipeline>,
    pub(super) inputs: Arc<[InputPath]>,
    pub(super) fields: FieldNames,
}

impl Worker {
    /// Works until there are no more jobs, or nobody wants their results.
    pub(super) fn work(self) {
        loop {
            // Held only while taking a job; a lock poisoned by another worker still guards a whole queue.
            let next = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(Job { number, input, cost, advance, work }) = next else { return };
            let outcome = self.perform(work, &self.inputs[input]);
            if self.results.send((number, Done { input, advance, outcome, cost })).is_err() {
                return;
            }
        }
    }

    fn perform(&self, work: Work, input: &InputPath) -> Outcome {
        let path = &input.source;
        match work {
            Work::File(kind) => match read_whole(input) {
                Ok(bytes) => {
                    let hash = sha256_hex(&bytes);
                    let source = Source::page(path);
                    let page = self.pipeline.prepare(&source, read_file(path, kind, bytes));
                    Outcome::Page(Box::new(page), Some(hash))
                }
                Err(fault) => Outcome::Fail(fault),
            },
            Work::Record(Piece { place, raw, .. }) => {
                let source = Source::line(path, place.line, place.offset);
                let page = self.pipeline.prepare(&source, read_record(raw, &self.fields));
                Outcome::Page(Box::new(page), None)
            }
            Work::End(bytes, hash) => Outcome::End(bytes, hash),
            Work::Fail(fault) => Outcome::Fail(fault),
        }
    }
}

/// A file as it lies on the disk, in one piece.
fn read_whole(input: &InputPath) -> Result<Vec<u8>, ReadFault> {
    let bytes = fs::read(&input.path)?;
    if bytes.len() as u64 == input.bytes { Ok(bytes) } else { Err(ReadFault::Changed) }
}

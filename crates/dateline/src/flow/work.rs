//! The workers: what is done with each job.

use super::{Done, Job, Outcome, ReadFault};
use crate::inputs::{FileEnd, InputPath, Piece, Raw, Reading};
use crate::page::{READ, read_file, read_record};
use crate::panics::caught;
use crate::pipeline::{Failure, Pipeline};
use dateline_export::Source;
use dateline_record::pages::{FileFault, InputKind, sha256_hex};
use std::fs;
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};

pub(super) enum Work {
    File(InputKind),
    /// A link that is not followed, or something else that is no file.
    NoPage(FileFault),
    Record(Piece),
    /// A file of records came to its end.
    End(FileEnd),
    /// The file broke off.
    Fail(ReadFault),
}

pub(super) struct Worker {
    pub(super) jobs: Arc<Mutex<Receiver<Job>>>,
    pub(super) results: Sender<(u64, Done)>,
    pub(super) pipeline: Arc<Pipeline>,
    pub(super) inputs: Arc<[InputPath]>,
    pub(super) reading: Reading,
}

impl Worker {
    /// Works until there are no more jobs, or nobody wants their results.
    pub(super) fn work(self) {
        loop {
            // Held only while taking a job; a lock poisoned by another worker still guards a whole queue.
            let next = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(Job { number, input, cost, advance, work }) = next else { return };
            // A job that never came back would be waited for without end.
            let outcome = caught(|| self.perform(work, &self.inputs[input]));
            let outcome = outcome.unwrap_or_else(|words| Outcome::Fail(ReadFault::Panicked(words)));
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
                    let read = read_file(path, kind, bytes, self.reading.max_page_bytes);
                    let page = self.pipeline.prepare(&source, read);
                    Outcome::Page(Box::new(page), Some(hash))
                }
                Err(fault) => Outcome::Fail(fault),
            },
            Work::NoPage(fault) => {
                let failure = Failure { stage: READ, reason: fault.to_string() };
                let page = self.pipeline.prepare(&Source::page(path), Err(failure));
                Outcome::Page(Box::new(page), Some(sha256_hex(b"")))
            }
            Work::Record(Piece { place, raw, .. }) => {
                let line = (place.line > 0).then_some(place.line);
                let source = Source::at(path, line, place.offset);
                let is_rest = matches!(raw, Raw::CutShort(_));
                let page = Box::new(self.pipeline.prepare(&source, read_record(raw, &self.reading.fields)));
                if is_rest { Outcome::Rest(page) } else { Outcome::Page(page, None) }
            }
            Work::End(end) => Outcome::End(end),
            Work::Fail(fault) => Outcome::Fail(fault),
        }
    }
}

/// A file as it lies on the disk, in one piece.
fn read_whole(input: &InputPath) -> Result<Vec<u8>, ReadFault> {
    let bytes = fs::read(&input.path).map_err(ReadFault::Io)?;
    if bytes.len() as u64 == input.bytes { Ok(bytes) } else { Err(ReadFault::Changed) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::FieldNames;
    use std::sync::mpsc::{channel, sync_channel};

    #[test]
    fn a_worker_that_panics_gives_its_job_back_and_works_on() {
        let (jobs_in, jobs) = sync_channel(2);
        let (results_in, results) = channel();
        let end = |input| Job { number: 0, input, cost: 9, advance: 0, work: Work::End(FileEnd::default()) };
        let input = InputPath::stdin();
        // There is no input of that number.
        jobs_in.send(end(7)).unwrap();
        jobs_in.send(end(0)).unwrap();
        drop(jobs_in);
        let worker = Worker {
            jobs: Arc::new(Mutex::new(jobs)),
            results: results_in,
            pipeline: Arc::new(Pipeline::new(&["en".to_owned()], None).unwrap()),
            inputs: Arc::new([input]),
            reading: Reading { fields: FieldNames::default(), max_page_bytes: 0 },
        };
        worker.work();
        let outcomes: Vec<_> = results.iter().map(|(_, done)| (done.cost, done.outcome)).collect();
        let [(9, Outcome::Fail(ReadFault::Panicked(words))), (9, Outcome::End(_))] = outcomes.as_slice()
        else {
            panic!("other outcomes");
        };
        assert!(words.starts_with("panicked at ") && words.contains("index out of bounds"), "{words}");
    }
}

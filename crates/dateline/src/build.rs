//! A whole build: inputs listed, pages worked through, the dataset written.

mod across;
mod error;
mod options;
mod prepared;
mod release;
mod state;

pub use error::BuildError;
pub use options::BuildOptions;
pub(crate) use options::write_options;
pub use prepared::release;

use crate::cache::Cache;
use crate::decisions::Decisions;
use crate::flow::{Done, Flow, Next, Outcome, ReadFault};
use crate::inputs::{self, InputPath, Listed};
use crate::pipeline::Pipeline;
use crate::recipe::Recipe;
use crate::summary::Summary;
use across::Across;
use dateline_export::{DatasetWriter, ExportError, Lock, Prepared};
use dateline_record::pages::sha256_of;
use options::info;
use release::Finish;
use state::{InputFiles, Note, resume_key};
use std::fs::File;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::available_parallelism;
use std::time::Duration;

/// Is told how far a build is.
pub trait Progress {
    /// Called many times a second, also while nothing moves.
    fn at(&mut self, position: &Position);
}

/// Nobody is told.
impl Progress for () {
    fn at(&mut self, _: &Position) {}
}

/// How far a build is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Position {
    /// Pages worked through, rejects included.
    pub pages: u64,
    /// Rejects among them.
    pub rejects: u64,
    /// Pages among them that an interrupted build had worked already.
    pub resumed: u64,
    /// Bytes of input done with, as they lie on disk.
    pub bytes: u64,
    /// Bytes of input in all.
    pub of_bytes: u64,
    /// All pages are done and the tables are being written.
    pub writing: bool,
}

/// How long the build waits for a page or another step before it looks at the stop flag and tells where it is.
const PATIENCE: Duration = Duration::from_millis(50);

/// Builds a dataset: every page through all stages, and the tables written into `options.out`.
///
/// The folder appears whole or not at all. A page that cannot be read or worked is a row of
/// `rejects`, and the build goes on; a recipe, input or folder that cannot be used is an error.
/// The same inputs and recipe give the same bytes, at any number of threads and from any folder.
///
/// A build that was interrupted, or ended with the system or for want of room, is gone on with by
/// the next one of the same recipe, inputs and program into the same folder.
pub fn build(
    recipe: &Recipe,
    options: &BuildOptions,
    progress: &mut dyn Progress,
) -> Result<Summary, BuildError> {
    let mut write = write_options(recipe, options)?;
    let decisions = recipe.decisions.as_deref().map(Decisions::load).transpose()?.map(Arc::new);
    let mut pipeline = Pipeline::of(recipe)?;
    if let Some(decisions) = &decisions {
        pipeline = pipeline.with_decisions(Arc::clone(decisions));
    }
    if let Some(folder) = &options.cache {
        let cache = Cache::open(folder, recipe);
        let cache = cache.map_err(|fault| BuildError::Cache { path: folder.clone(), fault })?;
        pipeline = pipeline.with_cache(cache);
    }
    let Listed { files, passed_over } =
        inputs::list(&recipe.inputs, &options.out, options.downloads.as_deref())?;
    write.passed_over = passed_over;
    let inputs: Arc<[InputPath]> = files.into();
    inputs::check_downloads(&inputs)?;
    check_columns(&inputs, recipe)?;
    if let Some(lock) = &options.lock {
        check_lock(lock, recipe, &inputs)?;
    }
    // What came on standard input does not come again.
    if !inputs.iter().any(InputPath::is_stdin) {
        write.resume_key = Some(resume_key(&recipe.hash(), decisions.as_deref(), &inputs));
    }
    let writer = DatasetWriter::create(&options.out, info(recipe), write)?;
    let mut files = InputFiles::new(&inputs);
    let mut position =
        Position { of_bytes: inputs.iter().map(|input| input.bytes).sum(), ..Position::default() };
    for note in writer.resumed() {
        let note: Note = serde_json::from_str(note).unwrap_or_default();
        files.go_on(&note);
        position.pages = note.pages;
        position.rejects = note.rejects;
        position.bytes = note.bytes;
        position.resumed = note.pages;
        if let Some(decisions) = &decisions {
            decisions.go_on(&note.decisions);
        }
    }
    let threads = options.threads.or_else(|| available_parallelism().ok().map(usize::from)).unwrap_or(1);
    let pipeline = Arc::new(pipeline);
    let threads = threads.max(1);
    let flow =
        Flow::start(Arc::clone(&inputs), files.progress(), &recipe.reading(), Arc::clone(&pipeline), threads);
    let run = Run { recipe, inputs: &inputs, files, writer, decisions, position, pipeline, threads };
    run.run(flow, options, progress)
}

/// Holds the columns of all tables among the inputs against the recipe.
pub(crate) fn check_columns(inputs: &[InputPath], recipe: &Recipe) -> Result<(), BuildError> {
    inputs::check_columns(inputs, &recipe.reading())
        .map_err(|(input, words)| BuildError::Unusable { path: input.path.clone(), words })
}

/// Holds what is to be built against a released version, as far as the inputs tell. Files are read once more for that: a
/// build of hours should not end with a word on its first page.
fn check_lock(lock: &Lock, recipe: &Recipe, inputs: &[InputPath]) -> Result<(), BuildError> {
    // What comes on standard input cannot be read twice; the tables will tell.
    if inputs.iter().any(InputPath::is_stdin) {
        return Ok(());
    }
    let hashed = inputs.iter().map(|InputPath { path, source, fault, .. }| {
        // Of a link that is not followed nothing is read.
        let hash = if fault.is_some() { sha256_of(&b""[..]) } else { File::open(path).and_then(sha256_of) };
        let (_, sha256) = hash.map_err(|fault| BuildError::Read { path: path.clone(), fault })?;
        Ok((source.clone(), sha256))
    });
    let hashed = hashed.collect::<Result<_, BuildError>>()?;
    let differences = dateline_export::compare_inputs(lock, &info(recipe), hashed);
    Ok(lock.hold(differences)?)
}

/// A build under way.
struct Run<'b> {
    recipe: &'b Recipe,
    inputs: &'b [InputPath],
    files: InputFiles,
    writer: DatasetWriter,
    decisions: Option<Arc<Decisions>>,
    position: Position,
    pipeline: Arc<Pipeline>,
    threads: usize,
}

impl Run<'_> {
    fn run(
        mut self,
        flow: Flow,
        options: &BuildOptions,
        progress: &mut dyn Progress,
    ) -> Result<Summary, BuildError> {
        if let Err(error) = self.work(flow, options, progress) {
            // What changed while it was read would be no part of what goes on from here.
            let kept = match &error {
                BuildError::Changed { .. } | BuildError::Pin { .. } => 0,
                _ => self.writer.finished_records(),
            };
            if kept == 0 {
                self.writer.discard();
            }
            return Err(error.resumable_from(kept));
        }
        self.release(options, progress)
    }

    /// All pages are in: settles what only all of them together tell, and writes the dataset.
    fn release(self, options: &BuildOptions, progress: &mut dyn Progress) -> Result<Summary, BuildError> {
        let Self { recipe, files, mut writer, decisions, mut position, pipeline, threads, .. } = self;
        position.writing = true;
        if let (Some(decisions), Some(path)) = (decisions, &recipe.decisions) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            writer.decided(decisions.file(&name));
        }
        let kept = writer.finished_records();
        let mut settled = writer.settle().map_err(|error| BuildError::from(error).resumable_from(kept))?;
        let cut_short = recipe.not_allowed(files.cut());
        if let Err(error) = recipe.max_rejects.hold(&settled, &cut_short) {
            settled.discard();
            return Err(error);
        }
        let rejects = settled.rejects().clone();
        let look = || {
            progress.at(&position);
            if options.stop.load(Ordering::Relaxed) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let across = match Across::of(&mut settled, pipeline, threads, look) {
            Ok(Some(across)) => across,
            Ok(None) => {
                let interrupted = BuildError::Interrupted { out: options.out.clone() };
                return Err(interrupted.resumable_from(kept));
            }
            Err(error) => {
                settled.discard();
                return Err(error);
            }
        };
        let mut finish = Finish::new(options, progress, position, across);
        let written = settled.write(files.into_files(), &mut finish);
        let manifest = written.map_err(|error| {
            let error = match error {
                ExportError::Stopped => BuildError::Interrupted { out: options.out.clone() },
                // Nothing is kept to go on from: the next build would come to the same.
                error @ ExportError::NotReleased { .. } => return error.into(),
                error => error.into(),
            };
            error.resumable_from(kept)
        })?;
        Ok(Summary::new(&options.out, manifest, finish.into_tally(), rejects, cut_short))
    }

    /// Takes all pages in.
    fn work(
        &mut self,
        mut flow: Flow,
        options: &BuildOptions,
        progress: &mut dyn Progress,
    ) -> Result<(), BuildError> {
        loop {
            if options.stop.load(Ordering::Relaxed) {
                return Err(BuildError::Interrupted { out: options.out.clone() });
            }
            progress.at(&self.position);
            match flow.next(PATIENCE) {
                Next::Done(done) => self.take(done)?,
                Next::Waiting => {}
                Next::End => break,
            }
        }
        flow.join().map_err(|words| BuildError::Panicked { words })?;
        // Whatever may stop the writing of the tables, no page is processed again.
        self.finish_shard()
    }

    fn finish_shard(&mut self) -> Result<(), BuildError> {
        let decisions = self.decisions.as_deref().map(Decisions::outcomes).unwrap_or_default();
        Ok(self.writer.finish_shard(self.files.note(&self.position, decisions))?)
    }

    fn take(&mut self, done: Done) -> Result<(), BuildError> {
        let Done { input, advance, outcome, .. } = done;
        self.position.bytes += advance;
        match outcome {
            Outcome::Page(page, hash) => {
                self.files.record(input);
                if let Some(hash) = hash {
                    self.check_pin(input, &hash)?;
                    self.files.finish(input, hash);
                }
                self.take_page(*page)?;
            }
            Outcome::Rest(page) => {
                self.files.record(input);
                self.files.cut_short(input);
                self.take_page(*page)?;
            }
            Outcome::End(end) => {
                self.check_pin(input, &end.sha256)?;
                self.files.end(input, end);
            }
            Outcome::Fail(fault) => {
                let path = self.inputs[input].path.clone();
                return Err(match fault {
                    ReadFault::Io(fault) => BuildError::Read { path, fault },
                    ReadFault::Unusable(words) => BuildError::Unusable { path, words },
                    ReadFault::Changed => BuildError::Changed { path },
                    ReadFault::Panicked(words) => BuildError::Panicked { words },
                });
            }
        }
        if self.writer.shard_is_due() {
            self.finish_shard()?;
        }
        Ok(())
    }

    /// Holds an input that was read to its end against its pin.
    fn check_pin(&self, input: usize, found: &str) -> Result<(), BuildError> {
        let InputPath { path, source, pin, .. } = &self.inputs[input];
        match pin {
            Some(pin) if pin != found => {
                let (path, url) = (path.clone(), source.clone());
                Err(BuildError::Pin { path, url, found: found.to_owned(), wanted: pin.clone() })
            }
            _ => Ok(()),
        }
    }

    fn take_page(&mut self, page: Prepared) -> Result<(), BuildError> {
        self.position.pages += 1;
        self.position.rejects += u64::from(page.is_reject());
        Ok(self.writer.add(page)?)
    }
}

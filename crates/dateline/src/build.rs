//! A whole build: inputs listed, pages worked through, the dataset written.

mod error;

pub use error::BuildError;

use crate::decisions::Decisions;
use crate::flow::{Done, Flow, Next, Outcome, Worked};
use crate::inputs::{self, InputPath};
use crate::pipeline::{Failure, Pipeline};
use crate::recipe::Recipe;
use crate::summary::{Summary, Tally};
use dateline_export::{DatasetInfo, DatasetWriter, InputFile, Reject, Source, Texts, WriteOptions};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;
use std::time::Duration;

/// How a build is run. Nothing here changes a byte of what it makes.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The dataset's folder.
    pub out: PathBuf,
    /// Whether a dataset already there gives way to the new one, once that is whole.
    pub replace: bool,
    /// How many pages are worked on at a time; `None`: one for each core.
    pub threads: Option<usize>,
    /// Set from anywhere, it ends the build with [`BuildError::Interrupted`] and nothing written.
    pub stop: Arc<AtomicBool>,
}

impl BuildOptions {
    /// A build into a new folder, on all cores.
    pub fn new(out: impl Into<PathBuf>) -> Self {
        Self { out: out.into(), replace: false, threads: None, stop: Arc::default() }
    }
}

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
    /// Bytes of input done with, as they lie on disk.
    pub bytes: u64,
    /// Bytes of input in all.
    pub of_bytes: u64,
    /// All pages are done and the tables are being written.
    pub writing: bool,
}

/// How long the build waits for a page before it looks at the stop flag and tells where it is.
const PATIENCE: Duration = Duration::from_millis(50);

/// Builds a dataset: every page through all stages, and the tables written into `options.out`.
///
/// The folder appears whole or not at all. A page that cannot be read or worked is a row of
/// `rejects`, and the build goes on; a recipe, input or folder that cannot be used is an error.
/// The same inputs and recipe give the same bytes, at any number of threads and from any folder.
pub fn build(
    recipe: &Recipe,
    options: &BuildOptions,
    progress: &mut dyn Progress,
) -> Result<Summary, BuildError> {
    let decisions = recipe.decisions.as_deref().map(Decisions::load).transpose()?.map(Arc::new);
    let mut pipeline = Pipeline::new(&recipe.languages, recipe.as_of)?;
    if let Some(decisions) = &decisions {
        pipeline = pipeline.with_decisions(Arc::clone(decisions));
    }
    let inputs: Arc<[InputPath]> = inputs::list(&recipe.inputs, &options.out)?.into();
    let mut write = if options.replace { WriteOptions::replacing() } else { WriteOptions::default() };
    write.texts = texts(recipe)?;
    let writer = DatasetWriter::create(&options.out, info(recipe), write)?;
    let threads = options.threads.or_else(|| available_parallelism().ok().map(usize::from)).unwrap_or(1);
    let flow = Flow::start(Arc::clone(&inputs), Arc::new(pipeline), threads.max(1));
    let position = Position { of_bytes: inputs.iter().map(|input| input.bytes).sum(), ..Position::default() };
    let files = inputs.iter().map(|input| InputFile {
        path: input.source.clone(),
        bytes: input.bytes,
        sha256: String::new(),
        rows: 0,
    });
    let run = Run {
        recipe,
        inputs: &inputs,
        files: files.collect(),
        writer,
        decisions,
        tally: Tally::default(),
        position,
    };
    run.run(flow, options, progress)
}

/// What people have written about the dataset, from the files that the recipe names.
fn texts(recipe: &Recipe) -> Result<Texts, BuildError> {
    let read = |path: &Option<PathBuf>| match path {
        None => Ok(None),
        Some(path) => std::fs::read_to_string(path)
            .map(Some)
            .map_err(|source| BuildError::Text { path: path.clone(), source }),
    };
    Ok(Texts { card: read(&recipe.card)?, changelog: read(&recipe.changelog)? })
}

fn info(recipe: &Recipe) -> DatasetInfo {
    DatasetInfo {
        name: recipe.name.clone(),
        version: recipe.version.clone(),
        title: recipe.title.clone(),
        licence: recipe.licence.clone(),
        authors: recipe.authors.clone(),
        description: recipe.description.clone(),
        url: recipe.url.clone(),
        recipe_sha256: Some(recipe.hash()),
        settings_sha256: Some(recipe.settings_hash()),
    }
}

/// A build under way.
struct Run<'b> {
    recipe: &'b Recipe,
    inputs: &'b [InputPath],
    files: Vec<InputFile>,
    writer: DatasetWriter,
    decisions: Option<Arc<Decisions>>,
    tally: Tally,
    position: Position,
}

impl Run<'_> {
    fn run(
        mut self,
        mut flow: Flow,
        options: &BuildOptions,
        progress: &mut dyn Progress,
    ) -> Result<Summary, BuildError> {
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
        flow.join();
        self.tally.hold_against(self.recipe.max_rejects)?;
        self.position.writing = true;
        progress.at(&self.position);
        if let (Some(decisions), Some(path)) = (self.decisions, &self.recipe.decisions) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            self.writer.decided(decisions.file(&name));
        }
        let manifest = self.writer.finish(self.files)?;
        Ok(Summary::new(self.tally, &options.out, manifest)?)
    }

    fn take(&mut self, done: Done) -> Result<(), BuildError> {
        let Done { input, advance, outcome, .. } = done;
        self.position.bytes += advance;
        match outcome {
            Outcome::Page { source, result, hash } => {
                self.files[input].rows += 1;
                if let Some(hash) = hash {
                    self.files[input].sha256 = hash;
                }
                self.take_page(&source, *result)
            }
            Outcome::Hash(hash) => {
                self.files[input].sha256 = hash;
                Ok(())
            }
            Outcome::Fail(source) => Err(BuildError::Read { path: self.inputs[input].path.clone(), source }),
        }
    }

    fn take_page(&mut self, source: &Source, result: Result<Worked, Failure>) -> Result<(), BuildError> {
        self.position.pages += 1;
        match result {
            Ok(Worked { facts, rows }) => {
                self.tally.article(source, facts);
                self.writer.add(rows)?;
            }
            Err(Failure { stage, reason }) => {
                self.position.rejects += 1;
                self.tally.reject(source, &reason);
                self.writer.reject(Reject::new(source, stage, reason))?;
            }
        }
        Ok(())
    }
}

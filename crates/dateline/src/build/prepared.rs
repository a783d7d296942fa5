//! A build whose pages were processed elsewhere.

use super::options::info;
use super::state::InputFiles;
use super::{BuildError, BuildOptions, Position, Progress, Run, write_options};
use crate::inputs::{self, InputPath, Listed, Tracked};
use crate::pipeline::Pipeline;
use crate::recipe::{Inputs, Recipe};
use crate::summary::Summary;
use dateline_export::{DatasetWriter, Prepared, Source};
use dateline_record::pages::sha256_hex;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::available_parallelism;

/// How often the progress is told, in pages: taking one in costs little.
const PAGES_A_LOOK: u64 = 256;

/// Builds a dataset of pages that were processed elsewhere, by [`Pipeline::prepare`] of the same version, languages and
/// `as_of`: byte for byte what [`build`](super::build) makes of the same pages, in whatever order they come.
///
/// The recipe's inputs are not read for pages. Where it names any they are listed and hashed for the manifest, and
/// pages must come from them. A recipe with reviewers' decisions is an error: they hold only where pages are worked.
pub fn release(
    recipe: &Recipe,
    options: &BuildOptions,
    pages: impl IntoIterator<Item = Result<Prepared, BuildError>>,
    progress: &mut dyn Progress,
) -> Result<Summary, BuildError> {
    if recipe.decisions.is_some() {
        return Err(BuildError::DecisionsElsewhere);
    }
    let is_named = match &recipe.inputs {
        Inputs::Paths(paths) => !paths.is_empty(),
        Inputs::Patterns { patterns, downloads, .. } => !patterns.is_empty() || !downloads.is_empty(),
    };
    let downloads = options.downloads.as_deref();
    let Listed { files, passed_over } =
        if is_named { inputs::list(&recipe.inputs, &options.out, downloads)? } else { Listed::default() };
    inputs::check_downloads(&files)?;
    let inputs: Arc<[InputPath]> = files.into();
    let pipeline = Arc::new(Pipeline::of(recipe)?);
    let mut write = write_options(recipe, options)?;
    write.passed_over = passed_over;
    let threads = options.threads.or_else(|| available_parallelism().ok().map(usize::from)).unwrap_or(1);
    let mut run = Run {
        recipe,
        inputs: &inputs,
        files: InputFiles::new(&inputs),
        writer: DatasetWriter::create(&options.out, info(recipe), write)?,
        decisions: None,
        position: Position::default(),
        pipeline,
        threads: threads.max(1),
    };
    run.take_prepared(pages, options, progress)?;
    run.hash_inputs()?;
    run.release(options, progress)
}

/// The places that pages have come from, by their hashes.
#[derive(Default)]
struct TakenPlaces {
    taken: HashSet<u128>,
    /// The next number to be tried at a place that several pages say they come from.
    next: HashMap<u128, u64>,
}

impl TakenPlaces {
    /// Numbers a page that says it lies where another one does, in the order in which they come: what has one place would
    /// be taken for one record, and the others lost.
    fn at_its_own_place(&mut self, mut page: Prepared) -> Prepared {
        let place = |page: &Prepared| {
            let hash = sha256_hex(format!("{}\n{}", page.source(), page.offset()).as_bytes());
            u128::from_str_radix(&hash[..32], 16).unwrap_or_default()
        };
        let (told, source) = (place(&page), page.source());
        let mut here = told;
        while !self.taken.insert(here) {
            let number = self.next.entry(told).or_insert(1);
            *number += 1;
            page = page.from_source(&Source::at(&source, Some(*number), *number));
            here = place(&page);
        }
        page
    }
}

impl Run<'_> {
    fn take_prepared(
        &mut self,
        pages: impl IntoIterator<Item = Result<Prepared, BuildError>>,
        options: &BuildOptions,
        progress: &mut dyn Progress,
    ) -> Result<(), BuildError> {
        let mut taken = TakenPlaces::default();
        let places: HashMap<&str, usize> =
            self.inputs.iter().enumerate().map(|(place, input)| (input.source.as_str(), place)).collect();
        for page in pages {
            let page = taken.at_its_own_place(page?);
            if !places.is_empty() {
                let source = page.source();
                let file = source.rsplit_once(':').map(|(path, _line)| path);
                let place = places.get(source.as_str()).or_else(|| places.get(file?));
                self.files.record(*place.ok_or(BuildError::Stranger { page: source.clone() })?);
            }
            self.take_page(page)?;
            if self.position.pages.is_multiple_of(PAGES_A_LOOK) {
                progress.at(&self.position);
                if options.stop.load(Ordering::Relaxed) {
                    return Err(BuildError::Interrupted { out: options.out.clone() });
                }
            }
        }
        progress.at(&self.position);
        Ok(())
    }

    /// The manifest tells the bytes that pages were read from.
    fn hash_inputs(&mut self) -> Result<(), BuildError> {
        for (place, input) in self.inputs.iter().enumerate() {
            let path = || input.path.clone();
            if input.fault.is_some() {
                self.files.finish(place, sha256_hex(b""));
                continue;
            }
            let hashed = Tracked::open(input).and_then(|file| file.finish(input));
            match hashed.map_err(|fault| BuildError::Read { path: path(), fault })? {
                Some(end) => {
                    self.check_pin(place, &end.sha256)?;
                    self.files.end(place, end);
                }
                None => return Err(BuildError::Changed { path: path() }),
            }
        }
        Ok(())
    }
}

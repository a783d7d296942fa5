//! How a build is run, and how its recipe wants the dataset written.

use super::BuildError;
use crate::pipeline::Pipeline;
use crate::recipe::Recipe;
use dateline_export::{DatasetInfo, Lock, Texts, WriteOptions};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// How a build is run. Nothing here changes a byte of what it makes.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The dataset's folder.
    pub out: PathBuf,
    /// Whether a dataset already there gives way to the new one, once that is whole.
    pub replace: bool,
    /// How many pages are worked on at a time; `None`: one for each core.
    pub threads: Option<usize>,
    /// A folder where worked pages are kept, so that a later build by the same program need not work them again.
    pub cache: Option<PathBuf>,
    /// The folder that the recipe's [`downloads`](Recipe::downloads) lie in, each at [`Download::path_in`](crate::Download::path_in).
    pub downloads: Option<PathBuf>,
    /// The released version that the dataset must be, byte for byte: else the build ends with [`NotReleased`](dateline_export::ExportError::NotReleased),
    /// before the first page where the inputs tell already.
    pub lock: Option<Lock>,
    /// Set from anywhere, it ends the build with [`BuildError::Interrupted`] and nothing written.
    pub stop: Arc<AtomicBool>,
}

impl BuildOptions {
    /// A build into a new folder, on all cores.
    pub fn new(out: impl Into<PathBuf>) -> Self {
        Self {
            out: out.into(),
            replace: false,
            threads: None,
            cache: None,
            downloads: None,
            lock: None,
            stop: Arc::default(),
        }
    }
}

/// How the recipe wants its dataset written.
pub(crate) fn write_options(recipe: &Recipe, options: &BuildOptions) -> Result<WriteOptions, BuildError> {
    if let (Some(from), Some(to)) = (recipe.selection.from, recipe.selection.to)
        && from > to
    {
        return Err(BuildError::NoDays { from, to });
    }
    if let Some(name) = recipe.fields.named_twice() {
        return Err(BuildError::NamedTwice { name: name.to_owned() });
    }
    Pipeline::check(&recipe.selection.languages)?;
    let mut write = if options.replace { WriteOptions::replacing() } else { WriteOptions::default() };
    write.texts = texts(recipe)?;
    write.once = true;
    write.selection = recipe.selection.clone();
    write.shape = recipe.shape.clone();
    write.lock.clone_from(&options.lock);
    write.stop = Arc::clone(&options.stop);
    Ok(write)
}

/// What people have written about the dataset, from the files that the recipe names.
fn texts(recipe: &Recipe) -> Result<Texts, BuildError> {
    let read = |path: &Option<PathBuf>| match path {
        None => Ok(None),
        Some(path) => std::fs::read_to_string(path)
            .map(Some)
            .map_err(|fault| BuildError::Text { path: path.clone(), fault }),
    };
    Ok(Texts { card: read(&recipe.card)?, changelog: read(&recipe.changelog)? })
}

pub(super) fn info(recipe: &Recipe) -> DatasetInfo {
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

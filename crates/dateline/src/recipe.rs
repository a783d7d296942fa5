//! `recipe.toml`: what a dataset is called and what it is made from.

mod error;
mod read;

pub use error::RecipeError;

use crate::downloads::Download;
use crate::inputs::{FieldNames, Reading};
use crate::limits::RejectLimit;
use dateline_clean::{CleanOptions, Prefer};
use dateline_export::{DatasetInfo, Selection, Shape};
use dateline_record::Day;
use dateline_record::pages::Limits;
use std::path::{Path, PathBuf};

/// What a dataset is called, what it is made from, and what is known about its pages.
///
/// ```
/// let recipe = dateline::Recipe::parse(
///     r#"
/// inputs = ["pages/*.html"]
/// languages = ["en", "ko"]
/// as_of = "2025-06-20"
///
/// [dataset]
/// name = "greetings"
/// version = "1.0.0"
/// "#,
///     "recipe.toml".as_ref(),
/// )?;
/// assert_eq!(recipe.name, "greetings");
/// assert_eq!(recipe.languages, ["en", "ko"]);
/// # Ok::<(), dateline::RecipeError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Recipe {
    /// The dataset's name, which its folder bears: small letters, digits, `-`, `_` and `.`.
    pub name: String,
    /// The dataset's version, raised whenever a build differs.
    pub version: String,
    /// A title for people; `None`: the name will do.
    pub title: Option<String>,
    /// The licence the dataset is given under, best as an SPDX identifier.
    pub licence: Option<String>,
    /// Those who made the data, as they are to be cited.
    pub authors: Vec<String>,
    /// A few sentences for people.
    pub description: Option<String>,
    /// Where the dataset is published.
    pub url: Option<String>,
    /// The reviewers' decisions; without a word on them, `decisions.csv` beside the recipe where there is one.
    pub decisions: Option<PathBuf>,
    /// Markdown that the data card takes in.
    pub card: Option<PathBuf>,
    /// The changelog, Markdown.
    pub changelog: Option<PathBuf>,
    /// Where the pages are.
    pub inputs: Inputs,
    /// What the fields of a page are called in the inputs.
    pub fields: FieldNames,
    /// The languages the pages may be in, ISO 639-1; empty: any the tools know.
    pub languages: Vec<String>,
    /// No page is later than this day.
    pub as_of: Option<Day>,
    /// The most bytes of one page, unpacked; `None`: 64 MiB.
    pub max_page_bytes: Option<u64>,
    /// What weighs more where it is not clear whether a piece belongs to the article.
    pub prefer: Option<Prefer>,
    /// How many rejects the build bears.
    pub max_rejects: RejectLimit,
    /// Inputs, by source, that may break off without the build counting as failed.
    pub allow_cut_short: Vec<String>,
    /// Which articles the dataset takes in.
    pub selection: Selection,
    /// How its tables lie in files.
    pub shape: Shape,
}

/// Where the pages of a build are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inputs {
    /// Patterns of a recipe, relative to its folder.
    Patterns {
        /// The recipe's folder.
        folder: PathBuf,
        /// File names, folders and globs, as written.
        patterns: Vec<String>,
        /// Files on servers, in the order they are named.
        downloads: Vec<Download>,
    },
    /// Files and folders named on the command line; their sources are told relative to the
    /// deepest folder that holds them all.
    Paths(Vec<PathBuf>),
}

impl Recipe {
    /// Reads a recipe file.
    pub fn load(path: &Path) -> Result<Self, RecipeError> {
        let text = std::fs::read_to_string(path).map_err(|fault| match fault.kind() {
            std::io::ErrorKind::NotFound => RecipeError::Missing { path: path.to_owned() },
            std::io::ErrorKind::IsADirectory => RecipeError::Folder { path: path.to_owned() },
            std::io::ErrorKind::InvalidData => RecipeError::NotText { path: path.to_owned() },
            _ => RecipeError::Read { path: path.to_owned(), fault },
        })?;
        Self::parse(&text, path)
    }

    /// Reads the text of a recipe; `path` says where its inputs are and names it in errors.
    pub fn parse(text: &str, path: &Path) -> Result<Self, RecipeError> {
        read::recipe(text, path)
    }

    /// The recipe that arguments name: a file `.toml`, in capitals or not, is one and stands alone; all else are pages, of a
    /// dataset called as the folder `out`.
    ///
    /// # Errors
    ///
    /// [`RecipeError::NotAlone`], or what [`load`](Self::load) says of the file.
    pub fn of_arguments(paths: Vec<PathBuf>, out: &Path) -> Result<Self, RecipeError> {
        let is_recipe =
            |path: &&PathBuf| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"));
        match (paths.as_slice(), paths.iter().find(is_recipe)) {
            ([path], Some(_)) => Self::load(path),
            (_, Some(path)) => Err(RecipeError::NotAlone { path: path.clone() }),
            (_, None) => Ok(Self::for_pages(&DatasetInfo::name_of(out), paths)),
        }
    }

    /// The recipe of a build that has none: pages named on the command line.
    ///
    /// The version is `0.0.0`, which says that nobody gave it one.
    pub fn for_pages(name: &str, paths: Vec<PathBuf>) -> Self {
        Self {
            name: name.to_owned(),
            version: DatasetInfo::NO_VERSION.to_owned(),
            title: None,
            licence: None,
            authors: Vec::new(),
            description: None,
            url: None,
            decisions: None,
            card: None,
            changelog: None,
            inputs: Inputs::Paths(paths),
            fields: FieldNames::default(),
            languages: Vec::new(),
            as_of: None,
            max_page_bytes: None,
            prefer: None,
            max_rejects: RejectLimit::default(),
            allow_cut_short: Vec::new(),
            selection: Selection::default(),
            shape: Shape::default(),
        }
    }

    /// Of inputs that broke off, those that were not allowed to.
    pub(crate) fn not_allowed<'f>(&self, cut_short: impl Iterator<Item = &'f str>) -> Vec<String> {
        let is_allowed = |source: &str| self.allow_cut_short.iter().any(|allowed| allowed == source);
        cut_short.filter(|source| !is_allowed(source)).map(str::to_owned).collect()
    }

    /// How articles are found in the pages.
    pub(crate) fn cleaning(&self) -> CleanOptions {
        let mut options = CleanOptions::default();
        let limit = self.max_page_bytes.map(|bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
        options.max_page_bytes = limit.unwrap_or(options.max_page_bytes);
        options.prefer = self.prefer;
        options
    }

    /// How the records of the inputs are read.
    pub(crate) fn reading(&self) -> Reading {
        let max_page_bytes = self.max_page_bytes.unwrap_or(Limits::default().max_bytes);
        Reading { fields: self.fields.clone(), max_page_bytes }
    }

    /// The inputs that lie on servers.
    pub fn downloads(&self) -> &[Download] {
        match &self.inputs {
            Inputs::Patterns { downloads, .. } => downloads,
            Inputs::Paths(_) => &[],
        }
    }

    /// The SHA-256 of everything in the recipe that can change a value of the dataset, in hex.
    ///
    /// It is taken of the settings in force and not of the file, so a comment changes nothing
    /// and an option given on the command line does. Where the pages lie on this machine is no
    /// part of it.
    pub fn hash(&self) -> String {
        dateline_record::pages::sha256_hex(self.canonical().as_bytes())
    }

    /// The SHA-256, in hex, of those settings alone that can change a value of a table.
    pub fn settings_hash(&self) -> String {
        let text = [self.reading_in_words(), self.downloads_in_words(), self.selection_in_words()].concat();
        dateline_record::pages::sha256_hex(text.as_bytes())
    }

    /// The keys that a recipe may have, those of its table `dataset` among them.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        read::TOP.iter().chain(read::DATASET).copied()
    }

    /// What is read, and how.
    fn reading_in_words(&self) -> String {
        let patterns: &[String] = match &self.inputs {
            Inputs::Patterns { patterns, .. } => patterns,
            Inputs::Paths(_) => &[],
        };
        let as_of = self.as_of.map(|day| day.to_string());
        format!(
            "inputs={}\nlanguages={}\nas_of={}\n{}{}",
            list(patterns),
            list(&self.languages),
            maybe(as_of.as_deref()),
            self.fields_in_words(),
            self.cleaning_in_words()
        )
    }

    /// The names of fields; nothing where there are none, so that the hashes of older recipes hold.
    fn fields_in_words(&self) -> String {
        self.fields.iter().map(|(field, name)| format!("fields.{field}={}\n", json(name))).collect()
    }

    /// How articles are found in pages; nothing where nothing was said, so that the hashes of older recipes hold.
    fn cleaning_in_words(&self) -> String {
        let limit = self.max_page_bytes.map(|bytes| format!("max_page_bytes={bytes}\n"));
        let prefer = self.prefer.map(|prefer| format!("prefer={}\n", prefer.as_str()));
        limit.into_iter().chain(prefer).collect()
    }

    /// The pinned files; nothing where there are none.
    fn downloads_in_words(&self) -> String {
        self.downloads()
            .iter()
            .map(|Download { url, sha256 }| format!("download={} {sha256}\n", json(url)))
            .collect()
    }

    /// Which articles are taken in; nothing where all are.
    fn selection_in_words(&self) -> String {
        if self.selection.is_all() { String::new() } else { format!("selection={}\n", json(&self.selection)) }
    }

    fn canonical(&self) -> String {
        let mut text = format!(
            "name={}\nversion={}\ntitle={}\nlicence={}\n",
            json(&self.name),
            json(&self.version),
            maybe(self.title.as_deref()),
            maybe(self.licence.as_deref()),
        );
        text.push_str(&self.reading_in_words());
        // Left out where not given, so that the hashes of older recipes hold.
        let optional = [
            ("authors", (!self.authors.is_empty()).then(|| list(&self.authors))),
            ("description", self.description.as_ref().map(json)),
            ("url", self.url.as_ref().map(json)),
        ];
        for (key, value) in optional {
            text.extend(value.map(|value| format!("{key}={value}\n")));
        }
        text.push_str(&self.downloads_in_words());
        text.push_str(&self.selection_in_words());
        if self.shape != Shape::default() {
            text += &format!("shape={}\n", json(&self.shape));
        }
        text
    }
}

fn json(settings: &(impl serde::Serialize + ?Sized)) -> String {
    serde_json::to_string(settings).expect("plain structs serialise to JSON")
}

// Lists and what may be missing are spelt as they were when the first recipes were hashed.
fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(json).collect::<Vec<_>>().join(", "))
}

fn maybe(text: Option<&str>) -> String {
    text.map_or_else(|| "None".to_owned(), |text| format!("Some({})", json(text)))
}

#[cfg(test)]
mod tests;

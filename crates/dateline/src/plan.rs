//! What a build would do, told without doing it.

use crate::build::{BuildError, BuildOptions, check_columns, write_options};
use crate::decisions::Decisions;
use crate::inputs::{self, Format};
use crate::pipeline::Pipeline;
use crate::recipe::Recipe;
use dateline_record::pages::InputKind;
use std::collections::BTreeMap;

/// What a build would read, and whether it could begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The inputs, in the order they are read.
    pub files: Vec<PlannedFile>,
    /// How many files of folders are none of them, by what they are: `.css`, `hidden`, `dataset` …
    pub passed_over: BTreeMap<String, u64>,
    /// Whether something stands where the dataset would.
    pub out_exists: bool,
}

/// One input of a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    /// Its name, as the tables have it.
    pub source: String,
    /// What it is read as: `HTML`, `text`, `JSON Lines`, `CSV`, `web archive`, `Parquet`.
    pub format: &'static str,
    /// Its size on the disk.
    pub bytes: u64,
    /// It lies on a server, and has to be fetched first.
    pub is_missing: bool,
}

/// Lists what [`build`](crate::build) would read with the same arguments, and fails where it would fail before the first
/// page. Nothing is opened but the recipe's own files and the headers of tables, and nothing written.
pub fn plan(recipe: &Recipe, options: &BuildOptions) -> Result<Plan, BuildError> {
    write_options(recipe, options)?;
    recipe.decisions.as_deref().map(Decisions::load).transpose()?;
    Pipeline::check(&recipe.languages)?;
    let listed = inputs::list(&recipe.inputs, &options.out, options.downloads.as_deref())?;
    check_columns(&listed.files, recipe)?;
    let files = listed.files.into_iter().map(|input| PlannedFile {
        source: input.source,
        format: name_of(input.format),
        bytes: input.bytes,
        is_missing: input.pin.is_some() && !input.path.is_file(),
    });
    Ok(Plan { files: files.collect(), passed_over: listed.passed_over, out_exists: options.out.exists() })
}

fn name_of(format: Format) -> &'static str {
    match format {
        Format::Page(InputKind::Html) => "HTML",
        Format::Page(_) => "text",
        Format::Lines => "JSON Lines",
        Format::Csv => "CSV",
        Format::Warc => "web archive",
        Format::Table => "Parquet",
    }
}

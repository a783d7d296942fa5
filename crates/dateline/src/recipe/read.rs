//! From the text of a recipe to its values, each error with the line it is on.

mod inputs;
mod select;

use super::{Recipe, RecipeError};
use crate::decisions::DECISIONS_FILE;
use crate::inputs::{FieldNames, PAGE_FIELDS};
use crate::limits::RejectLimit;
use dateline_clean::Prefer;
use dateline_export::DatasetInfo;
use dateline_record::{nearest, parse_day};
use std::path::{Component, Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(super) const TOP: &[&str] = &[
    "allow_cut_short",
    "as_of",
    "columns",
    "csv",
    "dataset",
    "decisions",
    "fields",
    "inputs",
    "languages",
    "max_page_bytes",
    "max_rejects",
    "partition_by",
    "prefer",
    "sample",
    "spreadsheet_safe",
    "where",
];
pub(super) const DATASET: &[&str] =
    &["authors", "card", "changelog", "description", "licence", "name", "title", "url", "version"];

pub(super) fn recipe(text: &str, path: &Path) -> Result<Recipe, RecipeError> {
    let document = DeTable::parse(text).map_err(|error| RecipeError::Syntax {
        path: path.to_owned(),
        line: error.span().map_or(1, |span| line_of(text, span.start)),
        message: error.message().to_owned(),
    })?;
    let file = File { text, path };
    let top = Table { file, prefix: "", keys: TOP, entries: document.get_ref() };
    top.refuse_unknown_keys()?;
    let dataset = top.table("dataset", DATASET)?;
    dataset.refuse_unknown_keys()?;
    Ok(Recipe {
        name: dataset.required("name", DatasetInfo::NAME, DatasetInfo::is_name)?,
        version: dataset.required("version", DatasetInfo::VERSION, DatasetInfo::is_version)?,
        title: dataset.words("title")?,
        licence: dataset.words("licence")?,
        authors: dataset
            .list("authors", "a list of names, such as [\"Ann Lee\", \"News Lab\"]")?
            .unwrap_or_default(),
        description: dataset.words("description")?,
        url: dataset.words("url")?,
        decisions: match top.file("decisions")? {
            Some(file) => Some(file),
            None => Some(folder_of(path).join(DECISIONS_FILE)).filter(|file| file.is_file()),
        },
        card: dataset.file("card")?,
        changelog: dataset.file("changelog")?,
        inputs: top.inputs(folder_of(path))?,
        fields: top.fields()?,
        languages: top
            .list("languages", "a list of language codes, such as [\"en\", \"ko\"]")?
            .unwrap_or_default(),
        as_of: top.bare_or_quoted("as_of", "a day, such as \"2025-06-20\"", parse_day)?,
        max_page_bytes: top.bare_or_quoted(
            "max_page_bytes",
            "a number of bytes, such as 100000000",
            |text| text.replace('_', "").parse().ok().filter(|bytes| *bytes > 0),
        )?,
        prefer: top.parsed("prefer", Prefer::WANTED, Prefer::named)?,
        max_rejects: top
            .bare_or_quoted("max_rejects", RejectLimit::WANTED, |text| text.parse().ok())?
            .unwrap_or_default(),
        allow_cut_short: top
            .list("allow_cut_short", "a list of inputs, such as [\"crawl.warc.gz\"]")?
            .unwrap_or_default(),
        selection: top.selection()?,
        shape: top.shape()?,
    })
}

fn folder_of(recipe: &Path) -> PathBuf {
    recipe.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

#[derive(Clone, Copy)]
struct File<'t> {
    text: &'t str,
    path: &'t Path,
}

/// One table of the recipe and what is known of it.
struct Table<'t> {
    file: File<'t>,
    /// `dataset.`, or nothing at the top.
    prefix: &'static str,
    keys: &'static [&'static str],
    entries: &'t DeTable<'t>,
}

impl<'t> Table<'t> {
    fn refuse_unknown_keys(&self) -> Result<(), RecipeError> {
        let unknown = self.entries.keys().filter(|key| !self.keys.contains(&key.get_ref().as_ref()));
        match unknown.min_by_key(|key| key.span().start) {
            None => Ok(()),
            Some(key) => Err(self.unknown(key.get_ref(), key.span().start)),
        }
    }

    fn unknown(&self, key: &str, offset: usize) -> RecipeError {
        // In TOML a key below `[dataset]` belongs to it, which is easily forgotten.
        let hint = if self.prefix == "dataset." && TOP.contains(&key) {
            format!(" (it belongs above the line `[{}]`)", self.prefix.trim_end_matches('.'))
        } else if self.prefix.is_empty() && DATASET.contains(&key) {
            " (it belongs below a line `[dataset]`)".to_owned()
        } else {
            nearest(key, self.keys.iter().copied())
                .map_or_else(String::new, |known| format!(" (did you mean `{known}`?)"))
        };
        RecipeError::UnknownKey {
            path: self.file.path.to_owned(),
            line: line_of(self.file.text, offset),
            key: self.full_name(key),
            hint,
            known: self.keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", "),
        }
    }

    fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &'static str) -> RecipeError {
        let source = &self.file.text[value.span()];
        let found = match value.get_ref() {
            DeValue::Table(_) => "a table".to_owned(),
            _ if source.contains('\n') || source.chars().count() > 60 => {
                format!("{} of another shape", with_article(value.get_ref().type_str()))
            }
            _ => source.to_owned(),
        };
        RecipeError::Value {
            path: self.file.path.to_owned(),
            line: line_of(self.file.text, value.span().start),
            key: self.full_name(key),
            found,
            wanted,
        }
    }

    /// A key as it is told in messages.
    fn full_name(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    fn missing(&self, key: &str, wanted: &'static str) -> RecipeError {
        RecipeError::MissingKey { path: self.file.path.to_owned(), key: self.full_name(key), wanted }
    }

    fn table(&self, key: &'static str, keys: &'static [&'static str]) -> Result<Table<'t>, RecipeError> {
        let wanted = "a table `[dataset]` with the name and the version";
        let value = self.get(key).ok_or_else(|| self.missing(key, wanted))?;
        let entries = value.get_ref().as_table().ok_or_else(|| self.wrong(key, value, wanted))?;
        Ok(Table { file: self.file, prefix: "dataset.", keys, entries })
    }

    /// What the fields of pages are called in the inputs.
    fn fields(&self) -> Result<FieldNames, RecipeError> {
        const WANTED: &str = "a table `[fields]` of lines such as text = \"content\"";
        let mut names = FieldNames::default();
        let Some(entries) = self.entries_of("fields", WANTED)? else { return Ok(names) };
        let table = Table { file: self.file, prefix: "fields.", keys: &PAGE_FIELDS, entries };
        table.refuse_unknown_keys()?;
        for field in PAGE_FIELDS {
            if let Some(name) = table.words(field)? {
                names.set(field, &name);
            }
        }
        Ok(names)
    }

    /// A string that must be there and satisfy `holds`.
    fn required(
        &self,
        key: &'static str,
        wanted: &'static str,
        holds: fn(&str) -> bool,
    ) -> Result<String, RecipeError> {
        let found = self.parsed(key, wanted, |text| holds(text).then(|| text.to_owned()))?;
        found.ok_or_else(|| self.missing(key, wanted))
    }

    /// A string that is not empty.
    fn words(&self, key: &'static str) -> Result<Option<String>, RecipeError> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        self.parsed(key, "words in quotation marks, or no such line at all", given)
    }

    /// A file in the recipe's folder: what it says goes into the dataset, so a stranger's recipe must
    /// not name another.
    fn file(&self, key: &'static str) -> Result<Option<PathBuf>, RecipeError> {
        let folder = folder_of(self.file.path);
        self.parsed(key, "a file in the recipe's folder, its name without `..`", |name| {
            (!name.is_empty() && stays_below(name)).then(|| folder.join(name))
        })
    }

    /// A string that `parse` accepts.
    fn parsed<T>(
        &self,
        key: &'static str,
        wanted: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, RecipeError> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let parsed = value.get_ref().as_str().and_then(parse);
        parsed.map(Some).ok_or_else(|| self.wrong(key, value, wanted))
    }

    /// A string that `parse` accepts, or a number or a day that says the same without quotation marks.
    fn bare_or_quoted<T>(
        &self,
        key: &'static str,
        wanted: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, RecipeError> {
        let bare = self
            .get(key)
            .filter(|value| matches!(value.get_ref(), DeValue::Integer(_) | DeValue::Datetime(_)));
        let Some(value) = bare else { return self.parsed(key, wanted, parse) };
        let parsed = parse(&self.file.text[value.span()]);
        parsed.map(Some).ok_or_else(|| self.wrong(key, value, wanted))
    }

    /// A list of strings, none of them empty.
    fn list(&self, key: &str, wanted: &'static str) -> Result<Option<Vec<String>>, RecipeError> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let items = value.get_ref().as_array().ok_or_else(|| self.wrong(key, value, wanted))?;
        let text = |item: &Spanned<DeValue<'_>>| match item.get_ref().as_str() {
            Some(text) if !text.is_empty() => Ok(text.to_owned()),
            _ => Err(self.wrong(key, item, wanted)),
        };
        items.iter().map(text).collect::<Result<_, _>>().map(Some)
    }
}

/// Whether a relative path can only lead down.
fn stays_below(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {noun}")
}

fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].bytes().filter(|byte| *byte == b'\n').count() + 1
}

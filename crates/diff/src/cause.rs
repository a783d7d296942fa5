//! Why a row is another.

use dateline_export::{ExportError, Manifest, Table, TableReader};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Why a row was added, removed or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// Its page was added, removed or changed.
    Page,
    /// The settings of the recipe were changed.
    Recipe,
    /// A reviewer decided otherwise.
    Decisions,
    /// Another version of the program made it.
    Tool,
    /// Page, settings and version are the same: another build of the program, or an input that is not among the
    /// pages.
    Build,
}

impl Cause {
    /// The cause in a word or two.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Recipe => "recipe",
            Self::Decisions => "decisions",
            Self::Tool => "tool version",
            Self::Build => "build of the tool",
        }
    }
}

/// What is known of the causes.
#[derive(Debug)]
pub(crate) struct Causes {
    /// Articles whose page is not the same in both.
    pages: BTreeSet<String>,
    /// What may have changed rows of pages that are the same.
    same: Vec<Cause>,
}

type Side<'s> = (&'s Manifest, &'s TableReader);

impl Causes {
    pub(crate) fn find(before: Side<'_>, after: Side<'_>) -> Result<Self, ExportError> {
        let (one, two) = (pages(before)?, pages(after)?);
        let differs = |id: &&String| one.get(*id) != two.get(*id);
        let pages = one.keys().chain(two.keys()).filter(differs).cloned().collect();
        let (one, two) = (before.0, after.0);
        let mut same = Vec::new();
        if !same_settings(one, two) {
            same.push(Cause::Recipe);
        }
        if one.decisions.as_ref().map(|file| &file.sha256) != two.decisions.as_ref().map(|file| &file.sha256)
        {
            same.push(Cause::Decisions);
        }
        if one.tool != two.tool {
            same.push(Cause::Tool);
        }
        if same.is_empty() {
            same.push(Cause::Build);
        }
        Ok(Self { pages, same })
    }

    /// The causes of a change in a row of that article; those of all pages together for a row of none.
    pub(crate) fn of(&self, article: Option<&str>) -> Vec<Cause> {
        match article {
            Some(article) if self.pages.contains(article) => vec![Cause::Page],
            Some(_) => self.same.clone(),
            None if self.pages.is_empty() => self.same.clone(),
            None => std::iter::once(Cause::Page).chain(self.same.iter().copied()).collect(),
        }
    }

    pub(crate) fn of_same_pages(&self) -> &[Cause] {
        &self.same
    }
}

/// Whether the settings that can change a value are the same; of older manifests only the whole recipe's hash is known.
fn same_settings(one: &Manifest, two: &Manifest) -> bool {
    let (one, two) = (&one.dataset, &two.dataset);
    match (&one.settings_sha256, &two.settings_sha256) {
        (Some(one), Some(two)) => one == two,
        _ => one.recipe_sha256 == two.recipe_sha256,
    }
}

/// The hash of each article's page or, where the record came without one, of the input it stands in.
fn pages((manifest, reader): Side<'_>) -> Result<BTreeMap<String, Option<String>>, ExportError> {
    let inputs: BTreeMap<&str, &str> =
        manifest.inputs.iter().map(|input| (input.path.as_str(), input.sha256.as_str())).collect();
    let mut pages = BTreeMap::new();
    reader.read(Table::Articles, &["article_id", "sha256", "source"], &mut |row| {
        let source = row[2].unwrap_or_default();
        let file = inputs.get(source).or_else(|| inputs.get(source.rsplit_once(':')?.0));
        let hash = row[1].or(file.copied());
        pages.insert(row[0].unwrap_or_default().to_owned(), hash.map(str::to_owned));
    })?;
    Ok(pages)
}

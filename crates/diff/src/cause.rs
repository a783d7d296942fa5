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
    /// Its own page, settings and version are the same, but other pages are not: stories, what they settle and what
    /// several pages report alike hang on all of them.
    Others,
    /// Pages, settings and version are the same: another build of the program, or an input that is not among the
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
            Self::Others => "other pages",
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
        let (old_inputs, new_inputs) = (inputs(before.0), inputs(after.0));
        let same_input = |page: &Page| {
            let path = page.input.as_deref();
            let hashes = path.map(|path| (old_inputs.get(path), new_inputs.get(path)));
            hashes.is_some_and(|(old, new)| old.is_some() && old == new)
        };
        let differs = |id: &&String| match (one.get(*id), two.get(*id)) {
            (Some(one), Some(two)) => one.hash != two.hash,
            // An article that only one of them has: its input came or went, or was read otherwise.
            (one, two) => one.or(two).is_some_and(|page| !same_input(page)),
        };
        let pages: BTreeSet<String> = one.keys().chain(two.keys()).filter(differs).cloned().collect();
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
            same.push(if pages.is_empty() { Cause::Build } else { Cause::Others });
        }
        Ok(Self { pages, same })
    }

    /// The causes of a change in a row of that article; those of all pages together for a row of none.
    pub(crate) fn of(&self, article: Option<&str>) -> Vec<Cause> {
        match article {
            Some(article) if self.pages.contains(article) => vec![Cause::Page],
            Some(_) => self.same.clone(),
            None if self.pages.is_empty() => self.same.clone(),
            None => {
                let same = self.same.iter().copied().filter(|cause| *cause != Cause::Others);
                std::iter::once(Cause::Page).chain(same).collect()
            }
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

/// Where an article is from.
#[derive(Debug)]
struct Page {
    /// The hash of its page or, where the record came without one, of its input.
    hash: Option<String>,
    /// The input it stands in.
    input: Option<String>,
}

/// The hashes of all inputs, by path.
fn inputs(manifest: &Manifest) -> BTreeMap<&str, &str> {
    manifest.inputs.iter().map(|input| (input.path.as_str(), input.sha256.as_str())).collect()
}

fn pages((manifest, reader): Side<'_>) -> Result<BTreeMap<String, Page>, ExportError> {
    let inputs = inputs(manifest);
    let mut pages = BTreeMap::new();
    reader.read(Table::Articles, &["article_id", "sha256", "source"], &mut |row| {
        let source = row[2].unwrap_or_default();
        // A line of a file is told as `file:line`.
        let file = source.rsplit_once(':').map_or("", |(file, _)| file);
        let input = [source, file].into_iter().find(|path| inputs.contains_key(path));
        let hash = row[1].or(input.and_then(|path| inputs.get(path).copied()));
        let page = Page { hash: hash.map(str::to_owned), input: input.map(str::to_owned) };
        pages.insert(row[0].unwrap_or_default().to_owned(), page);
    })?;
    Ok(pages)
}

//! Grows the trees that choose the article's pieces, from pages whose articles are known.
//!
//! The pages stay where they are: only the trees come into the crate. What they are worth is told by
//! cross-validation: the sites are dealt into folds, and each fold is cleaned by trees that saw none
//! of its sites. Pages of which only passages are known lend their flattened text the article that
//! trees for HTML, grown without the fold in question, find in their HTML.

mod answers;
mod figures;
mod gold;
mod grow;
mod material;

use crate::chooser::Chooser;
use crate::chooser::forest::Forest;
use crate::chooser::measures::Kind;
use crate::chooser::tree::{self, Tree};
use crate::cleaner::Cleaner;
use figures::Figures;
use gold::GoldPage;
use grow::Recipe;
use material::{Form, Grown, Material, Recipes};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many folds the sites are dealt into.
const FOLDS: usize = 5;

const FIRST: Recipe = Recipe { trees: 240, leaves: 24, rate: 0.07, sees_one_in: 2, least: 5.0 };
const SECOND: Recipe = Recipe { trees: 100, leaves: 12, ..FIRST };

const HTML: Recipes = Recipes { first: FIRST, second: SECOND };

/// Lines of flattened text are short and many: fewer trees, so that they are asked soon.
const FLAT: Recipes = Recipes {
    first: Recipe { trees: 200, leaves: 20, ..FIRST },
    second: Recipe { trees: 90, leaves: 12, ..FIRST },
};

/// Why no trees could be grown.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum TrainError {
    #[error("could not read {path}")]
    Read { path: PathBuf, source: io::Error },
    #[error("could not write {path}")]
    Write { path: PathBuf, source: io::Error },
    #[error("{path}:{line}: no page of the form that is wanted")]
    Line { path: PathBuf, line: usize, source: serde_json::Error },
    #[error("no page in the files has both a text and a known article")]
    NoPages,
}

/// Grows trees on the pages of `files`, writes those for HTML and those for flattened text into `folder`,
/// each if there are such pages, and returns a report of the cross-validation.
pub fn train(files: &[PathBuf], folder: &Path) -> Result<String, TrainError> {
    let pages = gold::read(files)?;
    if pages.is_empty() {
        return Err(TrainError::NoPages);
    }
    let folds: Vec<usize> = pages.iter().map(|page| fold_of(&page.site)).collect();
    let rules = Cleaner::with_chooser(Chooser { html: None, flat: None });
    let known: Vec<Option<String>> = pages.iter().map(|page| page.article.clone()).collect();

    let html = Material::new(Kind::Html, &pages, &rules, |page| {
        page.html.iter().map(|html| Form::Html(html)).collect()
    });
    let grown = grow_both(&html, &pages, &folds, &|_| &known, HTML);
    drop(html);
    // Pages of which only passages are known lend their flattened text the article found in their HTML.
    let choosers: Vec<Chooser> = grown
        .iter()
        .map(|grown| Chooser { html: Some(Arc::new(grown.passes(Kind::Html))), flat: None })
        .collect();
    let lent: Vec<Vec<Option<String>>> = in_parallel(&choosers, &|chooser| {
        let cleaner = Cleaner::with_chooser(chooser.clone());
        let lend = |page: &GoldPage| {
            let found = || page.html.as_ref().map(|html| cleaner.clean_html(html, None).text);
            page.article.clone().or_else(found).filter(|text| !text.is_empty())
        };
        pages.iter().map(lend).collect()
    });
    let mut report = about(&pages);
    report += &finish("html", "HTML", &pages, &folds, (&choosers, &grown), HTML, folder)?;

    let flat = Material::new(Kind::Flat, &pages, &rules, |page| {
        page.flat.iter().map(|(_, text)| Form::Flat(text)).collect()
    });
    if flat.is_empty() {
        return Ok(report);
    }
    let grown = grow_both(&flat, &pages, &folds, &|model| &lent[model], FLAT);
    let choosers: Vec<Chooser> = grown
        .iter()
        .map(|grown| Chooser { html: None, flat: Some(Arc::new(grown.passes(Kind::Flat))) })
        .collect();
    report += &finish("flat", "flattened text", &pages, &folds, (&choosers, &grown), FLAT, folder)?;
    Ok(report)
}

/// Grows both passes, for each fold without its pages and at last with all. `articles` says for each of
/// these what is known or taken for known of the pages.
fn grow_both<'a>(
    material: &Material,
    pages: &[GoldPage],
    folds: &[usize],
    articles: &(dyn Fn(usize) -> &'a [Option<String>] + Sync),
    recipes: Recipes,
) -> Vec<Grown> {
    let models: Vec<usize> = (0..=FOLDS).collect();
    let first: Vec<Vec<Tree>> = in_parallel(&models, &|model| {
        let learns = |page: usize| folds[page] != *model;
        material.grow_first(pages, articles(*model), &learns, recipes.first)
    });
    let forests: Vec<Forest> = first.iter().map(Forest::new).collect();
    // The second pass learns from what trees made of pages that they had not seen, as it will be used. (What
    // those trees had seen are the pages of the fold left out too, but no answer of theirs is told.)
    let margins = material.margins(&|page| &forests[folds[page]]);
    let rows = material.second_rows(&margins);
    let second: Vec<Vec<Tree>> = in_parallel(&models, &|model| {
        let learns = |page: usize| folds[page] != *model;
        material.grow_second(pages, articles(*model), &learns, (&rows, &margins), recipes.second)
    });
    first.into_iter().zip(second).map(|(first, second)| Grown { first, second }).collect()
}

/// Holds the trees against the pages they did not see, and writes those of all pages, with the figures.
fn finish(
    name: &str,
    kind: &str,
    pages: &[GoldPage],
    folds: &[usize],
    (choosers, grown): (&[Chooser], &[Grown]),
    recipes: Recipes,
    folder: &Path,
) -> Result<String, TrainError> {
    let tables = in_parallel(&(0..FOLDS).collect::<Vec<_>>(), &|fold| {
        let held_out = pages.iter().zip(folds).filter(|(_, of)| *of == fold).map(|(page, _)| page);
        check(held_out, &choosers[*fold])
    });
    let mut all: BTreeMap<Key<'_>, Figures> = BTreeMap::new();
    let mut report = String::new();
    for (fold, table) in tables.into_iter().enumerate() {
        for ((form, set, chooser), figures) in table {
            writeln!(report, "{form:<5} {set:<8} {chooser} fold {} {figures}", fold + 1).expect(INFALLIBLE);
            all.entry((form, set, chooser)).or_default().merge(&figures);
        }
    }
    let mut figures = String::new();
    for ((form, set, chooser), sums) in &all {
        writeln!(figures, "{form:<5} {set:<8} {chooser} {sums}").expect(INFALLIBLE);
    }
    let mut out = header(kind, &about(pages), recipes);
    out.extend(figures.lines().map(|line| format!("#   {line}\n")));
    out += &tree::write_passes(&grown[FOLDS].first, &grown[FOLDS].second);
    let path = folder.join(format!("{name}.txt"));
    std::fs::write(&path, out).map_err(|source| TrainError::Write { path, source })?;
    Ok(report + &figures)
}

/// The form of the page, the collection it is from, and what chose.
type Key<'a> = (&'static str, &'a str, &'static str);

/// Cleans pages by the rules alone and by trees.
fn check<'a>(pages: impl Iterator<Item = &'a GoldPage>, chooser: &Chooser) -> BTreeMap<Key<'a>, Figures> {
    let mut tables = BTreeMap::new();
    let rules = Cleaner::with_chooser(Chooser { html: None, flat: None });
    let trees = Cleaner::with_chooser(chooser.clone());
    for page in pages {
        for (name, cleaner) in [("rules", &rules), ("trees", &trees)] {
            let html = page.html.iter().filter(|_| chooser.html.is_some());
            let html = html.map(|html| ("html", cleaner.clean_html(html, page.url.as_deref())));
            let flat = page.flat.iter().filter(|_| chooser.flat.is_some());
            let flat = flat.map(|(form, text)| (*form, cleaner.clean_text(text)));
            for (form, article) in html.chain(flat) {
                let figures: &mut Figures = tables.entry((form, page.set.as_str(), name)).or_default();
                figures.add(page, &article.text);
            }
        }
    }
    tables
}

const INFALLIBLE: &str = "a String takes all that is written to it";

fn about(pages: &[GoldPage]) -> String {
    let sites: BTreeSet<&str> = pages.iter().map(|page| page.site.as_str()).collect();
    let texts = pages.iter().filter(|page| page.article.is_some()).count();
    format!(
        "pages: {}, of {} sites; of {texts} the article is known, of the others passages\n",
        pages.len(),
        sites.len()
    )
}

fn header(kind: &str, about: &str, recipes: Recipes) -> String {
    let Recipe { leaves, rate, sees_one_in, least, .. } = recipes.first;
    format!(
        "# Trees that choose the article's pieces in {kind}. Version 2.\n\
         # Made by `cargo xtask train clean FILES`; not edited by hand.\n\
         # {about}\
         # recipe: {} trees, then {} that see what those made of the page, of {leaves} and {} leaves, rate {rate}, \
         each sees one measure and one page in {sees_one_in}, leaves of {least} and more\n\
         # checked on sites left out, in {FOLDS} folds, beside the rules alone:\n",
        recipes.first.trees, recipes.second.trees, recipes.second.leaves,
    )
}

/// The fold of a site: by its name, so that it stays where it is when other pages come.
fn fold_of(site: &str) -> usize {
    let hash = site.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    ((hash >> 17) % FOLDS as u64) as usize
}

/// Runs jobs on as many threads as there are processors; the results come in the order of the jobs.
fn in_parallel<J: Sync, T: Send>(jobs: &[J], run: &(impl Fn(&J) -> T + Sync)) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut results: Vec<T> = Vec::with_capacity(jobs.len());
    for jobs in jobs.chunks(threads) {
        std::thread::scope(|scope| {
            let running: Vec<_> = jobs.iter().map(|job| scope.spawn(move || run(job))).collect();
            results.extend(running.into_iter().map(|thread| match thread.join() {
                Ok(result) => result,
                Err(panic) => std::panic::resume_unwind(panic),
            }));
        });
    }
    results
}

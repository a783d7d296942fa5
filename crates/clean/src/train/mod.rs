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

use crate::chooser::Chooser;
use crate::chooser::forest::{self, Forest, Tree};
use crate::chooser::measures;
use crate::cleaner::{Cleaner, Measured};
use crate::html;
use crate::metadata::Metadata;
use answers::Answer;
use figures::Figures;
use gold::GoldPage;
use grow::{Recipe, Rows, Target};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many folds the sites are dealt into.
const FOLDS: usize = 5;

const HTML: Recipe = Recipe { trees: 120, leaves: 16, rate: 0.1, sees_one_in: 2, least: 20.0 };
const FLAT: Recipe = Recipe { trees: 120, leaves: 16, rate: 0.1, sees_one_in: 2, least: 20.0 };

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

/// Grows trees on the pages of `files`, writes those for flattened text into `folder` (those for HTML
/// only lend it articles), and returns a report of the cross-validation of both.
pub fn train(files: &[PathBuf], folder: &Path) -> Result<String, TrainError> {
    let pages = gold::read(files)?;
    let mut sites: Vec<&str> = pages.iter().map(|page| page.site.as_str()).collect();
    sites.sort_unstable();
    sites.dedup();
    let folds: Vec<usize> = pages.iter().map(|page| fold_of(&page.site)).collect();
    if pages.is_empty() {
        return Err(TrainError::NoPages);
    }
    let rules = Cleaner::with_chooser(Chooser { html: None, flat: None });
    let html = Material::new(&pages, &rules, |page| page.html.iter().map(|html| Form::Html(html)).collect());
    let flat =
        Material::new(&pages, &rules, |page| page.flat.iter().map(|(_, text)| Form::Flat(text)).collect());
    let plain: Vec<Option<String>> = pages.iter().map(|page| page.article.clone()).collect();

    // One choice of trees without each fold, and one of all pages.
    let without: Vec<Option<usize>> = (0..FOLDS).map(Some).chain([None]).collect();
    let grow_both = |left_out: Option<usize>| {
        let learns = |page: usize| left_out != Some(folds[page]);
        let trees = html.grow(&pages, &plain, &learns, HTML);
        let chooser = Chooser { html: Some(Arc::new(Forest::new(&trees))), flat: None };
        let cleaner = Cleaner::with_chooser(chooser.clone());
        let lent: Vec<Option<String>> = pages
            .iter()
            .map(|page| {
                let lend = || page.html.as_ref().map(|html| cleaner.clean_html(html, None).text);
                page.article.clone().or_else(lend).filter(|text| !text.is_empty())
            })
            .collect();
        let flat_trees = flat.grow(&pages, &lent, &learns, FLAT);
        (trees, flat_trees)
    };
    let grown: Vec<(Vec<Tree>, Vec<Tree>)> = in_parallel(&without, &grow_both);

    let mut report = String::new();
    let mut tables: BTreeMap<(&str, &str, &str, String), Figures> = BTreeMap::new();
    for (fold, (html, flat)) in grown.iter().take(FOLDS).enumerate() {
        let chooser =
            Chooser { html: Some(Arc::new(Forest::new(html))), flat: Some(Arc::new(Forest::new(flat))) };
        let cleaners = [("rules", &rules), ("trees", &Cleaner::with_chooser(chooser))];
        for (page, _) in pages.iter().zip(&folds).filter(|(_, of)| **of == fold) {
            for (name, cleaner) in cleaners {
                let html =
                    page.html.iter().map(|html| ("html", cleaner.clean_html(html, page.url.as_deref())));
                let flat = page.flat.iter().map(|(form, text)| (*form, cleaner.clean_text(text)));
                for (form, article) in html.chain(flat) {
                    for fold in [format!("fold {}", fold + 1), "all".to_owned()] {
                        let key = (form, page.set.as_str(), name, fold);
                        tables.entry(key).or_default().add(page, &article.text);
                    }
                }
            }
        }
    }
    for ((form, set, name, fold), figures) in &tables {
        writeln!(report, "{form:<5} {set:<8} {name} {fold:<7} {figures}").expect(INFALLIBLE);
    }
    let texts = pages.iter().filter(|page| page.article.is_some()).count();
    let about = format!(
        "pages: {}, of {} sites; of {texts} the article is known, of the others passages\n",
        pages.len(),
        sites.len()
    );
    let mut out = header(&about, FLAT);
    for ((form, set, chooser, _), figures) in
        tables.iter().filter(|((form, _, _, fold), _)| *form != "html" && fold == "all")
    {
        writeln!(out, "#   {form:<5} {set:<8} {chooser} {figures}").expect(INFALLIBLE);
    }
    for tree in &grown[FOLDS].1 {
        forest::write(tree, &mut out);
        out.push('\n');
    }
    let path = folder.join("flat.txt");
    std::fs::write(&path, out).map_err(|source| TrainError::Write { path, source })?;
    Ok(about + &report)
}

const INFALLIBLE: &str = "a String takes all that is written to it";

fn header(about: &str, recipe: Recipe) -> String {
    let Recipe { trees, leaves, rate, sees_one_in, least } = recipe;
    format!(
        "# Trees that choose the article's pieces in flattened text. Version 1.\n\
         # Made by `cargo xtask train clean FILES`; not edited by hand.\n\
         # {about}\
         # recipe: {trees} trees of {leaves} leaves, rate {rate}, each sees one measure in {sees_one_in}, \
         leaves of {least} and more\n\
         # checked on sites left out, in {FOLDS} folds, beside the rules alone:\n",
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
fn in_parallel<J: Copy + Sync, T: Send>(jobs: &[J], run: &(impl Fn(J) -> T + Sync)) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut results: Vec<T> = Vec::with_capacity(jobs.len());
    for jobs in jobs.chunks(threads) {
        std::thread::scope(|scope| {
            let running: Vec<_> = jobs.iter().map(|job| scope.spawn(move || run(*job))).collect();
            results.extend(running.into_iter().map(|thread| match thread.join() {
                Ok(result) => result,
                Err(panic) => std::panic::resume_unwind(panic),
            }));
        });
    }
    results
}

/// A page in one of its forms.
#[derive(Debug, Clone, Copy)]
enum Form<'a> {
    Html(&'a str),
    Flat(&'a str),
}

/// All pages in one kind of form, measured.
struct Material {
    rows: Rows,
    /// The page, its pieces' texts, and its first row.
    sheets: Vec<(usize, Vec<String>, u32)>,
}

impl Material {
    fn new<'a>(
        pages: &'a [GoldPage],
        rules: &Cleaner,
        forms: impl Fn(&'a GoldPage) -> Vec<Form<'a>>,
    ) -> Self {
        let measures = measures::all();
        let (mut values, mut sheets, mut rows) = (Vec::new(), Vec::new(), 0);
        for (at, page) in pages.iter().enumerate() {
            for form in forms(page) {
                let measured = measure(rules, form);
                let Some(table) = &measured.table else { continue };
                let pieces = measured.drafts.list.len();
                for index in 0..pieces {
                    values.extend(measures.iter().map(|measure| table.value(index, *measure)));
                }
                let texts = (0..pieces).map(|index| measured.drafts.text(index).to_owned()).collect();
                sheets.push((at, texts, rows));
                rows += pieces as u32;
            }
        }
        Self { rows: Rows::new(measures, &values), sheets }
    }

    /// Grows trees on the pages that `learns` names; `articles` are what is known or taken for known.
    fn grow(
        &self,
        pages: &[GoldPage],
        articles: &[Option<String>],
        learns: &dyn Fn(usize) -> bool,
        recipe: Recipe,
    ) -> Vec<Tree> {
        let mut targets = Vec::new();
        for (page, texts, first) in self.sheets.iter().filter(|(page, ..)| learns(*page)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let answers = answers::of_page(&texts, &pages[*page], articles[*page].as_deref());
            targets.extend(answers.into_iter().enumerate().filter_map(|(index, answer)| {
                let Answer { article, weight } = answer?;
                Some(Target { row: first + index as u32, article, weight })
            }));
        }
        grow::grow(&self.rows, &targets, recipe)
    }
}

fn measure(rules: &Cleaner, form: Form<'_>) -> Measured {
    match form {
        Form::Html(source) => {
            let tree = html::Tree::parse(source);
            let metadata = Metadata::read(&tree, source, crate::lexicon::Lexicon::builtin());
            rules.measure_html(&tree, &metadata, true)
        }
        Form::Flat(text) => rules.measure_text(text),
    }
}

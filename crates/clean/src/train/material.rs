//! Gold pages measured, as the trees are grown on them.

use super::answers::{self, Answer};
use super::gold::GoldPage;
use super::grow::{self, Recipe, Rows, Target};
use crate::chooser::Passes;
use crate::chooser::forest::Forest;
use crate::chooser::measures::{self, Kind, Measure};
use crate::chooser::tree::Tree;
use crate::cleaner::{Cleaner, Measured};
use crate::html;
use crate::lexicon::Lexicon;
use crate::metadata::Metadata;

/// A page in one of its forms.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form<'a> {
    Html(&'a str),
    Flat(&'a str),
}

impl Form<'_> {
    fn measure(self, cleaner: &Cleaner) -> Measured {
        match self {
            Self::Html(source) => {
                let tree = html::Tree::parse(source);
                let metadata = Metadata::read(&tree, source, Lexicon::builtin());
                cleaner.measure_html(&tree, &metadata)
            }
            Self::Flat(text) => cleaner.measure_text(text),
        }
    }
}

/// How the trees of both passes are grown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recipes {
    pub(super) first: Recipe,
    pub(super) second: Recipe,
}

/// The trees of both passes.
#[derive(Debug, Clone)]
pub(super) struct Grown {
    pub(super) first: Vec<Tree>,
    pub(super) second: Vec<Tree>,
}

impl Grown {
    pub(super) fn passes(&self, kind: Kind) -> Passes {
        Passes::new(&self.first, &self.second, kind)
    }
}

/// All pages in one kind of form, measured.
pub(super) struct Material {
    pub(super) kind: Kind,
    rows: Rows,
    sheets: Vec<Sheet>,
}

/// A page in one form: which it is, and its first row.
struct Sheet {
    page: usize,
    first: u32,
    measured: Measured,
}

impl Material {
    /// Measures the pages, `forms` of each.
    pub(super) fn new<'a>(
        kind: Kind,
        pages: &'a [GoldPage],
        cleaner: &Cleaner,
        forms: impl Fn(&'a GoldPage) -> Vec<Form<'a>>,
    ) -> Self {
        let measures: Vec<Measure> = measures::all(kind).into_iter().filter(|m| !m.is_second()).collect();
        let (mut values, mut sheets, mut rows) = (Vec::new(), Vec::new(), 0);
        for (at, page) in pages.iter().enumerate() {
            for form in forms(page) {
                let measured = form.measure(cleaner);
                let Some(table) = &measured.table else { continue };
                let pieces = measured.features.len();
                for index in 0..pieces {
                    values.extend(measures.iter().map(|measure| table.value(index, *measure)));
                }
                sheets.push(Sheet { page: at, first: rows, measured });
                rows += pieces as u32;
            }
        }
        Self { kind, rows: Rows::new(measures, &values), sheets }
    }

    /// Whether no page has such a form.
    pub(super) fn is_empty(&self) -> bool {
        self.sheets.is_empty()
    }

    /// What the pieces of the pages that `learns` names should be; `articles` are what is known or taken for known.
    fn targets(
        &self,
        pages: &[GoldPage],
        articles: &[Option<String>],
        learns: &dyn Fn(usize) -> bool,
    ) -> Vec<Target> {
        let mut targets = Vec::new();
        for (number, sheet) in self.sheets.iter().enumerate().filter(|(_, sheet)| learns(sheet.page)) {
            let drafts = &sheet.measured.drafts;
            let texts: Vec<&str> = (0..drafts.list.len()).map(|index| drafts.text(index)).collect();
            let answers = answers::of_page(&texts, &pages[sheet.page], articles[sheet.page].as_deref());
            targets.extend(answers.into_iter().enumerate().filter_map(|(index, answer)| {
                let Answer { article, weight } = answer?;
                Some(Target { row: sheet.first + index as u32, page: number as u32, article, weight })
            }));
        }
        targets
    }

    /// Grows the trees of the first pass.
    pub(super) fn grow_first(
        &self,
        pages: &[GoldPage],
        articles: &[Option<String>],
        learns: &dyn Fn(usize) -> bool,
        recipe: Recipe,
    ) -> Vec<Tree> {
        let targets = self.targets(pages, articles, learns);
        let start = vec![0.0; targets.len()];
        grow::grow(&self.rows, &targets, start, recipe)
    }

    /// The margins of all rows, each page asked of the trees that `trees` names for it: those that
    /// did not see it.
    pub(super) fn margins<'f>(&self, trees: &dyn Fn(usize) -> &'f Forest) -> Vec<f32> {
        let mut margins = Vec::new();
        for sheet in &self.sheets {
            let (forest, table) = (trees(sheet.page), sheet.measured.table.as_ref());
            let table = table.expect("pages without a table make no sheet");
            let mut found = vec![0.0; sheet.measured.features.len()];
            forest.add_to(&mut found, table);
            margins.extend(found);
        }
        margins
    }

    /// The rows with the columns of the second pass.
    pub(super) fn second_rows(&self, margins: &[f32]) -> Rows {
        let measures: Vec<Measure> = measures::all(self.kind).into_iter().filter(|m| m.is_second()).collect();
        let mut values = Vec::new();
        for sheet in &self.sheets {
            let Measured { features, places, table, .. } = &sheet.measured;
            let mut table = table.clone().expect("pages without a table make no sheet");
            table.add_first_pass(&margins[sheet.first as usize..][..features.len()], features, places);
            for index in 0..features.len() {
                values.extend(measures.iter().map(|measure| table.value(index, *measure)));
            }
        }
        self.rows.beside(&Rows::new(measures, &values))
    }

    /// Grows the trees of the second pass on `rows`, which go on from `margins`.
    pub(super) fn grow_second(
        &self,
        pages: &[GoldPage],
        articles: &[Option<String>],
        learns: &dyn Fn(usize) -> bool,
        (rows, margins): (&Rows, &[f32]),
        recipe: Recipe,
    ) -> Vec<Tree> {
        let targets = self.targets(pages, articles, learns);
        let start = targets.iter().map(|target| margins[target.row as usize]).collect();
        grow::grow(rows, &targets, start, recipe)
    }
}

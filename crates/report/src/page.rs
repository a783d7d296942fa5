//! The page itself.

use crate::article::{self, Article, Shown};
use crate::corrections::{self, Correction, Corrections};
use crate::overview::{self, Overview};
use crate::rejects::{self, RejectGroup};
use crate::sample::CORRECTED;
use crate::tables::Tables;
use askama::Template;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// What is known of a dataset besides its tables.
#[derive(Debug, Clone, Copy, Default)]
pub struct About<'a> {
    /// The dataset's name.
    pub name: &'a str,
    /// The version of its data.
    pub version: &'a str,
    /// A title for people; the name will do without.
    pub title: Option<&'a str>,
    /// The licence, as an SPDX expression or in words.
    pub licence: Option<&'a str>,
    /// The program that made it, with its version.
    pub tool: &'a str,
    /// Records that were byte for byte another's page; rows of `rejects`.
    pub duplicates: u64,
    /// Records that could not be used; rows of `rejects` besides the duplicates.
    pub rejects: u64,
    /// Columns that the tables do not have, in words; empty where they have all. What is drawn from them is empty.
    pub without: &'a str,
}

/// Makes the page.
///
/// Counts and charts are over every row. At most [`crate::CORRECTIONS`] corrections are listed and
/// [`crate::ARTICLES`] articles shown with their text: those whose names have the smallest SHA-256. Up to
/// half of the articles are those of corrections listed. The page says so where it leaves something out.
pub fn render<T: Tables>(about: &About<'_>, tables: &T) -> Result<String, T::Error> {
    let report = Report::read(about, tables)?;
    Ok(report.page().render().expect("text can be written to a string"))
}

/// All that the page shows, read from the tables; for a page that is written without being held in memory as a whole.
pub struct Report<'a> {
    about: &'a About<'a>,
    overview: Overview,
    corrections: Corrections,
    rejects: Vec<RejectGroup>,
    more_reasons: usize,
    articles: Vec<Article>,
}

impl<'a> Report<'a> {
    /// Reads what [`render`] shows.
    pub fn read<T: Tables>(about: &'a About<'a>, tables: &T) -> Result<Self, T::Error> {
        let (overview, sample) = overview::read(tables)?;
        let mut corrections = corrections::read(tables)?;
        let (rejects, more_reasons) = rejects::read(tables)?;
        let ids = drawn(&corrections.listed, sample.kept());
        let articles = article::read(tables, &ids, &corrections.listed)?;
        corrections::add_passages(tables, &mut corrections.listed, &articles)?;
        Ok(Self { about, overview, corrections, rejects, more_reasons, articles })
    }

    /// Writes the page, in many small pieces. Fails where `out` does.
    pub fn write_into(&self, out: &mut impl io::Write) -> io::Result<()> {
        self.page().write_into(out)
    }

    fn page(&self) -> Page<'_> {
        let articles = self.articles.iter().enumerate();
        Page {
            about: self.about,
            overview: &self.overview,
            corrections: &self.corrections,
            rejects: &self.rejects,
            more_reasons: self.more_reasons,
            articles: &self.articles,
            places: articles.map(|(place, article)| (article.id.as_str(), place)).collect(),
        }
    }
}

/// The articles shown.
fn drawn<'s>(corrections: &[Correction], sample: impl Iterator<Item = &'s String>) -> BTreeSet<String> {
    let sample: Vec<&String> = sample.collect();
    let mut corrected = crate::sample::Sample::new(CORRECTED);
    let names: BTreeSet<&str> = corrections.iter().map(|correction| correction.article.as_str()).collect();
    for name in names {
        corrected.offer(name, || name.to_owned());
    }
    let mut ids: BTreeSet<String> = corrected.kept().cloned().collect();
    for id in sample {
        if ids.len() == crate::ARTICLES {
            break;
        }
        ids.insert(id.clone());
    }
    ids
}

#[derive(Template)]
#[template(path = "report.html", whitespace = "minimize")]
struct Page<'p> {
    about: &'p About<'p>,
    overview: &'p Overview,
    corrections: &'p Corrections,
    rejects: &'p [RejectGroup],
    more_reasons: usize,
    articles: &'p [Article],
    /// Where the articles that are shown stand, by id.
    places: BTreeMap<&'p str, usize>,
}

impl Page<'_> {
    fn title(&self) -> &str {
        self.about.title.unwrap_or(self.about.name)
    }

    fn of(&self, article: &str) -> Option<&Article> {
        self.places.get(article).map(|place| &self.articles[*place])
    }

    fn place(&self, article: &str) -> Option<usize> {
        self.places.get(article).copied()
    }

    /// The kinds of the corrections listed.
    fn kinds(&self) -> BTreeSet<&str> {
        self.corrections.listed.iter().map(|correction| correction.kind.as_str()).collect()
    }

    /// `weekday_mismatch` as words.
    fn words(&self, name: &str) -> String {
        name.replace('_', " ")
    }

    fn languages(&self) -> BTreeSet<&str> {
        self.articles.iter().filter_map(|article| article.language.as_deref()).collect()
    }

    fn methods(&self) -> BTreeSet<&str> {
        self.articles.iter().filter_map(|article| article.method.as_deref()).collect()
    }

    fn is_sample(&self) -> bool {
        (self.articles.len() as u64) < self.overview.articles
    }

    fn confidences(&self) -> Vec<&'static str> {
        overview::confidence_labels()
    }

    /// The parts of the bars of corrections, the rare last one only where there is any.
    fn parts(&self) -> &'static [&'static str] {
        let [.., left] = self.corrections.counts;
        if left > 0 { &corrections::PARTS } else { &corrections::PARTS[..2] }
    }

    /// Decisions that are in force.
    fn decided(&self) -> u64 {
        self.overview.decided + self.corrections.decided
    }

    fn of_all(&self, part: &u64, whole: &u64) -> String {
        crate::bars::hundredths(*part, *whole).split('.').next().unwrap_or_default().to_owned()
    }
}

//! What is measured of a page, before anything of it is chosen.

use super::Cleaner;
use crate::chooser::measures::{Kind, Pieces, Table};
use crate::draft::Drafts;
use crate::features::{self, Features};
use crate::html::Tree;
use crate::metadata::Metadata;
use crate::places::Places;
use crate::reasons::{self, Reasons};
use crate::title::{self, Title};
use crate::told::Told;
use crate::{container, dom, flat, score};
use dateline_record::FieldSource;

/// A page with more pieces is no article, and what the trees ask would take hundreds of bytes a piece:
/// the rules choose.
const MOST_PIECES: usize = 50_000;

/// A page measured, before anything of it is chosen.
pub(crate) struct Measured {
    pub(crate) kind: Kind,
    pub(crate) drafts: Drafts,
    pub(crate) features: Vec<Features>,
    pub(crate) title: Option<Title>,
    /// Where the title was found.
    pub(crate) title_source: Option<FieldSource>,
    pub(crate) reasons: Vec<Reasons>,
    pub(crate) scores: Vec<f32>,
    pub(crate) places: Places,
    /// What the trees ask about; `None` for a page too large for them.
    pub(crate) table: Option<Table>,
}

/// The pieces of a page with what was measured of each alone, and its title with where that was found.
struct Titled {
    drafts: Drafts,
    features: Vec<Features>,
    title: Option<(Title, FieldSource)>,
}

/// What only a tree tells of pieces: where they stand in it, and what the page's metadata say of them.
#[derive(Default)]
struct Around {
    places: Places,
    told: Told,
}

impl Cleaner {
    pub(crate) fn measure_html(&self, tree: &Tree<'_>, metadata: &Metadata) -> Measured {
        let drafts = dom::drafts(tree);
        let features = features::measure(&drafts, self.lexicon);
        let title = title::of_html(&drafts, &features, metadata);
        let printed = printed_title(&drafts, title.as_ref().map(|(title, _)| title));
        let (scores, places) = container::scores(tree, &drafts, &features, printed);
        let told = Told::new(metadata.body.as_deref(), metadata.description.as_deref());
        self.measured(Kind::Html, Titled { drafts, features, title }, scores, Around { places, told })
    }

    pub(crate) fn measure_text(&self, raw: &str) -> Measured {
        let drafts = flat::drafts(raw);
        let features = features::measure(&drafts, self.lexicon);
        let title = title::of_flat(&drafts, &features).map(|title| (title, FieldSource::PageText));
        let scores: Vec<f32> = features.iter().map(score::flat).collect();
        self.measured(Kind::Flat, Titled { drafts, features, title }, scores, Around::default())
    }

    fn measured(&self, kind: Kind, page: Titled, scores: Vec<f32>, around: Around) -> Measured {
        let Titled { drafts, features, title } = page;
        let (title, title_source) = title.unzip();
        let Around { places, told } = around;
        let headline = title.as_ref().map(|title| title.text.as_str());
        let reasons = reasons::of_page(&drafts, &features, headline, self.lexicon);
        let table = (features.len() <= MOST_PIECES).then(|| {
            let printed = printed_title(&drafts, title.as_ref());
            Table::measure(&Pieces {
                kind,
                drafts: &drafts,
                features: &features,
                reasons: &reasons,
                scores: &scores,
                places: &places,
                told: &told,
                headline: headline.unwrap_or_default(),
                printed: printed.unwrap_or(0),
            })
        });
        Measured { kind, drafts, features, title, title_source, reasons, scores, places, table }
    }
}

/// The piece that prints the headline over the text: the last of the page's first half, after the
/// page's title and the breadcrumbs.
pub(super) fn printed_title(drafts: &Drafts, title: Option<&Title>) -> Option<usize> {
    let is_title = |index: &usize| title.is_some_and(|title| title.text == drafts.text(*index));
    let half = drafts.list.len().div_ceil(2);
    (0..half).rev().find(is_title)
}

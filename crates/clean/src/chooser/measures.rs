//! What the trees may ask of a piece, of its neighbours and of its place on the page.

#[cfg(any(test, feature = "train"))]
use super::columns::NEIGHBOURLY;
use super::columns::{self, MARKUP, MARKUP_START, SECOND, SECOND_START, TEXT, WIDTH};
use super::forest::ASKED;
use super::second::Second;
use super::view::View;
use super::words::Words;
use crate::draft::Drafts;
use crate::features::Features;
use crate::places::Places;
use crate::reasons::Reasons;
use crate::told::Told;

/// How far a tree may look to either side.
pub(crate) const REACH: usize = 3;

/// What a piece beyond the page's ends measures.
const NOWHERE: f32 = -1.0;

/// Whether a page has markup. Flattened text is asked in lines a few words long: what it has none of
/// takes no room in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It has not.
    Flat,
    /// It has.
    Html,
}

impl Kind {
    fn width(self) -> usize {
        WIDTH[usize::from(self == Self::Html)]
    }
}

/// One column, of the piece itself or of one near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Measure {
    /// Which of the columns.
    pub(crate) column: usize,
    /// How many pieces on; back when negative.
    pub(crate) offset: i32,
}

impl Measure {
    /// The measure a file names: `mass`, or `mass@-1` for the piece before.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let (name, offset): (_, i32) = match name.split_once('@') {
            Some((name, offset)) => (name, offset.parse().ok()?),
            None => (name, 0),
        };
        let column = columns::names().position(|known| known == name)?;
        (offset.unsigned_abs() as usize <= REACH).then_some(Self { column, offset })
    }

    /// Whether it is known only when a first pass of trees is over.
    #[cfg(feature = "train")]
    pub(crate) fn is_second(self) -> bool {
        (SECOND_START..MARKUP_START).contains(&self.column)
    }
}

#[cfg(any(test, feature = "train"))]
impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(columns::names().nth(self.column).unwrap_or_default())?;
        if self.offset == 0 { Ok(()) } else { write!(f, "@{}", self.offset) }
    }
}

/// All measures a tree may be grown from, in a fixed order.
#[cfg(any(test, feature = "train"))]
pub(crate) fn all(kind: Kind) -> Vec<Measure> {
    let width = kind.width();
    let own = (0..width).map(|column| Measure { column, offset: 0 });
    let reach = REACH as i32;
    let near = (-reach..=reach).filter(|offset| *offset != 0).flat_map(|offset| {
        let columns = columns::names().take(width).enumerate().filter(|(_, name)| NEIGHBOURLY.contains(name));
        columns.map(move |(column, _)| Measure { column, offset })
    });
    own.chain(near).collect()
}

/// A page before anything of it is chosen.
pub(crate) struct Pieces<'a> {
    pub(crate) kind: Kind,
    pub(crate) drafts: &'a Drafts,
    pub(crate) features: &'a [Features],
    pub(crate) reasons: &'a [Reasons],
    /// How much each looks like running text.
    pub(crate) scores: &'a [f32],
    pub(crate) places: &'a Places,
    /// What the page's description of itself has of the text.
    pub(crate) told: &'a Told,
    /// The headline, and the piece that prints it.
    pub(crate) headline: &'a str,
    /// See [`headline`](Self::headline).
    pub(crate) printed: usize,
}

/// All columns of all pieces of a page, column after column, with room for the neighbours that the first
/// and last lack.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// How long a column is.
    height: usize,
    values: Vec<f32>,
    /// What the second pass compares pieces by.
    words: Words,
}

impl Table {
    /// Measures a page. The columns of the second pass stay empty.
    pub(crate) fn measure(page: &Pieces<'_>) -> Self {
        let Pieces { kind, features, places, .. } = page;
        let words = Words::of(page.drafts, |piece| features[piece].first);
        let view = View::new(page, &words);
        let pieces = features.len();
        // Whoever asks of many pieces at once finds as many at the end as well.
        let height = pieces + ASKED + 2 * REACH;
        let mut values = vec![NOWHERE; height * kind.width()];
        // A page in which nothing is running text has no places.
        let markup = if places.is_empty() { &[] } else { MARKUP };
        let columns = TEXT.iter().enumerate();
        for (column, (_, measure)) in columns.chain((MARKUP_START..).zip(markup)) {
            measure(&view, &mut values[column * height + REACH..][..pieces]);
        }
        Self { height, values, words }
    }

    /// Fills in what a first pass made of the page.
    pub(crate) fn add_first_pass(&mut self, margins: &[f32], features: &[Features], places: &Places) {
        let second = Second::new(margins, features, places, &self.words);
        for (column, (_, measure)) in (SECOND_START..).zip(SECOND) {
            measure(&second, self.column(column, margins.len()));
        }
    }

    fn column(&mut self, column: usize, pieces: usize) -> &mut [f32] {
        &mut self.values[column * self.height + REACH..][..pieces]
    }

    /// The values of a measure for [`ASKED`] pieces from `first` on, of one whose values begin at `start`; beyond the
    /// page's end some number.
    pub(crate) fn values(&self, start: u32, first: u32) -> &[f32; ASKED] {
        let first = start as usize + first as usize;
        let values = self.values.get(first..first + ASKED).and_then(|values| values.first_chunk());
        values.expect("a column has room for so many beyond the page's end")
    }

    /// The values of a measure for some pieces, of one whose values begin at `start`.
    pub(crate) fn gather(&self, start: u32, pieces: &[u32; ASKED]) -> [f32; ASKED] {
        let column = &self.values[start as usize..];
        pieces.map(|piece| column[piece as usize])
    }

    /// Where the values of a measure begin. A page has no more pieces than leave this within 32 bits.
    pub(crate) fn start(&self, measure: Measure) -> usize {
        (measure.column * self.height + REACH).wrapping_add_signed(measure.offset as isize)
    }

    /// One value.
    #[cfg(feature = "train")]
    pub(crate) fn value(&self, index: usize, measure: Measure) -> f32 {
        self.values[self.start(measure) + index]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_name_of_its_own() {
        let mut names: Vec<_> = columns::names().collect();
        assert!(NEIGHBOURLY.iter().all(|name| names.contains(name)));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Kind::Html.width());
    }

    #[test]
    fn a_measure_is_known_by_its_name() {
        for measure in all(Kind::Html) {
            assert_eq!(Measure::named(&measure.to_string()), Some(measure));
        }
        assert_eq!(Measure::named("mass@9"), None);
    }
}

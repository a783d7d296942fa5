//! What the trees may ask of a piece, of its neighbours and of its place on the page.

#[cfg(feature = "train")]
use super::columns::MARKUP_START;
#[cfg(any(test, feature = "train"))]
use super::columns::NEIGHBOURLY;
use super::columns::{self, MARKUP, SECOND, SECOND_START, TEXT, WIDTH};
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

/// So many values stand between those of two columns: the neighbours that the last and the first pieces lack, and
/// as many pieces more as are asked at once.
const BETWEEN: usize = ASKED + 2 * REACH;

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
    pub(crate) column: u16,
    /// How many pieces on; back when negative.
    pub(crate) offset: i16,
}

impl Measure {
    /// The measure a file names: `mass`, or `mass@-1` for the piece before.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let (name, offset): (_, i16) = match name.split_once('@') {
            Some((name, offset)) => (name, offset.parse().ok()?),
            None => (name, 0),
        };
        let column = columns::names().position(|known| known == name)? as u16;
        (usize::from(offset.unsigned_abs()) <= REACH).then_some(Self { column, offset })
    }

    /// Whether it is known only when a first pass of trees is over.
    #[cfg(feature = "train")]
    pub(crate) fn is_second(self) -> bool {
        (SECOND_START..MARKUP_START).contains(&usize::from(self.column))
    }
}

#[cfg(any(test, feature = "train"))]
impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(columns::names().nth(self.column.into()).unwrap_or_default())?;
        if self.offset == 0 { Ok(()) } else { write!(f, "@{}", self.offset) }
    }
}

/// All measures a tree may be grown from, in a fixed order.
#[cfg(any(test, feature = "train"))]
pub(crate) fn all(kind: Kind) -> Vec<Measure> {
    let width = kind.width();
    let own = (0..width as u16).map(|column| Measure { column, offset: 0 });
    let reach = REACH as i16;
    let near = (-reach..=reach).filter(|offset| *offset != 0).flat_map(|offset| {
        let columns = (0..).zip(columns::names().take(width)).filter(|(_, name)| NEIGHBOURLY.contains(name));
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

/// The values of a measure on a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Where they begin. A page has no more pieces than leave this within 32 bits.
    pub(crate) start: u32,
    /// The least of them.
    pub(crate) least: f32,
    /// The greatest of them.
    pub(crate) greatest: f32,
}

/// All columns of all pieces of a page, column after column, with room for the neighbours that the first
/// and last lack.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// How long a column is.
    height: usize,
    values: Vec<f32>,
    /// The least and the greatest value of each column, of the pieces themselves and of neighbours.
    ranges: Vec<[[f32; 2]; 2]>,
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
        let height = pieces + BETWEEN;
        let room = REACH + height * kind.width();
        let mut table = Self { height, values: Vec::with_capacity(room), ranges: Vec::new(), words };
        table.values.extend([NOWHERE; REACH]);
        TEXT.iter().for_each(|(_, measure)| table.push(|values| measure(&view, pieces, values)));
        // Until the first pass is over.
        SECOND.iter().for_each(|_| table.push_unknown(pieces));
        let markup = if *kind == Kind::Html { MARKUP } else { &[] };
        for (_, measure) in markup {
            // A page in which nothing is running text has no places.
            if places.is_empty() {
                table.push_unknown(pieces);
            } else {
                table.push(|values| measure(&view, pieces, values));
            }
        }
        table
    }

    /// Appends a column of which nothing is known.
    fn push_unknown(&mut self, pieces: usize) {
        self.push(|values| values.resize(values.len() + pieces, NOWHERE));
    }

    /// Appends a column.
    fn push(&mut self, measure: impl FnOnce(&mut Vec<f32>)) {
        let start = self.values.len();
        measure(&mut self.values);
        self.ranges.push(ranges(&self.values[start..]));
        self.values.extend([NOWHERE; BETWEEN]);
    }

    /// Fills in what a first pass made of the page.
    pub(crate) fn add_first_pass(&mut self, margins: &[f32], features: &[Features], places: &Places) {
        let second = Second::new(margins, features, places, &self.words);
        let mut values = Vec::with_capacity(margins.len());
        for (column, (_, measure)) in (SECOND_START..).zip(SECOND) {
            values.clear();
            measure(&second, margins.len(), &mut values);
            self.ranges[column] = ranges(&values);
            self.values[column * self.height + REACH..][..margins.len()].copy_from_slice(&values);
        }
    }

    /// A measure's values.
    pub(crate) fn column_of(&self, measure: Measure) -> Column {
        let [least, greatest] = self.ranges[usize::from(measure.column)][usize::from(measure.offset != 0)];
        Column { start: self.start(measure) as u32, least, greatest }
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
        (usize::from(measure.column) * self.height + REACH).wrapping_add_signed(measure.offset.into())
    }

    /// One value.
    #[cfg(feature = "train")]
    pub(crate) fn value(&self, index: usize, measure: Measure) -> f32 {
        self.values[self.start(measure) + index]
    }
}

/// The range of a column's values, and of those of neighbours: the first and the last pieces have some that are none.
fn ranges(values: &[f32]) -> [[f32; 2]; 2] {
    let own @ [least, greatest] = range(values);
    [own, [least.min(NOWHERE), greatest.max(NOWHERE)]]
}

/// The least and the greatest of some values.
fn range(values: &[f32]) -> [f32; 2] {
    const LANES: usize = 8;
    // As the processor compares: no value is none.
    let lesser = |one: f32, other: f32| if one < other { one } else { other };
    let greater = |one: f32, other: f32| if one > other { one } else { other };
    let (mut least, mut greatest) = ([f32::INFINITY; LANES], [f32::NEG_INFINITY; LANES]);
    let mut take = |values: &[f32; LANES]| {
        least = std::array::from_fn(|lane| lesser(values[lane], least[lane]));
        greatest = std::array::from_fn(|lane| greater(values[lane], greatest[lane]));
    };
    let (lanes, rest) = values.as_chunks();
    lanes.iter().for_each(&mut take);
    rest.iter().for_each(|value| take(&[*value; LANES]));
    [least.into_iter().fold(f32::INFINITY, lesser), greatest.into_iter().fold(f32::NEG_INFINITY, greater)]
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

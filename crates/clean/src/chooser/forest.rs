//! Decision trees whose sum says how likely a piece belongs to the article.

use super::measures::{Column, Measure, Table};
use super::tree::{MOST_LEAVES, Tree};
use std::hint::select_unpredictable;
use std::ops::Range;

/// Trees ready to be asked.
///
/// Every question of a tree is asked of many pieces at once, and each that is answered "no" strikes out the
/// answers behind its "yes"; the first answer left is the tree's. That is more questions than walking from
/// the root, but none of them decides what the processor does next. (Lucchese and others, QuickScorer, 2015.)
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Forest {
    /// What is asked about.
    measures: Vec<Measure>,
    questions: Vec<Question>,
    /// Where each tree's questions end, and those of the next begin.
    ends: Vec<u32>,
    /// Of each tree its answers, and zeros where it has fewer.
    answers: Vec<[f32; MOST_LEAVES]>,
}

/// Whether a measure is at most something.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Question {
    /// Which of the forest's.
    measure: u32,
    most: f32,
    /// The tree's answers behind a "yes" and behind a "no", a bit each.
    yes: u32,
    no: u32,
}

/// So many pieces are asked at once.
pub(crate) const ASKED: usize = 16;

/// After each so many trees the answer may be clear: most lines of a page are menus, and most time
/// would go into saying so a hundred times. Measured on sites left out, it costs no accuracy.
const ROUND: usize = 8;

/// The margin that is clear, and what each tree already asked adds to it.
const CLEAR: (f32, f32) = (1.3, 0.02);

impl Forest {
    /// The trees in the order they were grown.
    pub(crate) fn new<'a>(trees: impl IntoIterator<Item = &'a Tree>) -> Self {
        let mut forest = Self::default();
        for tree in trees {
            let mut answers = Vec::with_capacity(MOST_LEAVES);
            forest.push(tree, &mut answers);
            answers.resize(MOST_LEAVES, 0.0);
            forest.answers.extend(answers.first_chunk());
            forest.ends.push(forest.questions.len() as u32);
        }
        forest
    }

    /// Appends the questions of a tree, or of a part of one, and its answers to the part's before it.
    fn push(&mut self, tree: &Tree, answers: &mut Vec<f32>) {
        match tree {
            Tree::Leaf(value) => answers.push(*value),
            Tree::Split(measure, most, branches) => {
                let before = answers.len();
                let own = self.questions.len();
                let measure = self.number(*measure);
                self.questions.push(Question { measure, most: *most, yes: 0, no: 0 });
                self.push(&branches.0, answers);
                let between = answers.len();
                self.push(&branches.1, answers);
                debug_assert!(answers.len() <= MOST_LEAVES, "trees are no larger");
                self.questions[own].yes = bits(before..between);
                self.questions[own].no = bits(between..answers.len());
            }
        }
    }

    fn number(&mut self, measure: Measure) -> u32 {
        let known = self.measures.iter().position(|known| *known == measure);
        known.unwrap_or_else(|| {
            self.measures.push(measure);
            self.measures.len() - 1
        }) as u32
    }

    /// Adds to each piece's margin, the log-odds that it belongs to the article.
    pub(crate) fn add_to(&self, margins: &mut [f32], table: &Table) {
        let mut open: Vec<u32> = (0..margins.len() as u32).collect();
        let mut first = 0;
        let measures: Vec<Column> = self.measures.iter().map(|measure| table.column_of(*measure)).collect();
        let mut page = OnPage::default();
        for (round, (ends, answers)) in self.ends.chunks(ROUND).zip(self.answers.chunks(ROUND)).enumerate() {
            if round > 0 {
                let clear = CLEAR.0 + CLEAR.1 * (round * ROUND) as f32;
                open.retain(|piece| margins[*piece as usize].abs() <= clear);
            }
            if open.is_empty() {
                return;
            }
            page.clear();
            for end in ends {
                page.push(&self.questions[first..*end as usize], &measures);
                first = *end as usize;
            }
            let mut rest = open.as_slice();
            while !rest.is_empty() {
                let mut asked = Asked::first_of(rest, margins);
                let pieces;
                (pieces, rest) = rest.split_at(asked.count);
                for (tree, answers) in page.trees().zip(answers) {
                    asked.ask(tree, answers, table);
                }
                asked.tell(pieces, margins);
            }
        }
    }
}

/// The first answer that is left. Of a piece that is wanted one is.
fn answer_of(left: u32) -> usize {
    (left | 1 << (MOST_LEAVES - 1)).trailing_zeros() as usize
}

/// A bit for each number of a range.
fn bits(range: Range<usize>) -> u32 {
    range.fold(0, |bits, at| bits | 1 << at)
}

/// What is left of some trees on a page: much that they ask has one answer for all of its pieces, and makes all
/// that is asked only after the other answer needless.
#[derive(Debug, Default)]
struct OnPage {
    questions: Vec<PageQuestion>,
    /// Of each tree where its questions end, and which answers it may give.
    trees: Vec<(u32, u32)>,
}

/// A question to the pieces of a page. The questions of a round are gone through again and again: nothing is worked out
/// more than once.
#[derive(Debug, Clone, Copy, Default)]
struct PageQuestion {
    /// Where in the page's table the values of the measure begin.
    start: u32,
    most: f32,
    /// What is left of the tree's answers when it is not so.
    left: u32,
}

impl OnPage {
    fn clear(&mut self) {
        self.questions.clear();
        self.trees.clear();
    }

    /// Appends a tree, which asks in this order.
    fn push(&mut self, questions: &[Question], columns: &[Column]) {
        let mut end = self.questions.len();
        self.questions.resize(end + questions.len(), PageQuestion::default());
        let mut possible = u32::MAX;
        for Question { measure, most, yes, no } in questions {
            let Column { start, least, greatest } = columns[*measure as usize];
            let (always, never) = (greatest <= *most, least > *most);
            let decides = (possible & yes != 0) & (possible & no != 0) & !always & !never;
            // Pages differ in what they leave: nothing is guessed question by question.
            possible &= select_unpredictable(always, !no, u32::MAX);
            possible &= select_unpredictable(never, !yes, u32::MAX);
            self.questions[end] = PageQuestion { start, most: *most, left: !yes };
            end += usize::from(decides);
        }
        self.questions.truncate(end);
        self.trees.push((end as u32, possible));
    }

    /// The questions of each tree, and the answers that it may give.
    fn trees(&self) -> impl Iterator<Item = (&[PageQuestion], u32)> {
        let mut start = 0;
        self.trees.iter().map(move |(end, possible)| {
            let end = *end as usize;
            (&self.questions[std::mem::replace(&mut start, end)..end], *possible)
        })
    }
}

/// So many of [`ASKED`] pieces side by side are worth asking all of them: values that stand side by side are read
/// at a third of the cost.
const DENSE: usize = 3;

/// Pieces that are asked together, and the sums of the answers.
struct Asked {
    /// Their numbers; of fewer than there is room for, the last several times.
    pieces: [u32; ASKED],
    /// How many of those wanted are among them.
    count: usize,
    /// Whether they stand side by side, so that their values do too; then some may not be wanted.
    in_row: bool,
    sums: [f32; ASKED],
}

impl Asked {
    /// The first of those wanted, which are in order and at least one.
    fn first_of(wanted: &[u32], margins: &[f32]) -> Self {
        let first = wanted[0];
        let near = wanted.iter().take_while(|piece| **piece < first + ASKED as u32).count();
        let in_row = near >= DENSE.min(wanted.len());
        let count = if in_row { near } else { wanted.len().min(ASKED) };
        let pieces: [u32; ASKED] =
            std::array::from_fn(|at| if in_row { first + at as u32 } else { wanted[at.min(count - 1)] });
        let sums = pieces.map(|piece| margins.get(piece as usize).copied().unwrap_or_default());
        Self { pieces, count, in_row, sums }
    }

    /// Writes the sums of those wanted.
    fn tell(&self, wanted: &[u32], margins: &mut [f32]) {
        for (at, piece) in wanted.iter().enumerate() {
            let at = if self.in_row { (piece - self.pieces[0]) as usize } else { at };
            margins[*piece as usize] = self.sums[at];
        }
    }

    /// Asks a tree.
    fn ask(
        &mut self,
        (questions, possible): (&[PageQuestion], u32),
        answers: &[f32; MOST_LEAVES],
        table: &Table,
    ) {
        if questions.is_empty() {
            // One answer for the whole page.
            let answer = answers[answer_of(possible)];
            self.sums.iter_mut().for_each(|sum| *sum += answer);
            return;
        }
        let mut left = [possible; ASKED];
        for question in questions {
            let gathered: [f32; ASKED];
            let values = if self.in_row {
                table.values(question.start, self.pieces[0])
            } else {
                gathered = table.gather(question.start, &self.pieces);
                &gathered
            };
            for (left, value) in left.iter_mut().zip(values) {
                *left &= question.left | if *value <= question.most { u32::MAX } else { 0 };
            }
        }
        for (sum, left) in self.sums.iter_mut().zip(left) {
            *sum += answers[answer_of(left)];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_asked_side_by_side_or_one_by_one() {
        let margins: Vec<f32> = (0..40).map(|piece| piece as f32).collect();
        for wanted in [vec![0, 2, 3, 5, 14, 30], vec![1, 20, 39], vec![36, 37, 39], (0..40).collect()] {
            let (mut rest, mut told) = (wanted.as_slice(), margins.clone());
            while !rest.is_empty() {
                let mut asked = Asked::first_of(rest, &margins);
                assert!((1..=ASKED).contains(&asked.count));
                asked.sums = asked.sums.map(|sum| sum + 100.0);
                asked.tell(&rest[..asked.count], &mut told);
                rest = &rest[asked.count..];
            }
            for (piece, (before, after)) in margins.iter().zip(&told).enumerate() {
                let asked = wanted.contains(&(piece as u32));
                assert_eq!(*after, if asked { before + 100.0 } else { *before }, "{piece}");
            }
        }
    }
}

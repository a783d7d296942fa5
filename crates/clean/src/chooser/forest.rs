//! Decision trees whose sum says how likely a piece belongs to the article.

use super::measures::{Measure, Table};

/// Trees ready to be asked.
///
/// Every question of a tree is asked of many pieces at once, and each that is answered "no" strikes out the
/// answers behind its "yes"; the first answer left is the tree's. That is more questions than walking from
/// the root, but none of them decides what the processor does next. (Lucchese and others, QuickScorer, 2015.)
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Forest {
    questions: Vec<Question>,
    /// Where each tree's questions end, and those of the next begin.
    ends: Vec<u32>,
    /// Of each tree its answers, and zeros where it has fewer.
    answers: Vec<[f32; MOST_LEAVES]>,
}

/// Whether a measure is at most something.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Question {
    measure: Measure,
    most: f32,
    /// What is left of the tree's answers, a bit each, when it is not.
    left: u32,
}

/// A question to the pieces of a page. The questions of a round are gone through again and again: nothing is worked out
/// more than once.
#[derive(Debug, Clone, Copy)]
struct PageQuestion {
    /// Where in the page's table the values of the measure begin.
    start: u32,
    most: f32,
    left: u32,
}

/// So many pieces are asked at once.
pub(crate) const ASKED: usize = 16;

/// A tree has at most so many answers.
pub(crate) const MOST_LEAVES: usize = u32::BITS as usize;

/// After each so many trees the answer may be clear: most lines of a page are menus, and most time
/// would go into saying so a hundred times. Measured on sites left out, it costs no accuracy.
const ROUND: usize = 8;

/// The margin that is clear, and what each tree already asked adds to it.
const CLEAR: (f32, f32) = (1.3, 0.02);

/// A tree as it is grown and written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    /// What it adds.
    Leaf(f32),
    /// The measure, the most that is a "yes", and what follows on yes and no.
    Split(Measure, f32, Box<(Tree, Tree)>),
}

impl Forest {
    /// The trees in the order they were grown.
    pub(crate) fn new<'a>(trees: impl IntoIterator<Item = &'a Tree>) -> Self {
        let mut forest = Self { questions: Vec::new(), ends: Vec::new(), answers: Vec::new() };
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
                self.questions.push(Question { measure: *measure, most: *most, left: 0 });
                self.push(&branches.0, answers);
                let yes = answers.len() - before;
                debug_assert!(before + yes < MOST_LEAVES, "trees are no larger");
                self.questions[own].left = !(((1 << yes) - 1) << before);
                self.push(&branches.1, answers);
            }
        }
    }

    /// Adds to each piece's margin, the log-odds that it belongs to the article.
    pub(crate) fn add_to(&self, margins: &mut [f32], table: &Table) {
        let mut open: Vec<u32> = (0..margins.len() as u32).collect();
        let mut first = 0;
        let mut questions: Vec<PageQuestion> = Vec::new();
        for (round, (ends, answers)) in self.ends.chunks(ROUND).zip(self.answers.chunks(ROUND)).enumerate() {
            if round > 0 {
                let clear = CLEAR.0 + CLEAR.1 * (round * ROUND) as f32;
                open.retain(|piece| margins[*piece as usize].abs() <= clear);
            }
            let end = ends.last().map_or(first, |end| *end as usize);
            let of_page = |Question { measure, most, left }: &Question| PageQuestion {
                start: table.start(*measure) as u32,
                most: *most,
                left: *left,
            };
            questions.clear();
            questions.extend(self.questions[first..end].iter().map(of_page));
            let mut rest = open.as_slice();
            while !rest.is_empty() {
                let mut asked = Asked::first_of(rest, margins);
                let pieces;
                (pieces, rest) = rest.split_at(asked.count);
                let mut begin = 0;
                for (end, answers) in ends.iter().zip(answers) {
                    let end = *end as usize - first;
                    asked.ask(&questions[begin..end], answers, table);
                    begin = end;
                }
                asked.tell(pieces, margins);
            }
            first = end;
        }
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
    fn ask(&mut self, questions: &[PageQuestion], answers: &[f32; MOST_LEAVES], table: &Table) {
        let mut left = [u32::MAX; ASKED];
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
            // No question strikes out the last answer: it stands behind no "yes".
            let answer = (left | 1 << (MOST_LEAVES - 1)).trailing_zeros();
            *sum += answers[answer as usize];
        }
    }
}

impl Tree {
    fn leaves(&self) -> usize {
        match self {
            Self::Leaf(_) => 1,
            Self::Split(.., branches) => branches.0.leaves() + branches.1.leaves(),
        }
    }
}

/// Reads the text form: a tree a line, its nodes in order, `mass@-1<=80.5` a question and `=0.12`
/// an answer; lines that start with `#` are comments.
pub(crate) fn parse(source: &str) -> Result<Vec<Tree>, String> {
    let lines = source.lines().enumerate();
    lines
        .filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
        .map(|(number, line)| {
            let mut words = line.split(' ');
            match (tree(&mut words, 0), words.next()) {
                (Some(tree), None) if tree.leaves() <= MOST_LEAVES => Ok(tree),
                (Some(_), None) => Err(format!("line {}: more than {MOST_LEAVES} leaves", number + 1)),
                _ => Err(format!("line {}: no tree", number + 1)),
            }
        })
        .collect()
}

fn tree<'a>(words: &mut impl Iterator<Item = &'a str>, depth: usize) -> Option<Tree> {
    let word = words.next()?;
    if let Some(value) = word.strip_prefix('=') {
        return Some(Tree::Leaf(value.parse().ok()?));
    }
    if depth > 64 {
        return None;
    }
    let (measure, most) = word.split_once("<=")?;
    let split = (Measure::named(measure)?, most.parse().ok()?);
    let branches = (tree(words, depth + 1)?, tree(words, depth + 1)?);
    Some(Tree::Split(split.0, split.1, Box::new(branches)))
}

/// The line between the trees of the first pass and those of the second.
const SECOND_PASS: &str = "# second pass";

/// Reads the trees of both passes.
pub(crate) fn parse_passes(source: &str) -> Result<(Vec<Tree>, Vec<Tree>), String> {
    let (first, second) = source.split_once(SECOND_PASS).unwrap_or((source, ""));
    Ok((parse(first)?, parse(second).map_err(|error| format!("second pass, {error}"))?))
}

/// The text form of the trees of both passes.
#[cfg(feature = "train")]
pub(crate) fn write_passes(first: &[Tree], second: &[Tree]) -> String {
    let mut out = String::new();
    let write_all = |trees: &[Tree], out: &mut String| {
        for tree in trees {
            write(tree, out);
            out.push('\n');
        }
    };
    write_all(first, &mut out);
    out.push_str(SECOND_PASS);
    out.push('\n');
    write_all(second, &mut out);
    out
}

/// The text form of one tree, without the line's end.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write(tree: &Tree, out: &mut String) {
    use std::fmt::Write;

    let written = match tree {
        Tree::Leaf(value) => write!(out, "={value}"),
        Tree::Split(measure, most, _) => write!(out, "{measure}<={most}"),
    };
    written.expect("a String takes all that is written to it");
    if let Tree::Split(.., branches) = tree {
        for branch in [&branches.0, &branches.1] {
            out.push(' ');
            write(branch, out);
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

    #[test]
    fn what_is_written_is_read_again() {
        let source = "mass<=80.5 ends@-1<=0.5 =-0.25 =0.125 =1.5";
        let trees = parse(&format!("# a comment\n{source}\n")).unwrap();
        let mut out = String::new();
        write(&trees[0], &mut out);
        assert_eq!(out, source);
        assert!(parse("mass<=80.5 =1").is_err());
        assert!(parse("no-such-measure<=1 =1 =2").is_err());
    }
}

//! Decision trees whose sum says how likely a piece belongs to the article.

use super::measures::{self, Kind, Table};

/// The trees of one kind of page, ready to be asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Forest {
    /// Where each tree starts in `nodes`.
    roots: Vec<u32>,
    nodes: Vec<Node>,
}

/// A question or an answer. A question's "yes" is the node after it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Node {
    /// Which measure, as a distance in the table from the piece's own row; [`LEAF`] in an answer.
    at: i32,
    /// Where "no" goes on.
    no: u32,
    /// "Is it at most this?"; in an answer what the tree adds.
    value: f32,
}

/// In place of a measure: the node is an answer.
const LEAF: i32 = i32::MAX;

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
    Split(measures::Measure, f32, Box<(Tree, Tree)>),
}

impl Forest {
    /// The trees in the order they were grown, for pages of a kind.
    pub(crate) fn new<'a>(trees: impl IntoIterator<Item = &'a Tree>, kind: Kind) -> Self {
        let mut forest = Self { roots: Vec::new(), nodes: Vec::new() };
        for tree in trees {
            forest.roots.push(forest.nodes.len() as u32);
            forest.push(tree, kind);
        }
        forest
    }

    fn push(&mut self, tree: &Tree, kind: Kind) {
        match tree {
            Tree::Leaf(value) => self.nodes.push(Node { at: LEAF, no: 0, value: *value }),
            Tree::Split(measure, most, branches) => {
                let own = self.nodes.len();
                self.nodes.push(Node { at: measure.at(kind), no: 0, value: *most });
                self.push(&branches.0, kind);
                self.nodes[own].no = self.nodes.len() as u32;
                self.push(&branches.1, kind);
            }
        }
    }

    /// The log-odds that a piece belongs to the article; `before` is what an earlier pass made of it.
    pub(crate) fn margin(&self, before: f32, table: &Table, index: usize) -> f32 {
        let (values, own) = table.around(index);
        let mut margin = before;
        for (count, root) in self.roots.iter().enumerate() {
            if count > 0 && count % ROUND == 0 && margin.abs() > CLEAR.0 + CLEAR.1 * count as f32 {
                break;
            }
            let mut node = self.nodes[*root as usize];
            let mut at = *root;
            while node.at != LEAF {
                let yes = values[(own as i32 + node.at) as usize] <= node.value;
                at = if yes { at + 1 } else { node.no };
                node = self.nodes[at as usize];
            }
            margin += node.value;
        }
        margin
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
                (Some(tree), None) => Ok(tree),
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
    let split = (measures::Measure::named(measure)?, most.parse().ok()?);
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

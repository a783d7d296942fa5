//! Decision trees as they are grown, and as the files have them.

use super::measures::Measure;

/// A tree has at most so many answers.
pub(crate) const MOST_LEAVES: usize = u32::BITS as usize;

/// A tree as it is grown and written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    /// What it adds.
    Leaf(f32),
    /// The measure, the most that is a "yes", and what follows on yes and no.
    Split(Measure, f32, Box<(Tree, Tree)>),
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

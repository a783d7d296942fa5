//! The most frequent words of the languages.

use crate::script::Group;
use crate::serbian;

const LISTS: &str = include_str!("../data/words.txt");

/// How many words a list has, or would have if it were full.
const FULL: f64 = 100.0;

/// The frequent words of a language in a script, and how much likelier each is in it than in
/// another: a logarithm.
///
/// By Zipf's law with Mandelbrot's shift (Mandelbrot, "An informational theory of the statistical
/// structure of language", 1953) the word of rank r has a share of about 1 / (r + 2.7). A word that
/// is not in a list is taken to rank three times as low as the last that is.
pub(crate) fn worths(group: Group, code: &str) -> impl Iterator<Item = (String, f64)> {
    let ranked = list(group, code).into_iter().zip(1..);
    ranked.map(|(word, rank)| (word, (3.0 * FULL / (f64::from(rank) + 2.7)).ln()))
}

fn list(group: Group, code: &str) -> Vec<String> {
    let line = LISTS.lines().find_map(|line| line.strip_prefix(code)?.strip_prefix(": "));
    let words = line.unwrap_or_else(|| panic!("data/words.txt has no line of `{code}`")).split(' ');
    if code == "sr" && group == Group::Latin {
        words.filter_map(serbian::in_gaj).collect()
    } else {
        words.map(str::to_owned).collect()
    }
}

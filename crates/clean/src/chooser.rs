//! Which pieces belong to the article, by trees learned from pages whose articles are known.
//!
//! The trees see what the hand-made rules see, the rules' own verdict, and the pieces around. They
//! are data: `data/chooser/*.txt` say in their first lines how they were made.

mod columns;
pub(crate) mod forest;
pub(crate) mod measures;
mod second;
mod threshold;
pub(crate) mod tree;
mod view;
mod vocabulary;
mod words;

use crate::features::Features;
use crate::places::Places;
use forest::Forest;
use measures::{Kind, Table};
use std::sync::{Arc, LazyLock};
use tree::Tree;

/// The trees for both kinds of page; without any the rules choose.
#[derive(Debug, Clone)]
pub(crate) struct Chooser {
    /// Trees for HTML.
    pub(crate) html: Option<Arc<Passes>>,
    /// Trees for flattened text.
    pub(crate) flat: Option<Arc<Passes>>,
}

/// The trees of one kind of page.
#[derive(Debug, Clone)]
pub(crate) struct Passes {
    /// Those that see each piece, its place and its neighbours.
    pub(crate) first: Forest,
    /// Those that see as well what the first made of the page, and add to it.
    pub(crate) second: Forest,
    /// What speaks for every piece from the start.
    pub(crate) lean: f32,
}

impl Passes {
    /// The trees of both passes for pages of a kind.
    pub(crate) fn new(first: &[Tree], second: &[Tree], kind: Kind) -> Self {
        let lean = match kind {
            Kind::Html => LEAN_HTML,
            Kind::Flat => LEAN_FLAT,
        };
        Self { first: Forest::new(first), second: Forest::new(second), lean }
    }
}

impl Chooser {
    /// The trees that come with the crate.
    pub(crate) fn builtin() -> Self {
        static BUILTIN: LazyLock<Chooser> = LazyLock::new(|| Chooser {
            html: Some(load("html", include_str!("../data/chooser/html.txt"), Kind::Html)),
            flat: Some(load("flat", include_str!("../data/chooser/flat.txt"), Kind::Flat)),
        });
        BUILTIN.clone()
    }
}

fn load(name: &str, source: &str, kind: Kind) -> Arc<Passes> {
    match tree::parse_passes(source) {
        Ok((first, second)) => Arc::new(Passes::new(&first, &second, kind)),
        Err(error) => panic!("data/chooser/{name}.txt: {error}"),
    }
}

/// What speaks for every piece of HTML beside what the page's own threshold says. Measured on sites left out.
const LEAN_HTML: f32 = 0.0;

/// The same for flattened text: a word of the article lost is worth more than one of the furniture kept,
/// because labels and reasons still sort out the latter.
const LEAN_FLAT: f32 = 0.2;

/// What it costs to go from the article to furniture, or back: pieces of a kind stand together.
const SWITCH: f32 = 0.2;

/// Which pieces the trees put into the article; `None` where they find nothing, so that the rules
/// may look. `lean` is what speaks for every piece beside what the trees say.
pub(crate) fn choose(
    passes: &Passes,
    lean: f32,
    table: &mut Table,
    features: &[Features],
    places: &Places,
) -> Option<Vec<bool>> {
    let mut margins = vec![0.0; features.len()];
    passes.first.add_to(&mut margins, table);
    table.add_first_pass(&margins, features, places);
    passes.second.add_to(&mut margins, table);
    let lean = threshold::lean(&margins, features) + passes.lean + lean;
    for margin in &mut margins {
        *margin += lean;
    }
    let chosen = likeliest(&margins, SWITCH);
    chosen.contains(&true).then_some(chosen)
}

/// The likeliest sequence of answers, each change of which costs `switch` (Viterbi's algorithm).
fn likeliest(margins: &[f32], switch: f32) -> Vec<bool> {
    // The best sums that end in furniture and in the article, and whether each came from the article.
    let mut sums = [0.0_f32; 2];
    let came: Vec<[bool; 2]> = margins
        .iter()
        .map(|margin| {
            let [out, inside] = sums;
            let came = [inside - switch > out, inside >= out - switch];
            sums = [out.max(inside - switch) - margin / 2.0, inside.max(out - switch) + margin / 2.0];
            came
        })
        .collect();
    let mut now = sums[1] > sums[0];
    let mut chosen = vec![false; margins.len()];
    for (chosen, came) in chosen.iter_mut().zip(&came).rev() {
        *chosen = now;
        now = came[usize::from(now)];
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weak_answer_gives_way_to_its_neighbours() {
        assert_eq!(likeliest(&[-2.0, 1.0, -0.1, 1.0, -2.0], 0.2), [false, true, true, true, false]);
        assert_eq!(likeliest(&[-2.0, 1.0, -0.6, 1.0, -2.0], 0.2), [false, true, false, true, false]);
        assert!(likeliest(&[], 0.2).is_empty());
    }

    #[test]
    fn the_trees_that_come_with_the_crate_load() {
        let chooser = Chooser::builtin();
        assert!(chooser.html.is_some() && chooser.flat.is_some());
    }
}

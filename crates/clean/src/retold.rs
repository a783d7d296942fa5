//! Pieces that hold once more what the article has told: pages keep all of their text a second time in one element,
//! for scripts or for machines.

use crate::draft::Drafts;
use crate::features::{Features, each_sentence};
use std::collections::HashSet;

/// So many letters a piece has to have: people too say a sentence twice.
const LONG: f32 = 250.0;

/// The share of a piece that earlier ones have to tell. Measured on sites left out.
const SHARE: f32 = 0.8;

/// Of the pieces that `is_body` those that earlier ones of them tell, sentence by sentence.
pub(crate) fn find(drafts: &Drafts, features: &[Features], is_body: impl Fn(usize) -> bool) -> Vec<usize> {
    let may_be = |index: usize| features[index].mass >= LONG && features[index].elsewhere >= SHARE;
    let body = || (0..features.len()).filter(|index| is_body(*index));
    // Few pages have such a piece.
    let Some(last) = body().filter(|index| may_be(*index)).last() else { return Vec::new() };
    let mut told = HashSet::new();
    let mut found = Vec::new();
    for index in body().take_while(|index| *index <= last) {
        let text = drafts.text(index);
        if may_be(index) {
            let mut again = 0;
            each_sentence(text, |hash, bytes| again += if told.contains(&hash) { bytes } else { 0 });
            if again as f32 >= SHARE * text.len() as f32 {
                found.push(index);
                continue;
            }
        }
        each_sentence(text, |hash, _| {
            told.insert(hash);
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::{features, flat};

    #[test]
    fn a_piece_that_holds_all_again_is_found() {
        let one = "The old bridge of Tern closes on Monday, the council said after a long night, and nobody in the \
                   valley knows for how long it will be. Engineers had found cracks in two of its five pillars.";
        let other = "The ferry will run every hour instead, as it did before the bridge was built, and it will take \
                     no cars. Whoever wants to cross with one has to drive around by way of Ostrava Bay.";
        let drafts = flat::drafts(&format!("{one}\n{other}\n{one} {other}\nA new line.\n"));
        let features = features::measure(&drafts, Lexicon::builtin());
        assert_eq!(find(&drafts, &features, |_| true), [2]);
        assert_eq!(find(&drafts, &features, |index| index != 0), [0; 0], "nobody else told the first half");
    }
}

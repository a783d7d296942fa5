//! Names that a text tells of, found by their capitals or, in Japanese, by their katakana.

use crate::words::{Word, Writing};
use std::collections::BTreeMap;

/// Shorter words are initials and particles.
const SHORTEST: usize = 3;

/// Counts the names of a text. Every word of a name is one, and two or three that follow each other are one more,
/// written as one: *Han Do-yul* has no spaces in Korean.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// How often each is told of within a sentence, where its capital means something.
    counts: BTreeMap<String, u32>,
    /// And where a sentence opens.
    opening: BTreeMap<String, u32>,
    run: Vec<String>,
    /// The word before opened a sentence with a capital.
    opened: bool,
}

impl Names {
    /// Takes the next word of the text.
    pub(crate) fn take(&mut self, word: &Word<'_>) {
        if !word.joined || word.opens {
            self.end_run();
        }
        let is_name = match word.writing {
            Writing::Cased => word.is_capital(),
            Writing::Katakana => true,
            _ => false,
        };
        if !is_name {
            return self.end_run();
        }
        let text = word.text.to_lowercase();
        if long_enough(&text) {
            let counts = if word.opens { &mut self.opening } else { &mut self.counts };
            *counts.entry(text.clone()).or_default() += 1;
        }
        if self.run.is_empty() {
            self.opened = word.opens;
        }
        self.run.push(text);
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        if !(2..=3).contains(&run.len()) {
            return;
        }
        *self.counts.entry(run.concat()).or_default() += 1;
        if self.opened && long_enough(&run[0]) {
            // A capital after it says that the first was no mere beginning.
            *self.counts.entry(run[0].clone()).or_default() += 1;
        }
    }

    /// A name that is known to be one.
    pub(crate) fn add(&mut self, name: &str) {
        let words: Vec<String> =
            name.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase).collect();
        for word in words.iter().filter(|word| long_enough(word)) {
            *self.counts.entry(word.clone()).or_default() += 1;
        }
        *self.counts.entry(words.concat()).or_default() += 1;
    }

    /// The names, those told of most often first, at most so many.
    pub(crate) fn finish(mut self, most: usize) -> Vec<String> {
        self.end_run();
        for (name, count) in &mut self.counts {
            *count += self.opening.get(name).copied().unwrap_or(0);
        }
        let mut names: Vec<(String, u32)> = self.counts.into_iter().collect();
        names.sort_by(|(a, one), (b, other)| other.cmp(one).then_with(|| a.cmp(b)));
        names.into_iter().take(most).map(|(name, _)| name).collect()
    }
}

fn long_enough(word: &str) -> bool {
    word.chars().count() >= SHORTEST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    fn names(text: &str) -> Vec<String> {
        let mut names = Names::default();
        words(text).for_each(|word| names.take(&word));
        names.finish(20)
    }

    #[test]
    fn capitals_within_a_sentence_are_names() {
        let found = names("The mayor met Ann Lee. Lee thanked him. Yesterday it rained.");
        assert_eq!(found, ["lee", "ann", "annlee"]);
    }

    #[test]
    fn katakana_is_a_name() {
        assert_eq!(names("嵐海のシェン・ユーラン大統領は"), ["シェン", "シェンユーラン", "ユーラン"]);
    }
}

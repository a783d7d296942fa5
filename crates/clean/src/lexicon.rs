//! The words that give furniture away, from the data files in `data/furniture`.
//!
//! The engine knows no language: every file's words count on every page.

mod file;
mod hits;
mod phrasebook;

pub(crate) use hits::{Anchor, Hits};

use crate::flat::is_wide;
use crate::letter::{is_letter, is_letter_or_digit, normal};
use dateline_record::FurnitureReason;
use file::{FILES, File};
use foldhash::fast::RandomState;
use hits::Meaning;
use phrasebook::{Phrasebook, bare_ends};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// All words of all languages, ready to be looked up.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Phrases that stand anywhere.
    anywhere: Phrasebook,
    /// Phrases that a block starts with. They are most, and looked for where it starts alone.
    opening: Phrasebook,
    button_words: HashMap<String, FurnitureReason, RandomState>,
    pub(crate) byline_start: Vec<String>,
    /// The same by their first letters.
    pub(crate) byline_first: HashMap<char, Vec<String>, RandomState>,
    pub(crate) byline_end: Vec<String>,
    /// What parts the names of several, with the blanks that words have around them.
    pub(crate) joiners: Vec<String>,
    pub(crate) not_people: HashSet<String, RandomState>,
    /// Words for what authors are: "Editor".
    pub(crate) roles: HashSet<String, RandomState>,
    /// Other words that stand in no person's name: of sections, papers, buttons.
    pub(crate) no_names: HashSet<String, RandomState>,
    /// Words within names: "van", "de".
    pub(crate) particles: HashSet<String, RandomState>,
    /// Words between an author and the place or paper that he writes from: "in".
    pub(crate) leading_away: HashSet<String, RandomState>,
    /// Words that say what a date is: "Published".
    pub(crate) date_labels: HashSet<String, RandomState>,
    /// Names of families, in scripts without capitals.
    pub(crate) surnames: HashSet<String, RandomState>,
    pub(crate) credits: Vec<String>,
    pub(crate) credit_ends: Vec<String>,
    /// The characters a text ends in that ends in one of these, in either case.
    pub(crate) credit_last: Vec<char>,
    pub(crate) agencies: HashSet<String, RandomState>,
    pub(crate) publisher_before: Vec<String>,
    pub(crate) publisher_after: Vec<String>,
    /// What a line begins with that has nothing but the day of publication behind it.
    pub(crate) before_day: HashSet<String, RandomState>,
}

impl Lexicon {
    /// The words that come with the crate.
    pub(crate) fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| {
            let files = FILES.iter().map(|(name, source)| match toml::from_str(source) {
                Ok(file) => file,
                Err(error) => panic!("data/furniture/{name}: {error}"),
            });
            Lexicon::new(&files.collect::<Vec<_>>())
        });
        &BUILTIN
    }

    fn new(files: &[File]) -> Self {
        let (anywhere, opening): (Vec<_>, Vec<_>) =
            phrases(files).into_iter().partition(|(_, _, anchor)| *anchor == Anchor::Any);
        let words = |list: fn(&File) -> &Vec<String>| files.iter().flat_map(list);
        let normalized = |list: fn(&File) -> &Vec<String>| words(list).map(|word| normal(word));
        let byline_start = longest_first(words(|file| &file.byline.start));
        let credit_ends: Vec<String> = normalized(|file| &file.caption.end).collect();
        let joiners = words(|file| &file.byline.joiner).map(|word| joiner(word));
        Self {
            anywhere: Phrasebook::new(&anywhere),
            opening: Phrasebook::new(&opening),
            button_words: button_words(files),
            byline_first: by_first_letter(&byline_start),
            byline_start,
            byline_end: words(|file| &file.byline.end).cloned().collect(),
            joiners: joiners.chain(SIGNS.map(str::to_owned)).collect(),
            not_people: normalized(|file| &file.byline.not_people).collect(),
            roles: normalized(|file| &file.byline.role).collect(),
            no_names: normalized(|file| &file.byline.no_name).collect(),
            particles: words(|file| &file.byline.particle).cloned().collect(),
            leading_away: words(|file| &file.byline.leading_away).cloned().collect(),
            date_labels: date_labels(files),
            surnames: words(|file| &file.byline.surname).cloned().collect(),
            credits: normalized(|file| &file.caption.credit).collect(),
            credit_last: last_characters(&credit_ends),
            credit_ends,
            agencies: normalized(|file| &file.caption.agency).collect(),
            publisher_before: words(|file| &file.publisher.before).cloned().collect(),
            publisher_after: words(|file| &file.publisher.after).cloned().collect(),
            before_day: normalized(|file| &file.date.opening).collect(),
        }
    }

    /// What the phrases say of a block; `text` is [normal]. `whole`: it is all of the block.
    pub(crate) fn hits(&self, text: &str, whole: bool) -> Hits {
        let mut hits = Hits::default();
        let mut best = None;
        let (first, last) = bare_ends(text);
        let mut take = |(meaning, anchor): (Meaning, Anchor), found: Range<usize>| {
            let at_end = whole && found.end >= last;
            if anchor == Anchor::Line && !at_end {
                return;
            }
            match meaning {
                Meaning::Furniture(reason) => best = best.max(Some((anchor, found.len(), reason))),
                Meaning::Published => hits.published = true,
                Meaning::Modified => hits.modified = true,
                Meaning::AsOf => (hits.published, hits.as_of) = (true, true),
                Meaning::OtherDate => hits.other_date = true,
                Meaning::Error => {
                    hits.error = true;
                    hits.error_alone |= whole && found.len() * 3 > 2 * (last - first.min(last));
                }
                Meaning::Consent => hits.consent = true,
                Meaning::Byline => hits.byline = true,
                Meaning::Credit => hits.credit = true,
                Meaning::Publisher => hits.publisher = true,
            }
        };
        self.anywhere.find(text, &mut take);
        // A phrase may begin with a sign: "© ".
        for start in (0..=first).filter(|at| text.is_char_boundary(*at)) {
            self.opening.find_at(text, start, &mut take);
        }
        hits.furniture = best.map(|(anchor, _, reason)| (reason, anchor));
        hits
    }

    /// The reason when every word is one that stands on buttons: "print share email".
    pub(crate) fn buttons(&self, text: &str) -> Option<FurnitureReason> {
        let mut reason = None;
        for word in text.split(|c: char| !is_letter_or_digit(c) && c != '-').filter(|word| !word.is_empty()) {
            if word.bytes().all(|byte| byte.is_ascii_digit()) {
                continue; // "Share 12"
            }
            reason = Some(*self.button_words.get(word)?);
        }
        reason
    }
}

/// All phrases, each once, in one order.
fn phrases(files: &[File]) -> Vec<(String, Meaning, Anchor)> {
    let lists = files.iter().flat_map(File::phrases);
    let mut phrases: Vec<(String, Meaning, Anchor)> = lists
        .flat_map(|(list, meaning, anchor)| list.iter().map(move |it| (normal(it), meaning, anchor)))
        .collect();
    phrases.sort();
    phrases.dedup();
    phrases
}

fn button_words(files: &[File]) -> HashMap<String, FurnitureReason, RandomState> {
    let lists = files.iter().flat_map(|file| &file.furniture);
    lists.flat_map(|(reason, lists)| lists.words.iter().map(|word| (normal(word), *reason))).collect()
}

/// The words of a date's own labels, without those so short that they stand in names: "le".
fn date_labels(files: &[File]) -> HashSet<String, RandomState> {
    let said = files.iter().flat_map(|file| file.date.published.iter().chain(&file.date.modified));
    let labels = said.map(|phrase| normal(phrase.trim_end_matches(':')));
    labels.filter(|phrase| phrase.chars().count() > 3 || phrase.contains(is_wide)).collect()
}

/// So that "published by" is seen before "by".
fn longest_first<'f>(words: impl Iterator<Item = &'f String>) -> Vec<String> {
    let mut words: Vec<String> = words.cloned().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

fn by_first_letter(words: &[String]) -> HashMap<char, Vec<String>, RandomState> {
    let mut found: HashMap<char, Vec<String>, RandomState> = HashMap::default();
    for word in words {
        if let Some(first) = normal(word).chars().next() {
            found.entry(first).or_default().push(word.clone());
        }
    }
    found
}

/// Signs that part names in all languages.
const SIGNS: [&str; 6] = [";", ",", "/", " - ", "，", "；"];

/// A word or sign that parts names; a word of a script that has blanks between words stands between two.
fn joiner(word: &str) -> String {
    let spaced = word.chars().all(|c| is_letter(c) && !is_wide(c));
    if spaced { format!(" {word} ") } else { word.to_owned() }
}

/// The last characters of words, in small letters and in capitals.
fn last_characters(words: &[String]) -> Vec<char> {
    let last = words.iter().filter_map(|word| word.chars().next_back());
    let mut found: Vec<char> = last.flat_map(|c| std::iter::once(c).chain(c.to_uppercase())).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> Option<FurnitureReason> {
        Lexicon::builtin().hits(&normal(text), true).furniture.map(|(reason, _)| reason)
    }

    #[test]
    fn every_file_loads_and_names_itself() {
        for (name, source) in FILES {
            let file: File = toml::from_str(source).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(format!("{}.toml", file._language), *name);
        }
    }

    #[test]
    fn phrases_stand_where_they_must() {
        assert_eq!(reason("You may also like"), Some(FurnitureReason::Related));
        assert_eq!(reason("See also  The mayor resigns"), Some(FurnitureReason::Related));
        assert_eq!(reason("Leave a Comment »"), Some(FurnitureReason::Comments));
        assert_eq!(reason("댓글 쓰기"), Some(FurnitureReason::Comments));
        assert_eq!(reason("The minister did not see also the report"), None);
    }

    #[test]
    fn buttons_are_nothing_but_button_words() {
        let lexicon = Lexicon::builtin();
        assert_eq!(lexicon.buttons("print dictionary print"), Some(FurnitureReason::Navigation));
        assert_eq!(lexicon.buttons("print the report"), None);
        assert_eq!(lexicon.buttons("12"), None);
    }
}

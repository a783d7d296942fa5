//! Names of people no file knows, in scripts that set no words apart.
//!
//! An office stands beside them: "总统沈毓澜", "한도율 서림 대통령", "岸田文雄首相". What is read beside an office once is then
//! found wherever it stands.

mod beside;

use crate::language::Language;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::{Class, class};
use crate::people::office::{BODY, HONORIFIC, KING, leads, reigns};
use crate::scene::Passage;
use crate::scene::uncased::{self, MOST};
use crate::scene::unspaced::beside::{beside, of_realm, of_two_words};
use crate::sentence::{Stretch, items};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::{BTreeMap, BTreeSet};

/// The names found on a page.
#[derive(Debug, Default)]
pub(crate) struct Names {
    automaton: Option<AhoCorasick>,
    /// A name ends where a word does.
    words: bool,
}

impl Names {
    fn of(names: &[String], words: bool) -> Self {
        if names.is_empty() {
            return Self::default();
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names).ok();
        Self { automaton, words }
    }

    /// Where the names stand in a text.
    pub(crate) fn found_in(&self, text: &str) -> Vec<Stretch> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let found = automaton.find_iter(text);
        let ends = |end: usize| !text[end..].chars().next().is_some_and(char::is_alphanumeric);
        let found = found.filter(|found| !self.words || ends(found.end()));
        found.map(|found| Stretch { start: found.start(), end: found.end(), index: usize::MAX }).collect()
    }
}

/// Looks beside every office for a name.
pub(crate) fn names(language: &Language, passages: &[Passage<'_>]) -> Names {
    if language.uncased {
        let names: Vec<String> = uncased::names(language, passages).into_iter().collect();
        return Names::of(&names, true);
    }
    if language.spaces || language.surnames.is_empty() {
        return Names::default();
    }
    let all: String = passages.iter().flat_map(|passage| [passage.text, "\n"]).collect();
    let mut beside_offices = BesideOffices::default();
    for passage in passages {
        beside_offices.read(language, passage, &all);
    }
    let BesideOffices { letters, mut foreign, alone } = beside_offices;
    let dotted = dotted(language, &all);
    foreign.extend(dotted.iter().filter_map(|name| {
        let (given, family) = name.rsplit_once('·')?;
        Some((given.to_owned(), family.to_owned()))
    }));
    let mut names: Vec<String> =
        foreign.into_iter().flat_map(|(given, family)| whole_and_family(&given, family)).collect();
    for (name, whole) in letters.iter().filter(|(name, _)| may_be_name(language, name, &all)).take(MOST) {
        let reign = |(_, number): (&str, &str)| language.reign_behind(number) == number.len();
        if *whole || name.split_once(' ').is_some_and(reign) || is_transliterated(language, name) {
            names.push(name.clone());
        } else {
            names.extend(best(language, name, &all));
        }
    }
    names.extend(alone);
    names.sort_unstable();
    names.dedup();
    Names::of(&names, false)
}

/// What stands beside offices.
#[derive(Debug, Default)]
struct BesideOffices {
    /// Letters among which a name is, and whether they are all of it.
    letters: BTreeMap<String, bool>,
    /// Given and family names of two words.
    foreign: BTreeSet<(String, String)>,
    /// Names that need no second look.
    alone: BTreeSet<String>,
}

impl BesideOffices {
    fn read(&mut self, language: &Language, passage: &Passage<'_>, all: &str) {
        for item in items(language, passage.text, &passage.times, &[], &[]) {
            let sense = item.entry.map(|entry| &entry.sense);
            let Some(Sense::Office(office, ..)) = sense else { continue };
            if office == BODY || item.class != class::OFFICE {
                continue;
            }
            self.foreign.extend(of_two_words(language, all, passage.text, item.start, item.end));
            if office == KING {
                self.alone.extend(of_realm(language, passage.text, item.start));
            }
            // The country stands between a name and the office of who leads it: "한도율 서림 대통령".
            let reach = if leads(office) { 2 } else { 1 };
            let crowned = reigns(office);
            for found in beside(language, all, passage.text, item.start..item.end, reach, crowned) {
                if office == HONORIFIC && is_korean(language, &found.letters) {
                    self.alone.insert(found.letters.clone());
                }
                *self.letters.entry(found.letters).or_default() |= found.whole;
            }
        }
    }
}

/// Whether letters beside an office may be the name of somebody no file knows.
fn may_be_name(language: &Language, letters: &str, all: &str) -> bool {
    let found = language.lexicon.at(letters, 0);
    let is_word = |end: usize| letters[..end].chars().count() > 1;
    // "科尔瓦诺夫" is no 科尔: who is written after the sound throughout is another.
    let longer = |end: usize| end < letters.len() && is_transliterated(language, letters);
    let known = found.is_some_and(|(entry, end)| match entry.sense {
        Sense::Person(_) | Sense::Surname(_) => !longer(end),
        _ => is_word(end),
    });
    let body = || language.private.is_body(letters) || is_holder(language, letters);
    !known && !body() && !begins_known(language, letters, all)
}

/// "조코 위도도 대통령": the first word of a name that the file has.
fn begins_known(language: &Language, letters: &str, all: &str) -> bool {
    let entry = all.find(letters).and_then(|at| Some((at, language.lexicon.at(all, at)?)));
    entry
        .is_some_and(|(at, (entry, end))| matches!(entry.sense, Sense::Person(_)) && end > at + letters.len())
}

/// "哈莉玛总统李总理": behind the office of another a family name with its own, and no name.
fn is_holder(language: &Language, letters: &str) -> bool {
    let second = letters.char_indices().nth(1).map(|(at, _)| at);
    let office = second.and_then(|at| language.lexicon.at(letters, at));
    !language.uncased && office.is_some_and(|(entry, _)| matches!(entry.sense, Sense::Office(..)))
}

/// "한상도 씨": a whole Korean name before what stands behind one out of politeness.
fn is_korean(language: &Language, letters: &str) -> bool {
    let hangul = letters.chars().all(|char| matches!(char, '\u{ac00}'..='\u{d7a3}'));
    hangul && letters.chars().count() == 3 && begins_with_surname(language, letters)
}

/// Names from other scripts by the dot between their words, "马尔科·德尔文": wherever they stand.
fn dotted(language: &Language, all: &str) -> BTreeSet<String> {
    const WORDS: usize = 4;
    let inside = |char: &char| language.transliterated.contains(char);
    let mut found = BTreeSet::new();
    let mut from = 0;
    while let Some(at) = all[from..].find('·').map(|at| from + at).filter(|_| found.len() < MOST) {
        let before: usize = all[..at].chars().rev().take_while(inside).map(char::len_utf8).sum();
        let behind = at + '·'.len_utf8();
        let goes_on = |char: &char| inside(char) || matches!(char, '·' | '-');
        let length: usize = all[behind..].chars().take_while(goes_on).map(char::len_utf8).sum();
        let name = all[at - before..behind + length].trim_end_matches(['·', '-', '于']);
        from = behind + length;
        // Whom the file knows needs no guess.
        let known = name.char_indices().any(|(start, _)| {
            let entry = language.lexicon.at(all, at - before + start);
            entry.is_some_and(|(entry, end)| matches!(entry.sense, Sense::Person(_)) && end > at)
        });
        if known {
            continue;
        }
        let words: Vec<&str> = name.split('·').collect();
        if (2..=WORDS).contains(&words.len()) && words.iter().all(|word| !word.is_empty()) {
            found.insert(name.to_owned());
        }
    }
    found
}

/// A whole name and, where that is more than a letter, the family name alone.
fn whole_and_family(given: &str, family: String) -> Vec<String> {
    let hangul = family.chars().any(|char| matches!(char, '\u{ac00}'..='\u{d7a3}'));
    let whole = if hangul { format!("{given} {family}") } else { format!("{given}·{family}") };
    if family.chars().count() > 1 { vec![whole, family] } else { vec![whole] }
}

/// Whether letters are a name written after its sound, and nothing else.
fn is_transliterated(language: &Language, letters: &str) -> bool {
    transliterated(language, letters).is_some_and(|name| name == letters)
}

/// A name written after its sound, with its numeral: "科尔瓦诺夫", "爱德华四世".
fn transliterated(language: &Language, text: &str) -> Option<String> {
    if let Some(length) = reigning(language, text) {
        return Some(text[..length].to_owned());
    }
    let inside = |char: &char| language.transliterated.contains(char) || matches!(char, '·' | '-');
    let mut name: String = text.chars().take_while(inside).collect();
    // "撒切尔夫人": the last letter begins a word.
    let last = name.char_indices().next_back().map_or(0, |(at, _)| at);
    // "科内因": or is one.
    if last > 0
        && language.lexicon.at(text, last).is_some_and(|(entry, end)| {
            end > name.len() || matches!(entry.sense, Sense::Word(class) if class != class::WORD)
        })
    {
        name.truncate(last);
    }
    // "總統曾於": no name.
    let particle = begins_with_surname(language, &name) && language.private.goes_on_with_particle(&name);
    if particle && name.chars().count() == 2 {
        return None;
    }
    let rest = &text[name.len()..];
    let reign = language.reign_behind(rest);
    if reign > 0 && !name.is_empty() {
        return Some(format!("{name}{}", &rest[..reign]));
    }
    // Two such characters are a name where a list goes on or the clause ends behind them.
    let ends =
        rest.chars().next().is_none_or(|char| !is_letter(char)) || language.goes_on_with(List::And, rest);
    (name.chars().count() >= if ends { 2 } else { 3 }).then_some(name)
}

/// The letters up to a monarch's number, "恩史瓦帝三世", whatever they are.
fn reigning(language: &Language, text: &str) -> Option<usize> {
    const LONGEST: usize = 8;
    let ends =
        text.char_indices().take_while(|(_, char)| is_han(*char)).map(|(at, _)| at).skip(2).take(LONGEST);
    let at = ends.into_iter().find(|at| language.reign_behind(&text[*at..]) > 0)?;
    // "国王会见了威廉四世": a word or a particle is no part of a name.
    let plain = |(start, char): (usize, char)| {
        language.lexicon.at(text, start).is_none_or(|(entry, end)| {
            end == start + char.len_utf8() && !matches!(entry.sense, Sense::Word(_))
        })
    };
    text[..at].char_indices().all(plain).then(|| at + language.reign_behind(&text[at..]))
}

fn is_han(char: char) -> bool {
    matches!(char, '\u{4e00}'..='\u{9fff}' | '々')
}

fn is_letter(char: char) -> bool {
    is_han(char) || matches!(char, '\u{ac00}'..='\u{d7a3}')
}

fn begins_with_surname(language: &Language, name: &str) -> bool {
    let ends = name.char_indices().map(|(at, char)| at + char.len_utf8()).take(2);
    ends.into_iter().any(|end| end < name.len() && language.surnames.contains(&name[..end]))
}

/// The letters up to a word of two or more that the language knows: "科勒逝世" is Köhler's death.
fn up_to_word<'t>(language: &Language, letters: &'t str) -> &'t str {
    let word = |at: &usize| {
        let found = language.lexicon.at(letters, *at);
        found.is_some_and(|(_, end)| letters[*at..end].chars().count() > 1)
    };
    let mut starts = letters.char_indices().map(|(at, _)| at).skip(2);
    starts.find(word).map_or(letters, |at| &letters[..at])
}

fn candidate(language: &Language, letters: &str) -> Option<String> {
    (letters.chars().count() >= 2 && begins_with_surname(language, letters)).then(|| letters.to_owned())
}

/// Of the letters beside an office those that are the name: the longest beginning that comes more than once.
fn best(language: &Language, letters: &str, all: &str) -> Option<String> {
    let ends: Vec<usize> = letters.char_indices().map(|(at, char)| at + char.len_utf8()).collect();
    let often = |name: &str| all.matches(name).take(2).count() > 1;
    // "武田康介": a family name of two letters has as many behind it.
    let second = ends.get(1).is_some_and(|end| language.surnames.contains(&letters[..*end]));
    let lengths = if second { [4, 3] } else { [3, 2] };
    let pick = |length: usize| ends.get(length - 1).map(|end| &letters[..*end]);
    // "구테흐스": in Korean a name ends with its word, but for a particle.
    let hangul = letters.chars().all(|char| matches!(char, '\u{ac00}'..='\u{d7a3}'));
    let particle = |(form, _): &(String, Class)| letters.ends_with(form.as_str());
    if hangul && !language.behind.iter().any(particle) {
        return Some(letters.to_owned());
    }
    let repeated = lengths.into_iter().filter_map(pick).find(|name| often(name));
    // "铃木俊一" once, as well.
    let whole = ends.len() <= 3 || second && !language.private.ends_with_particle(letters);
    repeated.or_else(|| if whole { Some(letters) } else { pick(3) }).map(str::to_owned)
}

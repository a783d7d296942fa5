//! Names of people no file knows, in scripts that set no words apart.
//!
//! An office stands beside them: "总统沈毓澜", "한도율 서림 대통령", "岸田文雄首相". What is read beside an office once is then
//! found wherever it stands.

use crate::language::Language;
use crate::language::lexicon::{Meaning, Sense};
use crate::language::list::List;
use crate::language::pattern::{Class, class};
use crate::people::office::{BODY, LEADING};
use crate::scene::Passage;
use crate::scene::uncased::{self, MOST};
use crate::sentence::{Place, items};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

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
    pub(crate) fn places(&self, text: &str) -> Vec<Place> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let found = automaton.find_iter(text);
        let ends = |end: usize| !text[end..].chars().next().is_some_and(char::is_alphanumeric);
        let found = found.filter(|found| !self.words || ends(found.end()));
        found.map(|found| Place { start: found.start(), end: found.end(), index: usize::MAX }).collect()
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
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut foreign: BTreeSet<(String, String)> = BTreeSet::new();
    let mut alone: BTreeSet<String> = BTreeSet::new();
    for passage in passages {
        let items = items(language, passage.text, &passage.times, &[], &[]);
        for item in &items {
            let sense = item.entry.map(|entry| &entry.sense);
            let Some(Sense::Office(office, ..)) = sense else { continue };
            if office != BODY && item.class == class::OFFICE {
                foreign.extend(of_two_words(language, &all, passage.text, item.start, item.end));
                if office == "king" {
                    alone.extend(of_realm(language, passage.text, item.start));
                }
                // The country stands between a name and the office of who leads it: "한도율 서림 대통령".
                let reach = if LEADING.contains(&office.as_str()) { 2 } else { 1 };
                for name in beside(language, &all, passage.text, item.start..item.end, reach) {
                    *counts.entry(name).or_default() += 1;
                }
            }
        }
    }
    let dotted = dotted(language, &all);
    foreign.extend(dotted.iter().filter_map(|name| {
        let (given, family) = name.rsplit_once('·')?;
        Some((given.to_owned(), family.to_owned()))
    }));
    let mut names: Vec<String> =
        foreign.into_iter().flat_map(|(given, family)| whole_and_family(&given, family)).collect();
    let known = |name: &String| {
        let found = language.lexicon.at(name, 0);
        let is_word = |end: usize| name[..end].chars().count() > 1;
        // "科尔瓦诺夫" is no 科尔: who is written after the sound throughout is another.
        let longer =
            |end: usize| end < name.len() && transliterated(language, name).is_some_and(|it| it == *name);
        found.is_some_and(|(entry, end)| match entry.sense {
            Sense::Person(_) | Sense::Surname(_) => !longer(end),
            _ => is_word(end),
        })
    };
    let body = |name: &String| language.private.is_body(name);
    for name in counts.keys().filter(|name| !known(name) && !body(name)).take(MOST) {
        let reign = |(_, number): (&str, &str)| language.reign_behind(number) == number.len();
        if name.split_once(' ').is_some_and(reign)
            || transliterated(language, name).is_some_and(|whole| whole == *name)
        {
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

/// A monarch's name beside the office, "국왕 아드리안 3세" or "아드리안 3세 국왕": the one word before the number.
fn monarch(language: &Language, text: &str, start: usize, end: usize) -> Option<String> {
    let hangul =
        |word: &str| !word.is_empty() && word.chars().all(|char| matches!(char, '\u{ac00}'..='\u{d7a3}'));
    let behind = || {
        let rest = text[end..].strip_prefix(' ')?;
        let length = rest.find(' ')?;
        let reign = language.reign_behind(&rest[length..]);
        (reign > 0 && hangul(&rest[..length])).then(|| rest[..length + reign].to_owned())
    };
    let before = || {
        let mut words = text[..start].strip_suffix(' ')?.rsplit(' ');
        let (number, name) = (words.next()?, words.next()?);
        let reign = language.reign_behind(number);
        (reign == number.len() && reign > 0 && hangul(name)).then(|| format!("{name} {number}"))
    };
    behind().or_else(before)
}

/// Letters that may be a name directly behind an office or among so many words before it: a family name and up to two
/// letters.
fn beside(language: &Language, all: &str, text: &str, office: Range<usize>, reach: usize) -> Vec<String> {
    let Range { start, end } = office;
    let mut found = Vec::new();
    // Whom the file knows needs no guess: "国王穆罕默德六世".
    let known = |(entry, _): (&Meaning, usize)| matches!(entry.sense, Sense::Person(_));
    if language.lexicon.at(text[end..].trim_start_matches(' '), 0).is_some_and(known) {
        return found;
    }
    let name = transliterated(language, &text[end..]);
    if let Some(name) = name.or_else(|| monarch(language, text, start, end)) {
        return vec![name];
    }
    let behind: String =
        text[end..].trim_start_matches(' ').chars().take_while(|char| is_letter(*char)).take(4).collect();
    found.extend(candidate(language, up_to_word(language, &behind)));
    let before = text[..start].trim_end_matches(' ');
    // Directly before it: "沈毓澜总统".
    let letters: Vec<char> = before.chars().rev().take(3).take_while(|char| is_letter(*char)).collect();
    for length in (2..=letters.len()).rev() {
        let name: String = letters[..length].iter().rev().collect();
        let han = letters.iter().all(|char| ('\u{4e00}'..='\u{9fff}').contains(char));
        if han && begins_with_surname(language, &name) && all.matches(&name).count() > 1 {
            found.push(name);
            break;
        }
    }
    let mut words = before.rsplit([' ', '의', 'の', '，', '、', '。', '「', '“', '（', '(', '\n']);
    for word in words.by_ref().take(reach) {
        let length = word.chars().count();
        if (2..=4).contains(&length)
            && word.chars().all(is_letter)
            && begins_with_surname(language, word)
            && !language.surnames.contains(word)
        {
            found.push(word.to_owned());
        }
    }
    found
}

/// A monarch by one name behind the realm: "카스탈리아의 레오노라 여왕".
fn of_realm(language: &Language, text: &str, start: usize) -> Option<String> {
    let mut words = text[..start].strip_suffix(' ')?.rsplit(' ');
    let (name, realm) = (words.next()?, words.next()?);
    let hangul = name.chars().all(|char| matches!(char, '\u{ac00}'..='\u{d7a3}'));
    let free = language.lexicon.at(name, 0).is_none_or(|(_, end)| end < name.len());
    let of =
        |(form, class): &(String, Class)| language.is(List::Of, *class) && realm.ends_with(form.as_str());
    let fits = hangul && free && name.chars().count() >= LONG && language.behind.iter().any(of);
    fits.then(|| name.to_owned())
}

/// Letters of a foreign name that stands alone, at least.
const LONG: usize = 3;

/// Given and family name beside an office, set apart by spaces: "…의 다니엘 크라프트 대통령", "총리 에바 린드는", the family name
/// alone coming again.
fn of_two_words(
    language: &Language,
    all: &str,
    text: &str,
    start: usize,
    end: usize,
) -> Option<(String, String)> {
    let named = |word: &str| {
        let length = word.chars().count();
        let hangul = word.chars().all(|char| matches!(char, '\u{ac00}'..='\u{d7a3}'));
        let entry = language.lexicon.at(word, 0).filter(|(_, end)| *end == word.len());
        // A given name may be somebody's family name.
        let free = entry.is_none_or(|(entry, _)| matches!(entry.sense, Sense::Surname(_)));
        (1..=6).contains(&length) && hangul && free
    };
    // A given name may have one syllable where a state stands before it: "얀 모라벨".
    let long = |word: &str| word.chars().count() > 1;
    let hangs = |word: &str, list: List| {
        language.behind.iter().any(|(form, class)| language.is(list, *class) && word.ends_with(form.as_str()))
    };
    // Whom the file knows needs no guess.
    let known = |given: &str, family: &str| {
        let whole = format!("{given} {family}");
        let entry = language.lexicon.at(&whole, 0);
        entry.is_some_and(|(entry, _)| matches!(entry.sense, Sense::Person(_)))
    };
    let pair = |given: &str, family: &str| {
        let again = all.matches(family).take(2).count() > 1;
        (again && named(given) && long(given) && named(family) && long(family))
            .then(|| (given.to_owned(), family.to_owned()))
    };
    let before = text[..start].strip_suffix(' ').and_then(|before| {
        let mut words = before.rsplit(' ');
        let (family, given, of) = (words.next()?, words.next()?, words.next()?);
        // "…공화국의 한스 리히터 총리": of a state, named once.
        let state = |(at, _): (usize, char)| {
            let entry = language.lexicon.at(of, at).map(|(entry, _)| &entry.sense);
            matches!(entry, Some(Sense::Word(class)) if language.is(List::State, *class))
        };
        let of_state = hangs(of, List::Of)
            && of.char_indices().any(state)
            && named(given)
            && named(family)
            && long(family)
            && !known(given, family);
        let once = of_state.then(|| (given.to_owned(), family.to_owned()));
        // "카렐리스 대통령", by the family name alone, elsewhere.
        let alone = format!("{family} {}", &text[start..end]);
        let titled = all.matches(&alone).count() > all.matches(&format!("{given} {alone}")).count();
        pair(given, family).filter(|_| hangs(of, List::Of) || titled && !known(given, family)).or(once)
    });
    before.or_else(|| {
        let mut words = text[end..].strip_prefix(' ')?.split(' ');
        let (given, last) = (words.next()?, words.next()?);
        let particle = language.behind.iter().find(|(form, _)| last.ends_with(form.as_str()))?;
        pair(given, &last[..last.len() - particle.0.len()])
    })
}

/// A name written after its sound, with its numeral: "科尔瓦诺夫", "爱德华四世".
fn transliterated(language: &Language, text: &str) -> Option<String> {
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

fn is_letter(char: char) -> bool {
    matches!(char, '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
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
    repeated.or_else(|| if ends.len() <= 3 { Some(letters) } else { pick(3) }).map(str::to_owned)
}

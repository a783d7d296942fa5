//! Where a text speaks of somebody.

use crate::cast::description::{MADE, Surroundings, Words};
use crate::cast::figure::Described;
use crate::cast::namesake::{is_another, is_given_name, is_original, known_alone};
use crate::cast::peers;
use crate::kinds;
use crate::language::Language;
use crate::language::case::Case;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::{Class, class};
use crate::people::People;
use crate::people::country::Country;
use crate::people::office::{HEAD_OF_STATE, PRESIDENT, PRESIDENT_ELECT};
use crate::sentence::item::{Item, class_set, classes, covered, sentences};
use std::ops::Range;

/// Words that mean somebody.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// The items they are, in the block.
    pub(crate) items: Range<usize>,
    pub(crate) said: Described,
    /// Who it is, by position in the cast; `None` where the page does not tell.
    pub(crate) figure: Option<usize>,
}

/// Every mention of a block's items that is more than one capitalised word.
pub(crate) fn mentions(language: &Language, people: &People, text: &str, items: &[Item<'_>]) -> Vec<Mention> {
    let mut found = Vec::new();
    for sentence in sentences(items) {
        let around = Surroundings { language, people, text, items: &items[sentence.clone()] };
        let on_page = |range: Range<usize>| sentence.start + range.start..sentence.start + range.end;
        let told = of_sentence(around).into_iter();
        found.extend(told.map(|(range, said)| Mention { items: on_page(range), said, figure: None }));
    }
    found.sort_by_key(|mention| mention.items.start);
    with_majesty(language, items, &mut found);
    found
}

/// "His Majesty King Harald": the words right before a name are of whom it names.
fn with_majesty(language: &Language, items: &[Item<'_>], mentions: &mut Vec<Mention>) {
    let majesty = |it: &Mention| {
        it.items.len() == 1
            && it.said.name.is_empty()
            && language.is(List::Majesty, items[it.items.start].class)
    };
    for at in (1..mentions.len()).rev() {
        let (before, next) = (&mentions[at - 1], &mentions[at]);
        if majesty(before) && before.items.end == next.items.start && !next.said.name.is_empty() {
            mentions[at].items.start = before.items.start;
            mentions.remove(at - 1);
        }
    }
}

/// Where a sentence speaks of somebody, and what its words there say.
fn of_sentence(around: Surroundings<'_, '_>) -> Vec<(Range<usize>, Described)> {
    const NAMING: [Class; 4] = [class::OFFICE, class::OFFICES, class::KNOWN, class::NAME];
    let Surroundings { language, text, items, .. } = around;
    let makes_office = |class: Class| MADE.iter().any(|(list, _)| language.is(*list, class));
    if !items.iter().any(|item| NAMING.contains(&item.class) || makes_office(item.class)) {
        return Vec::new();
    }
    let mut found = peers::peers(language, text, items);
    let mut taken = vec![false; items.len()];
    found.iter().for_each(|(range, _)| taken[range.clone()].fill(true));
    for (range, said) in candidates(around) {
        if !range.is_empty() && taken[range.clone()].iter().all(|taken| !taken) {
            taken[range.clone()].fill(true);
            found.push((range, said));
        }
    }
    found
}

/// What the patterns find, those that say most first; they may overlap.
fn candidates(around: Surroundings<'_, '_>) -> Vec<(Range<usize>, Described)> {
    let Surroundings { language, items, .. } = around;
    let (classes, held) = (classes(items), class_set(items));
    let mut candidates: Vec<(Range<usize>, Described)> = Vec::new();
    let mut offices = Offices::default();
    for regex in language.mentions.iter().filter(|regex| regex.may_match(&held)) {
        for captures in regex.captures_iter(&classes) {
            let Some(whole) = captures.whole() else { continue };
            let part = |name: &str| captures.name(name).map(|found| covered(&found));
            let given =
                |name: &Range<usize>| is_given_name(language, around.people, around.text, items, name);
            let (whole, name) = match part("name").filter(given) {
                Some(name) => (covered(&whole), Some(name)),
                None => known_alone(language, items, covered(&whole), part("name")),
            };
            if is_original(language, around.text, items, &whole) {
                continue;
            }
            let country = part("place").or_else(|| part("place_behind"));
            let words = Words { name, office: part("office"), country };
            offices.add(language, items, &whole, &words);
            if let Some(said) = candidate(around, &whole, &words) {
                candidates.push((whole, said));
            }
        }
    }
    candidates
        .retain(|(range, said)| !(said.name.is_empty() && is_won(language, items, range)) || language.spaces);
    let of_others = offices.of_others();
    candidates.retain(|(range, _)| !of_others.contains(range));
    // A name says more than an office alone, wherever the two overlap.
    candidates.sort_by_key(|(range, said)| {
        (said.name.is_empty(), range.start, std::cmp::Reverse(range.end), said.office.is_none())
    });
    candidates
}

/// The offices of a sentence that stand beside a name, each by its first item.
#[derive(Debug, Default)]
struct Offices {
    /// Behind one, "Mattarella, the president", with all words of the mention.
    behind: Vec<(Range<usize>, usize)>,
    /// Those of them behind a name of one word.
    single: Vec<(Range<usize>, usize)>,
    /// Right before one: "President Putin".
    before: Vec<usize>,
    /// Before one with a title, or a known one, and a comma: "the Indian prime minister, Mr Rao".
    apposed: Vec<usize>,
}

impl Offices {
    fn add(&mut self, language: &Language, items: &[Item<'_>], whole: &Range<usize>, words: &Words) {
        let (Some(name), Some(office)) = (&words.name, &words.office) else { return };
        let Some(between) = items.get(office.end..name.start) else {
            self.behind.push((whole.clone(), office.start));
            if name.len() == 1 && items[name.start].class == class::NAME {
                self.single.push((whole.clone(), office.start));
            }
            return;
        };
        let titled = between.iter().any(|item| language.is(List::Title, item.class));
        if between.iter().all(|item| item.class != class::COMMA) {
            self.before.push(office.start);
        } else if titled || items[name.clone()].iter().any(|item| item.class == class::KNOWN) {
            self.apposed.push(office.start);
        }
    }

    /// The mentions whose office is another's. "In a letter to Mattarella, President Putin": that of the name behind it.
    /// "Delhi, the Indian prime minister, Mr Rao": between commas that of the one with a title or known.
    fn of_others(self) -> Vec<Range<usize>> {
        let Self { behind, single, before, apposed } = self;
        let behind = behind.into_iter().filter(|(_, office)| before.contains(office));
        let single = single.into_iter().filter(|(_, office)| apposed.contains(office));
        behind.chain(single).map(|(whole, _)| whole).collect()
    }
}

/// What the words that a pattern has captured say, where they mean somebody.
fn candidate(around: Surroundings<'_, '_>, whole: &Range<usize>, words: &Words) -> Option<Described> {
    let Surroundings { language, text, items, .. } = around;
    let has = |list| whole.clone().any(|at| language.is(list, items[at].class));
    let elected = has(List::Elected);
    let mut said = around.describe(words.clone());
    let given = |name: &Range<usize>| is_given_name(language, around.people, text, items, name);
    let given = words.name.as_ref().is_some_and(given);
    if given {
        said.known.clear();
    }
    if said.office.is_none() && said.country.is_some() && words.name.is_some() {
        said.office = peers::shared_office(language, &items[..whole.start]);
    }
    // "Обратился к турецкому коллеге Владимир Путин": the one to whom he turned stands before his name.
    let oblique = ![Case::Nominative, Case::Unknown].contains(&said.case);
    if words.office.is_some() && oblique && language.is_without_ending(&said.name, said.family_only) {
        return None;
    }
    if items.get(whole.start).is_some_and(|first| language.is(List::DativeThe, first.class)) {
        said.case = Case::Dative;
    }
    said.gender = language.genders.told_by(&text[items[whole.start].start..items[whole.end - 1].end]);
    said.elected = elected || said.office.as_deref() == Some(PRESIDENT_ELECT);
    if has(List::Rex) {
        said.sign();
    }
    // Whoever is in office is another.
    let of_state = matches!(said.office.as_deref(), Some(PRESIDENT | HEAD_OF_STATE));
    if elected && said.name.is_empty() && of_state {
        said.office = Some(PRESIDENT_ELECT.to_owned());
    }
    let before = whole.start.checked_sub(1);
    let governed = before.and_then(|at| language.governed(items[at].class));
    if let Some(case) = governed.filter(|_| matches!(said.case, Case::Nominative | Case::Unknown)) {
        said.case = case;
    }
    let another = words.name.as_ref().is_none_or(|name| given || is_another(language, text, items, name));
    (another && !is_nobody(around, whole, words, &said)).then_some(said)
}

/// Whether captured words mean nobody of their own: part of another name, an institution, a place, a day.
fn is_nobody(around: Surroundings<'_, '_>, whole: &Range<usize>, words: &Words, said: &Described) -> bool {
    let Surroundings { language, items, .. } = around;
    // "Writing to Berdimuhamedov, the Russian leader": the office behind the comma is another's.
    let behind =
        words.name.as_ref().zip(words.office.as_ref()).is_some_and(|(name, office)| name.end < office.start);
    if behind && is_foreign(around.people, said) {
        return true;
    }
    // "On the day of Greece President Radev wrote": the country before the office is none of its own.
    let ahead = words
        .country
        .as_ref()
        .zip(words.office.as_ref())
        .is_some_and(|(country, office)| country.start == whole.start && country.end <= office.start);
    if ahead && language.spaces && is_foreign(around.people, said) {
        return true;
    }
    if words.office.is_none() && names_institution(language, items, whole.end) {
        return true;
    }
    if leads_elsewhere(around, words, said) || is_within_word(around, whole, said) {
        return true;
    }
    // "Warschau/Brüssel": places, where a report comes from.
    if said.known.is_empty() && said.name.contains('/') && language.spaces {
        return true;
    }
    let before = whole.start.checked_sub(1);
    let follows = |list| before.is_some_and(|at| language.is(list, items[at].class));
    // "In Chicago, the mayor …": a place.
    let apart =
        words.name.as_ref().zip(words.office.as_ref()).is_some_and(|(name, office)| {
            name.len() == 1 && name.end < office.start && said.known.is_empty()
        });
    // "Dzień Jedności Narodowej": capitals behind such a word name a day.
    let unknown = said.office.is_none() && said.known.is_empty();
    // "In Wolfsburg, a king's cable …": whose the thing is.
    let owned = behind && items.get(whole.end).is_some_and(|next| language.is(List::Possessive, next.class));
    follows(List::In) && (apart || owned) && language.spaces || follows(List::DayHead) && unknown
}

/// "호지명주석": an office alone that is written together with letters of Hangul before it is of the one whom they name.
fn is_within_word(around: Surroundings<'_, '_>, whole: &Range<usize>, said: &Described) -> bool {
    let Surroundings { language, text, items, .. } = around;
    let hangul = |char: char| matches!(char, '\u{ac00}'..='\u{d7a3}');
    let glued = text[..items[whole.start].start].chars().next_back().is_some_and(hangul);
    let first = whole.start.checked_sub(1).map(|at| items[at].class);
    !language.spaces && said.name.is_empty() && said.country.is_none() && glued && first == Some(class::WORD)
}

/// Whether all whom a name may mean lead another country than the one it is said of.
fn is_foreign(people: &People, said: &Described) -> bool {
    let Some(country) = said.country.as_ref().filter(|it| it.code().is_some()) else { return false };
    !said.known.is_empty() && said.known.iter().all(|person| people.people[*person].country != *country)
}

/// "In a message to Meloni, the French president said": behind a comma the office is somebody else's, where none of those
/// whom the name may mean is of the country that is told beside it.
fn leads_elsewhere(around: Surroundings<'_, '_>, words: &Words, said: &Described) -> bool {
    let Surroundings { people, items, .. } = around;
    let Some((name, office)) = words.name.as_ref().zip(words.office.as_ref()) else { return false };
    let behind = items.get(name.end..office.start).and_then(|between| between.first());
    if behind.is_none_or(|item| item.class != class::COMMA) {
        return false;
    }
    let beside = items.get(office.end).and_then(|item| match item.entry.map(|entry| &entry.sense) {
        Some(Sense::Country(code)) => Some(Country::Known(code.clone())),
        _ => None,
    });
    let known = said.country.clone().filter(|country| matches!(country, Country::Known(_)));
    let Some(country) = known.or(beside) else { return false };
    !said.known.is_empty() && said.known.iter().all(|at| people.people[*at].country != country)
}

/// "The Jomo Kenyatta International Airport": capitals go on behind a name up to a word for an institution.
fn names_institution(language: &Language, items: &[Item<'_>], behind: usize) -> bool {
    const LONGEST: usize = 3;
    let names = items[behind..].iter().take(LONGEST).find(|item| item.class != class::NAME);
    let apart = language.spaces && !language.inflected && !language.capital_nouns;
    apart && names.is_some_and(|item| language.is(List::Institution, item.class))
}

/// "当选美国总统", "首相就任": an office that somebody wins is nobody's yet, where words are not set apart.
fn is_won(language: &Language, items: &[Item<'_>], range: &Range<usize>) -> bool {
    const NEAR: usize = 12;
    let wins = |item: &Item<'_>| match item.entry.map(|entry| &entry.sense) {
        Some(Sense::Occasion(label)) => kinds::elects(label),
        _ => false,
    };
    let passed = |item: &&Item<'_>| {
        [class::WORD, class::COUNTRY, class::NUMBER, class::NAME].contains(&item.class)
            || language.is(List::State, item.class)
    };
    let mut before = items[..range.start].iter().rev().take(NEAR).skip_while(passed);
    items.get(range.end).is_some_and(wins) || before.next().is_some_and(wins)
}

//! Where a text speaks of somebody.

use crate::cast::figure::Described;
use crate::cast::namesake::{is_another, known_alone};
use crate::cast::peers;
use crate::kinds;
use crate::language::Language;
use crate::language::case::Case;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::people::country::Country;
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

/// Lists of words that the words around them make an office of: "the head of the Russian state", "His Majesty".
const MADE: [(List, &str); 2] = [(List::Chief, "head-of-state"), (List::Majesty, "king")];

/// Every mention of a block's items that is more than one capitalised word.
pub(crate) fn mentions(language: &Language, text: &str, items: &[Item<'_>]) -> Vec<Mention> {
    let mut found = Vec::new();
    for sentence in sentences(items) {
        let piece = &items[sentence.clone()];
        let has = |wanted: &[char]| piece.iter().any(|item| wanted.contains(&item.class));
        let chief = || piece.iter().any(|item| MADE.iter().any(|(list, _)| language.is(*list, item.class)));
        if !has(&[class::OFFICE, class::OFFICES, class::KNOWN, class::NAME]) && !chief() {
            continue;
        }
        let classes = classes(piece);
        let mut taken = vec![false; piece.len()];
        let on_page = |range: &Range<usize>| sentence.start + range.start..sentence.start + range.end;
        let mut candidates: Vec<(Range<usize>, Described)> = Vec::new();
        // Offices behind a name, "Mattarella, the president", and offices right before one: "President Putin".
        let (mut behind, mut before): (Vec<(Range<usize>, usize)>, Vec<usize>) = (Vec::new(), Vec::new());
        let held = class_set(piece);
        for regex in language.mentions.iter().filter(|regex| regex.may_match(&held)) {
            for captures in regex.captures_iter(&classes) {
                let Some(whole) = captures.whole() else { continue };
                let (whole, own) = (covered(&whole), captures.name("name").map(|found| covered(&found)));
                let (whole, own) = known_alone(language, piece, whole, own);
                let part = |name: &str| match name {
                    "name" => own.clone(),
                    _ => captures.name(name).map(|found| covered(&found)),
                };
                if let (Some(name), Some(office)) = (part("name"), part("office")) {
                    let between = piece.get(office.end..name.start);
                    match between {
                        None => behind.push((whole.clone(), office.start)),
                        Some(between) if between.iter().all(|item| item.class != class::COMMA) => {
                            before.push(office.start);
                        }
                        Some(_) => {}
                    }
                }
                let elected = whole.clone().any(|at| language.is(List::Elected, piece[at].class));
                let mut said = describe(
                    language,
                    text,
                    piece,
                    part("name"),
                    part("office"),
                    part("place").or_else(|| part("place_behind")),
                );
                if said.office.is_none() && said.country.is_some() && part("name").is_some() {
                    said.office = peers::shared_office(language, &piece[..whole.start]);
                }
                // "Обратился к турецкому коллеге Владимир Путин": the one to whom he turned stands before his name.
                let oblique = ![Case::Nominative, Case::Unknown].contains(&said.case);
                if part("office").is_some()
                    && oblique
                    && language.is_without_ending(&said.name, said.family_only)
                {
                    continue;
                }
                let dative =
                    piece.get(whole.start).is_some_and(|first| language.is(List::DativeThe, first.class));
                if dative {
                    said.case = Case::Dative;
                }
                let words = piece[whole.start].start..piece[whole.end - 1].end;
                said.gender = language.genders.told_by(&text[words]);
                said.elected = elected || said.office.as_deref() == Some("president-elect");
                if whole.clone().any(|at| language.is(List::Rex, piece[at].class)) {
                    said.sign();
                }
                // Whoever is in office is another.
                if elected && said.name.is_empty() && said.office.as_deref() == Some("president") {
                    said.office = Some("president-elect".to_owned());
                }
                let before = whole.start.checked_sub(1);
                let governed = before.and_then(|at| language.governed(piece[at].class));
                if let Some(case) = governed.filter(|_| matches!(said.case, Case::Nominative | Case::Unknown))
                {
                    said.case = case;
                }
                if part("name").is_some_and(|name| !is_another(language, text, piece, &name)) {
                    continue;
                }
                if part("office").is_none() && names_institution(language, piece, whole.end) {
                    continue;
                }
                // "In Chicago, the mayor …": a place.
                let held = before.is_some_and(|at| language.is(List::In, piece[at].class));
                let apart = part("name").zip(part("office")).is_some_and(|(name, office)| {
                    name.len() == 1 && name.end < office.start && said.known.is_empty()
                });
                if held && apart && language.spaces {
                    continue;
                }
                // "Dzień Jedności Narodowej": capitals behind such a word name a day.
                let day = before.is_some_and(|at| language.is(List::DayHead, piece[at].class));
                if !(day && said.office.is_none() && said.known.is_empty()) {
                    candidates.push((whole, said));
                }
            }
        }
        for (range, said) in peers::peers(language, text, piece) {
            taken[range.clone()].fill(true);
            found.push(Mention { items: on_page(&range), said, figure: None });
        }
        candidates.retain(|(range, said)| {
            !(said.name.is_empty() && is_won(language, piece, range)) || language.spaces
        });
        // "In a letter to Mattarella, President Putin": the office is that of the name behind it.
        behind.retain(|(_, office)| before.contains(office));
        candidates.retain(|(range, _)| behind.iter().all(|(whole, _)| whole != range));
        // A name says more than an office alone, wherever the two overlap.
        candidates.sort_by_key(|(range, said)| {
            (said.name.is_empty(), range.start, std::cmp::Reverse(range.end), said.office.is_none())
        });
        for (range, said) in candidates {
            if !range.is_empty() && taken[range.clone()].iter().all(|taken| !taken) {
                taken[range.clone()].fill(true);
                found.push(Mention { items: on_page(&range), said, figure: None });
            }
        }
    }
    found.sort_by_key(|mention| mention.items.start);
    found
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

/// "The president of North Lagoda Ann Lee": an adjective alone is no country, the word behind it is none of the name.
fn with_adjective(
    language: &Language,
    text: &str,
    items: &[Item<'_>],
    name: Option<Range<usize>>,
    place: Option<Range<usize>>,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    const LONG: usize = 3;
    let (Some(named), Some(placed)) = (&name, &place) else { return (name, place) };
    let adjective = |at: usize| {
        let word = &text[items[at].start..items[at].end];
        items[at].class == class::NAME
            && language.adjectival.iter().any(|ending| word.ends_with(ending.as_str()))
    };
    let joined = placed.len() == 1 && placed.end == named.start && named.len() >= LONG;
    if !(joined && adjective(placed.start)) {
        return (name, place);
    }
    (Some(named.start + 1..named.end), Some(placed.start..named.start + 1))
}

fn describe(
    language: &Language,
    text: &str,
    items: &[Item<'_>],
    name: Option<Range<usize>>,
    office: Option<Range<usize>>,
    place: Option<Range<usize>>,
) -> Described {
    let mut said = Described::default();
    let (name, place) = with_adjective(language, text, items, name, place);
    let office_word = office.as_ref().map(|range| &items[range.start]);
    let made = office_word.and_then(|item| {
        let made = MADE.iter().find(|(list, _)| language.is(*list, item.class));
        made.map(|(_, office)| (item, *office))
    });
    if let Some(range) = office
        && let Some(item) = items.get(range.start)
        && let Some(Sense::Office(office, case, country)) = item.entry.map(|entry| &entry.sense)
    {
        said.office = Some(office.clone());
        said.country = country.clone().map(Country::Known);
        said.title = Some(text[item.start..item.end].to_lowercase());
        said.case = *case;
    }
    if let Some((item, office)) = made {
        said.office = Some(office.to_owned());
        said.title = Some(text[item.start..item.end].to_lowercase());
    }
    if let Some(range) = place {
        let items = &items[range];
        let known = items.iter().find_map(|item| match item.entry.map(|entry| &entry.sense) {
            Some(Sense::Country(code)) => Some(Country::Known(code.clone())),
            _ => None,
        });
        let written = || {
            let (first, last) = items.first().zip(items.last())?;
            Some(Country::Named(text[first.start..last.end].to_owned()))
        };
        said.country = known.or_else(written).or(said.country);
    }
    if let Some(range) = name {
        let items = &items[range];
        if let (Some(first), Some(last)) = (items.first(), items.last()) {
            said.name = text[first.start..last.end].to_owned();
            // Where ordinals have a point, a numeral's point is the name's.
            let numeral = language.is_numeral(&text[last.start..last.end]);
            if numeral && language.list(List::Ordinal).is_some() && text[last.end..].starts_with('.') {
                said.name.push('.');
            }
            // "フレデリック5世": who has a number reigns.
            let reigns = said.name.char_indices().any(|(at, _)| language.reign_behind(&said.name[at..]) > 0);
            if said.office.is_none() && last.entry.is_none() && reigns {
                said.office = Some("king".to_owned());
            }
            // "King Hamad bin Isa Al Khalifa" begins with a name that is enough.
            let whole =
                |item: &&Item<'_>| matches!(item.entry.map(|entry| &entry.sense), Some(Sense::Person(_)));
            let telling = Some(first).filter(whole).unwrap_or(last);
            match telling.entry.map(|entry| &entry.sense) {
                Some(Sense::Person(people)) => said.known.clone_from(people),
                Some(Sense::Surname(people)) => {
                    said.known.clone_from(people);
                    said.family_only = true;
                }
                _ => {}
            }
            // "Kanclerz Hannie Wolf": her office has no endings, her name tells.
            let given = text[first.start..first.end].trim();
            if said.case == Case::Nominative
                && items.len() > 1
                && let Some(case) = language.given_case(given)
            {
                said.case = case;
            }
            if said.family_only && items.len() > 1 {
                said.given = text[first.start..last.start].trim().to_owned();
            }
            if said.case == Case::Unknown {
                said.case = last.case;
            }
            if said.case == Case::Unknown && said.known.is_empty() {
                said.case = language.sure_case(&said.name).unwrap_or_default();
            }
            if said.case == Case::Unknown && language.is_subject_form(&said.name) {
                said.case = Case::Nominative;
            }
            if language.keeps_title(&text[..first.start], &said.name) {
                let title =
                    text[..first.start].trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
                said.name = format!("{title} {}", said.name);
            }
        }
    }
    said
}

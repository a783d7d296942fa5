//! Names beside an office, in scripts that set no words apart.

use crate::language::Language;
use crate::language::lexicon::{Meaning, Sense};
use crate::language::list::List;
use crate::language::pattern::Class;
use crate::scene::unspaced::{begins_with_surname, candidate, is_han, is_letter, transliterated, up_to_word};
use std::ops::Range;

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

/// Letters beside an office that may be a name.
pub(super) struct Beside {
    pub(super) letters: String,
    /// Marks or other words bound them on both sides: no letter of them is of anything else.
    pub(super) whole: bool,
}

impl Beside {
    fn some(letters: String) -> Self {
        Self { letters, whole: false }
    }
}

/// Letters that may be a name directly behind an office or among so many words before it: a family name and up to two
/// letters. `crowned`: whoever holds the office reigns, and has no family name.
pub(super) fn beside(
    language: &Language,
    all: &str,
    text: &str,
    office: Range<usize>,
    reach: usize,
    crowned: bool,
) -> Vec<Beside> {
    let Range { start, end } = office;
    let mut found = Vec::new();
    // Whom the file knows needs no guess: "国王穆罕默德六世".
    let known = |(entry, _): (&Meaning, usize)| matches!(entry.sense, Sense::Person(_));
    if language.lexicon.at(text[end..].trim_start_matches(' '), 0).is_some_and(known) {
        return found;
    }
    let name = transliterated(language, &text[end..]);
    if let Some(name) = name.or_else(|| monarch(language, text, start, end)) {
        return vec![Beside::some(name)];
    }
    let behind: String =
        text[end..].trim_start_matches(' ').chars().take_while(|char| is_letter(*char)).take(4).collect();
    // "国王任命": no family name begins that.
    let behind = up_to_word(language, &behind);
    // "總統曾於": a word that begins like a family name.
    let behind = if language.private.goes_on_with_particle(behind) { "" } else { behind };
    found.extend(
        candidate(language, behind).filter(|name| !(crowned && name.chars().all(is_han))).map(Beside::some),
    );
    let before = text[..start].trim_end_matches(' ');
    // Directly before it: "沈毓澜总统".
    let letters: Vec<char> = before.chars().rev().take(3).take_while(|char| is_letter(*char)).collect();
    for length in (2..=letters.len()).rev() {
        let name: String = letters[..length].iter().rev().collect();
        let han = letters.iter().all(|char| is_han(*char));
        if han && begins_with_surname(language, &name) && all.matches(&name).count() > 1 {
            found.push(Beside::some(name));
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
            && !language.private.goes_on_with_particle(word)
        {
            let whole = word.chars().all(is_han) && language.private.is_whole(word);
            found.push(Beside { letters: word.to_owned(), whole });
        }
    }
    found.extend(before_body(language, before, start == before.len()));
    found
}

/// "강유정 대통령실 대변인", "권기창 안동시장": a Korean name before the body that an office is of. `glued`: the office is written
/// together with its last letters.
fn before_body(language: &Language, before: &str, glued: bool) -> Option<Beside> {
    let (rest, body) = before.rsplit_once(' ')?;
    let name = rest.rsplit([' ', '\n', ',', '.', '…', '"', '“', ']', ')']).next()?;
    let hangul =
        |word: &str| !word.is_empty() && word.chars().all(|char| matches!(char, '\u{ac00}'..='\u{d7a3}'));
    let hangs = language
        .behind
        .iter()
        .any(|(form, _)| body.ends_with(form.as_str()) || name.ends_with(form.as_str()));
    let known = language.lexicon.at(body, 0).is_some_and(|(_, end)| end == body.len());
    let fits = hangul(body) && (glued || known || language.private.is_body(body)) && !hangs;
    let free = language.lexicon.at(name, 0).is_none_or(|(_, end)| end < name.len());
    let named = fits && free && name.chars().count() == 3 && hangul(name) && !language.private.is_body(name);
    (named && begins_with_surname(language, name)).then(|| Beside { letters: name.to_owned(), whole: true })
}

/// A monarch by one name behind the realm: "카스탈리아의 레오노라 여왕".
pub(super) fn of_realm(language: &Language, text: &str, start: usize) -> Option<String> {
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
pub(super) fn of_two_words(
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

//! Which words of an author line are people's names.

use super::edges::{leading_part, strip_prefix_folded};
use crate::date_span::{is_month, is_weekday};
use crate::flat::is_wide;
use crate::letter::normal;
use crate::lexicon::Lexicon;
use foldhash::fast::RandomState;
use std::collections::HashSet;

/// The people whose names a line begins with.
pub(super) fn people(names: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in split(leading_part(names, lexicon), lexicon).map(|part| before_place(part, lexicon)) {
        // "By Ann Lee, Staff Writer": the first is a person, the second is not, which is fine.
        // "By the river, Ann Lee said": the first is none, so it is no author line at all.
        let says_role = !found.is_empty() && has_word(part, &lexicon.roles);
        if !says_role && !is_person(part, lexicon, Trust::Line) {
            break;
        }
        // "Ann Lee, Berlin"
        let is_place =
            found.first().is_some_and(|first| first.contains(' ')) && is_cased(part) && !part.contains(' ');
        if !says_role && !is_place {
            found.push(tidy(part));
        }
    }
    found
}

/// The parts of what may be several names.
pub(super) fn split<'a>(names: &'a str, lexicon: &'a Lexicon) -> impl Iterator<Item = &'a str> {
    let mut pieces = vec![names];
    for joiner in &lexicon.joiners {
        // Most part nothing.
        if find_folded(names, joiner).is_some() {
            pieces = pieces.into_iter().flat_map(|piece| split_folded(piece, joiner)).collect();
        }
    }
    pieces
        .into_iter()
        .map(|piece| piece.trim().trim_end_matches([',', '.', ':', ';']))
        .filter(|piece| !piece.is_empty())
}

/// "Ann Lee in Geneva" is Ann Lee.
pub(super) fn before_place<'a>(name: &'a str, lexicon: &Lexicon) -> &'a str {
    let spaces = name.match_indices(' ').map(|(at, _)| at).skip(1).take(3);
    let leads = |at: &usize| {
        let mut words = name[*at + 1..].split(' ');
        words.next().is_some_and(|word| lexicon.leading_away.contains(word))
            && words.next().is_some_and(|word| word.starts_with(char::is_uppercase))
            && words.count() <= 2
    };
    spaces.into_iter().find(leads).map_or(name, |at| &name[..at])
}

fn split_folded<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = find_folded(rest, word) {
        pieces.push(&rest[..at]);
        rest = &rest[at + word.len()..];
    }
    pieces.push(rest);
    pieces
}

fn find_folded(text: &str, word: &str) -> Option<usize> {
    // Most words stand between blanks, and signs have no case.
    if let Some(first) = word.bytes().next().filter(|first| first.is_ascii() && !first.is_ascii_alphabetic())
    {
        let second = word.as_bytes().get(1).copied().unwrap_or_default();
        // A letter that is not ASCII may be written otherwise in capitals.
        let may_follow = |at: usize| match text.as_bytes().get(at + 1) {
            _ if word.len() == 1 => true,
            Some(next) => !second.is_ascii() || !next.is_ascii() || next.eq_ignore_ascii_case(&second),
            None => false,
        };
        let mut places = memchr::memchr_iter(first, text.as_bytes()).filter(|at| may_follow(*at));
        return places.find(|at| strip_prefix_folded(&text[*at..], word).is_some());
    }
    text.char_indices().map(|(at, _)| at).find(|at| strip_prefix_folded(&text[*at..], word).is_some())
}

/// How much is known of the text that a name is looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// It is some line of the page.
    Line,
    /// The page itself says that it is an author.
    Field,
}

pub(super) fn is_person(name: &str, lexicon: &Lexicon, trust: Trust) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let length = name.chars().count();
    if words.is_empty() || words.len() > 6 || !(2..=60).contains(&length) {
        return false;
    }
    // A newspaper, not a person.
    if name.starts_with("The ") && words.len() > 1 {
        return false;
    }
    let folded = normal(name);
    if lexicon.not_people.contains(&folded)
        || lexicon.agencies.contains(&folded)
        || name.chars().any(|c| c.is_ascii_digit())
    {
        return false;
    }
    if !name.chars().all(|c| is_plain(c) || matches!(c, '"' | '“' | '”' | '`' | '´')) {
        return false;
    }
    if !is_cased(name) {
        // Arabic names are of several words, Chinese ones of a few signs.
        return length <= 8 || (2..=4).contains(&words.len()) && length <= 30 && !name.contains(is_wide);
    }
    match trust {
        Trust::Field => words.iter().any(|word| is_named(word)) || words.len() <= 3,
        // "van der Berg" is a name, "the old bridge" is none.
        Trust::Line => {
            is_named(words[words.len() - 1])
                && words.iter().filter(|word| !is_named(word)).all(|word| word.chars().count() <= 4)
                && (is_named(words[0]) || words.len() > 2 && words[1..].iter().any(|word| is_named(word)))
        }
    }
}

/// Whether a line that nothing introduces is names of people, by its looks, and what they are: "Ann Lee, Editor".
pub(crate) fn is_signature(line: &str, lexicon: &Lexicon) -> bool {
    let mut parts = split(line, lexicon);
    parts.next().is_some_and(|first| is_lone_name(first, lexicon))
        && parts.all(|part| has_word(part, &lexicon.roles) || is_lone_name(part, lexicon))
}

/// Whether a text is one person's name and nothing else, by its looks.
pub(super) fn is_lone_name(line: &str, lexicon: &Lexicon) -> bool {
    if !line.chars().all(is_plain) {
        return false;
    }
    let folded = normal(line);
    if lexicon.not_people.contains(&folded) || lexicon.agencies.contains(&folded) {
        return false;
    }
    if !is_cased(line) {
        return has_surname(line, lexicon);
    }
    let words: Vec<&str> = line.split(' ').collect();
    let is_particle = |word: &str| lexicon.particles.contains(&normal(word));
    let is_initial = |word: &str| word.ends_with('.') && word.chars().count() <= 5;
    // "MORE NEWS" may stand over anything, and "PrintShare" is two words.
    let is_written_so = |word: &str| {
        word.starts_with(char::is_uppercase)
            && (is_initial(word)
                || word.chars().any(char::is_lowercase)
                    && glued_at(word).is_none_or(|at| at <= LONGEST_PREFIX))
    };
    (2..=5).contains(&words.len())
        && !is_particle(words[0])
        && words.iter().all(|word| is_written_so(word) || !is_named(word) && is_particle(word))
        && words.iter().filter(|word| is_written_so(word) && !is_initial(word)).count() >= 2
        && is_written_so(words[words.len() - 1])
        && !has_word(line, &lexicon.roles)
        && !names_paper(line, lexicon)
        && !words.iter().any(|word| is_month(word) || is_weekday(word))
}

/// Bytes of what a name may have before a second capital: "McDonald", "FitzGerald".
const LONGEST_PREFIX: usize = 4;

/// Where a second capital stands in a word, behind a small letter: "LeeStaff".
pub(super) fn glued_at(word: &str) -> Option<usize> {
    let mut letters = word.char_indices().zip(word.chars().skip(1)).skip(1);
    letters
        .find(|((_, c), next)| c.is_lowercase() && next.is_uppercase())
        .map(|((at, c), _)| at + c.len_utf8())
}

/// Whether signs of East Asia begin with a family's name and go on with one or two signs more.
fn has_surname(line: &str, lexicon: &Lexicon) -> bool {
    let mut ends = line.char_indices().map(|(at, c)| at + c.len_utf8());
    let heads = [ends.next(), ends.next()];
    let given = |end: usize| {
        let rest = &line[end..];
        lexicon.surnames.contains(&line[..end]) && (1..=2).contains(&rest.chars().count())
    };
    line.chars().all(|c| is_wide(c) && c.is_alphabetic()) && heads.into_iter().flatten().any(given)
}

/// Whether a text has words that stand in no person's name, but in those of papers and sections.
pub(super) fn names_paper(text: &str, lexicon: &Lexicon) -> bool {
    has_word(text, &lexicon.no_names)
}

/// Whether one of the words of a text is in a list.
fn has_word(text: &str, list: &HashSet<String, RandomState>) -> bool {
    let mut words = text.split([' ', '-', '/']).filter(|word| !word.is_empty());
    words.any(|word| list.contains(&normal(word)))
}

fn is_cased(name: &str) -> bool {
    name.chars().any(|c| c.is_lowercase() || c.is_uppercase())
}

fn is_named(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase)
}

fn is_plain(c: char) -> bool {
    c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | '‐' | '·') || is_mark(c)
}

/// Combining marks, which scripts of India write vowels with.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{900}'..='\u{DFF}' | '\u{200C}' | '\u{200D}')
}

pub(super) fn tidy(name: &str) -> String {
    crate::fold::fold(name.trim_matches(['"', '“', '”', '\'', '-', '·']))
}

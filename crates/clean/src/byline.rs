//! Who wrote it: author lines into people.

use crate::date_span::{is_month, is_weekday};
use crate::flat::is_wide;
use crate::letter::{is_same_letter, normal};
use crate::lexicon::Lexicon;
use std::borrow::Cow;

/// What a line says of the authors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Byline {
    /// These people.
    People(Vec<String>),
    /// It is an author line, but names nobody: "by admin".
    Nobody,
}

/// The longest author line, in characters, brackets left out.
const LONGEST: usize = 120;

/// Reads a line of the page that may be an author line: it starts with a word such as "By", or
/// ends with one such as "기자".
pub(crate) fn of_line(line: &str, lexicon: &Lexicon) -> Option<Byline> {
    let bare = without_brackets(line);
    let bare = bare.trim();
    if bare.chars().count() > LONGEST || bare.ends_with(['.', '?', '!', '。']) && !bare.ends_with("Jr.") {
        return None;
    }
    if let Some(name) = after_place(bare) {
        return Some(Byline::People(vec![name.to_owned()]));
    }
    let names = after_start(bare, lexicon).or_else(|| before_end(bare, lexicon))?;
    let people = people(names, lexicon);
    if !people.is_empty() {
        return Some(Byline::People(people));
    }
    let nobody = lexicon.not_people.contains(normal(leading_part(names).trim()).as_str());
    nobody.then_some(Byline::Nobody)
}

/// Reads the text of an element that is named as an author's: an author line, or a bare name.
pub(crate) fn of_named(text: &str, lexicon: &Lexicon) -> Option<Byline> {
    if let Some(byline) = of_line(text, lexicon) {
        return Some(byline);
    }
    let bare = text.trim();
    let words = bare.split_whitespace().count();
    let is_name = (2..=4).contains(&words) && bare.chars().any(char::is_uppercase);
    (is_name && is_person(bare, lexicon, Trust::Line)).then(|| Byline::People(vec![tidy(bare)]))
}

/// Whether a label says that an author follows, and nothing else: "Written by", "Verfasst von".
pub(crate) fn announces(label: &str, lexicon: &Lexicon) -> bool {
    let bare = normal(label.trim().trim_end_matches(':'));
    lexicon.byline_start.iter().any(|word| normal(word.trim_end_matches(':')) == bare)
}

/// `ナムホ＝三枝灯里`: a place and who wrote there.
fn after_place(line: &str) -> Option<&str> {
    let (place, name) = line.split_once('＝')?;
    let short = |text: &str, most| {
        (2..=most).contains(&text.chars().count()) && text.chars().all(|c| is_wide(c) && c.is_alphabetic())
    };
    (short(place, 10) && short(name, 6)).then_some(name)
}

/// Reads the value of a field that holds authors and nothing else.
pub(crate) fn of_field(value: &str, lexicon: &Lexicon) -> Vec<String> {
    let bare = without_brackets(value);
    let bare = bare.trim();
    if bare.contains("://") || bare.starts_with("www.") || bare.chars().count() > 2 * LONGEST {
        return Vec::new();
    }
    let names = after_start(bare, lexicon).unwrap_or(bare);
    split(leading_part(names), lexicon)
        .filter(|name| is_person(name, lexicon, Trust::Field))
        .map(tidy)
        .collect()
}

fn after_start<'a>(line: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    lexicon.byline_start.iter().find_map(|word| {
        let rest = strip_prefix_folded(line, word)?;
        // "ByAnn Lee", where elements stand side by side without a blank.
        let glued = word.len() > 1
            && line[..word.len()].chars().last().is_some_and(char::is_lowercase)
            && rest.starts_with(char::is_uppercase);
        let spaced = glued
            || word.ends_with([':', '：', '=', '/', '｜'])
            || rest.starts_with([' ', ':', '：', '/', '=']);
        let rest = rest.trim_start_matches([' ', ':', '：', '/', '=', '|']);
        (spaced && !rest.is_empty()).then_some(rest)
    })
}

fn before_end<'a>(line: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    let ascii = line.is_ascii();
    let may_end = |word: &&String| !ascii || word.is_ascii();
    lexicon.byline_end.iter().filter(may_end).find_map(|word| {
        let at = line.find(word.as_str())?;
        let rest = line[..at].trim_end_matches([' ', ',', '=']);
        (at > 0 && rest.chars().count() <= 40 && line[at + word.len()..].chars().count() <= 30)
            .then_some(rest)
    })
}

fn people(names: &str, lexicon: &Lexicon) -> Vec<String> {
    let found: Vec<&str> = split(leading_part(names), lexicon).collect();
    let sure = found.iter().take_while(|name| is_person(name, lexicon, Trust::Line)).count();
    // "By Ann Lee, Staff Writer": the first is a person, the second is not, which is fine.
    // "By the river, Ann Lee said": the first is none, so it is no author line at all.
    found[..sure].iter().map(|name| tidy(name)).collect()
}

/// Up to a bar, a bullet, a date or an address.
fn leading_part(names: &str) -> &str {
    let stop = names
        .char_indices()
        .find(|(_, c)| {
            matches!(c, '|' | '•' | '–' | '—' | '@' | '<' | '›' | '»' | '\n') || c.is_ascii_digit()
        })
        .map_or(names.len(), |(at, _)| at);
    let part = without_date_words(&names[..stop]);
    // What is left of an e-mail address or a date is its first word.
    let cut_short = names[stop..].starts_with('@');
    match part.rfind(' ') {
        Some(space) if cut_short => &part[..space],
        _ => part,
    }
}

/// Cuts off what a date leaves behind before its figures: "Ann Lee on January", "Ann Lee am Samstag".
fn without_date_words(names: &str) -> &str {
    let mut rest = names;
    let mut cut = false;
    loop {
        let bare = rest.trim_end_matches([' ', ',', '.', ':']);
        let last = bare.rfind(' ').map_or(0, |at| at + 1);
        let word = bare[last..].trim_end_matches('.');
        let dates = last > 0 && (is_month(word) || is_weekday(word));
        // "am", "on", "le": two letters in lower case before what was cut.
        let joins =
            cut && last > 0 && word.chars().count() <= 3 && bare[last..].starts_with(char::is_lowercase);
        if !dates && !joins {
            return if cut { bare } else { names };
        }
        cut = true;
        rest = &bare[..last];
    }
}

fn split<'a>(names: &'a str, lexicon: &'a Lexicon) -> impl Iterator<Item = &'a str> {
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
        let mut places = memchr::memchr_iter(first, text.as_bytes());
        return places.find(|at| strip_prefix_folded(&text[*at..], word).is_some());
    }
    text.char_indices().map(|(at, _)| at).find(|at| strip_prefix_folded(&text[*at..], word).is_some())
}

/// Strips a prefix in whatever case it is written.
pub(crate) fn strip_prefix_folded<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    // Most texts begin with another letter.
    if !is_same_letter(text.chars().next()?, prefix.chars().next()?) {
        return None;
    }
    let head = text.get(..prefix.len())?;
    let same = head.is_ascii() && head.eq_ignore_ascii_case(prefix)
        || !head.is_ascii() && (head == prefix || head.to_lowercase() == prefix.to_lowercase());
    same.then(|| &text[prefix.len()..])
}

/// How much is known of the text that a name is looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// It is some line of the page.
    Line,
    /// The page itself says that it is an author.
    Field,
}

fn is_person(name: &str, lexicon: &Lexicon, trust: Trust) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let length = name.chars().count();
    if words.is_empty() || words.len() > 6 || !(2..=60).contains(&length) {
        return false;
    }
    // A newspaper, not a person.
    if name.starts_with("The ") && words.len() > 1 {
        return false;
    }
    if lexicon.not_people.contains(normal(name).as_str()) || name.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    let plain = |c: char| {
        c.is_alphabetic()
            || matches!(c, ' ' | '.' | '\'' | '’' | '-' | '‐' | '·' | '"' | '“' | '”' | '`' | '´')
            || is_mark(c)
    };
    if !name.chars().all(plain) {
        return false;
    }
    let caseless = name.chars().all(|c| !c.is_alphabetic() || (!c.is_lowercase() && !c.is_uppercase()));
    if caseless {
        // Arabic names are of several words, Chinese ones of a few signs.
        return length <= 8 || (2..=4).contains(&words.len()) && length <= 30 && !name.contains(is_wide);
    }
    let named = |word: &&str| word.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase);
    match trust {
        Trust::Field => words.iter().any(named) || words.len() <= 3,
        // "van der Berg" is a name, "the old bridge" is none.
        Trust::Line => {
            named(&words[words.len() - 1])
                && words.iter().filter(|word| !named(word)).all(|word| word.chars().count() <= 4)
                && (named(&words[0]) || words.len() > 2 && words[1..].iter().any(named))
        }
    }
}

/// Combining marks, which scripts of India write vowels with.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{900}'..='\u{DFF}' | '\u{200C}' | '\u{200D}')
}

fn tidy(name: &str) -> String {
    crate::fold::fold(name.trim_matches(['"', '“', '”', '\'', '-', '·']))
}

fn without_brackets(line: &str) -> Cow<'_, str> {
    if !line.contains(['[', '(', '<', '（', '［']) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    let mut depth = 0_usize;
    for c in line.chars() {
        match c {
            '[' | '(' | '<' | '（' | '［' => depth += 1,
            ']' | ')' | '>' | '）' | '］' if depth > 0 => depth -= 1,
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<Byline> {
        of_line(text, Lexicon::builtin())
    }

    fn people(names: &[&str]) -> Option<Byline> {
        Some(Byline::People(names.iter().map(|&name| name.to_owned()).collect()))
    }

    #[test]
    fn author_lines() {
        assert_eq!(line("BY MARA TOLVEN [[email protected]]"), people(&["MARA TOLVEN"]));
        assert_eq!(line("By Ann Lee and Bo Park, Staff Writers"), people(&["Ann Lee", "Bo Park"]));
        assert_eq!(line("Von Jana van der Berg | 12. Mai 2023"), people(&["Jana van der Berg"]));
        assert_eq!(line("Par Élodie Marchand et Luc Petit"), people(&["Élodie Marchand", "Luc Petit"]));
        assert_eq!(line("Автор: Анна Белова"), people(&["Анна Белова"]));
        assert_eq!(line("박서윤 기자 park@gull.example"), people(&["박서윤"]));
        assert_eq!(line("By Ann Lee, The Tern Courier"), people(&["Ann Lee"]));
        assert_eq!(line("كتبت ليان الصواري"), people(&["ليان الصواري"]));
        assert_eq!(line("東京＝三枝灯里"), people(&["三枝灯里"]));
        assert_eq!(line("ByAnn Lee"), people(&["Ann Lee"]));
        assert_eq!(line("By Ann Lee on January 12, 2024"), people(&["Ann Lee"]));
        assert_eq!(line("Von Jana Berg am Samstag, 5. Mai"), people(&["Jana Berg"]));
        assert_eq!(line("by admin"), Some(Byline::Nobody));
    }

    #[test]
    fn prose_is_no_author_line() {
        for text in [
            "By the river the old bridge fell",
            "By Monday, all was over.",
            "Von der Brücke blieb nichts übrig",
            "by far the best bridge in town",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }

    #[test]
    fn fields_need_no_introduction() {
        let field = |text| of_field(text, Lexicon::builtin());
        assert_eq!(field("Ann Lee, Bo Park"), ["Ann Lee", "Bo Park"]);
        assert_eq!(field("By Ann Lee"), ["Ann Lee"]);
        assert!(field("admin").is_empty());
        assert!(field("https://gull.example/author/ann").is_empty());
    }
}

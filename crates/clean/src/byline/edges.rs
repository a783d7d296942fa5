//! Where in a line the names of authors begin and end.

use super::names::glued_at;
use crate::date_span::{self, is_month, is_weekday};
use crate::flat::is_wide;
use crate::letter::{each_lower, is_letter_or_digit, is_same_letter, normal};
use crate::lexicon::Lexicon;

/// `ナムホ＝三枝灯里`: a place and who wrote there.
pub(super) fn after_place(line: &str) -> Option<&str> {
    let (place, name) = line.split_once('＝')?;
    let short = |text: &str, most| {
        (2..=most).contains(&text.chars().count()) && text.chars().all(|c| is_wide(c) && c.is_alphabetic())
    };
    (short(place, 10) && short(name, 6)).then_some(name)
}

/// What follows a word such as "By" that the line begins with.
pub(super) fn after_start<'a>(line: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    lexicon.byline_start.iter().find_map(|word| {
        let rest = strip_prefix_folded(line, word)?;
        // "ByAnn Lee", where elements stand side by side without a blank.
        let glued = word.len() > 1
            && line[..word.len()].chars().last().is_some_and(char::is_lowercase)
            && rest.starts_with(char::is_uppercase);
        (glued || is_spaced(word, rest)).then(|| names_of(rest)).filter(|rest| !rest.is_empty())
    })
}

/// What follows a label such as "Author:" within the line.
pub(super) fn after_label<'a>(line: &'a str, lexicon: &'a Lexicon) -> Option<&'a str> {
    let labels = |word: &str| word.ends_with([':', '：']);
    line.contains([':', '：']).then(|| within(line, lexicon, labels).next()).flatten()
}

/// What follows such words within the line, wherever one stands; of those at one place the longest first.
pub(super) fn within<'a>(
    line: &'a str,
    lexicon: &'a Lexicon,
    fits: fn(&str) -> bool,
) -> impl Iterator<Item = &'a str> {
    let mut before = ' ';
    let places = line.char_indices().filter_map(move |(at, c)| {
        let begins = !is_letter_or_digit(before) || is_wide(before);
        before = c;
        let mut first = c;
        each_lower(c, |lower| first = lower);
        Some((at, begins, lexicon.byline_first.get(&first)?))
    });
    places.flat_map(move |(at, begins, words)| {
        words.iter().filter_map(move |word| {
            let label = word.ends_with(is_label_end);
            if !fits(word) || !label && (!begins || word.chars().nth(1).is_none()) {
                return None;
            }
            let rest = strip_prefix_folded(&line[at..], word)?;
            is_spaced(word, rest).then(|| names_of(rest)).filter(|rest| !rest.is_empty())
        })
    })
}

fn is_label_end(c: char) -> bool {
    matches!(c, ':' | '：' | '=' | '/' | '｜' | '・')
}

fn is_spaced(word: &str, rest: &str) -> bool {
    word.ends_with(is_label_end) || rest.starts_with([' ', ':', '：', '/', '='])
}

fn names_of(rest: &str) -> &str {
    rest.trim_start_matches([' ', ':', '：', '/', '=', '|'])
}

/// What stands before a word such as "기자".
pub(super) fn before_end<'a>(line: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    let ascii = line.is_ascii();
    let may_end = |word: &&String| !ascii || word.is_ascii();
    lexicon.byline_end.iter().filter(may_end).find_map(|word| {
        let at = line.find(word.as_str())?;
        let rest = line[..at].trim_end_matches([' ', ',', '=']);
        (at > 0 && rest.chars().count() <= 40 && line[at + word.len()..].chars().count() <= 30)
            .then_some(rest)
    })
}

/// Up to a bar, a bullet, a date, an address, or the label of something else.
pub(super) fn leading_part<'a>(names: &'a str, lexicon: &Lexicon) -> &'a str {
    let stop = names
        .char_indices()
        .find(|(_, c)| {
            matches!(c, '|' | '•' | '–' | '—' | '@' | '<' | '›' | '»' | '\n') || c.is_ascii_digit()
        })
        .map_or(names.len(), |(at, _)| at);
    let figure = names[stop..].starts_with(|c: char| c.is_ascii_digit());
    let part = unglued(without_date_words(&names[..stop], figure), lexicon);
    let part = before_label(part, lexicon);
    // What is left of an e-mail address or a date is its first word.
    let cut_short = names[stop..].starts_with('@');
    match part.rfind(' ') {
        Some(space) if cut_short => &part[..space],
        _ => part,
    }
}

/// Up to a word that says what others did: "Ann Lee. Photos: Bo Park", "李强 编辑：王伟".
fn before_label<'a>(names: &'a str, lexicon: &Lexicon) -> &'a str {
    let mut starts = names.match_indices(' ').map(|(at, _)| at + 1);
    let is_label = |at: &usize| {
        let mut words = names[*at..].split(' ');
        let word = words.next().unwrap_or_default();
        let end = word.find(is_label_end).unwrap_or(word.len());
        let bare = normal(&word[..end]);
        let next = words.next().unwrap_or_default();
        let is_credit = || lexicon.credits.contains(&bare);
        let is_date = |label: &str| lexicon.date_labels.contains(label);
        if is_date(&bare)
            || is_date(&format!("{bare} {}", normal(next)))
            || word[end..].starts_with([':', '：'])
        {
            return true;
        }
        // "Photo by"
        let introduced = || lexicon.byline_start.contains(&normal(next));
        (end < word.len() || !word.is_ascii() || introduced()) && is_credit()
    };
    starts.find(is_label).map_or(names, |at| &names[..at])
}

/// Up to a word that hangs on a name without a blank and is none of it: "Ann LeeStaff Writer", "Ann LeeMarch".
fn unglued<'a>(names: &'a str, lexicon: &Lexicon) -> &'a str {
    let starts = std::iter::once(0).chain(names.match_indices(' ').map(|(at, _)| at + 1));
    let cut = |start: usize| {
        let word = names[start..].split(' ').next().unwrap_or_default();
        let at = glued_at(word)?;
        let hung = normal(word[at..].trim_end_matches(['.', ',', ':']));
        let is_other =
            is_month(&hung) || lexicon.roles.contains(&hung) || lexicon.date_labels.contains(&hung);
        is_other.then_some(start + at)
    };
    starts.into_iter().find_map(cut).map_or(names, |at| &names[..at])
}

/// Cuts off what a date leaves behind before its figures: "Ann Lee on January", "Ann Lee am Samstag"; "Ann Lee on",
/// where a `figure` follows.
fn without_date_words(names: &str, figure: bool) -> &str {
    let mut rest = names;
    let mut cut = false;
    loop {
        let bare = rest.trim_end_matches([' ', ',', '.', ':']);
        let last = bare.rfind(' ').map_or(0, |at| at + 1);
        let word = bare[last..].trim_end_matches('.');
        let dates = last > 0 && (is_month(word) || is_weekday(word));
        // "am", "on", "le": two letters in lower case before what was cut.
        let joins = (cut || figure)
            && last > 0
            && word.chars().count() <= 3
            && bare[last..].starts_with(char::is_lowercase);
        if !dates && !joins {
            return if cut { bare } else { names };
        }
        cut = true;
        rest = &bare[..last];
    }
}

/// What is left of a line without its dates, in pieces: between bars, bullets and commas. A place stands before a
/// comma and the date: "New York, 12 March 2024".
pub(super) fn pieces_beside_dates(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = line;
    for date in date_span::stretches(line) {
        let Some((before, after)) = rest.split_once(date) else { continue };
        let is_place = pieces.is_empty() && before.trim_end().ends_with(',');
        pieces.extend(Some(before).filter(|_| !is_place));
        rest = after;
    }
    pieces.push(rest);
    let bars = |c: char| matches!(c, '|' | '•' | '·' | '–' | '—' | '/' | '›' | '»' | ',' | '，' | '・');
    let parts = pieces.into_iter().flat_map(|piece| piece.split(bars)).flat_map(|piece| piece.split(" - "));
    parts.map(|part| part.trim_matches([' ', '-', '.', ':'])).filter(|part| !part.is_empty()).collect()
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

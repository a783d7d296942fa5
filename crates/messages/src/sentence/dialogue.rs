//! Speech that a dash opens, "—Esperamos —dijo el portavoz—. Mañana veremos.", and marked words that dashes break off,
//! «Мы ждём, — сказал он. — Завтра увидим».

use crate::language::Language;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::sentence::quotation::Quotation;

/// The words spoken in lines that begin with a dash and say who speaks.
pub(crate) fn turns(language: &Language, text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut begins = 0;
    for line in text.split_inclusive('\n') {
        let shifted = |turn: Quotation| Quotation {
            outer_start: turn.outer_start + begins,
            outer_end: turn.outer_end + begins,
            start: turn.start + begins,
            end: turn.end + begins,
            open: turn.open,
        };
        found.extend(of_line(language, line).into_iter().map(shifted));
        begins += line.len();
    }
    found
}

/// The turns of one line; none where no verb of saying stands behind another dash: such a line is one of a list.
fn of_line(language: &Language, text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let Some(mut start) = opened(text) else { return found };
    let mut outer_start = 0;
    while let Some(aside) = aside(language, text, start) {
        push(&mut found, text, outer_start, start, aside.begins);
        // The dash that closes the speech is a mark like any other.
        if let Some(turn) = found.last_mut().filter(|turn| turn.start == start) {
            turn.outer_end = aside.words;
        }
        // What the speaker says behind the aside goes on until the next.
        let Some(ends) = aside.ends else { return found };
        outer_start = ends;
        start = ends + text[ends..].len() - text[ends..].trim_start_matches(resumes).len();
    }
    if !found.is_empty() {
        push(&mut found, text, outer_start, start, text.len());
    }
    found
}

/// The parts of marked words that verbs of saying stand between, set off by dashes; the words as they are, where none does.
pub(crate) fn parted(language: &Language, text: &str, quote: Quotation) -> Vec<Quotation> {
    let words = &text[..quote.end];
    let mut found = Vec::new();
    let mut rest = quote;
    while let Some(aside) = aside(language, words, rest.start).filter(|it| breaks_off(words, it.begins))
        && let Some(ends) = aside.ends
    {
        let first = text[rest.start..aside.begins].trim_end().len();
        found.push(Quotation { outer_end: aside.words, end: rest.start + first, open: false, ..rest });
        // The mark before the second dash ends the aside, and no sentence.
        let outer_start = words[..ends].trim_end().trim_end_matches(['.', ',']).len();
        let start = words.len() - words[ends..].trim_start_matches(resumes).len();
        rest = Quotation { outer_start, start, ..rest };
    }
    found.push(rest);
    found.retain(|part| part.start < part.end);
    found
}

/// Whether words are broken off by a dash with a mark before it: "…, —", "…! —".
fn breaks_off(text: &str, dash: usize) -> bool {
    text[..dash].trim_end().ends_with([',', '.', '!', '?', '…'])
}

/// "—dijo el portavoz—" among spoken words.
struct Aside {
    /// Where its dash stands.
    begins: usize,
    /// Where its words begin.
    words: usize,
    /// Where the dash stands that leads back to the speech.
    ends: Option<usize>,
}

fn is_dash(char: char) -> bool {
    matches!(char, '—' | '–' | '―')
}

/// Marks between an aside and the speech behind it.
fn resumes(char: char) -> bool {
    is_dash(char) || char.is_whitespace() || ".,:;".contains(char)
}

/// Where the words begin behind the dash that opens a passage.
fn opened(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(is_dash).or_else(|| text.strip_prefix("- "))?;
    let words = rest.trim_start();
    (!words.is_empty()).then(|| text.len() - words.len())
}

/// Verbs that stand behind the first dash of an aside; to mark a day is to note something there.
const SAYS: [List; 3] = [List::Speaking, List::Stands, List::Mark];

/// The next dash with a verb of saying behind it.
fn aside(language: &Language, text: &str, from: usize) -> Option<Aside> {
    let dashes = || text[from..].char_indices().filter(|(_, char)| is_dash(*char)).map(|(at, _)| from + at);
    let behind =
        |at: usize| text[at..].trim_start_matches(|char: char| is_dash(char) || char.is_whitespace());
    let says = |at: &usize| {
        let behind = behind(*at);
        language.lexicon.at(behind, 0).is_some_and(
            |(entry, _)| matches!(entry.sense, Sense::Word(class) if language.is_any(&SAYS, class)),
        )
    };
    let begins = dashes().find(says)?;
    let words = text.len() - behind(begins).len();
    Some(Aside { begins, words, ends: dashes().find(|at| *at > begins) })
}

/// Notes words that are any; the comma before an aside is no word of the speech.
fn push(found: &mut Vec<Quotation>, text: &str, outer_start: usize, start: usize, end: usize) {
    let words = text[start..end].trim_end();
    if words.chars().any(char::is_alphanumeric) {
        let end = start + words.len();
        found.push(Quotation { outer_start, outer_end: end, start, end, open: false });
    }
}

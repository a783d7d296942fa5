//! Flattened text into pieces: which lines belong together.
//!
//! In most dumps a line is a paragraph. In some, paragraphs are hard-wrapped; such lines are
//! joined again. A paragraph is taken for wrapped when every line but its last is so full that
//! the next line's first word would not have fitted; of two lines that is known by the other
//! paragraphs of the page. And wherever a long line stops in the middle of a sentence, or between
//! a month and its day, the next goes on with it.

use crate::date_span::{self, is_month, is_weekday};
use crate::draft::{Draft, Drafts, Hints, Shape};
use crate::features::ends_sentence;
use crate::fold::{Folder, is_blank};
use crate::letter::{is_letter, is_letter_or_digit, is_longer};
use std::ops::Range;

/// Lines wider than this are not wrapped lines.
const WIDEST_WRAP: usize = 130;
/// Lines narrower than this are menus and verses.
const NARROWEST_WRAP: usize = 40;

/// Shorter lines are not taken for the start of a sentence that the next line goes on with.
const SHORTEST_CUT: usize = 60;

/// No line that is a date and nothing else is longer, in characters.
const LONGEST_DATE: usize = 45;

/// The lines of most pages have fewer bytes: from so many on there is room for all of them at once.
const LONG_LINE: usize = 64;

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Cuts flattened text into pieces with their code point offsets.
pub(crate) fn drafts(raw: &str) -> Drafts {
    let lines = lines(raw);
    let mut folder = Folder::with_room(raw.len());
    let mut list = Vec::with_capacity(lines.len());
    let groups = || lines.split_inclusive(|line| line.gap_after);
    let page_width = groups().filter_map(wrap_width).max();
    for group in groups() {
        let width = wrap_width(group).or_else(|| page_width.filter(|_| group.len() == 2));
        let mut first = 0;
        while first < group.len() {
            let mut last = first;
            while last + 1 < group.len()
                && (joins(&group[last], &group[last + 1], width)
                    || goes_on(raw, &group[last], &group[last + 1]))
            {
                last += 1;
            }
            list.extend(draft(raw, &group[first..=last], &mut folder));
            first = last + 1;
        }
    }
    Drafts { text: folder.into_text(), list, breaks: Vec::new() }
}

/// A line that is not blank, without the blanks at its ends.
struct Line {
    bytes: Range<usize>,
    points: Range<usize>,
    /// Width in columns, blanks in front included: wide characters count twice.
    width: usize,
    /// Width of the first word, or of what cannot be parted where words are not.
    first_word: usize,
    /// Whether it ends as a sentence does.
    ends: bool,
    /// How many blanks stand before it.
    indent: usize,
    bullet: bool,
    /// A blank line, or the end, follows.
    gap_after: bool,
}

fn lines(raw: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(raw.len() / LONG_LINE);
    // A byte order mark is no part of the first line.
    let (mut start, mut points) =
        if raw.starts_with(BYTE_ORDER_MARK) { (BYTE_ORDER_MARK.len_utf8(), 1) } else { (0, 0) };
    while start < raw.len() {
        let piece = &raw[start..line_end(raw, start)];
        let ascii = piece.is_ascii();
        let mut end = None;
        match line(piece, ascii, start, points) {
            Some(line) => {
                // What is blank behind it has been counted by nobody.
                end = Some(line.points.end + count_of(&raw[line.bytes.end..start + piece.len()], ascii));
                lines.push(line);
            }
            // The `\n` of `\r\n` makes a piece of its own, which is no blank line.
            None if piece == "\n" && raw[..start].ends_with('\r') => {}
            None => {
                if let Some(last) = lines.last_mut() {
                    last.gap_after = true;
                }
            }
        }
        points = end.unwrap_or_else(|| points + count_of(piece, ascii));
        start += piece.len();
    }
    if let Some(last) = lines.last_mut() {
        last.gap_after = true;
    }
    lines
}

/// Where the line that starts there ends, its break included.
fn line_end(raw: &str, start: usize) -> usize {
    let bytes = raw.as_bytes();
    let mut at = start;
    // 0xE2 is the first byte of the separators of lines and paragraphs, and of much else.
    while let Some(found) = memchr::memchr3(b'\n', b'\r', 0xE2, &bytes[at..]) {
        at += found;
        match bytes[at..] {
            [b'\n' | b'\r', ..] => return at + 1,
            [_, 0x80, 0xA8 | 0xA9, ..] => return at + 3,
            _ => at += 3,
        }
    }
    raw.len()
}

/// How many code points a text has, of which it is known whether it is ASCII.
fn count_of(text: &str, ascii: bool) -> usize {
    if ascii { text.len() } else { text.chars().count() }
}

fn line(piece: &str, ascii: bool, start: usize, points: usize) -> Option<Line> {
    let bare = piece.trim_start_matches(is_blank);
    let indent = piece.len() - bare.len();
    let indent_points = count_of(&piece[..indent], ascii);
    let bare = bare.trim_end_matches(is_blank);
    if bare.is_empty() {
        return None;
    }
    let bytes = start + indent..start + indent + bare.len();
    let first_point = points + indent_points;
    let first_word = bare.split(is_blank).next().unwrap_or(bare);
    let count = count_of(bare, ascii);
    let narrow = ascii || !may_be_wide(bare);
    Some(Line {
        bytes,
        points: first_point..first_point + count,
        width: indent_points + if narrow { count } else { width(bare) },
        first_word: if narrow { count_of(first_word, ascii) } else { first_unit(first_word) },
        indent: indent_points,
        bullet: bare.starts_with(['•', '‣', '▪', '■', '●', '◆', '▶', '►', '·', '*', '–', '—', '-'])
            && bare.chars().nth(1).is_some_and(is_blank),
        ends: ends_sentence(bare),
        gap_after: false,
    })
}

/// Width of what stands together at a word's start, of which some characters may be wide: Korean is broken between words,
/// Chinese and Japanese behind any sign but before those that close something.
fn first_unit(word: &str) -> usize {
    let mut characters = word.chars();
    let Some(first) = characters.next().filter(|first| is_unspaced(*first)) else { return width(word) };
    let closing = characters.take_while(|c| is_wide(*c) && !is_letter_or_digit(*c));
    width(first.encode_utf8(&mut [0; 4])) + 2 * closing.count()
}

/// Wide characters of scripts that put no blanks between words.
fn is_unspaced(character: char) -> bool {
    is_wide(character) && !matches!(character, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Whether there may be wide characters in a text: they begin with 0xE1, 0xE2 or a higher byte, and of those with 0xE2
/// only the ones that go on with 0xBA and more are wide, which signs of punctuation do not.
fn may_be_wide(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Most texts in letters of Europe have none of these bytes, which is seen at once.
    if bytes.iter().fold(0, |most, byte| most.max(*byte)) < 0xE1 {
        return false;
    }
    let pairs = bytes.iter().zip(&bytes[1..]);
    pairs.fold(false, |any, (one, two)| any | (*one == 0xE1 || *one == 0xE2 && *two >= 0xBA || *one > 0xE2))
}

/// How many columns a text takes.
fn width(text: &str) -> usize {
    text.chars().map(|character| if is_wide(character) { 2 } else { 1 }).sum()
}

/// East Asian wide characters, as far as text is set in them.
pub(crate) fn is_wide(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFD}')
}

/// The width the lines of a group are wrapped at, when they are.
fn wrap_width(group: &[Line]) -> Option<usize> {
    let widest = group.iter().map(|line| line.width).max()?;
    if group.len() < 3 || !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest) {
        return None;
    }
    // Sentences end anywhere in wrapped lines; where most lines end one, each line is a paragraph.
    let sentences = group.iter().filter(|line| line.ends).count();
    if sentences * 2 > group.len() {
        return None;
    }
    // A text of several wrapped paragraphs without blank lines has a short line here and there.
    let full = group.windows(2).filter(|pair| is_full(&pair[0], &pair[1], widest)).count();
    (full * 10 >= (group.len() - 1) * 7).then_some(widest)
}

/// Whether the next line's first word would not have fitted.
fn is_full(line: &Line, next: &Line, width: usize) -> bool {
    line.width + 1 + next.first_word > width
}

fn joins(line: &Line, next: &Line, width: Option<usize>) -> bool {
    width.is_some_and(|width| is_full(line, next, width)) && !next.bullet && next.indent <= line.indent + 1
}

/// Whether a line stops in the middle of a sentence that the next one goes on with. Of 375 such pairs of lines on
/// pages whose articles are known, 279 stood in the article as one text and none as two.
fn goes_on(raw: &str, line: &Line, next: &Line) -> bool {
    if !(SHORTEST_CUT..=WIDEST_WRAP).contains(&line.width) || next.bullet {
        return false;
    }
    let (text, rest) = (&raw[line.bytes.clone()], &raw[next.bytes.clone()]);
    if rest.starts_with(char::is_lowercase) {
        return text.ends_with(|c| c == ',' || is_letter_or_digit(c)) && !is_date(rest);
    }
    let last = || text.rsplit(is_blank).next().unwrap_or(text);
    rest.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(is_letter) && is_month(last())
}

/// "jeudi 9 octobre 2025", which stands under a headline.
fn is_date(line: &str) -> bool {
    !is_longer(line, LONGEST_DATE)
        && is_weekday(line.split(|c| !is_letter(c)).next().unwrap_or(line))
        && date_span::stretches(line) == [line]
}

fn draft(raw: &str, lines: &[Line], folder: &mut Folder) -> Option<Draft> {
    let (first, last) = (lines.first()?, lines.last()?);
    let text = |line: &Line| &raw[line.bytes.clone()];
    folder.push_text(text(first));
    for pair in lines.windows(2) {
        let (before, after) = (text(&pair[0]), text(&pair[1]));
        if !(before.ends_with(is_unspaced) && after.starts_with(is_unspaced)) {
            folder.space();
        }
        folder.push_text(after);
    }
    Some(Draft {
        text: folder.finish()?,
        span: Some(first.points.start..last.points.end),
        shape: if first.bullet { Shape::Item } else { Shape::Plain },
        hints: Hints::NONE,
        linked: 0,
        links: 0,
        opens_linked: false,
        bold: 0,
        italic: 0,
        pictures: 0,
        cells: 0,
        holder: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(raw: &str) -> Vec<String> {
        let drafts = drafts(raw);
        (0..drafts.list.len()).map(|index| drafts.text(index).to_owned()).collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        assert_eq!(texts("One.\nTwo.\r\n\r\nThree. \u{A0}\n"), ["One.", "Two.", "Three."]);
        assert!(texts(" \n\u{3000}\n").is_empty());
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let raw = "The council of Ostrava Bay met on Tuesday to hear what the\n\
                   engineers had found under the old bridge, and left with\n\
                   more questions than it had brought.\n \nA second paragraph\n";
        let found = texts(raw);
        assert_eq!(found.len(), 2);
        assert!(found[0].ends_with("what the engineers had found under the old bridge, and left with more questions than it had brought."));
    }

    #[test]
    fn lines_without_blanks_are_wrapped_when_they_are_full() {
        let paragraphs = "港の古い桟橋は、来月から通行できなくなると市が発表した。\n\
                          点検で杭の半分以上にひびが見つかり、夏までに直すのは難しいという。\n\
                          釣り人たちは、別の場所を用意してほしいと話している。\n\
                          市は近く説明会を開く。\n";
        assert_eq!(texts(paragraphs).len(), 4);
        let wrapped = "港の古い桟橋は、来月から通行できなくなると市が発表\n\
                       した。点検で杭の半分以上にひびが見つかり、夏までに\n\
                       直すのは難しいという。市は近く説明会を開く。\n";
        let found = texts(wrapped);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("市が発表した。点検"), "{found:?}");
    }

    #[test]
    fn lines_that_each_end_a_sentence_are_paragraphs() {
        let raw = "The old pier will be shut from next month on, said the town.\n\
                   Cracks were found in more than half of the piles beneath it.\n\
                   Anglers have asked that they be given a place elsewhere now.\n\
                   A meeting is to be held about it.\n";
        assert_eq!(texts(raw).len(), 4);
    }

    #[test]
    fn wide_lines_and_short_paragraphs_are_joined() {
        let wide = "The harbour board of Ostrava Bay said on Tuesday evening that the long pier would stay shut to all ships until\n\
                    the divers had looked at every one of its piles, which they hope to do before the first of the autumn storms\n\
                    reaches the coast.\n\n\
                    A second notice told the fishing fleet to use the old basin instead of the pier from the morning of Thursday,\n\
                    14 March.\n";
        let found = texts(wide);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].ends_with("of Thursday, 14 March."));
    }

    #[test]
    fn a_sentence_or_a_date_cut_in_two_is_one_again() {
        let cut = "The ferry will sail again from the old basin on Thursday, March\n14, and tickets are sold from today.\n";
        assert_eq!(texts(cut).len(), 1);
        let cut =
            "The ferry will sail again from the old basin on Thursday after\nthe divers have looked at it.\n";
        assert_eq!(texts(cut).len(), 1);
        let lines =
            "The ferry will sail again from the old basin on Thursday at noon\nTickets are sold from today\n";
        assert_eq!(texts(lines).len(), 2);
        let lines = "The ferry will sail again from the old basin on Thursday at noon.\n14 comments\n";
        assert_eq!(texts(lines).len(), 2);
    }

    #[test]
    fn menus_and_bullets_are_not_joined() {
        assert_eq!(texts("Home\nWorld\nSport\nWeather").len(), 4);
        assert_eq!(texts("• a bullet with some words to make it long enough for this\n• and the second bullet, which is just about as long again\n• third").len(), 3);
    }

    #[test]
    fn offsets_count_code_points() {
        let raw = "\u{FEFF}é\n  Ünî çode  \n";
        let drafts = drafts(raw);
        assert_eq!(drafts.text(0), "é");
        let points: Vec<char> = raw.chars().collect();
        for (index, draft) in drafts.list.iter().enumerate() {
            let span = draft.span.clone().unwrap();
            let slice: String = points[span].iter().collect();
            assert_eq!(crate::fold::fold(&slice), drafts.text(index));
        }
    }
}

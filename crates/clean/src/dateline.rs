//! The dateline that opens a news text: "Karlsruhe, (12.11.2021). The synod …", "27.1.2022 - The council …".

use crate::classify::Labels;
use crate::date_shape;
use crate::date_span;
use dateline_record::BlockKind;

/// So many bytes of the text are looked at.
const HEAD: usize = 80;

/// The longest place and agency before the date, in bytes.
const LONGEST_PLACE: usize = 40;

/// The date in the dateline of the body, and the block that it stands in.
pub(crate) fn of_body<'a>(texts: &[&'a str], labels: &Labels) -> Option<(usize, &'a str)> {
    // What stands before the run of text may be a notice that trees took for a part of it.
    let first = |from: usize| {
        let labels = labels.list.get(from..)?;
        labels.iter().position(|label| label.kind == BlockKind::Paragraph).map(|index| from + index)
    };
    let firsts = [first(0), first(labels.body.start)];
    firsts.into_iter().flatten().find_map(|index| Some((index, date(texts[index])?)))
}

/// The date of the dateline that a text begins with.
fn date(text: &str) -> Option<&str> {
    let head = &text[..text.floor_char_boundary(HEAD)];
    if !head.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let found = date_span::stretches(head).into_iter().find(|date| date_shape::is_whole(date))?;
    let (before, after) = head.split_once(found)?;
    let before = before.trim_end();
    // Nothing, or a place that a sign parts from the date: no sentence begins so.
    let opens = before.len() <= LONGEST_PLACE
        && (before.is_empty()
            || before.ends_with([',', '(', '[', '/', '|', '-', '–', '—', '―'])
                && !before.starts_with(char::is_lowercase));
    // And a sign that parts it from the text.
    let bracketed = before.ends_with(['(', '[']) && after.starts_with([')', ']']);
    let parted =
        after.strip_prefix(' ').unwrap_or(after).starts_with(['-', '–', '—', '―', '|', '/', '(', ':']);
    (opens && (bracketed || parted)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_opens_a_text() {
        for (text, day) in [
            ("Tern, (12.11.2021). The synod meets on Sunday.", "12.11.2021"),
            ("27.1.2022 - The council of Tern remembers the flood.", "27.1.2022"),
            ("OSTRAVA BAY, March 5, 2024 (Gull) — The ferry will sail again.", "March 5, 2024"),
            ("5. März 2024 | Die Fähre fährt wieder.", "5. März 2024"),
        ] {
            assert_eq!(date(text), Some(day), "{text}");
        }
    }

    #[test]
    fn a_sentence_about_a_day_has_none() {
        for text in [
            "On March 5, 2024 the ferry sailed again.",
            "March 5, 2024 was a cold day.",
            "The ferry, which sank on March 5, 2024 - nobody was hurt - is lifted.",
            "The flood of 27.1.2022 (the third in a year) is remembered.",
            "12 - 14 ferries a day",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}

//! What the words beside a line's dates say of them: "Published 5 March 2024, updated 6 March 2024".

use crate::date_shape::shape;
use crate::date_span;
use crate::letter::normal;
use crate::lexicon::{Hits, Lexicon};
use dateline_record::{DateRole, DateSource, PrintedDate};

/// A date of the page's text, and whether nothing but a word such as "As of" says what it is.
pub(crate) struct Labelled {
    pub(crate) date: PrintedDate,
    as_of: bool,
}

impl Labelled {
    /// A line that is all of a date, or may be.
    pub(crate) fn new(text: &str, index: usize, hits: Hits) -> Self {
        Self { date: page_text(text, role(hits), index), as_of: hits.as_of }
    }
}

/// A date that the page's text prints.
pub(crate) fn page_text(text: &str, role: DateRole, index: usize) -> PrintedDate {
    let from = DateSource::PageText;
    PrintedDate { text: text.to_owned(), role, from, block: Some(index), value: None }
}

/// The dates of one line; `hits` is what the lexicon found in all of it.
pub(crate) fn in_line(line: &str, index: usize, hits: Hits) -> Vec<Labelled> {
    let sure = shape(line);
    let stretches: Vec<&str> =
        date_span::stretches(line).into_iter().filter(|date| shape(date) == sure).collect();
    match stretches.as_slice() {
        // The date cannot be told from what stands around it.
        [] => vec![Labelled::new(line, index, hits)],
        [date] => {
            let hits = Hits { published: hits.published || opens_line(line, date), ..hits };
            vec![Labelled::new(date_span::without_counter(date), index, hits)]
        }
        dates => {
            let said = between(line, dates).map(|words| Lexicon::builtin().hits(&normal(words), false));
            let said: Vec<Hits> = said.collect();
            let speaks = |hits: &Hits| hits.published || hits.modified;
            // "2024年3月5日掲載（2024年3月6日更新）": the words stand behind their dates.
            let behind = !said.first().is_some_and(speaks) && said.last().is_some_and(speaks);
            let said = &said[usize::from(behind)..];
            // "Published 5 March 2024, updated", and the date that belongs to "updated".
            let one = |hits: &Hits| Hits { published: hits.published && !hits.modified, ..*hits };
            dates.iter().zip(said).map(|(date, hits)| Labelled::new(date, index, one(hits))).collect()
        }
    }
}

/// Whether nothing but a word such as "le" stands before a date, which would say nothing elsewhere in a line.
fn opens_line(line: &str, date: &str) -> bool {
    let before = line.split_once(date).map_or("", |(before, _)| before.trim());
    !before.is_empty() && Lexicon::builtin().before_day.contains(&normal(before))
}

/// What stands before the first date, between one and the next, and behind the last.
fn between<'l>(line: &'l str, dates: &[&'l str]) -> impl Iterator<Item = &'l str> {
    let mut rest = Some(line);
    dates.iter().copied().map(Some).chain([None]).map(move |date| {
        let text = rest.take().unwrap_or_default();
        let (before, after) = date.and_then(|date| text.split_once(date)).unwrap_or((text, ""));
        rest = Some(after);
        before
    })
}

/// The dates with what only all of them tell: a day that a page is "as of" is that of its last change where another is
/// that of its publication, and else its own.
pub(crate) fn settled(mut dates: Vec<Labelled>) -> impl Iterator<Item = PrintedDate> {
    let published = dates.iter().any(|one| !one.as_of && one.date.role == DateRole::Published);
    for one in dates.iter_mut().filter(|one| published && one.as_of) {
        one.date.role = DateRole::Modified;
    }
    dates.into_iter().map(|one| one.date)
}

fn role(hits: Hits) -> DateRole {
    match (hits.published, hits.modified) {
        (true, _) => DateRole::Published,
        (false, true) => DateRole::Modified,
        (false, false) => DateRole::Unknown,
    }
}

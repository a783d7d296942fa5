//! Pages of sections that stand under a line with place and day each, as court circulars do: "ROSENHALL PALACE, 3rd June".

use crate::language::Language;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::{Part, Reading, is_person};
use crate::sentence::item::Item;
use dateline_record::{Day, Timex};

/// A page prints sections that are so many days old at most.
const OLDEST: i64 = 7;
/// More words than this are no line of place and day.
const LINE: usize = 8;

/// Gives every passage of such a page the day of its section.
pub(super) fn date(
    language: &Language,
    readings: &mut [Reading<'_, '_>],
    timexes: &[Timex],
    page: Option<Day>,
) {
    let Some(page) = page else { return };
    let mut section = None;
    for (number, reading) in readings.iter_mut().filter(|it| it.passage.part == Part::Body).enumerate() {
        let line = line_day(language, reading, timexes);
        section = line.filter(|day| (0..=OLDEST).contains(&(page - *day).num_days())).or(section);
        if number == 0 && section.is_none() {
            return;
        }
        reading.section = section;
    }
}

/// The day of a passage that is such a line.
fn line_day(language: &Language, reading: &Reading<'_, '_>, timexes: &[Timex]) -> Option<Day> {
    let (last, place) = reading.items.split_last().filter(|(_, place)| (1..LINE).contains(&place.len()))?;
    let names = |item: &Item<'_>| {
        const LISTS: [List; 4] = [List::Institution, List::House, List::Possessive, List::Of];
        is_person(item)
            || [class::NAME, class::COUNTRY, class::COMMA].contains(&item.class)
            || language.is_any(&LISTS, item.class)
            || language.list(List::Abbreviation) == Some(item.class)
    };
    let timex = timexes.get(last.index).filter(|_| last.class == class::TIME)?;
    let numbered = timex.text.chars().any(char::is_numeric) && timex.first_day == timex.last_day;
    timex.first_day.filter(|_| numbered && place.iter().all(names))
}

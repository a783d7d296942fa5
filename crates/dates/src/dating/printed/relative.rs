//! Dates that only the time of the crawl makes days: "3 hours ago", "Yesterday 18:40", "30 December".

use super::reading::instant_of_stamp;
use crate::meaning::{Direction, Meaning, Measure};
use crate::tagger::{Dct, Tagger};
use crate::value::{Count, Unit};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};

/// The day that words name which were seen at the time `fetched`.
pub(super) fn day(words: &str, tagger: Option<&Tagger>, fetched: Option<&str>) -> Option<NaiveDate> {
    let (tagger, seen) = (tagger?, instant_of_stamp(fetched?)?);
    let told = tagger.tag(words, Dct::from(seen.date()));
    told.into_iter().find_map(|timex| {
        let meaning = timex.meaning();
        if let Some(time) = hours_back(meaning, seen) {
            return Some(time.date());
        }
        let counts = meaning.unit.is_some() && meaning.measure == Measure::Offset;
        let day = timex.value().day().filter(|_| counts || meaning.month.is_some())?;
        // A day of the year is the last one.
        if day <= seen.date() { Some(day) } else { day.with_year(day.year() - 1) }
    })
}

/// So many hours or minutes before the page was seen.
fn hours_back(meaning: &Meaning, seen: NaiveDateTime) -> Option<NaiveDateTime> {
    let Some(Count::Whole(count)) = meaning.count else { return None };
    if meaning.direction != Direction::Past || meaning.measure != Measure::Offset {
        return None;
    }
    let back = match meaning.unit? {
        Unit::Hour => TimeDelta::try_hours(count.into())?,
        Unit::Minute => TimeDelta::try_minutes(count.into())?,
        _ => return None,
    };
    seen.checked_sub_signed(back)
}

//! The days that a time of a sentence means.

use crate::language::pattern::class;
use crate::scene::{Reading, Scene};
use dateline_record::{Day, Timex, TimexType};

/// A longer time says too little.
pub(crate) const LONGEST_DAYS: i64 = 31;

/// The days a message may have been sent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) from: Day,
    pub(crate) to: Day,
}

impl Days {
    /// The day, where it is only one.
    pub(crate) fn only(self) -> Option<Day> {
        (self.from == self.to).then_some(self.from)
    }
}

/// "Dès dimanche soir", of what has been done: a weekday that may be read as the next one was the last.
pub(crate) fn last_weekday(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> Option<Days> {
    const WEEK: chrono::Days = chrono::Days::new(7);
    let item = reading.items[at];
    let timex = scene.timexes.get(item.index).filter(|_| item.class == class::TIME)?;
    let bare = timex.rule.contains(".weekday") && !timex.text.chars().any(char::is_numeric);
    let (next, page) = timex.first_day.filter(|day| timex.last_day == Some(*day) && bare).zip(scene.day)?;
    let last = next.checked_sub_days(WEEK).filter(|last| next > page && *last <= page)?;
    Some(Days { from: last, to: last })
}

/// The days of a time, where it is a day or little more, and not to come.
pub(crate) fn days(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> Option<Days> {
    let item = reading.items[at];
    if item.class != class::TIME {
        return None;
    }
    let timex = scene.timexes.get(item.index)?;
    let (from, to) = in_section(scene, reading, timex)?;
    let dated = matches!(timex.timex_type, TimexType::Date | TimexType::Time);
    let to = scene.day.map_or(to, |day| to.min(day));
    (dated && (to - from).num_days() <= LONGEST_DAYS && from <= to).then_some(Days { from, to })
}

/// The days of a time; "today" in a section with a day of its own is that day.
fn in_section(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, timex: &Timex) -> Option<(Day, Day)> {
    let (from, to) = timex.first_day.zip(timex.last_day)?;
    let told = !timex.text.chars().any(char::is_numeric);
    let of_page = from == to && scene.day == Some(from);
    let Some((section, page)) = reading.section.zip(scene.day).filter(|_| told && of_page) else {
        return Some((from, to));
    };
    let earlier = page - section;
    Some((from - earlier, to - earlier))
}
